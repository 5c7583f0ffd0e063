from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_samples import number

from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.ledger import ClaimEntry, FigureEntry, Ledger, read_ledger, write_ledger

LEDGER = Ledger(
    wave="2023",
    hashes={"data": {"questionnaire.yml": "abc"}},
    numbers=(replace(number(), left_out={"wn": None}),),
    claims=(
        ClaimEntry(
            id="sec-a/x-1",
            sentence="Dat is één op de vijf.",
            when="x > 1",
            values={"x": "2"},
            holds=True,
            told=True,
            section="sec-a",
            chapter="a.ipynb",
            cell="a",
        ),
    ),
    figures=(
        FigureEntry("fig-a", "Zorgen", ("wie", "n"), (("Zorg", 3),), "sec-a", "a.ipynb", "b"),
    ),
)


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = write_ledger(LEDGER, tmp_path)
    assert file.name == "ledger.json"
    assert read_ledger(tmp_path) == LEDGER


def test_the_file_has_its_parts_and_readable_letters(tmp_path: Path) -> None:
    text = write_ledger(LEDGER, tmp_path).read_text(encoding="utf-8")
    assert list(json.loads(text)) == ["wave", "hashes", "numbers", "claims", "figures"]
    assert "één" in text


def test_a_missing_ledger_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="no ledger") as error:
        read_ledger(tmp_path / "2023")
    assert error.value.advice == "Make it with: ckm report 2023"


@pytest.mark.parametrize("content", ["{", "[]", '{"wave": "2023"}', '{"numbers": [{"id": 1}]}'])
def test_something_else_is_no_ledger(content: str, tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text(content, encoding="utf-8")
    with pytest.raises(CkmError, match="no ledger of this version"):
        read_ledger(tmp_path)
