"""Where this report shows the answers to a question, read from the notebooks themselves."""

from __future__ import annotations

import ast
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project, notebook_files
from ckmreport.report.execute.notebook_files import read_notebook


def cells_calling(data: Path, function: str) -> dict[str, str]:
    """Give the cells that call a function, as "notebook#cell", by the text that it is given.

    A call without text stands under the empty text; of several like it the first counts. Without
    notebooks around the data folder, or around the current one, there are none.
    """
    cells: dict[str, str] = {}
    for path in _notebooks(data):
        for cell in read_notebook(path).cells:
            if cell.cell_type == "code" and function in cell.source:
                for text in _texts(cell.source, function):
                    cells.setdefault(text, f"{path.stem}#{cell.id}")
    return cells


def _notebooks(data: Path) -> list[Path]:
    for start in (data, None):
        try:
            return notebook_files(find_project(start))
        except CkmError:
            continue
    return []


def _texts(source: str, function: str) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    texts = []
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == function:
            given = [each.value for each in call.args if isinstance(each, ast.Constant)]
            texts.append(next((text for text in given if isinstance(text, str)), ""))
    return texts
