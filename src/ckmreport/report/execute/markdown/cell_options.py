"""Computed cell options: captions and alt texts that hold inline expressions.

Quarto reads options from `#| key: value` lines at the top of a code cell and does not evaluate
expressions in them. The engine does, after the cell has run, and rewrites the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import yaml

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.claims import CLASS, find_conditions

CAPTIONS = ("fig-cap", "tbl-cap")
ALT_TEXTS = ("fig-alt",)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPTION_LINE = re.compile(r"#\|( ?.*)")


def cell_options(source: str) -> dict[str, object]:
    """Read all options of a code cell.

    Raises:
        CkmError: if they are not valid YAML. The error has no place yet; the caller knows it.
    """
    try:
        options = yaml.load("\n".join(_header(source)), Loader=_Loader)
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or "unreadable"
        raise CkmError(
            f"the cell options (#|) are not valid YAML ({problem})",
            advice="Put the text of the option between double quotes",
        ) from None
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise CkmError(
            "the cell options (#|) are no key: value lines", advice="Write a space after the colon"
        )
    return options


def computed_options(source: str) -> dict[str, str]:
    """Read the options of a code cell that hold inline expressions, as Markdown text.

    Raises:
        CkmError: if the options are not valid YAML, an option holds a claim, or another option
            than a caption or an alt text holds an expression. The error has no place yet; the
            caller knows it.
    """
    computed: dict[str, str] = {}
    if not any(mark in line for line in _header(source) for mark in ("{python}", f".{CLASS}")):
        return computed
    for key, value in cell_options(source).items():
        if find_conditions(str(value)):
            raise CkmError(
                f"a claim in the cell option '{key}' is not checked",
                advice="Make the claim in the text, and let the caption say what is shown",
            )
        if "{python}" not in str(value):
            continue
        if key not in CAPTIONS + ALT_TEXTS or not isinstance(value, str):
            raise CkmError(
                f"an expression in the cell option '{key}' is not evaluated",
                advice=f"Only {', '.join(CAPTIONS + ALT_TEXTS)} can hold one, as one text",
            )
        computed[key] = value
    return computed


def replace_options(source: str, values: Mapping[str, str]) -> str:
    """Write the source of a code cell with these options set, each on one line."""
    header = _header(source)
    kept: list[str] = []
    replacing = False
    for line in header:
        key = re.match(r"([\w-]+)\s*:", line)
        if key:
            replacing = key[1] in values
            if replacing:
                # A JSON string is a double-quoted YAML string, with everything escaped.
                line = f"{key[1]}: {json.dumps(values[key[1]], ensure_ascii=False)}"  # noqa: PLW2901
        elif replacing:
            continue  # the rest of a text that went over several lines
        kept.append(f"#| {line}")
    return "\n".join([*kept, without_options(source)])


def without_options(source: str) -> str:
    """Take the code of a cell without its options."""
    return "\n".join(source.split("\n")[len(_header(source)) :])


def _header(source: str) -> list[str]:
    lines = []
    for line in source.split("\n"):
        match = _OPTION_LINE.fullmatch(line)
        if match is None:
            break
        lines.append(match[1].removeprefix(" "))
    return lines
