"""Who gave an answer: the mentions of an option, by group of respondents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ckmreport.analysis.disclosure_control.disclosure import Disclosure
from ckmreport.analysis.disclosure_control.margins import NOT_SHOWN
from ckmreport.analysis.origin import Origin, Within
from ckmreport.analysis.values import Count, Hidden, Share, leading, place, with_ties
from ckmreport.survey.questionnaire import Option, Question
from ckmreport.survey.waves.responses import Responses


@dataclass(frozen=True)
class Composition:
    """The mentions of one answer by group, as far as they are known, largest group first.

    The base is mentions, not respondents: who gives the answer to two questions counts twice.
    Hidden groups come after those that gave the answer, in the order of the questionnaire.
    """

    groups: tuple[tuple[Option, Share | Hidden], ...]
    base: Count | Hidden

    def top(self, most: int = 3) -> list[tuple[Option, Share]]:
        """Give the groups that gave the answer most often, and those equal to the last of them.

        None where that may not be told.
        """
        return with_ties(leading(self.groups, self.base, add_up=True), most)


def compose(
    questions: Sequence[Question],
    code: str,
    by: Question,
    responses: Responses,
    wave: str,
    *,
    disclosure: Disclosure,
    known: Callable[[str], bool] = lambda _: True,
) -> Composition:
    """Count who mentioned an answer, over one question or several with the same option.

    Args:
        questions: the questions whose mentions are taken together.
        code: the answer.
        by: its options make the groups.
        responses: the answers.
        wave: name of the wave, for the source of each share.
        disclosure: tells which numbers may be shown.
        known: tells of which groups the share may be given.
    """
    mentions = [responses.chose(question, code) for question in questions]
    origin = Origin(wave, "sum", "mentions", tuple(questions), (code,), responses=responses)
    whole: Count | Hidden = replace(NOT_SHOWN, origin=origin)
    if all(disclosure.margin(question).hides({code}) is None for question in questions):
        whole = Count(sum(int(mask.sum()) for mask in mentions), origin)
    pairs: list[tuple[Option, Share | Hidden]] = []
    for option in by.options:
        if not known(option.code):
            continue
        own = replace(origin, kind="share", group=Within(by, option.code))
        if isinstance(whole, Hidden):
            pairs.append((option, replace(NOT_SHOWN, origin=own)))
            continue
        strata = [disclosure.strata(by, question, {code}) for question in questions]
        hidden = [found for one in strata if (found := one.hides(option.code, {code})) is not None]
        if hidden:
            # Of several questions together, "fewer than" would tell of each of them.
            shown = hidden[0] if len(strata) == 1 else NOT_SHOWN
            pairs.append((option, replace(shown, origin=own)))
            continue
        members = responses.chose(by, option.code)
        count = sum(int((mask & members).sum()) for mask in mentions)
        pairs.append((option, Share(count, whole.value, own)))
    return Composition(tuple(sorted(pairs, key=lambda pair: place(pair[1]))), whole)
