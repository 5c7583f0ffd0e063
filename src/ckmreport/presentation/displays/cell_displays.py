"""What a cell holds, shown where a person runs a notebook: in JupyterLab, in VS Code.

Cells end in assignments, because in the book nothing is to stand there. A kernel in which a person
works shows after each cell the values that the cell gave a name; the engine's shell is no kernel.
"""

from __future__ import annotations

import ast
import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from itertools import groupby
from typing import Any

from ckmreport.analysis import Count, Share, Withheld
from ckmreport.analysis.change import Change
from ckmreport.analysis.comparison import Comparison
from ckmreport.analysis.forms import Forms
from ckmreport.presentation.displays import displays
from ckmreport.presentation.displays.displays import comparisons_table, display, numbers_table
from ckmreport.presentation.tables.markdown_blocks import Passage
from ckmreport.presentation.tables.table import Table
from ckmreport.presentation.tables.trend_tables import changes_table
from ckmreport.presentation.text.dutch_numbers import date, decimal, integer
from ckmreport.survey.questionnaire import Option
from ckmreport.survey.waves import ContextFigure, Edition, Fieldwork, Interviews, Metadata

#: A value that is shown as a whole, with how a cell names it: `seen["se"]`.
Leaf = tuple[str, Any]
#: Shown field by field, as the prose uses them.
_OPENED = (Metadata, Fieldwork, Interviews, Edition, Forms)


def show_cells() -> None:
    """Have the kernel that this is called in show what its cells hold; elsewhere do nothing."""
    # A process without IPython need not import it to know that it is no kernel.
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if not hasattr(shell, "kernel"):
        return
    for kind in displays.display.registry:
        if kind is not object:
            shell.display_formatter.mimebundle_formatter.for_type(kind, _bundle)
    shell.events.register("post_run_cell", partial(_after_cell, shell))


def held(code: str, values: Mapping[str, Any]) -> Passage | None:
    """Show what a cell gave a name; None where there is nothing to show.

    Args:
        code: the code of the cell, as Python.
        values: the variables after it was run.
    """
    named = [(name, values[name]) for name in assigned(code) if name in values]
    leaves = [leaf for name, value in named for leaf in _leaves(name, value)]
    parts: list[str] = []
    for (kind, _), group in groupby(leaves, key=_together):
        parts += _shown(kind, list(group))
    return Passage("\n\n".join(parts)) if parts else None


def assigned(code: str) -> list[str]:
    """Give the names that a cell assigns to on its own lines, each once, in order.

    A name with a type is a parameter: what is asked, and no answer.
    """
    names: dict[str, None] = {}
    for statement in ast.parse(code).body:
        if isinstance(statement, ast.Assign):
            found = [node for target in statement.targets for node in ast.walk(target)]
            stored = [one for one in found if isinstance(one, ast.Name)]
            names |= dict.fromkeys(one.id for one in stored if isinstance(one.ctx, ast.Store))
    return list(names)


def _after_cell(shell: Any, result: Any) -> None:
    if not result.success:
        return
    passage = held(shell.transform_cell(result.info.raw_cell), shell.user_ns)
    if passage is not None:
        shell.display_pub.publish(*passage._repr_mimebundle_())


def _bundle(value: object, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
    return Passage(display(value) or "")._repr_mimebundle_()


def _leaves(name: str, value: Any) -> Iterator[Leaf]:
    """Take lists, mappings and metadata apart into what has a display of its own."""
    if _is_pair(value) or display.dispatch(type(value)) is not display.dispatch(object):
        yield name, value
    elif isinstance(value, Mapping) and value:
        for key, one in value.items():
            yield from _leaves(f'{name}["{key}"]', one)
    elif isinstance(value, list | tuple) and value:
        for place, one in enumerate(value):
            yield from _leaves(f"{name}[{place}]", one)
    elif isinstance(value, _OPENED):
        for field in fields(value):
            one = getattr(value, field.name)
            if not (isinstance(value, Forms) and one is None):
                yield from _leaves(f"{name}.{field.name}", one)
    else:
        yield name, value


def _is_pair(value: object) -> bool:
    """Tell whether this is an answer with its number, as `ranked` gives them."""
    match value:
        case (Option(), Share() | Count() | Withheld()):
            return True
        case _:
            return False


def _together(leaf: Leaf) -> tuple[str, str]:
    """Give by what neighbours share a table: their kind, and for changes the name of their list."""
    name, value = leaf
    kind = _kind(value)
    return kind, name.partition("[")[0] if kind == "change" else ""


def _kind(value: object) -> str:
    if _is_pair(value) or isinstance(value, Share | Count | Withheld):
        return "number"
    if isinstance(value, Change):
        return "change"
    if isinstance(value, Comparison):
        return "comparison"
    if isinstance(value, ContextFigure):
        return "context"
    return "plain" if _plain(value) is not None else "own"


def _shown(kind: str, leaves: list[Leaf]) -> Iterable[str]:
    if kind == "own":
        shown = [(name, display(value)) for name, value in leaves]
        return [f"**`{name}`**\n\n{text}" for name, text in shown if text is not None]
    code = [(f"`{name}`", value) for name, value in leaves]
    match kind:
        case "number":
            pairs = [(n, *v) if isinstance(v, tuple) else (n, None, v) for n, v in code]
            numbers = ((n, option.label if option else "", v) for n, option, v in pairs)
            return [numbers_table(numbers).markdown]
        case "change":
            heading = f"**`{leaves[0][0].partition('[')[0]}`**"
            return [heading, changes_table([value for _, value in leaves]).markdown]
        case "comparison":
            return [comparisons_table(code).markdown]
        case "context":
            rows = tuple((n, _plain(v.value) or "", v.what, v.year, v.source) for n, v in code)
            return [Table(("Naam", "Waarde", "Wat", "Jaar", "Bron"), rows).markdown]
        case _:
            texts = tuple((name, _plain(value) or "") for name, value in code)
            return [Table(("Naam", "Waarde"), texts).markdown]


def _is_table_of_answers(value: object) -> bool:
    """Tell whether this is of pandas; who has no such value need not import it."""
    pandas: Any = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame | pandas.Series)


def _plain(value: object) -> str | None:
    """Write a value that needs no base; None for one of another type."""
    text = None
    if _is_table_of_answers(value):
        return "antwoorden per respondent, hier niet getoond"
    match value:
        case None | "" | () | [] | dict():  # one that is not empty was taken apart
            text = "–"
        case bool():
            text = "ja" if value else "nee"
        case int():
            text = integer(value)
        case float():
            text = decimal(value, 3)
        case str():
            text = value
        case dt.date():
            text = date(value)
        case Option():
            text = value.label
    return text
