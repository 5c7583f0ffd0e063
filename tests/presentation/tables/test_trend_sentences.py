"""Sentences about trends are true for whatever the numbers are."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from survey_samples import WAVE, SampleData
from trend_samples import (
    OFFICERS,
    TEACHERS,
    add_waves,
    change_question,
    drop,
    followed,
    reopened,
)

from ckmreport.analysis import Interval
from ckmreport.analysis.trend import OTHER_QUESTION, Trends, follow
from ckmreport.notebook import (
    changed_questions,
    changed_shares,
    changes_at_equal_mix,
    groups_left_out,
    groups_taken_together,
    origins_of_waves,
    periods_looked_back,
)
from ckmreport.presentation.tables.trend_sentences import points, spread

OWN = "waves/2025/questionnaire.yml"
SAW = [{"domein": "onderwijs", "gezien": "ja"}] * 20


@pytest.fixture
def rising(data: SampleData) -> Trends:
    return followed(add_waves(data, [TEACHERS, SAW]))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(91, 1000), "+9,1"),
        (Fraction(-3, 100), "−3,0"),
        (Fraction(0), "0,0"),
        (Fraction(1, 10000), "0,0"),
        (Fraction(-1, 10000), "0,0"),
    ],
)
def test_a_difference_has_its_sign(value: Fraction, text: str) -> None:
    assert points(value) == text


def test_an_interval_reads_from_low_to_high() -> None:
    assert spread(Interval(-0.014, 0.179)) == "−1,4 tot 17,9"


def test_a_change_names_both_shares_with_their_origin(rising: Trends) -> None:
    text = changed_shares(rising.found("increase"))
    assert text.plain.startswith("het aandeel dat iets zag (van 50% naar ")
    earlier, later = text.numbers
    assert (earlier.origin.wave, later.origin.wave) == ("2025", "2026")
    # Each has an identity of its own, as the two stand in one sentence.
    assert earlier.origin.identity == f"{later.origin.identity}in 2025"
    assert earlier.text == "50%"


def test_what_cannot_be_compared_is_told_with_its_reason(rising: Trends) -> None:
    text = changed_shares(rising.found("not_comparable")).plain
    assert "het aandeel met meer zorgen (geen antwoorden)" in text
    assert changed_shares(rising.found("decrease")).plain == "geen enkel aandeel"


def test_a_change_that_remains_is_said_to_remain(data: SampleData) -> None:
    police = [answers | {"gezien": "ja"} for answers in OFFICERS]
    trends = followed(add_waves(data, [[*TEACHERS, *OFFICERS], [*SAW, *police]]))
    text = changes_at_equal_mix(trends)
    assert [number.origin.kind for number in text.numbers] == ["estimate", "estimate"]
    assert len({number.origin.identity for number in text.numbers}) == 2
    assert text.plain.startswith(
        "Ook bij een gelijke verdeling over de domeinen is aantoonbaar veranderd: "
        "het aandeel dat iets zag (+50,0 procentpunt; "
    )


def test_a_change_that_comes_from_who_answered_is_said_to_go(data: SampleData) -> None:
    police = [answers | {"gezien": "nee"} for answers in OFFICERS]
    trends = followed(add_waves(data, [[*police, *police, *SAW], [*police, *SAW, *SAW]]))
    assert [change.indicator.name for change in trends.found("increase")] == ["gezien"]
    text = changes_at_equal_mix(trends)
    assert text.plain.startswith(
        "Bij een gelijke verdeling over de domeinen is niet aantoonbaar veranderd: "
        "het aandeel dat iets zag (0,0 procentpunt; "
    )


def test_a_change_that_cannot_be_weighted_is_said_to_be_open(data: SampleData) -> None:
    others = [answers | {"domein": "overig"} for answers in SAW]
    trends = followed(add_waves(data, [TEACHERS, others]))
    assert changes_at_equal_mix(trends).plain == (
        "Of de verandering dan blijft bestaan, is niet te bepalen voor het aandeel dat iets zag."
    )


def test_without_a_change_there_is_nothing_to_weight(data: SampleData) -> None:
    trends = followed(add_waves(data, [TEACHERS, TEACHERS]))
    said = changes_at_equal_mix(trends).plain
    assert said == "Ten opzichte van 2025 is geen verandering aangetoond."


def test_a_break_is_named_with_its_wave(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    assert changed_questions(followed(reopened(data))).startswith("Voor zover bekend")
    change_question(data, "se_zorgen", since="2026")
    assert changed_questions(followed(reopened(data))) == (
        "Nieuw of gewijzigd is de vraag achter het aandeel met meer zorgen (in 2026); "
        "wat daarvóór is gemeten, is niet met deze meting vergeleken."
    )


def test_it_is_named_what_changed_in_a_question(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    data.keep_questionnaire("2025")
    data.replace("questionnaire.yml", '"deels": Deels', '"soms": Soms, "vaak": Vaak')
    data.replace("questionnaire.yml", "Hebt u iets gezien?", "Zag u iets?")
    trends = followed(reopened(data))
    assert changed_questions(trends) == (
        "Nieuw of gewijzigd zijn de vragen achter "
        "het aandeel dat iets zag (in 2026: de formulering en de antwoorden, "
        "met “Soms” en “Vaak” erbij en zonder “Deels”) en "
        "het aandeel dat weet waar het was "
        "(in 2026: bij “Gezien” de formulering en bij “Gezien” de antwoorden, "
        "met “Soms” en “Vaak” erbij en zonder “Deels”); "
        "wat daarvóór is gemeten, is niet met deze meting vergeleken."
    )


def test_a_new_question_is_told(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    drop(data, data.keep_questionnaire("2025"), "plek")
    data.answer(*TEACHERS)
    assert changed_questions(followed(reopened(data))).startswith(
        "Nieuw of gewijzigd is de vraag achter het aandeel dat weet waar het was (in 2026: nieuw); "
    )


def test_a_new_question_that_decides_who_is_asked_is_told(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    path = data.folder / data.keep_questionnaire("2025")
    text = path.read_text("utf-8")
    start, end = text.index("name: gezien"), text.index("name: se_zorgen")
    asked = text[start:end].replace('since: "2025"', 'since: "2023"\n    until: "2024"')
    path.write_text(text[:start] + asked + text[end:], "utf-8")
    assert changed_questions(followed(reopened(data))).startswith(
        "Nieuw of gewijzigd zijn de vragen achter het aandeel dat iets zag (in 2026: nieuw) en "
        "het aandeel dat weet waar het was (in 2026: nieuw, de nieuwe vraag “Aantal slachtoffers” "
        "en de nieuwe vraag “Gezien”); "
    )


@pytest.mark.parametrize("removed", [True, False])
def test_what_is_no_longer_asked_is_named(data: SampleData, removed: bool) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    own = data.keep_questionnaire("2026")
    if removed:
        drop(data, own, "plek")
        path = data.folder / "waves/2026/responses.csv"
        frame = pd.read_csv(path, dtype=str)
        frame.drop(columns=[c for c in frame.columns if str(c).startswith("plek__")]).to_csv(
            path, index=False
        )
    else:
        asked = 'mogelijk.\n    since: "2025"'
        data.replace(own, asked, f'{asked}\n    until: "2025"')
    trends = followed(reopened(data))
    assert [trend.indicator.name for trend in trends.trends] == ["gezien", "zorgen"]
    assert changed_questions(trends) == (
        "Niet meer gevolgd wordt het aandeel dat weet waar het was."
    )


def test_an_option_that_was_dropped_is_named(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    data.replace("questionnaire.yml", '"deels": Deels', '"deels": {label: Deels, until: "2025"}')
    assert changed_questions(followed(reopened(data))).startswith(
        "Nieuw of gewijzigd zijn de vragen achter "
        "het aandeel dat iets zag (in 2026: de antwoorden, zonder “Deels”) en "
    )


def test_a_reconstruction_is_told(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    assert "alle metingen zijn berekend uit de antwoorden" in origins_of_waves(
        followed(reopened(data))
    )
    data.synthetic()
    assert origins_of_waves(followed(reopened(data))).startswith("Van de meting van 2025 zijn")


def test_another_period_to_look_back_on_is_told(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    assert periods_looked_back(followed(reopened(data))) == (
        "In al deze metingen kijken de meeste vragen twee jaar terug."
    )
    data.keep_questionnaire("2025")
    data.replace("questionnaire.yml", "period: twee jaar", "period: zes weken")
    data.replace("questionnaire.yml", "Hebt u iets gezien?", "Zag u iets, de laatste {period}?")
    data.replace(OWN, "Hebt u iets gezien?", "Zag u iets, de laatste {period}?")
    trends = followed(reopened(data))
    told = periods_looked_back(trends)
    assert "(twee jaar in 2025; zes weken in 2026)" in told
    assert told.endswith("Uitkomsten over een andere periode zijn niet met deze meting vergeleken.")
    assert changed_questions(trends).startswith(
        "Nieuw of gewijzigd zijn de vragen achter "
        "het aandeel dat iets zag (in 2026: de periode) en "
        "het aandeel dat weet waar het was (in 2026: bij “Gezien” de periode); "
    )
    seen = trends.changes[0]
    assert (seen.indicator.name, seen.difference) == ("gezien", OTHER_QUESTION)


def test_domains_that_are_left_out_are_named(data: SampleData) -> None:
    before = [*TEACHERS, *TEACHERS, *TEACHERS, *OFFICERS]
    trends = followed(add_waves(data, [before, TEACHERS]))
    assert groups_left_out(trends) == (
        "Bij een of meer indicatoren geldt dat voor politie (vanwege 2026)."
    )


def test_no_domain_left_out_is_told_too(data: SampleData) -> None:
    trends = followed(add_waves(data, [[*TEACHERS, *OFFICERS]] * 2))
    assert groups_left_out(trends) == "Bij geen van de indicatoren is een domein zo weggelaten."


def test_too_few_domains_are_told_instead_of_named(data: SampleData) -> None:
    trends = followed(add_waves(data, [[*TEACHERS, *OFFICERS], TEACHERS]))
    assert groups_left_out(trends).startswith("Bij geen van de indicatoren blijven er genoeg")


def test_domains_in_the_rest_are_named_apart_from_those_left_out(data: SampleData) -> None:
    counts = {"noord": (30, 30, 30), "zuid": (1, 0, 8), "overal": (6, 7, 8)}
    wave = [
        {"wijk": district, "gezien": answer}
        for district, numbers in counts.items()
        for answer, number in zip(("ja", "deels", "nee"), numbers, strict=True)
        for _ in range(number)
    ]
    add_waves(data, [wave, wave])
    for year in ("2025", "2026"):
        data.replace(WAVE.replace("2025", year), "min_cell: 0", "min_cell: 5")
    trends = follow(reopened(data), by="wijk")
    assert trends.trends[0].standardised.has_rest
    assert groups_left_out(trends) == "Bij geen van de indicatoren is een domein zo weggelaten."
    told = "zuid (vanwege 2025) en de hele gemeente (vanwege 2025)"
    assert (
        groups_taken_together(trends) == f"Bij een of meer indicatoren horen daar ook bij: {told}."
    )


def test_where_there_is_no_rest_that_is_told_too(data: SampleData) -> None:
    trends = followed(add_waves(data, [[*TEACHERS, *OFFICERS]] * 2))
    assert groups_taken_together(trends) == "Bij geen van de indicatoren is er een restgroep."


def test_without_a_comparable_wave_domains_are_not_the_reason(data: SampleData) -> None:
    add_waves(data, [[*TEACHERS, *OFFICERS]] * 2)
    questions = data.folder / "questionnaire.yml"
    before, name, after = questions.read_text("utf-8").partition("name: functie")
    questions.write_text(
        before + name + after.replace('since: "2025"', 'since: "2026"', 1), "utf-8"
    )
    text = groups_left_out(followed(reopened(data)))
    assert text == "Voor geen van de indicatoren is er een eerdere meting die zo te vergelijken is."
