"""JSON schemas of the YAML files, by which an editor completes and checks them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ckmreport.foundation.yaml_models import json_schema
from ckmreport.survey.questionnaire.reader import QuestionnaireFile
from ckmreport.survey.waves.coded_interviews import CodedInterviews
from ckmreport.survey.waves.external_figures import FigureEntry
from ckmreport.survey.waves.metadata import WaveFile
from ckmreport.survey.waves.municipality import Municipality
from ckmreport.survey.waves.published_tables import PublishedFile
from ckmreport.survey.waves.revisions import ChangesFile
from ckmreport.survey.waves.topics import Topics

#: What a file may hold, by the name of the file without its ending.
FORMS: Mapping[str, Any] = {
    "changes": ChangesFile,
    "context": dict[str, FigureEntry],
    "cross-tabulations": PublishedFile,
    "interviews": CodedInterviews,
    "municipality": Municipality,
    "questionnaire": QuestionnaireFile,
    "topics": Topics,
    "wave": WaveFile,
}


def schema_files() -> dict[str, str]:
    """Give the text of each schema, by the name of its file in `data/schemas/`."""
    return {
        f"{name}.json": json.dumps(json_schema(form), ensure_ascii=False, indent=1) + "\n"
        for name, form in FORMS.items()
    }
