"""How often each answer to a question was given, by those who answered it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from ckmreport.analysis.values import Count, Share, Source
from ckmreport.questionnaire import Option, Question
from ckmreport.waves.responses import Mask, Responses


@dataclass(frozen=True)
class Distribution:
    """The answers to one question within its base: who answered it.

    `d["ja"]` is the share of one answer, `d.any_of("ja", "soms")` of at least one of several.
    """

    question: Question
    wave: str
    responses: Responses
    within: Mask
    left_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: Question, wave: str, responses: Responses) -> Distribution:
        """Count the answers to a question; the base is who answered, never who was asked."""
        return cls(question, wave, responses, responses.answered(question))

    @property
    def base(self) -> Count:
        """How many respondents answered."""
        return Count(int(self.within.sum()), self._source("base"))

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of the question, without those left out."""
        return tuple(o for o in self.question.options if o.code not in self.left_out)

    def __getitem__(self, code: str) -> Share:
        return self.any_of(code)

    def __iter__(self) -> Iterator[tuple[Option, Share]]:
        return ((option, self[option.code]) for option in self.options)

    def any_of(self, *codes: str) -> Share:
        """Give the share of respondents who gave at least one of these answers."""
        hits = self._gave(codes) & self.within
        counted = " of ".join(self.question.option(code).label for code in codes)
        return Share(int(hits.sum()), int(self.base), self._source(counted))

    def other_than(self, *codes: str) -> Share:
        """Give the share of respondents who answered, but gave none of these answers."""
        hits = self.within & ~self._gave(codes)
        counted = "niet " + " of ".join(self.question.option(code).label for code in codes)
        return Share(int(hits.sum()), int(self.base), self._source(counted))

    def without(self, *codes: str) -> Distribution:
        """Leave respondents who gave these answers out of the base, for instance "wn"."""
        within = self.within & ~self._gave(codes)
        return replace(self, within=within, left_out=(*self.left_out, *codes))

    def ranked(self, *, last: tuple[str, ...] = ()) -> list[tuple[Option, Share]]:
        """Give options and shares from most to least given; options in `last` close the list.

        Answers given equally often keep the order of the questionnaire.
        """
        return sorted(self, key=lambda pair: (pair[0].code in last, -pair[1].count))

    def _gave(self, codes: tuple[str, ...]) -> Mask:
        given = pd.Series(False, index=self.within.index)
        for code in codes:
            given |= self.responses.chose(self.question, code)
        return given

    def _source(self, counted: str) -> Source:
        return Source(self.wave, self.question.name, counted, self.question.asked_of)
