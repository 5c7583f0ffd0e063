"""How the values of the analysis read in a sentence."""

from __future__ import annotations

from fractions import Fraction

from ckmreport.analysis import Association, Count, Hidden, Origin, RegisteredTest, Share, Withheld
from ckmreport.analysis.comparison import Comparison, Verdict
from ckmreport.presentation.text.dutch_numbers import decimal, integer, percentage, probability
from ckmreport.presentation.text.fractions_in_words import NOBODY, not_given
from ckmreport.presentation.text.words import Number, Words, filled, words
from ckmreport.survey.waves import ContextFigure

VERDICTS: dict[Verdict, str] = {
    "higher": "hoger",
    "lower": "lager",
    "no clear difference": "geen duidelijk verschil",
    "cannot be told": "niet te zeggen",
}


def share_as(text: str, share: Share, bare: str | None = None) -> Number:
    """Say a share in these words."""
    return Number(text, share.origin, share.count, share.base, bare=bare)


def hidden_as(text: str, hidden: Hidden) -> Words:
    """Say in these words that a number is not shown."""
    if hidden.origin is None:
        return Words((text,))
    return Words((Number(text, hidden.origin, suppressed=hidden.reason, bare=hidden.reason),))


def in_brief(number: Share | Count | Hidden) -> Words:
    """Say a number as it stands on its own or in brackets.

    One that is hidden is told by its reason; of nobody there is a dash.
    """
    if isinstance(number, Hidden):
        return hidden_as(number.reason, number)
    if isinstance(number, Count):
        return words(number)
    return Words((share_as(percentage(number.count, number.base), number),))


def in_both_ways(share: Share | Hidden) -> Words:
    """Say percentage and number, as in "23% (12)"; of what is hidden, its reason once."""
    if isinstance(share, Hidden):
        return in_brief(share)
    return filled("{} ({})", in_brief(share), share.n)


@words.register
def _(value: Share) -> Words:
    """Say a share as a percentage; there is none of nobody."""
    text = percentage(value.count, value.base)
    return Words((share_as(text if value.base else NOBODY, value, bare=text),))


@words.register
def _(value: Count) -> Words:
    return Words((Number(integer(value.value), value.origin, value.value),))


@words.register
def _(value: Withheld) -> Words:
    return Words((value.reason,))


@words.register
def _(value: Hidden) -> Words:
    """Say a hidden share as the subject of a sentence; a count keeps the words of a caption."""
    if value.of is None:
        return hidden_as(value.reason, value)
    few = f"een groep van {value.reason}"
    return hidden_as(few if value.few else not_given(value, "deel"), value)


@words.register
def _(value: Comparison) -> Words:
    """Say what was compared and what came of it: "54% tegenover 71%: geen duidelijk verschil"."""
    return filled("{} tegenover {}: {}", value.first, value.second, VERDICTS[value.verdict])


@words.register
def _(value: Association) -> Words:
    """Report a test: χ²(5, *n* = 85) = 16,03; *p* = 0,007; Cramérs *V* = 0,43."""
    return _test(value)


@words.register
def _(value: RegisteredTest) -> Words:
    """Report a test with its corrected p value, or why there is none."""
    if not isinstance(value.result, Association):
        return Words((value.result.reason,))
    return _test(value.result, value.corrected)


@words.register
def _(value: ContextFigure) -> Words:
    text = integer(value.value) if isinstance(value.value, int) else value.value
    said = f"{value.what} ({value.year})"
    origin = Origin("", "figure of others", name=value.key, said=said, source=value.source)
    return Words((Number(text, origin),))


@words.register
def _(value: Fraction) -> Words:
    return words(decimal(value, 2))


def _test(test: Association, corrected: float | None = None) -> Words:
    def part(name: str, text: str, said: str) -> Number:
        origin = Origin(test.wave, "test", questions=(test.row, test.column), name=name, said=said)
        return Number(text, origin)

    p = part("p", probability(test.p), "p-waarde")
    remarks = Words(("permutatietoets",)) if test.resampled is not None else Words()
    if corrected is not None:
        holm = part("p_holm", probability(corrected, sign=False), "p-waarde na correctie (Holm)")
        remarks = remarks + (", " if remarks.parts else "") + filled("na correctie {}", holm)
    return filled(
        "χ²({}, *n* = {}) = {}; *p* {}{}; Cramérs *V* = {}",
        part("df", str(test.df), "vrijheidsgraden"),
        part("n", integer(test.n), "respondenten in de toets"),
        part(
            "statistic", decimal(test.statistic, test.decimals), "toetsingsgrootheid chi-kwadraat"
        ),
        p,
        filled(" ({})", remarks) if remarks.parts else "",
        part("v", decimal(test.cramers_v, 2), "Cramérs V"),
    )
