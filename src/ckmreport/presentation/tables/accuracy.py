"""How accurate the indicators of a wave are, by chance and by who did not answer."""

from __future__ import annotations

from collections.abc import Mapping

from ckmreport.analysis import Hidden, Share, Survey
from ckmreport.analysis.intervals import Interval
from ckmreport.analysis.nonresponse import Bounds
from ckmreport.foundation.rounding import rounded
from ckmreport.presentation.tables.table import MeasuredTable, Value
from ckmreport.presentation.tables.table_data import Cell, Data
from ckmreport.presentation.text.accuracy_words import NO_RANGE, range_text

_COLUMNS = (
    *("kerncijfer", "aantal", "n"),
    *("ondergrens interval (%)", "bovengrens interval (%)"),
    *("laagst mogelijk (%)", "hoogst mogelijk (%)"),
)


def accuracy_table(
    survey: Survey, also: Mapping[str, Share | Hidden] | None = None
) -> MeasuredTable:
    """List the declared indicators: share, base, 95% interval, and bounds for who did not answer.

    `also` are shares that are no indicator, by their labels.

    The interval is that of Wilson (1927), the bounds are the worst cases of Manski (1990). An
    indicator that is not shown, or that nobody was asked, is left out.
    """
    indicators = (
        (one.label, survey[one.question].of_indicator(one))
        for one in survey.wave.questionnaire.indicators
    )
    named = (*indicators, *(also or {}).items())
    shares = [(label, share) for label, share in named if isinstance(share, Share) and share.base]
    rows: list[tuple[Value, ...]] = []
    numbers: list[tuple[Cell, ...]] = []
    for label, share in shares:
        bounds = _range(Bounds.of(share))
        written = NO_RANGE if bounds is None else range_text(bounds)
        rows.append((label, share, share.of, range_text(share.interval), written))
        ends = (*_percent(share.interval), *_percent(bounds))
        numbers.append((label, share.count, share.base, *ends))
    header = ("Kerncijfer", "Aandeel", "n", "Interval", "Grenzen")
    return MeasuredTable(header, tuple(rows), numbers=Data(_COLUMNS, tuple(numbers)))


def _range(bounds: Bounds | None) -> Interval | None:
    if bounds is None:
        return None
    return Interval(float(bounds.lowest.fraction), float(bounds.highest.fraction))


def _percent(interval: Interval | None) -> tuple[Cell, Cell]:
    if interval is None:
        return None, None
    low, high = (float(rounded(100 * bound, 1)) for bound in interval)
    return low, high
