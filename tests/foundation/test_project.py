from __future__ import annotations

from pathlib import Path

from ckmreport.foundation.project import notebook_files


def test_the_front_page_comes_first_and_the_others_by_name(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    for name in ("notebooks/B.ipynb", "notebooks/01.ipynb", "index.ipynb", "notebooks/a.txt"):
        (tmp_path / name).touch()
    names = [path.relative_to(tmp_path).as_posix() for path in notebook_files(tmp_path)]
    assert names == ["index.ipynb", "notebooks/01.ipynb", "notebooks/B.ipynb"]


def test_where_there_are_no_notebooks_none_are_given(tmp_path: Path) -> None:
    assert notebook_files(tmp_path) == []
