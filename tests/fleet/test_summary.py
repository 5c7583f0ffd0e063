from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from fleet_samples import FIGURES, WAVE, job_of

from ckmreport.fleet.keyfigures import KeyFigure
from ckmreport.fleet.plan import Plan
from ckmreport.fleet.state import Failed, Made, State
from ckmreport.fleet.summary import write_summary

ASSEN, BREDA, CUIJK, DELFT = map(job_of, ("assen", "breda & co", "cuijk", "delft"))
HIDDEN = (KeyFigure("scholing", "Volgde scholing", "f", None, None, "minder dan 5"),)
STATE: State = {
    str(ASSEN): Made("x", 1, FIGURES),
    str(BREDA): Made(
        "x", 1, replace(FIGURES, municipality="Breda & Co", origin="invention", shares=HIDDEN)
    ),
    str(CUIJK): Failed("wave.yml, line 3: <b>no</b>."),
    "elsewhere/2031": Failed("of an earlier plan"),
}


def page_of(out: Path, *, national: bool = False) -> BeautifulSoup:
    path = write_summary(out, Plan((ASSEN, BREDA, CUIJK, DELFT), national), STATE)
    assert path == out / "index.html"
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def cells(page: BeautifulSoup, section: str) -> list[list[str]]:
    rows = page.select(f'section[aria-labelledby="{section}"] tr')
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]


def test_it_says_how_many_reports_there_are(tmp_path: Path) -> None:
    text = page_of(tmp_path).get_text()
    assert (
        "Van 4 rapporten zijn er 2 gemaakt, is er 1 mislukt en moet er nog 1 worden gemaakt."
    ) in text


def test_finished_reports_have_links_and_key_figures(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    rows = cells(page, f"meting-{WAVE}")
    assert rows[0] == [
        "Gemeente",
        "Rapport",
        "Herkomst antwoorden",
        "Respondenten",
        "Volgde scholing",
    ]
    assert [rows[1][0], *rows[1][2:]] == ["Assen", "respondenten", "40", "25% (n=40)"]
    assert [rows[2][0], *rows[2][2:]] == ["Breda & Co", "verzonnen", "40", "minder dan 5"]
    assert [link["href"] for link in page.find_all("a")] == [
        "assen/2031/html/index.html",
        "assen/2031/rapport.pdf",
        "breda%20%26%20co/2031/html/index.html",
        "breda%20%26%20co/2031/rapport.pdf",
    ]
    assert len({link.get_text() for link in page.find_all("a")}) == 4  # each says where it goes


def test_failures_are_told_with_their_message(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    assert cells(page, "mislukt")[1:] == [["cuijk", WAVE, "wave.yml, line 3: <b>no</b>."]]
    message = page.select_one("td.message")
    assert message is not None
    assert message["lang"] == "en"


def test_it_is_accessible_and_needs_no_other_file(tmp_path: Path) -> None:
    page = page_of(tmp_path, national=True)
    html = page.html
    assert html is not None
    assert html["lang"] == "nl"
    assert len(page.find_all("h1")) == 1
    assert [header for header in page.find_all("th") if not header.get("scope")] == []
    labelled = {str(part["aria-labelledby"]) for part in page.select("[aria-labelledby]")}
    assert {name for name in labelled if page.find(id=name) is None} == set()
    assert page.find(["script", "link"]) is None
    assert {str(image["src"])[:19] for image in page.find_all("img")} == {"data:image/svg+xml;"}
    assert "prefers-color-scheme: dark" in page.find_all("style")[0].get_text()


def test_municipalities_are_compared_where_that_is_asked(tmp_path: Path) -> None:
    assert page_of(tmp_path).find("figure") is None
    page = page_of(tmp_path, national=True)
    (figure,) = page.find_all("figure")
    image = figure.find("img")
    assert image is not None
    assert image["alt"] == (
        "Per gemeente een teken met een 95%-interval: Volgde scholing, 2031. "
        "Assen 25% (n=40); Breda & Co (verzonnen) minder dan 5."
    )
    explained = page.select_one(f'section[aria-labelledby="vergelijking-{WAVE}"] p')
    assert explained is not None
    assert "verzonnen antwoorden" in explained.get_text()
    assert "gereconstrueerd" not in explained.get_text()
