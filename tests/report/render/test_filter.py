"""The filter above long tables: in every page, and nothing of it in the table itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from render_samples import added, staged_book, text

from ckmreport.report.render.render import render

ASSETS = Path(__file__).parents[3] / "src/ckmreport/report/render/assets"
LONG = "\n".join(f"| rij {number} | [wijkt af]{{.afwijking}} |" for number in range(60))
REGISTER = f"::: {{.vraag}}\n\n**Alle rijen**\n\n| Naam | Uitkomst |\n|:---|:---|\n{LONG}\n\n:::"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    staged_book(folder, added(text(REGISTER)))
    render(folder / "staged", folder / "out", ["html", "pdf"], "embedded")
    return folder


def test_the_script_is_in_the_page_and_needs_no_network(folder: Path) -> None:
    script = (ASSETS / "filter.html").read_text("utf-8").strip()
    pages = list((folder / "out").rglob("*.html"))
    assert pages
    assert all(page.read_text("utf-8").count(script) == 1 for page in pages)
    assert "http" not in script


def test_without_script_every_row_is_there(folder: Path) -> None:
    pages = [
        BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in (folder / "out").rglob("*.html")
    ]
    (table,) = (t for page in pages for t in page.select('table[aria-label="Alle rijen"]'))
    rows = table.select("tbody tr")
    assert len(rows) == 60
    assert not any(row.has_attr("hidden") for row in rows)
    assert len(table.select("tbody td .afwijking")) == 60
