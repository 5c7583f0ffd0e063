"""Where readers find help, as Markdown: for a page of its own, and for between the text."""

from __future__ import annotations

from collections.abc import Iterable

from ckmreport.presentation.tables.markdown_blocks import Passage
from ckmreport.presentation.text.markdown_escape import as_text
from ckmreport.survey.waves.help_lines import HelpLine
from ckmreport.survey.waves.municipality import Municipality


def help_paragraphs(lines: Iterable[HelpLine]) -> str:
    """Give a paragraph per line: of lists in metadata Quarto leaves the text alone."""
    return "\n\n".join(f"**{as_text(line.need)}**\\\n{_reached(line)}" for line in lines)


def help_list(municipality: Municipality) -> Passage:
    """Give the lines of a municipality as the list that a chapter shows."""
    items = (f"- **{as_text(line.need)}**\\\n  {_reached(line)}" for line in municipality.help)
    return Passage("\n".join(["::: {.hulp}", *items, ":::"]))


def _reached(line: HelpLine) -> str:
    web = f"[{line.web}]({line.href})" if line.web else None
    phone = f"[{line.phone}]({line.dial})" if line.phone else None
    ways = ", ".join(way for way in (phone, web) if way)
    return f"{as_text(line.name)}: {ways}" if line.name else ways
