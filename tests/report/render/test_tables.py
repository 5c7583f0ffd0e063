from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from render_samples import code, output, staged_book

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.tables import write_tables


def labelled(rows: list[list[Any]]) -> dict[str, Any]:
    data = {"columns": ["naam", "waarde"], "rows": rows}
    shown = output("text/markdown", "|a|\n|--|\n|b|", data)
    return code("label: tbl-x", "tbl-cap: x", outputs=[shown])


def written(tmp_path: Path, rows: list[list[Any]]) -> list[list[str]]:
    def change(book: dict[str, list[dict[str, Any]]]) -> None:
        book["index.ipynb"].append(labelled(rows))

    book = staged_book(tmp_path, change)
    write_tables(book.folder, tmp_path / "tables")
    with (tmp_path / "tables/tbl-x.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_every_labelled_output_with_data_becomes_a_file(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    files = write_tables(book.folder, tmp_path / "tables")
    assert [file.name for file in files] == [
        "fig-zorgen.csv",
        "fig-kennis.csv",
        "fig-kennis-tijd.csv",
    ]
    assert files[0].read_text(encoding="utf-8") == "domein,aandeel\nZorg,0.48\n'=1+1,-3\n"


@pytest.mark.parametrize("value", ["=SOM(A1)", "+31 6", "-zie onder", "@naam", "\t=1"])
def test_a_text_that_would_run_as_a_formula_is_defused(tmp_path: Path, value: str) -> None:
    assert written(tmp_path, [["a", value]])[1] == ["a", "'" + value]


@pytest.mark.parametrize("value", ["-3", "-3,5%", "+1.2", "één, twee", "a=b"])
def test_numbers_and_other_texts_stay_as_they_are(tmp_path: Path, value: str) -> None:
    assert written(tmp_path, [["a", value]])[1] == ["a", value]


def test_an_absent_value_is_an_empty_cell(tmp_path: Path) -> None:
    assert written(tmp_path, [["a", None]])[1] == ["a", ""]


def test_rows_of_unequal_length_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="tbl-x has rows of unequal length"):
        written(tmp_path, [["a", 1], ["b"]])
