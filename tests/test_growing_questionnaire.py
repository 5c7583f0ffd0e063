"""The questionnaire of the next wave may get questions and sections; 2023 stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from publication.reconstruct.rebuilt_samples import DATA

from ckmreport.publication.audit.report_places import cells_calling
from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves import open_wave


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Give a copy of the data folder whose questionnaire has a new section with a question."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / "questionnaire.yml"
    text = path.read_text("utf-8")
    for old, new in {
        "sections:\n": "sections:\n  nieuw: Een nieuw deel\n",
        "questions:\n": """questions:
  - name: nieuwe_vraag
    section: nieuw
    kind: single
    text: Wat is er veranderd?
    short: Verandering
    options: {"veel": Veel, "niets": Niets}
    asked_of: alle respondenten
    since: "2031"
""",
    }.items():
        head, found, rest = text.partition(f"\n{old}")
        assert found
        text = f"{head}\n{new}{rest}"
    path.write_text(text, "utf-8")
    return folder


def test_the_next_wave_is_asked_more(data: Path) -> None:
    before, after = (load_questionnaire(one / "questionnaire.yml") for one in (DATA, data))
    assert set(after.sections) - set(before.sections) == {"nieuw"}
    assert set(after.by_name) - set(before.by_name) == {"nieuwe_vraag"}


def test_an_earlier_wave_was_asked_what_it_was(data: Path) -> None:
    before, after = (open_wave(one, "2023") for one in (DATA, data))
    assert after.questionnaire.by_name == before.questionnaire.by_name
    assert after.published == before.published


def test_the_appendix_knows_which_sections_it_printed() -> None:
    """What its cells print one by one is what its last cell leaves out."""
    project = Path(__file__).parent.parent
    source = (project / "notebooks" / "A-vragenlijst.ipynb").read_text("utf-8")
    last = source.rpartition("further_sections(")[2]
    printed = cells_calling(DATA, "question_tables")
    assert printed
    assert last.count('\\"') == 2 * len(printed)
    assert all(f'\\"{section}\\"' in last for section in printed)
