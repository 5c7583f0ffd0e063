"""One wave of the survey on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import Questionnaire
from ckmreport.survey.waves.coded_interviews import FILE as CODED_INTERVIEWS
from ckmreport.survey.waves.external_figures import ContextFigure, load_context
from ckmreport.survey.waves.interviewees import Interviewees, load_interviewees
from ckmreport.survey.waves.metadata import Metadata, load_metadata
from ckmreport.survey.waves.municipality import Municipality, load_municipality
from ckmreport.survey.waves.published_tables import Published, load_published
from ckmreport.survey.waves.responses import Responses, load_responses
from ckmreport.survey.waves.topics import Topics, load_topics
from ckmreport.survey.waves.wave_folders import MUNICIPALITY, TOPICS, study_file, wave_folder
from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire


@dataclass(frozen=True)
class Wave:
    """Everything that is known of one wave.

    `published` says what a publication fixes of the answers, and is None where the rows are
    real: then everything may be computed.
    """

    folder: Path
    metadata: Metadata
    municipality: Municipality
    topics: Topics
    questionnaire: Questionnaire
    responses: Responses
    context: dict[str, ContextFigure]
    interviewees: tuple[Interviewees, ...]
    published: Published | None

    @property
    def name(self) -> str:
        """The wave's name, for instance "2023"."""
        return self.metadata.wave

    @property
    def data(self) -> Path:
        """The data folder that the wave is in."""
        return self.folder.parents[1]


def open_wave(data: Path, name: str | None = None) -> Wave:
    """Read a wave and check it; the newest one if no name is given.

    What its folder keeps of the study (see `study_file`) goes before what the data folder has.

    Raises:
        CkmError: for anything missing or malformed, with file and line.
    """
    folder = wave_folder(data, name)
    metadata = load_metadata(folder / "wave.yml")
    questionnaire = wave_questionnaire(data, folder.name)
    responses = load_responses(folder / "responses.csv", questionnaire, metadata.wave)
    if len(responses) != metadata.started - metadata.dropped_out:
        raise CkmError(
            f"{metadata.started} started and {metadata.dropped_out} dropped out, "
            f"but {len(responses)} were kept",
            place=folder / "wave.yml",
            advice="Correct 'respondents', or the responses",
        )
    if responses.dropped_out not in (0, metadata.dropped_out):  # their rows may be left out
        raise CkmError(
            f"{metadata.dropped_out} dropped out, but {responses.dropped_out} rows say so",
            place=folder / "wave.yml",
            advice="Correct 'respondents', or the responses",
        )
    interviewees = load_interviewees(folder / "interviews.csv")
    if metadata.interviews is None:
        _require_no_interviews(folder, interviewees)
    return Wave(
        folder=folder,
        metadata=metadata,
        municipality=load_municipality(study_file(data, folder.name, MUNICIPALITY), questionnaire),
        topics=load_topics(study_file(data, folder.name, TOPICS)),
        questionnaire=questionnaire,
        responses=responses,
        context=load_context(folder / "context.yml"),
        interviewees=interviewees,
        published=load_published(data / "publication" / folder.name, questionnaire)
        if metadata.synthetic
        else None,
    )


def _require_no_interviews(folder: Path, interviewees: tuple[Interviewees, ...]) -> None:
    """Check that interviews of which `wave.yml` knows nothing do not silently stay unprinted."""
    if interviewees or (folder / CODED_INTERVIEWS).exists():
        name = "interviews.csv" if interviewees else CODED_INTERVIEWS
        raise CkmError(
            f"{name} is about interviews, but 'interviews' is not filled in here",
            place=folder / "wave.yml",
            advice=f"Add 'interviews', or remove {name}",
        )
