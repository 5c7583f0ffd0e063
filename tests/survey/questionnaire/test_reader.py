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


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("version: 1\n", "", "period: twee", "the file lacks version"),
        ("version: 1", "version: 1\nvragen: []", "vragen:", "unknown key 'vragen'"),
        ("period: twee jaar", "period: een jaar", "period:", "'een jaar' does not fit after"),
        ("Waar was dat?", "Waar, {periode}?", "{periode}", "'{periode}' stands for nothing"),
        (
            'mogelijk.\n    since: "2025"',
            'mogelijk.\n    since: "2025"\n    until: "2023"',
            "until:",
            "the last wave, 2023, is before the first",
        ),
        ("    short: Plek\n", "", "name: plek", "'questions' lacks short"),
        ("    short: Plek", "    kort: Plek\n    short: P", "kort:", "unknown key 'kort'"),
        ("  - name: plek", "  - name: wijk #", "name: wijk #", "'wijk' is used twice"),
        ("  - name: domein", "  - name: plek #", "name: plek #", "'plek' is used twice"),
        ("kind: multi", "kind: open", "kind: open", "unknown kind 'open'"),
        ("about: se\n    text: Hoe", "about: xe\n    text: Hoe", "about: xe", "unknown about 'xe'"),
        ("text: Waar was dat?", "text: 7", "text: 7", "'text' must be text, not 7"),
        ('exclusive: ["wn"]', 'exclusive: ["niet"]', "exclusive:", "'niet' is not an option of"),
        ("kind: multi", "kind: single", "exclusive:", "only a question of kind multi has exclu"),
        (
            "kind: single\n    text: Hebt",
            "kind:  likert\n    text: Hebt",
            "kind:  l",
            "a statement is",
        ),
        ('{se_n: "!0"}', '{later: "ja"}', "later", "'later' is not asked before this question"),
        ('{se_n: "!0"}', '{se_n: "!9"}', "!9", "'9' is not an option of 'se_n'"),
        ('{se_n: "!0"}', '{se_n: "0", ce_n: "0"}', "ce_n:", "'asked_if' takes one rule"),
        ('{se_n: "!0"}', "{se_n: 0}", "se_n: 0", "'se_n' must be text, not 0"),
        ('"nee": Nee', '"-9": Nee', '"-9"', "'-9' cannot be an option"),
        ('"nee": Nee', '"ja": Nee', '"ja": Nee', "'ja' stands twice in the same mapping"),
        ('"nee": Nee', '"nee": {short: Nee}', '"nee": {', "'nee' lacks label"),
        ('"nee": Nee', '"nee": {label: N, x: y}', '"nee": {', "unknown key 'x'"),
        ("from: functie", "from: beroep", "from: beroep", "'beroep' is not a question"),
        ("{docent: ", "{dokter: ", "dokter", "'dokter' is not an option of 'functie'"),
        ("agent: politie", "agent: leger", "leger", "'leger' is not an option of 'domein'"),
        ("coding: {docent", "codering: {docent", "name: domein", "'coded' lacks coding"),
        ("row: wijk", "rij: wijk", "rij: wijk", "'tests' lacks row"),
        ("row: wijk", "row: buurt", "row: buurt", "the questionnaire has no question 'buurt'"),
        ("row: wijk", "row: plek", "row: plek", "'plek' takes several answers"),
        ("row: wijk", "row: gezien", "row: gezien, column: g", "'gezien' is tested with itself"),
        (
            "{row: wijk, column: gezien",
            "{row: se_zorgen, column: gezien",
            "row: gezien, column: se",
            "'gezien' by 'se_zorgen' is declared twice",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, at: str, message: str, data: SampleData
) -> None:
    data.replace(FILE, old, new)
    with pytest.raises(CkmError) as caught:
        load(data)
    assert caught.value.message.startswith(message)
    assert caught.value.place == data.line(FILE, at)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("section: z", "unknown section 'z'"),
        ("section: a\n    scale: eens", "'wijk' must have either options or a scale"),
    ],
)
def test_a_fault_in_the_first_question(new: str, message: str, data: SampleData) -> None:
    path = data.folder / FILE
    path.write_text(path.read_text().replace("section: a", new, 1))
    with pytest.raises(CkmError, match=message) as caught:
        load(data)
    assert caught.value.place is not None


def test_an_unknown_scale_is_named_with_the_known_ones(data: SampleData) -> None:
    path = data.folder / FILE
    path.write_text(path.read_text().replace("scale: aantal", "scale: getal", 1))
    with pytest.raises(CkmError, match="unknown scale 'getal'") as caught:
        load(data)
    assert caught.value.place == data.line(FILE, "scale: getal")
    assert caught.value.advice == "Known: eens, aantal"


def test_a_question_without_options_is_refused(data: SampleData) -> None:
    data.replace(FILE, 'options: {"ja": Ja, "deels": Deels, "nee": Nee}', "options: {}")
    with pytest.raises(CkmError, match="there are no options") as caught:
        load(data)
    assert caught.value.place == data.line(FILE, "options: {}")


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
