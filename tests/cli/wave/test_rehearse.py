from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import typer
from project_samples import ROOT
from typer.testing import CliRunner, Result

from ckmreport.cli.wave.rehearse import rehearse

app = typer.Typer()
app.command()(rehearse)


def run(*arguments: str | Path, data: Path = ROOT / "data") -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--data", str(data)])


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_an_invented_export_is_written(tmp_path: Path) -> None:
    path = tmp_path / "oefening.csv"
    done = run("--wave", "2031", "--n", "25", "--seed", "7", "--out", path)
    assert done.exit_code == 0, done.output
    assert "zijn verzonnen: niemand gaf ze" in done.output
    frame = read(path)
    assert len(frame) == 25
    assert set(frame["verzonnen"]) == {"1"}
    assert frame["datum"].between("2031-03-01", "2031-06-30").all()


def test_the_fieldwork_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "oefening.csv"
    run("--wave", "2031", "--fieldwork", "2031-09-01/2031-09-03", "--out", path)
    assert set(read(path)["datum"]) == {"2031-09-01", "2031-09-02", "2031-09-03"}


def test_a_hostile_export_has_a_list_of_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "vuil.csv"
    done = run("--wave", "2031", "--out", path, "--hostile")
    assert done.exit_code == 0, done.output
    faults = json.loads((tmp_path / "vuil.csv.faults.json").read_text("utf-8"))
    assert {"check", "column", "rows", "what"} == set(faults[0])


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    path = tmp_path / "oefening.csv"
    for arguments in (
        ("--wave", "proef", "--out", path),
        ("--wave", "2031", "--fieldwork", "maart", "--out", path),
        ("--wave", "2031", "--out", tmp_path / "oefening.ods"),
        ("--wave", "2031", "--out", path, "--hostile", "--n", "10"),
    ):
        assert run(*arguments).exit_code == 1, arguments
    assert list(tmp_path.iterdir()) == []


def test_a_wave_with_its_own_questionnaire_is_rehearsed_with_that(tmp_path: Path) -> None:
    data = tmp_path / "data"
    own = data / "waves" / "2031" / "questionnaire.yml"
    own.parent.mkdir(parents=True)
    text = (ROOT / "data" / "questionnaire.yml").read_text("utf-8")
    (data / "questionnaire.yml").write_text(text, "utf-8")
    assert text.count('"ten_boer": {') == 1
    own.write_text(text.replace('"ten_boer": {', '"meerstad": {'), "utf-8")
    for wave, district in (("2031", "meerstad"), ("2032", "ten_boer")):
        path = tmp_path / f"{wave}.csv"
        options = ["--wave", wave, "--out", str(path), "--data", str(data)]
        done = CliRunner().invoke(app, options)
        assert done.exit_code == 0, done.output
        assert {"meerstad", "ten_boer"} & set(read(path)["stadsdeel"]) == {district}


def test_a_folder_without_a_questionnaire_is_named(tmp_path: Path) -> None:
    done = run("--wave", "2031", "--out", tmp_path / "x.csv", data=tmp_path)
    assert done.exit_code == 1
    assert f"{tmp_path}: this is no data folder to start from" in done.stderr
