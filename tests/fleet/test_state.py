from __future__ import annotations

from pathlib import Path

import pytest
from fleet_samples import FIGURES, job_of

from ckmreport.fleet.state import FILE, Failed, Made, State, is_made, load_state, save_state
from ckmreport.foundation.errors import CkmError

ASSEN = job_of("assen")
MADE = Made("inputs", 12.3, FIGURES)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert load_state(tmp_path) == {}
    state: State = {str(ASSEN): MADE, "breda/2031": Failed("wave.yml: é. Mend it.")}
    save_state(tmp_path, state)
    assert load_state(tmp_path) == state
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 1}', '{"schema": 1, "reports": {"a": 1}}'])
def test_a_file_of_another_kind_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(CkmError, match="no file that ckm wrote"):
        load_state(tmp_path)


def test_a_file_of_another_version_counts_for_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"schema": 0, "reports": {"a": 1}}', "utf-8")
    assert load_state(tmp_path) == {}


def test_a_report_is_made_if_it_is_there_from_the_same_inputs(tmp_path: Path) -> None:
    page = tmp_path / str(ASSEN) / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    assert is_made(ASSEN, {str(ASSEN): MADE}, "inputs", tmp_path)
    assert not is_made(ASSEN, {str(ASSEN): MADE}, "other inputs", tmp_path)
    assert not is_made(ASSEN, {str(ASSEN): Failed("no")}, "inputs", tmp_path)
    assert not is_made(ASSEN, {}, "inputs", tmp_path)
    page.unlink()
    assert not is_made(ASSEN, {str(ASSEN): MADE}, "inputs", tmp_path)
