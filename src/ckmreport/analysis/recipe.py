"""The line of pandas that counts a number again, from the bare rows of its wave."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

from ckmreport.analysis.origin import Origin
from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED, Question

if TYPE_CHECKING:
    import pandas as pd

_NO_ANSWER = [NOT_ASKED, NOT_ANSWERED]
#: All that a recipe is made of.
_NAMES = frozenset({"answers", "rows", "len"})
_METHODS = frozenset({"isin", "eq", "any", "sum"})
_NODES = (
    *(ast.Expression, ast.Tuple, ast.List, ast.Constant, ast.Call, ast.keyword, ast.Subscript),
    *(ast.Lambda, ast.arguments, ast.arg, ast.BinOp, ast.UnaryOp, ast.Load),
    *(ast.Add, ast.Mult, ast.BitAnd, ast.Invert),
)


def recipe(origin: Origin) -> str | None:
    """Write the expression that counts a number again; None for one that is no count of answers.

    The expression speaks of `answers`, the kept rows of `responses.csv` as
    `pandas.read_csv("responses.csv", dtype=str)` gives them. It yields `(count, base)` for a share
    and `(count,)` for other numbers.
    """
    match origin.counted:
        case None:
            return None
        case "everybody":
            return "(len(answers),)"
        case "lower bounds":
            return _lower_bounds(origin.questions[0])
        case "mentions":
            return _mentions(origin)
        case "base":
            return f"(len({_rows(origin)}),)"
        case "answers":
            gave = _gave(origin.questions[0], origin.codes, "rows")
            hits = f"(~{gave})" if origin.negated else gave
            whole = " len(rows)" if origin.kind == "share" else ""
            return f"(lambda rows: ({hits}.sum(),{whole}))({_rows(origin)})"


def _rows(origin: Origin) -> str:
    """Write who is in the base: who answered, outside the answers left out, within the group."""
    question = origin.questions[0]
    who = [f'~answers["{question.columns[0]}"].isin({_NO_ANSWER})']
    if origin.left_out:
        who.append(f"~{_gave(question, [one.code for one in origin.left_out], 'answers')}")
    return f"answers[{' & '.join([*who, *_group(origin)])}]"


def _group(origin: Origin) -> list[str]:
    group = origin.group
    return [_gave(group.question, [group.code], "answers")] if group else []


def _gave(question: Question, codes: tuple[str, ...] | list[str], frame: str) -> str:
    """Write who gave at least one of some answers; of those, the ones that were offered count."""
    offered = [code for code in codes if code in question.codes]
    if question.kind != "multi":
        return f'{frame}["{question.name}"].isin({offered})'
    columns = [f"{question.name}__{code}" for code in offered]
    return f'{frame}[{columns}].eq("1").any(axis=1)'


def _mentions(origin: Origin) -> str:
    """Write how often an answer was given, to several questions together."""
    given = [_gave(question, origin.codes, "answers") for question in origin.questions]
    whole = " + ".join(f"{one}.sum()" for one in given)
    if not origin.group:
        return f"({whole},)"
    (group,) = _group(origin)
    part = " + ".join(f"({one} & {group}).sum()" for one in given)
    return f"({part}, {whole})" if origin.kind == "share" else f"({part},)"


def _lower_bounds(question: Question) -> str:
    terms = [
        f'{option.at_least} * answers["{question.name}"].eq("{option.code}").sum()'
        for option in question.options
        if option.at_least
    ]
    return f"({' + '.join(terms)},)"


def counted(line: str, answers: pd.DataFrame) -> tuple[int, ...]:
    """Follow a recipe.

    Args:
        line: the recipe.
        answers: the kept rows.

    Raises:
        ValueError: if it is no recipe: it is a program, and a ledger may come from somebody else.
    """
    _check(line)
    return tuple(map(int, eval(line, {"__builtins__": {}, "answers": answers, "len": len})))


@lru_cache(maxsize=4096)
def _check(line: str) -> None:
    """Refuse what is no recipe, before it runs."""
    for node in ast.walk(ast.parse(line, mode="eval")):
        match node:
            case ast.Name(id=name):
                allowed = name in _NAMES
            case ast.Attribute(attr=name):
                allowed = name in _METHODS
            case _:
                allowed = isinstance(node, _NODES)
        if not allowed:
            raise ValueError(f"`{line}` is no recipe")
