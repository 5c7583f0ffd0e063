from __future__ import annotations

import pytest

from ckmreport.presentation.tables.table_data import Cell
from ckmreport.report.proof.cell_format import written


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, "–"),
        ("minder dan 5", "minder dan 5"),
        ("1.5", "1.5"),
        (1234, "1.234"),
        (0.5, "0,5"),
        (2.0, "2"),
        (0.12345, "0,123"),
        (-0.5, "−0,5"),
    ],
)
def test_a_cell_is_written_in_dutch_and_a_text_stays_as_it_is(cell: Cell, text: str) -> None:
    assert written(cell) == text
