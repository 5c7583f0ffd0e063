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


def test_a_title_above_the_header_is_a_note_and_answers_there_an_error() -> None:
    header, answers = ["a", "b", "c", "d"], ["1", "1", "3", "4"]
    for above, severity in (["Titel", "", "n=2", ""], "note"), (answers, "error"):
        grid = pd.DataFrame([above, header, answers])
        frame, _, (finding,) = from_grid(grid, set(header).__contains__)
        assert list(frame.index) == [3]
        assert (finding.check, finding.severity, finding.rows) == ("header-row", severity, (1,))


def test_cells_of_answers_that_were_made_one_are_named() -> None:
    grid = pd.DataFrame([["a", "b"], ["1", "x"], ["", "y"], ["3", "z"]])
    areas = [((0, 0), (0, 1)), ((1, 0), (2, 0))]
    _, _, (finding,) = from_grid(grid, merged=areas)
    assert (finding.check, finding.severity) == ("merged-cells", "error")
    assert (finding.column, finding.rows) == ("a", (2, 3))
