"""How the time of a report grows with the respondents of a wave, and with the number of waves.

The answers are invented (`ckm wave rehearse`), and for a larger wave the same ones are repeated,
which is not timed. Every chapter is executed anew. The ratios are to the smallest, measured in the
same run.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from project_copy import Run, copy_project, median, run_module

RESPONDENTS = 222
FIRST = 2031


def add_wave(project: Path, wave: int) -> Path:
    """Add an invented wave, and give its folder."""
    export = project / f"export-{wave}.csv"
    options = ("--wave", str(wave), "--n", str(RESPONDENTS), "--seed", str(wave))
    run_module(project, "ckmreport", "wave", "rehearse", *options, "--out", str(export))
    fieldwork = ("--wave", str(wave), "--fieldwork", f"{wave}-03-01/{wave}-06-30")
    run_module(project, "ckmreport", "wave", "add", str(export), *fieldwork)
    return project / "data" / "waves" / str(wave)


def repeat(folder: Path, times: int) -> None:
    """Make a wave so many times as large, by its own answers."""
    path = folder / "responses.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    answers = [row.partition(",")[2] for row in rows]
    repeated = (line for _ in range(times) for line in answers)
    with path.open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        file.writelines(f"r{number},{line}\n" for number, line in enumerate(repeated, start=1))
    metadata = folder / "wave.yml"
    text = re.sub(
        r"(started|dropped_out): (\d+)",
        lambda found: f"{found[1]}: {int(found[2]) * times}",
        metadata.read_text("utf-8"),
    )
    metadata.write_text(text, "utf-8")


def report(project: Path, runs: int) -> Run:
    """Make the report of the newest wave so many times, all of it."""
    return median([run_module(project, "ckmreport", "report", "--force") for _ in range(runs)])


def growth(what: str, measured: Iterable[tuple[int, Run]]) -> None:
    """Print the time of each, and how many times it is the first."""
    base: tuple[int, float] | None = None
    for number, run in measured:
        base = base or (number, run.seconds)
        ratio = f"{number / base[0]:8.1f} times as many, {run.seconds / base[1]:6.2f} as long"
        print(
            f"{number:>9,} {what:12}{run.seconds:8.2f} s{run.memory:7.2f} GiB {ratio}", flush=True
        )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 45, 450, 4500])
    parser.add_argument("--waves", type=int, nargs="+", default=[1, 3, 10])
    options = parser.parse_args()
    print(f"runs of each: {options.runs}, on {os.cpu_count()} cores; memory of the largest process")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def larger() -> Iterable[tuple[int, Run]]:
            for times in options.times:
                project = copy_project(folder / f"times-{times}")
                repeat(add_wave(project, FIRST), times)
                yield RESPONDENTS * times, report(project, options.runs)

        def more() -> Iterable[tuple[int, Run]]:
            project = copy_project(folder / "waves")
            for number in range(1, max(options.waves) + 1):
                if number > 1:  # the first is that of 2023
                    add_wave(project, FIRST + number)
                if number in options.waves:
                    yield number, report(project, options.runs)

        growth("respondents", larger())
        growth("waves", more())


if __name__ == "__main__":
    main()
