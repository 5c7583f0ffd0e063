from __future__ import annotations

from pathlib import Path

import pytest
from render_samples import Change, added, code, figure, output, staged_book, svg, table

from ckmreport.report.render.book_rules import violations

KENNIS = "notebooks/02-kennis.ipynb"
ERROR = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
SVG_OUTPUT = output("image/svg+xml", svg())


BROKEN: dict[str, tuple[Change, str]] = {
    "cell option": (added(code("code-fold: true")), "cell option code-fold"),
    "echo": (added(code("echo: true")), "shows its code"),
    "error": (added(code("include: false", outputs=[ERROR])), "ended in an error"),
    "html output": (added(code(outputs=[output("text/html", "<p>")])), "gives HTML"),
    "printed text": (
        added(code(outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}])),
        "prints something",
    ),
    "plain output": (added(code(outputs=[output("text/plain", "x")])), "prints something"),
    "figure without label": (added(code("fig-alt: a", outputs=[SVG_OUTPUT])), "but no label"),
    "caption without label": (added(code("tbl-cap: a")), "but no label"),
    "no figure caption": (
        added(code("label: fig-b", "fig-alt: a", outputs=[SVG_OUTPUT])),
        "fig-b has no caption",
    ),
    "no table caption": (added(table("tbl-b", caption="")), "tbl-b has no caption"),
    "no alt": (added(figure("fig-b", alt="")), "fig-b has no alternative text"),
    "alt is caption": (added(figure("fig-b", "Zelfde", "Zelfde")), "repeats its caption"),
    "figure without output": (
        added(code("label: fig-b", "fig-cap: a", "fig-alt: b")),
        "fig-b does not give one SVG figure",
    ),
    "table without table": (added(table("tbl-b", pipe="tekst")), "does not give one Markdown"),
    "table with figure": (
        added(code("label: tbl-b", "tbl-cap: a", outputs=[SVG_OUTPUT])),
        "tbl-b does not give one Markdown table",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_rule_is_found_once_with_its_cell(tmp_path: Path, name: str) -> None:
    change, message = BROKEN[name]
    found = [v for v in violations(staged_book(tmp_path, change)) if message in v.message]
    assert len(found) == 1
    assert found[0].place is not None
    assert found[0].place.startswith(f"{KENNIS}, cell 7")
    assert found[0].advice


def test_a_hidden_cell_may_print(tmp_path: Path) -> None:
    hidden = code("include: false", outputs=[output("text/html", "<p>")])
    assert violations(staged_book(tmp_path, added(hidden))) == []


def test_a_cell_may_give_prose_without_a_label(tmp_path: Path) -> None:
    prose = code(outputs=[output("text/markdown", "Een alinea.")])
    assert violations(staged_book(tmp_path, added(prose))) == []
