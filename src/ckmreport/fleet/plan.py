"""The reports of a fleet, as a file lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.atomic_files import clear_up
from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.survey.waves import wave_names

#: A data folder of this name takes the name of the folder that it is in.
_DATA = "data"


@dataclass(frozen=True, order=True)
class Job:
    """One report to make: a wave of a municipality.

    Attributes:
        municipality: a short name, under which its books are put.
        wave: the name of the wave.
        data: the data folder of the municipality.
    """

    municipality: str
    wave: str
    data: Path

    def __str__(self) -> str:
        return f"{self.municipality}/{self.wave}"


@dataclass(frozen=True)
class Plan:
    """The reports of a fleet; with `national` the municipalities are compared with each other."""

    jobs: tuple[Job, ...]
    national: bool = False


def read_plan(path: Path) -> Plan:
    """Read the file that lists the reports; data folders are relative to it.

    Raises:
        CkmError: names the line of a folder or wave that is not there, and of what stands twice.
    """
    root = read_yaml(path)
    root.fields({"reports"}, {"national"})
    folders: dict[str, Path] = {}
    jobs: dict[str, Job] = {}
    for entry in root["reports"]:
        for node, job in _jobs(entry, path.resolve().parent):
            if folders.setdefault(job.municipality, job.data) != job.data:
                raise entry.error(
                    f"two data folders are called '{job.municipality}'",
                    "Give one of them another 'name'",
                )
            if str(job) in jobs:
                raise node.error(f"the report {job} stands twice in the list", "Remove one")
            jobs[str(job)] = job
    if not jobs:
        raise root["reports"].error("the list names no report", "Name a data folder and a wave")
    national = root.get("national")
    return Plan(tuple(jobs.values()), national.boolean() if national else False)


def _jobs(entry: Node, base: Path) -> Iterator[tuple[Node, Job]]:
    entry.fields({"data", "waves"}, {"name"})
    data = (base / entry["data"].text()).resolve()
    if not data.is_dir():
        raise entry["data"].error(f"there is no data folder '{entry['data'].text()}'")
    clear_up(data / "waves")
    known = wave_names(data)
    name = entry.get("name")
    municipality = name.text() if name else (data.parent if data.name == _DATA else data).name
    if not municipality or municipality.startswith(".") or set(municipality) & set("/\\"):
        raise (name or entry).error(
            f"'{municipality}' cannot be the name of a folder", "Give it another 'name'"
        )
    for wave in entry["waves"]:
        if wave.text() not in known:
            raise wave.error(
                f"there is no wave '{wave.text()}' in {data}", f"Waves there: {', '.join(known)}"
            )
        yield wave, Job(municipality, wave.text(), data)
