"""What a whole report is made from: more than its chapters are, and told less precisely.

Any module of the package counts, and any text: when nothing at all changed, nothing need be done;
otherwise each chapter is asked for itself.
"""

from __future__ import annotations

from pathlib import Path

from ckmreport.foundation.project import notebook_files
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.files import files_in
from ckmreport.report.freshness.inputs import PACKAGE, Inputs, Study, named_files, overruled
from ckmreport.report.freshness.libraries import machine

#: The files of a project that reach the report.
_SOURCES = ("_quarto.yml", "*.bib", "*.ipynb", "notebooks/**/*", "_extensions/**/*")


def book_inputs(study: Study, hashes: FileHashes) -> Inputs:
    """Give what a report is made from, by name, with checksums."""
    return {**program_inputs(hashes), **written_inputs(study, hashes)}


def written_inputs(study: Study, hashes: FileHashes) -> Inputs:
    """Give what people wrote of a report: the sources of its project, and its data."""
    return {
        **project_inputs(study.project, hashes),
        **data_inputs(study.data, study.wave, hashes),
        **named_files(notebook_files(study.project), study, hashes),
    }


def program_inputs(hashes: FileHashes) -> Inputs:
    """Give what makes reports: this package, Python, and the libraries that are installed."""
    return {
        **machine(hashes),
        **{f"code: {path.relative_to(PACKAGE)}": hashes[path] for path in files_in(PACKAGE)},
    }


def project_inputs(project: Path, hashes: FileHashes) -> Inputs:
    """Give the sources that all reports of a project share."""
    sources = files_in(project, *_SOURCES)
    return {path.relative_to(project).as_posix(): hashes[path] for path in sources}


def data_inputs(data: Path, wave: str, hashes: FileHashes) -> Inputs:
    """Give the files of a data folder that reach a report; later waves are no part of it."""
    waves = data / "waves"
    folders = [folder for folder in waves.glob("[!.]*") if folder.name <= wave]

    def counts(path: Path) -> bool:
        if path.is_relative_to(waves):
            return path.relative_to(waves).parts[0] <= wave
        return path.parent != data or not overruled(path, folders)

    return {
        f"data/{path.relative_to(data).as_posix()}": hashes[path]
        for path in files_in(data)
        if counts(path)
    }
