"""Rooms import downwards only, and notebooks import only the public face."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "ckmreport"

#: From the ground up; rooms in one line do not import each other.
ORDER = (
    {"foundation"},
    {"survey.questionnaire"},
    {"survey.waves"},
    {"intake", "analysis"},
    {"presentation"},
    {"report.freshness"},
    {"report.execute"},
    {"report.render"},
    {"report.proof"},
    {"report.preview"},
    {"report"},
    {"publication"},
    {"review"},
    {"fleet"},
    {"notebook", "cli"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(parts: Sequence[str]) -> str:
    """Give the room of a module: the innermost of those that have a place."""
    names = [".".join(parts[:length]) for length in (2, 1)]
    return next((name for name in names if name in LEVEL), names[-1])


def room_of(path: Path) -> str:
    return room(path.relative_to(PACKAGE).with_suffix("").parts)


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "ckmreport":
            names = [f"ckmreport.{alias.name}" for alias in node.names]
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {room(n.split(".")[1:]) for n in names if n.startswith("ckmreport.")}
    return rooms


def test_every_room_has_its_place() -> None:
    outside = {PACKAGE / "survey/__init__.py"}
    assert {room_of(path) for path in MODULES if path not in outside} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = room_of(path)
    wrong = {r for r in imported_rooms(path) if r != own and LEVEL[r] >= LEVEL[own]}
    assert wrong == set()


def test_the_survey_is_unknown_where_it_should_be() -> None:
    survey = {"survey.questionnaire", "survey.waves", "analysis", "notebook"}
    for path in MODULES:
        if room_of(path) in {"report.execute", "report.render"}:
            assert imported_rooms(path) & survey == set(), path


def test_the_report_does_without_the_publication() -> None:
    for path in MODULES:
        if room_of(path).startswith("report"):
            assert "publication" not in imported_rooms(path), path


def imported_modules(path: Path) -> set[Path]:
    """List the modules that a module names in an import, also those only for its types."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ckmreport"):
            parent = PACKAGE.joinpath(*(node.module or "").split(".")[1:])
            for name in (alias.name for alias in node.names):
                places = (
                    parent / f"{name}.py",
                    parent / name / "__init__.py",
                    parent.with_suffix(".py"),
                    parent / "__init__.py",
                )
                found |= set([place for place in places if place.is_file()][:1])
    return found - {path}


def test_no_modules_import_each_other() -> None:
    graph = {path: imported_modules(path) for path in MODULES}
    model = PACKAGE / "survey/questionnaire/model.py"
    for name in ("indicators", "declared_tests"):  # to be cut
        graph[model.with_name(f"{name}.py")].discard(model)
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the modules
