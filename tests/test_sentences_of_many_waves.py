"""Whatever a wave is like, what the shared notebooks say of it is true and readable.

Each sentence that compares is judged by a recount of the rows that knows nothing of the package.
"""

from __future__ import annotations

from pathlib import Path

import many_waves
import pytest
from project_samples import ROOT, copy_project
from recounted_sentences import JUDGES, Rows, broken, untrue

SHORT, LONG = 6, 200
SPECS = many_waves.specs(LONG)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("many") / "project").folder / "data"


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param(spec, id=str(spec), marks=[pytest.mark.long] if k >= SHORT else [])
        for k, spec in enumerate(SPECS)
    ],
)
def test_what_is_said_is_true_and_readable(data: Path, spec: many_waves.Spec) -> None:
    folder = many_waves.write(data, spec)
    rows = Rows.of(folder)
    for chapter, text in many_waves.texts(data, folder).items():
        assert list(untrue(text, rows)) == [], chapter
        assert list(broken(text)) == [], chapter


def test_the_judges_know_the_sentences_of_the_notebooks() -> None:
    """A sentence that is worded anew must be judged anew."""
    names = ("../index", *many_waves.CHAPTERS[1:])
    sources = [(ROOT / "notebooks" / f"{name}.ipynb").read_text("utf-8") for name in names]
    assert [said for said in JUDGES if not any(said in source for source in sources)] == []


def test_an_untrue_sentence_is_found(data: Path) -> None:
    folder = many_waves.write(data, many_waves.Spec(300, "first", 0, 1))
    rows = Rows.of(folder)
    said = {said for said in JUDGES if list(untrue(said, rows))}
    assert "Meer dan de helft zegt precies te weten" in said  # they lean to "helemaal oneens"
    assert "Minder dan de helft zegt precies te weten" not in said
    assert list(broken("Bij None respondenten , en . Zo")) != []
