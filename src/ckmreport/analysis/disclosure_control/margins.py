"""Which answers to a question may be printed, alone and taken together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from ckmreport.analysis.disclosure_control.suppression import (
    Cells,
    Cost,
    Key,
    Suppression,
    Total,
    suppress,
)
from ckmreport.analysis.values import Hidden
from ckmreport.survey.questionnaire import (
    AGREE,
    DISAGREE,
    DONT_KNOW,
    NEUTRAL,
    Question,
    Questionnaire,
)
from ckmreport.survey.waves.responses import Responses

#: In place of a number that would give a small one away.
NOT_SHOWN = Hidden("niet getoond")
#: In a question with multiple response: who gave none of the options that rule out all others.
SOME = "*"


def fewer_than(minimum: int) -> Hidden:
    """Give what stands in place of a small number."""
    return Hidden(f"minder dan {minimum}", few=True)


@dataclass(frozen=True)
class Margin:
    """What of the answers to one question may be printed.

    Attributes:
        question: the question.
        responses: the answers, to see whether answers given together overlap in a few respondents.
        minimum: the smallest number that may be shown; 0 shows everything.
        small: answers that are hidden because few gave them.
        hidden: those, and answers that would give them away. In a question with a single answer
            the reader knows how many gave a hidden answer, but not which.
        withheld: what stands in place of the base where nothing of the question may be shown.
        exclusive: the options that rule out all others, as far as the answers obey.
        sums: sums of answers, some of them hidden, that the report gives nevertheless.
    """

    question: Question
    responses: Responses
    minimum: int = 0
    small: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    withheld: Hidden | None = None
    exclusive: frozenset[str] = frozenset()
    sums: tuple[frozenset[str], ...] = ()

    def left_out(self, codes: Collection[str]) -> tuple[str, ...]:
        """Give which of some answers can be left out of a base.

        Where it is hidden how many do not know, a base without them would tell: then they stay in
        the base, and the shares of the other answers can be shown.
        """
        rest = tuple(code for code in codes if code != DONT_KNOW)
        if self.hides_base(codes) is None or DONT_KNOW not in {*codes} & self.hidden:
            return tuple(codes)
        return rest if self.hides_base(rest) is None else tuple(codes)

    def hides_base(self, left_out: Collection[str] = ()) -> Hidden | None:
        """Give what stands in place of the base without these answers, or None to show it."""
        if self.withheld is not None or not left_out or not self.minimum:
            return self.withheld
        if self.question.kind != "multi":
            return None if told(frozenset(left_out), self.hidden, self.sums) else NOT_SHOWN
        outside = set(left_out) - self.exclusive
        return NOT_SHOWN if outside or not self._tells_parts(set(left_out)) else None

    def hides(
        self, codes: Collection[str], left_out: Collection[str] = (), *, negated: bool = False
    ) -> Hidden | None:
        """Give what stands in place of a share, or None to show it.

        Args:
            codes: the share is of who gave at least one of these answers.
            left_out: answers that are left out of the base.
            negated: whether the share is of who gave none of the answers instead.
        """
        if not self.minimum:
            return None
        if self.hides_base(left_out) is not None:
            return NOT_SHOWN
        counted = frozenset(codes) - frozenset(left_out)
        if len(counted) == 1 and counted <= self.hidden:
            few = counted <= self.small and not negated
            return fewer_than(self.minimum) if few else NOT_SHOWN
        if self.question.kind != "multi":
            return None if told(counted, self.hidden, self.sums) else NOT_SHOWN
        return None if self._tells(counted) else NOT_SHOWN

    def _tells(self, codes: frozenset[str]) -> bool:
        """Tell whether a union of answers of a question with multiple response may be shown."""
        others = frozenset(self.question.codes) - self.exclusive
        if len(codes) == 1:
            return not codes & self.hidden
        if codes <= self.exclusive:
            return self._tells_parts(set(codes))
        if others <= codes:
            return self._tells_parts({SOME, *(codes & self.exclusive)})
        if codes & (self.hidden | self.exclusive) or not self._tells_unions:
            return False
        given = {code: self.responses.chose(self.question, code) for code in codes}
        union = int(np.logical_or.reduce(list(given.values())).sum())
        alone = [int(mask.sum()) for mask in given.values()]
        derived = [union - count for count in alone] + [sum(alone) - union]
        return not any(0 < count < self.minimum for count in derived)

    @cached_property
    def _tells_unions(self) -> bool:
        """Tell whether unions of shown answers say nothing of the hidden ones.

        All unions together tell how many gave hidden answers and no other. Where that is no more
        than there are hidden answers, each given at least once, the reader knew it before.
        """
        if not self.hidden:
            return True
        if self.hidden & {SOME, *self.exclusive}:
            return False
        shown = {*self.question.codes} - self.hidden
        given = [self.responses.chose(self.question, code) for code in sorted(shown)]
        others = self.responses.answered(self.question) & ~np.logical_or.reduce(given)
        return int(others.sum()) <= len(self.hidden)

    def _tells_parts(self, parts: set[str]) -> bool:
        hidden = self.hidden & {SOME, *self.exclusive}
        return told(frozenset(parts), hidden)


def told(
    part: frozenset[str], hidden: frozenset[str], sums: Collection[frozenset[str]] = ()
) -> bool:
    """Tell whether the sum of a part of the answers follows from what is known anyway.

    The hidden answers of a question are known together, and those in one of the `sums` are. A
    part may hold all of such a set or none of it, or whatever else adds up from these sets.
    """
    if not part & hidden or hidden <= part:
        return True
    if not sums:
        return False
    known = [hidden, *(one & hidden for one in sums)]
    cells = sorted(hidden)
    rows = [[int(cell in one) for cell in cells] for one in [*known, part & hidden]]
    return bool(np.linalg.matrix_rank(rows) == np.linalg.matrix_rank(rows[:-1]))


def control(questions: Sequence[Question], responses: Responses, minimum: int) -> dict[str, Margin]:
    """Decide what may be shown of one question, or of some that were coded from each other.

    A coded variable, such as the domain of a function, bounds the answers that it was coded from;
    so these are protected together.
    """
    exclusive = {question.name: obeyed_exclusives(question, responses) for question in questions}
    counts: dict[Key, int] = {}
    totals: list[Total] = []
    unprinted: set[Key] = set()
    silent: dict[Key, frozenset[str]] = {}
    for question in questions:
        own = _counts(question, responses, exclusive[question.name])
        counts |= own
        if question.kind == "multi":
            ties = dict(_multiple_response(question, own, exclusive[question.name]))
            counts |= {key: _missing(total, own) for key, total in ties.items()}
            unprinted |= set(ties)
            totals += [Total({**total.parts, key: 1}, total.value) for key, total in ties.items()]
        base = int(responses.answered(question).sum())
        totals.append(Total(dict.fromkeys(_partition(question, exclusive[question.name]), 1), base))
        for codes in needed_sums(question, responses.questionnaire):
            whole = sum(own[question.name, code] for code in codes)
            if whole >= minimum and question.kind != "multi":
                key = (question.name, " + ".join(sorted(codes)))
                counts[key], silent[key] = whole, codes
                parts = dict.fromkeys(((question.name, code) for code in codes), 1)
                totals.append(Total({**parts, key: -1}, 0))
    for question in questions:
        if question.coded_from is not None and len(questions) > 1:
            for key, total in _coding(question, counts):
                counts[key] = _missing(total, counts)
                totals.append(Total({**total.parts, key: 1}, total.value))
                unprinted.add(key)
    cells = Cells(
        counts, tuple(totals), frozenset(unprinted), frozenset(unprinted), frozenset(silent)
    )
    cost = _cost(questions, counts, responses.questionnaire, minimum)
    choices = [suppress(cells, minimum, cost)]
    if _lost(choices[0], questions, silent, responses.questionnaire):
        choices.append(suppress(cells, minimum, cost, quiet=True))
    found = min(choices, key=lambda one: _lost(one, questions, silent, responses.questionnaire))
    margins = {}
    for question in questions:
        if found is None:
            margins[question.name] = Margin(question, responses, minimum, withheld=NOT_SHOWN)
            continue
        margins[question.name] = Margin(
            question,
            responses,
            minimum,
            small=_own(found.small, question),
            hidden=_own(found.hidden, question),
            exclusive=exclusive[question.name],
            sums=_shown_sums(found, question, silent),
        )
    return margins


def _shown_sums(
    found: Suppression, question: Question, sums: Mapping[Key, frozenset[str]]
) -> tuple[frozenset[str], ...]:
    return tuple(
        codes for key, codes in sums.items() if key[0] == question.name and key not in found.hidden
    )


def _lost(
    found: Suppression | None,
    questions: Sequence[Question],
    sums: Mapping[Key, frozenset[str]],
    questionnaire: Questionnaire,
) -> float:
    """Count the sums that text and key figures speak of and that would be hidden."""
    if found is None:
        return inf
    return sum(
        not told(one, _own(found.hidden, question), _shown_sums(found, question, sums))
        for question in questions
        if question.kind != "multi"
        for one in needed_sums(question, questionnaire)
    )


def kept_together(question: Question, questionnaire: Questionnaire) -> tuple[frozenset[str], ...]:
    """Give the sets of answers whose sum the report needs, so that it hides them last."""
    sets = list(needed_sums(question, questionnaire, least=1))
    # Shown where nothing else of these is lost by it.
    sets += [frozenset({DONT_KNOW}), frozenset(NEUTRAL)]
    return tuple(dict.fromkeys(one for one in sets if one <= {*question.codes}))


def needed_sums(
    question: Question, questionnaire: Questionnaire, *, least: int = 2
) -> tuple[frozenset[str], ...]:
    """Give the sets of answers that text and key figures speak of, of so many answers at least."""
    sets = [frozenset(AGREE), frozenset(DISAGREE)] if question.kind == "likert" else []
    for other in questionnaire:
        if other.asked_if is not None and other.asked_if.variable == question.name:
            sets.append(frozenset({other.asked_if.option}))
    for indicator in questionnaire.indicators:
        if indicator.question == question.name:
            sets.append(frozenset(indicator.options))
    sets += questionnaire.sums.get(question.name, ())
    return tuple(dict.fromkeys(one for one in sets if least <= len(one & {*question.codes})))


def _counts(question: Question, responses: Responses, exclusive: frozenset[str]) -> dict[Key, int]:
    counts: dict[Key, int] = {
        (question.name, code): int(responses.chose(question, code).sum()) for code in question.codes
    }
    if question.kind == "multi":
        base = int(responses.answered(question).sum())
        alone = sum(count for (_, code), count in counts.items() if code in exclusive)
        counts[question.name, SOME] = base - alone
    return counts


def _partition(question: Question, exclusive: frozenset[str]) -> list[Key]:
    codes = [*sorted(exclusive), SOME] if question.kind == "multi" else question.codes
    return [(question.name, code) for code in codes]


def _multiple_response(
    question: Question, counts: Mapping[Key, int], exclusive: frozenset[str]
) -> Iterator[tuple[Key, Total]]:
    """Give what binds answers that go together: none exceeds who gave any, all of them reach it."""
    some = (question.name, SOME)
    others = [(question.name, code) for code in question.codes if code not in exclusive]
    for key in others:
        yield (question.name, f"not {key[1]}"), Total({key: 1, some: -1}, 0)
    if sum(counts[key] for key in others) >= counts[some]:  # else somebody ticked nothing at all
        yield (question.name, "more"), Total({some: 1, **dict.fromkeys(others, -1)}, 0)


def _coding(question: Question, counts: Mapping[Key, int]) -> Iterator[tuple[Key, Total]]:
    """Give what binds a coded variable: a domain has at least those whose function codes for it."""
    for code in question.codes:
        whole = (question.name, code)
        source = question.coded_from or ""
        parts = [(source, option) for option, to in question.coding.items() if to == code]
        if sum(counts[key] for key in parts) <= counts[whole]:  # else coded against the rule
            yield (
                (question.name, f"by hand {code}"),
                Total({whole: -1, **dict.fromkeys(parts, 1)}, 0),
            )


def _missing(total: Total, counts: Mapping[Key, int]) -> int:
    """Give what a total lacks: the number of the cell that makes an inequality an equation."""
    return total.value - sum(counts[key] * times for key, times in total.parts.items())


def obeyed_exclusives(question: Question, responses: Responses) -> frozenset[str]:
    """Give the exclusive options, or none of them if somebody ticked one beside another option."""
    if question.kind != "multi" or not question.exclusive:
        return frozenset()
    given = {code: responses.chose(question, code) for code in question.codes}
    ticked = np.sum(list(given.values()), axis=0)
    alone = np.logical_or.reduce([given[code] for code in question.exclusive])
    return frozenset() if (alone & (ticked > 1)).any() else question.exclusive


def _cost(
    questions: Sequence[Question],
    counts: Mapping[Key, int],
    questionnaire: Questionnaire,
    minimum: int,
) -> Cost:
    by_name = {question.name: question for question in questions}
    needed = {name: needed_sums(one, questionnaire, least=1) for name, one in by_name.items()}
    for name, sets in needed.items():
        if counts.get((name, DONT_KNOW), 0) >= minimum:  # it stays in every base where hidden
            needed[name] = (*sets, frozenset({DONT_KNOW}))
    wanted = {name: kept_together(one, questionnaire) for name, one in by_name.items()}

    def cost(key: Key, hidden: Collection[Key]) -> tuple[int, ...]:
        name, code = key
        question = by_name[name]
        after = _own([*hidden, key], question)
        if question.kind == "multi":
            broken = sum(bool(one & after) for one in (*wanted[name], frozenset({SOME})))
            return int(question.coded_from is not None), broken, counts[key]
        shown = {key for key in counts if key not in hidden and key != (name, code)}
        # A sum of which one answer alone is hidden would tell that answer.
        sums = [
            one
            for one in needed[name]
            if (name, " + ".join(sorted(one))) in shown and len(one & after) > 1
        ]
        lost = [sum(not told(one, after, sums) for one in sets[name]) for sets in (needed, wanted)]
        return int(question.coded_from is not None), *lost, counts[key]

    return cost


def _own(keys: Collection[Key], question: Question) -> frozenset[str]:
    own = {(question.name, code) for code in (*question.codes, SOME)}
    return frozenset(code for name, code in own & {*keys})
