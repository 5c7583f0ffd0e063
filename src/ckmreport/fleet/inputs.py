"""Everything that a report is made from, as one checksum: equal inputs give an equal report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

from ckmreport.fleet.plan import Job

PACKAGE = Path(__file__).parents[1]
#: The files of a project that reach the report.
_SOURCES = ("_quarto.yml", "*.bib", "*.ipynb", "notebooks/**/*", "_extensions/**/*")


def common_inputs(project: Path) -> str:
    """Give the checksum of what all reports share: project, package, installed libraries."""
    sources = [path for pattern in _SOURCES for path in project.glob(pattern)]
    libraries = sorted(f"{one.name}=={one.version}" for one in distributions())
    return _checksum(
        _listing(project, sources),
        _listing(PACKAGE, (path for path in PACKAGE.rglob("*") if path.suffix != ".pyc")),
        *libraries,
    )


def inputs_of(job: Job, common: str) -> str:
    """Give the checksum of what one report is made from; later waves are no part of it."""
    waves = job.data / "waves"
    files = [
        path
        for path in job.data.rglob("*")
        if not path.is_relative_to(waves) or path.relative_to(waves).parts[:1] <= (job.wave,)
    ]
    return _checksum(common, _listing(job.data, files))


def _listing(folder: Path, paths: Iterable[Path]) -> str:
    """List files with their checksums, by path; hidden ones are left out."""
    lines = []
    for path in sorted(paths):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            with path.open("rb") as file:
                lines.append(
                    f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {'/'.join(parts)}"
                )
    return "\n".join(lines)


def _checksum(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode("utf-8")).hexdigest()
