"""All figures: a picture with the same bytes at every run, words, and the numbers they show."""

from __future__ import annotations

import pickle
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from figure_samples import FIGURES, RESPONDENTS, SCHOOL
from survey_samples import SampleData, guarded, shown, write_sample_data

from ckmreport.analysis import Survey
from ckmreport.presentation.figures import (
    Drawing,
    draw_groups,
    draw_pairs,
    draw_panels,
    draw_statements,
)
from ckmreport.presentation.figures.groups import _directions
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.words import Words

NUMBERS = re.compile(r"[>( ](n=\d+|\d+%)(?=[<) ])")

every_figure = pytest.mark.parametrize("name", FIGURES)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    return write_sample_data(tmp_path_factory.mktemp("figures")).survey(*RESPONDENTS)


@pytest.fixture(scope="module")
def drawings(answers: Survey) -> dict[str, Drawing]:
    return {name: draw(answers) for name, draw in FIGURES.items()}


@every_figure
def test_the_picture_has_the_same_bytes_at_every_run(
    name: str, answers: Survey, drawings: dict[str, Drawing]
) -> None:
    assert FIGURES[name](answers).svg == drawings[name].svg


@every_figure
def test_the_picture_is_svg_of_the_column_width(name: str, drawings: dict[str, Drawing]) -> None:
    root = ET.fromstring(drawings[name].svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["width"] == f"{round(72 * drawings[name].look.width, 2):g}pt"


@every_figure
def test_the_text_of_a_picture_is_text(name: str, drawings: dict[str, Drawing]) -> None:
    texts = [text.text for text in ET.fromstring(drawings[name].svg).iter() if text.text]
    assert any(text.strip() for text in texts)
    assert "<text" not in drawings[name].outlined


@every_figure
def test_on_a_phone_a_figure_says_the_same(name: str, drawings: dict[str, Drawing]) -> None:
    drawing = drawings[name]
    root = ET.fromstring(drawing.on_a_phone.svg)
    assert float(root.attrib["width"].removesuffix("pt")) == 72 * drawing.look.narrow
    wide, narrow = (set(NUMBERS.findall(d.svg)) for d in (drawing, drawing.on_a_phone))
    assert wide == narrow


@every_figure
def test_a_wave_in_which_nobody_answered_can_be_drawn(name: str, data: SampleData) -> None:
    drawing = FIGURES[name](data.survey({}))
    ET.fromstring(drawing.svg)
    assert "n=0" in drawing.alt.plain or "geen antwoorden" in drawing.alt.plain
    assert {row[-2:] for row in drawing.data.rows} <= {(0, 0)}


@every_figure
def test_a_kernel_gets_picture_words_and_data(name: str, drawings: dict[str, Drawing]) -> None:
    drawing = drawings[name]
    shown, metadata = drawing._repr_mimebundle_()
    assert shown == {"image/svg+xml": drawing.svg, "text/plain": drawing.alt.plain}
    assert metadata["ckm"]["picture"] == drawing.key
    narrow = drawing.on_a_phone
    assert metadata["ckm"]["narrow"]["picture"] == narrow.key != drawing.key
    assert "".join(metadata["ckm"]["narrow"]["svg"]) == narrow.svg
    assert metadata["ckm"]["table"]["columns"] == list(drawing.data.columns)
    assert metadata["ckm"]["table"]["rows"] == [list(row) for row in drawing.data.rows]


@every_figure
def test_a_picture_is_made_of_frame_options_and_tokens_alone(
    name: str, answers: Survey, drawings: dict[str, Drawing]
) -> None:
    drawing = drawings[name]
    passed_on = pickle.loads(pickle.dumps(FIGURES[name](answers)))
    assert passed_on.key == drawing.key
    assert passed_on.svg == drawing.svg
    others = [
        replace(drawing, look=replace(drawing.look, main="#5a1846")),
        replace(drawing, frame=drawing.frame.iloc[::-1]),
        replace(drawing, options={"other": 1}),
        replace(drawing, form=_directions),
    ]
    assert len({drawing.key, *(other.key for other in others)}) == 5
    assert replace(drawing, alt=Words(("Andere woorden.",))).key == drawing.key


@every_figure
def test_words_and_picture_hold_no_code(name: str, drawings: dict[str, Drawing]) -> None:
    alt = drawings[name].alt.plain
    assert not set(alt) & set("[]{}<>*_`|")
    assert alt.endswith(".")


def test_data_become_lists_in_the_metadata() -> None:
    table = Data(("a", "b"), (("x", 1), ("y", None))).as_metadata()["ckm"]["table"]
    assert table == {"columns": ["a", "b"], "rows": [["x", 1], ["y", None]]}


# --- Districts ---------------------------------------------------------------------------------


def test_the_map_tells_every_district_and_who_works_elsewhere(drawings: dict[str, Drawing]) -> None:
    drawing = drawings["districts"]
    assert drawing.alt.plain == (
        "Schematische kaart met het aantal respondenten per stadsdeel, van veel naar weinig: "
        "Noord 2, Zuid 2. Daarnaast staven: de hele gemeente 20% (1) (n=5)."
    )
    assert drawing.data == Data(
        ("werkgebied", "aantal", "n"),
        (("Noord", 2, 5), ("Zuid", 2, 5), ("De hele gemeente", 1, 5)),
    )


# --- Panels ------------------------------------------------------------------------------------


def test_panels_name_each_form_with_its_base_and_most_given_answers(
    drawings: dict[str, Drawing],
) -> None:
    drawing = drawings["panels"]
    assert drawing.alt.plain == (
        "Staafdiagrammen naast elkaar. "
        "Seksuele uitbuiting (n=4): het vaakst 2 tot en met 5 personen (50%), "
        "daarna 1 persoon (25%); 25% weet het niet. "
        "Criminele uitbuiting (n=3): het vaakst geen slachtoffers (33%), "
        "daarna 1 persoon (33%); 33% weet het niet."
    )


def test_panels_tell_what_all_said(data: SampleData) -> None:
    alt = FIGURES["panels"](data.survey({"gezien": "ja", "se_n": "1", "ce_n": "wn"})).alt.plain
    assert "Seksuele uitbuiting (n=1): het vaakst 1 persoon (100%)." in alt
    assert "Criminele uitbuiting (n=1): 100% weet het niet." in alt


def test_panels_hold_the_counts_of_both_questions(
    answers: Survey, drawings: dict[str, Drawing]
) -> None:
    counted = [
        (form, option.label, shown(share).count, shown(share).base)
        for form, name in (("seksuele uitbuiting", "se_n"), ("criminele uitbuiting", "ce_n"))
        for option, share in answers[name]
    ]
    drawing = drawings["panels"]
    assert drawing.data == Data(("vorm", "antwoord", "aantal", "n"), tuple(counted))


def test_panels_compare_the_same_options_only(answers: Survey) -> None:
    for other in (answers["gezien"], answers["ce_n"].without("wn")):
        with pytest.raises(ValueError, match="questions with the same options only"):
            draw_panels(answers["se_n"], other)


def test_options_that_nobody_ticked_can_be_drawn(data: SampleData) -> None:
    none = {"plek__straat": "0", "plek__school": "0", "plek__wn": "0"}
    drawing = draw_panels(data.survey({"gezien": "ja", "se_n": "1"} | none)["plek"])
    assert drawing.alt.plain.endswith("(n=1): geen van de antwoorden is gekozen.")


# --- Statements --------------------------------------------------------------------------------


def test_statements_tell_opinions_and_who_does_not_know(drawings: dict[str, Drawing]) -> None:
    drawing = drawings["statements"]
    assert drawing.alt.plain == (
        "Gestapelde staven. "
        "Seksuele uitbuiting (n=3): 50% eens, 0% neutraal, 50% oneens van wie een mening "
        "heeft (n=2); 33% weet het niet. "
        "Criminele uitbuiting (n=2): 100% eens, 0% neutraal, 0% oneens van wie een mening "
        "heeft (n=1); 50% weet het niet."
    )


def test_statements_tell_when_nobody_has_an_opinion(data: SampleData) -> None:
    drawing = FIGURES["statements"](data.survey({"se_zorgen": "wn"}))
    assert drawing.alt.plain == (
        "Gestapelde staven. "
        "Seksuele uitbuiting (n=1): niemand heeft een mening; 100% weet het niet. "
        "Criminele uitbuiting (n=0): geen antwoorden."
    )


def test_statements_hold_the_base_of_every_share_that_is_drawn(
    drawings: dict[str, Drawing],
) -> None:
    drawing = drawings["statements"]
    assert drawing.data.columns[3:] == ("aandeel van", "aantal", "n")
    counts = {row[1:3]: row[3:] for row in drawing.data.rows}
    assert len(counts) == 12
    assert counts["seksuele uitbuiting", "Eens"] == ("wie een mening heeft", 1, 2)
    assert counts["seksuele uitbuiting", "Weet niet"] == ("alle antwoorden", 1, 3)
    assert counts["criminele uitbuiting", "Helemaal eens"] == ("wie een mening heeft", 1, 1)
    assert sum(int(row[4] or 0) for row in drawing.data.rows) == 3 + 2
    for text in ("50%", "n=2", "33% (n=3)", "100%", "n=1", "50% (n=2)"):
        assert f">{text}</text>" in drawing.svg


def test_so_few_who_do_not_know_that_they_are_hidden_stay_in_the_base(data: SampleData) -> None:
    codes = ("4",) * 12 + ("2",) * 12 + ("wn",) * 2
    survey = guarded(data, *[{"gezien": "ja", "se_zorgen": code} for code in codes])
    drawing = draw_statements(survey.statements("zorgen"))
    rows = {row[1:3]: row[3:] for row in drawing.data.rows}
    assert rows["seksuele uitbuiting", "Eens"] == ("wie antwoordde", 12, 26)
    assert "van wie antwoordde (n=26)" in drawing.alt.plain


def test_statements_of_a_theme_are_one_figure(answers: Survey) -> None:
    worries = answers.statements("zorgen")
    one, two = draw_statements(worries), draw_statements(worries, worries)
    assert two.alt.plain.count("Zorgen. Seksuele uitbuiting (n=3)") == 2
    assert len(two.data.rows) == 2 * len(one.data.rows)


# --- Bars, pairs and groups --------------------------------------------------------------------


def test_bars_name_what_was_answered_most(drawings: dict[str, Drawing]) -> None:
    assert drawings["bars"].alt.plain == (
        "Liggende staven (n=3). Het vaakst school (100%), straat (33%)."
    )
    assert drawings["bars"].data.rows == (
        ("", "Straat", 1, 3),
        ("", "School", 3, 3),
        ("", "Weet niet", 0, 3),
    )


def test_pairs_hold_what_panels_hold(drawings: dict[str, Drawing]) -> None:
    assert drawings["pairs"].data == drawings["panels"].data
    assert "Seksuele uitbuiting (n=4): het vaakst 2 tot en met 5 personen (50%)" in (
        drawings["pairs"].alt.plain
    )
    assert "Criminele uitbuiting (n=3): het vaakst" in drawings["pairs"].alt.plain


def test_pairs_make_bold_what_each_form_was_given_most(drawings: dict[str, Drawing]) -> None:
    drawn = drawings["pairs"].frame
    bold = {form: list(rows["text"][rows["most"]]) for form, rows in drawn.groupby("form")}
    assert set(bold["se"]) == {"50% (2)", "25% (1)"}
    assert "0% (0)" in set(drawn["text"])
    assert not any("0% (0)" in texts for texts in bold.values())


def test_pairs_compare_the_same_options_only(answers: Survey) -> None:
    with pytest.raises(ValueError, match="questions with the same options only"):
        draw_pairs(answers["se_n"], answers["gezien"])


def test_groups_are_named_from_high_to_low(drawings: dict[str, Drawing]) -> None:
    assert drawings["groups"].alt.plain == (
        "Liggende staven, van hoog naar laag: "
        "noord 100% (n=2), zuid 100% (n=2), de hele gemeente 0% (n=1)."
    )
    assert drawings["groups"].data.rows == (
        ("Noord", 2, 2),
        ("Zuid", 2, 2),
        ("De hele gemeente", 0, 1),
    )


def test_groups_without_published_shares_show_the_direction_only(data: SampleData) -> None:
    survey = data.synthetic().survey({"domein": "politie", "wijk": "zuid"})
    grouped = survey.by("domein", {"wijk": "zuid"})
    drawing = draw_groups(grouped, "wijk", survey.direction("domein", "wijk"))
    assert drawing.alt.plain == (
        "Twee lijsten zonder percentages. Vaker: politie. Minder vaak: onderwijs en overig."
    )
    assert drawing.data.rows == (
        ("Politie", "vaker"),
        ("Onderwijs", "minder vaak"),
        ("Overig", "minder vaak"),
    )
    assert not any(character.isdigit() for character in drawing.alt.plain)


# --- The wave of 2023 --------------------------------------------------------------------------


def test_alternative_texts_of_2023_name_the_largest_share(survey: Survey) -> None:
    drawing = draw_panels(survey["se_n"], survey["ce_n"])
    assert (
        "Seksuele uitbuiting (n=123): het vaakst 2 tot en met 5 personen (40%)" in drawing.alt.plain
    )
    assert (
        "Criminele uitbuiting (n=104): het vaakst 2 tot en met 5 personen (39%)"
        in drawing.alt.plain
    )
    assert max(share.count for _, share in survey["se_n"]) == survey["se_n"]["2_5"].count
    assert max(share.count for _, share in survey["ce_n"]) == survey["ce_n"]["2_5"].count


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Drawing]]:
    """Draw two waves that differ only in numbers that are hidden."""
    few = {"wijk": "noord", "gezien": "ja", "se_n": "1", "ce_n": "1", "se_zorgen": "1"} | SCHOOL
    some = {"wijk": "zuid", "gezien": "deels", "se_n": "2_5", "ce_n": "wn", "se_zorgen": "2"}
    street = {"plek__straat": "1", "plek__school": "0", "plek__wn": "0"}
    others = {"wijk": "overal", "gezien": "nee", "se_zorgen": "4", "ce_zorgen": "5"}
    drawings = []
    for number in (3, 2):
        data = write_sample_data(tmp_path_factory.mktemp("hidden"))
        more = [some | SCHOOL | street] * (14 - number)
        survey = guarded(data, *[few] * number, *more, *[others] * 12)
        drawings.append({name: draw(survey) for name, draw in FIGURES.items()})
    return drawings


@every_figure
def test_no_figure_tells_a_small_number(name: str, hidden: list[dict[str, Drawing]]) -> None:
    drawing = hidden[0][name]
    numbers = [cell for row in drawing.data.rows for cell in row if isinstance(cell, int)]
    assert all(number == 0 or number >= 5 for number in numbers)
    assert "getoond" in str(drawing.data.rows)


@every_figure
def test_no_figure_depends_on_a_hidden_number(name: str, hidden: list[dict[str, Drawing]]) -> None:
    first, second = (drawings[name] for drawings in hidden)
    assert (first.alt.plain, first.data, first.svg) == (second.alt.plain, second.data, second.svg)


def test_hidden_answers_to_a_statement_are_one_block(hidden: list[dict[str, Drawing]]) -> None:
    drawing = hidden[0]["statements"]
    assert "niet getoond oneens" not in drawing.alt.plain  # the sum of both answers is known
    assert drawing.svg.count("<pattern") == 1
