from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup, Tag
from ledger_samples import figure

from ckmreport.report.proof.html_fragments import downloads, figure_data, to_notebook
from ckmreport.report.proof.ledger import FigureEntry
from ckmreport.report.render.book import Chapter
from ckmreport.report.render.notebook_page import NotebookPage
from ckmreport.report.render.workbooks import WorkbookFiles

PAGE = NotebookPage(
    Chapter("notebooks/02-kennis.ipynb"), "Kennis <& meer>", "notebooks-uitgevoerd/02-kennis.html"
)


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def texts(tags: list[Tag]) -> list[str]:
    return [tag.get_text() for tag in tags]


def test_a_figure_shows_its_data_the_dutch_way() -> None:
    rows = (("Zorg & meer", 1234, 0.4567), ("Geen", None, -1.5))
    shown = FigureEntry("fig-a", "A", ("domein", "n", "deel"), rows, "sec-a", "a.ipynb", "b")
    page = parsed(figure_data(shown, "../"))
    assert texts(page.select("tbody th[scope=row]")) == ["Zorg & meer", "Geen"]
    assert texts(page.select("tbody td")) == ["1.234", "0,457", "–", "−1,5"]
    assert texts(page.select("summary")) == ["Toon data"]


def test_columns_of_numbers_are_set_right_header_included() -> None:
    page = parsed(figure_data(figure(("Zorg", "veel"), ("Elders", "weinig")), ""))
    assert page.select("[style]") == []
    page = parsed(figure_data(figure(("Zorg", 1)), ""))
    assert texts(page.select("[style]")) == ["aantal", "1"]


def test_a_table_has_only_its_file() -> None:
    table = FigureEntry("tbl-a", "A", ("n",), ((1,),), "sec-a", "a.ipynb", "b")
    page = parsed(figure_data(table, "../"))
    assert page.select("table, details") == []
    assert [link["href"] for link in page.select("a")] == ["../../tables/tbl-a.csv"]


def test_a_chapter_leads_to_its_notebook() -> None:
    link = parsed(to_notebook(PAGE, "../")).a
    assert link is not None
    assert link["href"] == "../notebooks-uitgevoerd/02-kennis.html"


def test_the_downloads_are_all_that_was_made() -> None:
    empty = FigureEntry("fig-leeg", "Leeg", (), (), "sec-a", "a.ipynb", "c")
    page = parsed(downloads([PAGE], [figure(), empty], "", pdf=True))
    assert [link["href"] for link in page.select("a")] == [
        "../rapport.pdf",
        "../kerncijfers.pdf",
        "../ledger.json",
        "notebooks-uitgevoerd/02-kennis.html",
        "../notebooks/02-kennis.ipynb",
        "../tables/fig-zorgen.csv",
    ]
    assert "Kennis <& meer>" in page.get_text()
    assert ".pdf" not in downloads([PAGE], [], "", pdf=False)


def test_a_workbook_is_among_the_downloads() -> None:
    book = WorkbookFiles("Alle <cijfers>", (Path("tables/alle.xlsx"), Path("tables/alle.csv")))
    page = parsed(downloads([PAGE], [], "../", pdf=False, workbooks=[book]))
    links = {link.get_text(): link["href"] for link in page.select("a")}
    assert links["Alle <cijfers> (xlsx)"] == "../../tables/alle.xlsx"
    assert links["Alle <cijfers> (csv)"] == "../../tables/alle.csv"
