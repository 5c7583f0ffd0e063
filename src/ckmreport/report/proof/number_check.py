"""Numbers read back from the finished book: each must be one that the text accounts for.

Wanted is what the executed notebooks give: results of expressions, declared facts, outputs of
cells and captions, per section. The HTML and the PDF must hold these numbers and no others, and
so they hold the same ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.expected_numbers import Expectation, Wanted
from ckmreport.report.proof.html_text import PageText, read_page
from ckmreport.report.proof.manuscript import Manuscript, Section
from ckmreport.report.proof.number_tokens import numerals
from ckmreport.report.proof.pdf_text import read_pdf
from ckmreport.report.render.book import Book, read_book

_AROUND = 200
_MANY = 1000
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True)
class Deviation:
    """A number that a finished book holds too much, or lacks.

    Attributes:
        number: as it is printed.
        missing: whether the book lacks it; otherwise nothing accounts for it.
        sentence: where it stands or should stand.
        place: which file and section.
    """

    number: str
    missing: bool
    sentence: str
    place: str

    def as_error(self) -> CkmError:
        """Give the message for a user."""
        if self.missing:
            return CkmError(
                f"the number {self.number} of the notebooks is not in this file, where it "
                f'should stand in "{self.sentence}"',
                place=self.place,
                advice="Look for markup that hides it, and report the fault if there is none",
            )
        return CkmError(
            f'nothing accounts for the number {self.number} in "{self.sentence}"',
            place=self.place,
            advice=f"Compute it with an expression, or mark it as [{self.number}]{{.vast}}",
        )


@dataclass(frozen=True)
class ReadBack:
    """What the numbers of a finished book are compared with.

    Attributes:
        manuscript: the text of the executed notebooks.
        book: the staged book, for its title, cover and colophon.
        expected: the numbers that the executed notebooks give.
        pages: the pages of the HTML book, by chapter; none where it was not made.
    """

    manuscript: Manuscript
    book: Book
    expected: Expectation
    pages: Mapping[str, PageText]

    @classmethod
    def of(cls, manuscript: Manuscript, staged: Path, html: Path | None) -> ReadBack:
        """Take a staged book and the folder of the HTML book, if it was made."""
        book = read_book(staged)
        pages = _pages(book, manuscript, html) if html is not None else {}
        return cls(manuscript, book, Expectation.of(manuscript), pages)

    def html(self) -> list[Deviation]:
        """Give the deviations of the HTML, in reading order.

        Each page is compared by section, with footnotes and alternative texts apart.
        """
        return list(_html_deviations(self.manuscript, self.book, self.pages, self.expected))

    def pdf(self, file: Path, *, front: bool = False) -> list[Deviation]:
        """Give the deviations of a PDF, in reading order.

        A section may hold, besides its own, footnotes of its chapter, footnote marks, numbers of
        list items and of references; cover and table of contents are left out.

        Args:
            file: the PDF.
            front: whether it holds the first chapter alone.
        """
        titles = {
            label: title for page in self.pages.values() for label, title in page.titles.items()
        }
        sections = read_pdf(file, titles or _titles(self.manuscript), self.book.title)
        chapters = self.book.chapters[:1] if front else self.book.chapters
        return list(
            _pdf_deviations(
                self.manuscript,
                {chapter.path: _compared(self.manuscript, chapter.path) for chapter in chapters},
                sections,
                self.expected,
                name=file.name,
                bare=_numbers(number for page in self.pages.values() for number in page.references),
            )
        )


def _pages(book: Book, manuscript: Manuscript, html: Path) -> dict[str, PageText]:
    labels = frozenset(section.id for section in manuscript.sections)
    return {
        chapter.path: read_page((html / chapter.href).read_text(encoding="utf-8"), labels)
        for chapter in book.chapters
    }


def _titles(manuscript: Manuscript) -> dict[str, str]:
    """Give the headings as the notebooks write them: the first line of each labelled section."""
    titles: dict[str, str] = {}
    for line in manuscript.lines:
        if line.section != line.chapter:
            titles.setdefault(line.section, line.text)
    return titles


def _html_deviations(
    manuscript: Manuscript,
    book: Book,
    pages: Mapping[str, PageText],
    expected: Expectation,
) -> Iterator[Deviation]:
    matter = _matter(book)
    for number, (chapter, page) in enumerate(pages.items()):
        name = f"html/{Path(chapter).with_suffix('.html').as_posix()}"
        for section in _compared(manuscript, chapter):
            # What stands before the first labelled heading is the cover, on the first page.
            texts = list(page.sections.get(section.id, []))
            if section.id == chapter:
                texts += page.sections.get("", [])
            want = expected.sections[section.id]
            may = want.may + (matter if number == 0 else Counter())
            yield from _compare(texts, want, may, _place(name, section))
            alt = expected.alts[section.id]
            yield from _compare(page.alts.get(section.id, []), alt, alt.may, _place(name, section))
        note = expected.notes[chapter]
        yield from _compare(page.notes, note, note.may, f"{name}, footnotes")


def _pdf_deviations(
    manuscript: Manuscript,
    held: Mapping[str, list[Section]],
    sections: Mapping[str, str],
    expected: Expectation,
    *,
    name: str,
    bare: Counter[str],
) -> Iterator[Deviation]:
    footnotes = range(1, sum(manuscript.footnotes.values()) + 1)
    for chapter, compared in held.items():
        note = expected.notes[chapter]
        pool = note.must + note.may + Counter({str(mark): 2 for mark in footnotes})
        besides: Counter[str] = Counter()
        for group in _groups(compared, sections):
            want = Wanted.together([expected.sections[section.id] for section in group])
            may = want.may + bare + _repeated(group)
            text = sections.get(group[0].id, "")
            yield from _compare([text], want, may + pool, _place(name, group[0]))
            extra = _numbers([text]) - want.must
            besides += extra
            pool -= extra - may
        for number in note.must - besides:
            yield Deviation(number, True, note.sentence_with(number), f"{name}, footnotes")


def _groups(sections: Iterable[Section], found: Mapping[str, str]) -> Iterator[tuple[Section, ...]]:
    """Join sections whose heading the PDF does not bookmark to the one before."""
    group: tuple[Section, ...] = ()
    for section in sections:
        if section.id in found and any(one.id in found for one in group):
            yield group
            group = ()
        # What precedes the first heading of a chapter goes with what follows it.
        group = (section, *group) if section.id in found else (*group, section)
    if group:
        yield group


def _repeated(group: Iterable[Section]) -> Counter[str]:
    """Give the numbers that only a PDF prints: of list items, and headers on a further page."""
    sections = list(group)
    items = sum(section.list_items for section in sections)
    headers = _numbers(header for section in sections for header in section.headers)
    return Counter(map(str, range(1, items + 1))) + Counter(dict.fromkeys(headers, _MANY))


def _compared(manuscript: Manuscript, chapter: str) -> list[Section]:
    return [
        section
        for section in manuscript.sections
        if section.chapter == chapter and not section.references
    ]


def _compare(
    texts: Sequence[str], want: Wanted, may: Counter[str], place: str
) -> Iterator[Deviation]:
    printed = _numbers(texts)
    for number in printed - want.must - may:
        yield Deviation(number, False, _unaccounted_sentence(number, texts, want), place)
    for number in want.must - printed:
        yield Deviation(number, True, want.sentence_with(number), place)


def _matter(book: Book) -> Counter[str]:
    """Give the numbers of cover, colophon and the page that opens a draft."""
    texts = (
        book.title,
        book.subtitle,
        book.publisher,
        book.edition,
        book.colophon,
        book.concept,
        book.footer,
    )
    return _numbers([text for text in (*texts, *book.authors) if text])


def _numbers(texts: Iterable[str]) -> Counter[str]:
    return Counter(number.text for text in texts for number in numerals(text))


def _unaccounted_sentence(number: str, texts: Sequence[str], want: Wanted) -> str:
    """Give the sentence that is least like those in which the number is accounted for."""
    known = [set(text.split()) for text, accounted in want.lines if number in accounted]
    candidates = [part for text in texts for part in _sentences_with(number, text)]
    return min(
        candidates, key=lambda part: max((_alike(part, words) for words in known), default=0)
    )


def _sentences_with(number: str, text: str) -> Iterator[str]:
    """Give the sentences in which a number stands; of a table in a PDF what stands around it."""
    flowing = " ".join(text.split())
    ends = [0, *(end.start() for end in _SENTENCE_END.finditer(flowing)), len(flowing)]
    for found in numerals(flowing):
        if found.text == number:
            start = max(end for end in ends if end <= found.start)
            stop = min(end for end in ends if end >= found.end)
            yield flowing[
                max(start, found.start - _AROUND) : min(stop, found.end + _AROUND)
            ].strip()


def _alike(sentence: str, words: set[str]) -> float:
    """Give the part of the words that a sentence shares with others, 0 to 1."""
    own = set(sentence.split())
    return len(own & words) / len(own | words)


def _place(name: str, section: Section) -> str:
    return name if section.id == section.chapter else f"{name}#{section.id}"
