"""What a browser would run is gone, wherever it stands; what people may write stays."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest

from ckmreport.report.render.embedded import pandoc
from ckmreport.report.render.embedded.pandoc import Job, run

ROOT = Path(__file__).parents[3]
LUA = Path(pandoc.__file__).parent / "lua"
_ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#x0A;script:alert(1)",
    "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "vbscript:x", "file:///etc/passwd",
    "data:text/html;base64,PHNjcmlwdD4=", "blob:x", "\\javascript:alert(1)", "view-source:x",
)  # fmt: skip
_LINKS = ("[x]({})", "[x](<{}>)", "[x][r]\n\n[r]: {}", "![x]({})", "<{}>")
_MARKUP = (
    "[x]{onclick=alert(1)}", "[x](https://a.nl){onmouseover=alert(1)}", "`x`{onclick=alert(1)}",
    "::: {onclick=alert(1)}\nx\n:::", "# x {onclick=alert(1)}", "<b onclick='alert(1)'>x</b>",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<iframe srcdoc='x'></iframe>", "<a href='javascript:alert(1)'>x</a>", "[x]{ONCLICK=alert(1)}",
    "`<script>alert(1)</script>`{=html}", "<form action=x><button>x</button></form>",
    "<base href='https://a.nl'>", "<meta http-equiv=refresh content='0;url=https://a.nl'>",
    "<object data=x></object>", "<embed src=x>",
)  # fmt: skip
HOSTILE = [
    *(form.format(address) for form, address in itertools.product(_LINKS, _ADDRESSES)),
    *_MARKUP,
]
_LIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|base|meta)\b|<[^>]*[\s\"'/]on\w+\s*="
    r"|<[^>]*(?:href|src)=[\"']?\s*(?!https?:|mailto:|tel:)[^/?#:\"' >]*:",
    re.IGNORECASE,
)
_LIVE_IN_PDF = re.compile(r"#link\(\"(?!https?:|mailto:|tel:)[^\"]*:", re.IGNORECASE)


def test_nothing_that_a_browser_runs_is_left_on_the_cover() -> None:
    assert len(HOSTILE) > 60
    texts = {str(number): text for number, text in enumerate(HOSTILE)}
    (matter,) = run("matter", [Job({"texts": texts})])
    live = [
        text
        for number, text in texts.items()
        if _LIVE.search(matter[number]["html"]) or _LIVE_IN_PDF.search(matter[number]["typst"])
    ]
    assert live == []


def test_nothing_that_a_browser_runs_is_left_in_a_chapter_or_a_notebook() -> None:
    jobs = [Job({"markdown": text, "reader": "markdown", "form": "notebook"}) for text in HOSTILE]
    parsed = [json.loads(one["document"]) for one in run("parse", jobs)]
    found = zip(HOSTILE, parsed, strict=True)
    assert [text for text, document in found if _live_nodes(document["blocks"])] == []


def _live_nodes(node: object) -> list[object]:
    """Give the links, attributes and raw texts of a document that a browser would run."""
    if isinstance(node, list):
        return [live for one in node for live in _live_nodes(one)]
    if not isinstance(node, dict):
        return []
    kind, content = node.get("t"), node.get("c")
    found: list[object] = []
    if kind in {"Link", "Image"} and isinstance(content, list):
        target = re.sub(r"[\s\x00-\x1f]", "", content[2][0])
        if re.match(r"(?!https?:|mailto:|tel:)[A-Za-z][\w+.-]*:", target):
            found.append(target)
    if kind in {"RawInline", "RawBlock"} and isinstance(content, list):
        found += [content[1]] if _LIVE.search(content[1]) else []
    if re.search(r"\[\"on\w+\", ", json.dumps(content), re.IGNORECASE):
        found.append(node)
    return found + _live_nodes(content)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[x](https://a.nl/b?c=d)", 'href="https://a.nl/b?c=d"'),
        ("[x](#sec-a)", 'href="#sec-a"'),
        ("[x](bijlage.html)", 'href="bijlage.html"'),
        ("[x]{.vast}", 'class="vast"'),
    ],
)
def test_what_people_may_write_stays(text: str, kept: str) -> None:
    (matter,) = run("matter", [Job({"texts": {"a": text}})])
    assert kept in matter["a"]["html"]


def test_both_renderers_have_the_same_rule() -> None:
    extension = ROOT / "_extensions" / "ckm" / "harmless.lua"
    assert extension.read_text("utf-8") == (LUA / "harmless.lua").read_text("utf-8")
