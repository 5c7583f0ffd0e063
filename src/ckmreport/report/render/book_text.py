"""The words of a staged book, as the rules go through them: prose, code cells, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckmreport.report.render.book import Book
from ckmreport.report.render.notebook import MARKDOWN, Cell, Notebook, read_notebook
from ckmreport.report.render.prose import Prose

#: The name after an @ that is a label of the book, and no work.
REFERENCE = re.compile(r"(fig|tbl|sec)-")


@dataclass(frozen=True)
class Text:
    """A staged book with its notebooks read, and the prose of each Markdown cell."""

    book: Book
    notebooks: tuple[Notebook, ...]

    @classmethod
    def of(cls, book: Book) -> Text:
        """Read the notebooks of a staged book."""
        return cls(book, tuple(read_notebook(book.folder, c.path) for c in book.chapters))

    def prose(self) -> Iterator[tuple[str, Prose]]:
        """Yield the place and prose of each Markdown cell."""
        for notebook in self.notebooks:
            for cell in notebook.cells:
                if cell.kind == "markdown":
                    yield notebook.place(cell), Prose.of(cell.source)

    def code(self) -> Iterator[tuple[str, Cell]]:
        """Yield each code cell with its place."""
        for notebook in self.notebooks:
            for cell in notebook.cells:
                if cell.kind == "code":
                    yield notebook.place(cell), cell

    def captions(self) -> Iterator[tuple[str, Prose]]:
        """Yield the captions of figures and tables, which may refer and cite too."""
        for place, cell in self.code():
            for key in ("fig-cap", "tbl-cap"):
                yield place, Prose.of(str(cell.options.get(key, "")))

    def works(self) -> list[str]:
        """List the works that are cited anywhere: in prose, results, captions and outputs."""
        written = [prose for _, prose in (*self.prose(), *self.captions())]
        for notebook in self.notebooks:
            for cell in notebook.cells:
                written += map(Prose.of, cell.results.values())
                shown = cell.outputs if cell.shown else ()
                written += [Prose.of(output.data.get(MARKDOWN, "")) for output in shown]
        names = {name for prose in written for name in prose.citations()}
        return sorted(name for name in names if not REFERENCE.match(name))

    def anchors(self) -> Iterator[tuple[str, str]]:
        """Yield every label and identifier with its place, in order."""
        for notebook in self.notebooks:
            for cell in notebook.cells:
                place = notebook.place(cell)
                if cell.label:
                    yield cell.label, place
                if cell.kind == "markdown":
                    for anchor in Prose.of(cell.source).anchors():
                        yield anchor, place
