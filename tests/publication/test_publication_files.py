"""Reading what a publication prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit_samples import AuditData, copy_audit_data, publication, questionnaire

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.publication_files import load_publication


@pytest.fixture
def data(tmp_path: Path) -> AuditData:
    return copy_audit_data(tmp_path / "data")


def test_figures_statements_tests_and_bases_are_read() -> None:
    printed = publication()
    first = printed.figures.lines[0]
    assert (first.id, first.count, first.base_n, first.printed) == ("C001", 26, 222, "11,7%")
    assert first.source.endswith("figures.csv, line 2")
    assert printed.statements[0].id == "S001"
    assert (printed.tests[0].n, printed.tests[0].df, printed.tests[0].p) == (85, 5, "< .01")
    assert printed.bases["all"] == "alle respondenten"


def test_counts_are_printed_in_tables_only() -> None:
    in_table = {figure.place for figure in publication().figures if figure.in_table}
    assert in_table == {"Bijlage A", "Tabel 1", "Tabel 2", "Tabel 3"}


def test_a_wave_that_was_not_published_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="wave '2031' has no printed figures"):
        load_publication(tmp_path / "2031", questionnaire())


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("figures.csv", 'binnenstad,,26,all,222,"11,7%"', 'binnenstad,,veel,all,222,"11,7%"', 2),
        ("figures.csv", 'binnenstad,,26,all,222,"11,7%"', 'binnenstad,,26,all,222,"11.7%"', 2),
        ("figures.csv", 'binnenstad,,26,all,222,"11,7%"', 'binnenstad,,26,all,,"11,7%"', 2),
        ("statements.csv", '2022",814,', '2022",een hoop,', 3),
    ],
)
def test_a_line_that_cannot_be_read_is_named(
    data: AuditData, name: str, old: str, new: str, line: int
) -> None:
    data.replace(name, old, new)
    with pytest.raises(CkmError, match="this line cannot be read") as caught:
        load_publication(data.publication, questionnaire())
    assert caught.value.place == f"{data.publication / name}, line {line}"


def test_a_missing_column_or_file_is_named(data: AuditData) -> None:
    data.replace("figures.csv", "id,place,kind", "id,place,sort")
    with pytest.raises(CkmError, match="there is no column 'kind'"):
        load_publication(data.publication, questionnaire())
    (data.publication / "figures.csv").unlink()
    with pytest.raises(CkmError, match="this file does not exist"):
        load_publication(data.publication, questionnaire())


def test_a_statistic_that_is_no_number_is_named(data: AuditData) -> None:
    data.replace("cross-tabulations.yml", "statistic: 26.99", "statistic: ja")
    with pytest.raises(CkmError, match="'statistic' must be a number"):
        load_publication(data.publication, questionnaire())


def test_a_figure_about_an_unknown_question_is_named_with_its_line(data: AuditData) -> None:
    data.replace("figures.csv", "margin,stadsdeel,binnenstad", "margin,wijk,binnenstad")
    with pytest.raises(CkmError, match="the questionnaire has no question 'wijk'") as caught:
        load_publication(data.publication, questionnaire())
    assert caught.value.place == f"{data.publication / 'figures.csv'}, line 2"
