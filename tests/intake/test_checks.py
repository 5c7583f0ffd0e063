from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from checked_samples import (
    FIELDWORK,
    STATEMENTS,
    Sample,
    clean_sample,
    sample_questionnaire,
)

from ckmreport.intake.checks import check
from ckmreport.intake.checks.wording import check_wording
from ckmreport.intake.export import Column
from ckmreport.intake.findings import Finding
from ckmreport.survey.questionnaire import NOT_ANSWERED, load_questionnaire


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return clean_sample(tmp_path)


def summary(findings: tuple[Finding, ...]) -> list[tuple[str, str, str, tuple[int, ...]]]:
    return [(f.severity, f.check, f.column, f.rows) for f in findings]


def copied(sample: Sample, source: int, target: int) -> Sample:
    frame = sample.frame.copy()
    answers = [column for column in frame.columns if column not in ("id", "datum")]
    frame.loc[target, answers] = frame.loc[source, answers]
    return replace(sample, frame=frame)


def cleared(sample: Sample, column: str, code: str) -> Sample:
    frame = sample.frame.copy()
    frame[column] = frame[column].replace(code, NOT_ANSWERED)
    return replace(sample, frame=frame)


def labelled(sample: Sample, name: str, label: str) -> Sample:
    columns = tuple(Column(c.name, label) if c.name == name else c for c in sample.columns)
    return replace(sample, columns=columns)


def test_a_clean_export_gives_no_findings(sample: Sample) -> None:
    assert sample.findings() == ()


FAULTS: dict[str, tuple[Callable[[Sample], Sample], tuple[str, str, str, tuple[int, ...]]]] = {
    "a column that belongs to no question": (
        lambda s: s.add("extra", "unknown", "x"),
        ("warning", "unknown-column", "extra", ()),
    ),
    "a code that is no option": (
        lambda s: s.cell("gezien", 5, "9"),
        ("error", "unknown-code", "gezien", (5,)),
    ),
    "an option that is neither ticked nor not": (
        lambda s: s.cell("lft__jong", 2, "7"),
        ("error", "unknown-code", "lft__jong", (2,)),
    ),
    "a date that Excel made of 2-5": (
        lambda s: s.cell("aantal", 3, "2025-05-02"),
        ("error", "excel-date", "aantal", (3,)),
    ),
    "the same as Excel shows it": (
        lambda s: s.cell("aantal", 3, "2-mei"),
        ("error", "excel-date", "aantal", (3,)),
    ),
    "an answer outside its routing": (
        lambda s: s.cell("aantal", 5, "0"),
        ("error", "outside-routing", "aantal", (5,)),
    ),
    "ticks outside their routing": (
        lambda s: s.cell("lft__jong", 5, "1"),
        ("error", "outside-routing", "lft", (5,)),
    ),
    "an exclusive option with another": (
        lambda s: s.cell("lft__wn", 2, "1"),
        ("warning", "exclusive-option", "lft", (2,)),
    ),
    "a most frequent answer that was not ticked": (
        lambda s: s.cell("lft_modus", 2, "oud"),
        ("warning", "impossible-combination", "lft_modus", (2,)),
    ),
    "a respondent number twice": (
        lambda s: s.cell("id", 4, "r0"),
        ("error", "double-respondent", "id", (2, 4)),
    ),
    "a row without a respondent number": (
        lambda s: s.cell("id", 4, ""),
        ("error", "no-respondent", "id", (4,)),
    ),
    "all answers the same": (
        lambda s: copied(s, 2, 6),
        ("warning", "identical-answers", "", (2, 6)),
    ),
    "a preview of Qualtrics": (
        lambda s: s.add("DistributionChannel", "ignored", ["preview", *["anonymous"] * 59]),
        ("error", "test-response", "DistributionChannel", (2,)),
    ),
    "a trial by its name": (
        lambda s: s.cell("id", 7, "Test"),
        ("warning", "test-response", "id", (7,)),
    ),
    "a date before the fieldwork": (
        lambda s: s.cell("datum", 2, "2025-02-28"),
        ("warning", "outside-fieldwork", "datum", (2,)),
    ),
    "a date after the fieldwork, with its time": (
        lambda s: s.cell("datum", 2, "2025-07-01T00:00:01"),
        ("warning", "outside-fieldwork", "datum", (2,)),
    ),
    "a date that is none": (
        lambda s: s.cell("datum", 2, "gisteren"),
        ("warning", "unreadable-date", "datum", (2,)),
    ),
    "a date that the calendar does not have": (
        lambda s: s.cell("datum", 2, "2025-02-30"),
        ("warning", "unreadable-date", "datum", (2,)),
    ),
    "an option that nobody chose": (
        lambda s: cleared(s, "st1", "wn"),
        ("note", "empty-category", "st1", ()),
    ),
    "accents garbled in a label": (
        lambda s: labelled(s, "st1", "CoÃ«fficiÃ«nt"),
        ("warning", "encoding", "st1", ()),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_gives_its_finding_and_no_other(sample: Sample, name: str) -> None:
    spoil, expected = FAULTS[name]
    assert summary(spoil(sample).findings()) == [expected]


@pytest.mark.parametrize("text", ["cafÃ©", "caf\ufffd", "â€™s avonds"])
def test_garbled_text_outside_answers_is_a_note(sample: Sample, text: str) -> None:
    found = sample.add("toelichting", "open", ["x", text, *["y"] * 58]).findings()
    assert summary(found) == [("note", "encoding", "toelichting", (3,))]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+1+1", "@SOM(1)", "-A1"])
def test_a_formula_is_noted_without_its_text(sample: Sample, text: str) -> None:
    (found,) = sample.add("toelichting", "open", ["x", text, *["y"] * 58]).findings()
    assert (found.severity, found.check, found.rows) == ("note", "formula", (3,))
    assert text not in found.message + found.value


@pytest.mark.parametrize("text", ["-8", "+5", "- geen idee", "+31 50 123", "a=b", "één"])
def test_a_sign_does_not_make_a_formula(sample: Sample, text: str) -> None:
    assert sample.add("toelichting", "open", text).findings() == ()


def test_a_missing_question_and_a_missing_option_are_errors(sample: Sample) -> None:
    found = sample.without("st3").without("lft__oud").findings()
    missing = [f for f in found if f.check == "missing-column"]
    assert [(f.severity, f.column) for f in missing] == [("error", "lft"), ("error", "st3")]
    assert "18 jaar of ouder" in missing[0].message


def test_two_columns_for_the_same_answer_are_an_error(sample: Sample) -> None:
    twice = replace(sample.mapping["st1"], column="st1 (2)")
    export = sample.add("st1 (2)", "question", "1")
    mapping = replace(sample.mapping, columns=(*sample.mapping.columns, twice))
    canonical = replace(sample.canonical, mapping=mapping)
    found = check(export.export, canonical, wave="2025", fieldwork=FIELDWORK, earlier={})
    assert [(f.severity, f.check, f.column) for f in found] == [("error", "double-column", "st1")]


def test_a_value_that_may_be_somebodys_words_is_not_shown(sample: Sample) -> None:
    (found,) = sample.cell("gezien", 5, "Jansen van de wijk").findings()
    assert found.check == "unknown-code"
    assert "Jansen" not in found.value + found.message + found.advice


def test_a_formula_in_place_of_an_answer_stops_the_run(sample: Sample) -> None:
    found = sample.cell("gezien", 5, "=HYPERLINK(1)").findings()
    assert summary(found) == [
        ("error", "error-value", "gezien", (5,)),
        ("warning", "formula", "gezien", (5,)),
    ]


def test_a_value_that_is_almost_a_label_is_shown(sample: Sample) -> None:
    (found,) = sample.cell("lft_modus", 2, "18 jaar of oudr").findings()
    assert found.value == "18 jaar of oudr"


def test_a_filter_that_is_not_understood_blames_no_other_question(sample: Sample) -> None:
    assert [f.check for f in sample.cell("gezien", 2, "9").findings()] == ["unknown-code"]


def test_a_follow_up_to_an_open_question_contradicts_nothing(sample: Sample) -> None:
    open_ages = sample
    for code in ("jong", "oud", "wn"):
        open_ages = open_ages.cell(f"lft__{code}", 2, NOT_ANSWERED)
    assert open_ages.findings() == ()


def test_short_paths_may_be_the_same(sample: Sample) -> None:
    short = copied(sample, 5, 9)
    for name in STATEMENTS[2:]:
        short = short.cell(name, 5, NOT_ANSWERED).cell(name, 9, NOT_ANSWERED)
    assert short.findings() == ()


def test_a_question_that_nobody_answered_is_a_warning(sample: Sample) -> None:
    empty = sample
    for code in ("1", "2", "3", "4", "5", "wn"):
        empty = cleared(empty, "st2", code)
    (found,) = empty.findings()
    assert (found.severity, found.check, found.column) == ("warning", "unanswered-question", "st2")


def test_drop_outs_are_counted_in_a_note(sample: Sample) -> None:
    canonical = sample.canonical
    canonical.frame.loc[[2, 3], "status"] = "uitgevallen"
    found = check(sample.export, canonical, wave="2025", fieldwork=FIELDWORK, earlier={})
    assert summary(found) == [("note", "drop-out", "", (2, 3))]


def test_dates_written_the_american_way_are_read_as_such(sample: Sample) -> None:
    frame = sample.frame.assign(datum="3/31/25 10:15:00")
    frame.loc[2, "datum"] = "7/4/25 9:00:00"
    (found,) = replace(sample, frame=frame).findings()
    assert (found.check, found.rows) == ("outside-fieldwork", (2,))


def test_dates_written_the_dutch_way_are_read_as_such(sample: Sample) -> None:
    frame = sample.frame.assign(datum="5-4-2025 10:15")
    frame.loc[2, "datum"] = "4-7-2025 10:15"
    (found,) = replace(sample, frame=frame).findings()
    assert (found.check, found.rows) == ("outside-fieldwork", (2,))


@pytest.mark.parametrize(("strays", "severity"), [(30, "warning"), (31, "error")])
def test_an_export_of_another_year_is_no_stray(sample: Sample, strays: int, severity: str) -> None:
    frame = sample.frame.copy()
    assert len(frame) == 60
    frame.loc[frame.index[:strays], "datum"] = "2024-04-01"
    (found,) = replace(sample, frame=frame).findings()
    assert (found.severity, found.check) == (severity, "outside-fieldwork")
    assert len(found.rows) == strays
    assert ("zijn 31 van de 60 antwoorden" in found.message) is (severity == "error")


def test_only_rows_with_a_date_tell_whether_this_is_another_year(sample: Sample) -> None:
    frame = sample.frame.copy()
    frame["datum"] = ""
    frame.loc[[2, 3, 4], "datum"] = ["2024-04-01", "2024-04-02", "2025-04-01"]
    (found,) = replace(sample, frame=frame).findings()
    assert (found.severity, found.rows) == ("error", (2, 3))


def test_a_filter_without_a_column_blames_no_follow_up(sample: Sample) -> None:
    assert [f.check for f in sample.without("gezien").findings()] == ["missing-column"]


CODED = """\
coded:
  - {name: groep, text: Groep., short: Groep, from: gezien, options: {"a": Aa, "b": Bee, "c": Cee},
     coding: {"ja": a, "nee": b}}
"""


@pytest.mark.parametrize(
    ("given", "message", "advice"),
    [
        (["a", "b"], "Bij groep kreeg niemand “Cee”.", "deze code terecht bij niemand past"),
        (["a"], "Bij groep kreeg niemand “Bee”, “Cee”.", "deze codes terecht bij niemand passen"),
        ([], "Niemand kreeg een code voor groep (Groep).", "geef --coding mee"),
    ],
)
def test_nobody_chooses_a_code_that_researchers_give(
    tmp_path: Path, sample: Sample, given: list[str], message: str, advice: str
) -> None:
    path = tmp_path / "questionnaire.yml"
    path.write_text(path.read_text("utf-8") + CODED, "utf-8")
    coded = sample.asking(load_questionnaire(path))
    canonical = coded.canonical
    canonical.frame.loc[range(2, 2 + len(given)), "groep"] = given
    (found,) = check(coded.export, canonical, wave="2025", fieldwork=FIELDWORK, earlier={})
    assert found.message == message
    assert advice in found.advice


def test_options_that_nobody_chose_are_counted_in_words(sample: Sample) -> None:
    (one,) = cleared(sample, "st1", "wn").findings()
    assert "dit antwoord in het enquêteprogramma te kiezen was" in one.advice
    (two,) = cleared(cleared(sample, "st1", "wn"), "st1", "5").findings()
    assert "deze antwoorden in het enquêteprogramma te kiezen waren" in two.advice


CHANGES = {
    "changed-wording": ("text: Iets gezien?", "text: Wat hebt u gezien?"),
    "changed-options": ('options: {"ja": Ja, "nee": Nee}', 'options: {"ja": Jawel, "nee": Nee}'),
    "changed-order": ('{"ja": Ja, "nee": Nee}', '{"nee": Nee, "ja": Ja}'),
    "changed-routing": (
        'since: "2023", asked_if: {gezien: "ja"}, options',
        'since: "2023", options',
    ),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("declared", [False, True])
def test_a_question_put_otherwise_than_before(
    tmp_path: Path, sample: Sample, name: str, declared: bool
) -> None:
    before = {"2021": sample.questionnaire, "2023": sample.questionnaire}
    path = tmp_path / "questionnaire.yml"
    old, new = CHANGES[name]
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    text = text.replace(old, new)
    if declared:
        text = text.replace('since: "2023"', 'since: "2025"')
    path.write_text(text, "utf-8")
    (found,) = [
        f
        for f in sample.asking(load_questionnaire(path)).findings(earlier=before)
        if f.check.startswith("changed")
    ]
    assert (found.check, found.severity) == (name, "note" if declared else "warning")
    assert "2023" in found.message


def test_a_new_question_is_no_change(sample: Sample) -> None:
    asked = sample.questionnaire
    before = replace(asked, questions=tuple(one for one in asked if one.name != "st1"))
    assert sample.findings(earlier={"2023": before}) == ()


def test_a_question_that_was_dropped_is_named_since_the_last_wave_that_had_it(
    tmp_path: Path, sample: Sample
) -> None:
    path = tmp_path / "questionnaire.yml"
    extra = "  - {name: st99, section: a, kind: likert, text: Weg., short: Weg, asked_of: allen,"
    path.write_text(path.read_text("utf-8") + extra + ' since: "2021", scale: eens}\n', "utf-8")
    had_it = load_questionnaire(path)
    (found,) = sample.findings(earlier={"2023": had_it})
    assert (found.check, found.severity, found.column) == ("dropped-question", "note", "st99")
    assert "in de meting van 2023 gesteld" in found.message
    assert 'until: "2023"' in found.advice
    assert sample.findings(earlier={"2021": had_it, "2023": sample.questionnaire}) == ()


def test_options_that_came_and_went_are_named(tmp_path: Path, sample: Sample) -> None:
    path = tmp_path / "questionnaire.yml"
    text = path.read_text("utf-8").replace('"6_10": 6-10}', '"11_20": 11-20}')
    path.write_text(text, "utf-8")
    asked = sample.asking(load_questionnaire(path))
    found = [f for f in asked.findings(earlier={"2023": sample.questionnaire}) if f.column]
    (changed,) = [f for f in found if f.check == "changed-options"]
    assert "de antwoorden (nieuw: “11-20”; vervallen: “6-10”) anders" in changed.message


def test_another_kind_under_the_same_name_cannot_be_compared(
    tmp_path: Path, sample: Sample
) -> None:
    path = tmp_path / "questionnaire.yml"
    text = path.read_text("utf-8").replace(', exclusive: ["wn"]', "")
    text = text.replace(
        "{name: lft, section: a, kind: multi", "{name: lft, section: a, kind: single"
    )
    path.write_text(text.replace(", among: lft", ""), "utf-8")
    now = load_questionnaire(path)
    found = check_wording(now, "2025", {"2023": sample.questionnaire})
    (kind,) = [one for one in found if one.check == "changed-kind"]
    assert (kind.severity, kind.column) == ("warning", "lft")
    assert "geef de vraag in questionnaire.yml een andere naam" in kind.advice


def test_another_period_is_a_note_and_no_other_wording(tmp_path: Path) -> None:
    sample_questionnaire(tmp_path)
    path = tmp_path / "questionnaire.yml"
    text = path.read_text("utf-8").replace("Iets gezien?", '"Iets gezien, de laatste {period}?"')
    path.write_text(text, "utf-8")
    before = load_questionnaire(path)
    path.write_text(text.replace("period: twee jaar", "period: drie jaar"), "utf-8")
    (found,) = check_wording(load_questionnaire(path), "2025", {"2023": before})
    assert (found.check, found.severity) == ("changed-period", "note")
    assert "is de periode anders" in found.message


def test_no_finding_quotes_a_respondent_number(sample: Sample) -> None:
    spoiled = sample.cell("id", 4, "r0").cell("id", 7, "test").cell("gezien", 5, "9")
    for found in spoiled.findings():
        assert "r0" not in found.message + found.value + found.column
