from __future__ import annotations

import pytest
from survey_samples import SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import (
    Condition,
    DeclaredTest,
    Option,
    Questionnaire,
    load_questionnaire,
)

FILE = "questionnaire.yml"


def load(data: SampleData) -> Questionnaire:
    return load_questionnaire(data.folder / FILE)


def test_questions_come_in_order_and_coded_variables_last(data: SampleData) -> None:
    names = [question.name for question in load(data)]
    assert names == "wijk functie gezien se_n ce_n plek se_zorgen ce_zorgen domein".split()


def test_a_question_has_all_that_the_file_says(data: SampleData) -> None:
    place = load(data)["plek"]
    assert (place.kind, place.section, place.about) == ("multi", "b", None)
    assert place.text == "Waar was dat?"
    assert place.asked_of == "wie slachtoffers van seksuele uitbuiting zag"
    assert place.asked_if == Condition("se_n", "0", negated=True)
    assert place.exclusive == {"wn"}
    assert place.help == "Meer antwoorden zijn mogelijk."
    assert place.since == "2025"


def test_labels_default_to_each_other(data: SampleData) -> None:
    questionnaire = load(data)
    area = questionnaire["wijk"]
    assert area.option("noord") == Option("noord", "Noord", "Noord", "noord")
    assert area.option("overal") == Option(
        "overal", "De hele gemeente", "Hele gemeente", "de hele gemeente"
    )
    none = questionnaire["se_n"].option("0")
    assert none == Option("0", "Geen", "Geen", "geen slachtoffers")


def test_questions_share_a_scale(data: SampleData) -> None:
    questionnaire = load(data)
    assert questionnaire["se_n"].options == questionnaire["ce_n"].options
    assert questionnaire["se_zorgen"].codes == ("1", "2", "3", "4", "5", "wn")


def test_a_coded_variable_has_the_base_of_its_question(data: SampleData) -> None:
    domain = load(data)["domein"]
    assert domain.coded_from == "functie"
    assert domain.coding == {"docent": "onderwijs", "agent": "politie"}
    assert (domain.asked_of, domain.section, domain.since) == ("alle respondenten", "a", "2025")


def test_tests_are_declared(data: SampleData) -> None:
    first, *others = load(data).tests
    asks = "Hangt het werkgebied samen met iets zien?"
    assert first == DeclaredTest("wijk", "gezien", asks)
    assert [one.row for one in others] == ["gezien", "gezien"]


def test_a_questionnaire_may_do_without_scales_and_coded_variables(data: SampleData) -> None:
    path = data.folder / FILE
    path.write_text(
        "version: 1\nperiod: twee jaar\nsections: {a: A}\nquestions:\n"
        "  - {name: x, section: a, kind: single, text: X, short: X, asked_of: wie, since: '1',"
        " options: {ja: Ja}}\n"
    )
    assert [question.name for question in load_questionnaire(path)] == ["x"]


def test_the_period_is_filled_in_wherever_a_text_names_it(data: SampleData) -> None:
    data.replace(FILE, "text: Waar was dat?", "text: Waar was dat, de laatste {period}?")
    data.replace(FILE, "help: Meer", "help: Het gaat om {period}. Meer")
    data.replace(FILE, '"straat": Straat', '"straat": "Op straat, {period} lang"')
    questionnaire = load(data)
    place = questionnaire["plek"]
    assert questionnaire.period == "twee jaar"
    assert place.text == "Waar was dat, de laatste twee jaar?"
    assert place.help == "Het gaat om twee jaar. Meer antwoorden zijn mogelijk."
    assert place.option("straat").label == "Op straat, twee jaar lang"


def test_a_questionnaire_knows_its_file(data: SampleData) -> None:
    assert load(data).file == data.folder / FILE


DROPPED = 'since: "2025"\n    until: "2026"'


def test_a_question_that_was_dropped_is_asked_up_to_its_last_wave(data: SampleData) -> None:
    data.replace(FILE, 'mogelijk.\n    since: "2025"', f"mogelijk.\n    {DROPPED}")
    questionnaire = load(data)
    assert questionnaire["plek"].until == "2026"
    asked = {wave: "plek" in questionnaire.asked_in(wave) for wave in ("2025", "2026", "2027")}
    assert asked == {"2025": True, "2026": True, "2027": False}
    assert "plek" not in questionnaire.asked_in()  # in the next wave, whichever that is
    assert len(questionnaire.asked_in().questions) == len(questionnaire.questions) - 1


def test_a_coded_variable_is_dropped_with_its_source(data: SampleData) -> None:
    path = data.folder / FILE
    before, name, after = path.read_text("utf-8").partition("name: functie")
    path.write_text(before + name + after.replace('since: "2025"', DROPPED, 1), "utf-8")
    assert not {"functie", "domein"} & {one.name for one in load(data).asked_in()}


def test_what_builds_on_a_question_is_dropped_no_later(data: SampleData) -> None:
    path = data.folder / FILE
    before, name, after = path.read_text("utf-8").partition("name: gezien")
    path.write_text(before + name + after.replace('since: "2025"', DROPPED, 1), "utf-8")
    with pytest.raises(CkmError, match="'gezien' was dropped after 2026, and this") as caught:
        load(data)
    first = path.read_text("utf-8").index("asked_if")
    line = path.read_text("utf-8").count("\n", 0, first) + 1
    assert caught.value.place == f"{path}, line {line}"
    assert caught.value.advice == "Give both the same 'until', or remove 'asked_if'"
    for until, fits in (("2025", True), ("2026", True), ("2027", False)):
        text = before + name + after.replace('since: "2025"', DROPPED, 1)
        later = f'since: "2025"\n    until: "{until}"'
        head, filters, rest = text.partition("name: se_n")
        rest = rest.replace('since: "2025"', later, 2)  # of se_n and ce_n
        rest = rest.replace('mogelijk.\n    since: "2025"', f"mogelijk.\n    {later}")
        path.write_text(head + filters + rest, "utf-8")
        if fits:
            assert load(data)["plek"].until == until
        else:
            with pytest.raises(CkmError, match="'gezien' was dropped after 2026"):
                load(data)


def test_an_option_that_was_dropped_is_offered_up_to_its_last_wave(data: SampleData) -> None:
    data.replace(
        FILE, '"wn": Weet niet}\n    excl', '"wn": {label: Weet niet, until: "2025"}}\n    excl'
    )
    questionnaire = load(data)
    before, after = (questionnaire.of_wave(wave)["plek"] for wave in ("2025", "2026"))
    assert before.codes == ("straat", "school", "wn")
    assert (after.codes, after.exclusive) == (("straat", "school"), frozenset())
    assert after.columns == ("plek__straat", "plek__school")
    assert [option.code for option in after.dropped] == ["wn"]
    assert after.option("wn").label == "Weet niet"
    assert questionnaire.asked_in()["plek"] == after
    assert questionnaire.of_wave("2026")["wijk"] is questionnaire["wijk"]
