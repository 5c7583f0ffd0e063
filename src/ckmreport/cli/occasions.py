"""Chapters that belong to the book of some waves only; a notebook's metadata says of which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ckmreport.errors import CkmError
from ckmreport.execute import Chapter
from ckmreport.execute.notebooks import read_notebook
from ckmreport.waves import wave_names


def _earlier_waves(data: Path, wave: str) -> bool:
    return wave_names(data)[0] < wave


#: What a notebook can ask for, as `{"ckm": {"when": "earlier_waves"}}` in its metadata.
_OCCASIONS: dict[str, Callable[[Path, str], bool]] = {"earlier_waves": _earlier_waves}


def fitting(chapters: Sequence[Chapter], project: Path, data: Path, wave: str) -> list[Chapter]:
    """Give the chapters that belong to the book of a wave, in their order.

    Raises:
        CkmError: if a notebook asks for something that is not known.
    """
    return [chapter for chapter in chapters if _fits(chapter, project, data, wave)]


def _fits(chapter: Chapter, project: Path, data: Path, wave: str) -> bool:
    metadata = read_notebook(project / chapter.source).metadata
    occasion = metadata.get("ckm", {}).get("when")
    if occasion is None:
        return True
    if occasion not in _OCCASIONS:
        raise CkmError(
            f"the metadata asks for '{occasion}', which is not known",
            place=chapter.source,
            advice=f"Known: {', '.join(_OCCASIONS)}",
        )
    return _OCCASIONS[occasion](data, wave)
