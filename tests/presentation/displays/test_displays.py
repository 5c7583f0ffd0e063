from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from survey_samples import SampleData, guarded, share
from trend_samples import OFFICERS, TEACHERS, WORRIED, add_waves, followed

from ckmreport.analysis import NOT_SHOWN, Association, Hidden, Survey, Withheld
from ckmreport.presentation.displays.displays import display, numbers_table

SAW = {"wijk": "noord", "functie": "docent", "domein": "onderwijs", "gezien": "ja"}
JUDGED = [{**SAW, "se_n": "1", "se_zorgen": "5", "ce_zorgen": code} for code in ("1", "4", "wn")]
REST = [{"wijk": "zuid", "domein": "politie", "gezien": "nee"}] * 2


def lines(value: object) -> list[str]:
    """Give the lines of a display, which must be there."""
    shown = display(value)
    assert shown is not None
    return [line for line in shown.splitlines() if line]


@pytest.fixture
def survey_of_five(data: SampleData) -> Survey:
    return data.survey(*JUDGED, *REST)


def test_a_question_shows_its_text_its_answers_and_its_base(survey_of_five: Survey) -> None:
    assert lines(survey_of_five["gezien"]) == [
        "Hebt u iets gezien?",
        "| Gezien | Respondenten | Aandeel |",
        "| :--- | ---: | ---: |",
        "| Ja | 3 | 60% |",
        "| Deels | 0 | 0% |",
        "| Nee | 2 | 40% |",
        "Basis: 5 (alle respondenten).",
    ]


def test_a_base_says_what_was_left_out_of_it(survey_of_five: Survey) -> None:
    *_, base = lines(survey_of_five["ce_zorgen"].without("wn"))
    assert base == "Basis: 2 (alle respondenten); niet meegeteld: “Weet niet” (1)."


def test_a_statement_shows_opinions_and_who_does_not_know(survey_of_five: Survey) -> None:
    shown = lines(survey_of_five.statements("zorgen"))
    assert shown[:2] == [
        "Mijn zorgen over seksuele uitbuiting zijn gegroeid.",
        "Mijn zorgen over criminele uitbuiting zijn gegroeid.",
    ]
    assert "| Helemaal oneens | 0 | 3 | 0% | 1 | 2 | 50% |" in shown
    assert "| Samen eens | 3 | 3 | 100% | 1 | 2 | 50% |" in shown
    assert "| Weet niet, van alle antwoorden | 0 | 3 | 0% | 1 | 3 | 33% |" in shown
    assert shown[-1] == (
        "Basis criminele uitbuiting: 2 (alle respondenten); niet meegeteld: “Weet niet” (1)."
    )
    assert "| Samen eens | 1 | 2 | 50% |" in lines(survey_of_five.statements("zorgen").ce)


def test_groups_show_the_base_of_each_share(survey_of_five: Survey) -> None:
    shown = lines(survey_of_five.by("domein", {"gezien": "!nee"}, leave_out=["overig"]))
    assert shown == [
        "| Domein | Respondenten | gezien ≠ nee: aantal | gezien ≠ nee: basis"
        " | gezien ≠ nee: aandeel |",
        "| :--- | ---: | ---: | ---: | ---: |",
        "| Onderwijs | 3 | 3 | 3 | 100% |",
        "| Politie | 2 | 0 | 2 | 0% |",
        "Basis: 5 (alle respondenten) in deze groepen samen; een aandeel is van wie in de groep "
        "de vraag beantwoordde.",
    ]


def test_what_is_not_published_is_not_shown(data: SampleData) -> None:
    data.answer(*JUDGED, *REST)
    shown = lines(data.synthetic().survey().by("domein", {"wijk": "zuid"}))
    assert "| Onderwijs | 3 | niet gepubliceerd |  | niet gepubliceerd |" in shown


def test_mentions_and_a_lower_bound_show_what_they_count(survey_of_five: Survey) -> None:
    mentions = lines(survey_of_five.mentions("gezien", code="ja"))
    assert mentions[2] == "| Onderwijs | 3 | 100% |"
    assert mentions[-1] == "Basis: 3 vermeldingen (Ja)."
    bound = lines(survey_of_five.lower_bound("se_n"))
    assert bound[-2:] == ["| Ondergrens samen |  | 3 |", "Basis: wie iets zag."]


def test_a_test_shows_statistic_df_p_strength_and_n(data: SampleData) -> None:
    rows = [*[{"wijk": "noord", "gezien": "ja"}] * 20, *[{"wijk": "zuid", "gezien": "nee"}] * 20]
    survey = data.survey(*rows, {"wijk": "noord", "gezien": "nee"})
    found = survey.association("wijk", "gezien")
    assert isinstance(found, Association)
    header, _, row, base = lines(found)
    assert header == "| n | χ² | df | p | Cramérs V |"
    assert row == "| 41 | 37,19 | 1 | < 0,001 | 0,95 |"
    assert base == "Basis: wie beide vragen beantwoordde, “Werkgebied” en “Gezien”."
    register = lines(survey.tests())
    assert register[2].startswith("| Hangt het werkgebied samen met iets zien? | 41 | 37,19 | 1 |")
    assert register[2] in lines(survey.tests()["wijk", "gezien"])
    assert any("Niet te toetsen" in line for line in register)


def test_a_number_shows_what_was_counted_of_whom() -> None:
    numbers: list[tuple[str, str, Any]] = [
        ("`a`", "", share(52, 222)),
        ("`b`", "Nee", share(52, 222).n),
        ("`c`", "Ja", Hidden("minder dan 5", few=True, of=share(0, 98).of)),
        ("`d`", "", NOT_SHOWN),
        ("`e`", "", Withheld("niet gepubliceerd")),
    ]
    assert numbers_table(numbers).markdown.splitlines()[2:] == [
        "| `a` | Ja | 52 | 222 | 23% | gezien | alle respondenten |",
        "| `b` | Nee | 52 |  |  | gezien | alle respondenten |",
        "| `c` | Ja | minder dan 5 | 98 | niet getoond |  |  |",
        "| `d` |  | niet getoond |  | niet getoond |  |  |",
        "| `e` |  | niet gepubliceerd |  | niet gepubliceerd |  |  |",
    ]
    assert "| 52 | 222 | 23% |" in (display(share(52, 222)) or "")


def test_trends_show_levels_and_differences(data: SampleData) -> None:
    waves = add_waves(data, [[*TEACHERS, *OFFICERS], [*TEACHERS, *OFFICERS, WORRIED]])
    shown = lines(followed(waves))
    assert "Metingen: 2025 en 2026." in shown
    assert any(line.startswith("| Zag iets | 2025 | 50% | 40 |") for line in shown)
    assert shown[-1].startswith("Samen gecorrigeerd: ")


def test_named_groups_say_whether_they_may_be_more(data: SampleData) -> None:
    survey = data.survey(*JUDGED, *REST, *REST)
    grouped = survey.by("domein", {"gezien": "ja"})
    assert lines(grouped.highest("gezien", above=share(1, 2), least=1)) == ["Onderwijs"]
    assert lines(grouped.highest("gezien", above=NOT_SHOWN)) == [
        "geen enkele groep; er kunnen groepen bij horen die niet worden getoond"
    ]


def test_a_direction_names_groups_without_numbers(data: SampleData) -> None:
    found = data.synthetic().survey().direction("domein", "wijk")
    shown = "wijk = zuid: vaker bij politie; minder vaak bij onderwijs en overig"
    assert lines(found) == [shown]


def test_a_survey_says_how_many_and_where_they_come_from(survey_of_five: Survey) -> None:
    origin = "De cijfers zijn berekend uit de antwoorden van de respondenten."
    assert lines(survey_of_five) == [f"Meting 2025: 5 respondenten. {origin}"]


def test_other_types_have_no_display() -> None:
    assert display(3.5) is None


def everything(survey: Survey) -> Sequence[object]:
    pair = survey.statements("zorgen")
    tests = survey.tests()
    return [
        survey,
        survey.disclosure,
        survey["wijk"],
        survey["wijk"].without("overal"),
        survey["wijk"]["noord"],
        survey["wijk"].other_than("noord"),
        survey["wijk"].ranked(),
        pair,
        pair.ce.with_opinion,
        pair.ce.agree,
        survey.by("wijk", {"gezien": "ja", "se_zorgen": "1"}),
        survey.by("gezien", {"wijk": "noord"}).highest("wijk", above=share(0, 1)),
        survey.by("gezien", {"wijk": "noord"}),
        survey.mentions("se_n", "ce_n", code="1", by="wijk"),
        survey.mentions("se_n", code="1", by="wijk"),
        survey.lower_bound("se_n"),
        survey.lower_bound("se_n").total,
        *tests,
    ]


def test_no_display_and_no_repr_tells_a_hidden_number(data: SampleData) -> None:
    """Two waves that differ only in what is hidden look the same."""
    few = {"gezien": "ja", "wijk": "noord", "se_n": "1", "ce_n": "1", "se_zorgen": "1"}
    many = {"gezien": "ja", "wijk": "zuid", "se_n": "2_5", "ce_n": "2_5", "se_zorgen": "5"}
    few, many = ({**one, "ce_zorgen": one["se_zorgen"]} for one in (few, many))
    three = everything(guarded(data, *[few] * 3, *[many] * 9))
    told = [(display(value), repr(value)) for value in three]
    two = everything(data.survey(*[few] * 2, *[many] * 10))
    assert told == [(display(value), repr(value)) for value in two]
    assert "| Noord | minder dan 5 | niet getoond |" in (told[2][0] or "")
    assert not any("'r1'" in text or "array(" in text for _, text in told)
