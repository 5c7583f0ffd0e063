"""Shares within groups of respondents: a cross-tabulation as people read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ckmreport.analysis.values import Count, Share, Source, Withheld
from ckmreport.questionnaire import Condition, Option, Question
from ckmreport.waves.responses import Responses

Cell = Share | Withheld
#: Of a group's code and a condition: the reason not to give that share, or None.
Withhold = Callable[[str, Condition], Withheld | None]


@dataclass(frozen=True)
class Group:
    """One group: its size and, per condition, the share of its members who meet it."""

    option: Option
    base: Count
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grouped:
    """Groups of respondents by one question, compared on one or more conditions."""

    question: Question
    conditions: tuple[Condition, ...]
    groups: tuple[Group, ...]
    base: Count

    def highest(self, variable: str, *, above: Share, least: int = 5) -> list[Option]:
        """Give the groups whose share lies above `above`, highest first.

        Groups of fewer than `least` respondents are passed over; so are withheld shares.
        """
        ranked = self._ranked(variable, least)
        return [group.option for group, share in ranked if share > above]

    def around(
        self, variable: str, middle: Share, *, least: int = 5
    ) -> tuple[list[Option], list[Option]]:
        """Give the groups whose share lies above `middle` and those below it, extremes first."""
        ranked = self._ranked(variable, least)
        below = [group.option for group, share in reversed(ranked) if share < middle]
        return self.highest(variable, above=middle, least=least), below

    def cell(self, code: str, variable: str) -> Cell:
        """Give one share.

        Raises:
            KeyError: if there is no such group or condition.
        """
        for group in self.groups:
            if group.option.code == code:
                return group.cells[self._index(variable)]
        raise KeyError(f"there is no group '{code}'")

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


def group_by(
    question: Question,
    conditions: Sequence[Condition],
    responses: Responses,
    wave: str,
    *,
    leave_out: Sequence[str] = (),
    withhold: Withhold = lambda _group, _condition: None,
) -> Grouped:
    """Compare groups of respondents.

    Args:
        question: its options make the groups.
        conditions: what is compared; the base of a share is who answered that question.
        responses: the answers.
        wave: name of the wave, for the source of each share.
        leave_out: options that make no group; their respondents are in no base.
        withhold: tells what stands in place of a group's share, or None to give the share.
    """
    groups = []
    for option in question.options:
        if option.code in leave_out:
            continue
        members = responses.chose(question, option.code)
        cells: list[Cell] = []
        for condition in conditions:
            asked = responses.questionnaire[condition.variable]
            base = members & responses.answered(asked)
            hits = base & responses.holds(condition)
            asked_of = f"{asked.asked_of}, {question.short}: {option.label}"
            source = Source(wave, asked.name, str(condition), asked_of)
            share = Share(int(hits.sum()), int(base.sum()), source)
            cells.append(withhold(option.code, condition) or share)
        size = Source(wave, question.name, option.label, question.asked_of)
        groups.append(Group(option, Count(int(members.sum()), size), tuple(cells)))
    total = Source(wave, question.name, "base", question.asked_of)
    base_count = Count(sum(group.base.value for group in groups), total)
    return Grouped(question, tuple(conditions), tuple(groups), base_count)
