"""The command that lists the numbers of a report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import typer
from ledger_samples import book_made_from, claim, ledger
from typer.testing import CliRunner

from ckmreport.cli import terminal_table
from ckmreport.cli.ledger import ledger as command
from ckmreport.report.proof.ledger import write_ledger

app = typer.Typer()
app.command()(command)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "_quarto.yml").write_text("book: {}\n", encoding="utf-8")
    for wave in ("2023", "2025"):
        (tmp_path / "data" / "waves" / wave).mkdir(parents=True)
        (tmp_path / "data" / "waves" / wave / "wave.yml").write_text("", encoding="utf-8")
        (tmp_path / "_book" / wave).mkdir(parents=True)
        write_ledger(ledger(wave, claims=(claim(holds=wave == "2023"),)), tmp_path / "_book" / wave)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_numbers_claims_and_figures_are_listed_in_lines() -> None:
    done = CliRunner().invoke(app, ["2023"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Numbers in the report of wave 2023"
    assert lines[1].split("\t") == ["id", "value", "of", "question", "counted", "sentence"]
    assert lines[2].split("\t")[:5] == ["sec-a/share", "23%", "52/222", "scholing", "Ja"]
    assert "sec-a/share-0-5\tyes\tshare < 0.5\tDat is weinig." in lines
    assert "fig-zorgen\t2\tZorgen per domein" in lines


def test_the_newest_wave_is_listed_if_none_is_named() -> None:
    assert "sec-a/share-0-5\tNO" in CliRunner().invoke(app, []).stdout


def test_json_is_the_file_itself(project: Path) -> None:
    file = project / "_book" / "2023" / "ledger.json"
    before = sorted(path for path in project.rglob("*"))
    assert CliRunner().invoke(app, ["2023", "--json"]).stdout == file.read_text(encoding="utf-8")
    assert sorted(path for path in project.rglob("*")) == before


def test_a_report_that_was_not_made_is_a_message(project: Path) -> None:
    (project / "_book" / "2023" / "ledger.json").unlink()
    done = CliRunner().invoke(app, ["2023"])
    assert done.exit_code == 1
    assert "ckm report 2023" in done.stderr


def test_books_may_stand_elsewhere(project: Path) -> None:
    (project / "_book").rename(project / "elders")
    assert CliRunner().invoke(app, ["2023", "--books", "elders"]).exit_code == 0
    assert CliRunner().invoke(app, ["2023"]).exit_code == 1


def test_the_book_of_another_data_folder_is_not_listed(project: Path) -> None:
    book_made_from(project / "data", project, "2023")
    shutil.copytree(project / "data", project / "haren")
    assert CliRunner().invoke(app, ["2023"]).exit_code == 0
    done = CliRunner().invoke(app, ["2023", "--data", "haren"])
    assert done.exit_code == 1
    assert "was made from another data folder" in done.stderr
    assert done.stdout == ""


def test_a_terminal_gets_a_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"TTY_COMPATIBLE": "1", "NO_COLOR": "1", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    terminal_table.show_rows("Numbers", ("id", "value"), [("a", "[bold]5%")])
    text = capsys.readouterr().out
    assert "[bold]5%" in text
    assert "│" in text
