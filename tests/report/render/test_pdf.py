from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import NullObject
from render_samples import Change, Json, added, staged_book, text

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.embedded.convert import Converted, convert
from ckmreport.report.render.embedded.html import write_html
from ckmreport.report.render.embedded.pdf import write_front, write_pdf
from ckmreport.report.render.render import render


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Converted, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    book = staged_book(folder)
    pdf = render(book.folder, folder / "out", ["pdf"], "embedded").pdf
    assert pdf is not None
    assert not (folder / "out/html").exists()
    return convert(book), pdf


@pytest.fixture(scope="module")
def pages(built: tuple[Converted, Path]) -> list[str]:
    with PdfReader(built[1]) as reader:
        return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_document_says_what_it_is(built: tuple[Converted, Path]) -> None:
    with PdfReader(built[1]) as reader:
        assert reader.metadata is not None
        assert reader.metadata.title == "Zicht op criminele uitbuiting in Voorbeeldstad"
        assert reader.metadata.author == "A. Onderzoeker, B. de Schrijver"
        root: Any = reader.root_object
        assert str(root["/Lang"]) == "nl-NL"
        assert bool(root["/MarkInfo"]["/Marked"])
        xmp = root["/Metadata"].get_object().get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
        assert reader.metadata.creation_date is not None
        assert reader.metadata.creation_date.date().isoformat() == "2024-11-18"


def test_cover_colophon_and_contents_open_the_report(pages: list[str]) -> None:
    assert "18 november 2024" in pages[0]
    assert "Heruitgave van gepubliceerde cijfers" in pages[0]
    assert pages[1].startswith("Colofon")
    assert pages[2].startswith("Inhoudsopgave")
    assert "Bijlage A" in pages[2]
    assert "1.1 Aanleiding" in pages[2]
    assert "A.1" not in pages[2]


def test_every_figure_names_the_source_of_its_numbers(tmp_path: Path, pages: list[str]) -> None:
    book = replace(staged_book(tmp_path), figure_source="Bron: Wie (2024)")
    write_pdf(book, convert(book, ["pdf"]), tmp_path / "book.pdf")
    with PdfReader(tmp_path / "book.pdf") as reader:
        text = " ".join(page.extract_text() for page in reader.pages)
    figures = sum(len(re.findall(r"Figuur \d\.\d:", page)) for page in pages)
    assert text.count("Bron: Wie (2024)") == figures > 0
    assert not any("Bron:" in page for page in pages)


def test_a_draft_says_so_on_its_cover_and_opens_with_what_is_to_be_done(
    tmp_path: Path, pages: list[str]
) -> None:
    assert "Concept" not in pages[0]
    book = replace(staged_book(tmp_path), concept="**Een concept.**\n\n- `publisher`")
    write_pdf(book, convert(book), tmp_path / "x.pdf")
    write_front(book, convert(book), tmp_path / "front.pdf")
    with PdfReader(tmp_path / "x.pdf") as reader:
        cover, opening, colophon = (
            " ".join(page.extract_text().split()) for page in reader.pages[:3]
        )
    assert "Concept" in cover
    assert opening.startswith("Concept Een concept.")
    assert "publisher" in opening
    assert colophon.startswith("Colofon")
    with PdfReader(tmp_path / "front.pdf") as reader:
        assert "Concept · Gemeente Voorbeeldstad" in reader.pages[0].extract_text()


def test_a_publisher_who_is_the_author_is_named_once(tmp_path: Path) -> None:
    book = replace(staged_book(tmp_path), authors=("Gemeente Voorbeeldstad",))
    write_pdf(book, convert(book), tmp_path / "x.pdf")
    write_html(book, convert(book), tmp_path / "html")
    with PdfReader(tmp_path / "x.pdf") as reader:
        cover = reader.pages[0].extract_text()
    page = (tmp_path / "html" / "index.html").read_text("utf-8")
    for said in (cover, page.partition('class="cover-by">')[2].partition("</p>")[0]):
        assert said.count("Gemeente Voorbeeldstad") == 1


def test_captions_have_the_numbers_of_the_html_book(
    built: tuple[Converted, Path], pages: list[str]
) -> None:
    numbers = built[0].numbers
    whole = " ".join(pages).replace("\u00a0", " ")
    for label, word in (("fig-", "Figuur"), ("tbl-", "Tabel")):
        own = [number for name, number in numbers.items() if name.startswith(label)]
        assert own
        for number in own:
            assert f"{word} {number}: " in whole
    assert "1.1 Aanleiding" in whole
    assert "Bijlage B Verantwoording" in whole


def test_no_markup_is_left_unresolved(pages: list[str]) -> None:
    whole = " ".join(pages)
    for trace in ("?fig", "?@", "{python}", "@sec-", ":::", "#link", "label("):
        assert trace not in whole


def test_only_a_false_claim_is_marked(pages: list[str]) -> None:
    whole = " ".join(pages)
    assert whole.count("[niet onderbouwd door deze cijfers]") == 1
    assert "Dat is weinig. [niet onderbouwd door deze cijfers]" in whole


def structure(element: Any) -> Iterator[Any]:
    """Walk the tags of a PDF."""
    if isinstance(element, list):
        for part in element:
            yield from structure(part.get_object())
    elif isinstance(element, dict):
        yield element
        yield from structure(element.get("/K", NullObject()).get_object())


def test_figures_carry_their_alternative_text(built: tuple[Converted, Path]) -> None:
    with PdfReader(built[1]) as reader:
        root: Any = reader.root_object
        tags = list(structure(root["/StructTreeRoot"].get_object()))
    alts = [str(tag["/Alt"]) for tag in tags if tag.get("/S") == "/Figure"]
    assert alts == ["Zorg voorop."] * 3


def test_tables_have_header_cells(built: tuple[Converted, Path]) -> None:
    with PdfReader(built[1]) as reader:
        root: Any = reader.root_object
        kinds = [str(tag.get("/S")) for tag in structure(root["/StructTreeRoot"].get_object())]
    assert kinds.count("/Table") == 3
    assert kinds.count("/TH") == 3 + 2 + 3


def test_the_same_book_gives_the_same_bytes(tmp_path: Path, built: tuple[Converted, Path]) -> None:
    book = staged_book(tmp_path)
    write_pdf(book, convert(book), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == built[1].read_bytes()


def alone(book: dict[str, list[Json]]) -> None:
    book["index.ipynb"].append(text("Zie @sec-kennis, @covers2024 en [Fier](https://www.fier.nl)."))


def test_the_first_chapter_stands_alone_on_a_page(tmp_path: Path) -> None:
    book = staged_book(tmp_path, alone)
    write_front(book, convert(book), tmp_path / "front.pdf")
    with PdfReader(tmp_path / "front.pdf") as reader:
        (page,) = reader.pages
        words = " ".join(page.extract_text().split())
        notes: Any = page["/Annots"]
        links = [str(note.get_object()["/A"]["/URI"]) for note in notes]
        assert reader.metadata is not None
        title = reader.metadata.title
        root: Any = reader.root_object
        assert bool(root["/MarkInfo"]["/Marked"])
    assert title == "Zicht op criminele uitbuiting in Voorbeeldstad: Samenvatting"
    assert words.startswith("Zicht op criminele uitbuiting in Voorbeeldstad Gemeente Voorbeeldstad")
    assert "Samenvatting" in words
    assert "48% kreeg scholing" in words.replace("\u00a0", " ")
    assert "Zie hoofdstuk 2, Covers & Langerak (2024b) en Fier." in words
    assert links == ["https://www.fier.nl"]


def test_words_in_place_of_a_key_figure_stay_on_one_line(tmp_path: Path) -> None:
    cards = "\n".join(
        f"- **{value}** zag iets" for value in ("48%", "niet getoond", "minder dan 5")
    )
    made = text(f"::: {{.kerncijfers}}\n{cards}\n:::")
    book = staged_book(tmp_path, lambda chapters: chapters["index.ipynb"].append(made))
    write_front(book, convert(book), tmp_path / "front.pdf")
    with PdfReader(tmp_path / "front.pdf") as reader:
        lines = reader.pages[0].extract_text().splitlines()
    assert {"48%", "niet getoond", "minder dan 5"} <= set(lines)


def long_questionnaire(book: dict[str, list[Json]]) -> None:
    rows = "".join(f"| Antwoord {n} | {n} |\n" for n in range(9))
    asked = "\n".join(
        f"::: {{.vraag}}\n**Vraag {n}?**\n\n| Van {n} | Aantal |\n|:--|--:|\n{rows}\n:::\n"
        for n in range(12)
    )
    book["notebooks/A-vragenlijst.ipynb"].append(text(asked))


def test_a_question_and_its_table_share_a_page(tmp_path: Path) -> None:
    book = staged_book(tmp_path, long_questionnaire)
    write_pdf(book, convert(book), tmp_path / "x.pdf")
    with PdfReader(tmp_path / "x.pdf") as reader:
        pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    for number in range(12):
        (page,) = [page for page in pages if f"Vraag {number}?" in page]
        table = page.partition(f"Vraag {number}? ")[2]
        assert table.startswith(f"Van {number} Aantal Antwoord 0 0 ")
        assert table.partition("Antwoord 8 8")[0].count("Antwoord ") == 8
        assert "Antwoord 8 8" in table
    assert sum("Vraag " in page for page in pages) > 3


def skipped_level() -> Change:
    return lambda book: book["index.ipynb"].append(text("#### Vier"))


def test_a_refusal_of_typst_reaches_the_user(tmp_path: Path) -> None:
    book = staged_book(tmp_path, skipped_level())
    with pytest.raises(CkmError, match="Typst could not set the PDF"):
        write_pdf(book, convert(book), tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_what_is_only_on_screen_is_left_out(tmp_path: Path) -> None:
    book = staged_book(tmp_path, added(text("::: {.op-scherm}\nNa te zoeken.\n:::\n\nEn dit.")))
    converted = convert(book)
    assert any("Na te zoeken." in page.body for page in converted.pages)
    assert "Na te zoeken." not in converted.typst
    assert "En dit." in converted.typst


def test_a_chapter_in_two_columns_measures_its_tables_by_half_a_page(tmp_path: Path) -> None:
    rows = "\n".join(f"| Antwoord {n} met enige woorden | {n} |" for n in range(12))
    table = f"| Antwoord | Aantal |\n|:---|---:|\n{rows}"

    def typst_of(folder: Path, attributes: str) -> str:
        def change(book: dict[str, list[dict[str, Any]]]) -> None:
            cells = book["notebooks/A-vragenlijst.ipynb"]
            head = "".join(cells[0]["source"]).replace("{#sec-vragen", f"{{{attributes}#sec-vragen")
            book["notebooks/A-vragenlijst.ipynb"] = [text(head), *cells[1:], text(table)]

        folder.mkdir()
        book = staged_book(folder, change)
        write_pdf(book, converted := convert(book), folder / "x.pdf")
        return converted.typst

    wide, narrow = typst_of(tmp_path / "a", ""), typst_of(tmp_path / "b", ".twee-kolommen ")
    assert "#two-columns[" not in wide
    before = [one[: one.index("Antwoord 0")] for one in (wide, narrow)]
    first = [re.findall(r"columns: \(([\d.]+)%", one)[-1] for one in before]
    assert float(first[0]) > float(first[1])
    # Its last rows stay together, where so short a table would not break across a page.
    assert ("table.footer" in wide, "table.footer" in narrow) == (False, True)


def test_the_cover_says_what_the_report_is_and_the_last_page_where_help_is(
    tmp_path: Path, built: tuple[Converted, Path]
) -> None:
    book = replace(
        staged_book(tmp_path),
        eyebrow="Onafhankelijke heruitgave",
        place="Onderzoek in Voorbeeldstad",
        help="**Advies**\\\nHet Huis: [050-1234567]{.vast}, [huis.nl](https://huis.nl)",
    )
    write_pdf(book, convert(book), tmp_path / "x.pdf")
    with PdfReader(tmp_path / "x.pdf") as reader, PdfReader(built[1]) as without:
        assert len(reader.pages) == len(without.pages) + 1
        cover, last = (" ".join(reader.pages[n].extract_text().split()) for n in (0, -1))
    assert cover.startswith("Onafhankelijke heruitgave")
    assert "Onderzoek in Voorbeeldstad" in cover
    assert last.startswith("Hulp of advies nodig? Advies Het Huis: 050-1234567, huis.nl")


def test_recommendations_are_numbered(tmp_path: Path) -> None:
    panel = '::: {.callout-tip title="Aanbeveling"}\nDoe dit.\n:::'
    book = staged_book(tmp_path, added(text(panel), text(panel)))
    converted = convert(book)
    assert "".join(page.body for page in converted.pages).count("callout-tip aanbeveling") == 2
    write_pdf(book, converted, tmp_path / "x.pdf")
    with PdfReader(tmp_path / "x.pdf") as reader:
        words = " ".join(page.extract_text() for page in reader.pages)
    assert re.findall(r"Aanbeveling (\d)\s+Doe dit", words) == ["1", "2"]
