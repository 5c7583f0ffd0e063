"""Answers that nothing marks as invented: from an export to a report, and to one without gaps."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from export_samples import wave_rows, write_limesurvey
from project_samples import ROOT, Project, copy_project, small_project
from pypdf import PdfReader
from real_waves import PERIOD, WAVE, Made, add_and_report, write_export

from ckmreport.survey.questionnaire import load_questionnaire

BEFORE = ROOT / "data" / "waves" / "2023"
#: What may only be said of a wave that nobody answered, or of an edition of somebody's report.
NOT_OF_THIS_WAVE = ("synthetisch", "reconstructie", "heruitgave", "verzonnen", "teruggerekend")
_MARKUP = re.compile(r"`[^`]*`|\{[^}]*\}|\[\^?@[^]]*\]|[\[\]*_#>:|]+|\n+")
_LEAST = 50  # letters: what is shorter may stand in the chapters of every wave


def sentences_of_2023() -> set[str]:
    """Give the stretches of prose that people wrote for 2023, without what is computed in them."""
    about = yaml.safe_load((BEFORE / "wave.yml").read_text("utf-8"))
    written = [path.read_text("utf-8") for path in sorted((BEFORE / "text").glob("*.md"))]
    stretches = {
        " ".join(part.split()).strip(" .,;")
        for text in (*written, about["edition"], about["colophon"])
        for part in _MARKUP.split(text)
    }
    return {stretch for stretch in stretches if len(stretch) >= _LEAST}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("real") / "project")


def data_folder(folder: Path, *, earlier: bool) -> Path:
    """Copy what a municipality starts with, and the wave of 2023 if it has that."""
    data = folder / "gemeente"
    shutil.copytree(ROOT / "data", data)
    if not earlier:
        shutil.rmtree(data / "waves")
        shutil.rmtree(data / "publication")
    return data


@pytest.fixture(
    scope="module",
    params=[
        45,
        pytest.param(300, marks=pytest.mark.long),
        pytest.param(1200, marks=pytest.mark.long),
    ],
)
def made(
    request: pytest.FixtureRequest, project: Project, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, Made]:
    n: int = request.param
    folder = tmp_path_factory.mktemp(f"of-{n}")
    data, reason = data_folder(folder, earlier=n == 300), ""
    if n == 45:  # what was rehearsed first is gone
        rehearsed = write_export(folder / "oefening.csv", n=20, seed=2, invented=True)
        add = ("wave", "add", str(rehearsed), *PERIOD, "--data", str(data))
        assert project.ckm(*add).returncode == 0
        reason = "De echte antwoorden zijn er."
    export = write_export(folder / "export.csv", n=n)
    form = "html" if n == 1200 else "all"
    return n, add_and_report(project, data, export, "--to", form, replace=reason)


@pytest.mark.slow
def test_answers_of_people_become_a_draft(made: tuple[int, Made]) -> None:
    n, report = made
    told, pages = report.told, report.pages
    for entry in ("authors", "publisher", "date", "colophon"):
        assert f"To be filled in: wave.yml, {entry}\n" in told
        assert entry in pages["index"].partition("Kerncijfers In de periode")[0]
    assert "edition" not in told
    missing = re.findall(r"To be written: (text/[\w-]+\.md)", told)
    assert len(missing) > 10
    assert [name for name in missing if name not in pages["index"]] == []
    assert "Over deze uitgave" not in pages["over"]
    assert ("ontwikkeling" in pages) is (n == 300)
    if n != 1200:
        with PdfReader(report.folder / "rapport.pdf") as reader:
            cover, opening = (page.extract_text() for page in reader.pages[:2])
        assert "Concept" in cover
        assert [name for name in (*missing, "publisher") if name not in opening] == []


@pytest.mark.slow
def test_nothing_is_left_over_from_another_wave_or_a_rehearsal(made: tuple[int, Made]) -> None:
    n, report = made
    known = sentences_of_2023()
    assert len(known) > 200
    pages = report.pages
    del pages["literatuur"]
    text = " ".join(pages.values())
    assert [sentence for sentence in known if sentence in text] == []
    for name, page in pages.items():
        if name == "ontwikkeling":  # which says where the numbers of 2023 come from
            continue
        assert [word for word in NOT_OF_THIS_WAVE if word in page.casefold()] == [], name
        assert "Project ckmreport" not in page, name
        if name != "C-verantwoording" or n != 300:  # its table of files names both waves
            assert "2023" not in page.replace("W3C, 2023", ""), name
    assert "herzien" not in text


def test_the_sentences_of_2023_are_found_where_they_stand() -> None:
    known = sentences_of_2023()
    text = (BEFORE / "text" / "aanleiding.md").read_text("utf-8")
    assert sum(sentence in " ".join(text.split()) for sentence in known) > 5


@pytest.mark.slow
def test_a_newcomer_goes_from_an_export_to_a_report_without_gaps(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    data = data_folder(tmp_path, earlier=False)
    export = tmp_path / "export.csv"
    questionnaire = load_questionnaire(data / "questionnaire.yml")
    write_limesurvey(export, questionnaire, wave_rows(263))
    fieldwork = ("--wave", WAVE, "--fieldwork", "2023-06-01/2023-10-31")
    done = project.ckm("wave", "add", str(export), *fieldwork, "--data", str(data))
    assert done.returncode == 0, done.stderr
    next_one = re.search(r"maak het rapport: `ckm ([^`]+)`", done.stdout)
    assert next_one is not None
    report = (*next_one[1].split(), "--strict", "--to", "html")
    done = project.ckm(*report)
    assert done.returncode == 1
    folder = data / "waves" / WAVE
    for name in re.findall(r"To be written: (\S+)", done.stderr):
        (folder / name).write_text("Een tekst bij deze meting.\n", "utf-8")
    about = (folder / "wave.yml").read_text("utf-8")
    for name, said in {
        "authors": "[J. de Vries]",
        "publisher": "Gemeente Voorbeeldstad",
        "date": "2026-02-01",
        "colophon": "Gemeente Voorbeeldstad.",
    }.items():
        assert f"To be filled in: wave.yml, {name}\n" in done.stderr
        about = re.sub(rf"(?m)^{name}:.*\n(- .*\n)*", f"{name}: {said}\n", about)
    # All is shown, so that the sentences of the chapters can be told.
    (folder / "wave.yml").write_text(about + "min_cell: 0\n", "utf-8")
    done = project.ckm(*report)
    assert done.returncode == 0, done.stderr
    cover = tmp_path / "gemeente-rapport" / WAVE / "html" / "index.html"
    assert ">Concept<" in cover.read_text("utf-8")
    about = (folder / "wave.yml").read_text("utf-8")
    assert about.count("state: draft") == 1
    (folder / "wave.yml").write_text(about.replace("state: draft", "state: published"), "utf-8")
    done = project.ckm(*report)
    assert done.returncode == 0, done.stderr
    assert "oncept" not in cover.read_text("utf-8")
