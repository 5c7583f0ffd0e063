"""Shares of several waves as if each wave had the same mix of groups.

Who answers differs from wave to wave. Direct standardisation (Fleiss, Levin and Paik 2003, chapter
19) weights the groups of every wave as they were in the first, so that a change in who answered
is not read as a change in what they see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from ckmreport.analysis.disclosure_control.remainder import REST, remainder
from ckmreport.analysis.intervals import Interval
from ckmreport.analysis.values import Hidden, Share, Withheld

#: The part of a wave's respondents that must be in the groups that are compared.
LEAST_COVERED = Fraction(3, 4)
#: The same where all others are compared too, as one group.
LEAST_APART = Fraction(1, 2)
TOO_FEW_COVERED = Withheld("te weinig domeinen")
NO_RESPONDENTS = "geen respondenten"
NOTHING_TO_COMPARE = Withheld("geen vergelijkbare meting")

#: Of one wave: the share within each group.
Cells = Mapping[str, Share | Withheld]


@dataclass(frozen=True)
class Estimate:
    """A standardised share or a difference between two, with its 95% interval."""

    value: Fraction
    interval: Interval


@dataclass(frozen=True)
class LeftOut:
    """A group that is not compared, and why: what is the matter with its share in this wave."""

    group: str
    wave: str
    reason: str


@dataclass(frozen=True)
class Standardised:
    """One share in several waves, within the groups that all of them have.

    Attributes:
        weights: the groups' parts of the first wave that takes part; they add up to one.
        strata: per wave that takes part, the share within each of these groups; where there is a
            `REST`, that is everybody else.
        withheld: per wave that does not take part, why not.
        left_out: the groups that do not stand on their own.
    """

    weights: Mapping[str, Fraction]
    strata: Mapping[str, Mapping[str, Share]]
    withheld: Mapping[str, Withheld]
    left_out: tuple[LeftOut, ...]

    @property
    def has_rest(self) -> bool:
        """Whether who is in none of the groups makes one group, and is not left out."""
        return REST in self.weights

    def level(self, wave: str) -> Estimate | Withheld:
        """Give the share of a wave, with the groups weighted as in the first."""
        missing = self._missing(wave)
        return weighted_sum(self._terms(wave)) if missing is None else missing

    def difference(self, earlier: str, later: str) -> Estimate | Withheld:
        """Give how much larger the share is in the later wave, at equal weights."""
        for missing in (self._missing(earlier), self._missing(later)):
            if missing is not None:
                return missing
        before = [(-weight, share) for weight, share in self._terms(earlier)]
        return weighted_sum([*self._terms(later), *before])

    def _missing(self, wave: str) -> Withheld | None:
        return None if wave in self.strata else self.withheld.get(wave, NOTHING_TO_COMPARE)

    def _terms(self, wave: str) -> list[tuple[Fraction, Share]]:
        return [(weight, self.strata[wave][group]) for group, weight in self.weights.items()]


def standardise(
    strata: Mapping[str, Cells], wholes: Mapping[str, Share], minimum: int = 0
) -> Standardised:
    """Make waves comparable; the first that takes part sets the weights.

    A wave of which no group may be shown takes no part. A group without respondents in one of
    the others, or whose share stands withheld there, does not stand on its own in any. If one of
    them is hidden for its small numbers, everybody outside the groups that do stand on their own
    is one group more, the rest; else these are left out. Where the groups that stand on their own
    hold less than `LEAST_COVERED` of the respondents of a wave, or beside a rest less than
    `LEAST_APART`, nothing is given.

    Args:
        strata: per wave, oldest first, the share within each group.
        wholes: per wave, the share among all, those outside every group included.
        minimum: the smallest number of respondents of the rest that may be shown.
    """
    closed = {wave: _closed(cells) for wave, cells in strata.items()}
    withheld = {wave: reason for wave, reason in closed.items() if reason is not None}
    part = {wave: cells for wave, cells in strata.items() if wave not in withheld}
    if len(part) < 2:
        alone = dict.fromkeys(part, NOTHING_TO_COMPARE)
        return Standardised({}, {}, {**alone, **withheld}, ())
    first = next(iter(part))
    left_out = {group: gap for group in part[first] if (gap := _first_gap(group, part))}
    shared = {
        wave: {
            group: cell
            for group, cell in cells.items()
            if group not in left_out and isinstance(cell, Share)
        }
        for wave, cells in part.items()
    }
    rest = _rests(part, shared, wholes, minimum)
    least = LEAST_APART if rest else LEAST_COVERED
    if any(_base(shared[wave]) < least * wholes[wave].base for wave in shared):
        too_few = dict.fromkeys(part, TOO_FEW_COVERED)
        return Standardised({}, {}, {**too_few, **withheld}, tuple(left_out.values()))
    for wave, share in rest.items():
        shared[wave][REST] = share
    total = _base(shared[first])
    weights = {group: Fraction(share.base, total) for group, share in shared[first].items()}
    return Standardised(weights, shared, withheld, tuple(left_out.values()))


def _rests(
    part: Mapping[str, Cells],
    shared: Mapping[str, Mapping[str, Share]],
    wholes: Mapping[str, Share],
    minimum: int,
) -> dict[str, Share]:
    """Give per wave the share of the rest; nothing where there is none in each that is shown."""
    if not any(isinstance(cell, Hidden) for cells in part.values() for cell in cells.values()):
        return {}
    rests = {
        wave: remainder(wholes[wave], groups.values(), minimum) for wave, groups in shared.items()
    }
    found = {wave: rest for wave, rest in rests.items() if isinstance(rest, Share) and rest.base}
    return found if len(found) == len(rests) else {}


def weighted_sum(terms: Iterable[tuple[Fraction, Share]]) -> Estimate:
    """Give a sum of independent shares, each with its weight, and the 95% interval of the sum.

    The interval is built from the Wilson intervals of the shares (Zou, Huang and Zhang 2009):
    the distances from each share to its bounds are weighted and added in quadrature. For one
    share it is the Wilson interval itself, for a difference of two method 10 of Newcombe (1998).
    Unlike the usual variance, it stays wide where nobody or everybody of a small group is counted.
    """
    value, below, above = Fraction(0), 0.0, 0.0
    for weight, share in terms:
        value += weight * share.fraction
        down = float(share.fraction) - share.interval.low
        up = share.interval.high - float(share.fraction)
        if weight < 0:
            down, up = up, down
        below += (float(weight) * down) ** 2
        above += (float(weight) * up) ** 2
    return Estimate(value, Interval(float(value) - sqrt(below), float(value) + sqrt(above)))


def _first_gap(group: str, strata: Mapping[str, Cells]) -> LeftOut | None:
    for wave, cells in strata.items():
        cell = cells[group]
        if isinstance(cell, Withheld):
            return LeftOut(group, wave, cell.reason)
        if cell.base == 0:
            return LeftOut(group, wave, NO_RESPONDENTS)
    return None


def _closed(cells: Cells) -> Withheld | None:
    """Give the reason why no group of a wave is shown, if none is."""
    withheld = [cell for cell in cells.values() if isinstance(cell, Withheld)]
    return withheld[0] if withheld and len(withheld) == len(cells) else None


def _base(shares: Mapping[str, Share]) -> int:
    return sum(share.base for share in shares.values())
