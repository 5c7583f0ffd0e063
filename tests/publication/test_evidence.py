from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.assumptions import Explanation
from ckmreport.publication.evidence import Evidence, evidence_tables, load_evidence

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
    evidence = load_evidence(folder)
    assert sum(evidence.figures.values()) == 436
    assert sum(evidence.statements.values()) == 158
    assert evidence.figures["inferred"] > 0
    names = [one.name for one in evidence.explanations]
    assert names[:2] == ["order", "nesting"]
    assert all(one.reason and one.consequence for one in evidence.explanations)


def test_an_unknown_status_of_an_assumption_is_named(folder: Path) -> None:
    change(folder / "assumptions.yml", "status: assumed", "status: guessed")
    with pytest.raises(CkmError, match="unknown status") as caught:
        load_evidence(folder)
    assert "line" in str(caught.value.place)


def test_an_unknown_status_of_a_figure_is_named(folder: Path) -> None:
    change(folder / "figures.csv", ",published,", ",guessed,")
    with pytest.raises(CkmError, match="unknown status 'guessed'") as caught:
        load_evidence(folder)
    assert caught.value.place == f"{folder / 'figures.csv'}, line 2"


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "statements.csv").unlink()
    with pytest.raises(CkmError, match="does not exist") as caught:
        load_evidence(folder)
    assert caught.value.place == str(folder / "statements.csv")


def test_statuses_are_counted_and_choices_explained() -> None:
    evidence = Evidence(
        figures={"published": 421, "inferred": 15, "assumed": 0},
        statements={"published": 102, "inferred": 0, "assumed": 0},
        explanations=(
            Explanation("chance", "assumed", "Er is niets gezegd.", "Lees er niets in."),
            Explanation("eigen", "inferred", "Het volgt.", "Geen."),
        ),
    )
    found = evidence_tables(evidence).markdown
    assert "| Gedrukte cijfers | Gepubliceerd | Afgeleid |" in found
    assert "| In de vragenlijst en de tabellen | 421 | 15 |" in found
    assert "| In de lopende tekst | 102 | 0 |" in found
    assert "| Andere verbanden (aangenomen) | Er is niets gezegd. | Lees er niets in. |" in found
    assert "| eigen (afgeleid) | Het volgt. | Geen. |" in found
