"""From executed notebooks to a book: staged, checked, and rendered as HTML and PDF."""

from __future__ import annotations

from ckmreport.report.render.book import Book, Chapter, read_book
from ckmreport.report.render.book_rules import RuleError, check, violations
from ckmreport.report.render.quarto import find_quarto
from ckmreport.report.render.render import Format, Rendered, Renderer, render, rendering
from ckmreport.report.render.stage import stage
from ckmreport.report.render.tables import write_tables
from ckmreport.report.render.workbooks import WorkbookFiles, write_workbooks

__all__ = [
    "Book",
    "Chapter",
    "Format",
    "Rendered",
    "Renderer",
    "RuleError",
    "WorkbookFiles",
    "check",
    "find_quarto",
    "read_book",
    "render",
    "rendering",
    "stage",
    "violations",
    "write_tables",
    "write_workbooks",
]
