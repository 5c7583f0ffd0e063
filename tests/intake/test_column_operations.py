from __future__ import annotations

import pandas as pd

from ckmreport.intake.column_operations import matching, rows_of, translate


def test_a_column_is_translated_whatever_its_index() -> None:
    column = pd.Series([" a", "b ", " a"], index=[5, 3, 9], dtype="str")
    assert translate(column, str.strip).to_dict() == {5: "a", 3: "b", 9: "a"}


def test_each_distinct_value_is_translated_once() -> None:
    seen: list[float] = []

    def text(value: float) -> str:
        seen.append(value)
        return f"{value:.0f}"

    column = pd.Series([2.0, 1.0, 2.0, None])
    assert translate(column, text, missing="leeg").tolist() == ["2", "1", "2", "leeg"]
    assert seen == [2.0, 1.0]


def test_a_column_of_missing_values_has_no_value_to_translate() -> None:
    assert translate(pd.Series([None, None], dtype=float), str).tolist() == ["", ""]


def test_rows_whose_value_passes_a_test_are_found_also_among_categories() -> None:
    column = pd.Series(["a", "", "a", "b"], index=[2, 3, 5, 8], dtype="category")
    assert rows_of(matching(column, lambda value: value == "a")) == (2, 5)
