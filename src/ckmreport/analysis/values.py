"""Numbers that know where they come from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from ckmreport.analysis.intervals import Interval, wilson
from ckmreport.analysis.origin import Origin
from ckmreport.foundation.errors import CannotTell


@dataclass(frozen=True)
class Count:
    """A number of respondents, or of victims they estimated, with its origin."""

    value: int
    origin: Origin

    def __int__(self) -> int:
        return self.value

    __index__ = __int__


@dataclass(frozen=True)
class Withheld:
    """What stands in place of a number that may not or cannot be given; `reason` is printed.

    It compares as neither larger nor smaller than anything.
    """

    reason: str

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__


@dataclass(frozen=True, eq=False)
class Hidden(Withheld):
    """A count or share that disclosure control hides; it keeps nothing of the number itself.

    It stands where a `Share` or `Count` would: sums and differences with it are hidden too, and
    a comparison raises `CannotTell`, because even its outcome would tell something. One that
    there is not, because the question was dropped, behaves the same.

    Attributes:
        few: whether it is hidden for being small itself, and the report says so.
        of: for a share, its base, where that may be given.
        origin: where the number comes from that is hidden.
    """

    few: bool = False
    of: Count | Hidden | None = None
    origin: Origin | None = None

    @property
    def n(self) -> Hidden:
        """The number of respondents, as hidden as the share."""
        return Hidden(self.reason, self.few, origin=self.origin and self.origin.of_count())

    # Each is asked of shares or counts, in a notebook or a claim.
    count = value = fraction = interval = n

    @property
    def base(self) -> int | Hidden:
        """The number of respondents in the base, as of a share."""
        return int(self.of) if isinstance(self.of, Count) else self.n

    def _hidden(self, *_: object) -> Hidden:
        return self.n

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = (
        _hidden
    )
    __abs__ = __neg__ = _hidden

    def _refuse(self, *_: object) -> bool:
        raise CannotTell("this depends on a number that is not shown")

    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _refuse

    def __int__(self) -> int:
        return int(self._refuse())

    __index__ = __float__ = __int__

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Withheld):
            return type(other) is Hidden and self.reason == other.reason
        return self._refuse()

    def __hash__(self) -> int:
        return hash(self.reason)


@dataclass(frozen=True, eq=False)
class Share:
    """A part of a base, both counted in respondents.

    Shares compare with each other and with plain numbers by their exact value, so a claim such
    as `ce.agree > se.agree` never hangs on rounding. A share of nobody is no number: whether it is
    the larger cannot be told.
    """

    count: int
    base: int
    origin: Origin

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.base:
            raise ValueError(f"{self.count} of {self.base} is no share")

    @property
    def fraction(self) -> Fraction:
        """The exact share, 0 to 1.

        Raises:
            CannotTell: if nobody is in the base.
        """
        self._require_somebody()
        return Fraction(self.count, self.base)

    @cached_property
    def interval(self) -> Interval:
        """The 95% interval after Wilson (1927), for a base larger than zero."""
        return wilson(self.count, self.base)

    @property
    def n(self) -> Count:
        """The number of respondents in this share."""
        return Count(self.count, self.origin.of_count())

    @property
    def of(self) -> Count:
        """The number of respondents in the base."""
        return Count(self.base, self.origin.of_base())

    def in_wave(self) -> Share:
        """Give it as one of several waves, so that it is told from the same share of another."""
        return replace(self, origin=replace(self.origin, name=f"in {self.origin.wave}"))

    def __eq__(self, other: object) -> bool:
        pair = self._pair(other)
        return NotImplemented if pair is None else pair[0] == pair[1]

    # All four are written out: `functools.total_ordering` derives "larger" from "not smaller",
    # which would make a share larger than what is not a number.
    def __lt__(self, other: object) -> bool:
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] < pair[1]

    def __le__(self, other: object) -> bool:
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] <= pair[1]

    def __gt__(self, other: object) -> bool:
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] > pair[1]

    def __ge__(self, other: object) -> bool:
        pair = self._ordered(other)
        return NotImplemented if pair is None else pair[0] >= pair[1]

    def __hash__(self) -> int:
        return hash(self._value())

    def _value(self) -> Fraction | float:
        return self.fraction if self.base else math.nan

    def _require_somebody(self) -> None:
        if not self.base:
            raise CannotTell("this depends on a question that nobody answered")

    def _ordered(self, other: object) -> tuple[Fraction | float, Fraction | float] | None:
        """Give both values to say which is larger.

        Raises:
            CannotTell: if one of the two is a share of nobody.
        """
        pair = self._pair(other)
        if pair is not None:
            for one in (self, other):
                if isinstance(one, Share):
                    one._require_somebody()
        return pair

    def _pair(self, other: object) -> tuple[Fraction | float, Fraction | float] | None:
        if isinstance(other, Share):
            return self._value(), other._value()
        if isinstance(other, float) and math.isfinite(other):
            return self._value(), Fraction(str(other))
        return (self._value(), other) if isinstance(other, int | float | Fraction) else None


def is_shown(result: object) -> bool:
    """Tell whether a number, or the table of a test, may be given."""
    return not isinstance(result, Withheld)


def place(share: Share | Hidden) -> tuple[int, int]:
    """Give a key that sorts shown counts from great to small, then hidden ones, then nobody.

    Hidden ones stay in the order in which they stood: another would tell which is the greater.
    """
    if isinstance(share, Hidden):
        return 1, 0
    return (0 if share.count else 2), -share.count


Named = TypeVar("Named")


def leading(
    ranked: Sequence[tuple[Named, Share | Hidden]], base: Count | Hidden, *, add_up: bool
) -> list[tuple[Named, Share]]:
    """Give what was counted most, from the first on, as far as that may be told.

    The list ends where a hidden one may be larger, or with those that were counted at all.

    Args:
        ranked: what was counted, from great to small.
        base: how many there are together, or at most.
        add_up: whether they add up to the base, so that the shown ones bound the hidden ones.
    """
    if isinstance(base, Hidden):
        return []
    hidden = [share for _, share in ranked if isinstance(share, Hidden)]
    shown = sum(share.count for _, share in ranked if isinstance(share, Share))
    # Hidden ones share what the others leave; each of them was counted at least once.
    most = base.value - shown - len(hidden) + 1
    if not add_up:
        most = 0 if all(one.few for one in hidden) else base.value
    least = max(1, most if hidden else 0)
    return [(name, s) for name, s in ranked if isinstance(s, Share) and s.count >= least]


def with_ties(ranked: Sequence[tuple[Named, Share]], most: int) -> list[tuple[Named, Share]]:
    """Give so many from the first on, and those equal to the last of them."""
    if not ranked:
        return []
    least = ranked[min(most, len(ranked)) - 1][1].count
    return [(name, share) for name, share in ranked if share.count >= least]
