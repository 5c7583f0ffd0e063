"""Counts the numbers of a ledger again from the rows, by their recipes alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.ledger import Number

if TYPE_CHECKING:
    import pandas as pd

COUNTED = frozenset({"share", "count", "sum"})
#: What a recipe may use: it is a program, and a ledger may come from somebody else.
_NAMES = frozenset({"answers", "rows", "len"})
_METHODS = frozenset({"isin", "eq", "any", "sum"})


@dataclass(frozen=True)
class Recounted:
    """A number of the ledger beside what its recipe gives."""

    number: Number
    found: tuple[int, ...]

    @property
    def agrees(self) -> bool:
        """Whether count and base are the same."""
        number = self.number
        listed = (number.count,) if number.base is None else (number.count, number.base)
        return self.found == listed


def recount(numbers: Iterable[Number], responses: Path) -> Iterator[Recounted]:
    """Count the numbers again that have a recipe.

    Args:
        numbers: those of one ledger.
        responses: the `responses.csv` of its wave.

    Raises:
        CkmError: if a recipe is no such expression, or fails.
    """
    import pandas as pd  # noqa: PLC0415, which only who counts needs

    frame = pd.read_csv(responses, dtype=str, encoding="utf-8")
    answers = frame[frame["status"] == "behouden"]
    for number in numbers:
        if number.recipe is not None:
            yield Recounted(number, _result(number.recipe, answers, number.id))


def _result(recipe: str, answers: pd.DataFrame, place: str) -> tuple[int, ...]:
    _check(recipe, place)
    try:
        found: Any = eval(recipe, {"__builtins__": {}, "answers": answers, "len": len})
        return tuple(int(value) for value in found)
    except Exception as error:
        raise CkmError(
            f"the recipe `{recipe}` fails: {type(error).__name__}: {error}",
            place=place,
            advice="Make the report again, with the rows that it was made from",
        ) from None


@lru_cache(maxsize=2048)
def _check(recipe: str, place: str) -> None:
    """Refuse what is no recipe, before it runs."""
    try:
        nodes = list(ast.walk(ast.parse(recipe, mode="eval")))
    except SyntaxError:
        nodes = [ast.Await(ast.Constant(None))]
    for node in nodes:
        match node:
            case ast.Name(id=name):
                allowed = name in _NAMES
            case ast.Attribute(attr=name):
                allowed = name in _METHODS
            case _:
                allowed = isinstance(node, _ALLOWED)
        if not allowed:
            raise CkmError(f"`{recipe}` is no recipe", place=place, advice="Make the report again")


_ALLOWED = (
    ast.Expression,
    ast.Tuple,
    ast.List,
    ast.Constant,
    ast.Call,
    ast.keyword,
    ast.Lambda,
    ast.arguments,
    ast.arg,
    ast.Subscript,
    ast.BinOp,
    ast.UnaryOp,
    ast.Add,
    ast.Mult,
    ast.BitAnd,
    ast.Invert,
    ast.Load,
)
