"""The municipality that a data folder is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from ckmreport.foundation.yaml_files import read_yaml
from ckmreport.foundation.yaml_models import checked, read_as, yaml_mapping
from ckmreport.survey.questionnaire import Questionnaire
from ckmreport.survey.questionnaire.references import question_named
from ckmreport.survey.waves.help_lines import NATIONAL, HelpLine, reachable


@dataclass(frozen=True)
class District:
    """A district on the schematic map: its tiles, counted from the north-west."""

    code: str
    label: str
    column: int
    row: int
    width: int
    height: int


_Pair = Annotated[tuple[int, ...], Field(min_length=2, max_length=2)]


@yaml_mapping
@dataclass(frozen=True)
class DistrictEntry:
    """A district on the schematic map: [column, row] of its top-left tile, [columns, rows]."""

    label: str
    place: _Pair
    size: _Pair


def _districts(entries: Mapping[str, DistrictEntry]) -> tuple[District, ...]:
    return tuple(District(code, one.label, *one.place, *one.size) for code, one in entries.items())


@yaml_mapping
@dataclass(frozen=True)
class Municipality:
    """Names and districts; `full` is the name with its article: "de gemeente Groningen".

    `question` asks for the district; its options in `elsewhere` are no area. `help` says where
    readers find help.
    """

    name: str
    full: str
    province: str
    police_unit: str
    question: str
    districts: Annotated[tuple[District, ...], read_as(dict[str, DistrictEntry], _districts)]
    elsewhere: tuple[str, ...]
    help: Annotated[tuple[HelpLine, ...], AfterValidator(reachable)] = NATIONAL


def load_municipality(path: Path, questionnaire: Questionnaire) -> Municipality:
    """Read the `municipality.yml` of a data folder or a wave.

    Raises:
        CkmError: names the line, for instance of a district that is no option of the question.
    """
    root = read_yaml(path)
    municipality = checked(root, Municipality)
    codes = question_named(root["question"], questionnaire.by_name).codes
    named = [*(district.code for district in municipality.districts), *municipality.elsewhere]
    if twice := [code for code in named if named.count(code) > 1]:
        raise root["elsewhere"].error(f"'{twice[0]}' must be named once")
    if wrong := sorted(set(named) ^ set(codes)):
        raise root["districts"].error(
            f"'{wrong[0]}' must be both an option of the question and a district or 'elsewhere'"
        )
    return municipality
