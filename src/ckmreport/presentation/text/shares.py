"""How counts and shares are written and drawn, those that may not be shown included."""

from __future__ import annotations

from ckmreport.analysis import Count, Hidden, Share
from ckmreport.presentation.tables.table_data import Cell
from ckmreport.presentation.text.dutch_numbers import integer, percentage


def share_text(share: Share | Hidden, decimals: int = 0) -> str:
    """Write a share as a percentage, or say why it is not there."""
    if isinstance(share, Hidden):
        return share.reason
    return percentage(share.count, share.base, decimals)


def count_text(count: Share | Count | Hidden) -> str:
    """Write the number of respondents in a count or share, or say why it is not there."""
    if isinstance(count, Hidden):
        return count.reason
    return integer(count.count if isinstance(count, Share) else count.value)


def both_text(share: Share | Hidden) -> str:
    """Write percentage and number, as in "23% (12)"; for what is hidden, its reason once."""
    if isinstance(share, Hidden):
        return share.reason
    return f"{share_text(share)} ({count_text(share)})"


def length(share: Share | Hidden) -> float:
    """Give the length of a bar, 0 to 1; a hidden share has none."""
    if isinstance(share, Hidden) or share.base == 0:
        return 0.0
    return float(share.fraction)


def counted(share: Share | Hidden) -> int:
    """Give the number of respondents for putting things in order; a hidden one counts for none."""
    return 0 if isinstance(share, Hidden) else share.count


def as_data(share: Share | Hidden) -> tuple[Cell, Cell]:
    """Give number and base as a file of data holds them, each as text if it may not be shown."""
    if isinstance(share, Hidden):
        base = share.of if share.of is not None else share.n
        return share.reason, base.reason if isinstance(base, Hidden) else base.value
    return share.count, share.base
