"""The command that compares two reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import typer
from ledger_samples import book_made_from, claim, figure, ledger, number
from project_samples import ROOT
from typer.testing import CliRunner

from ckmreport.cli.diff import diff
from ckmreport.presentation.tokens import EXTENSION, FILE
from ckmreport.report.proof.ledger import write_ledger

app = typer.Typer()
app.command()(diff)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "_quarto.yml").write_text("book: {}\n", encoding="utf-8")
    (tmp_path / EXTENSION).mkdir(parents=True)
    shutil.copy(ROOT / EXTENSION / FILE, tmp_path / EXTENSION)
    new = ledger(
        "2025",
        numbers=(number(value="30%", count=67), number("sec-a/nieuw")),
        claims=(claim(holds=False),),
        figures=(figure(("Zorg", 40), ("Onderwijs", 31)),),
    )
    for made in (ledger("2023"), new):
        (tmp_path / "data" / "waves" / made.wave).mkdir(parents=True)
        (tmp_path / "data" / "waves" / made.wave / "wave.yml").write_text("", encoding="utf-8")
        (tmp_path / "_book" / made.wave).mkdir(parents=True)
        write_ledger(made, tmp_path / "_book" / made.wave)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_differs_is_listed_old_and_new() -> None:
    done = CliRunner().invoke(app, ["2023", "2025"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Numbers that differ: 3"
    assert lines[2].split("\t")[:4] == ["sec-a/share", "23% (52/222)", "30% (67/222)", "changed"]
    assert [line.split("\t")[3] for line in lines[3:5]] == ["new", "vanished"]
    assert "sec-a/share-0-5\tholds\tdoes not hold\tchanged\tDat is weinig." in lines
    assert "fig-zorgen\tZorg\taantal\t48\t40" in lines


def test_equal_reports_differ_in_nothing() -> None:
    stdout = CliRunner().invoke(app, ["2023", "2023"]).stdout
    assert "Numbers that differ: 0" in stdout
    assert "Claims that differ: 0" in stdout
    assert "Figures and tables that differ: 0" in stdout


def test_a_page_is_written_where_asked(project: Path) -> None:
    done = CliRunner().invoke(app, ["2023", "2025", "--out", "verschil.html"])
    assert "Written: verschil.html" in done.stdout
    page = (project / "verschil.html").read_text(encoding="utf-8")
    assert "Verschillen tussen de metingen van 2023 en 2025" in page


def test_a_page_that_cannot_be_written_is_a_message() -> None:
    done = CliRunner().invoke(app, ["2023", "2025", "--out", "nergens/verschil.html"])
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_a_report_that_was_not_made_is_a_message(project: Path) -> None:
    (project / "_book" / "2025" / "ledger.json").unlink()
    done = CliRunner().invoke(app, ["2023", "2025"])
    assert done.exit_code == 1
    assert "ckm report 2025" in done.stderr


def test_the_book_of_another_data_folder_is_not_compared(project: Path) -> None:
    shutil.copytree(project / "data", project / "haren")
    book_made_from(project / "haren", project, "2025")
    done = CliRunner().invoke(app, ["2023", "2025"])
    assert done.exit_code == 1
    assert str(project / "haren") in done.stderr
    assert done.stdout == ""


def test_books_may_stand_elsewhere(project: Path) -> None:
    (project / "_book").rename(project / "elders")
    assert CliRunner().invoke(app, ["2023", "2025", "--books", "elders"]).exit_code == 0
    assert CliRunner().invoke(app, ["2023", "2025"]).exit_code == 1


def test_a_wave_that_is_not_there_is_a_message() -> None:
    done = CliRunner().invoke(app, ["2023", "2052"])
    assert done.exit_code == 1
    assert "there is no wave '2052'" in done.stderr
