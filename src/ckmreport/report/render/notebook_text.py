"""The text of an executed notebook, with its code and hidden cells, as HTML: cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ckmreport.report.render.book import EXTENSION, Book
from ckmreport.report.render.embedded.citations import CITED, cite
from ckmreport.report.render.embedded.markdown import placed
from ckmreport.report.render.embedded.parsing import APART, from_parses, notebook_source, parse
from ckmreport.report.render.notebook import INLINE, MARKDOWN, Cell, Notebook
from ckmreport.report.render.pandoc_cache import kept_with

#: By what name the parses of notebooks are kept.
NOTEBOOKS_PARSED = "notebooks-parsed"
#: What stands between the code of a cell and its outputs.
OUTPUT = "<!--ckm-output-->"
_MARK = "<!--ckm-cell-->"
_ROWS = re.compile(r"<(thead|tbody)>.*?</\1>", re.DOTALL)
_NOTES = re.compile(r"<aside id=\"footnotes[-\d]*\"(.*?)</aside>", re.DOTALL)
_LINE_LINK = re.compile(r' id="cb\d+-\d+"><a href="#cb\d+-\d+"[^>]*></a>')
_OPTION = re.compile(r"#\|.*\n?")

#: Place and text of what a label names.
References = Mapping[str, Mapping[str, str]]


def notebook_markdown(notebook: Notebook) -> tuple[str, dict[str, str]]:
    """Write a notebook as one text with marked cells, and the outputs that marks stand for."""
    apart: dict[str, str] = {}
    parts = [f"{_MARK}\n\n{_markdown(cell, apart)}" for cell in notebook.cells]
    return "\n\n".join(parts), apart


def _markdown(cell: Cell, apart: dict[str, str]) -> str:
    """Write a cell as Markdown: its text with the results, or its code and its outputs."""
    if cell.kind == "markdown":
        return INLINE.sub(lambda found: _result(cell, found[1].strip()), cell.source)
    if cell.kind != "code":
        return ""
    fence = "`" * 6
    code = f"{fence}{{.python}}\n{_without_options(cell.source)}\n{fence}\n\n{OUTPUT}\n\n"
    outputs = [output.data[MARKDOWN] for output in cell.outputs if MARKDOWN in output.data]
    if cell.shown:  # the chapter needs them too, and keeps them
        outputs = [placed(output, apart) for output in outputs]
    caption = cell.options.get("fig-cap") or cell.options.get("tbl-cap")
    if caption:
        outputs.append(f"::: {{.caption}}\n[{cell.label}:]{{.float-number}} {caption}\n:::")
    return code + "\n\n".join(outputs)


def _result(cell: Cell, expression: str) -> str:
    """Write a result with its expression; a number with a source of its own stays as it is."""
    result = cell.results[expression]
    if "{.getal" in result or "\n\n" in result:
        return result
    quoted = expression.replace("\\", "\\\\").replace('"', '\\"')
    return f'[{result}]{{.uitkomst data-expression="{quoted}" title="{quoted}"}}'


def _without_options(source: str) -> str:
    """Write the code of a cell; its captions are under the outputs, with the numbers in them."""
    position = 0
    while found := _OPTION.match(source, position):
        position = found.end()
    return source[position:]


def notebook_contents(
    book: Book, notebooks: Sequence[Notebook], references: References
) -> list[list[str]]:
    """Write the cells of notebooks as HTML; the code of a cell ends with `OUTPUT`.

    What pandoc made of a notebook an earlier time is taken again, for as long as it would be the
    same.

    Raises:
        CkmError: when pandoc cannot read the text or the bibliography.
    """
    kept = [kept_with(book.folder, name) for name in (NOTEBOOKS_PARSED, APART, "notebooks")]
    parsed, apart, pages = kept
    sources = [notebook_source(*notebook_markdown(one)) for one in notebooks]
    parses = parse(parsed, apart, sources)
    cited = cite(book, parses, kept_with(book.folder, CITED))
    filter_ = (book.folder / EXTENSION / "common.lua").read_text(encoding="utf-8")
    arguments = [
        {
            "references": {to: references[to] for to in one.refers if to in references},
            "filter": filter_,
            **cited.of(one),
        }
        for one in parses
    ]
    made: list[str] = from_parses("notebook", pages, parses, arguments)
    for one in kept:
        one.forget_others()
    return [_cells(html) for html in made]


def _cells(html: str) -> list[str]:
    # Notes follow their block; pandoc makes each of them a landmark of the page.
    html = _NOTES.sub(r"<div\1</div>", html)
    return _ROWS.sub(_with_scope, _LINE_LINK.sub(">", html)).split(_MARK)[1:]


def _with_scope(rows: re.Match[str]) -> str:
    scope = "col" if rows[1] == "thead" else "row"
    scoped = re.sub(r"<th(?=[ >])", f'<th scope="{scope}"', rows[0])
    return re.sub(r'"col"(?=[^>]* colspan=)', '"colgroup"', scoped)
