"""The whole way, as a user goes it: `ckm report` on a copy of the project."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from image_samples import Baselines, picture_of_page
from project_samples import Project, copy_project
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject

from ckmreport.report.proof.ledger import ClaimEntry, Ledger, Number, read_ledger
from ckmreport.report.render.notebook_page import PAGES

NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("whole") / "project")


@pytest.fixture(scope="module")
def book(project: Project) -> Path:
    done = project.ckm("report", "2023", "--renderer", "embedded", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "No longer true" not in done.stderr
    assert "To be written" not in done.stderr
    return project.folder / "_book" / "2023"


@pytest.fixture(scope="module")
def pages(book: Path) -> dict[str, BeautifulSoup]:
    return {name: page for name, page in every_page(book).items() if not name.startswith(PAGES)}


@pytest.fixture(scope="module")
def ledger(book: Path) -> Ledger:
    return read_ledger(book)


def every_page(book: Path) -> dict[str, BeautifulSoup]:
    """Read the chapters, and the pages of the notebooks behind them."""
    html = book / "html"
    return {
        path.relative_to(html).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(html.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pdf_text(book: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(book / "rapport.pdf").pages)


def test_no_reference_is_hyphenated(book: Path) -> None:
    document = pypdfium2.PdfDocument(book / "rapport.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    text = text[: text.rindex("Bekende fouten")]  # these name chapters of the publication
    assert "\ufffe" in text  # how PDFium gives the hyphen of a word that is broken off
    kinds = ("figuur", "tabel", "paragraaf", "hoofdstuk", "bijlage")
    assert all(re.search(rf"\b{kind}\s[\dA-D]", text) for kind in kinds)
    for kind in kinds:
        broken = "|".join(f"{kind[:n]}\ufffe\\s*{kind[n:]}" for n in range(1, len(kind)))
        assert re.search(rf"\b(?:{broken})\s[\dA-D]", text) is None, kind


def main_text(page: BeautifulSoup) -> str:
    main = page.find("main")
    assert main is not None
    apart = ["narrow", "op-scherm"]  # a figure for a phone, and what no PDF has
    told = (part for part in main.find_all(string=True) if not part.find_parent(class_=apart))
    text = " ".join(" ".join(told).split())
    return re.sub(r"(?<=\d) %", "%", text)  # a number in a span of its own, and its sign


def test_every_part_is_there(book: Path, pages: dict[str, BeautifulSoup]) -> None:
    assert "index.html" in pages
    assert (book / "rapport.pdf").stat().st_size > 50_000
    assert (book / "notebooks" / "03-resultaten.ipynb").is_file()
    assert (book / "tables" / "tbl-domeinen.csv").is_file()


def test_html_and_pdf_carry_the_same_percentages(
    pages: dict[str, BeautifulSoup], pdf_text: str
) -> None:
    html = Counter(n for page in pages.values() for n in NUMBER.findall(main_text(page)))
    pdf = Counter(NUMBER.findall(pdf_text))
    percentages = {number: n for number, n in html.items() if number.endswith("%")}
    assert len(percentages) > 20
    assert percentages == {number: n for number, n in pdf.items() if number.endswith("%")}


def test_every_number_of_the_html_stands_in_the_pdf(
    pages: dict[str, BeautifulSoup], pdf_text: str
) -> None:
    html = {number for page in pages.values() for number in NUMBER.findall(main_text(page))}
    assert html - set(NUMBER.findall(pdf_text)) == set()


def test_every_internal_link_leads_somewhere(book: Path) -> None:
    broken = []
    pages = every_page(book)
    assert any(name.startswith(PAGES) for name in pages)
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            target = str(link["href"])
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            path = (book / "html" / name).parent / file if file else book / "html" / name
            if not path.exists():
                broken.append((name, target))
            elif anchor:
                other = pages[path.resolve().relative_to((book / "html").resolve()).as_posix()]
                if other.find(id=anchor) is None:
                    broken.append((name, target))
    assert broken == []


def test_figures_have_an_alternative_text_of_their_own(pages: dict[str, BeautifulSoup]) -> None:
    figures = [figure for page in pages.values() for figure in page.find_all("figure")]
    assert len(figures) >= 4
    for figure in figures:
        image, caption = figure.select_one("[role=img]"), figure.find("figcaption")
        assert image is not None
        assert caption is not None
        assert len(str(image["aria-label"])) > 40
        assert str(image["aria-label"]) not in caption.get_text()
        assert {svg["aria-hidden"] for svg in image.find_all("svg")} == {"true"}


def test_the_text_of_a_figure_is_text_in_both_forms(
    pages: dict[str, BeautifulSoup], pdf_text: str
) -> None:
    labels = [
        label.get_text()
        for page in pages.values()
        for label in page.select("svg.wide text")
        if label.get_text().isalpha()
    ]
    assert len(labels) > 20
    assert [label for label in labels if label not in pdf_text] == []


@pytest.mark.parametrize("remnant", ["?fig-", "?tbl-", "?sec-", "{python}", "{{<", "???", "**"])
def test_nothing_is_left_unresolved(
    remnant: str, pages: dict[str, BeautifulSoup], pdf_text: str
) -> None:
    assert [name for name, page in pages.items() if remnant in main_text(page)] == []
    assert remnant not in pdf_text


def test_citations_lead_to_the_references(pages: dict[str, BeautifulSoup]) -> None:
    cited = {
        str(link["href"]).partition("#")[2]
        for page in pages.values()
        for link in page.find_all("a", href=re.compile("#ref-"))
    }
    references = pages["notebooks/literatuur.html"]
    assert len(cited) > 15
    assert {key for key in cited if references.find(id=key) is None} == set()


def test_headers_of_tables_have_a_scope(pages: dict[str, BeautifulSoup]) -> None:
    headers = [header for page in pages.values() for header in page.find_all("th")]
    assert len(headers) > 20
    assert [str(header) for header in headers if not header.get("scope")] == []


def test_numbers_in_the_text_say_where_they_come_from(
    pages: dict[str, BeautifulSoup], ledger: Ledger
) -> None:
    found = {number.id: number for number in ledger.numbers}
    spans = pages["notebooks/03-resultaten.html"].select("main span.getal[data-id]")
    shares = [one for span in spans if (one := found[str(span["data-id"])]).kind == "share"]
    assert len(shares) > 15
    for share in shares:
        assert share.wave == "2023"
        assert share.count is not None
        assert share.base is not None
        assert share.count <= share.base
        assert share.questions


def test_every_counted_number_is_counted_again_by_its_recipe(
    project: Project, ledger: Ledger
) -> None:
    rows = pd.read_csv(project.folder / "data/waves/2023/responses.csv", dtype=str)
    answers = rows[rows["status"] == "behouden"]
    counted = [n for n in ledger.numbers if n.kind in {"share", "count", "sum"}]
    assert len(counted) > 150
    wrong = []
    for number in counted:
        expected = (number.count,) if number.base is None else (number.count, number.base)
        if number.suppressed:
            assert expected == (None,), number.id
            continue
        assert number.count is not None, number.id
        assert (number.base is not None) is (number.kind == "share"), number.id
        assert number.recipe is not None, number.id
        if tuple(map(int, eval(number.recipe, {"answers": answers}))) != expected:
            wrong.append((number.id, number.recipe, expected))
    assert wrong == []


def test_every_number_has_an_id_of_its_own_which_its_page_carries(
    book: Path, ledger: Ledger
) -> None:
    entries: list[Number | ClaimEntry] = [*ledger.numbers, *ledger.claims]
    assert max(Counter(entry.id for entry in entries).values()) == 1
    carried: dict[str, set[str]] = {}
    for name, page in every_page(book).items():
        if not name.startswith(PAGES):
            for element in page.select("main [data-id]"):
                carried.setdefault(str(element["data-id"]), set()).add(name)
    expected = {
        entry.id: {Path(entry.chapter).with_suffix(".html").as_posix()}
        for entry in entries
        if not (isinstance(entry, Number) and entry.where == "alt")
    }
    assert carried == expected


def test_every_number_that_is_printed_has_a_page(book: Path, ledger: Ledger) -> None:
    with pypdfium2.PdfDocument(book / "rapport.pdf") as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    for number in ledger.numbers:
        if number.where == "alt":
            assert number.page is None
            continue
        assert number.page is not None, number.id
        squeezed = (
            re.sub(r"[\s\ufffe-]", "", text) for text in (texts[number.page - 1], number.value)
        )
        text, value = squeezed
        assert value in text, number.id


def test_the_pdf_is_tagged_and_says_what_it_is(book: Path) -> None:
    reader = PdfReader(book / "rapport.pdf")
    catalog = reader.root_object
    marked = catalog["/MarkInfo"]
    assert isinstance(marked, DictionaryObject)
    assert marked["/Marked"] == BooleanObject(True)
    assert str(catalog["/Lang"]).startswith("nl")
    assert reader.metadata is not None
    assert reader.metadata.title == "Seksuele en criminele uitbuiting in Groningen"
    assert len(reader.outline) >= 5


def test_the_key_figures_take_one_page_right_after_the_contents(book: Path) -> None:
    pages = [" ".join(p.extract_text().split()) for p in PdfReader(book / "rapport.pdf").pages]
    (contents,) = [n for n, page in enumerate(pages) if page.startswith("Inhoudsopgave")]
    assert pages[contents + 1].startswith("Kerncijfers In de periode")
    assert pages[contents + 2].startswith("Over dit rapport")


def test_the_key_figures_alone_say_the_same_on_one_page(book: Path) -> None:
    (alone,) = PdfReader(book / "kerncijfers.pdf").pages
    (within,) = [
        page.extract_text()
        for page in PdfReader(book / "rapport.pdf").pages
        if page.extract_text().startswith("Kerncijfers")
    ]
    percentages = [n for n in NUMBER.findall(alone.extract_text()) if n.endswith("%")]
    assert len(percentages) > 12
    assert percentages == [n for n in NUMBER.findall(within) if n.endswith("%")]
    assert [round(float(side)) for side in alone.mediabox[2:]] == [595, 842]  # A4, in points


def test_chapters_open_with_what_they_come_down_to(
    pages: dict[str, BeautifulSoup], pdf_text: str
) -> None:
    printed = " ".join(pdf_text.split())
    numbered = [page for name, page in pages.items() if name.startswith("notebooks/0")]
    assert len(numbered) == 5
    for page in numbered:
        point = page.select_one("main h1 + .kern")
        assert point is not None
        assert " ".join(point.get_text().split()) in printed


#: The pages that are compared, and how the text of each begins; of the first two that fit.
PAGES_SHOWN = {
    "cover": "Onafhankelijke heruitgave",
    "contents": "Inhoudsopgave",
    "key-figures": "Kerncijfers",
    "chapter": "3 Resultaten",
    "figures": "2 Methodologie Seksuele",
    "tables": "A Vragenlijst",
}


@pytest.mark.images
@pytest.mark.parametrize("name", PAGES_SHOWN)
def test_a_page_looks_as_approved(name: str, book: Path, baselines: Baselines) -> None:
    pages = [" ".join(p.extract_text().split()) for p in PdfReader(book / "rapport.pdf").pages]
    number = next(n for n, page in enumerate(pages) if page.startswith(PAGES_SHOWN[name]))
    baselines.check(f"pages/{name}", picture_of_page(book / "rapport.pdf", number))


@pytest.mark.images
def test_the_key_figures_alone_look_as_approved(book: Path, baselines: Baselines) -> None:
    baselines.check("pages/key-figures-alone", picture_of_page(book / "kerncijfers.pdf", 0))


def test_every_approved_page_is_compared(baselines: Baselines) -> None:
    assert baselines.names("pages") == {*PAGES_SHOWN, "key-figures-alone"}


def test_the_edition_is_said_on_the_cover_and_in_the_html(
    pages: dict[str, BeautifulSoup], book: Path
) -> None:
    cover = PdfReader(book / "rapport.pdf").pages[0].extract_text()
    assert "reproduceerbare heruitgave" in " ".join(cover.split())
    front = pages["index.html"].select_one(".cover")
    assert front is not None
    assert "reproduceerbare heruitgave" in " ".join(front.get_text().split())


def test_readable_notebooks_hold_the_results(book: Path) -> None:
    notebook = json.loads((book / "notebooks" / "03-resultaten.ipynb").read_text("utf-8"))
    text = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["id"] == "kennis")
    assert "52 van de 222 (23%)" in text
    assert "{python}" not in text


def test_no_path_of_this_machine_is_in_the_book(book: Path, project: Project) -> None:
    for path in book.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".csv", ".js"}:
            assert str(project.folder) not in path.read_text(encoding="utf-8"), path


@pytest.mark.slow
def test_another_place_and_another_environment_give_the_same_book_to_the_byte(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    surroundings = {
        "PYTHONHASHSEED": "1",
        "LC_ALL": "C",
        "LANG": "C",
        "TZ": "ELSEWHERE-14",  # where it is tomorrow already, for most of the world
        "COLUMNS": "40",
    }
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    other = copy_project(tmp_path / "deep" / "down" / "elders")
    done = other.ckm("report", "2023", "--renderer", "embedded", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert contents(other.folder / "_book" / "2023") == contents(book)


@pytest.mark.slow
def test_a_sentence_that_came_and_went_leaves_no_trace(project: Project, book: Path) -> None:
    chapter = project.folder / "notebooks" / "03-resultaten.ipynb"
    before, made = chapter.read_text("utf-8"), contents(book)
    notebook = json.loads(before)
    prose = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    prose[-1]["source"].append("\n\nDit is een zin erbij.")
    chapter.write_text(json.dumps(notebook), "utf-8")
    try:
        assert executed_by(project) == {"03-resultaten": "notebooks/03-resultaten.ipynb changed"}
        with_sentence = contents(book)
        assert with_sentence != made
        assert set(executed_by(project, "--force").values()) == {"--force asks for it"}
        assert contents(book) == with_sentence
    finally:
        chapter.write_text(before, "utf-8")
        executed_by(project)
    assert contents(book) == made


def executed_by(project: Project, *options: str) -> dict[str, str]:
    """Make the book again; give the chapters that were executed, and why."""
    done = project.ckm("report", "2023", "--renderer", "embedded", "--explain", *options)
    assert done.returncode == 0, done.stderr
    lines = [line.partition(".ipynb: runs, because ") for line in done.stdout.splitlines()]
    return {Path(name).stem: why for name, _, why in lines if why}


def contents(folder: Path) -> dict[str, str]:
    """Give the checksum of every file, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
