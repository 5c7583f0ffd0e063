"""Which texts readers get, and where they are written."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from ckmreport.review.reader_texts import ReaderText, names_of_municipality, reader_texts

QUESTIONNAIRE = """\
period: twee jaar
sections:
  kennis: Kennis over mensenhandel
scales:
  eens:
    "1": Oneens
questions:
  - name: vraag
    kind: single
    text: Hebt u scholing gehad?
    help: &uitleg >-
      Scholing is een cursus
      of een opleiding.
    options:
      "ja": {label: "Ja", short: Wel}
      "nee": Nee
  - name: andere
    help: *uitleg
sums:
  - questions: [vraag, andere]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    cells = [
        nbformat.v4.new_markdown_cell("# Kop\n\nTekst.", id="kop"),
        nbformat.v4.new_code_cell('#| fig-cap: "Een bijschrift"\n#| label: fig-a\nx = 1', id="fig"),
        nbformat.v4.new_code_cell("x = 'geen tekst'"),
    ]
    (tmp_path / "notebooks").mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "notebooks" / "a.ipynb")
    data = tmp_path / "data"
    wave = data / "waves" / "2031"
    (wave / "text").mkdir(parents=True)
    (wave / "text" / "deel.md").write_text("Een tekst.", "utf-8")
    (wave / "wave.yml").write_text('title: De titel\nwave: "2031"\n', "utf-8")
    (wave / "questionnaire.yml").write_text("sections: {oud: Zo was het gevraagd}", "utf-8")
    (data / "questionnaire.yml").write_text(QUESTIONNAIRE, "utf-8")
    (data / "topics.yml").write_text("introduction: [Waarover het gaat]\n", "utf-8")
    (data / "municipality.yml").write_text("name: Ergens\ndistricts: {a: {label: Oost}}\n", "utf-8")
    return tmp_path


def test_every_text_is_given_with_its_place(project: Path) -> None:
    texts = {one.place_of(2): one.source for one in reader_texts(project, project / "data")}
    assert texts == {
        "notebooks/a.ipynb, cell 1 (kop), line 2": "# Kop\n\nTekst.",
        "notebooks/a.ipynb, cell 2 (fig), fig-cap": "Een bijschrift",
        "data/waves/2031/text/deel.md, line 2": "Een tekst.",
        "data/questionnaire.yml, line 1": "twee jaar",
        "data/questionnaire.yml, line 3": "Kennis over mensenhandel",
        "data/questionnaire.yml, line 6": "Oneens",
        "data/questionnaire.yml, line 10": "Hebt u scholing gehad?",
        "data/questionnaire.yml, line 11": "Scholing is een cursus of een opleiding.",
        "data/questionnaire.yml, line 15": "Wel",  # on the line of "Ja"
        "data/questionnaire.yml, line 16": "Nee",
        "data/topics.yml, line 1": "Waarover het gaat",
        "data/waves/2031/wave.yml, line 1": "De titel",
    }


def test_a_file_that_cannot_be_read_is_left_to_the_other_checks(project: Path) -> None:
    (project / "data" / "questionnaire.yml").write_text("fout: [", "utf-8")
    (project / "data" / "topics.yml").unlink()
    found = list(reader_texts(project, project / "data"))
    assert found[-1] == ReaderText("data/waves/2031/wave.yml, line 1", "De titel", has_lines=False)


def test_a_data_folder_elsewhere_is_named_in_full(project: Path, tmp_path: Path) -> None:
    data = project / "data"
    inner = tmp_path / "elders"
    inner.mkdir()
    assert {one.place for one in reader_texts(inner, data)} >= {str(data / "topics.yml, line 1")}


def test_the_municipality_brings_its_names(project: Path) -> None:
    assert set(names_of_municipality(project / "data")) == {"Ergens", "Oost"}
