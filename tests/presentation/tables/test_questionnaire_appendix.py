from __future__ import annotations

import pytest
from survey_samples import SampleData, guarded

from ckmreport.notebook import further_sections, question_tables, topic_list, wording_notice
from ckmreport.survey.questionnaire import NOT_ASKED


def test_a_section_prints_every_question_with_its_answers(data: SampleData) -> None:
    survey = data.survey({"gezien": "ja", "se_n": "1"}, {"gezien": "nee", "se_zorgen": "4"})
    printed = question_tables(survey, "b").markdown
    for question in survey.wave.questionnaire:
        assert (question.text in printed) is (question.section == "b")
    assert (
        "::: {.vraag}\n\n**Hebt u iets gezien?**\n\n"
        "[Gevraagd aan alle respondenten; n=2.]{.basis}\n\n"
        "| Antwoord | Aantal | Aandeel |\n"
        "| :--- | ---: | ---: |\n"
        "| Ja | 1 | 50,0% |\n"
        "| Deels | 0 | 0,0% |\n"
        "| Nee | 1 | 50,0% |\n\n:::"
    ) in printed
    assert "*Meer antwoorden zijn mogelijk.*" in printed
    assert "n=0. Meer antwoorden mogelijk." in printed


def test_statements_that_follow_each_other_share_a_table(data: SampleData) -> None:
    survey = data.survey({"se_zorgen": "4"}, {"se_zorgen": "wn", "ce_zorgen": "1"})
    printed = question_tables(survey, "b").markdown
    assert printed.count("| Stelling | Helemaal oneens | Oneens | Neutraal | Eens |") == 1
    assert "seksuele uitbuiting zijn gegroeid. | 0 | 0 | 0 | 1 | 0 | 1 | 2 |" in printed
    assert "criminele uitbuiting zijn gegroeid. | 1 | 0 | 0 | 0 | 0 | 0 | 1 |" in printed


def test_what_is_hidden_of_a_statement_is_written_short_and_explained(data: SampleData) -> None:
    codes = ("4",) * 20 + ("5",) * 12 + ("1",) * 2 + ("2",) * 9
    rows = [{"gezien": "ja", "se_zorgen": code, "ce_zorgen": "4"} for code in codes]
    printed = question_tables(guarded(data, *rows), "b").markdown
    assert "zijn gegroeid. | <\N{NO-BREAK SPACE}5 | – | 0 | 20 | 12 | 0 | 43 |" in printed
    assert "Een – staat voor een aantal dat niet wordt getoond." in printed
    assert "Een –" not in question_tables(data.survey({"gezien": "ja"}), "b").markdown


def test_a_coded_variable_says_so(data: SampleData) -> None:
    printed = question_tables(data.survey({"domein": "politie"}), "a").markdown
    assert "Door de onderzoekers bepaald voor alle respondenten; n=1." in printed


def test_a_section_that_was_added_is_printed_with_its_heading(data: SampleData) -> None:
    assert further_sections(data.survey({}), "a", "b") is None
    data.replace("questionnaire.yml", "  b: Uitbuiting\n", "  b: Uitbuiting\n  c_d: Nieuw\n")
    data.replace(
        "questionnaire.yml",
        "coded:\n",
        "  - {name: nieuw, section: c_d, kind: single, text: Wat is nieuw?, short: Nieuw,\n"
        '     options: {"ja": Ja}, asked_of: alle respondenten, since: "2025"}\ncoded:\n',
    )
    printed = further_sections(data.survey({"nieuw": "ja"}), "a", "b")
    assert printed is not None
    assert printed.markdown.startswith("## Nieuw {#sec-vragen-c-d}\n\n::: {.vraag}")
    assert "| Ja | 1 | 100,0% |" in printed.markdown


def test_an_unknown_section_is_refused(data: SampleData) -> None:
    with pytest.raises(KeyError, match="no section 'z'"):
        question_tables(data.survey(), "z")


def test_topics_are_numbered_after_the_introduction(data: SampleData) -> None:
    passage = topic_list(data.survey().wave.topics)
    assert passage.markdown == (
        "**Inleiding**\n\n- Waar gaat dit onderzoek over?\n\n"
        "**1. Functie**\n\n- Wat houdt uw werk in?\n- Wie helpt u?\n\n"
        "**2. Signalen**\n\n- Wat zag u, en waar?"
    )
    assert passage._repr_mimebundle_()[0]["text/markdown"] == passage.markdown


def test_only_a_publication_that_was_worded_anew_says_so(data: SampleData) -> None:
    assert wording_notice(data.survey({})) is None
    notice = wording_notice(data.synthetic().survey({}))
    assert notice is not None
    assert "opnieuw geformuleerd" in notice.markdown


def test_the_period_is_that_of_the_wave(data: SampleData) -> None:
    data.replace("questionnaire.yml", "Hebt u iets gezien?", "Zag u iets, de laatste {period}?")
    own = data.keep_questionnaire()
    data.replace(own, "period: twee jaar", "period: zes weken")
    printed = question_tables(data.survey({}), "b").markdown
    assert "**Zag u iets, de laatste zes weken?**" in printed


DROPPED = 'mogelijk.\n    since: "2021"\n    until: "2024"'


def test_a_question_that_was_dropped_is_not_printed(data: SampleData) -> None:
    assert "Waar was dat?" in question_tables(data.survey({}), "b").markdown
    data.replace("questionnaire.yml", 'mogelijk.\n    since: "2025"', DROPPED)
    unasked = dict.fromkeys(("plek__straat", "plek__school", "plek__wn"), NOT_ASKED)
    assert "Waar was dat?" not in question_tables(data.survey(unasked), "b").markdown


def test_a_question_in_another_form_than_later_is_printed(data: SampleData) -> None:
    data.replace(
        "questionnaire.yml", 'mogelijk.\n    since: "2025"', 'mogelijk.\n    since: "2031"'
    )
    assert "Waar was dat?" in question_tables(data.survey({}), "b").markdown
    unasked = dict.fromkeys(("plek__straat", "plek__school", "plek__wn"), NOT_ASKED)
    assert "Waar was dat?" not in question_tables(data.survey(unasked), "b").markdown
