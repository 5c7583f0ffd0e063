"""Shares within groups of respondents: a cross-tabulation as people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ckmreport.analysis.association import ALPHA
from ckmreport.analysis.disclosure_control.disclosure import Disclosure
from ckmreport.analysis.disclosure_control.margins import NOT_SHOWN, Margin
from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.origin import Origin, Within
from ckmreport.analysis.register import holm
from ckmreport.analysis.values import Count, Hidden, Share, Withheld
from ckmreport.survey.questionnaire import Condition, Option, Question
from ckmreport.survey.waves.responses import Responses

Cell = Share | Withheld
#: Of a group's code and a condition: the reason not to give that share, or None.
Withhold = Callable[[str, Condition], Withheld | None]


@dataclass(frozen=True)
class Group:
    """One group: its size and, per condition, the share of its members who meet it."""

    option: Option
    base: Count | Hidden
    cells: tuple[Cell, ...]


class Named(list[Option]):
    """Groups that a sentence names; `incomplete` tells that hidden ones may belong to them."""

    def __init__(self, options: Iterable[Option] = (), *, incomplete: bool = False) -> None:
        super().__init__(options)
        self.incomplete = incomplete


@dataclass(frozen=True)
class SetApart:
    """The groups whose share differs from that of the others, extremes first.

    `tested` is how many groups could be held against the others.
    """

    higher: Named
    lower: Named
    tested: int


@dataclass(frozen=True)
class Grouped:
    """Groups of respondents by one question, compared on one or more conditions."""

    question: Question
    conditions: tuple[Condition, ...]
    groups: tuple[Group, ...]
    base: Count | Hidden

    def highest(self, variable: str, *, above: Share | Hidden, least: int = 5) -> Named:
        """Give the groups whose share lies above `above`, highest first.

        There are none if that is hidden, or nobody answered.

        Groups of fewer than `least` respondents are passed over; so are withheld shares.
        """
        if isinstance(above, Hidden):
            return Named(incomplete=True)
        if not above.base:
            return Named()
        ranked = self._ranked(variable, least)
        found = [group.option for group, share in ranked if share > above]
        return Named(found, incomplete=self._is_incomplete(variable))

    def around(
        self, variable: str, middle: Share | Hidden, *, least: int = 5
    ) -> tuple[Named, Named]:
        """Give the groups whose share lies above `middle` and those below it, extremes first."""
        if isinstance(middle, Hidden):
            return Named(incomplete=True), Named(incomplete=True)
        if not middle.base:
            return Named(), Named()
        ranked = self._ranked(variable, least)
        below = [group.option for group, share in reversed(ranked) if share < middle]
        incomplete = self._is_incomplete(variable)
        return self.highest(variable, above=middle, least=least), Named(
            below, incomplete=incomplete
        )

    def set_apart(self, variable: str) -> SetApart:
        """Give the groups that differ from the others, upward and downward.

        Each group whose share is shown is held against the others together with the exact test of
        Fisher (1935), corrected over these groups (Holm 1979).
        """
        index = self._index(variable)
        known = [(g, s) for g in self.groups if isinstance(s := g.cells[index], Share) and s.base]
        counts = sum(share.count for _, share in known)
        bases = sum(share.base for _, share in known)
        p_values, signs = [], []
        for _, own in known:
            rest, whole = counts - own.count, bases - own.base
            p_values.append(_fisher((own.count, own.base), (rest, whole)))
            signs.append(own.count * whole - rest * own.base)
        tested = list(zip(known, signs, holm(p_values), strict=True))
        incomplete = self._is_incomplete(variable)

        def named(side: int) -> Named:
            found = [(g, s) for (g, s), sign, p in tested if p < ALPHA and sign * side > 0]
            ranked = sorted(found, key=lambda pair: -side * pair[1].fraction)
            return Named([group.option for group, _ in ranked], incomplete=incomplete)

        return SetApart(named(1), named(-1), len(known))

    def cell(self, code: str, variable: str) -> Cell:
        """Give one share.

        Raises:
            KeyError: if there is no such group or condition.
        """
        for group in self.groups:
            if group.option.code == code:
                return group.cells[self._index(variable)]
        raise KeyError(f"there is no group '{code}'")

    def _is_incomplete(self, variable: str) -> bool:
        index = self._index(variable)
        return any(isinstance(group.cells[index], Hidden) for group in self.groups)

    def _ranked(self, variable: str, least: int) -> list[tuple[Group, Share]]:
        index = self._index(variable)
        shares = [(group, group.cells[index]) for group in self.groups]
        known = [(g, s) for g, s in shares if isinstance(s, Share) and s.base >= max(least, 1)]
        return sorted(known, key=lambda pair: -pair[1].fraction)

    def _index(self, variable: str) -> int:
        for index, condition in enumerate(self.conditions):
            if condition.variable == variable:
                return index
        raise KeyError(f"the groups are not compared on '{variable}'")


def _fisher(own: tuple[int, int], rest: tuple[int, int]) -> float:
    from scipy.stats import fisher_exact  # noqa: PLC0415, a slow import

    if not rest[1]:
        return 1.0
    return float(fisher_exact([[count, base - count] for count, base in (own, rest)]).pvalue)


def group_by(
    question: Question,
    conditions: Sequence[Condition],
    responses: Responses,
    wave: str,
    *,
    disclosure: Disclosure,
    leave_out: Sequence[str] = (),
    withhold: Withhold = lambda _group, _condition: None,
) -> Grouped:
    """Compare groups of respondents.

    Args:
        question: its options make the groups.
        conditions: what is compared; the base of a share is who answered that question.
        responses: the answers.
        wave: name of the wave, for the source of each share.
        disclosure: tells which numbers may be shown.
        leave_out: options that make no group; their respondents are in no base.
        withhold: tells what stands in place of a group's share, or None to give the share.
    """
    sizes = disclosure.margin(question)
    groups = []
    for option in question.options:
        if option.code in leave_out:
            continue
        members = responses.chose(question, option.code)
        cells: list[Cell] = []
        for condition in conditions:
            withheld = withhold(option.code, condition)
            if withheld is not None:
                cells.append(withheld)
                continue
            asked = responses.questionnaire[condition.variable]
            base = members & responses.answered(asked)
            hits = base & responses.holds(condition)
            origin = Origin(
                wave,
                "share",
                "answers",
                (asked,),
                (condition.option,),
                condition.negated,
                group=Within(question, option.code),
                responses=responses,
            )
            of = Count(int(base.sum()), origin)
            strata = disclosure.strata(question, asked, {condition.option})
            given, negated = {condition.option}, condition.negated
            count = int(hits.sum())
            cells.append(strata.cell(option.code, given, count, of, negated=negated))
        size = Origin(wave, "count", "answers", (question,), (option.code,), responses=responses)
        hidden = sizes.hides({option.code})
        shown = Count(int(members.sum()), size) if hidden is None else replace(hidden, origin=size)
        groups.append(Group(option, shown, tuple(cells)))
    return Grouped(question, tuple(conditions), tuple(groups), _total(groups, sizes, wave))


def _total(groups: Sequence[Group], sizes: Margin, wave: str) -> Count | Hidden:
    """Give the number of respondents in these groups together."""
    codes = tuple(group.option.code for group in groups)
    origin = Origin(wave, "count", "answers", (sizes.question,), codes, responses=sizes.responses)
    if sizes.hides(codes) is not None and {*codes} != {*sizes.question.codes}:
        return replace(NOT_SHOWN, origin=origin)
    members = sum(int(sizes.responses.chose(sizes.question, code).sum()) for code in codes)
    return Count(members, origin)


def shares_within(
    groups: Question,
    answers: Distribution,
    codes: Sequence[str],
    disclosure: Disclosure,
    *,
    negated: bool = False,
) -> dict[str, Cell]:
    """Give, by group, the share of its members who gave one of some answers, or none of them."""
    found: dict[str, Cell] = {}
    strata = disclosure.strata(groups, answers.question, codes)
    for option in groups.options:
        members = answers.responses.chose(groups, option.code)
        within = replace(answers, within=answers.within & members, margin=None)
        own = within.other_than(*codes) if negated else within.any_of(*codes)
        if isinstance(own, Share):
            origin = replace(own.origin, group=Within(groups, option.code))
            of = Count(own.base, origin)
            found[option.code] = strata.cell(
                option.code, codes, own.count, of, left_out=answers.left_out, negated=negated
            )
    return found
