"""Pieces of HTML that a finished book offers: data of a figure, way to a notebook, downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import PurePosixPath

from ckmreport.presentation.tables.table_data import Cell
from ckmreport.report.proof.cell_format import written
from ckmreport.report.proof.ledger import LEDGER, FigureEntry
from ckmreport.report.render.notebook_page import NotebookPage
from ckmreport.report.render.render import FRONT_PDF, PDF
from ckmreport.report.render.site_ways import way
from ckmreport.report.render.workbooks import WorkbookFiles


def figure_data(figure: FigureEntry, root: str) -> str:
    """Give what follows a figure: its data as a table, folded, and as a file; of a table the file.

    `root` is the way from the page to the root of the HTML book, as in the other functions.
    """
    link = f'<a href="{root}../tables/{figure.id}.csv" download>Data als csv</a>'
    if not figure.id.startswith("fig-"):
        return f'\n<div class="float-data">{link}</div>'
    name = f"Data bij: {escape(figure.caption)}"
    columns = zip(figure.columns, figure.rows[0], strict=True)
    header = "".join(
        f'<th scope="col"{_aligned(value)}>{escape(column)}</th>' for column, value in columns
    )
    rows = "".join(f"<tr>{''.join(_cells(row))}</tr>\n" for row in figure.rows)
    return (
        '\n<div class="float-data"><details><summary>Toon data</summary>\n'
        f'<div class="scroller" role="group" tabindex="0" aria-label="{name}">'
        f'<table class="table"><thead><tr>{header}</tr></thead>\n<tbody>{rows}</tbody></table>'
        f"</div></details>\n{link}</div>"
    )


def to_notebook(page: NotebookPage, root: str) -> str:
    """Give the link from a chapter to the page of its notebook."""
    return (
        f'<p class="to-notebook"><a href="{root}{page.href}">Het notebook achter dit hoofdstuk: '
        "tekst, code en uitkomsten</a></p>\n"
    )


def file_ways(root: str, *, pdf: bool) -> str:
    """Give the items of a list that lead to the PDF, where it is made, and to the data."""
    report = way(f"{root}../{PDF}", "Het rapport als pdf", "om te bewaren of te printen")
    data = way(f"{root}index.html#downloads", "De gegevens", "tabellen als csv, en de notebooks")
    return f"{report if pdf else ''}\n{data}\n"


def downloads(
    pages: Iterable[NotebookPage],
    figures: Iterable[FigureEntry],
    root: str,
    *,
    pdf: bool,
    workbooks: Iterable[WorkbookFiles] = (),
) -> str:
    """Give the block with everything that the book consists of besides its pages."""
    up = f"{root}../"
    notebooks = "".join(
        f'<li><a href="{root}{page.href}">{escape(page.title)}</a> '
        f'(<a href="{up}notebooks/{name}" download>{name}</a>)</li>\n'
        for page in pages
        for name in [escape(PurePosixPath(page.chapter.path).name)]
    )
    tables = "".join(
        f'<li><a href="{up}tables/{figure.id}.csv" download>{figure.id}.csv</a>: '
        f"{escape(figure.caption)}</li>\n"
        for figure in figures
        if figure.rows
    )
    files = {PDF: "Het rapport als pdf", FRONT_PDF: "De kerncijfers als pdf, op één pagina"}
    pdfs = "".join(f'<li><a href="{up}{name}">{text}</a></li>\n' for name, text in files.items())
    report = pdfs if pdf else ""
    whole = "".join(
        f'<li><a href="{up}tables/{file.name}" download>{escape(book.title)} ({kind})</a></li>\n'
        for book in workbooks
        for file in book.files
        for kind in [file.suffix.removeprefix(".")]
    )
    return (
        '<section class="downloads" aria-labelledby="downloads">'
        f'<h2 id="downloads">Downloads</h2>\n<ul>\n{report}'
        f'<li><a href="{up}{LEDGER}" download>Alle getallen en beweringen, met hun herkomst '
        f"(json)</a></li>\n{whole}</ul>\n"
        "<details><summary>De notebooks achter de hoofdstukken</summary>\n"
        f"<ul>\n{notebooks}</ul></details>\n"
        "<details><summary>De data achter figuren en tabellen</summary>\n"
        f"<ul>\n{tables}</ul></details>\n</section>\n"
    )


def _cells(row: Sequence[Cell]) -> Iterator[str]:
    for number, value in enumerate(row):
        if isinstance(value, str):
            name = 'th scope="row"' if number == 0 and value else "td"
            yield f"<{name}>{escape(value)}</{name[:2]}>"
        else:
            yield f"<td{_aligned(value)}>{written(value)}</td>"


def _aligned(value: Cell) -> str:
    return "" if isinstance(value, str) else ' style="text-align: right"'
