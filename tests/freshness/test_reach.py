from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.freshness.filehashes import FileHashes
from ckmreport.freshness.reach import Package

MODULES = {
    "__init__.py": "",
    "face.py": """
        from typing import TYPE_CHECKING
        from house.rooms.floor import Plank
        if TYPE_CHECKING:
            from house.rooms.roof import Tile
        def __getattr__(name): ...
    """,
    "rooms/__init__.py": "",
    "rooms/floor.py": "import math\ndef lay():\n    from house import glue\n    return glue",
    "rooms/roof.py": "from house.rooms import beam",
    "rooms/beam.py": "",
    "glue.py": "import house.rooms.floor",
    "garden.py": "",
}


@pytest.fixture
def package(tmp_path: Path) -> Package:
    folder = tmp_path / "house"
    for name, source in MODULES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = source.split("\n")
        path.write_text("\n".join(line.removeprefix(" " * 8) for line in lines), encoding="utf-8")
    return Package(folder, FileHashes())


def names(package: Package, *sources: str, also: tuple[str, ...] = ()) -> list[str]:
    return [path.name for path in package.reached(sources, also) if path.name != "__init__.py"]


def test_imports_are_followed_also_those_in_functions_and_in_circles(package: Package) -> None:
    assert names(package, "from house.face import Plank") == ["face.py", "glue.py", "floor.py"]


def test_a_face_passes_on_what_it_is_asked_for(package: Package) -> None:
    reached = names(package, "from house.face import Tile, Plank")
    assert reached == ["face.py", "glue.py", "beam.py", "floor.py", "roof.py"]


def test_packages_on_the_way_are_imported_too(package: Package) -> None:
    (root, rooms, beam) = package.reached(["import house.rooms.beam"])
    assert (root.name, rooms.parent.name, beam.name) == ("__init__.py", "rooms", "beam.py")


def test_other_packages_and_code_that_is_no_python_reach_nothing(package: Package) -> None:
    assert names(package, "import pandas", "%matplotlib inline") == []


def test_modules_can_be_added(package: Package) -> None:
    assert names(package, also=("house.garden",)) == ["garden.py"]


def test_what_was_found_out_before_is_used_for_the_same_code(package: Package) -> None:
    assert "beam.py" not in names(package, "from house.face import Plank")
    known = {digest: [["house.rooms.beam", None, False]] for digest in package.imports}
    again = Package(package.folder, FileHashes(), known)
    assert names(again, "from house.face import Plank") == ["beam.py"]
    assert names(again, "from house.face import Tile") != ["beam.py"]
