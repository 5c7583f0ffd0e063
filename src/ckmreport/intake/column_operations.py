"""Work on columns of an export by distinct value: a column has few of them, however long it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Mask = pd.Series  # of booleans, one per row of the export


def translate(
    column: pd.Series, translation: Callable[[Any], str], *, missing: str = ""
) -> pd.Series:
    """Give a column of text, with each distinct value translated once.

    Values that pandas counts as missing become `missing`.
    """
    codes, distinct = pd.factorize(column)
    # Missing values have the code -1, which takes the last of the list.
    texts = [*(translation(value) for value in distinct), missing]
    return pd.Series(pd.array(texts, dtype="str").take(codes), index=column.index)


def matching(column: pd.Series, test: Callable[[str], bool]) -> Mask:
    """Tell which values of a text column pass a test; each distinct value is tested once."""
    codes, distinct = pd.factorize(column)
    passed = np.fromiter((test(str(value)) for value in distinct), bool, len(distinct))
    return pd.Series(passed[codes], index=column.index)


def rows_of(mask: Mask) -> tuple[int, ...]:
    """Give the row numbers for which a mask holds."""
    return tuple(int(row) for row in mask.index[mask])
