from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ckmreport.foundation.environment import environment


def test_settings_of_the_user_do_not_reach_a_chapter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99")
    monkeypatch.setenv("SEASON", "winter")
    found = environment()
    assert "SEASON" not in found
    assert found["MPLBACKEND"].endswith("backend_inline")
    assert "PYTHONWARNINGS" not in found
    assert found["PYTHONHASHSEED"] == "0"
    assert found["SOURCE_DATE_EPOCH"] == "99"
    assert "svg.hashsalt: ckmreport" in Path(found["MATPLOTLIBRC"]).read_text(encoding="utf-8")


def test_settings_of_matplotlib_in_the_folder_do_not_reach_a_chapter(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 99\nsvg.hashsalt: x\n", "utf-8")
    code = (
        "from ckmreport.foundation.environment import import_matplotlib; import_matplotlib()\n"
        "import matplotlib; print(matplotlib.rcParams['svg.hashsalt'])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "ckmreport\n"
