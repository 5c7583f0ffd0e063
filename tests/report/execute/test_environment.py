from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.report.execute.environment import environment


def test_settings_of_the_user_do_not_reach_a_chapter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "Agg")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99")
    found = environment()
    assert found["MPLBACKEND"].endswith("backend_inline")
    assert "PYTHONWARNINGS" not in found
    assert found["PYTHONHASHSEED"] == "0"
    assert found["SOURCE_DATE_EPOCH"] == "99"
    assert "svg.hashsalt: ckmreport" in Path(found["MATPLOTLIBRC"]).read_text(encoding="utf-8")
