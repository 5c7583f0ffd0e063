"""What a finished HTML book offers those who review it, laid over the pages of either renderer.

Numbers and claims get the name under which the ledger has them, and each page carries what a
reader is told of them; a script shows it. Figures and tables get their data, chapters their
notebook, the front page its downloads; these need no script.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ckmreport.report.proof.html_edits import Edit, Element, edited, find_elements, with_attributes
from ckmreport.report.proof.html_fragments import downloads, figure_data, file_ways, to_notebook
from ckmreport.report.proof.ledger import ClaimEntry, Ledger, Number
from ckmreport.report.proof.number_explanations import (
    Explanation,
    explain_claim,
    explain_number,
    title_of,
)
from ckmreport.report.proof.previous_wave import Earlier
from ckmreport.report.render.notebook_page import NotebookPage
from ckmreport.report.render.site_ways import TAKES_FILES
from ckmreport.report.render.workbooks import WorkbookFiles
from ckmreport.survey.questionnaire import Questionnaire

_ASSETS = Path(__file__).parent / "assets"
_STYLE, _SCRIPT = "reading-aids.css", "reading-aids.js"
#: What becomes of an element: attributes that it gets, and what is told of it.
Named = tuple[Element, Mapping[str, str], Explanation]


@dataclass(frozen=True)
class ReadingAids:
    """What the aids of a book are made of.

    Attributes:
        ledger: the numbers and claims of the report.
        questionnaire: tells how questions were put.
        pages: the pages of the executed notebooks, in the order of the chapters.
        earlier: gives what a number was in the wave before, where there is one.
        printed: what a publication of this wave says of a number, by its identity.
        workbooks: the workbooks that the book has besides.
    """

    ledger: Ledger
    questionnaire: Questionnaire
    pages: Sequence[NotebookPage]
    earlier: Earlier | None = None
    printed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    workbooks: Sequence[WorkbookFiles] = ()

    def add_to(self, made: Path, *, has_pdf: bool) -> None:
        """Change the pages in the folder of a book, which has `html`, `tables`, `notebooks`.

        With `has_pdf` they lead to the PDFs, which may still be in the making.
        """
        html = made / "html"
        (html / "assets").mkdir(exist_ok=True)
        for name in (_STYLE, _SCRIPT):
            shutil.copyfile(_ASSETS / name, html / "assets" / name)
        for page in self.pages:
            for href in (page.chapter.href, page.href):
                file = html / href
                changed = self._changed(file.read_text("utf-8"), href, page, has_pdf=has_pdf)
                file.write_text(changed, encoding="utf-8")

    def _changed(self, html: str, href: str, page: NotebookPage, *, has_pdf: bool) -> str:
        root = "../" * href.count("/")
        elements = find_elements(html)
        main = next(element for element in elements if element.tag == "main")
        inside = [one for one in elements if main.content <= one.start < main.end]
        named = [*self._numbers(inside, root), *self._claims(inside, root)]
        edits = [with_attributes(element, attributes) for element, attributes, _ in named]
        edits += _supplies(
            html, root, {element.attributes["data-id"]: told for element, _, told in named}
        )
        if href == page.chapter.href:
            edits += self._data(inside, root)
            files = file_ways(root, pdf=has_pdf)
            lists = (one for one in elements if TAKES_FILES in one.classes)
            ends = (html.rindex("<", one.content, one.end) for one in lists)
            edits += (Edit(end, end, files) for end in ends)
            ending = to_notebook(page, root)
            if page is self.pages[0]:
                ending += downloads(
                    self.pages, self.ledger.figures, root, pdf=has_pdf, workbooks=self.workbooks
                )
            place = next((e.start for e in inside if "neighbours" in e.classes), None)
            place = html.rindex("<", main.start, main.end) if place is None else place
            edits.append(Edit(place, place, ending))
        return edited(html, edits)

    def _numbers(self, elements: Iterable[Element], root: str) -> Iterator[Named]:
        """Explain the numbers of a page, found by their ids."""
        for element in elements:
            number = self._by_id.get(element.attributes.get("data-id", ""))
            if isinstance(number, Number):
                told = explain_number(
                    number,
                    self.questionnaire,
                    root=root,
                    earlier=self.earlier(number) if self.earlier else {},
                    printed=self.printed.get(number.identity),
                )
                yield element, {"title": title_of(number, self.questionnaire)}, told

    def _claims(self, elements: Iterable[Element], root: str) -> Iterator[Named]:
        for element in elements:
            claim = self._by_id.get(element.attributes.get("data-id", ""))
            if isinstance(claim, ClaimEntry):
                yield element, {}, explain_claim(claim, root=root)

    @cached_property
    def _by_id(self) -> Mapping[str, Number | ClaimEntry]:
        claims: dict[str, Number | ClaimEntry] = {one.id: one for one in self.ledger.claims}
        return claims | {one.id: one for one in self.ledger.numbers}

    def _data(self, elements: Iterable[Element], root: str) -> Iterator[Edit]:
        figures = {figure.id: figure for figure in self.ledger.figures if figure.rows}
        for element in elements:
            if figure := figures.get(element.attributes.get("id", "")):
                yield Edit(element.end, element.end, figure_data(figure, root))


def _supplies(html: str, root: str, told: Mapping[str, Explanation]) -> Iterator[Edit]:
    """Give a page the style sheet, the script, and what it shows.

    That stands in the page itself: a page that is opened from a folder may not fetch a file.
    """
    head, body = html.index("</head>"), html.rindex("</body>")
    links = (
        f'<link rel="stylesheet" href="{root}assets/{_STYLE}">\n'
        f'<script src="{root}assets/{_SCRIPT}" defer></script>\n'
    )
    yield Edit(head, head, links)
    content = {name: explanation.as_json() for name, explanation in told.items()}
    text = json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")
    yield Edit(body, body, f'<script type="application/json" id="herkomst">{text}</script>\n')
