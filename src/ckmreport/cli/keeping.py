"""Chapters of an earlier run that need not be executed again, because nothing they need changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from ckmreport.execute import Chapter, Claim, Executed
from ckmreport.freshness.filehashes import ABSENT, FileHashes
from ckmreport.freshness.inputs import Inputs, Study, chapter_inputs, differences
from ckmreport.freshness.reach import Package
from ckmreport.freshness.record import Made, Record, load_record, write_record

PACKAGE = Path(__file__).parents[1]


class Keeping:
    """What the chapters of a report are made from now, beside what they were made from last time.

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
        record = load_record(build)
        self._hashes = FileHashes(record.files)
        self._package = Package(PACKAGE, self._hashes, record.imports)
        self._record = Record() if again else record
        self._inputs: dict[Chapter, Inputs] = {
            chapter: chapter_inputs(chapter.source, study, self._package, self._hashes)
            for chapter in chapters
        }

    @property
    def executed(self) -> dict[Chapter, Executed]:
        """The chapters that need not be executed again, as they were executed."""
        return {
            chapter: self._restored(chapter, self._record.made[_name(chapter)])
            for chapter, inputs in self._inputs.items()
            if self._record.is_fresh(_name(chapter), inputs, self._output(chapter))
        }

    @property
    def reasons(self) -> Mapping[Chapter, list[str]]:
        """For each chapter why it is executed again; nothing for one that is kept."""
        kept = self.executed
        return {chapter: [] if chapter in kept else self._why(chapter) for chapter in self._inputs}

    def save(self, executed: Iterable[Executed]) -> None:
        """Keep these chapters, and those that were kept already, for the next run."""
        made = {_name(chapter): self._record.made[_name(chapter)] for chapter in self.executed} | {
            _name(one.chapter): Made(
                inputs=self._inputs[one.chapter],
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
        write_record(self._build, made, self._hashes, self._package)

    def _why(self, chapter: Chapter) -> list[str]:
        last = self._record.made.get(_name(chapter))
        if last is None:
            return ["it was not executed before"]
        return differences(last.inputs, self._inputs[chapter]) or ["its result was changed"]

    def _output(self, chapter: Chapter) -> str:
        path = self._build / chapter.source
        # Read anew: a result is written within the same second, and nothing else may touch it.
        return FileHashes()[path] if path.exists() else ABSENT

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
