"""What a finished HTML book offers those who review it, laid over the pages of either renderer.

Numbers and claims get the name under which the ledger has them, and each page carries what a
reader is told of them; a script shows it. Figures and tables get their data, chapters their
notebook, the front page its downloads; these need no script.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.report.proof.html_edits import Edit, Element, edited, find_elements, with_attributes
from ckmreport.report.proof.html_fragments import downloads, figure_data, to_notebook
from ckmreport.report.proof.ledger import ClaimEntry, Ledger, Number
from ckmreport.report.proof.number_explanations import (
    Explanation,
    explain_claim,
    explain_number,
    title_of,
)
from ckmreport.report.proof.previous_wave import Earlier
from ckmreport.report.render.notebook_page import NotebookPage
from ckmreport.survey.questionnaire import Questionnaire

_ASSETS = Path(__file__).parent / "assets"
_STYLE, _SCRIPT = "reading-aids.css", "reading-aids.js"
_TEXT = frozenset({"text", "caption", "note"})
#: What both the ledger and the element of a number say of it.
_SHARED = ("count", "base", "question", "counted", "filter", "wave", "context", "source")

#: What becomes of an element: its name in the ledger, other attributes, what is told of it.
Named = tuple[Element, Mapping[str, str], Explanation]


@dataclass(frozen=True)
class ReadingAids:
    """What the aids of a book are made of.

    Attributes:
        ledger: the numbers and claims of the report.
        questionnaire: tells how questions were put.
        pages: the pages of the executed notebooks, in the order of the chapters.
        earlier: gives what a number was in the wave before, where there is one.
    """

    ledger: Ledger
    questionnaire: Questionnaire
    pages: Sequence[NotebookPage]
    earlier: Earlier | None = None

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
        named = [*self._numbers(inside, page, root), *self._claims(inside, page, root)]
        edits = [with_attributes(element, attributes) for element, attributes, _ in named]
        edits += _supplies(html, root, {a["data-id"]: told for _, a, told in named})
        if href == page.chapter.href:
            edits += self._data(inside, root)
            ending = to_notebook(page, root)
            if page is self.pages[0]:
                ending += downloads(self.pages, self.ledger.figures, root, pdf=has_pdf)
            place = next((e.start for e in inside if "neighbours" in e.classes), None)
            place = html.rindex("<", main.start, main.end) if place is None else place
            edits.append(Edit(place, place, ending))
        return edited(html, edits)

    def _numbers(
        self, elements: Iterable[Element], page: NotebookPage, root: str
    ) -> Iterator[Named]:
        """Name the numbers of a page; those that look the same in the order of the ledger.

        Footnotes stand elsewhere in a page than in the text, and have an order of their own.
        """
        waiting: defaultdict[object, deque[Number]] = defaultdict(deque)
        for number in self.ledger.numbers:
            if number.notebook == page.chapter.path and number.where in _TEXT:
                values = [getattr(number, name) for name in _SHARED]
                key = tuple("" if value is None else str(value) for value in values)
                waiting[number.where == "note", key].append(number)
        for element in elements:
            if "getal" not in element.classes:
                continue
            key = tuple(element.attributes.get(f"data-{name}", "") for name in _SHARED)
            if found := waiting[element.in_note, key]:
                number = found.popleft()
                told = explain_number(
                    number,
                    self.questionnaire,
                    root=root,
                    earlier=self.earlier(number) if self.earlier else {},
                )
                title = title_of(number, self.questionnaire)
                yield element, {"data-id": number.id, "title": title}, told

    def _claims(
        self, elements: Iterable[Element], page: NotebookPage, root: str
    ) -> Iterator[Named]:
        waiting: defaultdict[str, deque[ClaimEntry]] = defaultdict(deque)
        for claim in self.ledger.claims:
            if claim.notebook == page.chapter.path:
                waiting[claim.when].append(claim)
        for element in elements:
            when = element.attributes.get("data-when", "").strip()
            if "claim" in element.classes and (found := waiting[when]):
                claim = found.popleft()
                yield element, {"data-id": claim.id}, explain_claim(claim, root=root)

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
