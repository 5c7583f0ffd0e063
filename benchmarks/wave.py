"""How long a large wave takes: an export is read, checked and added, then reported.

The export is invented (`ckm wave rehearse`), which is not timed. Both times are of one run on a
machine that may be busy with other work; the ratio to a wave of 222 respondents, measured in the
same run, says more.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
FIELDWORK = ["--wave", "2031", "--fieldwork", "2031-03-01/2031-06-30"]


def ckm(project: Path, *arguments: str) -> float:
    """Run a command of the project; give the seconds it took."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "ckmreport", *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began


def measured(folder: Path, respondents: int) -> tuple[float, float]:
    """Add and report a wave of so many respondents; give the seconds of each."""
    project, export = folder / f"project-{respondents}", folder / f"export-{respondents}.csv"
    ignored = shutil.ignore_patterns(".venv", ".git", "_build", "_book", ".*_cache")
    shutil.copytree(ROOT, project, ignore=ignored)
    ckm(
        project, "wave", "rehearse", "--wave", "2031", "--n", str(respondents), "--out", str(export)
    )
    added = ckm(project, "wave", "add", str(export), *FIELDWORK)
    return added, ckm(project, "report", "2031")


def main() -> None:
    """Print the times, their ratio, and the largest memory of any one process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--respondents", type=int, default=100_000)
    respondents = parser.parse_args().respondents
    with tempfile.TemporaryDirectory() as name:
        small, large = (measured(Path(name), n) for n in (222, respondents))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
    print(f"one run of each, on {os.cpu_count()} cores")
    print(f"{'respondents':24}{222:>12}{respondents:>12}{'ratio':>8}")
    for what, few, many in zip(("ckm wave add", "ckm report"), small, large, strict=True):
        print(f"{what:24}{few:10.1f} s{many:10.1f} s{many / few:8.1f}")
    print(f"together {sum(large):.1f} s, largest process {memory:.2f} GiB")


if __name__ == "__main__":
    main()
