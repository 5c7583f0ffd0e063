"""The readable copy of an executed notebook, for JupyterLab and for reviewers.

The executed notebook has expressions in its text and results in its metadata, as Quarto wants
it. In the readable copy the results stand in the text.
"""

from __future__ import annotations

import copy

from nbformat import NotebookNode

from ckmreport.execute.claims import FALSE_CLASS
from ckmreport.execute.expressions import substitute
from ckmreport.execute.options import captions, replace_options
from ckmreport.execute.spans import find_spans, without_spans

_FALSE_CLAIM = " **[klopt niet met deze cijfers]**"
_MARKDOWN = "text/markdown"


def readable(notebook: NotebookNode) -> NotebookNode:
    """Give a copy with results in the text and spans reduced to their text; outputs stay.

    A claim whose condition does not hold is followed by a remark that says so.
    """
    result = copy.deepcopy(notebook)
    for cell in result.cells:
        if cell.cell_type == "markdown":
            results = {
                entry["expression"]: entry["result"]["data"][_MARKDOWN]
                for entry in cell.metadata.pop("user_expressions", [])
            }
            cell.source = without_spans(substitute(_with_remarks(cell.source), results))
        elif cell.cell_type == "code":
            texts = captions(cell.source, containing="]{")
            plain = {key: without_spans(text) for key, text in texts.items()}
            cell.source = replace_options(cell.source, plain)
            for output in cell.outputs:
                if _MARKDOWN in output.get("data", {}):
                    output.data[_MARKDOWN] = without_spans(output.data[_MARKDOWN])
    return result


def _with_remarks(source: str) -> str:
    untrue = [span for span in find_spans(source) if FALSE_CLASS in span.classes]
    for span in sorted(untrue, key=lambda span: span.end, reverse=True):
        source = source[: span.end] + _FALSE_CLAIM + source[span.end :]
    return source
