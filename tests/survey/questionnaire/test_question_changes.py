"""A question is known by what a respondent meets, and a change in that by its kind."""

from __future__ import annotations

import pytest
from survey_samples import SampleData

from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire
from ckmreport.survey.questionnaire.question_changes import (
    ASPECTS,
    QuestionForm,
    changed_aspects,
    changed_options,
)

FILE = "questionnaire.yml"


def changed(data: SampleData, old: str, new: str) -> tuple[Questionnaire, Questionnaire]:
    before = load_questionnaire(data.folder / FILE)
    return before, load_questionnaire(data.replace(FILE, old, new))


def test_a_form_holds_what_a_respondent_meets(data: SampleData) -> None:
    form = QuestionForm.of(load_questionnaire(data.folder / FILE)["plek"])
    assert form.text == "Waar was dat?"
    assert form.options == {"straat": "Straat", "school": "School", "wn": "Weet niet"}
    assert (form.kind, form.exclusive, form.routing) == ("multi", ("wn",), "se_n ≠ 0")


@pytest.mark.parametrize(
    ("name", "old", "new", "aspects"),
    [
        ("plek", "Waar was dat?", ">-\n      Waar\n      was dat?", ()),
        ("plek", "help: Meer antwoorden zijn mogelijk.", "help: Kies.", ()),
        ("plek", "Waar was dat?", "Waar gebeurde dat?", ("wording",)),
        ("gezien", '"deels": Deels', '"deels": Een beetje', ("options",)),
        ("gezien", '"ja": Ja, "deels": Deels', '"deels": Deels, "ja": Ja', ("order",)),
        ("plek", 'exclusive: ["wn"]', "exclusive: []", ("options",)),
        ("plek", 'asked_if: {se_n: "!0"}', 'asked_if: {ce_n: "!0"}', ("routing",)),
        ("gezien", "kind: single\n    text: Hebt", "kind: multi\n    text: Hebt", ("kind",)),
        ("domein", "agent: politie", "agent: overig", ("coding",)),
    ],
)
def test_each_change_has_its_name(
    data: SampleData, name: str, old: str, new: str, aspects: tuple[str, ...]
) -> None:
    if "kind: multi" in new:  # a test needs a question with a single answer
        text = (data.folder / FILE).read_text("utf-8")
        (data.folder / FILE).write_text(text[: text.index("tests:")], "utf-8")
    before, after = changed(data, old, new)
    assert changed_aspects(name, before, after) == aspects
    assert set(aspects) <= ASPECTS.keys()


@pytest.mark.parametrize(
    ("text", "aspect"),
    [("Zag u iets, de laatste {period}?", "period"), ("Zag u iets, {period} lang?", "wording")],
)
def test_another_period_is_told_from_another_wording(
    data: SampleData, text: str, aspect: str
) -> None:
    data.replace(FILE, "Hebt u iets gezien?", "Zag u iets, de laatste {period}?")
    before = load_questionnaire(data.folder / FILE)
    data.replace(FILE, "Zag u iets, de laatste {period}?", text)
    after = load_questionnaire(data.replace(FILE, "period: twee jaar", "period: zes weken"))
    assert changed_aspects("gezien", before, after) == (aspect,)
    assert changed_aspects("plek", before, after) == ()


def test_options_are_told_by_their_code(data: SampleData) -> None:
    before, after = changed(data, '"deels": Deels', '"soms": Deels')
    assert changed_options("gezien", before, after) == (("Deels",), ("Deels",))
    before, after = changed(data, '"soms": Deels', '"soms": Af en toe')
    assert changed_options("gezien", before, after) == ((), ())
