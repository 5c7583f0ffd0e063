"""Another wave goes through every notebook without an edit, and last year's results are gone."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from invented_wave import write_invented_wave
from project_samples import ROOT, Project, copy_project
from pypdf import PdfReader
from stranger import printable, read_book

from ckmreport.analysis import Survey
from ckmreport.intake.findings import Finding
from ckmreport.intake.findings_file import write_checks
from ckmreport.intake.interviews.summary import write_interviews
from ckmreport.report.proof.ledger import Number, read_ledger
from ckmreport.report.render.notebook_page import PAGES
from ckmreport.survey.waves import open_wave
from ckmreport.survey.waves.coded_interviews import CodedInterviews, Quotation, Theme
from ckmreport.survey.waves.metadata import MIN_CELL

#: What a label in an export may hold, and no renderer may take for more than text.
MARKUP = (
    "<script>alert(1)</script>",
    "#let x = 1",
    "[x](javascript:alert(1))",
    "`{python} 1 + 1`",
    "{{< include text/doel.md >}}",
    "$x^2$",
)

#: What a person wrote for the wave: a sentence that does not hold, and one on hidden numbers.
OWN_TEXT = "conclusie-slot"
OWN_CLAIMS = """\
[Vrijwel niemand signaleerde iets.]{.claim when="survey['signaal'].other_than('nee') < 0.01"}

[Een deel werkt in de binnenstad.]{.claim when="survey['stadsdeel']['binnenstad'] > 0.01"}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("new") / "project")
    folder = write_invented_wave(project.folder / "data")
    (folder / "text").mkdir(exist_ok=True)
    (folder / "text" / f"{OWN_TEXT}.md").write_text(OWN_CLAIMS, "utf-8")
    write_checks(folder, [named(markup) for markup in MARKUP], wave="2031", rows=180)
    themes = tuple(Theme(f"Thema {markup}", 8, 9) for markup in MARKUP)
    quotations = tuple(Quotation(f"Citaat {markup}", (themes[0].name,)) for markup in MARKUP)
    coded = CodedInterviews(12, themes, quotations, {"gemeente": 7})
    write_interviews(folder / "interviews.yml", coded, min_cell=MIN_CELL)
    return project


def named(label: str) -> Finding:
    """A warning that names a column, whose label was written by whoever built the survey."""
    message = f"De kolom “{label}” is anders dan eerder."
    return Finding("warning", "other-wording", "kolom", (), "", message, "Kijk het na.")


@pytest.fixture(scope="module")
def run(project: Project) -> tuple[str, dict[str, str]]:
    done = project.ckm("report", "--renderer", "embedded", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return done.stderr, pages_in(project.folder / "_book" / "2031" / "html")


def pages_in(html: Path) -> dict[str, str]:
    """Give the text of every page of a site, without the names of files."""
    pages = {}
    for path in html.rglob("*.html"):
        if PAGES in path.parts:
            continue
        main = BeautifulSoup(path.read_text("utf-8"), "html.parser").find("main")
        assert main is not None
        for files in main.select(".downloads"):  # names the chapter that compares with 2023
            files.decompose()
        pages[path.stem] = " ".join(main.get_text(" ").split())
    return pages


def test_the_newest_wave_is_taken(project: Project, run: tuple[str, dict[str, str]]) -> None:
    assert (project.folder / "_book" / "2031" / "rapport.pdf").is_file()
    assert "180" in run[1]["index"]


def test_texts_to_be_written_are_listed_and_marked(run: tuple[str, dict[str, str]]) -> None:
    stderr, pages = run
    named = set(re.findall(r"To be written: text/([\w-]+)\.md", stderr))
    written = {path.stem for path in (ROOT / "data/waves/2023/text").glob("*.md")}
    assert named == written - {"README", OWN_TEXT}
    assert "Nog te schrijven" in pages["04-conclusie"]


def test_only_what_a_person_wrote_can_be_untrue(run: tuple[str, dict[str, str]]) -> None:
    stderr, pages = run
    (untrue,) = re.findall(r"No longer true: (\S+), cell \S+: ([^(]+) \((.+)\)", stderr)
    chapter, sentence, values = untrue
    assert chapter == "notebooks/04-conclusie.ipynb"
    assert sentence == "Vrijwel niemand signaleerde iets."
    assert re.fullmatch(r"survey\['signaal'\]\.other_than\('nee'\) = \d+%", values)
    (hidden,) = re.findall(r"Cannot be told: \S+, cell \S+: ([^(]+) \((.+)\)", stderr)
    assert hidden[0] == "Een deel werkt in de binnenstad."
    assert "minder dan 5" in hidden[1]
    mark = "[niet onderbouwd door deze cijfers]"
    assert {name for name, text in pages.items() if mark in text} == {"04-conclusie"}
    assert pages["04-conclusie"].count(mark) == 2


def told_by(number: Number) -> Iterator[int]:
    """Give the counts that the ledger tells of a number, and those that follow by subtraction."""
    told = (number.count, number.base, number.asked, number.answered, *number.left_out.values())
    yield from (count for count in told if count is not None)
    if number.asked is not None and number.answered is not None:
        yield number.asked - number.answered
    if number.answered is not None and number.base is not None and number.group is None:
        yield number.answered - number.base


def test_no_number_in_the_book_is_small(project: Project, run: tuple[str, dict[str, str]]) -> None:
    _, pages = run
    book = project.folder / "_book" / "2031"
    assert "minder dan 5" in pages["03-resultaten"]
    assert "niet getoond" in pages["A-vragenlijst"]
    numbers = [number for number in read_ledger(book).numbers if number.wave == "2031"]
    counts = [count for number in numbers for count in told_by(number)]
    assert len(counts) > 100
    assert not [count for count in counts if 0 < count < MIN_CELL]
    hidden = [number for number in numbers if number.suppressed]
    assert hidden
    for number in hidden:
        assert number.kind in {"share", "count", "sum"}, number
        assert {number.count, number.base, number.asked, number.answered, number.recipe} == {None}


def test_a_stranger_learns_no_more_than_the_wave_gives_to_whoever_asks(
    project: Project, run: tuple[str, dict[str, str]]
) -> None:
    """What it gives is attacked elsewhere; here it is seen that no file of a book says more."""
    del run
    survey = Survey(open_wave(project.folder / "data", "2031"))
    indicators = [one.question for one in survey.wave.questionnaire.indicators]
    by_domain = tuple(dict.fromkeys(("scholing", "signaal", "afspraken", *indicators)))
    known = printable(survey, by_domain, ("se_woon", "ce_woon"))
    known |= printable(survey, (), ("se_achtergrond",))
    found = read_book(project.folder / "_book" / "2031", "2031")
    assert sum(len(pairs) for pairs in found.values()) > 100
    assert {file: pairs - known for file, pairs in found.items() if pairs - known} == {}


def test_no_file_of_data_holds_a_small_number(
    project: Project, run: tuple[str, dict[str, str]]
) -> None:
    del run
    found = 0
    for path in (project.folder / "_book" / "2031" / "tables").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column, value in row.items():
                    if column == "n" or column.endswith((": n", "aantal", "Respondenten")):
                        found += 1
                        assert not (value.isdigit() and 0 < int(value) < MIN_CELL), (path, row)
    assert found > 100


def test_nothing_of_2023_is_left(run: tuple[str, dict[str, str]]) -> None:
    _, pages = run
    for name in set(pages) - {"ontwikkeling", "C-verantwoording", "literatuur", "01-inleiding"}:
        text = pages[name].replace("W3C, 2023", "")  # a standard of that year
        assert "2023" not in text, name
        assert "222" not in pages[name], name
        assert "reconstructie" not in pages[name], name
        assert "voor deze uitgave opnieuw" not in pages[name], name
        assert "twee jaar" not in pages[name], name


def test_real_rows_give_every_cross_tabulation(run: tuple[str, dict[str, str]]) -> None:
    _, pages = run
    texts = [text for name, text in pages.items() if name != "ontwikkeling"]
    assert "niet gepubliceerd" not in " ".join(texts)


def test_the_wave_is_compared_with_2023(run: tuple[str, dict[str, str]]) -> None:
    _, pages = run
    page = pages["ontwikkeling"]
    assert page.startswith("4 Ontwikkeling")
    assert pages["04-conclusie"].startswith("5 Conclusie")
    assert "legt de uitkomsten van 2031 naast die van de eerdere meting: 2023" in page
    assert "Van de meting van 2023 zijn alleen gepubliceerde cijfers gebruikt" in page
    assert "(twee jaar in 2023; drie jaar in 2031)" in page
    for label in ("Figuur 4.1", "Figuur 4.2", "Tabel 4.1", "Tabel 4.2"):
        assert label in page, label


def test_markup_in_an_export_is_text_everywhere(project: Project, run: object) -> None:
    assert run is not None
    book = project.folder / "_book" / "2031"
    for name in ("notebooks/02-methodologie.html", f"{PAGES}/02-methodologie.html"):
        page = BeautifulSoup((book / "html" / name).read_text("utf-8"), "html.parser")
        text = " ".join(page.get_text().split())
        for markup in MARKUP:
            assert f"De kolom “{markup}” is anders" in text, (name, markup)
        assert not any("alert" in script.get_text() for script in page.find_all("script"))
        assert not page.select('a[href^="javascript"]')
    pdf = " ".join(
        " ".join(p.extract_text().split()) for p in PdfReader(book / "rapport.pdf").pages
    )
    for markup in MARKUP:
        assert "".join(markup.split()) in "".join(pdf.split()), markup


def test_what_was_coded_in_interviews_is_shown(run: tuple[str, dict[str, str]]) -> None:
    page = run[1]["B-topiclijst"]
    assert "12 interviews zijn gecodeerd, waarvan 7 in het domein Gemeente." in page
    for markup in MARKUP:
        shown = " ".join(markup.split())
        assert f"Thema {shown} 8 9" in page
        assert f"Citaat {shown}" in page


def test_strict_refuses_the_draft(project: Project, run: tuple[str, dict[str, str]]) -> None:
    del run
    done = project.ckm("report", "--strict", "--to", "html")
    assert done.returncode == 1
    assert re.search(r"for wave 2031 2 sentences do not hold, and \d+ things", done.stderr)
    assert done.stderr.count("No longer true: ") == 1
    assert done.stderr.count("Cannot be told: ") == 1


@pytest.fixture(scope="module")
def elsewhere(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, str]]:
    """A report of another municipality, which held no interviews."""
    folder = tmp_path_factory.mktemp("elsewhere")
    elsewhere, out = folder / "elders", folder / "boeken"
    shutil.copytree(project.folder / "data", elsewhere)
    path = elsewhere / "municipality.yml"
    text = path.read_text("utf-8").replace("de gemeente Groningen", "de gemeente Voorbeeldstad")
    path.write_text(text, "utf-8")
    wave = elsewhere / "waves" / "2031"
    (wave / "interviews.csv").unlink()
    (wave / "interviews.yml").unlink()
    known = (wave / "wave.yml").read_text("utf-8")
    (wave / "wave.yml").write_text(re.sub(r"(?m)^interviews: .*\n", "", known), "utf-8")
    done = project.ckm("report", "--to", "html", "--data", str(elsewhere), "--out", str(out))
    assert done.returncode == 0, done.stderr
    return done.stderr, pages_in(out / "2031" / "html")


def test_another_municipality_is_another_data_folder(
    elsewhere: tuple[str, dict[str, str]],
) -> None:
    page = elsewhere[1]["index"]
    assert "de gemeente Voorbeeldstad" in page
    assert "Groningen" not in page


def test_interviews_that_were_not_held_are_not_spoken_of(
    run: tuple[str, dict[str, str]], elsewhere: tuple[str, dict[str, str]]
) -> None:
    of_interviews = {"02-methodologie", "03-resultaten", "04-conclusie", "over", "B-topiclijst"}
    held = {name for name, text in run[1].items() if "interview" in text}
    assert held >= of_interviews
    stderr, pages = elsewhere
    assert set(pages) == set(run[1]) - {"B-topiclijst"}
    assert "interview" not in stderr
    for name in pages.keys() - {"literatuur"}:
        text = pages[name].replace("waves/2023/interviews.csv", "")  # a file of the data
        assert "interview" not in text.lower(), name
    assert "een vragenlijst onder eerstelijnsprofessionals." in pages["02-methodologie"]
    assert "de verantwoording van de cijfers in bijlage B" in pages["over"]
