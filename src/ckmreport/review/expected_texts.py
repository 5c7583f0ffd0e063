"""The texts of a wave that the notebooks include, and where."""

from __future__ import annotations

import re
from pathlib import Path

from ckmreport.foundation.project import notebook_files
from ckmreport.intake.texts_to_write import ExpectedText
from ckmreport.report.execute.conditional_cells import asked
from ckmreport.report.execute.markdown.includes import included_names
from ckmreport.report.execute.notebook_files import placed, read_notebook

_HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<text>.+?)\s*(?:\{[^}]*\})?$", re.MULTILINE)
_EXPRESSION = re.compile(r"`\{python\}[^`]*`")


def expected_texts(project: Path) -> tuple[ExpectedText, ...]:
    """List the texts that the notebooks of a project include, in the order of the report.

    Raises:
        CkmError: if a notebook cannot be read.
    """
    texts: dict[str, ExpectedText] = {}
    for path in notebook_files(project):
        for text in _in_notebook(path):
            texts.setdefault(text.name, text)
    return tuple(texts.values())


def _in_notebook(path: Path) -> list[ExpectedText]:
    chapter = section = ""
    found = []
    notebook = read_notebook(path)
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        with placed(path.name):
            names = included_names(cell.source)
        when = asked(cell.metadata) or asked(notebook.metadata)
        for line in cell.source.split("\n"):
            if heading := _HEADING.match(line):
                text = _EXPRESSION.sub("…", heading["text"])
                section = text
                chapter = text if heading["level"] == "#" else chapter
            found += [ExpectedText(name, chapter, section, when) for name in names if name in line]
    return found
