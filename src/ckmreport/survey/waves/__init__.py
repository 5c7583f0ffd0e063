"""Waves of the survey as they stand in a data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ckmreport.foundation.on_demand import on_demand
from ckmreport.survey.waves.wave_folders import folders_passed_over, wave_folder, wave_names

if TYPE_CHECKING:
    from ckmreport.survey.waves.external_figures import ContextFigure
    from ckmreport.survey.waves.interviewees import Interviewees
    from ckmreport.survey.waves.metadata import Edition, Fieldwork, Interviews, Metadata
    from ckmreport.survey.waves.municipality import District, Municipality
    from ckmreport.survey.waves.published_tables import Direction, PrintedTest, Published
    from ckmreport.survey.waves.responses import Responses
    from ckmreport.survey.waves.topics import Topic, Topics
    from ckmreport.survey.waves.wave import Wave, open_wave

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
    "folders_passed_over",
    "open_wave",
    "wave_folder",
    "wave_names",
]

_MODULES = {
    "ContextFigure": "external_figures",
    "Direction": "published_tables",
    "District": "municipality",
    "Edition": "metadata",
    "Fieldwork": "metadata",
    "Interviewees": "interviewees",
    "Interviews": "metadata",
    "Metadata": "metadata",
    "Municipality": "municipality",
    "PrintedTest": "published_tables",
    "Published": "published_tables",
    "Responses": "responses",
    "Topic": "topics",
    "Topics": "topics",
    "Wave": "wave",
    "open_wave": "wave",
}

# To find a wave, pandas is not needed.
__getattr__ = on_demand(__name__, _MODULES)
