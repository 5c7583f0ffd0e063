from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ckmreport.foundation.on_demand import on_demand


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "late"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "numbers.py").write_text("seven = 7\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return "late"


def test_a_name_is_imported_when_it_is_asked_for(package: str) -> None:
    get = on_demand(package, {"seven": "numbers"})
    assert "late.numbers" not in sys.modules
    assert get("seven") == 7
    assert "late.numbers" in sys.modules


def test_another_name_is_not_there(package: str) -> None:
    with pytest.raises(AttributeError, match="module 'late' has no attribute 'eight'"):
        on_demand(package, {"seven": "numbers"})("eight")


@pytest.mark.parametrize("name", ["analysis", "survey.waves"])
def test_every_public_name_of_a_room_is_there(name: str) -> None:
    room = __import__(f"ckmreport.{name}", fromlist=["__all__"])
    assert all(getattr(room, public) is not None for public in room.__all__)
    with pytest.raises(AttributeError, match=f"module 'ckmreport.{name}' has no attribute"):
        room.no_such_name  # noqa: B018
