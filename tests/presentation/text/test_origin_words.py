from __future__ import annotations

from dataclasses import replace

import pytest
from survey_samples import ORIGIN, SEEN, SampleData, shown

from ckmreport.analysis import Origin, Survey
from ckmreport.presentation.text.origin_words import asked_of_words, counted_words, labels_of
from ckmreport.presentation.text.words import about_this_report


@pytest.fixture
def survey(data: SampleData) -> Survey:
    return data.survey(
        {"gezien": "ja", "domein": "politie", "se_n": "2_5", "ce_n": "2_5"},
        {"gezien": "nee", "domein": "onderwijs"},
    )


@pytest.mark.parametrize(
    ("origin", "counted", "asked_of"),
    [
        (ORIGIN, "Ja", "alle respondenten"),
        (replace(ORIGIN, codes=("ja", "deels")), "Ja of Deels", "alle respondenten"),
        (replace(ORIGIN, codes=("nee",), negated=True), "niet Nee", "alle respondenten"),
        (ORIGIN.of_base(), "respondenten die antwoordden", "alle respondenten"),
        (Origin("2025", "count", "everybody"), "respondenten", "alle respondenten"),
        (Origin("2025", "test", questions=(SEEN,), said="p-waarde"), "p-waarde", SEEN.asked_of),
        (about_this_report("drie"), "drie", ""),
    ],
)
def test_an_origin_is_told_in_the_words_of_the_questionnaire(
    origin: Origin, counted: str, asked_of: str
) -> None:
    assert (counted_words(origin), asked_of_words(origin)) == (counted, asked_of)


def test_a_group_is_named_by_its_question(survey: Survey) -> None:
    cell = survey.by("domein", {"gezien": "!nee"}).cell("politie", "gezien")
    origin = getattr(cell, "origin")  # noqa: B009  of a share that is shown
    assert asked_of_words(origin) == "alle respondenten, Domein: Politie"


def test_mentions_say_of_what(survey: Survey) -> None:
    together = survey.mentions("se_n", "ce_n", code="2_5")
    _, share = together.groups[0]
    assert counted_words(shown(share).origin) == "2 tot en met 5 personen, Domein: Politie"
    of_all = "alle vermeldingen van: 2 tot en met 5 personen; een respondent kan vaker meetellen"
    assert asked_of_words(shown(share).origin) == of_all
    assert asked_of_words(shown(together.base).origin) == of_all


def test_what_none_of_several_answers_was_is_said_with_each_in_quotes(survey: Survey) -> None:
    number = survey["se_n"]
    assert counted_words(shown(number.other_than("wn")).origin) == "niet Weet niet meer"
    neither = shown(number.other_than("2_5", "wn")).origin
    assert counted_words(neither) == (
        "geen van deze antwoorden: ‘2 tot en met 5 personen’, ‘Weet niet meer’"
    )


def test_a_lower_bound_is_called_one(survey: Survey) -> None:
    total = shown(survey.lower_bound("se_n").total)
    assert counted_words(total.origin).startswith("ondergrens: van elke categorie")
    assert asked_of_words(total.origin) == "wie iets zag"


def test_answers_are_joined_by_their_labels() -> None:
    assert labels_of(SEEN, ("ja", "nee")) == "Ja of Nee"
