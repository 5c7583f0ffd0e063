"""What a chapter is made from: files, parameters and versions, each by name with its checksum."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ckmreport.freshness.filehashes import FileHashes
from ckmreport.freshness.reach import Package

#: By name, what something was made from; the same names and values make the same thing.
Inputs = Mapping[str, str]

#: Libraries whose version shows in what a chapter computes or draws.
_LIBRARIES = (
    "ipykernel",
    "matplotlib",
    "nbclient",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "seaborn",
    "statsmodels",
)
_LOCK = "requirements.lock"
_INCLUDE = re.compile(r"\{\{<\s*include\s+(\S+)\s*>\}\}")
#: What executes a chapter, whatever its cells import.
_ENGINE = "ckmreport.execute"
#: Texts of a wave; only the chapter that includes one depends on it.
_TEXTS = "text"


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


def chapter_inputs(
    notebook: Path, study: Study, package: Package, hashes: FileHashes
) -> dict[str, str]:
    """Give what a chapter is made from.

    That is its notebook, the texts it includes, and, where it has code, the data of its wave, the
    modules of the package that its cells and the engine reach, and versions. In its metadata,
    under `ckm`, a notebook tells what else it reads: `{"when": "earlier_waves"}` that it is about
    earlier waves too, `{"reads": ["notebooks"]}` files or folders of the project.

    Args:
        notebook: the notebook, relative to the project.
        study: the report.
        package: the package that notebooks import.
        hashes: the checksums of files.
    """
    content = _read(study.project / notebook)
    markdown, code = _sources(content)
    note = content.get("metadata", {}).get("ckm", {})
    files = {notebook.as_posix(): study.project / notebook}
    for name in (found[1] for source in markdown for found in _INCLUDE.finditer(source)):
        files[name] = study.folder / name
    inputs = {}
    if code:
        files |= _data_files(study, earlier="when" in note)
        for name in note.get("reads", ()):
            files |= {_name(path, study): path for path in _files_in(study.project / name)}
        modules = package.reached(code, also=package.within(_ENGINE))
        files |= {f"code: {path.relative_to(package.folder)}": path for path in modules}
        inputs = {"wave": study.wave, "data": str(study.data), **_versions(study, hashes)}
    return inputs | {name: hashes[path] for name, path in sorted(files.items())}


def differences(before: Inputs, now: Inputs) -> list[str]:
    """Name what differs, in alphabetical order."""
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # who executes it will say what is wrong with it
    return content


def _sources(content: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Give the Markdown and the code of a notebook."""
    sources: dict[str, list[str]] = {"markdown": [], "code": []}
    for cell in content.get("cells", ()):
        sources.setdefault(cell.get("cell_type"), []).append("".join(cell.get("source", "")))
    return sources["markdown"], sources["code"]


def _data_files(study: Study, *, earlier: bool) -> dict[str, Path]:
    folders = [study.folder, study.data / "publication" / study.wave]
    if earlier:
        waves = study.data / "waves"
        folders += [path for path in waves.glob("*") if path.name < study.wave]
    paths: Sequence[Path] = [
        *(path for path in study.data.glob("*") if path.is_file()),
        *(path for folder in folders for path in _files_in(folder, texts=False)),
    ]
    return {_name(path, study): path for path in paths}


def _files_in(path: Path, *, texts: bool = True) -> Iterable[Path]:
    """Give a file, or the files below a folder; hidden ones are nobody's input."""
    if path.is_file():
        return [path]
    found = (one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    return [one for one in found if texts or one.relative_to(path).parts[0] != _TEXTS]


def _name(path: Path, study: Study) -> str:
    for folder, prefix in ((study.data, Path("data")), (study.project, Path())):
        if path.is_relative_to(folder):
            return (prefix / path.relative_to(folder)).as_posix()
    return str(path)


def _versions(study: Study, hashes: FileHashes) -> dict[str, str]:
    found = {"python": sys.version, _LOCK: hashes[study.project / _LOCK]}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found
