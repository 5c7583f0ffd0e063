"""The municipality that a data folder is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class District:
    """A district on the schematic map: its tiles, counted from the north-west."""

    code: str
    label: str
    column: int
    row: int
    width: int
    height: int


@dataclass(frozen=True)
class Municipality:
    """Names and districts; `full` is the name with its article: "de gemeente Groningen".

    `question` asks for the district; its options in `elsewhere` are no area.
    """

    name: str
    full: str
    province: str
    police_unit: str
    question: str
    districts: tuple[District, ...]
    elsewhere: tuple[str, ...]


def load_municipality(path: Path, questionnaire: Questionnaire) -> Municipality:
    """Read the `municipality.yml` of a data folder or a wave.

    Raises:
        CkmError: names the line, for instance of a district that is no option of the question.
    """
    root = read_yaml(path)
    names = {"name", "full", "province", "police_unit", "question"}
    root.fields(names | {"districts", "elsewhere"})
    if root["question"].text() not in questionnaire:
        raise root["question"].error(f"there is no question '{root['question'].text()}'")
    codes = questionnaire[root["question"].text()].codes
    districts = tuple(_district(code, node) for code, node in root["districts"].items())
    elsewhere = tuple(node.text() for node in root["elsewhere"])
    named = [district.code for district in districts] + list(elsewhere)
    if twice := [code for code in named if named.count(code) > 1]:
        raise root["elsewhere"].error(f"'{twice[0]}' must be named once")
    if wrong := sorted(set(named) ^ set(codes)):
        raise root["districts"].error(
            f"'{wrong[0]}' must be both an option of the question and a district or 'elsewhere'"
        )
    text = {name: root[name].text() for name in names}
    return Municipality(**text, districts=districts, elsewhere=elsewhere)


def _district(code: str, node: Node) -> District:
    node.fields({"label", "place", "size"})
    column, row = _pair(node["place"])
    width, height = _pair(node["size"])
    return District(code, node["label"].text(), column, row, width, height)


def _pair(node: Node) -> tuple[int, int]:
    numbers = [part.integer() for part in node]
    if len(numbers) != 2:
        raise node.error(f"'{node.key}' must be two whole numbers, such as [1, 0]")
    return numbers[0], numbers[1]
