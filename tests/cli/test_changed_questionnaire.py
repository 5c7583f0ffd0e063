"""The questionnaire changes for a next wave, and the reports of both waves stay true to theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from invented_wave import write_invented_wave
from project_samples import Project, copy_project

OLD, NEW = "2023", "2025"
HTML = ("--renderer", "embedded", "--to", "html", "--jobs", "2")
REWORDED = ("Had u in de laatste {period} in uw werk", "Kreeg u in de laatste {period} in uw werk")
REMOVED = '    "daklozenopvang": {label: In of bij de daklozenopvang, short: Daklozenopvang}\n'
WITHDRAWN = ("prose: optreden als katvanger}", 'prose: optreden als katvanger, until: "2023"}')
ADDED = '    "gamen": Tijdens het gamen\n'
DROPPED = '    since: "2023"\n    until: "2023"\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("changed") / "project")
    path = project.folder / "data" / "questionnaire.yml"
    text = path.read_text("utf-8")
    for old, new in (REWORDED, WITHDRAWN, (REMOVED, ADDED)):
        assert text.count(old) == 1
        text = text.replace(old, new)
    before, name, after = text.partition("name: interesse\n")
    path.write_text(before + name + after.replace('    since: "2023"\n', DROPPED, 1), "utf-8")
    write_invented_wave(project.folder / "data", NEW, min_cell=0)
    return project


@dataclass(frozen=True)
class Made:
    """What the command said, and the text of each chapter."""

    told: str
    chapters: dict[str, str]


def report(project: Project, wave: str) -> Made:
    """Make the site of a wave."""
    done = project.ckm("report", wave, *HTML)
    assert done.returncode == 0, done.stderr
    pages = (project.folder / "_book" / wave / "html" / "notebooks").glob("*.html")
    return Made(done.stderr, {path.stem: _text(path) for path in pages})


def _text(path: Path) -> str:
    main = BeautifulSoup(path.read_text("utf-8"), "html.parser").find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


@pytest.fixture(scope="module")
def old(project: Project) -> Made:
    return report(project, OLD)


@pytest.fixture(scope="module")
def new(project: Project) -> Made:
    return report(project, NEW)


ASKED = "Zou u een training of korte cursus willen volgen"


def test_each_report_prints_what_its_wave_was_asked(old: Made, new: Made) -> None:
    before, after = (made.chapters["A-vragenlijst"] for made in (old, new))
    assert "Had u in de laatste twee jaar in uw werk" in before
    assert "Kreeg u in de laatste drie jaar in uw werk" in after
    assert "twee jaar" not in after
    assert ("In of bij de daklozenopvang" in before, "Tijdens het gamen" in before) == (True, False)
    assert ("In of bij de daklozenopvang" in after, "Tijdens het gamen" in after) == (False, True)
    assert ("Katvanger zijn" in before, "Katvanger zijn" in after) == (True, False)
    assert (ASKED in before, ASKED in after) == (True, False)


def test_the_trend_names_what_cannot_be_compared(new: Made) -> None:
    page = new.chapters["ontwikkeling"]
    assert "Niet meer gevolgd wordt het aandeel dat uitbuiting wil leren herkennen." in page
    assert "dat een vermoedelijk slachtoffer signaleerde (in 2025: de formulering)" in page
    assert "dat van een melding door de eigen organisatie weet (in 2025: de periode)" in page
    assert "(twee jaar in 2023; drie jaar in 2025)" in page
    assert "dat scholing over mensenhandel volgde (vraag gewijzigd)" not in page


def test_of_a_dropped_question_nothing_is_claimed(new: Made) -> None:
    assert "Cannot be told" not in new.told
    assert "No longer true" not in new.told
    assert "belangstelling voor scholing is groot" not in new.chapters["03-resultaten"]
    assert "niet gevraagd" in new.chapters["03-resultaten"]


def test_a_questionnaire_for_the_next_wave_leaves_the_report_as_it_is(
    project: Project, old: Made
) -> None:
    assert old.chapters
    path = project.folder / "data" / "questionnaire.yml"
    path.write_text(path.read_text("utf-8") + "# Nagelezen.\n", "utf-8")
    done = project.ckm("report", OLD, *HTML)
    assert "Nothing changed" in done.stdout + done.stderr
