from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ckmreport.survey.waves.schemas import FORMS, schema_files

DATA = Path(__file__).parents[3] / "data"
FILES = [path for path in sorted(DATA.rglob("*.yml")) if path.stem in FORMS]


def as_editors_read(path: Path) -> Any:
    """Give the content as YAML 1.2 does, which has no dates and for which a key is a text."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [one for one in resolvers if not one[0].endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text("utf-8"), Loader)


def test_the_schemas_are_those_of_the_program() -> None:
    written = {path.name: path.read_text("utf-8") for path in (DATA / "schemas").iterdir()}
    assert written == schema_files(), "run: python scripts/schemas.py"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DATA)))
def test_a_file_names_its_schema_and_fits_it(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    head, _, name = first.partition("=")
    assert head == "# yaml-language-server: $schema"
    assert (path.parent / name).resolve() == DATA / "schemas" / f"{path.stem}.json"
    schema = yaml.safe_load((DATA / "schemas" / f"{path.stem}.json").read_text("utf-8"))
    jsonschema.validate(as_editors_read(path), schema)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questionnaire.yml", "kind: single", "kind: open"),
        ("questionnaire.yml", "period: twee jaar", "perode: twee jaar"),
        ("municipality.yml", "size: [1, 1]", "size: [1]"),
        ("waves/2023/wave.yml", "synthetic: true", "synthetic: ja"),
        ("waves/2023/context.yml", "value: 18", "value: 1.8"),
    ],
)
def test_an_editor_sees_a_fault(file: str, old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / Path(file).name
    text = (DATA / file).read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    schema = yaml.safe_load((DATA / "schemas" / f"{path.stem}.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_editors_read(path), schema)
