"""Sentences about indicators over the waves, each true whatever the numbers are."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ckmreport.analysis import Interval, Origin, Withheld
from ckmreport.analysis.change import Change, Difference, Outcome
from ckmreport.analysis.comparability import Changed
from ckmreport.analysis.standardisation import TOO_FEW_COVERED, Estimate, LeftOut
from ckmreport.analysis.trend import Trend, Trends
from ckmreport.foundation.rounding import rounded
from ckmreport.presentation.tables.table_data import Cell
from ckmreport.presentation.text.dutch_numbers import decimal
from ckmreport.presentation.text.fractions_in_words import listing, plural
from ckmreport.presentation.text.words import Number, Words, enumerated, filled
from ckmreport.survey.questionnaire.question_changes import ASPECTS

#: What a comparison allows to say, in a word or two.
OUTCOMES: dict[Outcome, str] = {
    "increase": "toename",
    "decrease": "afname",
    "perhaps_increase": "misschien toename",
    "perhaps_decrease": "misschien afname",
    "not_shown": "geen aantoonbaar verschil",
    "not_comparable": "niet te vergelijken",
}

#: The same where there is little room.
SHORT_OUTCOMES: dict[Outcome, str] = {**OUTCOMES, "not_shown": "niet aantoonbaar"}

_AT_EQUAL_MIX: dict[bool | None, str] = {
    True: "Ook bij een gelijke verdeling over de domeinen {verb} aantoonbaar veranderd: {{}}.",
    False: "Bij een gelijke verdeling over de domeinen {verb} niet aantoonbaar veranderd: {{}}.",
    None: "Of de verandering dan blijft bestaan, is niet te bepalen voor {{}}.",
}


def points(value: Fraction | float, decimals: int = 1) -> str:
    """Write a difference in percentage points, with its sign: +9,1 or −3,0."""
    text = decimal(100 * value, decimals)
    return f"+{text}" if text.strip("0,") and value > 0 else text


def spread(interval: Interval) -> str:
    """Write the interval of a difference in percentage points: 0,3 tot 17,9."""
    return f"{decimal(100 * interval.low, 1)} tot {decimal(100 * interval.high, 1)}"


def changed_shares(changes: Iterable[Change]) -> Words:
    """List indicators with their shares: "het aandeel dat scholing volgde (van 23% naar 31%)".

    What cannot be compared is listed with the reason; an empty list reads "geen enkel aandeel".
    """
    return enumerated([_changed(change) for change in changes], none="geen enkel aandeel")


def changes_at_equal_mix(trends: Trends) -> Words:
    """Say which of the changes stay on their side of zero at an equal mix of groups."""
    shown = trends.found("increase", "decrease")
    if not shown:
        return Words((f"Ten opzichte van {trends.waves[-2]} is geen verandering aangetoond.",))
    said = Words()
    for remains, sentence in _AT_EQUAL_MIX.items():
        named = [_remaining(change) for change in shown if change.remains is remains]
        if named:
            verb = plural(len(named), "is", "zijn")
            said = said + (" " if said.parts else "")
            said = said + filled(sentence.format(verb=verb), enumerated(named))
    return said


def changed_questions(trends: Trends) -> str:
    """Say of which indicators the question changed, when and in what, and which were dropped."""
    sentences = []
    if parts := [_broken(trend) for trend in trends.trends if trend.breaks]:
        verb = plural(len(parts), "is de vraag", "zijn de vragen")
        sentences.append(
            f"Nieuw of gewijzigd {verb} achter {listing(parts)}; "
            "wat daarvóór is gemeten, is niet met deze meting vergeleken."
        )
    if trends.dropped:
        verb = plural(len(trends.dropped), "wordt", "worden")
        named = listing([f"het aandeel {indicator.prose}" for indicator in trends.dropped])
        sentences.append(f"Niet meer gevolgd {verb} {named}.")
    if not sentences:
        return "Voor zover bekend zijn de vragen in al deze metingen in dezelfde vorm gesteld."
    return " ".join(sentences)


def _broken(trend: Trend) -> str:
    """Name an indicator with the waves before which its question changed, and what changed."""
    told = [_in_what(changed, trend) for point in trend.points for changed in point.changed]
    differing = list(dict.fromkeys(what for what in told if what))
    reasons = f": {listing(differing)}" if differing else ""
    return f"het aandeel {trend.indicator.prose} (in {listing(trend.breaks)}{reasons})"


def _in_what(changed: Changed, trend: Trend) -> str:
    """Say in what a question was put differently; nothing where that is not known."""
    if changed.aspect == "declared":
        return ""
    is_other = changed.question.name != trend.question.name
    if changed.aspect == "new":
        return f"de nieuwe vraag “{changed.question.short}”" if is_other else "nieuw"
    what = ASPECTS[changed.aspect]
    if is_other:
        what = f"bij “{changed.question.short}” {what}"
    words = (("met", changed.added, "erbij"), ("zonder", changed.dropped, ""))
    named = [
        f"{word} {listing([f'“{label}”' for label in labels])} {after}".strip()
        for word, labels, after in words
        if labels
    ]
    return f"{what}, {listing(named)}" if named else what


def origins_of_waves(trends: Trends) -> str:
    """Say which waves are a reconstruction from published figures."""
    waves = [survey.wave for survey in trends.surveys]
    rebuilt = [wave.name for wave in waves if wave.metadata.synthetic]
    if not rebuilt:
        return "De cijfers van alle metingen zijn berekend uit de antwoorden van respondenten."
    which = plural(len(rebuilt), "de meting van", "de metingen van")
    return (
        f"Van {which} {listing(rebuilt)} zijn alleen gepubliceerde cijfers gebruikt: de antwoorden "
        "zelf zijn niet openbaar. Wat daar niet is gepubliceerd, is niet vergeleken."
    )


def periods_looked_back(trends: Trends) -> str:
    """Say how far the questions looked back, and what a difference in that means."""
    lengths: dict[str, list[str]] = {}
    for survey in trends.surveys:
        wave = survey.wave
        lengths.setdefault(wave.questionnaire.period, []).append(wave.name)
    if len(lengths) == 1:
        return f"In al deze metingen kijken de meeste vragen {listing(list(lengths))} terug."
    told = "; ".join(f"{length} in {listing(waves)}" for length, waves in lengths.items())
    return (
        f"De vragen kijken niet in elke meting even ver terug ({told}). "
        "Uitkomsten over een andere periode zijn niet met deze meting vergeleken."
    )


def groups_left_out(trends: Trends) -> str:
    """Say which groups are left out of the standardised shares, and because of which waves."""
    if not any(trend.standardised.weights for trend in trends.trends):
        reasons = {r for trend in trends.trends for r in trend.standardised.withheld.values()}
        if TOO_FEW_COVERED in reasons:
            return "Bij geen van de indicatoren blijven er genoeg domeinen over om te vergelijken."
        return "Voor geen van de indicatoren is er een eerdere meting die zo te vergelijken is."
    if not trends.left_out:
        return "Bij geen van de indicatoren is een domein zo weggelaten."
    parts = _because_of(trends, trends.left_out)
    return f"Bij een of meer indicatoren geldt dat voor {listing(parts)}."


def groups_taken_together(trends: Trends) -> str:
    """Say which groups are part of the rest, and because of which waves."""
    if not trends.taken_together:
        return "Bij geen van de indicatoren is er een restgroep."
    parts = _because_of(trends, trends.taken_together)
    verb = plural(len(parts), "hoort", "horen")
    return f"Bij een of meer indicatoren {verb} daar ook bij: {listing(parts)}."


def _because_of(trends: Trends, gaps: Iterable[LeftOut]) -> list[str]:
    """Name groups, each once, with the waves in which they cannot stand on their own."""
    waves: dict[str, set[str]] = {}
    for gap in gaps:
        waves.setdefault(gap.group, set()).add(gap.wave)
    return [
        f"{trends.groups.option(group).prose} (vanwege {listing(sorted(told))})"
        for group, told in waves.items()
    ]


def _changed(change: Change) -> Words:
    found = change.difference
    if isinstance(found, Withheld):
        return Words((f"{_share_of(change)} ({found.reason})",))
    return filled("{} (van {} naar {})", _share_of(change), found.earlier.in_wave(), found.later)


def _share_of(change: Change) -> str:
    return f"het aandeel {change.indicator.prose}"


def _remaining(change: Change) -> Words:
    if isinstance(change.standardised, Withheld):
        return Words((_share_of(change),))

    size, room = measured_change(
        change, change.standardised, "verschil bij gelijke verdeling over de domeinen"
    )
    return filled("{} ({}; {})", _share_of(change), size, room)


def measured_change(
    change: Change, found: Difference | Estimate, said: str
) -> tuple[Number, Number]:
    """Say a difference between two waves and its interval, each as a number with its origin."""

    def number(name: str, text: str, what: str) -> Number:
        name = f"{change.indicator.name}, {said}: {name}"
        return Number(text, Origin(change.later, "estimate", name=name, said=what))

    size = number("difference", f"{points(found.value)} procentpunt", said)
    return size, number("interval", spread(found.interval), f"95%-interval van het {said}")


def in_percent(found: Difference | Estimate | Withheld) -> tuple[Cell, Cell, Cell]:
    """Write a value and its bounds as percentages, for the CSV file."""
    if isinstance(found, Withheld):
        return found.reason, None, None
    return percent(found.value), percent(found.interval.low), percent(found.interval.high)


def percent(value: Fraction | float) -> float:
    """Write a part of one as a percentage of two decimals, for the CSV file."""
    return float(rounded(100 * value, 2))
