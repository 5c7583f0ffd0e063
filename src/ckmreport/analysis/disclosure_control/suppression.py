"""Which cells must be hidden so that small ones cannot be computed from what is printed.

Primary suppression hides the small cells themselves, secondary suppression as many others as it
takes. A small cell is safe when the printed numbers leave it its full range, 1 up to the smallest
number that may be shown: a reader who knows this rule and adds and subtracts all that is printed
learns no more than "fewer than 5". The ranges are found by integer programming, the audit of a
suppression pattern in Hundepool et al. (2012, Statistical Disclosure Control, ch. 4).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

#: A cell: its row (a question, or a group) and its column (an answer).
Key = tuple[str, str]
#: Of a cell that might be hidden, and those hidden already: how much its loss costs the reader.
Cost = Callable[[Key, Collection[Key]], tuple[int, ...]]


@dataclass(frozen=True)
class Total:
    """A sum that a reader can know: coefficients times cells make `value`."""

    parts: Mapping[Key, int]
    value: int


@dataclass(frozen=True)
class Cells:
    """Cells that are printed together, and the sums they make.

    Attributes:
        counts: how many respondents each cell holds.
        totals: the sums; a total of which a cell is part must agree with the counts.
        unprinted: cells that no reader sees, such as the groups that a table leaves out. Where
            one is small and not in `harmless`, it may not follow from the others either.
        harmless: cells that say nothing of anybody, such as who skipped a question.
        sums: cells that are sums of others; nothing is said in place of one that is hidden.
    """

    counts: Mapping[Key, int]
    totals: tuple[Total, ...]
    unprinted: frozenset[Key] = frozenset()
    harmless: frozenset[Key] = frozenset()
    sums: frozenset[Key] = frozenset()

    def small(self, minimum: int) -> tuple[Key, ...]:
        """Give the cells to be protected, in order."""
        return tuple(
            key
            for key, count in self.counts.items()
            if 0 < count < minimum and key not in self.harmless
        )


@dataclass(frozen=True)
class Suppression:
    """Which printed cells are hidden.

    Attributes:
        hidden: all of them.
        small: those of which it may be said that they are small.
    """

    hidden: frozenset[Key] = frozenset()
    small: frozenset[Key] = frozenset()


def suppress(cells: Cells, minimum: int, cost: Cost, *, quiet: bool = False) -> Suppression | None:
    """Hide small cells, and the cheapest others, until no small cell can be computed.

    Where a total is too small for that, whole rows are withheld, zeros and all: "fewer than" with
    a total of few would tell the cells.

    Args:
        cells: the counts and the sums they make.
        minimum: the smallest number of respondents that may be shown.
        cost: of equal cost, the first cell in the order of `cells` is hidden.
        quiet: say of no hidden cell that it is small; the less is said, the less need be hidden.

    Returns:
        None where even that leaves a small cell exposed; then nothing of these cells may be
        printed.
    """
    audit = Audit(cells, minimum, quiet=quiet)
    for cell in cells.small(minimum):
        while not audit.is_safe(cell):
            if candidates := audit.candidates(cell):
                audit.hidden.add(min(candidates, key=lambda key: cost(key, audit.hidden)))
            elif rows := audit.rows_to_withhold(cell):
                audit.withhold(rows)
            else:
                return None
    audit.show_again()
    printed = audit.hidden - cells.unprinted
    # What can be computed from the rest protects nothing, and may as well be printed.
    useless = {key for key in printed if cells.counts[key] >= minimum and audit.is_known(key)}
    small = {key for key in cells.small(minimum) if audit.is_named(key)}
    return Suppression(frozenset(printed - useless), frozenset(small))


class Audit:
    """What a reader can know of the hidden cells; hiding more only widens their ranges."""

    def __init__(self, cells: Cells, minimum: int, *, quiet: bool = False) -> None:
        """Start with the small cells and the unprinted ones hidden."""
        self.cells = cells
        self.quiet = quiet
        self.minimum = minimum
        self.small = frozenset(cells.small(minimum))
        self.hidden = set(self.small | cells.unprinted)
        self.withheld: set[str] = set()
        self._seen: dict[Key, tuple[int, int]] = {}
        self._totals: dict[Key, list[Total]] = {key: [] for key in cells.counts}
        for total in cells.totals:
            for part in total.parts:
                self._totals[part].append(total)

    def withhold(self, rows: Iterable[str]) -> None:
        """Hide whole rows, without a word on which of their cells are small."""
        self.withheld.update(rows)
        self.hidden.update(key for key in self.cells.counts if key[0] in self.withheld)

    def show_again(self) -> None:
        """Show what was hidden in vain: sums first, then the greatest numbers.

        Each cell was hidden when it was needed, but another, hidden later, may serve for both.
        """
        spare = [
            key
            for key in self.cells.counts
            if key in self.hidden - self.small - self.cells.unprinted
            and key[0] not in self.withheld
        ]
        if len(spare) < 2:
            return
        for key in sorted(
            spare, key=lambda one: (one not in self.cells.sums, -self.cells.counts[one])
        ):
            near = self._component(key) & self.small
            self.hidden.discard(key)
            self._seen.clear()
            if not all(self.is_safe(one) for one in self.cells.counts if one in near):
                self.hidden.add(key)
                self._seen.clear()

    def is_named(self, key: Key) -> bool:
        """Tell whether the report says of this cell that it is small."""
        is_small = key in self.small - self.cells.unprinted
        return is_small and not self.quiet and key[0] not in self.withheld

    def bounds(self, key: Key) -> tuple[int, int]:
        """Give what a reader knows of a hidden cell from the word that is printed for it."""
        # Nothing printed bounds it from above; this much is more than any total leaves room for.
        most = sum(self.cells.counts.values()) + self.minimum
        wordless = self.cells.unprinted | self.cells.sums
        if key in wordless or key[0] in self.withheld:
            return 0, most
        if self.quiet:
            return 1, most
        if key in self.small:
            return 1, self.minimum - 1
        return (1 if key in self.cells.harmless else self.minimum), most

    def is_safe(self, key: Key) -> bool:
        """Tell whether a small cell keeps its full range; one not named as small, as wide a one."""
        if self._ties(key):
            return False
        low, high = self.range(key, enough=self.minimum - 2)
        return high - low >= self.minimum - 2

    def is_known(self, key: Key) -> bool:
        """Tell whether a reader can compute a hidden cell."""
        low, high = self.range(key, enough=1)
        return low == high

    def candidates(self, key: Key) -> list[Key]:
        """Give printed cells that might widen the range of this one, in order."""
        ties = self._ties(key)
        found = self._printed_in(ties)
        if not ties:
            # Another hidden cell is no cover while it follows from a total of its own.
            near = self._component(key) - {key}
            others = [total for one in near for total in self._ties(one)]
            found = self._printed_in(others) or self._printed_in(self._totals_near(key))
        return [one for one in self.cells.counts if one in found]

    def rows_to_withhold(self, key: Key) -> set[str]:
        """Give the rows whose words tie this cell: its own, or else others in the same totals."""
        if self.is_named(key):
            return {key[0]}
        near = {part for total in self._ties(key) for part in total.parts}
        return {
            part[0] for part in near & self.hidden if part not in self.cells.unprinted
        } - self.withheld

    def range(self, key: Key, enough: int) -> tuple[int, int]:
        """Give the least and the greatest number a hidden cell can be; stops when wide enough."""
        near = self._totals_near(key)
        if len(near) == 1:
            return self._alone(near[0], key)
        count = self.cells.counts[key]
        low, high = self._seen.get(key, (count, count))
        for sign in (1, -1):
            if high - low >= enough:
                break
            for other, value in self._extreme(key, sign).items():
                least, most = self._seen.get(other, (value, value))
                self._seen[other] = (min(least, value), max(most, value))
            low, high = self._seen[key]
        return low, high

    def _alone(self, total: Total, key: Key) -> tuple[int, int]:
        """Give the range of a cell as far as one total and the words of its other parts tell."""
        sign = total.parts[key]
        least = most = sign * total.value
        for part, coefficient in total.parts.items():
            if part == key:
                continue
            low = high = self.cells.counts[part]
            if part in self.hidden:
                low, high = self.bounds(part)
            ends = (sign * coefficient * low, sign * coefficient * high)
            least, most = least - max(ends), most - min(ends)
        low, high = self.bounds(key)
        return max(low, least), min(high, most)

    def _extreme(self, key: Key, sign: int) -> dict[Key, int]:
        """Find numbers that agree with all that is printed, with this cell as small or great."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415, rarely needed

        component = self._component(key)
        names = [one for one in self.cells.counts if one in component]
        place = {name: index for index, name in enumerate(names)}
        rows, values = [], []
        for total in self._totals_near(key):
            row, value = [0] * len(names), total.value
            for part, coefficient in total.parts.items():
                if part in place:
                    row[place[part]] = coefficient
                else:
                    value -= coefficient * self.cells.counts[part]
            rows.append(row)
            values.append(value)
        low, high = zip(*map(self.bounds, names), strict=True)
        found = milp(
            [sign * int(name == key) for name in names],
            constraints=LinearConstraint(rows, values, values),
            bounds=Bounds(low, high),
            integrality=[1] * len(names),
        )
        assert found.success, found.message  # the true counts are a solution
        return {name: round(float(x)) for name, x in zip(names, found.x, strict=True)}

    def _component(self, key: Key) -> set[Key]:
        """Give the hidden cells that are tied to this one through totals."""
        found: set[Key] = set()
        new = {key}
        while new:
            found |= new
            near = {part for one in new for total in self._totals[one] for part in total.parts}
            new = (near & self.hidden) - found
        return found

    def _totals_near(self, key: Key) -> list[Total]:
        near = self._component(key)
        return [total for total in self.cells.totals if not near.isdisjoint(total.parts)]

    def _ties(self, key: Key) -> list[Total]:
        """Give the totals that each alone leave the cell too narrow a range."""
        found = []
        for total in self._totals[key]:
            low, high = self._alone(total, key)
            if high - low < self.minimum - 2:
                found.append(total)
        return found

    def _printed_in(self, totals: Iterable[Total]) -> set[Key]:
        parts = {part for total in totals for part in total.parts}
        return {key for key in parts - self.hidden if self.cells.counts[key] > 0}
