"""Stretches of Markdown: what is made from data, and what renderers keep together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ckmreport.presentation.tables.table import Table
from ckmreport.presentation.tables.table_data import Workbook


@dataclass(frozen=True)
class Passage:
    """A stretch of Markdown made from data, with the file that tells more."""

    markdown: str
    workbook: Workbook | None = None

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        metadata = self.workbook.as_metadata() if self.workbook else {}
        return {"text/markdown": self.markdown, "text/plain": self.markdown}, metadata


def block(*paragraphs: str) -> str:
    """Keep a table and what belongs to it together; the renderers know this block by its class."""
    return "\n\n".join(["::: {.vraag}", *paragraphs, ":::"])


def on_screen(*paragraphs: str) -> str:
    """Leave something out of the PDF: what is only there to look something up in."""
    return "\n\n".join(["::: {.op-scherm}", *paragraphs, ":::"])


def base_line(text: str) -> str:
    """Write a line that says whom the numbers are about."""
    return f"[{text}]{{.basis}}"


def titled_table(title: str, table: Table, base: str = "") -> str:
    """Write a table under its title, for a table without a number of its own."""
    explained = [base_line(base)] if base else []
    return block(f"**{title}**", *explained, table.markdown)
