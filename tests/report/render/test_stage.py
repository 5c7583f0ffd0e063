from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from render_samples import METADATA, staged_book

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.fonts import font_files
from ckmreport.report.render.stage import stage


def test_metadata_of_the_edition_is_merged_into_the_project_file(tmp_path: Path) -> None:
    staged_book(tmp_path)
    settings = yaml.safe_load((tmp_path / "staged/_quarto.yml").read_text(encoding="utf-8"))
    assert settings["book"]["title"] == METADATA["title"]
    assert settings["book"]["date"] == "2024-11-18"
    assert settings["edition"] == METADATA["edition"]
    assert settings["bibliography"] == "references.bib"


def test_extension_fonts_bibliography_and_notebooks_are_copied(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    for name in (
        "_extensions/ckm/report.typ",
        "references.bib",
        "fonts/SourceSansPro-Semibold.otf",
        "fonts/SourceSerifPro-BoldIt.otf",
        "notebooks/02-kennis.ipynb",
    ):
        assert (book.folder / name).is_file(), name


def test_notebooks_may_already_be_in_the_target(tmp_path: Path) -> None:
    first = staged_book(tmp_path)
    again = stage(tmp_path / "project", first.folder, first.folder, METADATA)
    assert again == first


def test_a_chapter_that_is_left_out_needs_no_notebook(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    dropped = "notebooks/02-kennis.ipynb"
    assert dropped in [chapter.path for chapter in book.chapters]
    (tmp_path / "executed" / dropped).unlink()
    again = stage(
        tmp_path / "project",
        tmp_path / "again",
        tmp_path / "executed",
        METADATA,
        leave_out=[dropped],
    )
    assert again.chapters == tuple(c for c in book.chapters if c.path != dropped)
    assert not (again.folder / dropped).exists()


def test_staging_leaves_nothing_of_an_earlier_extension(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    (book.folder / "_extensions/ckm/old.lua").write_text("")
    stage(tmp_path / "project", book.folder, tmp_path / "executed", METADATA)
    assert not (book.folder / "_extensions/ckm/old.lua").exists()


@pytest.mark.parametrize(
    "missing", ["executed/notebooks/02-kennis.ipynb", "project/references.bib"]
)
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    staged_book(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(CkmError, match="missing") as caught:
        stage(tmp_path / "project", tmp_path / "again", tmp_path / "executed", METADATA)
    assert caught.value.place == str(tmp_path / missing)


def test_a_project_without_the_extension_is_refused(tmp_path: Path) -> None:
    staged_book(tmp_path)
    (tmp_path / "project/_extensions").unlink()
    with pytest.raises(CkmError, match="extension"):
        stage(tmp_path / "project", tmp_path / "again", tmp_path / "executed", METADATA)


def test_unknown_metadata_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="titel"):
        stage(tmp_path, tmp_path / "staged", tmp_path, {"titel": "x"})


def test_all_styles_of_both_families_are_installed() -> None:
    assert len(font_files()) == 12
    assert all(file.is_file() for file in font_files())


def test_every_chapter_gets_the_works_that_the_book_cites_and_no_other(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    works = tmp_path / "project/references.bib"
    works.write_text(works.read_text("utf-8") + "@book{unread, title = {Niet gelezen}}\n", "utf-8")
    again = stage(tmp_path / "project", book.folder, tmp_path / "executed", METADATA)
    assert again.nocite == "@covers2024, @covers2024b"  # one in prose, one in a caption
