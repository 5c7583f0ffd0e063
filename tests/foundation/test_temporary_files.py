from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.temporary_files import own_temporary_folder

_KILLED = """\
import os, signal, tempfile
from pathlib import Path
from ckmreport.foundation.temporary_files import own_temporary_folder
with own_temporary_folder() as folder:
    tempfile.mkdtemp()
    tempfile.mkstemp(suffix=".json")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def parent(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A short folder for temporary files."""
    folder = Path(tempfile.mkdtemp(prefix="t", dir="/tmp"))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_all_temporary_files_are_in_one_folder_that_goes(parent: Path) -> None:
    with own_temporary_folder() as folder:
        assert folder.parent == parent
        assert Path(tempfile.mkdtemp()).parent == folder
        assert os.environ["TMPDIR"] == str(folder)
    assert list(parent.iterdir()) == []
    assert os.environ["TMPDIR"] == str(parent)


def test_what_a_killed_command_left_goes_with_the_next_and_nothing_else(parent: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED], check=False)
    assert done.returncode < 0
    (dead,) = parent.iterdir()
    of_others = parent / "ckm-of-another-program"
    of_others.mkdir()
    link = parent / "ckm-link"
    link.symlink_to(dead)
    with own_temporary_folder() as mine, own_temporary_folder():
        assert mine.exists()  # that of who is alive stays
    assert sorted(parent.iterdir()) == [link, of_others]


def test_a_folder_that_is_not_there_is_done_without(
    parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(parent / "absent" / ("long" * 40)))
    with own_temporary_folder() as folder:
        assert folder.is_dir()


def test_where_nothing_can_be_written_one_sentence_says_so(
    parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> str:
        raise OSError(28, "No space left on device", str(parent))

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    told = "no folder where temporary files can be written"
    with pytest.raises(CkmError, match=told), own_temporary_folder():
        pass
