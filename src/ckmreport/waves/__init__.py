"""Waves of the survey as they stand in a data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ckmreport.on_demand import on_demand
from ckmreport.waves.folders import folders_passed_over, wave_folder, wave_names

if TYPE_CHECKING:
    from ckmreport.waves.context import ContextFigure
    from ckmreport.waves.interviewees import Interviewees
    from ckmreport.waves.metadata import Edition, Fieldwork, Interviews, Metadata
    from ckmreport.waves.municipality import District, Municipality
    from ckmreport.waves.published import Direction, PrintedTest, Published
    from ckmreport.waves.responses import Responses
    from ckmreport.waves.topics import Topic, Topics
    from ckmreport.waves.wave import Wave, open_wave

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
    "ContextFigure": "context",
    "Direction": "published",
    "District": "municipality",
    "Edition": "metadata",
    "Fieldwork": "metadata",
    "Interviewees": "interviewees",
    "Interviews": "metadata",
    "Metadata": "metadata",
    "Municipality": "municipality",
    "PrintedTest": "published",
    "Published": "published",
    "Responses": "responses",
    "Topic": "topics",
    "Topics": "topics",
    "Wave": "wave",
    "open_wave": "wave",
}

# To find a wave, pandas is not needed.
__getattr__ = on_demand(__name__, _MODULES)
