from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import typer

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


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "/x: the disk is full. Make room, and run the command again."),
        (errno.EACCES, "/x: this user may not read or write this. Ask its owner"),
        (errno.EROFS, "/x: nothing can be written here. Name another place"),
        (errno.EIO, "/x: Input/output error. See whether the disk is in order."),
    ],
)
def test_an_error_of_the_system_takes_a_sentence(
    number: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit), console.reporting_errors(debug=False):
        raise OSError(number, os.strerror(number), "/x")
    assert told in capsys.readouterr().err
