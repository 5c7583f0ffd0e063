"""Whether the book that was made last time is what would be made now.

Imports nothing heavy, as `cli.request`.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.freshness.books import book_inputs
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.files import files_in
from ckmreport.report.freshness.inputs import Inputs, Study, change, changed_meanwhile
from ckmreport.report.freshness.record import Made, Record, load_record, write_record
from ckmreport.report.request import Report, Request
from ckmreport.survey.waves.unfinished import Unfinished

_FILE = "book.json"
#: Under this name the inputs of a book tell its data folder.
_DATA = "data"


class Bookkeeping:
    """What a book is made from now, beside what it was made from last time.

    Args:
        request: the book that is asked for; where it is staged, the record is kept, also of
            books of the same wave that went to other places.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._path = request.staging / _FILE
        self._record = load_record(self._path)
        self._name = str(request.target)
        self._hashes = FileHashes(self._record.files)
        self._of_book = FileHashes(self._record.files)
        self._inputs = {**book_inputs(request.study, self._hashes), **_choices(request)}

    def refuse_to_replace_another(self) -> None:
        """Refuse a place that holds the book of another data folder.

        Raises:
            CkmError: if it does, whatever else is asked for. A book of which nothing is known may
                be replaced.
        """
        other = _other_source(self._record, self._request)
        if other is not None:
            raise CkmError(
                f"the book in this folder was made from another data folder, {other}",
                place=self._request.target,
                advice="Name another place with --out, or remove that book first",
            )

    @cached_property
    def reason(self) -> str:
        """Why the book is made again; nothing if the one that is there is what would be made."""
        last = self._record.made.get(self._name)
        if self._request.again:
            return "--force asks for it"
        if last is None:
            return "it was not made before"
        if changed := change(last.inputs, self._inputs):
            return changed
        if last.output != self._output():
            return "the finished book was changed"
        if self._request.strict and not self.report.is_finished:
            return "--strict asks for a finished one"
        return ""

    @property
    def report(self) -> Report:
        """What was told of the book when it was made."""
        told = self._record.made[self._name].result
        return Report(
            folder=self._request.target,
            renderer=told["renderer"],
            formats=self._request.formats,
            untrue=tuple(Claim(**claim) for claim in told["untrue"]),
            open_ends=tuple(Unfinished(**one) for one in told["open_ends"]),
            warnings=tuple(told["warnings"]),
        )

    def save(self, report: Report) -> None:
        """Keep for the next run what was made, from what there was when this object was made."""
        told = {
            "renderer": report.renderer,
            "untrue": [asdict(claim) for claim in report.untrue],
            "open_ends": [asdict(one) for one in report.open_ends],
            "warnings": report.warnings,
        }
        others = {name: one for name, one in self._record.made.items() if Path(name).exists()}
        inputs = {**self._inputs, **changed_meanwhile(self._hashes)}
        made = {**others, self._name: Made(inputs, self._output(), told)}
        files = {**self._hashes.remembered, **self._of_book.remembered}
        write_record(self._path, Record(made, files))

    def _output(self) -> str:
        """Give the checksum of every file of the book."""
        target = self._request.target
        listing = (
            f"{self._of_book[path]}  {path.relative_to(target).as_posix()}\n"
            for path in files_in(target)
        )
        return hashlib.sha256("".join(listing).encode("utf-8")).hexdigest()


def books_made(request: Request) -> list[Path]:
    """Give the folders of all books that were made of a report, wherever they went."""
    record, source = load_record(request.staging / _FILE), str(request.study.data)
    made = [Path(name) for name, one in record.made.items() if one.inputs.get(_DATA) == source]
    return made if _other_source(record, request) else [request.target, *made]


def book_of(study: Study, books: Path) -> Path:
    """Give the folder of the book of a report, for whoever reads it; it need not be there.

    Args:
        study: the report.
        books: where books are.

    Raises:
        CkmError: if the book there was made from another data folder. One of which nothing is
            known may be read.
    """
    request = Request(study, books)
    other = _other_source(load_record(request.staging / _FILE), request)
    if other is not None:
        raise CkmError(
            f"the report in this folder was made from another data folder, {other}",
            place=request.target,
            advice="Say with --data whose report you mean, or with --books where its reports are",
        )
    return request.target


def _other_source(record: Record, request: Request) -> str | None:
    """Tell from which other data folder the book was made that stands where one is asked for."""
    last = record.made.get(str(request.target))
    if last is None or not request.target.exists():
        return None
    source = last.inputs[_DATA]
    return None if source == str(request.study.data) else source


def _choices(request: Request) -> Inputs:
    """Give what somebody chose, and what the choice of a renderer finds on this machine."""
    return {
        "wave": request.study.wave,
        _DATA: str(request.study.data),
        "--to": " ".join(sorted(request.formats)),
        "--renderer": request.renderer,
        "quarto": _quarto() if request.renderer != "embedded" else "",
    }


def _quarto() -> str:
    """Tell which Quarto is installed without starting it, which takes a second."""
    found = shutil.which("quarto")
    if found is None:
        return "not installed"
    program = Path(found).resolve()
    return f"{program} of {program.stat().st_mtime_ns}"
