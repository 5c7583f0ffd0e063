"""How the cells of a table of data are written for people."""

from __future__ import annotations

from fractions import Fraction

from ckmreport.presentation.tables.table_data import Cell
from ckmreport.presentation.text.dutch_numbers import decimal, integer

#: What stands for no value.
NOTHING = "–"
_DECIMALS = 3


def written(cell: Cell) -> str:
    """Write a cell as Dutch does: 1.234, 0,125 (at most three decimals), a dash for no value."""
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return integer(cell)
    return decimal(Fraction(str(cell)), _DECIMALS).rstrip("0").rstrip(",")
