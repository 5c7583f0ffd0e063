from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_samples import claim, number
from survey_samples import SampleData

from ckmreport.report.proof.ledger import Number
from ckmreport.report.proof.number_explanations import (
    Explanation,
    base_in_words,
    explain_claim,
    explain_number,
    title_of,
)
from ckmreport.survey.questionnaire import Questionnaire

REMARK = "Kenmerk, te noemen bij een vraag of fout"
SHARE = replace(number(), questions=("gezien",), wave="2025", chapter="notebooks/03-uit.ipynb")
QUESTION = "Hebt u iets gezien?"


@pytest.fixture
def questionnaire(data: SampleData) -> Questionnaire:
    return data.survey({}).wave.questionnaire


def told(explanation: Explanation) -> dict[str, str]:
    return {line.term: line.text for line in explanation.lines}


def explained(found: Number, questionnaire: Questionnaire) -> dict[str, str]:
    return told(explain_number(found, questionnaire, root="../"))


def test_a_share_tells_all_that_is_behind_it(questionnaire: Questionnaire) -> None:
    found = explain_number(
        replace(SHARE, page=12),
        questionnaire,
        root="../",
        earlier={"2023": "20% (9)"},
        printed={"In de publicatie": "24%"},
    )
    assert found.title == "23%"
    assert told(found) == {
        "Berekening": "52 van 222",
        "Vraag": QUESTION,
        "Geteld": "Ja",
        "Gevraagd aan": "alle respondenten",
        "95%-betrouwbaarheidsinterval": "18% tot 29% (Wilson)",
        "In 2023": "20% (9)",
        "In de publicatie": "24%",
        "Zo is het na te tellen": SHARE.recipe,
        "Expressie": "share",
        "Notebook": "03-uit.ipynb, cel a",
        "Bladzijde in de pdf": "12",
        REMARK: "sec-a/share",
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
    ("left_out", "answered", "said"),
    [
        ({}, 222, "52 van 222"),
        ({"deels": 4}, 226, "52 van 222; 226 antwoordden, 4 ‘Deels’ tellen niet mee"),
        ({"deels": 1}, 223, "52 van 222; 223 antwoordden, 1 ‘Deels’ telt niet mee"),
        (
            {"deels": 4, "nee": 1200},
            1426,
            "52 van 222; 1.426 antwoordden, 4 ‘Deels’ en 1.200 ‘Nee’ tellen niet mee",
        ),
        ({"deels": 0}, 222, "52 van 222"),
        ({"deels": 0, "nee": 1}, 223, "52 van 222; 223 antwoordden, 1 ‘Nee’ telt niet mee"),
        ({"deels": None}, None, "52 van 222; een niet getoond aantal ‘Deels’ tellen niet mee"),
    ],
)
def test_the_base_names_every_answer_that_is_left_out_of_it(
    left_out: dict[str, int | None],
    answered: int | None,
    said: str,
    questionnaire: Questionnaire,
) -> None:
    found = replace(SHARE, left_out=left_out, answered=answered)
    assert base_in_words(found, questionnaire) == said


def test_what_leads_is_for_a_reader_and_what_counts_again_is_folded(
    questionnaire: Questionnaire,
) -> None:
    lines = explain_number(replace(SHARE, page=12), questionnaire, root="").lines
    folded = [line.folded for line in lines]
    assert folded == sorted(folded)
    assert {line.term for line in lines if line.folded} == {
        "Zo is het na te tellen",
        "Expressie",
        "Notebook",
        "Bladzijde in de pdf",
        REMARK,
    }


def test_a_suppressed_number_tells_why_and_no_count(questionnaire: Questionnaire) -> None:
    hidden = replace(
        SHARE,
        value="minder dan 5",
        suppressed="minder dan 5",
        count=None,
        base=None,
        asked=None,
        answered=None,
        recipe=None,
    )
    found = explained(hidden, questionnaire)
    assert found["Aantal"] == hidden.suppressed
    assert found["Vraag"] == QUESTION
    kept = {key: text for key, text in found.items() if key not in {"Aantal", "Notebook", REMARK}}
    assert not any(sign.isdigit() for text in kept.values() for sign in text)
    assert not {"Zo is het na te tellen", "95%-betrouwbaarheidsinterval"} & found.keys()


def test_who_was_asked_and_did_not_answer_is_told_where_it_may(
    questionnaire: Questionnaire,
) -> None:
    asked = explained(replace(SHARE, asked=1300, answered=222), questionnaire)["Gevraagd aan"]
    assert asked == "alle respondenten: 1.300, van wie er 222 antwoordden"
    for unknown in ({"asked": None}, {"answered": None}):
        found = explained(replace(SHARE, **unknown), questionnaire)  # type: ignore[arg-type]
        assert found["Gevraagd aan"] == "alle respondenten"


def test_of_several_questions_taken_together_each_is_given(questionnaire: Questionnaire) -> None:
    both = explain_number(replace(SHARE, questions=("se_n", "ce_n")), questionnaire, root="")
    texts = [line.text for line in both.lines if line.term == "Vraag"]
    assert len(texts) == 2
    assert "95%-betrouwbaarheidsinterval" not in told(both)  # mentions are no respondents


def test_a_figure_of_others_tells_what_it_is_and_its_source(questionnaire: Questionnaire) -> None:
    figure = replace(
        SHARE,
        count=None,
        base=None,
        kind="figure of others",
        questions=(),
        codes=(),
        recipe=None,
        source="register2025",
        counted="Geregistreerde slachtoffers (2024)",
        asked_of="",
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


def test_a_claim_shows_what_it_was_chosen_from_as_a_reader_would_see_it() -> None:
    chosen = {"sentence": "Het zijn er `{python} share` (@fig-a).", "when": "a > b", "holds": True}
    last = {"sentence": "", "when": "True", "holds": False}
    found = explain_claim(replace(claim(), alternatives=(chosen, last)), root="")
    lines = [(line.term, line.text, line.code) for line in found.lines if line.folded]
    start = lines.index(("Gekozen", "Het zijn er … (@fig-a).", False))
    assert lines[start + 1 : start + 4] == [
        ("Voorwaarde", "a > b", True),
        ("Niet gekozen", "geen zin", False),
        ("Voorwaarde", "geen van de andere geldt", False),
    ]


def test_the_title_of_a_number_ends_with_its_question(questionnaire: Questionnaire) -> None:
    said = "52 van 222 (alle respondenten); geteld: Ja"
    assert title_of(SHARE, questionnaire) == f"{said}; vraag: {QUESTION}"
    about = replace(SHARE, questions=(), count=None, base=None, counted="drie", asked_of="")
    assert title_of(about, questionnaire) == "drie"


def test_a_page_carries_only_what_is_said(questionnaire: Questionnaire) -> None:
    lines = explain_number(SHARE, questionnaire, root="").as_json()["lines"]
    assert isinstance(lines, list)
    assert lines[0] == {"term": "Berekening", "text": "52 van 222"}
    assert [set(line) for line in lines[-2:]] == [
        {"term", "text", "href", "folded"},
        {"term", "text", "code", "folded"},
    ]
