from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.evidence_status import load_certainty

FOLDER = Path(__file__).parents[2] / "data/publication/2023"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("figures.csv", "statements.csv", "assumptions.yml"):
        shutil.copyfile(FOLDER / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_printed_figure_has_a_status(folder: Path) -> None:
    certainty = load_certainty(folder)
    assert sum(certainty.figures.values()) == 436
    assert sum(certainty.statements.values()) == 158
    assert certainty.figures["inferred"] > 0
    names = [one.name for one in certainty.explanations]
    assert names[:2] == ["order", "nesting"]
    assert all(one.reason and one.consequence for one in certainty.explanations)


def test_an_unknown_status_of_an_assumption_is_named(folder: Path) -> None:
    change(folder / "assumptions.yml", "status: assumed", "status: guessed")
    with pytest.raises(CkmError, match="unknown status") as caught:
        load_certainty(folder)
    assert "line" in str(caught.value.place)


def test_an_unknown_status_of_a_figure_is_named(folder: Path) -> None:
    change(folder / "figures.csv", ",published,", ",guessed,")
    with pytest.raises(CkmError, match="unknown status 'guessed'") as caught:
        load_certainty(folder)
    assert caught.value.place == str(folder / "figures.csv")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "statements.csv").unlink()
    with pytest.raises(CkmError, match="does not exist") as caught:
        load_certainty(folder)
    assert caught.value.place == str(folder / "statements.csv")
