"""The one place where figures are rounded, and where rounded figures are read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

_PERCENTAGE = re.compile(r"(\d{1,3})(?:,(\d+))?\s?%?")


def rounded(value: Fraction | float, decimals: int = 0) -> Fraction:
    """Round half away from zero, as people do (2,5 becomes 3), to a number of decimals.

    Fractions are rounded exactly; a float is taken as it prints, so 0.285 counts as 285/1000.
    """
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    scale = 10**decimals
    sign = -1 if exact < 0 else 1
    return Fraction(sign * int(abs(exact) * scale + Fraction(1, 2)), scale)


@dataclass(frozen=True)
class Percentage:
    """A percentage as it is printed: 11,7% has the value 117/10 and one decimal."""

    value: Fraction
    decimals: int

    @classmethod
    def read(cls, text: str) -> Percentage:
        """Read a percentage with a decimal comma, with or without its sign.

        Raises:
            ValueError: if the text is something else.
        """
        found = _PERCENTAGE.fullmatch(text.strip())
        if not found:
            raise ValueError(f"'{text}' is no percentage")
        whole, part = found[1], found[2] or ""
        return cls(Fraction(f"{whole}.{part or 0}"), len(part))


def possible_counts(printed: Fraction, decimals: int, base: int) -> range:
    """List the counts out of a base that are printed as this percentage.

    Args:
        printed: the percentage, 11.7 for 11,7%.
        decimals: how many decimals it is printed with; halves are rounded up.
        base: how many respondents (or mentions) the percentage is of.

    Raises:
        ValueError: if base or decimals are negative.
    """
    if base < 0 or decimals < 0:
        raise ValueError("a base and a number of decimals cannot be negative")
    half = Fraction(1, 2 * 10**decimals)
    first = ceil((printed - half) * base / 100)
    beyond = ceil((printed + half) * base / 100)
    return range(max(first, 0), min(beyond, base + 1))
