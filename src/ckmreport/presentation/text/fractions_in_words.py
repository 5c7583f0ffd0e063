"""Words for shares: fractions as people say them, lists, singular and plural."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ckmreport.analysis.distribution import UNASKED
from ckmreport.analysis.values import Count, Hidden, Share
from ckmreport.presentation.text.dutch_numbers import number_word
from ckmreport.presentation.text.words import Number, Words

#: In place of a share of nobody, as of a question that nobody answered.
NOBODY = "niemand (n=0)"
#: Below this base a fraction in words suggests more than the numbers bear.
SMALL_BASE = 20


@dataclass(frozen=True)
class _Simple:
    """A simple fraction as people say it, with the number of the verb that follows."""

    value: Fraction
    name: str
    plural: bool = False
    common: bool = False


_SIMPLE = (
    _Simple(Fraction(1, 20), "een op de twintig {noun}"),
    _Simple(Fraction(1, 15), "een op de vijftien {noun}"),
    _Simple(Fraction(1, 10), "een op de tien {noun}"),
    _Simple(Fraction(1, 6), "een op de zes {noun}"),
    _Simple(Fraction(1, 5), "een op de vijf {noun}"),
    _Simple(Fraction(1, 4), "een kwart van de {noun}", common=True),
    _Simple(Fraction(1, 3), "een derde van de {noun}", common=True),
    _Simple(Fraction(2, 5), "twee op de vijf {noun}", plural=True),
    _Simple(Fraction(1, 2), "de helft van de {noun}", common=True),
    _Simple(Fraction(3, 5), "drie op de vijf {noun}", plural=True),
    _Simple(Fraction(2, 3), "twee derde van de {noun}", common=True),
    _Simple(Fraction(3, 4), "driekwart van de {noun}", common=True),
    _Simple(Fraction(4, 5), "vier op de vijf {noun}", plural=True),
    _Simple(Fraction(9, 10), "negen op de tien {noun}", plural=True),
)
#: Within half a percentage point a fraction is called by its name, without "bijna" or "ruim".
_EXACT = Fraction(1, 200)
#: How much farther a common fraction may lie than an uncommon one and still be chosen.
_PREFERENCE = Fraction(1, 50)


def in_words(
    share: Share | Hidden,
    noun: str = "respondenten",
    verb: tuple[str, str] = ("", ""),
    *,
    one: str = "respondent",
) -> Words:
    """Say a share as the subject of a sentence, with the verb that fits it.

    Args:
        share: what to say.
        noun: plural noun with its article left out ("respondenten").
        verb: singular and plural of the verb that follows ("heeft", "hebben").
        one: the noun in the singular, for a base of one.

    Gives, for instance, "ruim de helft van de respondenten heeft", "vrijwel alle respondenten
    hebben", "drie van de vijf respondenten hebben", "geen van de respondenten heeft".
    """
    singular, plural = verb
    if isinstance(share, Hidden):
        if share.few:
            return _said(f"{share.reason} van de {noun}", share, plural)
        return _said(f"{not_given(share, 'deel')} van de {noun}", share, singular)
    if share.base == 0:
        return _said(NOBODY, share, singular)
    if share.base < SMALL_BASE:
        text, is_plural = _counted(share, noun, one)
        return _said(text, share, plural if is_plural else singular)
    if share.count == 0:
        text, form = f"geen van de {noun}", singular
    elif share.count == 1:
        text, form = f"een van de {noun}", singular
    elif share.count == share.base:
        text, form = f"alle {noun}", plural
    elif share > Fraction(19, 20):
        text, form = f"vrijwel alle {noun}", plural
    elif share < Fraction(1, 20):
        text, form = f"een klein deel van de {noun}", singular
    else:
        simple = _nearest(share.fraction)
        text = _approximation(share.fraction, simple.value) + simple.name.format(noun=noun)
        form = plural if simple.plural else singular
    return _said(text, share, form)


def not_given(hidden: Hidden, noun: str) -> str:
    """Give a noun, of neuter gender, in place of a number: "een niet getoond deel".

    One that nobody was asked for is "een onbekend deel (niet gevraagd)": it is the question that
    was not asked, not that part of the respondents.
    """
    if hidden == UNASKED:
        return f"een onbekend {noun} ({hidden.reason})"
    return f"een {hidden.reason} {noun}"


def listing(parts: Sequence[str], *, none: str = "") -> str:
    """Join a list the Dutch way: "a", "a en b", "a, b en c"; `none` stands for an empty list."""
    if not parts:
        return none
    *head, last = parts
    return f"{', '.join(head)} en {last}" if head else last


def plural(number: int | Count | Hidden, one: str, many: str) -> str:
    """Choose the noun that fits a number: 1 respondent, 2 respondenten, minder dan 5 respondenten.

    A number that is hidden for another reason is neither: it takes the plural too.
    """
    if isinstance(number, Hidden):
        return many
    return one if int(number) == 1 else many


def _said(text: str, share: Share | Hidden, verb: str) -> Words:
    after = f" {verb}" if verb else ""
    if isinstance(share, Share):
        return Words((Number(text, share.origin, share.count, share.base), after))
    if share.origin is None:
        return Words((text + after,))
    return Words((Number(text, share.origin, suppressed=share.reason), after))


def _counted(share: Share, noun: str, one: str) -> tuple[str, bool]:
    """Say a share of few by its numbers, and tell whether its verb is a plural."""
    if share.base == share.count == 1:
        return f"de enige {one}", False
    if share.base == 1:
        return f"geen van de {noun}", False
    if share.base == share.count == 2:
        return f"beide {noun}", True
    if share.count == share.base:
        return f"alle {number_word(share.base)} {noun}", True
    few = "geen" if share.count == 0 else number_word(share.count)
    whole = "beide" if share.base == 2 else f"de {number_word(share.base)}"
    return f"{few} van {whole} {noun}", share.count > 1


def _nearest(exact: Fraction) -> _Simple:
    def distance(simple: _Simple) -> Fraction:
        return abs(simple.value - exact) + (0 if simple.common else _PREFERENCE)

    return min(_SIMPLE, key=distance)


def _approximation(exact: Fraction, simple: Fraction) -> str:
    if abs(simple - exact) <= _EXACT:
        return ""
    return "bijna " if exact < simple else "ruim "
