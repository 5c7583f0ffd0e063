from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_samples import claim, number
from survey_samples import SampleData

from ckmreport.report.proof.ledger import Number
from ckmreport.report.proof.number_explanations import (
    Explanation,
    explain_claim,
    explain_number,
    title_of,
)
from ckmreport.survey.questionnaire import Questionnaire

SHARE = replace(number(), question="gezien", wave="2025", notebook="notebooks/03-uit.ipynb")
QUESTION = "Hebt u iets gezien?"


@pytest.fixture
def questionnaire(data: SampleData) -> Questionnaire:
    return data.survey({}).wave.questionnaire


def told(explanation: Explanation) -> dict[str, str]:
    return {line.term: line.text for line in explanation.lines}


def explained(found: Number, questionnaire: Questionnaire) -> dict[str, str]:
    return told(explain_number(found, questionnaire, root="../"))


def test_a_share_tells_all_that_is_behind_it(questionnaire: Questionnaire) -> None:
    found = explain_number(SHARE, questionnaire, root="../", earlier={"2023": "20% (9)"})
    assert found.title == "23%"
    assert told(found) == {
        "Berekening": "52 van 222",
        "Vraag": QUESTION,
        "Geteld": "Ja",
        "Gevraagd aan": "alle respondenten",
        "95%-betrouwbaarheidsinterval": "18% tot 29% (Wilson)",
        "In 2023": "20% (9)",
        "Expressie": "share",
        "Notebook": "03-uit.ipynb, cel a",
        "Kenmerk voor commentaar": "sec-a/share",
    }
    (link,) = (line for line in found.lines if line.href)
    assert link.href == "../notebooks-uitgevoerd/03-uit.html#cel-a"


def test_a_count_has_no_base_and_no_interval(questionnaire: Questionnaire) -> None:
    found = explained(replace(SHARE, base=None, count=1234), questionnaire)
    assert found["Aantal"] == "1.234"
    assert not {"Berekening", "95%-betrouwbaarheidsinterval"} & found.keys()


def test_a_share_of_nobody_has_no_interval(questionnaire: Questionnaire) -> None:
    found = explained(replace(SHARE, base=0, count=0), questionnaire)
    assert found["Berekening"] == "0 van 0"
    assert "95%-betrouwbaarheidsinterval" not in found


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        ("base", "antwoorden op deze vraag"),
        ("gezien = deels", "Deels"),
        ("gezien ≠ nee", "niet Nee"),
        ("elders = ja", "elders = ja"),
    ],
)
def test_what_was_counted_is_said_in_words(
    questionnaire: Questionnaire, counted: str, shown: str
) -> None:
    assert explained(replace(SHARE, counted=counted), questionnaire)["Geteld"] == shown


def test_of_several_questions_taken_together_each_is_given(questionnaire: Questionnaire) -> None:
    both = explain_number(replace(SHARE, question="se_n + ce_n"), questionnaire, root="")
    texts = [line.text for line in both.lines if line.term == "Vraag"]
    assert len(texts) == 2
    assert "Gevraagd aan" not in told(both)


def test_a_figure_of_others_tells_what_it_is_and_its_source(questionnaire: Questionnaire) -> None:
    figure = replace(
        SHARE,
        count=None,
        base=None,
        question=None,
        counted=None,
        context="landelijk",
        source="register2025",
        explanation="Geregistreerde slachtoffers (2024)",
    )
    found = explained(figure, questionnaire)
    assert found["Wat het is"] == "Geregistreerde slachtoffers (2024)"
    assert found["Bron"] == "register2025"
    assert not {"Aantal", "Vraag", "Geteld"} & found.keys()


@pytest.mark.parametrize(
    ("holds", "is_told", "outcome"),
    [
        (True, True, "onderbouwd door deze cijfers"),
        (False, True, "niet onderbouwd door deze cijfers"),
        (False, False, "niet te zeggen: een getal wordt niet getoond"),
    ],
)
def test_a_claim_tells_its_condition_and_outcome(holds: bool, is_told: bool, outcome: str) -> None:
    found = told(explain_claim(replace(claim(holds=holds), told=is_told), root=""))
    assert found["Voorwaarde"] == "share < 0.5"
    assert found["Waarde"].startswith("share: ")
    assert found["Uitkomst"] == outcome


def test_the_title_of_a_number_ends_with_its_question(questionnaire: Questionnaire) -> None:
    assert title_of(SHARE, questionnaire) == f"{SHARE.explanation}; vraag: {QUESTION}"
    assert title_of(replace(SHARE, question=None), questionnaire) == SHARE.explanation


def test_a_page_carries_only_what_is_said(questionnaire: Questionnaire) -> None:
    lines = explain_number(SHARE, questionnaire, root="").as_json()["lines"]
    assert isinstance(lines, list)
    assert lines[0] == {"term": "Berekening", "text": "52 van 222"}
    assert [set(line) for line in lines[-2:]] == [
        {"term", "text", "href"},
        {"term", "text", "code"},
    ]
