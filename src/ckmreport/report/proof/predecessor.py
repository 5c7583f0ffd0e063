"""A share of the report, counted again from the rows of the wave before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from ckmreport.analysis import Hidden, Share, Survey
from ckmreport.analysis.comparability import asks, same_form
from ckmreport.analysis.distribution import Distribution
from ckmreport.presentation.text.shares import both_text
from ckmreport.report.proof.ledger import Number
from ckmreport.survey.questionnaire import Question

_NOT = "niet "
_OR = " of "
_MOST_LEFT_OUT = 2


@dataclass(frozen=True)
class WaveBefore:
    """The wave of a report and the one before it."""

    now: Survey
    before: Survey

    def __call__(self, number: Number) -> Mapping[str, str]:
        """Give what a share was, by the name of the wave before.

        Only for a share whose rule can be told from the ledger: which answers to one question
        were counted, and which were left out of the base. It has to give the number of the report
        in the report's own wave. Empty for all others.
        """
        questionnaire = self.now.wave.questionnaire
        if number.base is None or number.question is None or number.question not in questionnaire:
            return {}
        name = self.before.wave.name
        question = questionnaire[number.question]
        if not asks(self.before.wave, question.name):
            return {name: "niet gevraagd"}
        if not same_form(question.name, self.before.wave, self.now.wave):
            return {name: "niet vergelijkbaar: de vraag is gewijzigd"}
        found = {both_text(share) for share in self._shares(number, question)}
        return {name: found.pop()} if len(found) == 1 else {}

    def _shares(self, number: Number, question: Question) -> list[Share | Hidden]:
        """Give the share in the wave before, for every rule that gives the number of this wave.

        Of these rules those are taken that leave out the fewest answers.
        """
        counted = number.counted or ""
        negated = counted.startswith(_NOT)
        codes = _codes(counted.removeprefix(_NOT), question)
        now, before = self.now[question.name], self.before[question.name]
        found: list[Share | Hidden] = []
        rest = [code for code in question.codes if codes and (negated or code not in codes)]
        for size in range(_MOST_LEFT_OUT + 1):
            for left_out in combinations(rest, size):
                share = _share(now, codes, left_out, negated=negated)
                if isinstance(share, Share) and _is(share, number):
                    found.append(_share(before, codes, left_out, negated=negated))
            if found:
                break
        return found


def _is(share: Share, number: Number) -> bool:
    return (share.count, share.base) == (number.count, number.base)


def _share(
    answers: Distribution, codes: tuple[str, ...], left_out: tuple[str, ...], *, negated: bool
) -> Share | Hidden:
    within = answers.without(*left_out) if left_out else answers
    return within.other_than(*codes) if negated else within.any_of(*codes)


def _codes(counted: str, question: Question) -> tuple[str, ...]:
    """Give the options whose labels, joined by "of", make this text; a label may hold one too."""
    for option in question.options:
        if counted == option.label:
            return (option.code,)
    for option in question.options:
        rest = counted.removeprefix(option.label + _OR)
        if rest != counted and (codes := _codes(rest, question)):
            return (option.code, *codes)
    return ()
