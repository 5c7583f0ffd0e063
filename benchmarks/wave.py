"""How long a large wave takes: an export is read, checked and added, then reported.

The export is invented (`ckm wave rehearse`), which is not timed. Both times are of one run on a
machine that may be busy with other work; the ratio to a wave of 222 respondents, measured in the
same run, says more.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from project_copy import Run, copy_project, run_module

FIELDWORK = ["--wave", "2031", "--fieldwork", "2031-03-01/2031-06-30"]


def ckm(project: Path, *arguments: str) -> Run:
    """Run a command of the project."""
    return run_module(project, "ckmreport", *arguments)


def measured(folder: Path, respondents: int) -> tuple[Run, Run]:
    """Add and report a wave of so many respondents."""
    project = copy_project(folder / f"project-{respondents}")
    export = folder / f"export-{respondents}.csv"
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
    print(f"one run of each, on {os.cpu_count()} cores")
    print(f"{'respondents':24}{222:>12}{respondents:>12}{'ratio':>8}")
    for what, few, many in zip(("ckm wave add", "ckm report"), small, large, strict=True):
        ratio = many.seconds / few.seconds
        print(f"{what:24}{few.seconds:10.1f} s{many.seconds:10.1f} s{ratio:8.1f}")
    seconds, memory = sum(run.seconds for run in large), max(run.memory for run in large)
    print(f"together {seconds:.1f} s, largest process {memory:.2f} GiB")


if __name__ == "__main__":
    main()
