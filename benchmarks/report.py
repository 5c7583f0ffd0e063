"""How much faster `ckm report` is than plain papermill, one notebook after the other.

Both are timed in one run of this script, so the ratio means something on a machine that other work
makes slow. Each is run several times; the medians are compared. Papermill only executes: it leaves
the numbers in the text unevaluated and renders nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def papermill_sequential(project: Path) -> None:
    """Run the notebooks with the `papermill` command, one by one, as a script would."""
    for notebook in [project / "index.ipynb", *sorted(project.glob("notebooks/*.ipynb"))]:
        command = [sys.executable, "-m", "papermill", "--no-progress-bar", "--cwd", str(project)]
        run([*command, str(notebook), str(project / "_plain.ipynb")], project)


def ckm_report(project: Path) -> None:
    """Make the whole report: execution, HTML and PDF."""
    run([sys.executable, "-m", "ckmreport", "report"], project)


def run(command: list[str], project: Path) -> None:
    """Run a command in the project; its output is shown only if it fails."""
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def seconds(work: Callable[[Path], None], project: Path) -> float:
    """Time one run."""
    began = time.perf_counter()
    work(project)
    return time.perf_counter() - began


def main() -> None:
    """Print the ratio and the medians it comes from."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        ignored = shutil.ignore_patterns(".venv", ".git", "_build", "_book", ".*_cache")
        shutil.copytree(ROOT, project, ignore=ignored)
        plain, ckm = [], []
        for _ in range(runs):  # in turn, so that a slow minute hits both
            plain.append(seconds(papermill_sequential, project))
            ckm.append(seconds(ckm_report, project))
    slow, fast = statistics.median(plain), statistics.median(ckm)
    print(f"{runs} runs of each, on {os.cpu_count()} cores; medians")
    print(f"papermill, notebooks only, one after the other  {slow:6.1f} s")
    print(f"ckm report, with HTML and PDF                   {fast:6.1f} s")
    print(f"ratio                                           {slow / fast:6.1f}")


if __name__ == "__main__":
    main()
