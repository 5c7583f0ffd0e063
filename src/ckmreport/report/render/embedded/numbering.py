"""Numbers chapters, sections, figures and tables, and gives the index of all labels.

Numbers are Quarto's: per chapter, letters for appendices, sections three levels deep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Chapter
from ckmreport.report.render.embedded.parsing import Parsed, Part

_DEPTH = 3
_FLOATS = {"fig": "figure", "tbl": "table"}


@dataclass(frozen=True)
class Entry:
    """The target of a label: the name of its kind, its number if it has one, and its page."""

    kind: str
    number: str
    href: str


@dataclass(frozen=True)
class Numbered:
    """A chapter with its number and those of its parts, in order; empty for what has none."""

    chapter: Chapter
    parsed: Parsed
    number: str
    parts: tuple[str, ...]


@dataclass
class _Counter:
    """Counts the parts of one chapter."""

    chapter: str
    sections: list[int] = field(default_factory=lambda: [0] * (_DEPTH + 1))
    floats: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_FLOATS, 0))

    def number(self, part: Part) -> str:
        """Count the next part."""
        if part.kind in _FLOATS:
            self.floats[part.kind] += 1
            return ".".join(filter(None, (self.chapter, str(self.floats[part.kind]))))
        if not self.chapter or not part.numbered or part.level > _DEPTH:
            return ""
        if part.level == 1:
            return self.chapter
        self.sections[part.level] += 1
        self.sections[part.level + 1 :] = [0] * (_DEPTH - part.level)
        return ".".join([self.chapter, *map(str, self.sections[2 : part.level + 1])])


def number(
    chapters: Sequence[Chapter], parses: Sequence[Parsed]
) -> tuple[list[Numbered], dict[str, Entry]]:
    """Set the number of each chapter of a book, and resolve every label.

    Raises:
        CkmError: when a chapter has no title, or a label is used twice.
    """
    numbered, index = [], dict[str, Entry]()
    counts = {False: 0, True: 0}
    for chapter, parsed in zip(chapters, parses, strict=True):
        if parsed.numbered is None:
            raise CkmError(
                "the chapter has no heading",
                place=chapter.path,
                advice="Begin it with a line that starts with `#`",
            )
        counts[chapter.appendix] += parsed.numbered
        own = _name(counts[chapter.appendix], chapter) if parsed.numbered else ""
        one = Numbered(chapter, parsed, own, tuple(map(_Counter(own).number, parsed.parts)))
        numbered.append(one)
        _register(one, index)
    return numbered, index


def _name(count: int, chapter: Chapter) -> str:
    return chr(ord("A") + count - 1) if chapter.appendix else str(count)


def _register(chapter: Numbered, index: dict[str, Entry]) -> None:
    for part, own in zip(chapter.parsed.parts, chapter.parts, strict=True):
        if part.label in index:
            raise CkmError(
                f"the label {part.label} is used twice",
                place=chapter.chapter.path,
                advice="Give one of the two another label",
            )
        if part.label:
            index[part.label] = Entry(_kind(part, chapter.chapter), own, chapter.chapter.href)


def _kind(part: Part, chapter: Chapter) -> str:
    if part.kind in _FLOATS:
        return _FLOATS[part.kind]
    if part.level > 1:
        return "section"
    return "appendix" if chapter.appendix else "chapter"
