from __future__ import annotations

import json
from pathlib import Path

from project_samples import ROOT
from typer.testing import CliRunner

from ckmreport.cli.main import app


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.qsf"
    path.write_text(json.dumps({"SurveyElements": []}), "utf-8")
    done = CliRunner().invoke(
        app, ["questionnaire", "diff", str(path), "--data", str(ROOT / "data")]
    )
    assert done.exit_code == 1
    assert "stadsdeel: deze vraag ontbreekt." in done.output
    assert "verschillen." in done.output
