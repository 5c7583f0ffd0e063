"""Rooms import downwards only, and notebooks import only the public face."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "ckmreport"

#: From the ground up; rooms in one line do not import each other.
ORDER = (
    {"errors", "on_demand"},
    {"locks"},
    {"writing"},
    {"documents", "fonts", "project"},
    {"freshness"},
    {"questionnaire"},
    {"waves"},
    {"intake", "reconstruct", "analysis"},
    {"present"},
    {"execute"},
    {"render"},
    {"review"},
    {"fleet", "preview"},
    {"notebook", "cli"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "ckmreport":
            names = [f"ckmreport.{alias.name}" for alias in node.names]
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        rooms |= {n.split(".")[1] for n in names if n.startswith("ckmreport.")}
    return rooms


def test_every_room_has_its_place() -> None:
    assert {room_of(path) for path in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = room_of(path)
    wrong = {r for r in imported_rooms(path) if r != own and LEVEL[r] >= LEVEL[own]}
    assert wrong == set()


def test_the_survey_is_unknown_where_it_should_be() -> None:
    survey = {"questionnaire", "waves", "analysis", "notebook"}
    for path in MODULES:
        if room_of(path) in {"execute", "render"}:
            assert imported_rooms(path) & survey == set(), path
