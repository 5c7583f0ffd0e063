from __future__ import annotations

import json

import pypandoc
import pytest

from ckmreport.presentation.text.markdown_escape import as_text

MARKUP = (
    "<script>alert(1)</script>",
    "#let a = 1",
    "[x](javascript:alert(1))",
    "`{python} 6 * 7`",
    "{{< include geheim.md >}}",
    "@covers2024 en [-@tbl-x]",
    "$x^2$ ~a~ *b* _c_ ![d](e)",
    "::: {.callout-note}",
    "---",
    "1. een | twee \\ drie",
    "een\n\n# twee",
)


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_text_to_pandoc(markup: str) -> None:
    read = json.loads(pypandoc.convert_text(as_text(markup), "json", format="markdown-smart"))
    (paragraph,) = read["blocks"]
    assert paragraph["t"] == "Para"
    assert {inline["t"] for inline in paragraph["c"]} <= {"Str", "Space"}
    written = "".join(inline.get("c", " ") for inline in paragraph["c"])
    assert written == " ".join(markup.split())


@pytest.mark.parametrize("markup", MARKUP)
def test_neither_shortcodes_nor_expressions_are_left(markup: str) -> None:
    assert "{{<" not in as_text(markup)
    assert "`{python}" not in as_text(markup)
