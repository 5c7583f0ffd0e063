from __future__ import annotations

import pandas as pd

from ckmreport.intake.export import Column
from ckmreport.intake.readers.grid import from_grid


def test_one_header_row() -> None:
    frame, columns, _ = from_grid(pd.DataFrame([["Q1", " Q  2 "], [" a ", ""]]))
    assert columns == (Column("Q1"), Column("Q 2"))
    assert frame.to_dict("index") == {2: {"Q1": "a", "Q 2": ""}}


def test_three_header_rows_of_qualtrics() -> None:
    grid = pd.DataFrame([["Q1"], ["Waar  werkt u?"], ['{"ImportId":"QID1"}'], ["Noord"]])
    frame, columns, _ = from_grid(grid)
    assert columns == (Column("Q1", "Waar werkt u?"),)
    assert frame.to_dict("index") == {4: {"Q1": "Noord"}}


def test_names_become_unique_and_empty_nameless_columns_go() -> None:
    frame, columns, _ = from_grid(pd.DataFrame([["a", "a", "", ""], ["1", "2", "3", ""]]))
    assert [column.name for column in columns] == ["a", "a (2)", "kolom 3"]
    assert list(frame.loc[2]) == ["1", "2", "3"]
