"""What a data folder must hold before its first wave."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire
from ckmreport.survey.waves.wave_folders import QUESTIONNAIRE, STUDY_FILES
from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire


def study_questionnaire(
    data: Path, wave: str | None = None, *, needed: Collection[str] = (QUESTIONNAIRE,)
) -> Questionnaire:
    """Read what is asked in a wave, by the questionnaire that it has or will have.

    Args:
        data: the data folder.
        wave: the wave; None is the next one, whatever it will be called.
        needed: those files of STUDY_FILES that must be there; the questionnaire always.

    Raises:
        CkmError: if one of them is not there, or the questionnaire is malformed.
    """
    if lacking := [name for name in STUDY_FILES if name in needed and not (data / name).exists()]:
        raise CkmError(
            f"this is no data folder to start from: it lacks {', '.join(lacking)}",
            place=data,
            advice=f"Copy {', '.join(STUDY_FILES[:-1])} and {STUDY_FILES[-1]} from an existing "
            "data folder, or name that one with --data",
        )
    if wave is None:
        return load_questionnaire(data / QUESTIONNAIRE).asked_in()
    return wave_questionnaire(data, wave).asked_in(wave)
