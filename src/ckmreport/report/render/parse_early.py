"""Parses executed notebooks before the book is staged."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.embedded.markdown import chapter_text
from ckmreport.report.render.embedded.parsing import (
    APART,
    PARSED,
    chapter_source,
    notebook_source,
    parse,
    parse_apart,
)
from ckmreport.report.render.notebook import read_notebook
from ckmreport.report.render.notebook_text import NOTEBOOKS_PARSED, notebook_markdown
from ckmreport.report.render.pandoc_cache import kept_with


def parse_ahead(folder: Path, paths: Sequence[str]) -> None:
    """Parse executed notebooks, by their paths in a folder where a book is to be staged.

    What comes of it is kept there, for `convert` and `write_notebook_pages` to find; nothing
    depends on it. Several may run at once. Notebooks that cannot be read are left: what is wrong
    with them is told when the book is checked.
    """
    with contextlib.suppress(CkmError, LookupError), ThreadPoolExecutor(2) as threads:
        notebooks = [read_notebook(folder, path) for path in paths]
        texts = zip(paths, map(chapter_text, notebooks), strict=True)
        chapters = [chapter_source(path, text) for path, text in texts]
        pages = [notebook_source(*notebook_markdown(notebook)) for notebook in notebooks]
        apart = kept_with(folder, APART)
        parse_apart(apart, [*chapters, *pages])  # first: both find it then
        for name, sources in ((PARSED, chapters), (NOTEBOOKS_PARSED, pages)):
            threads.submit(parse, kept_with(folder, name), apart, sources)
