"""Numbers read back from the finished book: something must account for each of them.

In the HTML every number stands within one that has an id, in a marked fact, or in what a cell of
the notebook shows. The PDF must hold the same numbers as the HTML, section by section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.presentation.text.number_tokens import numerals
from ckmreport.report.proof.ledger import Ledger, Number
from ckmreport.report.proof.output_text import fixed_numerals, output_numerals
from ckmreport.report.proof.page_text import Block, PageText, read_page
from ckmreport.report.proof.pdf_text import PdfText
from ckmreport.report.render.book import Book, Chapter
from ckmreport.report.render.notebook import Cell

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
    """The pages of an HTML book, and what its numbers are held against.

    Attributes:
        book: the staged book, for its title, cover and colophon.
        ledger: the numbers that the engine wrote down.
        cells: the cells of each executed notebook, for what they show.
        pages: the pages of the book, by chapter.
    """

    book: Book
    ledger: Ledger
    cells: Mapping[str, Sequence[Cell]]
    pages: Mapping[str, PageText]

    @classmethod
    def of(
        cls, book: Book, ledger: Ledger, cells: Mapping[str, Sequence[Cell]], html: Path
    ) -> ReadBack:
        """Read the pages in the folder of an HTML book."""
        pages = {
            chapter.path: read_page((html / chapter.href).read_text(encoding="utf-8"))
            for chapter in book.chapters
        }
        return cls(book, ledger, cells, pages)

    def html(self) -> Iterator[Deviation]:
        """Give the deviations of the pages, in reading order."""
        numbers: dict[str, list[Number]] = {chapter: [] for chapter in self.pages}
        for number in self.ledger.numbers:
            numbers[number.chapter].append(number)
        for position, (chapter, page) in enumerate(self.pages.items()):
            name = f"html/{Path(chapter).with_suffix('.html').as_posix()}"
            shown = output_numerals(self.cells[chapter])
            matter = _matter(self.book) if position == 0 else Counter[str]()
            yield from _unaccounted(page, shown + matter, name)
            yield from _lacking(page, numbers[chapter], name)
            yield from _dropped(page, shown, fixed_numerals(self.cells[chapter]), name)
            told = [one for one in numbers[chapter] if one.where == "alt"]
            yield from _compared_alts(page.alts, told, f"{name}, alt texts")

    def sentences(self) -> Mapping[str, str]:
        """Give the printed sentence of every number of the pages, by its id."""
        found: dict[str, str] = {}
        for page in self.pages.values():
            for block in page.blocks:
                position = 0
                for stretch in block.stretches:
                    if stretch.id and stretch.id not in found:
                        found[stretch.id] = _sentence_at(block.text, position)
                    position += len(stretch.text)
        return found

    def page_numbers(self, pdf: PdfText) -> Mapping[str, int]:
        """Give the page of a PDF on which each number stands first, by its id.

        A number is found by the text around it; one that is not found has no page.
        """
        found: dict[str, int] = {}
        for page in self.pages.values():
            start, end = pdf.extent(page.titles)
            for block in page.printed_blocks:
                before = ""
                for position, stretch in enumerate(block.stretches):
                    if stretch.id and stretch.id not in found:
                        after = "".join(one.text for one in block.stretches[position + 1 :])
                        place = pdf.find(before, stretch.text, after, start, end)
                        if place is not None:
                            found[stretch.id] = place
                    before += stretch.text
        return found

    def pdf(self, pdf: PdfText, name: str, *, front: bool = False) -> Iterator[Deviation]:
        """Give the deviations of a PDF from the pages, in reading order.

        A section may hold, besides its own, footnotes and figures of its chapter, footnote marks,
        numbers of list items and of references; cover and table of contents are left out.

        Args:
            pdf: the text of the PDF.
            name: its file name.
            front: whether it holds the first chapter alone.
        """
        chapters: Sequence[Chapter] = self.book.chapters[:1] if front else self.book.chapters
        notes = sum(page.notes for page in self.pages.values())
        marks = Counter({str(mark): 2 for mark in range(1, notes + 1)})
        bare = _numerals(text for page in self.pages.values() for text in page.references)
        for position, chapter in enumerate(chapters):
            page = self.pages[chapter.path]
            # Cover and colophon precede the first chapter, help follows the last.
            outer = position in {0, len(chapters) - 1}
            matter = _matter(self.book) if outer else Counter[str]()
            own = [block for block in page.printed_blocks if block.is_note]
            # A figure may stand in another section than its mention.
            note = _all(own, "number", "fixed", "") + _numerals(page.drawn)
            pool = note + _all(own, "cited") + marks
            besides: Counter[str] = Counter()
            for group in _groups(_sections(page), pdf.sections):
                blocks = [b for b in page.printed_blocks if b.section in group and not b.is_note]
                must = _all(blocks, "number", "fixed", "") - matter
                may = matter + _all(blocks, "cited") + bare + _repeated(page, group)
                text = pdf.sections.get(group[0], "")
                place = f"{name}#{group[0]}" if group[0] else name
                yield from _compared(text, must, may + pool, blocks, place)
                extra = _numerals([text]) - must
                besides += extra
                pool -= extra - may
            for number in note - besides:
                texts = [block.text for block in own]
                told = _with(number, (*texts, *page.drawn))
                yield Deviation(number, True, told, f"{name}, footnotes and figures")


def _unaccounted(page: PageText, shown: Counter[str], name: str) -> Iterator[Deviation]:
    """Give the numbers that stand in no number, fact or reference, and that no cell showed."""
    rest = shown.copy()
    for block in page.blocks:
        for number, times in block.numerals("").items():
            over = times - rest[number]
            rest[number] = max(0, -over)
            if over > 0:
                place = f"{name}#{block.section}" if block.section else name
                yield Deviation(number, False, _with(number, [block.text]), place)


def _lacking(page: PageText, numbers: Iterable[Number], name: str) -> Iterator[Deviation]:
    """Give the numbers of the ledger that the page lacks, or prints otherwise."""
    printed: dict[str, list[str]] = {}
    for block in page.blocks:
        for id_of, text in block.printed():
            printed.setdefault(id_of, []).append(text)
    for number in numbers:
        if number.where == "alt":
            continue
        own = _numerals([number.value])
        if not all(_numerals([text]) == own for text in printed.get(number.id, [""])):
            yield Deviation(number.value, True, number.sentence, f"{name}#{number.section}")


def _dropped(
    page: PageText, shown: Counter[str], fixed: Counter[str], name: str
) -> Iterator[Deviation]:
    """Give the numbers of what cells show, and of marked facts, that the page lacks."""
    found = _all(page.blocks, "", "cited", "fixed")
    for number in shown + fixed - found:
        yield Deviation(number, True, "", name)


def _compared_alts(alts: Sequence[str], told: Iterable[Number], place: str) -> Iterator[Deviation]:
    values = [number.value for number in told]
    # A number is listed once, however often the text of a figure says it.
    printed, said = _numerals(alts).keys(), _numerals(values).keys()
    for text in sorted(printed - said):
        yield Deviation(text, False, _with(text, alts), place)
    for text in sorted(said - printed):
        yield Deviation(text, True, _with(text, values), place)


def _sections(page: PageText) -> list[str]:
    return list(dict.fromkeys(block.section for block in page.blocks if not block.is_note))


def _groups(sections: Iterable[str], found: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Join sections whose heading the PDF does not bookmark to the one before."""
    group: tuple[str, ...] = ()
    for section in sections:
        if section in found and any(one in found for one in group):
            yield group
            group = ()
        # What precedes the first heading of a chapter goes with what follows it.
        group = (section, *group) if section in found else (*group, section)
    if group:
        yield group


def _repeated(page: PageText, group: Iterable[str]) -> Counter[str]:
    """Give the numbers that only a PDF prints: of list items, and headers on a further page."""
    sections = list(group)
    items = sum(page.list_items[section] for section in sections)
    headers = _numerals(text for section in sections for text in page.headers.get(section, ()))
    return Counter(map(str, range(1, items + 1))) + Counter(dict.fromkeys(headers, _MANY))


def _compared(
    text: str, must: Counter[str], may: Counter[str], blocks: Sequence[Block], place: str
) -> Iterator[Deviation]:
    printed = _numerals([text])
    for number in printed - must - may:
        known = [block.text for block in blocks]
        yield Deviation(number, False, _least_known(number, text, known), place)
    for number in must - printed:
        texts = [block.text for block in blocks if number in _numerals([block.text])]
        yield Deviation(number, True, _with(number, texts), place)


def _all(blocks: Iterable[Block], *roles: str) -> Counter[str]:
    return sum((block.numerals(*roles) for block in blocks), Counter())  # type: ignore[arg-type]


def _matter(book: Book) -> Counter[str]:
    """Give the numbers of cover, colophon, the page that opens a draft, and the last page."""
    texts = (
        book.title,
        book.subtitle,
        book.publisher,
        book.edition,
        book.colophon,
        book.concept,
        book.place,
        book.help,
        book.footer,
    )
    return _numerals([text for text in (*texts, *book.authors) if text])


def _numerals(texts: Iterable[str]) -> Counter[str]:
    return Counter(number.text for text in texts for number in numerals(text))


def _with(number: str, texts: Iterable[str]) -> str:
    """Give the first sentence of some texts in which a number stands."""
    return next((part for text in texts for part in _sentences_with(number, text)), "")


def _least_known(number: str, text: str, known: Iterable[str]) -> str:
    """Give the sentence with a number that is least like what is known to hold it."""
    words = [set(one.split()) for one in known if number in _numerals([one])]
    return min(
        _sentences_with(number, text),
        key=lambda part: max((_alike(part, one) for one in words), default=0),
    )


def _sentences_with(number: str, text: str) -> Iterator[str]:
    """Give the sentences in which a number stands; of a table in a PDF what stands around it."""
    for found in numerals(text):
        if found.text == number:
            yield _sentence_at(text, found.start)


def _sentence_at(text: str, offset: int) -> str:
    ends = [0, *(end.start() for end in _SENTENCE_END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= offset)
    stop = min((end for end in ends if end > offset), default=len(text))
    return " ".join(text[max(start, offset - _AROUND) : min(stop, offset + _AROUND)].split())


def _alike(sentence: str, words: set[str]) -> float:
    """Give the part of the words that a sentence shares with others, 0 to 1."""
    own = set(sentence.split())
    return len(own & words) / len(own | words)
