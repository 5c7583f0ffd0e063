from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ckmreport.foundation.file_locks import HeldError, locked

_HOLDER = """\
import sys
from pathlib import Path
from ckmreport.foundation.file_locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder_of(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold a lock, until it ends."""
    command = [sys.executable, "-c", _HOLDER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_one_at_a_time_holds_a_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder_of(path), pytest.raises(HeldError), locked(path):
        pass
    with locked(path), pytest.raises(HeldError), locked(path):
        pass
    with locked(path), locked(tmp_path / "other"):
        pass


def test_who_is_killed_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder_of(path) as process:
        process.kill()
        process.wait()
        with locked(path):
            pass
