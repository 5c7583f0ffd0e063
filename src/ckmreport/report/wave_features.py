"""Features that some waves have and others lack, which metadata of notebooks and cells asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ckmreport.report.execute.chapters import Chapter
from ckmreport.report.execute.conditional_cells import fits
from ckmreport.report.execute.notebook_files import placed, read_notebook
from ckmreport.report.freshness.inputs import Study
from ckmreport.survey.waves import wave_names
from ckmreport.survey.waves.metadata import load_metadata


def _earlier_waves(study: Study) -> bool:
    return wave_names(study.data)[0] < study.wave


def _interviews(study: Study) -> bool:
    return load_metadata(study.folder / "wave.yml").interviews is not None


def _edition(study: Study) -> bool:
    return load_metadata(study.folder / "wave.yml").edition.notice is not None


def _export(study: Study) -> bool:
    return not load_metadata(study.folder / "wave.yml").synthetic


#: What can be asked for, as `{"ckm": {"when": "earlier_waves"}}` in the metadata.
_OCCASIONS: dict[str, Callable[[Study], bool]] = {
    "earlier_waves": _earlier_waves,
    "edition": _edition,
    "export": _export,
    "interviews": _interviews,
}


def occasions_of(study: Study) -> dict[str, bool]:
    """List all features, and whether the wave of a report has them.

    Raises:
        CkmError: if the `wave.yml` of the wave is missing or malformed.
    """
    return {name: has(study) for name, has in _OCCASIONS.items()}


def fitting(
    chapters: Sequence[Chapter], project: Path, occasions: Mapping[str, bool]
) -> list[Chapter]:
    """Select the chapters of the book of a wave with these features, in order.

    Raises:
        CkmError: if a notebook asks for something that is not known.
    """
    return [chapter for chapter in chapters if _fits(chapter, project, occasions)]


def _fits(chapter: Chapter, project: Path, occasions: Mapping[str, bool]) -> bool:
    metadata = read_notebook(project / chapter.source).metadata
    with placed(str(chapter.source)):
        return fits(metadata, occasions)
