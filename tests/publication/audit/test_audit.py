"""The audit as a whole, on the committed data and on data that are not right."""

from __future__ import annotations

from pathlib import Path

import pytest
from audit_samples import DATA, WAVE, AuditData, copy_audit_data
from survey_samples import SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.audit import Audit, audit, published_wave


@pytest.fixture(scope="module")
def committed() -> Audit:
    return audit(DATA, WAVE)


@pytest.fixture
def copied(tmp_path: Path) -> AuditData:
    return copy_audit_data(tmp_path / "data")


def test_the_committed_data_hold(committed: Audit) -> None:
    assert committed.passed
    assert committed.disagreements == ()
    assert committed.unlisted == ()
    assert committed.unconfirmed == ()


def test_every_figure_statement_and_test_has_a_line(committed: Audit) -> None:
    names = [line.id for line in committed.lines]
    assert len(set(names)) == len(names)
    kinds = {kind: sum(name.startswith(kind) for name in names) for kind in "CST"}
    assert committed.summary.startswith(
        f"{kinds['C']} printed figures, {kinds['S']} statements, {kinds['T']} tests: "
    )
    assert committed.summary.endswith(" 0 differ")


def test_every_erratum_that_a_rule_finds_says_so(committed: Audit) -> None:
    assert {erratum.rule for erratum in committed.errata} == {
        None, "base", "sum", "twice", "base-mismatch", "text-table", "test-assumption",
        "test-level",
    }  # fmt: skip


def test_every_known_error_among_the_lines_has_its_reason(committed: Audit) -> None:
    whys = {erratum.why for erratum in committed.errata}
    errors = [line for line in committed.lines if line.verdict == "erratum"]
    assert errors
    assert all(line.note in whys and line.erratum for line in errors)


def test_without_its_erratum_an_error_is_named(copied: AuditData) -> None:
    copied.remove_erratum("E38")
    found = copied.audit()
    assert [line.id for line in found.disagreements] == ["C335"]
    assert [(each.rule, each.figures) for each in found.unlisted] == [("base", ("C335",))]
    assert not found.passed


def test_an_error_that_only_a_rule_sees_must_be_listed_too(copied: AuditData) -> None:
    copied.remove_erratum("E11")  # the figures of Tabel 2 are right one by one
    found = copied.audit()
    assert found.disagreements == ()
    assert {each.rule for each in found.unlisted} == {"sum"}
    assert not found.passed


def test_an_erratum_must_be_found_by_the_rule_that_it_names(copied: AuditData) -> None:
    copied.replace(
        "errata.yml", '{S017: "11"}\n    rule: text-table', '{S017: "11"}\n    rule: sum'
    )
    found = copied.audit()
    assert [erratum.id for erratum in found.unconfirmed] == ["E04"]
    assert not found.passed


def test_an_erratum_with_a_wrong_correction_is_named(copied: AuditData) -> None:
    copied.replace("errata.yml", 'figures: {C335: "8,3%"}', 'figures: {C335: "8,4%"}')
    assert [line.id for line in copied.audit().disagreements] == ["C335"]


def test_an_erratum_about_an_unknown_figure_is_refused(copied: AuditData) -> None:
    copied.replace("errata.yml", 'figures: {C335: "8,3%"}', 'figures: {C999: "8,3%"}')
    with pytest.raises(CkmError, match="'C999', which is no printed figure") as caught:
        copied.audit()
    assert caught.value.place is not None
    assert "errata.yml, line " in caught.value.place


def test_another_answer_in_the_file_is_named(copied: AuditData) -> None:
    copied.change_answer("stadsdeel", "haren", "west")
    assert [line.id for line in copied.audit().disagreements] == ["C003", "C006"]


def test_who_dropped_out_does_not_count_as_a_respondent(copied: AuditData) -> None:
    copied.change_answer("status", "behouden", "uitgevallen")
    lines = {line.id: line for line in copied.audit().disagreements}
    assert {"C433", "S015"} <= lines.keys()
    # what only the report can compute is named too, though it refuses such rows
    assert lines["S024"].note == "Het rapport kan de rijen van deze meting niet lezen."


def test_a_wave_that_was_not_published_is_refused(data: SampleData) -> None:
    (data.folder / "publication").rename(data.folder / "elders")
    with pytest.raises(CkmError, match="wave '2025' has no printed figures"):
        audit(data.folder, "2025")
    with pytest.raises(CkmError, match="no wave here was published before"):
        published_wave(data.folder)


def test_a_wave_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CkmError, match="there is no wave '2031'"):
        audit(DATA, "2031")


def test_the_newest_published_wave_is_the_one_to_audit() -> None:
    assert published_wave(DATA) == WAVE
