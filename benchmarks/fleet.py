"""How many reports a fleet makes in a minute, on one worker and on two.

Both are timed in one run of this script, so the ratio means something on a machine that other work
makes slow. The municipalities are invented; every report is the whole book, as HTML and PDF.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from project_copy import ROOT, copy_project

from ckmreport.intake.add_wave import Request, add, parse_fieldwork, prepare
from ckmreport.intake.rehearsal.invented_answers import write_rehearsal
from ckmreport.review.expected_texts import expected_texts
from ckmreport.survey.questionnaire import load_questionnaire

WAVE = "2031"
FIELDWORK = parse_fieldwork(f"{WAVE}-03-01/{WAVE}-06-30")
COMMAND = [sys.executable, "-m", "ckmreport", "fleet"]


def invent_municipality(folder: Path, number: int) -> None:
    """Write a data folder with a rehearsed wave, by the way that a real one goes."""
    folder.mkdir(parents=True)
    for name in ("questionnaire.yml", "topics.yml", "municipality.yml"):
        shutil.copyfile(ROOT / "data" / name, folder / name)
    path = folder / "municipality.yml"
    name = f"Gemeente {number}"
    path.write_text(path.read_text("utf-8").replace("name: Groningen", f"name: {name}"), "utf-8")
    export = folder.with_suffix(".csv")
    write_rehearsal(
        export,
        load_questionnaire(folder / "questionnaire.yml"),
        n=100 + number,
        seed=number,
        start=FIELDWORK.start,
        end=FIELDWORK.end,
    )
    request = Request(export=export, data=folder, wave=WAVE, fieldwork=FIELDWORK, mask=True)
    add(prepare(request, lambda mapping, _: mapping), texts=expected_texts(ROOT))


def memory(session: int) -> int:
    """Give the memory of all processes of a session in bytes; what they share counts once."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(status[3]) == session:
                shares = (folder / "smaps_rollup").read_text()
                total += 1024 * sum(map(int, re.findall(r"^Pss: +(\d+)", shares, re.MULTILINE)))
        except OSError:
            continue  # it has ended meanwhile
    return total


@contextmanager
def watching(session: int) -> Iterator[list[int]]:
    """Measure the memory of a session every second, within this context."""
    found = [0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(1):
            found.append(memory(session))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()


def make_all(project: Path, plan: Path, workers: int) -> tuple[float, float]:
    """Make all reports; give the seconds and the most memory, in gigabytes."""
    out = project / "_book" / f"fleet-{workers}"
    began = time.perf_counter()
    process = subprocess.Popen(
        [*COMMAND, str(plan), "--workers", str(workers), "--out", str(out)],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with watching(process.pid) as found:
        _, stderr = process.communicate()
    if process.returncode:
        sys.exit(f"ckm fleet failed:\n{stderr}")
    return time.perf_counter() - began, max(found) / 1e9


def main() -> None:
    """Print reports per minute, their ratio, and the memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=50, help="municipalities (default 50)")
    reports = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = copy_project(folder / "project")
        names = [f"gemeente-{number}" for number in range(1, reports + 1)]
        for number, municipality in enumerate(names, start=1):
            invent_municipality(folder / municipality, number)
        plan = folder / "vloot.yml"
        entries = [{"data": municipality, "waves": [WAVE]} for municipality in names]
        plan.write_text(yaml.safe_dump({"national": True, "reports": entries}), "utf-8")
        print(f"{reports} municipalities, on {os.cpu_count()} cores")
        minutes = {}
        for workers in (1, 2):
            seconds, most = make_all(project, plan, workers)
            minutes[workers] = seconds / 60
            print(
                f"{workers} worker{'s' if workers > 1 else ' '}  "
                f"{reports / minutes[workers]:6.1f} reports per minute, {most:5.1f} GB at most"
            )
        print(f"ratio      {minutes[1] / minutes[2]:6.2f}")


if __name__ == "__main__":
    main()
