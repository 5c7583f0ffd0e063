from __future__ import annotations

import re

import pytest
from survey_samples import ORIGIN, SampleData, guarded, share

from ckmreport.analysis import Count, Survey, Withheld
from ckmreport.presentation.tables.table import (
    Table,
    distribution_table,
    estimate_table,
    grouped_table,
    paired_table,
)

SECRET = Withheld("niet gepubliceerd")


def cells(table: Table) -> list[list[str]]:
    """Split the Markdown of a table into cells, at pipes that are not escaped."""
    lines = table.markdown.splitlines()
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
    return [re.split(r" (?<!\\)\| ", line[2:-2]) for line in lines]


@pytest.fixture
def survey_of_five(data: SampleData) -> Survey:
    return data.survey(
        {"domein": "onderwijs", "gezien": "ja", "se_n": "2_5", "ce_n": "1"},
        {"domein": "onderwijs", "gezien": "ja", "se_n": "21plus", "ce_n": "wn"},
        {"domein": "politie", "gezien": "nee"},
        {"domein": "politie", "gezien": "nee"},
        {"domein": "overig", "gezien": "nee"},
    )


def test_a_table_is_a_pipe_table_with_numbers_to_the_right() -> None:
    table = Table(
        ("Antwoord", "Aantal", "Aandeel", "Toelichting"),
        (("Ja", Count(1234, ORIGIN), share(1, 3), "klein"), ("Nee", 5, SECRET, "")),
    )
    assert table.markdown == (
        "| Antwoord | Aantal | Aandeel | Toelichting |\n"
        "| :--- | ---: | ---: | :--- |\n"
        "| Ja | 1.234 | 33% | klein |\n"
        "| Nee | 5 | niet gepubliceerd |  |"
    )


def test_pipes_and_line_ends_do_not_break_cells() -> None:
    table = Table(("A | B", "n"), (("x|y\nz", 1),))
    assert cells(table) == [[r"A \| B", "n"], [":---", "---:"], [r"x\|y z", "1"]]


def test_every_column_has_its_own_name() -> None:
    with pytest.raises(ValueError, match="two columns have the same name: n, n"):
        Table(("n", "n"), ())


@pytest.mark.parametrize("row", [("x",), ("x", 1, 2)])
def test_every_row_fills_the_columns(row: tuple[str | int, ...]) -> None:
    with pytest.raises(ValueError, match="each row must have 2 cells"):
        Table(("A", "n"), (row,))


def test_data_give_a_share_as_count_and_base() -> None:
    table = Table(("Groep", "n", "Aandeel"), (("a", 3, share(1, 3)), ("b", 2, SECRET)))
    assert table.data.columns == ("Groep", "n", "Aandeel: aantal", "Aandeel: n")
    assert table.data.rows == (("a", 3, 1, 3), ("b", 2, "niet gepubliceerd", None))


def test_a_kernel_gets_markdown_and_data() -> None:
    table = Table(("A", "n"), (("x", 1),))
    shown, metadata = table._repr_mimebundle_()
    assert shown == {"text/markdown": table.markdown, "text/plain": table.markdown}
    assert metadata == {"ckm": {"table": {"columns": ["A", "n"], "rows": [["x", 1]]}}}


def test_answers_are_listed_in_the_order_of_the_questionnaire(survey_of_five: Survey) -> None:
    table = distribution_table(survey_of_five["gezien"])
    assert cells(table) == [
        ["Gezien", "Respondenten", "Aandeel"],
        [":---", "---:", "---:"],
        ["Ja", "2", "40%"],
        ["Deels", "0", "0%"],
        ["Nee", "3", "60%"],
    ]
    assert table.data.rows == (("Ja", 2, 2, 5), ("Deels", 0, 0, 5), ("Nee", 3, 3, 5))


def test_answers_can_be_listed_by_size(survey_of_five: Survey) -> None:
    table = distribution_table(survey_of_five["gezien"], by_size=True)
    assert [row[0] for row in table.rows] == ["Nee", "Ja", "Deels"]


def test_groups_are_listed_with_number_and_share(survey_of_five: Survey) -> None:
    grouped = survey_of_five.by("domein", {"gezien": "ja"}, leave_out=["overig"])
    assert cells(grouped_table(grouped, ["Gezien"])) == [
        ["Domein", "Respondenten", "Gezien: aantal", "Gezien: aandeel"],
        [":---", "---:", "---:", "---:"],
        ["Onderwijs", "2", "2", "100%"],
        ["Politie", "2", "0", "0%"],
    ]


def test_groups_of_a_reconstruction_say_what_was_not_published(
    survey_of_five: Survey, data: SampleData
) -> None:
    assert survey_of_five.wave.published is None
    grouped = data.synthetic().survey().by("domein", {"gezien": "!nee", "wijk": "noord"})
    _, rule, *rows = cells(grouped_table(grouped, ["Gezien", "Noord"]))
    assert rule[1:] == ["---:"] * 5
    assert rows == [
        ["Onderwijs", "2", "2", "100%", "niet gepubliceerd", "niet gepubliceerd"],
        ["Politie", "2", "0", "0%", "niet gepubliceerd", "niet gepubliceerd"],
        ["Overig", "1", *["niet gepubliceerd"] * 4],
    ]


def test_each_condition_needs_its_name(survey_of_five: Survey) -> None:
    grouped = survey_of_five.by("domein", {"gezien": "ja", "wijk": "noord"})
    with pytest.raises(ValueError, match="each row must have 4 cells"):
        grouped_table(grouped, ["Gezien"])


def test_an_estimate_shows_how_it_adds_up(survey_of_five: Survey) -> None:
    table = estimate_table(survey_of_five.lower_bound("se_n"), survey_of_five.lower_bound("ce_n"))
    assert cells(table) == [
        ["Aantal slachtoffers", "Ondergrens", "Seksuele uitbuiting", "Criminele uitbuiting"],
        [":---", "---:", "---:", "---:"],
        ["Geen", "0", "0", "0"],
        ["1 persoon", "1", "0", "1"],
        ["2 tot en met 5 personen", "2", "1", "0"],
        ["21 personen of meer", "21", "1", "0"],
        ["Ondergrens samen", "", "23", "1"],
    ]


def test_nobody_answered_gives_dashes(data: SampleData) -> None:
    rows = cells(distribution_table(data.survey({})["gezien"]))[2:]
    assert rows == [["Ja", "0", "–"], ["Deels", "0", "–"], ["Nee", "0", "–"]]


def test_two_questions_stand_side_by_side(survey_of_five: Survey) -> None:
    answers = survey_of_five["se_n"], survey_of_five["ce_n"]
    table = paired_table(*answers, name="Aantal", by_size=True)
    form = ("Seksuele uitbuiting", "Criminele uitbuiting")
    assert table.header == (
        "Aantal",
        *(f"{name}: {part}" for name in form for part in ("aantal", "aandeel")),
    )
    rows = {row[0]: row[1:] for row in cells(table)[2:]}
    assert rows["21 personen of meer"] == ["1", "50%", "0", "0%"]
    assert rows["Weet niet meer"] == ["0", "0%", "1", "50%"]
    assert list(rows)[-1] == "Geen"  # nobody gave it; the others are even
    with pytest.raises(ValueError, match="questions with the same options only"):
        paired_table(*answers, survey_of_five["gezien"], name="Aantal")


def test_a_hidden_number_stands_as_words_in_table_and_data(data: SampleData) -> None:
    answers = guarded(data, *[{"wijk": "noord"}] * 3, *[{"wijk": "zuid"}] * 9)["wijk"]
    table = distribution_table(answers)
    assert cells(table)[2:] == [
        ["Noord", "minder dan 5", "niet getoond"],
        ["Zuid", "niet getoond", "niet getoond"],
        ["De hele gemeente", "0", "0%"],
    ]
    assert table.data.rows[:2] == (
        ("Noord", "minder dan 5", "minder dan 5", 12),
        ("Zuid", "niet getoond", "niet getoond", 12),
    )


def test_a_group_with_a_small_number_says_how_small(data: SampleData) -> None:
    some = [{"domein": "onderwijs", "gezien": "ja"}] * 3
    others = [{"domein": "onderwijs", "gezien": "nee"}] * 9
    many = [{"domein": "politie", "gezien": code} for code in ("ja", "nee")] * 9
    grouped = guarded(data, *some, *others, *many).by("domein", {"gezien": "ja"})
    rows = cells(grouped_table(grouped, ["Gezien"]))[2:]
    assert rows[0] == ["Onderwijs", "12", "minder dan 5", "niet getoond"]
