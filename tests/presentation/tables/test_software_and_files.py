from __future__ import annotations

import hashlib
from importlib.metadata import version

from survey_samples import RESPONSES, SampleData

from ckmreport.analysis import Survey
from ckmreport.presentation.tables.software_and_files import commands, files_table, software_table

METADATA = "waves/2025/wave.yml"


def test_software_is_named_with_its_version() -> None:
    assert ("scipy", version("scipy"), "toetsen") in software_table().rows


def test_files_are_named_with_their_hash(data: SampleData) -> None:
    rows = {str(name): str(value) for name, value in files_table(data.survey({})).rows}
    content = (data.folder / METADATA).read_bytes()
    assert rows[METADATA].replace(" ", "") == hashlib.sha256(content).hexdigest()
    assert {len(group) for group in rows[METADATA].split()} == {16}
    assert RESPONSES not in rows  # of few people, it can be guessed back to what they answered


def test_commands_of_a_reconstruction_and_of_a_real_wave(data: SampleData, survey: Survey) -> None:
    assert "`ckm reconstruct 2023`" in commands(survey.wave).markdown
    real = commands(data.survey({}).wave).markdown
    assert real.startswith("1. `ckm wave add BESTAND --wave 2025 --fieldwork BEGIN/EIND`")
    assert real.endswith("`ckm report 2025` maakt dit rapport")
