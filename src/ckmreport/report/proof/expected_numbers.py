"""The numbers that a finished book must hold, by section, as its executed notebooks give them."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ckmreport.report.proof.manuscript import Line, Manuscript, Where
from ckmreport.report.proof.number_tokens import numerals


@dataclass
class Wanted:
    """The numbers of a stretch of text: those that must be there, and those that may be.

    `lines` holds the sentences with the numbers that are accounted for in them.
    """

    must: Counter[str] = field(default_factory=Counter)
    may: Counter[str] = field(default_factory=Counter)
    lines: list[tuple[str, Counter[str]]] = field(default_factory=list)

    @classmethod
    def together(cls, parts: Sequence[Wanted]) -> Wanted:
        """Join stretches of text."""
        whole = cls()
        for part in parts:
            whole.must.update(part.must)
            whole.may.update(part.may)
            whole.lines += part.lines
        return whole

    def add(self, line: Line) -> None:
        """Add a line of text."""
        accounted, cited = _accounted(line)
        self.must.update(accounted)
        self.may.update(cited)
        if accounted:
            self.lines.append((line.text, accounted))

    def sentence_with(self, number: str) -> str:
        """Give the first sentence in which a wanted number stands."""
        return next(text for text, accounted in self.lines if number in accounted)


@dataclass(frozen=True)
class Expectation:
    """What a book must hold: text and captions, and alt texts, by section; notes by chapter."""

    sections: Mapping[str, Wanted]
    alts: Mapping[str, Wanted]
    notes: Mapping[str, Wanted]

    @classmethod
    def of(cls, manuscript: Manuscript) -> Expectation:
        """Give what the text of executed notebooks makes expect of the finished book."""
        notes = {chapter: Wanted() for chapter in manuscript.cells}
        for line in manuscript.lines:
            if line.where == "note":
                notes[line.chapter].add(line)
        return cls(
            _by_section(manuscript, {"text", "caption"}), _by_section(manuscript, {"alt"}), notes
        )


def _by_section(manuscript: Manuscript, where: Collection[Where]) -> dict[str, Wanted]:
    wanted = {section.id: Wanted() for section in manuscript.sections}
    for line in manuscript.lines:
        if line.where in where:
            wanted[line.section].add(line)
    return wanted


def _accounted(line: Line) -> tuple[Counter[str], Counter[str]]:
    """Give the numbers of a line that are accounted for, and those in citations."""
    accounted: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    ends = list(accumulate(len(piece.text) for piece in line.pieces))
    for number in numerals("".join(piece.text for piece in line.pieces)):
        first, last = bisect(ends, number.start), bisect(ends, number.end - 1)
        touched = line.pieces[first : last + 1]
        if any(piece.accounted for piece in touched):
            accounted[number.text] += 1
        elif any(piece.cited for piece in touched):
            cited[number.text] += 1
    return accounted, cited
