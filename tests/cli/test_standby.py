"""What kernels find done is what the notebooks of the report use."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from project_samples import ROOT

from ckmreport.cli.keeping import Keeping
from ckmreport.cli.making import book_chapters
from ckmreport.cli.standby import LONG_TO_IMPORT, PRELOAD, preload_for
from ckmreport.freshness.inputs import Study
from ckmreport.freshness.reach import PACKAGE

STUDY = Study(ROOT, ROOT / "data", "2023")


def test_what_is_imported_ahead_exists() -> None:
    assert [name for name in (*PRELOAD.modules, *PRELOAD.more) if find_spec(name) is None] == []
    assert [name for name in LONG_TO_IMPORT if not (PACKAGE / name).is_file()] == []


def test_the_survey_is_opened_ahead() -> None:
    assert preload_for(STUDY).prepare == (
        "ckmreport.notebook:open_survey",
        "2023",
        str(ROOT / "data"),
    )


def test_only_chapters_that_draw_or_audit_wait_for_what_takes_long(tmp_path: Path) -> None:
    keeping = Keeping(STUDY, book_chapters(ROOT), tmp_path)
    waiting = {chapter.source.stem for chapter in keeping.reaching(*LONG_TO_IMPORT)}
    assert waiting == {"02-methodologie", "03-resultaten", "ontwikkeling", "C-verantwoording"}
    assert keeping.rewritten == set()
