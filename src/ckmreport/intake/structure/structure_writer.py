"""Writes the questionnaire for a survey tool, with the mapping to read its export back."""

from __future__ import annotations

from pathlib import Path

from ckmreport.foundation.atomic_files import write_whole
from ckmreport.foundation.errors import CkmError
from ckmreport.intake.matching.mapping_file import write_mapping
from ckmreport.intake.rehearsal.export_writer import require_new
from ckmreport.intake.structure.built_survey import Tool
from ckmreport.intake.structure.limesurvey import limesurvey_structure
from ckmreport.intake.structure.qualtrics import qualtrics_structure
from ckmreport.intake.structure.reading_back import mapping_of_limesurvey, mapping_of_qualtrics
from ckmreport.intake.structure.tool_names import for_limesurvey, for_qualtrics
from ckmreport.survey.questionnaire import Questionnaire

_TITLE = "Seksuele en criminele uitbuiting: vragen aan professionals"


def write_structure(
    path: Path, questionnaire: Questionnaire, *, tool: Tool, force: bool = False
) -> Path:
    """Write what a tool takes in, and give the file with the mapping, which stands beside it.

    Raises:
        CkmError: if a file exists and `force` is false, or its name does not end in .txt.
    """
    if path.suffix.lower() != ".txt":
        raise CkmError(
            "LimeSurvey and Qualtrics take in text files", place=path, advice="End it in .txt"
        )
    beside = path.with_name(f"{path.stem}-mapping.yml")
    for file in (path, beside):
        require_new(file, force=force)
    if tool == "limesurvey":
        write_whole(path, "\ufeff" + limesurvey_structure(questionnaire, _TITLE))
        mapping = mapping_of_limesurvey(for_limesurvey(questionnaire))
    else:
        write_whole(path, qualtrics_structure(questionnaire))
        mapping = mapping_of_qualtrics(for_qualtrics(questionnaire))
    write_mapping(beside, mapping, proposed=False)
    return beside
