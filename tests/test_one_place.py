"""What is decided in one place: rounding, and colours."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "ckmreport"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: Shares, statistics and p values are rounded here, half away from zero, and nowhere else.
ROUNDING = {"foundation/rounding.py"}
#: What is rounded elsewhere is no figure of the report.
NO_FIGURES = {
    "analysis/disclosure_control/suppression.py": "the solver gives 0 and 1 as floats",
    "cli/fleet.py": "seconds",
    "cli/preview.py": "seconds",
    "cli/wave/confirm_mapping.py": "scores of a match",
    "fleet/state.py": "seconds",
    "presentation/figures/svg.py": "places in a picture",
    "intake/matching/matching.py": "scores of a match",
    "publication/audit/erratum_rules.py": "messages of the audit, which name what is wrong",
    "report/execute/processes.py": "seconds",
    "report/proof/number_explanations.py": "percentages of a claim, until it asks for a count",
    "report/render/embedded/markdown.py": "pixels",
}
_ROUNDS = re.compile(r"\.\d+[fFeEgG%]$|[g%]$")

#: The colours of the book.
TOKENS = "_extensions/ckm/tokens.yml"
#: Pages that are read without the book, black or white on a fill, and a message have their own.
OWN_COLOURS = {
    "src/ckmreport/fleet/assets/summary.html",
    "src/ckmreport/intake/assets/checks.html",
    "src/ckmreport/presentation/figures/style.py",
    "src/ckmreport/report/preview/assets/preview.js",
}
_COLOUR = re.compile(r"""(?<![\w&(/])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![\w-])""")


def roundings(tree: ast.AST) -> Iterator[int]:
    """Find the lines that round a number, or write it with so many decimals."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            called = node.func.attr if isinstance(node.func, ast.Attribute) else called
            if called in {"round", "quantize"}:
                yield node.lineno
            if called == "format" and any(
                isinstance(given, ast.Constant) and _ROUNDS.search(str(given.value))
                for given in node.args[1:]
            ):
                yield node.lineno
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            parts = [
                part.value for part in node.format_spec.values if isinstance(part, ast.Constant)
            ]
            if _ROUNDS.search("".join(map(str, parts))):
                yield node.lineno


@pytest.mark.parametrize(
    ("source", "rounds"),
    [
        ("round(x)", True),
        ("share.round(2)", True),
        ("d.quantize(Decimal('0.1'))", True),
        ("f'{x:.0f}'", True),
        ("f'{x:.1%}'", True),
        ("f'{x:%}'", True),
        ("f'{x:,}'", False),
        ("f'{name:03}'", False),
        ("around(x)", False),
    ],
)
def test_rounding_is_recognised(source: str, rounds: bool) -> None:
    assert bool(list(roundings(ast.parse(source)))) is rounds


def test_figures_are_rounded_in_one_place() -> None:
    found = {
        str(path.relative_to(PACKAGE).as_posix()): lines
        for path in MODULES
        if (lines := list(roundings(ast.parse(path.read_text("utf-8")))))
    }
    outside = {
        name: lines for name, lines in found.items() if name not in ROUNDING | set(NO_FIGURES)
    }
    assert outside == {}


def test_colours_are_those_of_the_tokens() -> None:
    sources = [
        path
        for folder in (PACKAGE, ROOT / "_extensions")
        for path in folder.rglob("*")
        if path.suffix in {".py", ".css", ".typ", ".html", ".js", ".lua", ".yml"}
        and path.name not in {"minisearch.js", "tokens.py"}  # not ours; an example in a message
    ]
    assert len(sources) > 200
    found = {
        path.relative_to(ROOT).as_posix()
        for path in sources
        if _COLOUR.search(path.read_text("utf-8"))
    }
    assert TOKENS in found
    assert found - {TOKENS} <= OWN_COLOURS
