"""The command `ckm audit`, as a user sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from audit_samples import DATA, AuditData, copy_audit_data
from typer.testing import CliRunner, Result

from ckmreport.cli.audit import audit

app = typer.Typer()
app.command()(audit)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def copied(tmp_path: Path) -> AuditData:
    return copy_audit_data(tmp_path / "data")


def test_data_that_hold_give_one_line() -> None:
    made = run("--data", str(DATA))
    assert made.exit_code == 0
    (line,) = made.stdout.splitlines()
    assert line.endswith(" 0 differ")


def test_a_disagreement_is_named_in_one_line_with_exit_status_1(copied: AuditData) -> None:
    copied.change_answer("stadsdeel", "haren", "west")
    made = run("2023", "--data", str(copied.folder))
    assert made.exit_code == 1
    *named, summary = made.stdout.splitlines()
    assert [line.partition(" ")[0] for line in named] == ["C003", "C006"]
    assert named[1] == (
        "C006 Bijlage A: Stadsdeel: Haren: printed 6 (2,7%), recomputed 5 (2,3%). "
        "De rijen geven 5, de publicatie 6."
    )
    assert summary.endswith(" 2 differ")


def test_an_error_that_is_not_listed_is_named(copied: AuditData) -> None:
    copied.remove_erratum("E11")
    made = run("--data", str(copied.folder))
    assert made.exit_code == 1
    assert "Not in errata.yml: C393, C395" in made.stdout
    assert "(sum): the column scholing=ja of Tabel 2 adds up to 48" in made.stdout


def test_an_erratum_that_its_rule_does_not_find_is_named(copied: AuditData) -> None:
    copied.replace("errata.yml", '{C335: "8,3%"}\n    rule: base', '{C335: "8,3%"}\n    rule: sum')
    made = run("--data", str(copied.folder))
    assert made.exit_code == 1
    assert "E38 is not found by its rule 'sum'" in made.stdout


def test_a_wave_without_a_publication_is_one_message(copied: AuditData) -> None:
    copied.publication.rename(copied.publication.with_name("2031"))
    made = run("2023", "--data", str(copied.folder))
    assert made.exit_code == 1
    assert "wave '2023' has no printed figures to hold its rows against" in made.stderr
    assert "Traceback" not in made.stderr
