"""The data folder: the codebook, the wave of 2023 and the printed figures agree with each other."""

from __future__ import annotations

import csv
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml
from scipy.stats import chi2_contingency

from ckmreport.report.proof.typed_digits import typed_digits
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Condition,
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
    return load_questionnaire(DATA / "questionnaire.yml")


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


def test_labels_for_figures_are_short(questionnaire: Questionnaire) -> None:
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


# --- The printed figures -----------------------------------------------------------------------


def meets(responses: Responses, where: str) -> pd.Series:
    """Tell who meets the conditions of `where`: ";" is and, "|" is or."""
    found = pd.Series(False, index=responses.frame.index)
    for alternative in where.split(" | "):
        rules = [rule.split("=", 1) for rule in alternative.split("; ")]
        conditions = [Condition.parse(variable, option) for variable, option in rules]
        masks = [responses.holds(condition) for condition in conditions]
        found |= np.logical_and.reduce(masks)
    return found


def crossed(responses: Responses, where: str) -> pd.DataFrame:
    """Give the cross-tabulation of `a × b` among those who answered both."""
    row, column = (responses.questionnaire[name] for name in where.split(" × "))
    both = responses.answered(row) & responses.answered(column)
    frame = responses.frame[both]
    return pd.crosstab(frame[row.name], frame[column.name])


def lower_bound(responses: Responses, variable: str) -> int:
    question = responses.questionnaire[variable]
    return sum(
        (option.at_least or 0) * int(responses.chose(question, option.code).sum())
        for option in question.options
    )


def count(wave: Wave, row: Row) -> int:
    """Count a printed figure again, from the rows or from the wave's own metadata."""
    responses = wave.responses
    if row["where"].startswith("wave: "):
        entry: Any = read_yaml(WAVE / "wave.yml")
        for key in row["where"].removeprefix("wave: ").split("."):
            entry = entry[key]
        return int(entry)
    if row["kind"] == "derived" and row["variable"]:
        return lower_bound(responses, row["variable"])
    if not row["variable"]:
        return int(meets(responses, row["where"]).sum())
    counted = (
        meets(responses, row["where"])
        if row["where"]
        else pd.Series(True, index=responses.frame.index)
    )
    return sum(
        int((responses.chose(responses.questionnaire[name], row["option"]) & counted).sum())
        for name in row["variable"].split(" + ")
    )


def base(responses: Responses, row: Row) -> int:
    """Count again who a printed figure is a share of."""
    if row["kind"] == "margin":
        return int(responses.answered(responses.questionnaire[row["variable"]]).sum())
    if row["kind"] == "chi2":
        return int(crossed(responses, row["where"]).to_numpy().sum())
    if row["kind"] == "cross_pooled":
        questions = [responses.questionnaire[name] for name in row["variable"].split(" + ")]
        return sum(int(responses.chose(question, row["option"]).sum()) for question in questions)
    conditions = dict(rule.split("=", 1) for rule in row["where"].split("; "))
    if row["kind"] == "derived":
        return int(responses.answered(responses.questionnaire[next(iter(conditions))]).sum())
    of = "domein" if row["base"] == "domein" else "se_achtergrond"
    return int(meets(responses, f"{of}={conditions[of]}").sum())


def percentage(row: Row) -> str:
    exact = 100 * Decimal(row["count"]) / Decimal(row["base_n"])
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%".replace(".", ",")


def test_every_figure_is_numbered_once() -> None:
    assert [row["id"] for row in FIGURES] == [f"C{number:03}" for number in range(1, 437)]


def test_counts_come_out_of_the_rows(wave: Wave) -> None:
    counted = [row for row in FIGURES if row["kind"] != "chi2"]
    wrong = {row["id"]: n for row in counted if (n := count(wave, row)) != int(row["count"])}
    assert wrong == {}


def test_bases_come_out_of_the_rows(responses: Responses) -> None:
    based = [row for row in FIGURES if row["base"]]
    wrong = {row["id"]: n for row in based if (n := base(responses, row)) != int(row["base_n"])}
    assert wrong == {}


def test_tests_come_out_of_the_rows(responses: Responses) -> None:
    tests = [row for row in FIGURES if row["kind"] == "chi2"]
    assert len(tests) == 4
    for row in tests:
        found = chi2_contingency(crossed(responses, row["where"]), correction=False)
        statistic = f"{found.statistic:.2f}".replace(".", ",")
        assert statistic == row["printed"] == row["recomputed"]
        assert row["note"].startswith(f"df={found.dof};")


def test_recomputed_percentages_follow_from_count_and_base() -> None:
    shares = [row for row in FIGURES if row["recomputed"].endswith("%")]
    assert len(shares) == 276
    assert [row["id"] for row in shares if row["recomputed"] != percentage(row)] == []


def test_notes_explain_every_percentage_that_is_printed_otherwise() -> None:
    for row in FIGURES:
        number = re.fullmatch(r"(\d+)(?:,(\d+))?%?", row["printed"])
        if not number or not row["recomputed"].endswith("%"):
            continue
        value = 100 * int(row["count"]) / int(row["base_n"])
        printed = float(f"{number[1]}.{number[2] or 0}")
        rounding = 0.5 * 10 ** -len(number[2] or "")
        explained = row["note"].startswith(("Gedrukt percentage", "Met geen enkele basis"))
        assert (abs(value - printed) > rounding + 1e-9) == explained, row["id"]


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
    return set(re.findall(r"(?<![\w.])@(\w+)", text))


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
