from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from render_samples import project_settings, staged_book

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Chapter, read_book


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    staged_book(tmp_path)
    loaded: dict[str, Any] = yaml.safe_load((tmp_path / "staged/_quarto.yml").read_text())
    return loaded


def refused(tmp_path: Path, settings: dict[str, Any]) -> CkmError:
    (tmp_path / "staged/_quarto.yml").write_text(yaml.safe_dump(settings))
    with pytest.raises(CkmError) as caught:
        read_book(tmp_path / "staged")
    return caught.value


def test_a_staged_book_is_read_with_its_metadata(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    assert book.title == "Zicht op criminele uitbuiting in Voorbeeldstad"
    assert book.authors == ("A. Onderzoeker", "B. de Schrijver")
    assert book.date == dt.date(2024, 11, 18)
    assert book.bibliography == ("references.bib",)
    assert book.chapters[0] == Chapter("index.ipynb")
    assert book.chapters[-1] == Chapter("notebooks/B-verantwoording.ipynb", appendix=True)


def test_a_page_is_named_after_its_notebook() -> None:
    assert Chapter("notebooks/01-inleiding.ipynb").href == "notebooks/01-inleiding.html"


def test_a_missing_project_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="no project file") as caught:
        read_book(tmp_path)
    assert caught.value.place == str(tmp_path / "_quarto.yml")


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("book:\n  title: [\n")
    with pytest.raises(CkmError, match="no valid YAML") as caught:
        read_book(tmp_path)
    assert caught.value.place is not None
    assert "line" in caught.value.place


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", "", "no title"),
        ("date", "vandaag", "no date"),
        ("date", None, "no date"),
        ("chapters", ["notebooks/01-inleiding.ipynb"], "does not begin with index.ipynb"),
        ("chapters", [{"part": "Deel", "chapters": []}], "something else than file names"),
        ("chapters", ["index.qmd"], "no notebook"),
        ("chapters", ["index.ipynb", "index.ipynb"], "twice"),
        ("chapters", ["index.ipynb", "weg.ipynb"], "weg.ipynb, which is not there"),
    ],
)
def test_what_a_book_lacks_is_named(
    tmp_path: Path, settings: dict[str, Any], key: str, value: object, message: str
) -> None:
    settings["book"][key] = value
    assert message in refused(tmp_path, settings).message


@pytest.mark.parametrize("execute", [{}, {"enabled": False}, {"enabled": True, "echo": False}])
def test_the_renderer_must_not_execute_or_show_code(
    tmp_path: Path, settings: dict[str, Any], execute: dict[str, bool]
) -> None:
    settings["execute"] = execute
    assert "execute or to show code" in refused(tmp_path, settings).message


def test_the_sample_says_what_quarto_needs() -> None:
    assert set(project_settings()["format"]) == {"ckm-html", "ckm-typst"}
