"""Parts of sentences that name several groups or answers at once."""

from __future__ import annotations

from collections.abc import Iterable

from ckmreport.analysis import Count, Distribution, Grouped, Hidden, Named, Share
from ckmreport.foundation.errors import CannotTell
from ckmreport.presentation.text import dutch_numbers
from ckmreport.presentation.text.fractions_in_words import NOBODY, listing, not_given, plural
from ckmreport.presentation.text.value_words import hidden_as, share_as
from ckmreport.presentation.text.words import (
    Number,
    Words,
    about_this_report,
    enumerated,
    filled,
    words,
)
from ckmreport.survey.questionnaire import Option
from ckmreport.survey.waves import Direction

_NOBODY = "geen enkele groep"
_NOBODY_SHOWN = "geen enkele groep waarvan het aandeel wordt getoond"
_NOT_GIVEN = "geen van de mogelijke antwoorden"
_HIDDEN = "groepen of antwoorden die niet worden getoond"


def amount(count: Count | Hidden) -> Words:
    """Say a number before its noun: "12", "minder dan 5", "een niet getoond aantal"."""
    if isinstance(count, Hidden):
        return hidden_as(count.reason if count.few else not_given(count, "aantal"), count)
    return words(count)


def number_word(value: int) -> Words:
    """Say a number about the report itself; up to twenty as a word."""
    said = dutch_numbers.number_word(value)
    return Words((Number(said, about_this_report(said), count=value),))


def percentage(count: int, base: int) -> Share:
    """Give a share that no answer was counted for, such as one of the interviewees."""
    return Share(count, base, about_this_report("aandeel"))


def with_numbers(share: Share | Hidden, noun: str = "") -> Words:
    """Give a share by its numbers: "52 van de 98 respondenten (53%)", "minder dan 5 van de 98".

    `noun` is the plural noun of the base; a base that is hidden too is not mentioned. Of nobody
    it says so.
    """
    if isinstance(share, Share) and not share.base:
        return Words((share_as(NOBODY, share),))
    base, after = share.of, f" {noun}" if noun else ""
    whole = filled(" van de {}", base) if isinstance(base, Count) else ""
    said = amount(share.n) + whole + after
    return said if isinstance(share, Hidden) else said + filled(" ({})", share)


def with_shares(pairs: Iterable[tuple[Option, Share | Hidden]]) -> Words:
    """List options with their share: "de gemeente (25%) en de jeugdzorg (19%)".

    Such a list says what was given most. Options whose share is hidden are passed over, and so are
    those that nobody gave.
    """
    given = list(pairs)
    shown = [(option, share) for option, share in given if isinstance(share, Share)]
    parts = [_beside(option, share) for option, share in shown if share.count]
    none = _NOT_GIVEN if len(shown) == len(given) else _HIDDEN
    return enumerated(parts, none=none if given else _NOBODY)


def with_counts(pairs: Iterable[tuple[Option, Share]]) -> Words:
    """List options with their number: "de opvang (4) en de GGZ (3)"; few make no percentage."""
    return enumerated([filled("{} ({})", option.prose, share.n) for option, share in pairs])


def most_given(answers: Distribution, *, last: tuple[str, ...] = ()) -> str:
    """Say which answer was given most, apart from those in `last`: "wordt Oost het meest genoemd".

    Stands after what comes first in the sentence.
    """
    try:
        return f"wordt {answers.first(last=last).prose} het meest genoemd"
    except CannotTell:
        return "is niet te zeggen wat het meest wordt genoemd"


def by_form(sexual: Share | Hidden, criminal: Share | Hidden) -> Words:
    """Say a share for each form: "30% bij seksuele en 34% bij criminele uitbuiting".

    Of two that are printed alike the second is said with "ook": both forms at once is a third form.
    """
    first, second = _part(sexual), _part(criminal)
    also = "ook " if first.plain == second.plain else ""
    return filled("{} bij seksuele en {}{} bij criminele uitbuiting", first, also, second)


def _part(share: Share | Hidden) -> Words:
    """Say a share as a part; one of nobody is not known, where "niemand" would say it is none."""
    if isinstance(share, Share) and not share.base:
        return Words((share_as("een onbekend deel (n=0)", share),))
    return words(share)


def largest(answers: Distribution, noun: str, *, last: tuple[str, ...] = ()) -> Words:
    """Say which group is the largest, and which one follows, apart from those in `last`.

    Gives "Het grootste domein is het onderwijs (23%), gevolgd door de gemeente (22%)", without the
    second or without both where a hidden group may be larger. `noun` is of neuter gender.
    """
    leading = answers.leading(last=last)[:2]
    if not leading:
        return Words((f"Welk {noun} het grootste is, is niet te zeggen",))
    first, *second = (_beside(option, share) for option, share in leading)
    said = f"Het grootste {noun} is " + first
    return filled("{}, gevolgd door {}", said, *second) if second else said


def in_prose(options: Iterable[Option], *, verb: tuple[str, str] | None = None) -> str:
    """List options as they read in a sentence: "de opvang, de GGZ en de politie".

    With a verb, singular and plural, it comes first: "liggen de opvang en de GGZ".
    """
    incomplete = isinstance(options, Named) and options.incomplete
    none = _NOBODY_SHOWN if incomplete else _NOBODY
    names = [option.prose for option in options]
    listed = listing(names, none=none)
    return f"{plural(max(1, len(names)), *verb)} {listed}" if verb else listed


def more_often(
    grouped: Grouped, variable: str, middle: Share | Hidden, direction: Direction | None = None
) -> str:
    """Say which groups meet a condition more often than which.

    Continues "respondenten": "uit de jeugdzorg vaker dan respondenten uit de opvang".

    Where only a direction was published, it is taken over. Otherwise groups above and below the
    share `middle` are named; groups of fewer than six respondents are passed over. Where there are
    none on one side, those of the other are set against the average.
    """
    if direction is not None:
        question = grouped.question
        above = [question.option(code) for code in direction.more_often]
        below = [question.option(code) for code in direction.less_often]
    else:
        above, below = grouped.around(variable, middle, least=6)
    if above and below:
        return f"uit {in_prose(above)} vaker dan respondenten uit {in_prose(below)}"
    if above:
        return f"uit {in_prose(above)} vaker dan gemiddeld"
    if below:
        return f"uit {in_prose(below)} minder vaak dan gemiddeld"
    return f"uit {in_prose(above)} vaker of minder vaak dan gemiddeld"


def _beside(option: Option, share: Share) -> Words:
    return filled("{} ({})", option.prose, share)
