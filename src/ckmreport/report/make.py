"""From a wave to a finished book: execute, stage, render, publish."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from ckmreport.foundation.atomic_files import whole_folder
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.file_locks import locked
from ckmreport.foundation.project import make_books_folder
from ckmreport.presentation.text.draft import draft_page
from ckmreport.presentation.text.help_text import help_paragraphs
from ckmreport.presentation.text.provenance import eyebrow
from ckmreport.presentation.tokens import EXTENSION, load_tokens
from ckmreport.report.chapter_cache import Keeping
from ckmreport.report.execute.chapters import Chapter, Executed, Started, execute
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.execute.processes import Pool
from ckmreport.report.execute.reader_notebook import write_readable
from ckmreport.report.proof.input_hashes import source_hashes
from ckmreport.report.proof.ledger import write_ledger
from ckmreport.report.proof.previous_wave import wave_before
from ckmreport.report.proof.proofread import proofread
from ckmreport.report.proof.reviewer_panel import ReadingAids
from ckmreport.report.recount_line import awaits_recount_line, write_recount_line
from ckmreport.report.render import (
    Rendered,
    rendering,
    site_facts,
    stage,
    write_tables,
    write_workbooks,
)
from ckmreport.report.render.book import PROJECT_FILE, read_book, read_chapters
from ckmreport.report.render.notebook_page import write_notebook_pages
from ckmreport.report.render.pandoc_cache import forget_kept
from ckmreport.report.render.parse_early import parse_ahead
from ckmreport.report.request import Report, Request
from ckmreport.report.wave_features import fitting, occasions_of
from ckmreport.survey.waves.metadata import Metadata, load_metadata
from ckmreport.survey.waves.municipality import Municipality, wave_municipality
from ckmreport.survey.waves.unfinished import Unfinished, unfinished
from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire


@dataclass(frozen=True)
class Planned:
    """The chapters of the book are known: for each why it is executed, nothing if it is kept."""

    reasons: Mapping[Chapter, str]


#: Executed notebooks of fewer bytes than this are parsed with others.
_WORTH_PANDOC = 150_000

Event = Planned | Started | Executed | str


class UnfinishedError(CkmError):
    """A report that was to be complete, and is not; it lists all that is to be done."""

    def __init__(
        self, untrue: tuple[Claim, ...], open_ends: tuple[Unfinished, ...], wave: Path
    ) -> None:
        self.untrue, self.open_ends = untrue, open_ends
        sentences = "sentence does not hold" if len(untrue) == 1 else "sentences do not hold"
        things = "thing is" if len(open_ends) == 1 else "things are"
        super().__init__(
            f"for wave {wave.name} {len(untrue)} {sentences}, "
            f"and {len(open_ends)} {things} still to be filled in or written",
            place=wave,
            advice="Mend what is listed above, or render a draft without --strict",
        )


def book_chapters(project: Path) -> list[Chapter]:
    """List the notebooks of the project's book, in order, appendices last.

    Raises:
        CkmError: if `_quarto.yml` describes no book.
    """
    return [Chapter(Path(chapter.path)) for chapter in read_chapters(project / PROJECT_FILE)]


def make_report(request: Request, on_event: Callable[[Event], None]) -> Report:
    """Make the report of one wave; an earlier one stays until the new one is whole.

    Raises:
        CkmError: for anything that is wrong with notebooks, wave or book, also for a number in
            the finished book that nothing accounts for; with `strict` also for a claim that does
            not hold and for what is still to be filled in or written. Also if another run makes
            this report.
    """
    make_books_folder(request.out)
    request.staging.mkdir(parents=True, exist_ok=True)
    with locked(request.staging / ".lock"):
        if request.again:
            forget_kept(request.staging)
        executed, open_ends = _stage(request, on_event)
        with whole_folder(request.target) as made:
            rendered = _render(request, executed, made, on_event)
    return Report(
        folder=request.target,
        renderer=rendered.renderer,
        formats=request.formats,
        untrue=_untrue(executed),
        open_ends=open_ends,
        warnings=(
            *(text for chapter in executed for text in chapter.warnings),
            *rendered.warnings,
        ),
    )


def _stage(
    request: Request, on_event: Callable[[Event], None]
) -> tuple[list[Executed], tuple[Unfinished, ...]]:
    """Execute the chapters that belong to the wave, and stage a book of them.

    Gives them, and what a person must still fill in or write.
    """
    study, build = request.study, request.staging
    every = book_chapters(study.project)
    occasions = occasions_of(study)
    chapters = fitting(every, study.project, occasions)
    metadata = load_metadata(study.folder / "wave.yml")
    load_tokens(study.project / EXTENSION, study.data)  # what is wrong with them costs no minute
    executed = _execute(request, chapters, occasions, on_event)
    untrue = _untrue(executed)
    missing = (text for chapter in executed for text in chapter.missing)
    open_ends = unfinished(study.folder, metadata.to_fill, missing)
    if request.strict and (untrue or open_ends):
        raise UnfinishedError(untrue, open_ends, study.folder)
    dropped = [chapter.source.as_posix() for chapter in every if chapter not in chapters]
    # Whatever somebody says of the wave: with something left to fill in it is a draft.
    draft = open_ends or not metadata.published
    page = draft_page(open_ends, len(untrue)) if draft else None
    stage(
        study.project,
        build,
        build,
        _book_metadata(metadata, page, wave_municipality(study.data, study.wave)),
        leave_out=dropped,
        data=study.data,
    )
    return executed, open_ends


def _render(
    request: Request, executed: Sequence[Executed], made: Path, on_event: Callable[[Event], None]
) -> Rendered:
    """Render the staged book into a folder, check it, and lay the reading aids over it."""
    study, build = request.study, request.staging
    questionnaire = wave_questionnaire(study.data, study.wave)
    hashes = source_hashes(study.data, study.wave)
    with (
        ThreadPoolExecutor() as threads,  # most of the work is pandoc's
        rendering(build, made, request.formats, request.renderer, on_event) as rendered,
    ):
        html = rendered.html
        pages = threads.submit(write_notebook_pages, read_book(build), html) if html else None
        printed = threads.submit(_printed_of, request)
        on_event("proofreading")
        proof = proofread(build, study.wave, questionnaire, hashes, html=rendered.pages)
        write_tables(build, made / "tables")
        workbooks = write_workbooks(build, made / "tables")
        for chapter in executed:
            write_readable(chapter.path, made / "notebooks" / chapter.path.name)
        if pages is not None:
            before = wave_before(study.data, study.wave)
            aids = ReadingAids(
                proof.ledger, questionnaire, pages.result(), before, printed.result(), workbooks
            )
            aids.add_to(made, has_pdf=rendered.pdf is not None)
    write_ledger(proof.finish(rendered.pdf, rendered.front), made)
    return rendered


def _printed_of(request: Request) -> Mapping[str, Mapping[str, str]]:
    if request.printed is None or "html" not in request.formats:
        return {}
    printed: Mapping[str, Mapping[str, str]] = pkgutil.resolve_name(request.printed)(
        request.study.data, request.study.wave
    )
    return printed


def _untrue(executed: Sequence[Executed]) -> tuple[Claim, ...]:
    return tuple(claim for chapter in executed for claim in chapter.claims if not claim.holds)


def _execute(
    request: Request,
    chapters: Sequence[Chapter],
    occasions: Mapping[str, bool],
    on_event: Callable[[Event], None],
) -> list[Executed]:
    """Execute the chapters of which anything changed; what is done is kept, also if one fails."""
    study, build = request.study, request.staging
    keeping = Keeping(study, chapters, build, again=request.again)
    on_event(Planned(keeping.reasons))
    done = dict(keeping.executed)
    for kept in done.values():
        on_event(kept)

    waiting = [chapter for chapter in chapters if chapter not in done]
    unparsed: SimpleQueue[str] = SimpleQueue()
    with ThreadPoolExecutor(1) as parsing:

        def on_executed(event: Started | Executed) -> None:
            if isinstance(event, Executed):
                done[event.chapter] = event
                if not awaits_recount_line(event.path):
                    unparsed.put(event.chapter.source.as_posix())
                    parsing.submit(_parse_those_in, unparsed, build)
            on_event(event)

        try:
            execute(
                waiting,
                {"wave": study.wave, "data": _as_parameter(study.data, study.project)},
                project=study.project,
                wave_folder=study.folder,
                occasions=occasions,
                output=build,
                pool=request.pool or Pool(request.jobs),
                pictured=keeping.intact,
                on_event=on_executed,
            )
            write_recount_line([done[chapter].path for chapter in chapters])
        finally:
            keeping.save(done.values())
    return [done[chapter] for chapter in chapters]


def _parse_those_in(unparsed: SimpleQueue[str], build: Path) -> None:
    """Parse at one go the chapters that were executed while others were being parsed.

    Few that are short are left, for all of those together: starting pandoc takes longer.
    """
    paths = [unparsed.get() for _ in range(unparsed.qsize())]
    if sum((build / path).stat().st_size for path in paths) >= _WORTH_PANDOC:
        parse_ahead(build, paths)
        return
    for path in paths:
        unparsed.put(path)


def _book_metadata(
    about: Metadata, draft: str | None, municipality: Municipality
) -> dict[str, object]:
    """Build the metadata of the book; `draft` is the page that opens a draft."""
    edition = about.edition
    footer = [text for text in ("Concept." if draft else None, edition.notice) if text]
    given = {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "author": list(edition.authors),
        "date": edition.date,
        "eyebrow": eyebrow(about),
        "publisher": edition.publisher,
        "edition": edition.notice,
        "colophon": edition.colophon,
        "page-footer": " ".join(footer) or None,
        "concept": draft,
        "figure-source": edition.figure_source and f"Bron: {edition.figure_source}",
        "place": f"Onderzoek in {municipality.full}",
        "help-lines": help_paragraphs(municipality.help),
        site_facts.KEY: _site_facts(about, municipality),
    }
    return {name: value for name, value in given.items() if value is not None}


def _site_facts(about: Metadata, municipality: Municipality) -> dict[str, object]:
    """Give what the pages of the site say of the edition besides its texts."""
    given = {
        "place": municipality.name,
        "source": about.source,
        "archive": about.archive,
        "license": about.license,
        "address": about.address,
    }
    return {name: value for name, value in given.items() if value}


def _as_parameter(data: Path, project: Path) -> str:
    """Write the data folder as a parameter: relative, so that no machine's path shows."""
    try:
        return Path(os.path.relpath(data, project)).as_posix()
    except ValueError:  # on another drive there is no way from one to the other
        return data.as_posix()
