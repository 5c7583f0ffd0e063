"""Makes the site of the project from the pages that Quarto made of a book.

Quarto runs this itself after rendering, as `post-render` of a staged book: so the site looks the
same whether `ckm report` or a person calls Quarto. Run it as `python -m
ckmreport.report.render.quarto_site` in the folder of a staged book.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from ckmreport.foundation.atomic_files import whole_folder
from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Book, read_book
from ckmreport.report.render.drawn_figures import Pictures
from ckmreport.report.render.embedded.markdown import Float, chapter_text
from ckmreport.report.render.embedded.matter import convert_matter, matter_in_html, read_labels
from ckmreport.report.render.notebook import read_notebook
from ckmreport.report.render.quarto_pages import MADE_BY_QUARTO, read_quarto_pages
from ckmreport.report.render.site import write_site

#: Where pages stay as Quarto made them: when it renders a chapter anew, the others are needed.
_BARE = ".quarto-pages"


def finish_site(book: Book) -> bool:
    """Make the site in the output folder of a staged book; the PDF there stays.

    Gives whether it was made: not where chapters have no page yet.

    Raises:
        CkmError: when a page is not one that Quarto made of a chapter.
    """
    output = book.folder / book.output_dir
    bare = [_bare_page(book, output, chapter.href) for chapter in book.chapters]
    if not all(file.is_file() for file in bare):
        return False
    labels = read_labels(book)
    floats: dict[str, Float] = {}
    figures: dict[str, Pictures] = {}
    for chapter in book.chapters:
        text = chapter_text(read_notebook(book.folder, chapter.path))
        floats |= text.floats
        figures |= text.figures
    pages = read_quarto_pages(book, bare, floats, labels)
    matter = matter_in_html(convert_matter(book), labels)
    pdfs = list(output.glob("*.pdf"))
    with whole_folder(output) as made:
        write_site(book, pages, matter, figures, made)
        for pdf in pdfs:
            shutil.copyfile(pdf, made / pdf.name)
    return True


def _bare_page(book: Book, output: Path, href: str) -> Path:
    """Read the page of a chapter as Quarto made it, now or when it last rendered the chapter."""
    made, kept = output / href, book.folder / _BARE / href
    if made.is_file() and MADE_BY_QUARTO in made.read_text(encoding="utf-8"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, kept)
    return kept


def main() -> int:
    """Finish the site of the staged book in this folder; give the exit status."""
    try:
        if not finish_site(read_book(Path.cwd())):
            sys.stderr.write("Not all chapters are rendered yet, so their pages stay bare.\n")
    except CkmError as error:
        sys.stderr.write(f"ERROR: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
