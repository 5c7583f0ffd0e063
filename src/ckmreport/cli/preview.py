"""The command `ckm preview`."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project
from ckmreport.report.execute.processes import Pool, leave
from ckmreport.report.freshness.books import program_inputs, written_inputs
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.inputs import Inputs, Study, differences
from ckmreport.report.preview.server import Site, serve
from ckmreport.report.preview.watch import wait_for_change
from ckmreport.report.request import Request, preload_for
from ckmreport.survey.waves import wave_folder

_PORT = 4400


def preview(
    wave: Annotated[
        str | None, typer.Argument(help="The wave, for instance 2023. Default: the newest one.")
    ] = None,
    data: DataFolder = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where it is served; 0 takes any free port.")
    ] = _PORT,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Chapters at a time. Default: one per core.")
    ] = None,
    debug: Debug = False,
) -> None:
    """Show the report in a browser, and make it anew whenever a source is saved."""
    with reporting_errors(debug):
        project, folder = find_project(), data_folder(data)
        study = Study(project, folder, wave_folder(folder, wave).name)
        signal.signal(signal.SIGTERM, leave)
        try:
            _show(study, port, jobs or os.cpu_count() or 1)
        except KeyboardInterrupt:
            typer.echo("The preview has ended.")


def _show(study: Study, port: int, jobs: int) -> None:
    hashes = FileHashes()
    program = program_inputs(hashes)
    written: Inputs = {}
    with _resident(study, port, jobs) as (site, request):
        while True:
            now = wait_for_change(lambda: written_inputs(study, hashes), written)
            if changed := differences(program, program_inputs(hashes)):
                raise CkmError(
                    f"the program itself has changed ({changed[0]})",
                    advice="Start the preview again",
                )
            if written:
                typer.echo(f"Changed: {', '.join(differences(written, now))}")
            written = now
            _make(request, site)


@contextmanager
def _resident(study: Study, port: int, jobs: int) -> Iterator[tuple[Site, Request]]:
    """Open the site, the pool and a temporary folder, which every version of the book uses.

    The book is made apart, so that the finished one of `ckm report` stays as it is.
    """
    with (
        tempfile.TemporaryDirectory(prefix="ckm-preview-") as out,
        serve(Path(out) / study.wave, port) as site,
    ):
        typer.echo(f"Preview: {site.address} (Ctrl-C ends it)")
        request = Request(
            study,
            Path(out),
            formats=["html"],
            renderer="embedded",
            jobs=jobs,
            pool=Pool(jobs, preload_for(study)),
        )
        yield site, request


def _make(request: Request, site: Site) -> None:
    """Make the book and notify the site; an error in the sources does not end the preview."""
    # Imports pandas and papermill, while the processes of the pool do the same.
    from ckmreport.cli.report_progress import make_with_progress  # noqa: PLC0415

    began = time.monotonic()
    try:
        make_with_progress(request)
    except (CkmError, OSError) as error:  # a file may be away for as long as it is being saved
        site.fail(str(error))
        typer.echo(f"Error: {error}", err=True)
    else:
        site.renew()
        typer.echo(f"Made in {time.monotonic() - began:.1f} s")
