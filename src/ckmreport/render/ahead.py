"""What can be made of an executed notebook before there is a book."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ckmreport.errors import CkmError
from ckmreport.render.embedded.markdown import chapter_text
from ckmreport.render.embedded.parsing import APART, PARSED, chapter_source, notebook_source, parse
from ckmreport.render.kept import kept_with
from ckmreport.render.notebook import read_notebook
from ckmreport.render.notebook_text import NOTEBOOKS_PARSED, notebook_markdown


def parse_ahead(folder: Path, path: str) -> None:
    """Parse the executed notebook at `path` in a folder where a book is to be staged.

    What comes of it is kept there, for `convert` and `write_notebook_pages` to find; nothing
    depends on it. Several may run at once. A notebook that cannot be read is left: what is wrong
    with it is told when the book is checked.
    """
    with contextlib.suppress(CkmError, LookupError), ThreadPoolExecutor(2) as threads:
        notebook = read_notebook(folder, path)
        apart = kept_with(folder, APART)
        chapter = chapter_source(path, chapter_text(notebook))
        page = notebook_source(*notebook_markdown(notebook))
        for name, source in ((PARSED, chapter), (NOTEBOOKS_PARSED, page)):
            threads.submit(parse, kept_with(folder, name), apart, [source])
