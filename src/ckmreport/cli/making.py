"""From a wave to a finished book: execute, stage, render, publish."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.cli.keeping import Keeping
from ckmreport.cli.occasions import fitting
from ckmreport.errors import CkmError
from ckmreport.execute import Chapter, Claim, Executed, Started, execute, write_readable
from ckmreport.freshness.inputs import Study
from ckmreport.project import make_books_folder
from ckmreport.questionnaire import load_questionnaire
from ckmreport.render import Format, Renderer, render, stage, write_tables
from ckmreport.render.book import PROJECT_FILE, read_book, read_chapters
from ckmreport.render.notebook_page import write_notebook_pages
from ckmreport.review.earlier import wave_before
from ckmreport.review.hashes import QUESTIONNAIRE, source_hashes
from ckmreport.review.ledger import write_ledger
from ckmreport.review.proofread import proofread
from ckmreport.review.reading_aids import ReadingAids
from ckmreport.waves.metadata import Edition, load_metadata

BUILD = "_build"
#: What the notebooks import, at once or when they draw or test.
PRELOAD = (
    "ckmreport.notebook",
    "ckmreport.present.figures",
    "scipy.stats",
    "statsmodels.stats.proportion",
)
Event = Started | Executed | str


@dataclass(frozen=True)
class Request:
    """What somebody asks for; folders are absolute.

    `build` is where the book is staged, by default a folder of the project; two reports that are
    made at the same time need one each. `fork_server` is the socket of one that runs already.
    Chapters of which nothing changed are kept, unless `again`; `explain` is told why others run.
    """

    project: Path
    chapters: Sequence[Chapter]
    data: Path
    wave_folder: Path
    out: Path
    formats: Collection[Format] = ("html", "pdf")
    renderer: Renderer = "auto"
    jobs: int = 1
    strict: bool = False
    again: bool = False
    explain: Callable[[Mapping[Chapter, list[str]]], None] | None = None
    build: Path | None = None
    fork_server: Path | None = None

    @property
    def wave(self) -> str:
        """The name of the wave."""
        return self.wave_folder.name


@dataclass(frozen=True)
class Report:
    """What was made, and what a person should look at before publishing it."""

    folder: Path
    renderer: str
    html: Path | None
    pdf: Path | None
    untrue: tuple[Claim, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]


class UnfinishedError(CkmError):
    """A report that was to be complete, and is not; it lists all that is to be done."""

    def __init__(self, untrue: tuple[Claim, ...], missing: tuple[str, ...], wave: Path) -> None:
        self.untrue, self.missing = untrue, missing
        sentences = "sentence does not hold" if len(untrue) == 1 else "sentences do not hold"
        texts = "text is" if len(missing) == 1 else "texts are"
        super().__init__(
            f"for wave {wave.name} {len(untrue)} {sentences}, "
            f"and {len(missing)} {texts} still to be written",
            place=wave,
            advice="Mend what is listed above, or render a draft without --strict",
        )


def book_chapters(project: Path) -> list[Chapter]:
    """Give the notebooks of the project's book, in order, appendices last.

    Raises:
        CkmError: if `_quarto.yml` describes no book.
    """
    return [Chapter(Path(chapter.path)) for chapter in read_chapters(project / PROJECT_FILE)]


def make_report(request: Request, on_event: Callable[[Event], None]) -> Report:
    """Make the report of one wave; an earlier one stays until the new one is whole.

    Raises:
        CkmError: for anything that is wrong with notebooks, wave or book, also for a number in
            the finished book that nothing accounts for; with `strict` also for a claim that does
            not hold and for a text that is still to be written.
    """
    make_books_folder(request.out)
    build = request.build or request.project / BUILD / request.wave
    chapters = fitting(request.chapters, request.project, request.data, request.wave)
    metadata = load_metadata(request.wave_folder / "wave.yml")
    executed = _execute(request, chapters, build, on_event)
    untrue = tuple(claim for chapter in executed for claim in chapter.claims if not claim.holds)
    missing = tuple(text for chapter in executed for text in chapter.missing)
    if request.strict and (untrue or missing):
        raise UnfinishedError(untrue, missing, request.wave_folder)
    dropped = [c.source.as_posix() for c in request.chapters if c not in chapters]
    stage(request.project, build, build, _book_metadata(metadata.edition), leave_out=dropped)
    target = request.out / request.wave
    with tempfile.TemporaryDirectory(prefix=f".{request.wave}-", dir=request.out) as beside:
        made = Path(beside) / "book"
        rendered = render(build, made, request.formats, request.renderer, on_event)
        write_tables(build, made / "tables")
        for chapter in executed:
            write_readable(chapter.path, made / "notebooks" / chapter.path.name)
        on_event("proofreading")
        questionnaire = load_questionnaire(request.data / QUESTIONNAIRE)
        ledger = proofread(
            build,
            request.wave,
            questionnaire,
            source_hashes(request.data, request.wave_folder),
            html=rendered.html,
            pdf=rendered.pdf,
        )
        write_ledger(ledger, made)
        if rendered.html is not None:
            pages = write_notebook_pages(read_book(build), rendered.html)
            before = wave_before(request.data, request.wave)
            ReadingAids(ledger, questionnaire, pages, before).add_to(made)
        _publish(made, target, Path(beside) / "previous")
    return Report(
        folder=target,
        renderer=rendered.renderer,
        html=target / "html" / "index.html" if rendered.html else None,
        pdf=target / "rapport.pdf" if rendered.pdf else None,
        untrue=untrue,
        missing=missing,
        warnings=tuple(text for chapter in executed for text in chapter.warnings),
    )


def _execute(
    request: Request,
    chapters: Sequence[Chapter],
    build: Path,
    on_event: Callable[[Event], None],
) -> list[Executed]:
    """Execute the chapters of which anything changed; what is done is kept, also if one fails."""
    study = Study(request.project, request.data, request.wave)
    keeping = Keeping(study, chapters, build, again=request.again)
    if request.explain is not None:
        request.explain(keeping.reasons)
    done = keeping.executed
    for kept in done.values():
        on_event(kept)

    def on_executed(event: Started | Executed) -> None:
        if isinstance(event, Executed):
            done[event.chapter] = event
        on_event(event)

    try:
        execute(
            [chapter for chapter in chapters if chapter not in done],
            {"wave": request.wave, "data": _as_parameter(request.data, request.project)},
            project=request.project,
            wave_folder=request.wave_folder,
            output=build,
            jobs=request.jobs,
            preload=PRELOAD,
            server=request.fork_server,
            on_event=on_executed,
        )
    finally:
        build.mkdir(parents=True, exist_ok=True)
        keeping.save(done.values())
    return [done[chapter] for chapter in chapters]


def _publish(made: Path, target: Path, previous: Path) -> None:
    """Put a finished book in place; if that fails, the previous one is put back."""
    if target.exists():
        target.rename(previous)
    try:
        made.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise


def _book_metadata(edition: Edition) -> dict[str, object]:
    return {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "author": list(edition.authors),
        "date": edition.date,
        "publisher": edition.publisher,
        "edition": edition.notice,
        "colophon": edition.colophon,
        "page-footer": edition.notice,
    }


def _as_parameter(data: Path, project: Path) -> str:
    """Give the data folder as notebooks take it; relative, so that no machine's path shows."""
    try:
        return Path(os.path.relpath(data, project)).as_posix()
    except ValueError:  # on another drive there is no way from one to the other
        return data.as_posix()
