from __future__ import annotations

from pathlib import Path

import typer
from project_samples import ROOT
from typer.testing import CliRunner

from ckmreport.cli.wave.template import template

app = typer.Typer()
app.command()(template)
DATA = str(ROOT / "data")


def test_an_empty_export_is_written(tmp_path: Path) -> None:
    path = tmp_path / "leeg.csv"
    done = CliRunner().invoke(app, [str(path), "--data", DATA])
    assert done.exit_code == 0, done.output
    columns = path.read_text("utf-8-sig").count(";") + 1
    assert done.output == f"Geschreven: {path} ({columns} kolommen)\n"


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "leeg.sav"
    path.write_bytes(b"van iemand anders")
    done = CliRunner().invoke(app, [str(path), "--data", DATA])
    assert done.exit_code == 1
    assert path.read_bytes() == b"van iemand anders"
    assert CliRunner().invoke(app, [str(path), "--data", DATA, "--force"]).exit_code == 0
    assert path.read_bytes().startswith(b"$FL2")


def test_what_was_dropped_is_not_asked_for(tmp_path: Path) -> None:
    study, path = tmp_path / "questionnaire.yml", tmp_path / "leeg.csv"
    text = (ROOT / "data" / "questionnaire.yml").read_text("utf-8")
    before, name, after = text.partition("name: interesse\n")
    dropped = after.replace('since: "2023"\n', 'since: "2023"\n    until: "2023"\n', 1)
    study.write_text(before + name + dropped, "utf-8")
    done = CliRunner().invoke(app, [str(path), "--data", str(tmp_path)])
    assert done.exit_code == 0, done.output
    columns = path.read_text("utf-8-sig").strip().split(";")
    assert "scholing" in columns
    assert "interesse" not in columns


def test_a_folder_without_a_questionnaire_is_named(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    done = CliRunner().invoke(app, [str(tmp_path / "x.csv"), "--data", str(tmp_path / "leeg")])
    assert done.exit_code == 1
    assert f"{tmp_path / 'leeg'}: this is no data folder to start from" in done.stderr
    assert "--data" in done.stderr


def test_the_survey_itself_is_written_with_its_mapping(tmp_path: Path) -> None:
    path = tmp_path / "vragen.txt"
    for tool in ("limesurvey", "qualtrics"):
        done = CliRunner().invoke(app, [str(path), "--tool", tool, "--data", DATA, "--force"])
        assert done.exit_code == 0, done.output
        assert f"Geschreven: {tmp_path / 'vragen-mapping.yml'}" in done.output
    assert CliRunner().invoke(app, [str(path), "--tool", "qualtrics"]).exit_code == 1
    wrong = CliRunner().invoke(app, [str(tmp_path / "x.csv"), "--tool", "limesurvey"])
    assert "End it in .txt" in wrong.stderr
