"""Figures of the questionnaire and the tables against the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from audit_samples import DATA, WAVE, publication, rows, with_figures

from ckmreport.publication.audit.audit_line import AuditLine
from ckmreport.publication.audit.errata import load_errata
from ckmreport.publication.audit.figure_audit import FigureAudit
from ckmreport.publication.audit.row_counts import Rows
from ckmreport.publication.publication_files import Publication

ROWS = rows()
PRINTED = publication()
ERRATA = load_errata(PRINTED.folder / "errata.yml")
WAVE_FILE = DATA / "waves" / WAVE / "wave.yml"


def held(changed: Rows = ROWS, printed: Publication = PRINTED) -> dict[str, AuditLine]:
    shown = {"kennis": "A#kennis", "Tabel 1": "02#domeinen", "Tabel 2": "03#tabel"}
    found = FigureAudit(printed, changed, WAVE_FILE, ERRATA, shown)
    return {line.id: line for line in (*found.figures(), *found.tests())}


def flipped(answers: Mapping[str, tuple[str, str]]) -> Rows:
    """Change answers of the first respondent who gave certain ones."""
    columns = {name: values.copy() for name, values in ROWS.columns.items()}
    gave = [columns[name] == old for name, (old, _) in answers.items()]
    index = next(i for i in range(ROWS.size) if all(mask[i] for mask in gave))
    for name, (_, new) in answers.items():
        columns[name][index] = new
    return replace(ROWS, columns=columns)


def differing(lines: Mapping[str, AuditLine]) -> set[str]:
    return {line.id for line in lines.values() if line.verdict == "differs"}


def test_everything_printed_comes_out_of_the_rows() -> None:
    lines = held()
    assert differing(lines) == set()
    assert len(lines) == len(PRINTED.figures.lines) + len(PRINTED.tests)


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"interesse": ("ja", "nee")}, {"C057", "C058"}),
        ({"se_woon__pleeggezin": ("1", "0")}, {"C265"}),
        ({"ce_woon__dakloos": ("0", "1")}, {"C312"}),
        ({"ce_st_zorgen": ("4", "5")}, {"C201", "C202"}),
        ({"ce_n": ("2_5", "6_10")}, {"C087", "C088", "C431"}),
        ({"both_n": ("0", "1")}, {"C117", "C118", "C427", "C432"}),
        ({"contact__nee": ("1", "0")}, {"C366", "C428"}),
        # the base, and so every option
        ({"both_geslacht": ("gelijk", "-9")}, {f"C{number}" for number in range(124, 130)}),
        # a domain: Tabel 1 and both columns of Tabel 2
        ({"domein": ("ggz", "onduidelijk")}, {"C044", "C049", "C403", "C404"}),
        # a test: the margins of the statement, and every test of it
        ({"se_st_weet_handelen": ("2", "4")}, {"C187", "C189", "C420", "T1"}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_one_other_answer_is_named(answers: Mapping[str, tuple[str, str]], named: set[str]) -> None:
    assert named <= differing(held(flipped(answers)))


def test_an_answer_changes_only_figures_that_it_is_in() -> None:
    found = differing(held(flipped({"interesse": ("ja", "nee")})))
    assert found == {"C057", "C058"}


def test_an_erratum_does_not_hide_another_answer() -> None:
    lines = held(flipped({"scholing_type": ("beide", "alleen_se")}))
    assert lines["C052"].verdict == "differs"
    assert lines["C052"].note == "De rijen geven 34, de publicatie 35."
    assert held()["C052"].verdict == "erratum"


def test_another_number_of_drop_outs_is_named() -> None:
    assert differing(held(replace(ROWS, dropped_out=40))) == {"C433"}


@pytest.mark.parametrize(
    ("name", "printed"),
    [("C001", "11,8%"), ("C411", "26%"), ("C418", "37,4%"), ("C424", "120"), ("C420", "16,04")],
)
def test_another_printed_figure_is_named(name: str, printed: str) -> None:
    changed = with_figures(PRINTED, name, printed=printed)
    assert differing(held(printed=changed)) == {name}


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"n": 84}, "De rijen geven N = 85 en df = 5."),
        ({"p": "< .001"}, "De rijen geven p = 0,007."),
    ],
)
def test_another_printed_test_is_named(changes: dict[str, object], note: str) -> None:
    tests = (replace(PRINTED.tests[0], **changes), *PRINTED.tests[1:])  # type: ignore[arg-type]
    line = held(printed=replace(PRINTED, tests=tests))["T1"]
    assert (line.verdict, line.note) == ("differs", note)


def test_a_line_says_what_a_reader_needs() -> None:
    line = held()["C052"]
    assert (line.printed, line.recomputed) == ("35 (15,8%)", "35 (67,3%)")
    assert (line.base, line.base_n) == (
        "respondenten die een scholing over mensenhandel volgden",
        52,
    )
    assert line.report == "A#kennis"
    test = held()["T3"]
    assert test.printed == "χ² = 15,10; N = 85; p < .05"
    assert test.recomputed == "χ² = 15,10; N = 85; p < 0,01 (df = 5)"


def test_it_says_where_the_report_shows_a_figure() -> None:
    lines = held()
    assert lines["C393"].report == "03#tabel"
    assert lines["C430"].report == "03-resultaten#ondergrens"
    assert lines["C039"].report == "02#domeinen"  # the same as in the questionnaire
