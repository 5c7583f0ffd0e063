"""Waves of the survey as they stand in a data folder."""

from ckmreport.waves.context import ContextFigure
from ckmreport.waves.interviewees import Interviewees
from ckmreport.waves.metadata import Edition, Fieldwork, Interviews, Metadata
from ckmreport.waves.municipality import District, Municipality
from ckmreport.waves.published import Direction, PrintedTest, Published
from ckmreport.waves.responses import Responses
from ckmreport.waves.topics import Topic, Topics
from ckmreport.waves.wave import Wave, open_wave, wave_folder, wave_names

__all__ = [
    "ContextFigure",
    "Direction",
    "District",
    "Edition",
    "Fieldwork",
    "Interviewees",
    "Interviews",
    "Metadata",
    "Municipality",
    "PrintedTest",
    "Published",
    "Responses",
    "Topic",
    "Topics",
    "Wave",
    "open_wave",
    "wave_folder",
    "wave_names",
]
