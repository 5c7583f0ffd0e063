"""What a chapter is made from: files, parameters and versions, each by name with its checksum."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckmreport.foundation.project import notebook_files
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.files import files_in
from ckmreport.report.freshness.libraries import machine
from ckmreport.report.freshness.outline import outline

#: The folder of this very package, which notebooks import.
PACKAGE = Path(__file__).parents[2]

#: By name, what something was made from; the same names and values make the same thing.
Inputs = Mapping[str, str]

#: How many of the things that changed are named.
_NAMED = 4
_LOCK = "requirements.lock"
_TOKENS = "_extensions/ckm/tokens.yml"  # named here, so that nothing is imported to look at it
_INCLUDE = re.compile(r"\{\{<\s*include\s+(\S+)\s*>\}\}")
#: Texts of a wave; only the chapter that includes one depends on it.
_TEXTS = "text"
#: What a wave has in its own folder holds for it instead of the same file of the data folder.
_OWN = ("questionnaire.yml", "municipality.yml", "topics.yml")
#: How a notebook says, in its metadata, that it reads the waves before its own as well.
_EARLIER = "earlier_waves"
#: How it says that it refers to what other notebooks hold.
_OUTLINE = "outline"


@dataclass(frozen=True)
class Study:
    """Where a report comes from: the project, the data folder and the wave in it."""

    project: Path
    data: Path
    wave: str

    @property
    def folder(self) -> Path:
        """The folder of the wave."""
        return self.data / "waves" / self.wave


def program_checksum(hashes: FileHashes, package: Path = PACKAGE) -> str:
    """Give one checksum of all files of a package."""
    lines = (f"{hashes[path]}  {path.relative_to(package)}\n" for path in files_in(package))
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def chapter_inputs(
    notebook: Path, study: Study, program: str, hashes: FileHashes
) -> dict[str, str]:
    """Give what a chapter is made from.

    That is its notebook, the texts it includes, the program, and, where it has code or a cell that
    not every wave has, the data of its wave and versions. In its metadata, under `ckm`, a notebook
    tells what else it reads: `{"reads": ["earlier_waves", "outline", "_quarto.yml"]}` names earlier
    waves, what stands where in all notebooks, and files or folders of the project. One that is in
    the book only where there are earlier waves, or has a cell that is, `{"when": "earlier_waves"}`,
    reads these too.

    Args:
        notebook: the notebook, relative to the project.
        study: the report.
        program: the checksum of the package that notebooks import, as `program_checksum` gives it.
        hashes: the checksums of files.
    """
    content = _read(study.project / notebook)
    markdown, code = _sources(content)
    note, *of_cells = (_note(part) for part in (content, *content.get("cells", ())))
    occasions = {found["when"] for found in (note, *of_cells) if "when" in found}
    files = {notebook.as_posix(): study.project / notebook}
    files |= {name: study.folder / name for name in _included(markdown)}
    inputs = {"program": program}
    if code or occasions:
        reads = note.get("reads", ())
        read = data_files(study, earlier=_EARLIER in (*occasions, *reads))
        files |= {_name(path, study): path for path in (*read, study.project / _TOKENS)}
        files |= {f"read: {_name(path, study)}": path for path in _named(reads, study)}
        outlines = notebook_files(study.project) if _OUTLINE in reads else []
        inputs |= {f"outline: {_name(path, study)}": outline(_read(path)) for path in outlines}
        inputs |= {"wave": study.wave, "data": str(study.data), **_versions(study, hashes)}
    return inputs | {name: hashes[path] for name, path in sorted(files.items())}


def named_files(notebooks: Iterable[Path], study: Study, hashes: FileHashes) -> Inputs:
    """Give what notebooks read besides, wherever it is: what they say they read, and include."""
    files: set[Path] = set()
    for content in map(_read, notebooks):
        files |= {study.folder / name for name in _included(_sources(content)[0])}
        files |= set(_named(_note(content).get("reads", ()), study))
    return {_name(path, study): hashes[path] for path in files}


def differences(before: Inputs, now: Inputs) -> list[str]:
    """Name what differs, in alphabetical order."""
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))


def change(before: Inputs, now: Inputs) -> str:
    """Say what differs, in a few words; nothing where nothing does."""
    changed = differences(before, now)
    if not changed:
        return ""
    more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    return f"{', '.join(changed[:_NAMED])}{more} changed"


def changed_meanwhile(hashes: FileHashes) -> Inputs:
    """Give what makes a thing be made again of which a file changed while it was being made.

    What was read of the file is not known, also where it now is what it was before.
    """
    touched = hashes.touched()
    return {"a file that changed while it was read": "\n".join(touched)} if touched else {}


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # who executes it will say what is wrong with it
    return content


def _note(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give what a notebook or a cell says to this program in its metadata."""
    note: Mapping[str, Any] = part.get("metadata", {}).get("ckm", {})
    return note


def _sources(content: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Give the Markdown and the code of a notebook."""
    sources: dict[str, list[str]] = {"markdown": [], "code": []}
    for cell in content.get("cells", ()):
        sources.setdefault(cell.get("cell_type"), []).append("".join(cell.get("source", "")))
    return sources["markdown"], sources["code"]


def data_files(study: Study, *, earlier: bool = False) -> Iterator[Path]:
    """Give the files with the data of a report, without the texts of its wave.

    That is what belongs to its wave, and where `earlier` is asked, to the waves before it, and
    what lies at the top of the data folder, unless each of these waves has its own.
    """
    folders = [study.folder]
    if earlier:
        folders += (one for one in study.folder.parent.glob("[!.]*") if one.name < study.wave)
    yield from (path for path in files_in(study.data, "*") if not overruled(path, folders))
    for folder in folders:
        for path in files_in(folder):
            if path.relative_to(folder).parts[0] != _TEXTS:
                yield path
        yield from files_in(study.data / "publication" / folder.name)


def overruled(path: Path, folders: Iterable[Path]) -> bool:
    """Tell whether a file of the data folder holds for none of these waves, by their folders."""
    return path.name in _OWN and all((folder / path.name).exists() for folder in folders)


def _included(markdown: Iterable[str]) -> Iterator[str]:
    return (found[1] for source in markdown for found in _INCLUDE.finditer(source))


def _named(reads: Iterable[str], study: Study) -> Iterator[Path]:
    """Give the files that a notebook says it reads; one that is hidden it must name itself."""
    for name in reads:
        path = study.project / name
        yield from [path] if path.is_file() else files_in(path)


def _name(path: Path, study: Study) -> str:
    for folder, prefix in ((study.data, Path("data")), (study.project, Path())):
        if path.is_relative_to(folder):
            return (prefix / path.relative_to(folder)).as_posix()
    return str(path)


def _versions(study: Study, hashes: FileHashes) -> dict[str, str]:
    return {
        **machine(hashes),
        _LOCK: hashes[study.project / _LOCK],
    }
