"""Data folders with rows that were rebuilt for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).parents[3] / "data"
RESPONSES = "waves/2023/responses.csv"

_RUN = """\
import sys
from pathlib import Path
from ckmreport.publication.reconstruct import reconstruct
data = Path(sys.argv[1])
reconstruct(data, "2023", data / sys.argv[2], seed=int(sys.argv[3]))
"""


def rebuild(folders: dict[Path, int]) -> None:
    """Rebuild the rows in new data folders, each with its seed.

    Each in a process of its own whose sets have another order, so that no order can slip in.
    """
    running = []
    for number, (data, seed) in enumerate(folders.items()):
        shutil.copytree(DATA, data)
        command = [sys.executable, "-c", _RUN, str(data), RESPONSES, str(seed)]
        environment = {**os.environ, "PYTHONHASHSEED": str(number)}
        running.append(subprocess.Popen(command, env=environment))
    assert [process.wait() for process in running] == [0] * len(running)
