"""Tables of indicators over the waves."""

from __future__ import annotations

from collections.abc import Sequence

from ckmreport.analysis import Withheld
from ckmreport.analysis.change import Change, Difference
from ckmreport.analysis.detectable import Detectable
from ckmreport.analysis.standardisation import Estimate
from ckmreport.analysis.trend import Point, Trends
from ckmreport.presentation.tables.table import MeasuredTable, Table, Value
from ckmreport.presentation.tables.table_data import Cell, Data
from ckmreport.presentation.tables.trend_sentences import (
    OUTCOMES,
    SHORT_OUTCOMES,
    in_percent,
    percent,
    points,
    spread,
)
from ckmreport.presentation.text.accuracy_words import range_text
from ckmreport.presentation.text.dutch_numbers import decimal, probability

#: In the CSV file, the smallest changes that could have been shown.
_DETECTABLE = ("aantoonbaar vanaf: afname", "aantoonbaar vanaf: toename")


def trend_table(trends: Trends) -> Table:
    """List each indicator in every wave: share, base, 95% interval, and standardised share."""
    rows: list[tuple[Value, ...]] = []
    numbers: list[tuple[Cell, ...]] = []
    for trend in trends.trends:
        for point in trend.points:
            changed = " (andere vraag)" if not point.comparable else ""
            rows.append((trend.indicator.label, point.wave + changed, *_measured(point)))
            form = "ja" if point.comparable else "nee"
            numbers.append((trend.indicator.label, point.wave, form, *_numbers(point)))
    header = ("Indicator", "Meting", "Aandeel", "n", "Interval", "Bij gelijke verdeling")
    columns = ("indicator", "meting", "vraag als nu", "aantal", "n", *_bounds("aandeel"))
    return MeasuredTable(
        header, tuple(rows), numbers=Data((*columns, *_bounds("gelijke verdeling")), tuple(numbers))
    )


def change_table(trends: Trends) -> Table:
    """List the differences between the last wave and earlier ones, with their tests."""
    return changes_table(trends.changes)


def changes_table(changes: Sequence[Change]) -> Table:
    """List some differences between waves, with their tests."""
    rows = tuple(_compared(change) for change in changes)
    header = (
        "Indicator",
        "Sinds",
        "Verschil",
        "Aantoonbaar vanaf",
        "p",
        "p (Holm)",
        "Bij gelijke verdeling",
        "Uitkomst",
    )
    numbers = tuple(_compared_numbers(change) for change in changes)
    columns = ("indicator", "sinds", *_bounds("verschil"), *_DETECTABLE, "p", "toets", "p (Holm)")
    return MeasuredTable(
        header, rows, numbers=Data((*columns, *_bounds("gelijke verdeling"), "uitkomst"), numbers)
    )


def _measured(point: Point) -> tuple[Value, ...]:
    if isinstance(point.share, Withheld):
        return (point.share, "", "", "")
    level: Value = point.level if isinstance(point.level, Withheld) else _level(point.level)
    return (point.share, point.share.of, range_text(point.share.interval), level)


def _level(level: Estimate) -> str:
    return f"{decimal(100 * level.value, 0)}% ({range_text(level.interval)})"


def _numbers(point: Point) -> tuple[Cell, ...]:
    share = point.share
    if isinstance(share, Withheld):
        return (share.reason, None, *in_percent(share), *in_percent(point.level))
    measured = Estimate(share.fraction, share.interval)
    return (share.count, share.base, *in_percent(measured), *in_percent(point.level))


def _compared(change: Change) -> tuple[Value, ...]:
    name = (change.indicator.label, change.earlier)
    if isinstance(change.difference, Withheld):
        return (*name, change.difference, "", "", "", "", SHORT_OUTCOMES[change.outcome])
    p = probability(change.difference.p, sign=False)
    adjusted = "" if change.p_holm is None else probability(change.p_holm, sign=False)
    return (
        *name,
        _difference(change.difference),
        _from(change.difference.detectable),
        p + ("*" if change.difference.exact else ""),
        adjusted,
        _difference(change.standardised),
        SHORT_OUTCOMES[change.outcome],
    )


def _difference(found: Difference | Estimate | Withheld) -> Value:
    if isinstance(found, Withheld):
        return found
    return f"{points(found.value)} ({spread(found.interval)})"


def _from(found: Detectable) -> str:
    """Write from which decrease or increase on a change could have been shown: −10,6 of +12,7."""
    known = [points(one) for one in (found.decrease, found.increase) if one is not None]
    return " of ".join(known) or "–"


def _compared_numbers(change: Change) -> tuple[Cell, ...]:
    found = change.difference
    tested: tuple[Cell, ...] = (None,) * (len(_DETECTABLE) + 3)
    if isinstance(found, Difference):
        test = "Fisher" if found.exact else "chi-kwadraat"
        smallest = (found.detectable.decrease, found.detectable.increase)
        written = [None if one is None else percent(one) for one in smallest]
        tested = (*written, found.p, test, change.p_holm)
    return (
        change.indicator.label,
        change.earlier,
        *in_percent(found),
        *tested,
        *in_percent(change.standardised),
        OUTCOMES[change.outcome],
    )


def _bounds(name: str) -> tuple[str, str, str]:
    return name, f"{name}: ondergrens", f"{name}: bovengrens"
