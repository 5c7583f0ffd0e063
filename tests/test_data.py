"""The data folder: the codebook, the wave of 2023 and the printed figures agree with each other."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from ckmreport.presentation.text.dutch_numbers import percentage
from ckmreport.report.proof.typed_digits import typed_digits
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Questionnaire,
    load_questionnaire,
)
from ckmreport.survey.waves import Responses, Wave, open_wave

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
PUBLICATION = DATA / "publication" / "2023"
WAVE = DATA / "waves" / "2023"
TEXTS = sorted((WAVE / "text").glob("*.md"))

Row = dict[str, str]


def read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


FIGURES = read_csv(PUBLICATION / "figures.csv")
BIB_KEYS = set(re.findall(r"^@\w+\{(\w+),$", (ROOT / "references.bib").read_text("utf-8"), re.M))


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    """What was asked in 2023; `data/questionnaire.yml` is that of the next wave."""
    return load_questionnaire(WAVE / "questionnaire.yml")


@pytest.fixture(scope="module")
def wave() -> Wave:
    return open_wave(DATA, "2023")


@pytest.fixture(scope="module")
def responses(wave: Wave) -> Responses:
    return wave.responses


# --- The codebook ------------------------------------------------------------------------------


def test_margins_print_every_option_of_every_question(questionnaire: Questionnaire) -> None:
    printed = [(row["variable"], row["option"]) for row in FIGURES if row["kind"] == "margin"]
    asked = [(question.name, code) for question in questionnaire for code in question.codes]
    assert sorted(printed) == sorted(asked)


@pytest.mark.parametrize("folder", [DATA, WAVE], ids=["next wave", "2023"])
def test_labels_for_figures_are_short(folder: Path) -> None:
    questionnaire = load_questionnaire(folder / "questionnaire.yml")
    labels = [option.short for question in questionnaire for option in question.options]
    labels += [question.short for question in questionnaire]
    assert [label for label in labels if len(label) > 30] == []


def test_questions_about_both_forms_offer_the_same_options(questionnaire: Questionnaire) -> None:
    for question in questionnaire:
        twin = "ce_" + question.name.removeprefix("se_")
        if question.about == "se" and question.name.startswith("se_"):
            assert questionnaire[twin].options == question.options
            assert questionnaire[twin].statement == question.statement


# --- The rows ----------------------------------------------------------------------------------


def test_routing_holds_without_exception(responses: Responses) -> None:
    frame = responses.frame
    for question in responses.questionnaire:
        asked = ~frame[list(question.columns)].isin([NOT_ASKED]).all(axis=1)
        rule = question.asked_if
        expected = np.full(len(frame), True) if rule is None else responses.holds(rule)
        assert np.array_equal(asked, expected), question.name


def test_who_stops_answers_nothing_after_that_point(responses: Responses) -> None:
    questions = [q for q in responses.questionnaire if q.coded_from is None]
    first = responses.frame[[question.columns[0] for question in questions]]
    stopped = first.isin([NOT_ANSWERED])
    answered = ~first.isin([NOT_ANSWERED, NOT_ASKED])
    after = stopped.cummax(axis=1)
    assert not (after & answered).any(axis=None)


def test_domain_follows_from_the_function(responses: Responses) -> None:
    frame, domain = responses.frame, responses.questionnaire["domein"]
    coded = frame["functie"].map(dict(domain.coding))
    listed = coded.notna()
    assert (coded[listed] == frame.loc[listed, "domein"]).all()
    assert set(frame.loc[~listed, "functie"]) == {"anders"}


def test_exclusive_options_stand_alone(responses: Responses) -> None:
    """Two respondents tick a report and "weet niet": the printed figures leave no other way."""
    broken = {}
    for question in responses.questionnaire:
        ticked = responses.frame[list(question.columns)].isin(["1"])
        for code in question.exclusive:
            count = int((ticked[f"{question.name}__{code}"] & (ticked.sum(axis=1) > 1)).sum())
            if count:
                broken[question.name, code] = count
    assert broken == {("melding", "wn"): 2}


# --- The printed figures, which the audit counts again (tests/publication) ---------------------


def test_every_figure_is_numbered_once() -> None:
    assert [row["id"] for row in FIGURES] == [f"C{number:03}" for number in range(1, 437)]


def test_recomputed_percentages_follow_from_count_and_base() -> None:
    shares = [row for row in FIGURES if row["recomputed"].endswith("%")]
    assert len(shares) == 276
    wrong = [
        row["id"]
        for row in shares
        if row["recomputed"] != percentage(int(row["count"]), int(row["base_n"]), 1)
    ]
    assert wrong == []


def test_every_base_is_described_and_used() -> None:
    used = {row["base"] for row in FIGURES} - {""}
    assert set(read_yaml(PUBLICATION / "bases.yml")) == used


def test_published_cross_tabulations_are_the_printed_cells(questionnaire: Questionnaire) -> None:
    published = read_yaml(PUBLICATION / "cross-tabulations.yml")
    cells = set()
    for table in published["tables"]:
        for code in questionnaire[table["row"]].codes:
            if code not in table["leave_out"]:
                cells.add(f"{table['row']}={code}; {table['column']}={table['column_option']}")
    assert cells == {row["where"] for row in FIGURES if row["place"] == "Tabel 2"}

    figures = {row["id"]: row for row in FIGURES}
    for cell in published["cells"]:
        row, of = figures[cell["figure"]], " + ".join(cell["questions"])
        pooled = (row["variable"], row["option"], row["where"])
        single = f"domein={cell['domein']}; {of}={cell['option']}"
        assert row["where"] == single or pooled == (of, cell["option"], f"domein={cell['domein']}")
    for test in published["tests"]:
        row = figures[test["figure"]]
        assert row["where"] == f"{test['row']} × {test['column']}"
        assert row["printed"] == f"{test['statistic']:.2f}".replace(".", ",")
        assert row["base_n"] == str(test["n"])
        assert row["note"].startswith(f"df={test['df']};")


# --- What people wrote -------------------------------------------------------------------------


def citations(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w.])@(?!sec-)(\w+)", text))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_texts_cite_what_the_bibliography_has(path: Path) -> None:
    assert citations(path.read_text("utf-8")) <= BIB_KEYS


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_texts_quote_figures_that_the_context_has(path: Path, wave: Wave) -> None:
    quoted = re.findall(r'context\["(\w+)"\]', path.read_text("utf-8"))
    assert set(quoted) <= set(wave.context)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_texts_type_no_figure_by_hand(path: Path) -> None:
    assert list(typed_digits(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_footnotes_carry_the_name_of_their_text(path: Path) -> None:
    text = path.read_text("utf-8")
    used = re.findall(r"\[\^([^\]]+)\](?!:)", text)
    defined = re.findall(r"^\[\^([^\]]+)\]:", text, re.M)
    assert sorted(used) == sorted(defined)
    assert all(name.startswith(f"{path.stem}-") for name in used)


def test_all_texts_are_there() -> None:
    names = {path.stem for path in TEXTS}
    chapters = {"aanleiding", "lokale-context", "doel", "werving", "privacy", "beperkingen"}
    assert chapters | {"interviews-signaleren"} <= names


def test_sources_of_context_and_wave_are_in_the_bibliography(wave: Wave) -> None:
    assert {figure.source for figure in wave.context.values()} <= BIB_KEYS
    assert wave.metadata.source in BIB_KEYS


def test_interviewees_add_up_to_the_interviews(wave: Wave) -> None:
    assert wave.metadata.interviews is not None
    assert sum(group.persons for group in wave.interviewees) == wave.metadata.interviews.held
    domains = {group.domain for group in wave.interviewees} - {"onbekend"}
    assert domains <= set(wave.questionnaire["domein"].codes)


def test_no_key_of_the_bibliography_is_used_twice() -> None:
    keys = re.findall(r"^@\w+\{([^,]+),", (ROOT / "references.bib").read_text("utf-8"), re.M)
    assert len(keys) == len(BIB_KEYS)
    assert set(keys) == BIB_KEYS


def test_every_work_is_cited() -> None:
    keys = set(re.findall(r"^@\w+\{([\w-]+),", (ROOT / "references.bib").read_text("utf-8"), re.M))
    sources = [*TEXTS, ROOT / "index.ipynb", *(ROOT / "notebooks").glob("*.ipynb")]
    cited = {key for path in sources for key in re.findall(r"@([\w-]+)", path.read_text("utf-8"))}
    assert keys - cited == set()
