"""Chapters of an earlier run that need not be executed again, because nothing they need changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from ckmreport.report.execute.chapters import Chapter, Executed
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.inputs import (
    Inputs,
    Study,
    change,
    changed_meanwhile,
    chapter_inputs,
    program_checksum,
)
from ckmreport.report.freshness.record import Made, Record, load_record, write_record

_FILE = "record.json"


class Keeping:
    """The inputs of the chapters of a report, now and when they were last executed.

    Args:
        study: the report.
        chapters: its chapters.
        build: the folder of the executed notebooks, which keeps the record.
        again: execute every chapter, whatever was kept.
    """

    def __init__(
        self, study: Study, chapters: Sequence[Chapter], build: Path, *, again: bool = False
    ) -> None:
        self._build = build
        self._path = build / _FILE
        self._again = again
        self._record = load_record(self._path)
        self._hashes = FileHashes(self._record.files)
        program = program_checksum(self._hashes)
        self._inputs: dict[Chapter, Inputs] = {
            chapter: chapter_inputs(chapter.source, study, program, self._hashes)
            for chapter in chapters
        }

    @cached_property
    def executed(self) -> Mapping[Chapter, Executed]:
        """The chapters that need not be executed again, as they were executed."""
        return {
            chapter: self._restored(chapter, self._record.made[_name(chapter)])
            for chapter, reason in self.reasons.items()
            if not reason
        }

    @cached_property
    def reasons(self) -> Mapping[Chapter, str]:
        """For each chapter why it is executed again; nothing for one that is kept."""
        return {chapter: self._why(chapter) for chapter in self._inputs}

    @cached_property
    def intact(self) -> set[Chapter]:
        """The chapters whose executed notebooks are as they were made, outdated or not."""
        return {
            chapter
            for chapter in self._inputs
            if not self._again
            and (last := self._record.made.get(_name(chapter)))
            and last.output == self._output(chapter)
        }

    def save(self, executed: Iterable[Executed]) -> None:
        """Keep these chapters for the next run; of the others, what was known of them.

        The notebook of one that failed is still as it was made before.
        """
        names = [_name(chapter) for chapter in self._inputs]
        before = {name: self._record.made[name] for name in names if name in self._record.made}
        meanwhile = changed_meanwhile(self._hashes)
        made = before | {
            _name(one.chapter): Made(
                inputs={
                    **self._inputs[one.chapter],
                    **({} if one.chapter in self.executed else meanwhile),
                },
                output=self._output(one.chapter),
                result={
                    "claims": [asdict(claim) for claim in one.claims],
                    "missing": list(one.missing),
                    "warnings": list(one.warnings),
                    "seconds": one.seconds,
                },
            )
            for one in executed
        }
        files = self._hashes.remembered
        write_record(self._path, Record(made, files))

    def _why(self, chapter: Chapter) -> str:
        last = self._record.made.get(_name(chapter))
        if self._again:
            return "--force asks for it"
        if last is None:
            return "it was not executed before"
        if changed := change(last.inputs, self._inputs[chapter]):
            return changed
        return "" if last.output == self._output(chapter) else "its result was changed"

    def _output(self, chapter: Chapter) -> str:
        path = self._build / chapter.source
        # Read anew: a result is written within the same second, and nothing else may touch it.
        return FileHashes()[path]

    def _restored(self, chapter: Chapter, made: Made) -> Executed:
        return Executed(
            chapter=chapter,
            path=self._build / chapter.source,
            claims=tuple(Claim(**claim) for claim in made.result["claims"]),
            missing=tuple(made.result["missing"]),
            warnings=tuple(made.result["warnings"]),
            seconds=made.result["seconds"],
        )


def _name(chapter: Chapter) -> str:
    return chapter.source.as_posix()
