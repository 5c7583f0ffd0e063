"""How often each answer to a question was given, by those who answered it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ckmreport.analysis.disclosure_control.margins import (
    NOT_SHOWN,
    Margin,
    fewer_than,
    obeyed_exclusives,
)
from ckmreport.analysis.origin import LeftOut, Origin
from ckmreport.analysis.values import Count, Hidden, Share, leading, place, with_ties
from ckmreport.foundation.errors import CannotTell
from ckmreport.survey.questionnaire import Indicator, Option, Question
from ckmreport.survey.waves.responses import Mask, Responses

#: In place of every number about a question or option that was dropped before the wave.
UNASKED = Hidden("niet gevraagd")
#: In place of a number that the publication of a reconstructed wave does not fix.
UNPUBLISHED = Hidden("niet gepubliceerd")


@dataclass(frozen=True)
class Distribution:
    """The answers to one question within its base: who answered it.

    `d["ja"]` is the share of one answer, `d.any_of("ja", "soms")` of at least one of several.
    `margin` says which of them may be shown; a `Hidden` stands in place of the others. Of a
    `reconstructed` wave, whose rows fit the totals that were printed, only what these totals fix
    is given: not how many ticked one of several answers that go together.
    """

    question: Question
    wave: str
    responses: Responses = field(repr=False)
    within: Mask = field(repr=False)
    left_out: tuple[str, ...] = ()
    margin: Margin | None = field(default=None, repr=False)
    reconstructed: bool = False
    #: Answers that are left out, while who gave them stays in the base.
    kept: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        question: Question,
        wave: str,
        responses: Responses,
        margin: Margin | None = None,
        *,
        reconstructed: bool = False,
    ) -> Distribution:
        """Count the answers to a question; the base is who answered, never who was asked."""
        answered = responses.answered(question)
        return cls(question, wave, responses, answered, margin=margin, reconstructed=reconstructed)

    @property
    def base(self) -> Count | Hidden:
        """How many respondents answered."""
        origin = self._origin().of_base()
        hidden = UNASKED if self._is_unasked else None
        if hidden is None and self._joins_ticks(()):
            hidden = UNPUBLISHED
        if hidden is None and self.margin is not None:
            hidden = self.margin.hides_base(self.left_out)
        if hidden is None and self._is_cut:
            hidden = NOT_SHOWN
        if hidden is not None:
            return replace(hidden, origin=origin)
        return Count(int(self.within.sum()), origin)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of the question, without those left out."""
        return tuple(o for o in self.question.options if o.code not in self.left_out + self.kept)

    def __getitem__(self, code: str) -> Share | Hidden:
        return self.any_of(code)

    def __iter__(self) -> Iterator[tuple[Option, Share | Hidden]]:
        return ((option, self[option.code]) for option in self.options)

    def any_of(self, *codes: str) -> Share | Hidden:
        """Give the share of respondents who gave at least one of these answers."""
        hits = self._gave(codes) & self.within
        return self._share(hits, codes)

    def other_than(self, *codes: str) -> Share | Hidden:
        """Give the share of respondents who answered, but gave none of these answers."""
        hits = self.within & ~self._gave(codes)
        return self._share(hits, codes, negated=True)

    def of_indicator(self, indicator: Indicator) -> Share | Hidden:
        """Give the share that an indicator follows over the waves."""
        answers = self.without(*indicator.left_out)
        counted = answers.other_than if indicator.negated else answers.any_of
        return counted(*indicator.options)

    def without(self, *codes: str) -> Distribution:
        """Leave respondents who gave these answers out of the base, for instance "wn".

        Of "wn" that is so rare that it is hidden, the answer is left out but not who gave it.
        """
        given = (*self.left_out, *codes)
        out = self.margin.left_out(given) if self.margin else given
        kept = (*self.kept, *(code for code in given if code not in out))
        return replace(self, within=self.within & ~self._gave(out), left_out=out, kept=kept)

    def ranked(self, *, last: tuple[str, ...] = ()) -> list[tuple[Option, Share | Hidden]]:
        """Give options and shares from most to least given; options in `last` close the list.

        Answers given equally often keep the order of the questionnaire. So do those that are
        hidden, which come after the others that were given: their order would tell of them.
        """
        return sorted(self, key=lambda pair: (pair[0].code in last, *place(pair[1])))

    def first(self, *, last: tuple[str, ...] = ()) -> Option:
        """Give the answer that was given most, of those outside `last`.

        Raises:
            CannotTell: where a hidden answer may have been given more often, or nobody gave one.
        """
        leading = self.leading(last=last)
        if not leading:
            raise CannotTell(f"the first answer to '{self.question.name}' may not be told")
        return leading[0][0]

    def leading(self, *, last: tuple[str, ...] = ()) -> list[tuple[Option, Share]]:
        """Give the answers outside `last` from the most given on, as far as that may be told.

        They end where a hidden answer may have been given more often, or with those that were
        given at all.
        """
        add_up = self.question.kind != "multi"
        found = leading(self.ranked(last=last), self.base, add_up=add_up)
        return [(option, share) for option, share in found if option.code not in last]

    def top(self, most: int = 3, *, last: tuple[str, ...] = ()) -> list[tuple[Option, Share]]:
        """Give the answers outside `last` that were given most, with those equal to the last.

        None where that may not be told.
        """
        return with_ties(self.leading(last=last), most)

    def _share(
        self, hits: Mask, codes: tuple[str, ...], *, negated: bool = False
    ) -> Share | Hidden:
        offered = tuple(code for code in codes if code in self.question.codes)
        origin = self._origin(offered or codes, negated=negated)
        if self._is_unasked or (codes and not offered):
            return replace(UNASKED, of=self.base, origin=origin)
        if self._joins_ticks(offered):
            return replace(UNPUBLISHED, of=self.base, origin=origin)
        count = int(hits.sum())
        if self.margin is not None:
            hidden = self.margin.hides(offered, self.left_out, negated=negated)
            if self._is_cut:
                hidden = NOT_SHOWN
            if hidden is None and 0 < count < self.margin.minimum:
                hidden = fewer_than(self.margin.minimum)
            if hidden is not None:
                return replace(hidden, of=self.base, origin=origin)
        return Share(count, int(self.within.sum()), origin)

    def _joins_ticks(self, codes: tuple[str, ...]) -> bool:
        """Tell whether a number depends on who ticked two answers at once, which nobody printed."""
        if not self.reconstructed or self.question.kind != "multi":
            return False
        return len({*codes, *self.left_out} - obeyed_exclusives(self.question, self.responses)) > 1

    def _origin(self, codes: tuple[str, ...] = (), *, negated: bool = False) -> Origin:
        return Origin(
            self.wave,
            "share",
            "answers",
            (self.question,),
            codes,
            negated,
            tuple(LeftOut(code, self._told(code)) for code in self.left_out),
            asked=self._asked,
            answered=self._answered,
            responses=self.responses,
        )

    @cached_property
    def _answered(self) -> int | None:
        """How many answered the question; None where that may not be told."""
        if self.margin is not None and self.margin.hides_base() is not None:
            return None
        return int(self.responses.answered(self.question).sum())

    @cached_property
    def _asked(self) -> int | None:
        """How many were asked the question; None where that, or who did not answer, is a few."""
        if self._answered is None:
            return None
        asked = int(self.responses.asked(self.question).sum())
        silent, minimum = asked - self._answered, self.margin.minimum if self.margin else 0
        return None if 0 < silent < minimum or 0 < asked < minimum else asked

    def _told(self, code: str) -> int | None:
        """Give how many gave an answer, or None where that may not be told."""
        if self.margin is not None and self.margin.hides({code}) is not None:
            return None
        return int(self.responses.chose(self.question, code).sum())

    @property
    def _is_unasked(self) -> bool:
        return not (self.question.asked_in(self.wave) or self.within.any())

    @property
    def _is_cut(self) -> bool:
        """Whether the base was narrowed to some respondents: `margin` knows nothing of these."""
        if self.margin is None or not self.margin.minimum:
            return False
        whole = self.responses.answered(self.question) & ~self._gave(self.left_out)
        return not np.array_equal(self.within, whole)

    def _gave(self, codes: tuple[str, ...]) -> Mask:
        given = np.zeros_like(self.within)
        for code in codes:
            given |= self.responses.chose(self.question, code)
        return given
