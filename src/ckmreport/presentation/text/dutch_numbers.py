"""How numbers and dates are written in Dutch."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from ckmreport.foundation.rounding import rounded

MINUS = "\N{MINUS SIGN}"
_NO_BREAK = "\N{NO-BREAK SPACE}"
#: The names of the months, in order.
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_SMALL = (
    "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien twintig"
).split()


def integer(value: int) -> str:
    """Write a whole number: 1.234."""
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,}".replace(",", ".")


def decimal(value: Fraction | float, decimals: int) -> str:
    """Write a number with a decimal comma: 16,03."""
    exact = rounded(value, decimals)
    whole, part = divmod(abs(exact) * 10**decimals, 10**decimals)
    sign = MINUS if exact < 0 else ""
    return sign + integer(int(whole)) + (f",{int(part):0{decimals}d}" if decimals else "")


def percentage(count: int, base: int, decimals: int = 0) -> str:
    """Write a share as a percentage: 23%. A share of nobody is written as a dash."""
    if base == 0:
        return "–"
    return decimal(Fraction(100 * count, base), decimals) + "%"


def probability(value: float, *, sign: bool = True) -> str:
    """Write a p value to three decimals: = 0,007, < 0,001; the sign "=" can be left out.

    One that rounds to .01 or .05 from below is written as < 0,01: it reaches that level.
    """
    if value < 0.001:
        return "< 0,001"
    for level in (0.01, 0.05):
        if value < level == float(rounded(value, 3)):
            return f"< {decimal(level, 2)}"
    return f"= {decimal(value, 3)}" if sign else decimal(value, 3)


def number_word(value: int) -> str:
    """Write a whole number up to twenty as a word, a larger one in digits."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else integer(value)


def date(value: dt.date) -> str:
    """Write a date: 24 november 2026."""
    return f"{value.day}{_NO_BREAK}{MONTHS[value.month - 1]} {value.year}"


def month(value: dt.date) -> str:
    """Write month and year: juni 2023."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def month_name(value: dt.date) -> str:
    """Write the month alone: juni."""
    return MONTHS[value.month - 1]


def period(start: dt.date, end: dt.date) -> str:
    """Write a period by its months: juni tot en met oktober 2023, juni en juli 2023."""
    if (start.year, start.month) == (end.year, end.month):
        return month(start)
    months = 12 * (end.year - start.year) + end.month - start.month
    link = "en" if months == 1 else "tot en met"
    first = month_name(start) if start.year == end.year else month(start)
    return f"{first} {link} {month(end)}"
