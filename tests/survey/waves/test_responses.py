from __future__ import annotations

import pandas as pd
import pytest
from survey_samples import RESPONSES, SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import Condition, load_questionnaire
from ckmreport.survey.waves import open_wave
from ckmreport.survey.waves.responses import Responses, load_responses
from ckmreport.survey.waves.wave_folders import study_file


def load(data: SampleData, *respondents: dict[str, str]) -> Responses:
    if respondents:
        data.answer(*respondents)
    questionnaire = load_questionnaire(study_file(data.folder, "2025", "questionnaire.yml"))
    return load_responses(data.folder / RESPONSES, questionnaire)


def refused(data: SampleData, *respondents: dict[str, str]) -> CkmError:
    with pytest.raises(CkmError) as caught:
        load(data, *respondents)
    return caught.value


STREET = {"plek__straat": "1", "plek__school": "0", "plek__wn": "0"}
NOT_ROUTED = {"plek__straat": "-8", "plek__school": "-8", "plek__wn": "-8"}
SAW = {"gezien": "ja", "se_n": "2_5", "ce_n": "0"}


def test_only_who_was_kept_counts(data: SampleData) -> None:
    dropped = {"status": "uitgevallen", "gezien": "ja"}
    responses = load(data, {"gezien": "ja"}, dropped, {"gezien": "nee"})
    assert len(responses) == 2
    assert responses.dropped_out == 1


def test_rows_of_a_reconstruction_are_all_marked(data: SampleData) -> None:
    assert len(load(data, {"synthetisch": "1"}, {"synthetisch": "1"})) == 2
    error = refused(data, {"synthetisch": "1"}, {"synthetisch": "0"})
    assert "must be 1 in every row" in error.message


def test_the_base_is_who_answered(data: SampleData) -> None:
    responses = load(
        data,
        {"gezien": "ja", "se_n": "wn", **STREET},  # "weet niet" is an answer
        {"gezien": "nee", "se_n": "-8", **NOT_ROUTED},
        {"gezien": "ja", "se_n": "0", **NOT_ROUTED},
        {"gezien": "ja"},
        {},
    )
    asked = responses.questionnaire
    assert responses.answered(asked["gezien"]).tolist() == [True, True, True, True, False]
    assert responses.answered(asked["se_n"]).tolist() == [True, False, True, False, False]
    assert responses.answered(asked["plek"]).tolist() == [True, False, False, False, False]


def test_nothing_ticked_is_an_answer_too(data: SampleData) -> None:
    responses = load(data, {**SAW, "plek__straat": "0", "plek__school": "0", "plek__wn": "0"})
    place = responses.questionnaire["plek"]
    assert responses.answered(place).tolist() == [True]
    assert responses.chose(place, "straat").tolist() == [False]


def test_an_answer_is_chosen_by_code(data: SampleData) -> None:
    responses = load(data, SAW | STREET, {"gezien": "nee"})
    asked = responses.questionnaire
    assert responses.chose(asked["plek"], "straat").tolist() == [True, False]
    assert responses.chose(asked["gezien"], "nee").tolist() == [False, True]
    with pytest.raises(KeyError, match="no option 'misschien'"):
        responses.chose(asked["gezien"], "misschien")


def test_a_negated_condition_needs_an_answer(data: SampleData) -> None:
    responses = load(data, {"gezien": "ja"}, {"gezien": "nee"}, {})
    assert responses.holds(Condition.parse("gezien", "nee")).tolist() == [False, True, False]
    assert responses.holds(Condition.parse("gezien", "!nee")).tolist() == [True, False, False]


def test_a_wave_in_which_nobody_was_kept_can_be_read(data: SampleData) -> None:
    assert len(load(data, {"status": "uitgevallen"})) == 0


@pytest.mark.parametrize(
    ("respondent", "column", "message"),
    [
        ({"gezien": "misschien"}, "gezien", "'misschien' is not a code of this question"),
        ({"gezien": ""}, "gezien", "'' is not a code of this question"),
        ({"gezien": "Ja"}, "gezien", "'Ja' is not a code of this question"),
        (SAW | STREET | {"plek__wn": "2"}, "plek__wn", "'2' is not a code of this question"),
        (SAW | STREET | {"plek__wn": "wn"}, "plek__wn", "'wn' is not a code of this question"),
        (SAW | STREET | {"plek__wn": "-9"}, "plek", "answered in some of its columns only"),
        (SAW | STREET | {"plek__wn": "-8"}, "plek", "answered in some of its columns only"),
        (
            {"gezien": "nee", "se_n": "1"},
            "se_n",
            "answered, while it is only asked if gezien ≠ nee",
        ),
        ({"ce_n": "0"}, "ce_n", "answered, while it is only asked if gezien ≠ nee"),
        ({"gezien": "ja"} | STREET, "plek", "answered, while it is only asked if se_n ≠ 0"),
        (
            {"gezien": "ja", "se_n": "0"} | STREET,
            "plek",
            "answered, while it is only asked if se_n ≠ 0",
        ),
        ({"status": "weg"}, "status", "must be behouden or uitgevallen"),
    ],
)
def test_a_fault_is_named_with_column_and_respondent(
    respondent: dict[str, str], column: str, message: str, data: SampleData
) -> None:
    error = refused(data, {"gezien": "ja"}, respondent)
    assert error.message == message
    assert error.place == f"{data.folder / RESPONSES}, column {column}, respondent r2"


def test_a_fault_says_how_many_have_it(data: SampleData) -> None:
    error = refused(data, {"gezien": "x"}, {"gezien": "ja"}, {"gezien": "y"}, {"gezien": "z"})
    assert error.message == "'x' is not a code of this question"
    assert (error.place or "").endswith("column gezien, respondent r1 and 2 more")


def test_who_dropped_out_is_checked_too(data: SampleData) -> None:
    error = refused(data, {"status": "uitgevallen", "gezien": "x"})
    assert (error.place or "").endswith("column gezien, respondent r1")


def test_a_respondent_counts_once(data: SampleData) -> None:
    error = refused(data, {"gezien": "ja"}, {"respondent": "r1", "gezien": "nee"})
    assert error.message == "this number is used twice"
    assert (error.place or "").endswith("column respondent, respondent r1")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("respondent,status", "nummer,status", "there is no column 'respondent'"),
        ("plek__straat", "plek__weg", "there is no column 'plek__straat'"),
        ("plek__straat,plek__school", "a,b", "there is no column 'plek__straat', and 1 more"),
        ("respondent,", "respondent,extra,", "column 'extra' belongs to no question"),
        ("respondent,", "respondent,wijk,", "column 'wijk.1' belongs to no question"),
    ],
)
def test_columns_must_be_those_of_the_questionnaire(
    old: str, new: str, message: str, data: SampleData
) -> None:
    path = data.replace(RESPONSES, old, new)
    error = refused(data)
    assert (error.message, error.place) == (message, str(path))


def test_a_row_with_too_many_fields_is_refused(data: SampleData) -> None:
    path = data.replace(RESPONSES, "r1,", "r1,extra,")
    error = refused(data)
    assert error.message == "the rows have more fields than there are column names"
    assert error.place == str(path)


def test_a_row_with_too_few_fields_is_refused(data: SampleData) -> None:
    path = data.folder / RESPONSES
    header = path.read_text("utf-8").splitlines()[0]
    path.write_text(f"{header}\nr1,behouden,noord\n")
    assert refused(data).message == "'' is not a code of this question"


@pytest.mark.parametrize("content", [b"", b"respondent,status\nr1,\xe9\n", b'a,b\n1,2\n"'])
def test_what_is_no_csv_is_refused(content: bytes, data: SampleData) -> None:
    path = data.folder / RESPONSES
    path.write_bytes(content)
    error = refused(data)
    assert error.message.startswith("not a CSV file in UTF-8")
    assert error.place == str(path)


def test_a_wave_without_responses_is_refused(data: SampleData) -> None:
    (data.folder / RESPONSES).unlink()
    assert refused(data).message == "the wave has no responses"


def test_a_question_of_a_later_wave_was_not_asked_in_an_earlier_one(data: SampleData) -> None:
    path = data.answer({"gezien": "ja", "ce_n": "0"})
    lines = [line.split(",") for line in path.read_text("utf-8").splitlines()]
    place = lines[0].index("ce_n")
    text = "".join(",".join(v for i, v in enumerate(line) if i != place) + "\n" for line in lines)
    path.write_text(text, "utf-8")
    with pytest.raises(CkmError, match="ce_n"):
        open_wave(data.folder)
    questions = data.folder / "questionnaire.yml"
    before, name, after = questions.read_text("utf-8").partition("name: ce_n")
    later = after.replace('since: "2025"', 'since: "2031"', 1)
    questions.write_text(before + name + later, "utf-8")
    responses = open_wave(data.folder).responses
    assert responses.answered(responses.questionnaire["ce_n"]).tolist() == [False]


def test_a_question_that_was_dropped_was_not_asked_afterwards(data: SampleData) -> None:
    asked = 'mogelijk.\n    since: "2025"'
    dropped = 'mogelijk.\n    since: "2021"\n    until: "2024"'
    data.replace("questionnaire.yml", asked, dropped)
    path = data.answer({"gezien": "ja"})
    frame = pd.read_csv(path, dtype=str)
    frame.drop(columns=[c for c in frame.columns if str(c).startswith("plek__")]).to_csv(
        path, index=False
    )
    responses = open_wave(data.folder).responses
    assert responses.answered(responses.questionnaire["plek"]).tolist() == [False]
    data.replace("questionnaire.yml", 'until: "2024"', 'until: "2025"')
    with pytest.raises(CkmError, match="there is no column 'plek__straat'"):
        open_wave(data.folder)


def test_an_answer_that_the_questionnaire_of_its_wave_lacks_names_that_file(
    data: SampleData,
) -> None:
    own = data.keep_questionnaire("2025")
    data.answer({"gezien": "deels"})
    data.replace(own, '"ja": Ja, "deels": Deels, "nee"', '"ja": Ja, "nee"')
    error = refused(data)
    assert error.message == "'deels' is not a code of this question"
    assert error.advice == f"Correct it, or add the option to {data.folder / own}"
    data.replace(own, '"ja": Ja, "nee"', '"ja": Ja, "deels": Deels, "nee"')
    data.replace(own, '"straat": Straat, ', "")
    error = refused(data)
    assert error.message == "column 'plek__straat' belongs to no question"
    assert error.advice == f"Remove it, or add the question or option to {data.folder / own}"


def test_an_option_that_was_dropped_needs_no_column_and_nobody_chose_it(data: SampleData) -> None:
    data.replace(
        "questionnaire.yml", '"school": School', '"school": {label: School, until: "2024"}'
    )
    path = data.answer({"gezien": "ja", "se_n": "1", "plek__straat": "1", "plek__wn": "0"})
    frame = pd.read_csv(path, dtype=str)
    frame.drop(columns="plek__school").to_csv(path, index=False)
    responses = open_wave(data.folder).responses
    place = responses.questionnaire["plek"]
    assert responses.chose(place, "straat").tolist() == [True]
    assert responses.chose(place, "school").tolist() == [False]
    frame.to_csv(path, index=False)
    with pytest.raises(CkmError, match="'plek__school' belongs to no question"):
        open_wave(data.folder)
