"""The readable copy of an executed notebook, for JupyterLab and for reviewers.

The executed notebook has expressions in its text and results in its metadata, as Quarto wants
it. In the readable copy the results stand in the text.
"""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.report.execute.markdown.cell_options import CAPTIONS, cell_options, replace_options
from ckmreport.report.execute.markdown.claims import FALSE_CLASS
from ckmreport.report.execute.markdown.expressions import substitute
from ckmreport.report.execute.markdown.spans import find_spans, without_spans
from ckmreport.report.execute.notebook_files import notebook_text, parse_notebook

_FALSE_CLAIM = " **[niet onderbouwd door deze cijfers]**"
_MARKDOWN = "text/markdown"
_FENCE = re.compile(r":{3,}(?:\s.*)?")
_HEADING_LABEL = re.compile(r"(?<=\S)[ ]+\{[#.][^{}]*\}$")
_TITLE = re.compile(r'\btitle="([^"]*)"')


def readable(notebook: NotebookNode) -> NotebookNode:
    """Copy a notebook with results in the text and spans reduced to their text; outputs stay.

    A claim whose condition does not hold is followed by a remark that says so.
    """
    result = copy.deepcopy(notebook)
    for cell in result.cells:
        if cell.cell_type == "markdown":
            results = {
                entry["expression"]: entry["result"]["data"][_MARKDOWN]
                for entry in cell.metadata.pop("user_expressions", [])
            }
            text = substitute(_with_remarks(cell.source), results)
            cell.source = _as_jupyter_shows(without_spans(text))
        elif cell.cell_type == "code":
            cell.source = replace_options(cell.source, _plain_captions(cell.source))
            for output in cell.outputs:
                for name in ("picture", "narrow"):  # of no use to them
                    output.get("metadata", {}).get("ckm", {}).pop(name, None)
                if _MARKDOWN in output.get("data", {}):
                    text = without_spans(output.data[_MARKDOWN])
                    output.data[_MARKDOWN] = _as_jupyter_shows(text)
    return result


def write_readable(executed: Path, target: Path) -> None:
    """Write the readable copy of an executed notebook; missing folders are made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_copy(executed.read_text(encoding="utf-8"), executed), encoding="utf-8")


@lru_cache(maxsize=64)  # a preview writes those that did not change again and again
def _copy(content: str, path: Path) -> str:
    return notebook_text(readable(parse_notebook(content, path)))


def _plain_captions(source: str) -> dict[str, str]:
    """Remove the spans from captions that hold any; others stay as their author wrote them."""
    texts = {key: str(text) for key, text in cell_options(source).items() if key in CAPTIONS}
    plain = {key: without_spans(text) for key, text in texts.items()}
    return {key: text for key, text in plain.items() if text != texts[key]}


def _as_jupyter_shows(source: str) -> str:
    """Remove fences of blocks and labels of headings, which mean nothing there.

    The title of a callout stays, in bold.
    """
    lines = []
    for line in source.split("\n"):
        fence = _FENCE.fullmatch(line)
        if fence is None:
            lines.append(_HEADING_LABEL.sub("", line) if line.startswith("#") else line)
        elif title := _TITLE.search(line):
            lines += [f"**{title[1]}**", ""]
    return "\n".join(lines)


def _with_remarks(source: str) -> str:
    untrue = [span for span in find_spans(source) if FALSE_CLASS in span.classes]
    for span in sorted(untrue, key=lambda span: span.end, reverse=True):
        source = source[: span.end] + _FALSE_CLAIM + source[span.end :]
    return source
