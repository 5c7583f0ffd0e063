"""A copy of the project to measure in, and how a command of it is measured."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
#: Stands before a sentence that was put in; nobody sees it.
_MARK = "\n\n\u200b"
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_LEFT_OUT = (".venv", ".git", "_build", "_book", ".*_cache")


@dataclass(frozen=True)
class Run:
    """How long a command took, in seconds, and the memory of its largest process, in GiB."""

    seconds: float
    memory: float


def copy_project(folder: Path) -> Path:
    """Copy the project without what was made from it, and give the folder."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    return folder


def run_module(project: Path, *arguments: str) -> Run:
    """Run a module of this Python in the project; its output is shown only if it fails."""
    command = [sys.executable, "-m", *arguments]
    with tempfile.TemporaryFile("w+") as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=project, stdout=output, stderr=subprocess.STDOUT)
        # The library's own wait would not tell the memory of this one command.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(arguments)} failed:\n{output.read()}")
    return Run(seconds, usage.ru_maxrss / 1024**2)


def new_sentence() -> str:
    """Give a sentence that was never there; without digits, for which nothing would account."""
    return f"Dit is zin {uuid.uuid4().hex.translate(_LETTERS)}."


def changed_sentence(notebook: dict[str, Any], sentence: str) -> dict[str, Any]:
    """Give a notebook with another sentence in place of the last that was put in, at the end."""
    cell = next(one for one in reversed(notebook["cells"]) if one["cell_type"] == "markdown")
    text = "".join(cell["source"]).partition(_MARK)[0]
    cell["source"] = f"{text}{_MARK}{sentence}"
    return notebook


def median(runs: Sequence[Run]) -> Run:
    """Give the median of the seconds, and the largest memory."""
    return Run(statistics.median(run.seconds for run in runs), max(run.memory for run in runs))
