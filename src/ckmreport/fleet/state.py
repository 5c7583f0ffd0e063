"""The reports made so far, in a file, so that a run resumes where an earlier one stopped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.fleet.plan import Job
from ckmreport.foundation.atomic_files import write_whole
from ckmreport.foundation.errors import CkmError

FILE = "fleet.json"
_SCHEMA = 1


@dataclass(frozen=True)
class Made:
    """A finished report: the checksum of its inputs, how long it took, its key figures."""

    inputs: str
    seconds: float
    figures: KeyFigures


@dataclass(frozen=True)
class Failed:
    """A report that could not be made; `message` says why."""

    message: str


State = Mapping[str, Made | Failed]


def load_state(out: Path) -> State:
    """Read what earlier runs made in a folder; nothing if none did.

    Raises:
        CkmError: if the file is malformed.
    """
    path = out / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema"] != _SCHEMA:
            return {}
        return {name: _read(entry) for name, entry in content["reports"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CkmError(
            "this is no file that ckm wrote", place=path, advice="Remove it, and all is made anew"
        ) from None


def save_state(out: Path, state: State) -> None:
    """Write what has been made; a reader sees the old file or the new one, never a part."""
    reports = {name: _written(entry) for name, entry in sorted(state.items())}
    text = json.dumps({"schema": _SCHEMA, "reports": reports}, ensure_ascii=False, indent=1)
    write_whole(out / FILE, text + "\n")


def is_made(job: Job, state: State, inputs: str, out: Path) -> bool:
    """Tell whether a report is there already, made from the same inputs."""
    entry = state.get(str(job))
    return (
        isinstance(entry, Made)
        and entry.inputs == inputs
        and (out / str(job) / "html" / "index.html").is_file()
    )


def _written(entry: Made | Failed) -> dict[str, Any]:
    if isinstance(entry, Failed):
        return {"failed": entry.message}
    return {
        "inputs": entry.inputs,
        "seconds": round(entry.seconds, 1),
        "figures": entry.figures.as_json(),
    }


def _read(entry: Mapping[str, Any]) -> Made | Failed:
    if "failed" in entry:
        return Failed(str(entry["failed"]))
    return Made(
        inputs=str(entry["inputs"]),
        seconds=float(entry["seconds"]),
        figures=KeyFigures.from_json(entry["figures"]),
    )
