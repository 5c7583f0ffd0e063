"""How accurate a share is, in a sentence."""

from __future__ import annotations

from dataclasses import replace

from ckmreport.analysis import Hidden, Share
from ckmreport.analysis.intervals import Interval
from ckmreport.analysis.nonresponse import Bounds
from ckmreport.presentation.text.dutch_numbers import decimal
from ckmreport.presentation.text.words import Number, Words, filled

#: Keeps both ends of a range on one line.
_JOINED = "\N{WORD JOINER}"
#: In place of a range that there is not.
NO_RANGE = "–"


def range_text(interval: Interval) -> str:
    """Write a range of shares in whole percentages: 49–62%."""
    low, high = (decimal(100 * bound, 0) for bound in interval)
    return f"{low}–{high}%"


def interval_of(share: Share | Hidden) -> Words:
    """Say the 95% interval of a share: "49–62%"; a dash where the share is not shown."""
    if isinstance(share, Hidden) or not share.base:
        return Words((NO_RANGE,))
    origin = replace(
        share.origin,
        kind="estimate",
        counted=None,
        name="interval",
        said=f"95%-interval (Wilson) van {share.count} van {share.base}",
    )
    text = range_text(share.interval)
    return Words((Number(text.replace("–", f"–{_JOINED}"), origin, bare=text),))


def has_bounds(share: Share | Hidden) -> bool:
    """Tell whether some who were asked did not answer, and how many may be told."""
    return Bounds.of(share) is not None


def bounds_of(share: Share | Hidden) -> Words:
    """Say what a share is at least and at most, whatever those who stopped would have answered.

    Gives "67% en 83%"; a dash where there are no such bounds.
    """
    bounds = Bounds.of(share)
    if bounds is None:
        return Words((NO_RANGE,))
    return filled("{} en {}", bounds.lowest, bounds.highest)
