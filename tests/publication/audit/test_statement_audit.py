"""Figures in the running text against the rows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from audit_samples import DATA, WAVE, publication, rows, with_statement

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.audit_line import AuditLine
from ckmreport.publication.audit.errata import load_errata
from ckmreport.publication.audit.recount import BoundedShare, NotCountableError, Value, evaluate
from ckmreport.publication.audit.row_counts import Rows
from ckmreport.publication.audit.statement_audit import StatementAudit, written
from ckmreport.publication.publication_files import Publication

ROWS = rows()
PRINTED = publication()
ERRATA = load_errata(PRINTED.folder / "errata.yml")


def held(changed: Rows = ROWS, printed: Publication = PRINTED) -> dict[str, AuditLine]:
    found = StatementAudit(printed, changed, DATA, WAVE, ERRATA)
    return {line.id: line for line in found.lines()}


def told_by_rows(expression: str) -> bool:
    try:
        evaluate(expression, ROWS, {})
    except NotCountableError:
        return False
    return True


def differing(lines: dict[str, AuditLine]) -> set[str]:
    return {line.id for line in lines.values() if line.verdict == "differs"}


def test_every_difference_is_a_known_error() -> None:
    lines = held()
    assert differing(lines) == set()
    assert len(lines) == len(PRINTED.statements)


def test_rows_tell_nearly_everything_that_is_about_respondents() -> None:
    about = [one.expression for one in PRINTED.statements if "survey" in one.expression]
    untold = [expression for expression in about if not told_by_rows(expression)]
    assert len(untold) / len(about) < 0.1


def test_what_nothing_can_give_is_said() -> None:
    lines = held()
    assert (lines["S025"].verdict, lines["S025"].recomputed) == ("unchecked", "")
    assert (lines["S014"].verdict, lines["S014"].erratum) == ("erratum", "E02")


@pytest.mark.parametrize(
    ("column", "old", "new", "named"),
    [
        ("interesse", "nee", "ja", set()),  # 201 of 222 is 90% or 91%: see below
        ("ce_woon__zorginstelling", "1", "0", {"S149"}),  # 44 of 82 is 54%
        ("ce_st_toename", "4", "2", {"S053"}),
        ("se_n", "21plus", "11_20", {"S057"}),
        ("both_n", "0", "-9", {"S045", "S137"}),  # 50 of 95 is 53%, not what the errata say
    ],
)
def test_another_answer_is_named(column: str, old: str, new: str, named: set[str]) -> None:
    columns = {name: values.copy() for name, values in ROWS.columns.items()}
    index = next(i for i, value in enumerate(columns[column]) if value == old)
    columns[column][index] = new
    found = differing(held(replace(ROWS, columns=columns)))
    assert named <= found
    if column == "interesse":  # 201 of 222 is 90,54%
        assert {"S034", "S139", "S158"} <= found


@pytest.mark.parametrize(
    ("name", "printed"), [("S039", "56%"), ("S038", "een derde"), ("S012", "264"), ("S004", "47%")]
)
def test_another_printed_figure_is_named_unless_an_erratum_explains_it(
    name: str, printed: str
) -> None:
    lines = held(printed=with_statement(PRINTED, name, printed=printed))
    assert lines[name].verdict == ("erratum" if name == "S004" else "differs")


def test_an_expression_that_is_wrong_is_named_with_its_line() -> None:
    untold = 'survey["scholing"].no_such_thing'
    for expression in ('survey["school"]["ja"]', "survey[", 'survey["scholing"]', untold):
        with pytest.raises(CkmError, match="statement S039 cannot be checked") as caught:
            held(printed=with_statement(PRINTED, "S039", expression=expression))
        assert caught.value.place is not None
        assert "statements.csv, line 40" in caught.value.place


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        (BoundedShare(50, 50, 96, ()), "41%", "52%"),
        (BoundedShare(15, 15, 40, ()), "37,5%", "37,5%"),
        (BoundedShare(123, 123, 222, ()), "Ruim de helft", "55%"),
        (BoundedShare(123, 123, 222, ()), "n=123", "123"),
        (Fraction(393, 814), "46%", "48%"),
        (5000, "5.000", "5.000"),
        (0.0099, "p < .05", "p < 0,01"),
        (16.031, "χ² = 16,03", "χ² = 16,03"),
    ],
)
def test_a_value_is_written_as_it_was_printed(value: Value, printed: str, expected: str) -> None:
    assert written(value, printed) == expected
