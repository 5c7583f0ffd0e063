"""Who gave an answer: the mentions of an option, by group of respondents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ckmreport.analysis.values import Count, Share, Source
from ckmreport.questionnaire import Option, Question
from ckmreport.waves.responses import Responses


@dataclass(frozen=True)
class Composition:
    """The mentions of one answer by group, as far as they are known, largest group first.

    The base is mentions, not respondents: who gives the answer to two questions counts twice.
    """

    groups: tuple[tuple[Option, Share], ...]
    base: Count

    def top(self, most: int = 3) -> list[tuple[Option, Share]]:
        """Give the groups that gave the answer most often: so many, and those equal to the last."""
        given = [pair for pair in self.groups if pair[1].count]
        if len(given) <= most:
            return given
        return [pair for pair in given if pair[1].count >= given[most - 1][1].count]


def compose(
    questions: Sequence[Question],
    code: str,
    by: Question,
    responses: Responses,
    wave: str,
    *,
    known: Callable[[str], bool] = lambda _: True,
) -> Composition:
    """Count who mentioned an answer, over one question or several with the same option.

    Args:
        questions: the questions whose mentions are taken together.
        code: the answer.
        by: its options make the groups.
        responses: the answers.
        wave: name of the wave, for the source of each share.
        known: tells of which groups the share may be given.
    """
    mentions = [responses.chose(question, code) for question in questions]
    base = sum(int(mask.sum()) for mask in mentions)
    names = " + ".join(question.name for question in questions)
    label = questions[0].option(code).label
    pairs = []
    for option in by.options:
        if known(option.code):
            members = responses.chose(by, option.code)
            count = sum(int((mask & members).sum()) for mask in mentions)
            source = Source(wave, names, f"{label}; {option.label}", f"vermeldingen van: {label}")
            pairs.append((option, Share(count, base, source)))
    pairs.sort(key=lambda pair: -pair[1].count)
    counted = Source(wave, names, label, questions[0].asked_of)
    return Composition(tuple(pairs), Count(base, counted))
