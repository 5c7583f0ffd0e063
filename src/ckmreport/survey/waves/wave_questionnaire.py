"""What was asked in a wave."""

from __future__ import annotations

from pathlib import Path

from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire
from ckmreport.survey.waves.wave_folders import QUESTIONNAIRE, study_file


def wave_questionnaire(data: Path, wave: str) -> Questionnaire:
    """Read the questionnaire of a wave, with the options that it offered.

    It is the wave's own, or else that of the data folder. Questions that were dropped before the
    wave are in it, for reports to say so; `asked_in` leaves them out.

    Raises:
        CkmError: if the file is missing or malformed, with the line.
    """
    return load_questionnaire(study_file(data, wave, QUESTIONNAIRE)).of_wave(wave)
