from __future__ import annotations

from pathlib import Path

import pytest
import typer
from invented_wave import write_invented_wave
from project_samples import ROOT
from qdpx_samples import QUOTE, SECRET, interview, interviews, maxqda, write_qdpx
from typer.testing import CliRunner, Result

from ckmreport.cli.wave.interviews import interviews as command
from ckmreport.survey.waves.coded_interviews import load_coded_interviews

app = typer.Typer()
app.command()(command)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    questionnaire = (ROOT / "data" / "questionnaire.yml").read_text("utf-8")
    (folder / "questionnaire.yml").write_text(questionnaire, "utf-8")
    write_invented_wave(folder, n=20)
    return folder


def run(data: Path, *arguments: str | Path) -> Result:
    options = ["--wave", "2031", "--data", str(data)]
    return CliRunner().invoke(app, [*map(str, arguments), *options])


def test_themes_and_quotations_are_written_in_the_wave(tmp_path: Path, data: Path) -> None:
    project = write_qdpx(tmp_path / "gesprekken.qdpx", *maxqda())
    done = run(data, project)
    assert done.exit_code == 0, done.output
    assert "1 interview, 3 thema's, 1 citaat met toestemming." in done.output
    written = data / "waves" / "2031" / "interviews.yml"
    loaded = load_coded_interviews(written)
    assert loaded is not None
    assert [quotation.text for quotation in loaded.quotations] == [QUOTE]
    assert loaded.per_domain == {}  # the wave protects numbers below five
    assert SECRET not in written.read_text("utf-8")


def test_without_the_code_for_consent_nothing_is_quoted(tmp_path: Path, data: Path) -> None:
    project = write_qdpx(tmp_path / "a.qdpx", *maxqda())
    done = run(data, project, "--consent", "toestemming")
    assert "Er is geen code ‘toestemming’; daarom wordt er niets geciteerd." in done.output


def test_interviewees_are_protected_where_rows_are_no_people(tmp_path: Path, data: Path) -> None:
    metadata = data / "waves" / "2031" / "wave.yml"
    metadata.write_text(metadata.read_text("utf-8").replace("min_cell: 5", "min_cell: 0"), "utf-8")
    run(data, write_qdpx(tmp_path / "a.qdpx", interviews(interview(1, "ggz", "C-REPORT"))))
    loaded = load_coded_interviews(metadata.with_name("interviews.yml"))
    assert loaded is not None
    assert loaded.per_domain == {}


def test_what_stands_there_is_kept_unless_told_otherwise(tmp_path: Path, data: Path) -> None:
    project = write_qdpx(tmp_path / "gesprekken.qdpx", *maxqda())
    target = data / "waves" / "2031" / "interviews.yml"
    target.write_text("van vroeger", "utf-8")
    assert run(data, project).exit_code == 1
    assert target.read_text("utf-8") == "van vroeger"
    assert run(data, project, "--force").exit_code == 0


def test_a_run_that_stops_writes_nothing(tmp_path: Path, data: Path) -> None:
    words = "Mail x@example.org maar."
    sources = interviews(interview(1, "ggz", "C-YES", words=words))
    assert run(data, write_qdpx(tmp_path / "a.qdpx", sources)).exit_code == 1
    assert not (data / "waves" / "2031" / "interviews.yml").exists()
