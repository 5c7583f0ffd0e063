"""Invented municipalities to make many reports of."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from invented_wave import write_invented_wave
from project_samples import ROOT

from ckmreport.fleet.keyfigures import KeyFigure, KeyFigures
from ckmreport.fleet.plan import Job
from ckmreport.fleet.workshop import Place
from ckmreport.foundation.errors import CkmError

WAVE = "2031"


def write_municipality(
    folder: Path, name: str, *, n: int = 60, seed: int = 1, min_cell: int = 5
) -> Path:
    """Write a data folder with an invented wave."""
    folder.mkdir(parents=True)
    for file in ("questionnaire.yml", "topics.yml", "municipality.yml"):
        shutil.copyfile(ROOT / "data" / file, folder / file)
    path = folder / "municipality.yml"
    text = path.read_text("utf-8").replace("name: Groningen", f"name: {name}")
    path.write_text(text.replace("de gemeente Groningen", f"de gemeente {name}"), "utf-8")
    write_invented_wave(folder, WAVE, n=n, seed=seed, min_cell=min_cell)
    return folder


def write_plan(path: Path, *folders: str, wave: str = WAVE, national: bool = True) -> Path:
    """Write the file that lists these data folders."""
    reports = [{"data": folder, "waves": [wave]} for folder in folders]
    path.write_text(yaml.safe_dump({"national": national, "reports": reports}), "utf-8")
    return path


FIGURES = KeyFigures(
    municipality="Assen",
    respondents=40,
    origin="respondents",
    shares=(KeyFigure("scholing", "Volgde scholing", "f", 10, 40),),
)


@dataclass(frozen=True)
class Maker:
    """Stands in for what makes a report: does what the name of the municipality says.

    It notes its process and that of its workshop in `folder`, once for every try.
    """

    folder: Path

    def __call__(self, job: Job, place: Place) -> KeyFigures:
        tries = len(list(self.folder.glob(f"{job.municipality}-*"))) + 1
        note = self.folder / f"{job.municipality}-{tries}"
        note.with_suffix(".part").write_text(f"{os.getpid()} {os.getppid()} {place.build}")
        note.with_suffix(".part").rename(note)
        print("something that a library prints")  # noqa: T201
        (place.build / "staged").touch()
        match job.municipality.split("_"):
            case ["broken", *_]:
                raise CkmError("this municipality is broken", place="wave.yml")
            case ["fault", *_]:
                raise ZeroDivisionError("nobody")
            case ["dies", *_] if tries == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["kills", *_] if tries == 1:  # the worker of the cluster, as a full memory does
                os.kill(os.getppid(), signal.SIGKILL)
                time.sleep(600)
            case ["sleeps", *_]:
                subprocess.run(["sleep", "600"], check=True)
        return replace(FIGURES, municipality=job.municipality)

    def processes(self, name: str) -> list[int]:
        """Give the processes that worked on a municipality and their parents."""
        notes = sorted(self.folder.glob(f"{name}-?"))
        return [int(pid) for note in notes for pid in note.read_text().split()[:2]]


def job_of(name: str) -> Job:
    """Give a job that only `Maker` can do."""
    return Job(name, WAVE, Path("nowhere"))
