"""Small ledgers for the tests of what compares and shows them."""

from __future__ import annotations

from pathlib import Path

from ckmreport.presentation.tables.table_data import Cell
from ckmreport.report.book_up_to_date import Bookkeeping
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.proof.ledger import ClaimEntry, FigureEntry, Ledger, Number
from ckmreport.report.request import Report, Request


def number(name: str = "sec-a/share", value: str = "23%", count: int = 52) -> Number:
    """Give a share as the ledger lists it."""
    return Number(
        id=name,
        chapter="a.ipynb",
        cell="a",
        expression="share",
        value=value,
        kind="share",
        count=count,
        base=222,
        asked=222,
        answered=222,
        questions=("scholing",),
        codes=("ja",),
        negated=False,
        left_out={},
        group=None,
        recipe='(answers["scholing"].eq("ja").sum(), len(answers))',
        page=None,
        sentence=f"Van hen volgde {value} een scholing <& meer>.",
        wave="2023",
        suppressed=None,
        identity="share/answers/scholing/ja",
        counted="Ja",
        asked_of="alle respondenten",
        source=None,
        where="text",
        section="sec-a",
    )


def claim(*, holds: bool = True) -> ClaimEntry:
    """Give a claim as the ledger lists it."""
    return ClaimEntry(
        id="sec-a/share-0-5",
        sentence="Dat is weinig.",
        when="share < 0.5",
        values={"share": "23%" if holds else "61%"},
        holds=holds,
        told=True,
        section="sec-a",
        chapter="a.ipynb",
        cell="a",
    )


def figure(*rows: tuple[Cell, ...]) -> FigureEntry:
    """Give a figure as the ledger lists it."""
    shown = rows or (("Zorg", 48), ("Onderwijs", 31))
    return FigureEntry(
        "fig-zorgen", "Zorgen per domein", ("domein", "aantal"), shown, "sec-a", "a.ipynb", "b"
    )


def ledger(
    wave: str,
    numbers: tuple[Number, ...] | None = None,
    claims: tuple[ClaimEntry, ...] | None = None,
    figures: tuple[FigureEntry, ...] | None = None,
) -> Ledger:
    """Give a ledger with two numbers, a claim and a figure, or with those that are named."""
    return Ledger(
        wave=wave,
        hashes={},
        numbers=(number(), number("sec-a/n")) if numbers is None else numbers,
        claims=(claim(),) if claims is None else claims,
        figures=(figure(),) if figures is None else figures,
    )


def book_made_from(data: Path, project: Path, wave: str) -> None:
    """Keep the record that a run of `ckm report` keeps of the book of a wave."""
    request = Request(Study(project, data, wave), project / "_book", renderer="embedded")
    report = Report(request.target, request.renderer, request.formats, (), (), ())
    Bookkeeping(request).save(report)
