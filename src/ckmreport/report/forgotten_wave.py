"""All that a wave leaves on this machine, and what of it cannot be reached from here."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.file_locks import locked
from ckmreport.report.book_up_to_date import books_made
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.request import Request


@dataclass(frozen=True)
class Traces:
    """What a wave left.

    Attributes:
        folders: the folders that go: answers, also replaced ones, texts, caches, books.
        unreachable: what is to be done by hand, in Dutch sentences.
    """

    folders: tuple[Path, ...]
    unreachable: tuple[str, ...]


def traces_of(study: Study, books: Path) -> Traces:
    """Find what a wave left: its folder, what was staged and kept, and its books.

    Later waves compare themselves with it, so what was kept of their chapters goes too.

    Raises:
        CkmError: if nothing of the wave is there, or the name is none.
    """
    if Path(study.wave).name != study.wave or study.wave[:1] in ("", "."):
        raise CkmError(f"'{study.wave}' cannot be the name of a wave")
    own = Request(study, books)
    later = [
        folder.name
        for folder in (study.data / "waves").glob("[!.]*/")
        if folder.name > study.wave and (folder / "wave.yml").exists()
    ]
    staged = [Request(Study(study.project, study.data, name), books).staging for name in later]
    of_wave = [study.folder, own.staging, *books_made(own)]
    if not any(path.exists() for path in of_wave):
        raise CkmError(f"nothing is left of a wave '{study.wave}'", place=study.data)
    folders = tuple(dict.fromkeys(path for path in (*of_wave, *staged) if path.exists()))
    told = [
        "de export, de voorgestelde mapping daarnaast en de bestanden om met de hand te coderen",
        "reservekopieën, en rapporten die ergens anders naartoe zijn gebracht of zijn gepubliceerd",
        "boeken die ckm fleet heeft gemaakt",
    ]
    if later:
        told.append(f"rapporten van latere metingen ({', '.join(later)}): maak die opnieuw")
    if _in_history(study.folder):
        told.append("de geschiedenis van git, waarin bestanden van deze meting staan")
    return Traces(folders, tuple(told))


def forget(study: Study, traces: Traces) -> None:
    """Remove what a wave left.

    Raises:
        HeldError: if another process is writing this wave.
        OSError: if something cannot be removed.
    """
    beside = study.folder.with_name(f".{study.wave}.ckm")
    with locked(beside / "lock"):
        for folder in traces.folders:
            target = folder.resolve()
            if folder.is_symlink():
                folder.unlink()
            shutil.rmtree(target)
        shutil.rmtree(beside, ignore_errors=True)


def _in_history(folder: Path) -> bool:
    command = ["git", "-C", str(folder.parent), "log", "-1", "--all", "--format=%h", "--"]
    with contextlib.suppress(OSError):
        done = subprocess.run([*command, folder.name], capture_output=True, check=False)
        return bool(done.stdout.strip())
    return False
