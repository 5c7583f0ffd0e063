from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.cli import console
from ckmreport.report.request import Report


def test_a_report_of_which_nothing_changed_takes_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report(tmp_path / "2023", "embedded", ("html", "pdf"), (), (), ())
    console.show_report(report, unchanged=True)
    line = f"Nothing changed: {tmp_path / '2023' / 'html' / 'index.html'}\n"
    assert capsys.readouterr() == (line, "")
    console.show_report(report)
    names = ("html/index.html", "rapport.pdf", "notebooks", "tables", "ledger.json")
    shown = capsys.readouterr().out
    assert [name for name in names if str(tmp_path / "2023" / name) not in shown] == []
