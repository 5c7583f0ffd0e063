"""Waves of the survey as they stand in a data folder."""

from ckmreport.waves.context import ContextFigure
from ckmreport.waves.interviewees import Interviewees
from ckmreport.waves.metadata import Edition, Fieldwork, Interviews, Metadata
from ckmreport.waves.municipality import District, Municipality
from ckmreport.waves.published import Published
from ckmreport.waves.responses import Responses
from ckmreport.waves.wave import Wave, open_wave, wave_folder, wave_names

__all__ = [
    "ContextFigure",
    "District",
    "Edition",
    "Fieldwork",
    "Interviewees",
    "Interviews",
    "Metadata",
    "Municipality",
    "Published",
    "Responses",
    "Wave",
    "open_wave",
    "wave_folder",
    "wave_names",
]
