"""Projects of coded interviews as programs write them, and not only as the standard says."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from export_samples import DATA
from qdpx_samples import CODEBOOK, QUOTE, TEXT, VARIABLES, coding, maxqda, project, span, value

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews.refi_qda import read_qdpx
from ckmreport.intake.interviews.summary import Summary, summarise
from ckmreport.survey.questionnaire import load_questionnaire


def write(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def summary(path: Path) -> Summary:
    questionnaire = load_questionnaire(DATA / "questionnaire.yml")
    return summarise(read_qdpx(path), questionnaire, min_cell=1, place=path)


def source(reference: str, *selections: str, more: str = "") -> str:
    return (
        f'<Sources><TextSource guid="T-1" name="Gesprek" {reference}>'
        f"{''.join(selections)}{more}</TextSource></Sources>"
    )


def selection(guid: str, *codes: str) -> str:
    return f'<PlainTextSelection guid="{guid}" {span(QUOTE)}>{coding(*codes)}</PlainTextSelection>'


@pytest.mark.parametrize("name", ["Mijn project.qde", "project.QDE", "map/project.qde"])
def test_the_project_may_have_any_name_and_folder(tmp_path: Path, name: str) -> None:
    found = summary(write(tmp_path / "a.qdpx", {name: maxqda()[0]}))
    assert [quotation.text for quotation in found.interviews.quotations] == [QUOTE]


def test_of_two_projects_in_one_file_none_is_taken(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match=r"more than one project \(\.qde\)"):
        read_qdpx(write(tmp_path / "a.qdpx", {"a.qde": maxqda()[0], "b.qde": maxqda()[0]}))


@pytest.mark.parametrize("folder", ["", "export/"])
@pytest.mark.parametrize(
    "reference",
    [
        "internal://een tekst.txt",
        "internal:/een tekst.txt",
        "internal:///een%20tekst.txt",
        "relative:///Sources/een tekst.txt",
        "relative://een tekst.txt",
        "een tekst.txt",
        "Sources/een tekst.txt",
        "sources\\een tekst.txt",
        "./Sources/een tekst.txt",
    ],
)
def test_a_text_is_found_by_every_form_of_path(tmp_path: Path, reference: str, folder: str) -> None:
    xml = project(
        CODEBOOK,
        VARIABLES,
        source(f'plainTextPath="{reference}"', selection("P-1", "C-SMALL", "C-YES")),
    )
    files = {f"{folder}p.qde": xml, f"{folder}Sources/een tekst.txt": TEXT}
    found = summary(write(tmp_path / "a.qdpx", files))
    assert [quotation.text for quotation in found.interviews.quotations] == [QUOTE]


@pytest.mark.parametrize("reference", ["absolute:///home/x.txt", "/home/x.txt", "C:/x.txt"])
def test_a_text_elsewhere_is_no_text(tmp_path: Path, reference: str) -> None:
    xml = project(
        CODEBOOK, VARIABLES, source(f'plainTextPath="{reference}"', selection("P-1", "C-YES"))
    )
    assert summary(write(tmp_path / "a.qdpx", {"p.qde": xml})).without_text == 1


def test_a_text_with_layout_only_is_told(tmp_path: Path) -> None:
    xml = project(
        CODEBOOK, VARIABLES, source('richTextPath="internal://x.docx"', selection("P-1", "C-YES"))
    )
    found = summary(write(tmp_path / "a.qdpx", {"p.qde": xml, "Sources/x.docx": b"x"}))
    assert (found.only_rich, found.without_text, found.interviews.quotations) == (1, 1, ())


def test_a_passage_that_two_people_coded_is_one(tmp_path: Path) -> None:
    both = source(
        'plainTextPath="internal://t.txt"',
        selection("P-1", "C-SMALL", "C-YES"),
        selection("P-2", "C-SMALL", "C-YES"),
    )
    xml = project(CODEBOOK, VARIABLES, both)
    found = summary(write(tmp_path / "a.qdpx", {"p.qde": xml, "Sources/t.txt": TEXT}))
    assert {theme.passages for theme in found.interviews.themes} == {1}
    assert len(found.interviews.quotations) == 1


def test_words_that_depend_on_how_line_endings_count_are_not_quoted(tmp_path: Path) -> None:
    text = "een twee\r\n" + "a b c d e f g h i j k l m"
    chosen = f'<PlainTextSelection guid="P-1" startPosition="13" endPosition="16">{coding("C-YES")}'
    xml = project(
        CODEBOOK,
        VARIABLES,
        source('plainTextPath="internal://t.txt"', f"{chosen}</PlainTextSelection>"),
    )
    path = write(tmp_path / "a.qdpx", {"p.qde": xml, "Sources/t.txt": text})
    found = summary(path)
    assert (found.uncertain, found.interviews.quotations) == (1, ())


@pytest.mark.parametrize(("group", "domain"), [("Domein: Gemeente", 1), ("gemeente", 1), ("X", 0)])
def test_a_group_of_documents_may_be_the_domain(tmp_path: Path, group: str, domain: int) -> None:
    sets = f'<Sets><Set guid="S" name="{group}"><MemberSource targetGUID="T-1"/></Set></Sets>'
    xml = project(CODEBOOK, source('plainTextPath="t.txt"', selection("P-1", "C-SMALL")), sets)
    found = summary(write(tmp_path / "a.qdpx", {"p.qde": xml, "Sources/t.txt": TEXT}))
    assert found.interviews.per_domain == ({"gemeente": 1} if domain else {})
    assert found.unknown_groups == 1 - domain


def test_a_code_that_is_there_twice_is_one_theme(tmp_path: Path) -> None:
    book = CODEBOOK.replace(
        "</Codes>", '<Code guid="C-AGAIN" name="melden" isCodable="true"/></Codes>'
    )
    both = source(
        'plainTextPath="t.txt"',
        selection("P-1", "C-REPORT"),
        selection("P-2", "C-AGAIN"),
        more=value("gemeente"),
    )
    xml = project(book, VARIABLES, both)
    found = summary(write(tmp_path / "a.qdpx", {"p.qde": xml, "Sources/t.txt": TEXT}))
    assert [(theme.name, theme.passages) for theme in found.interviews.themes] == [("Melden", 1)]


def in_windows(text: str, words: str) -> str:
    """Give a project that holds a text with Windows line endings, of which both count."""
    chosen = f"<PlainTextContent>{text}</PlainTextContent>" + (
        f'<PlainTextSelection guid="P-1" {span(words, text)}>{coding("C-YES")}</PlainTextSelection>'
    )
    return project(CODEBOOK, VARIABLES, source("", chosen))


def test_line_endings_of_a_text_in_the_xml_may_count_as_two(tmp_path: Path) -> None:
    text = "Een korte zin.\r\n" * 3 + "Zij zei dat het nu weer goed is.\r\n"
    path = write(tmp_path / "a.qdpx", {"p.qde": in_windows(text, "weer goed is")})
    assert [q.text for q in summary(path).interviews.quotations] == ["weer goed is"]
    text = "Een zin.\r\n\r\n" + "a b c d e f g h i"
    path = write(tmp_path / "b.qdpx", {"p.qde": in_windows(text, "c d")})
    found = summary(path)
    assert (found.uncertain, found.interviews.quotations) == (1, ())
