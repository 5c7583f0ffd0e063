from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from project_samples import ROOT, Project, copy_project

from ckmreport.review.source_checks import check_notebook, check_sources

SETUP = "from ckmreport.notebook import open_survey"


def notebook(tmp_path: Path, *cells: nbformat.NotebookNode) -> Path:
    parameters = nbformat.v4.new_code_cell("wave = ''", metadata={"tags": ["parameters"]})
    opened = nbformat.v4.new_code_cell(f"{SETUP}\nsurvey = open_survey(wave)")
    made = nbformat.v4.new_notebook(cells=[parameters, opened, *cells])
    path = tmp_path / "hoofdstuk.ipynb"
    nbformat.write(made, path)
    return path


def messages(path: Path) -> list[str]:
    return [str(finding) for finding in check_notebook(path, path.name, path.parent / "data")]


def code(source: str) -> nbformat.NotebookNode:
    cell: nbformat.NotebookNode = nbformat.v4.new_code_cell(source)
    return cell


def markdown(source: str) -> nbformat.NotebookNode:
    cell: nbformat.NotebookNode = nbformat.v4.new_markdown_cell(source)
    return cell


def test_a_notebook_in_order_gives_nothing(tmp_path: Path) -> None:
    assert messages(notebook(tmp_path, markdown("Tekst zonder getallen."))) == []


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (code("def f():\n    return 1"), "defines 'f'"),
        (code("class C:\n    pass"), "defines 'C'"),
        (code("import os\nos"), "imports os; put what needs it in the package"),
        (code("from pathlib import Path\nPath"), "imports pathlib; put what needs it"),
        (code("from ckmreport.notebook import listing"), "imports 'listing'"),
        (code("\n".join(f"a{i} = {i}" for i in range(13))), "13 lines of code"),
        (code("a = ("), "not valid Python"),
        (code('#| fig-cap: "Van de 52"\nsurvey'), "'52' is typed by hand"),
        (markdown("Van de 52 respondenten."), "'52' is typed by hand"),
    ],
)
def test_each_fault_is_named_with_its_cell(
    tmp_path: Path, cell: nbformat.NotebookNode, says: str
) -> None:
    found = messages(notebook(tmp_path, cell))
    assert len(found) == 1
    assert says in found[0]
    assert found[0].startswith(f"hoofdstuk.ipynb, cell 3 ({cell.id})")


def test_outputs_are_found(tmp_path: Path) -> None:
    cell = code("survey")
    cell.outputs = [nbformat.v4.new_output("stream", text="x")]
    assert "stored with outputs" in messages(notebook(tmp_path, cell))[0]


def test_parameters_must_be_declared(tmp_path: Path) -> None:
    path = tmp_path / "kaal.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[code("1 + 1")]), path)
    assert messages(path) == ["kaal.ipynb: no cell has the tag 'parameters'"]


def test_prose_and_included_texts_use_names_too(tmp_path: Path) -> None:
    text = tmp_path / "data" / "waves" / "2031" / "text" / "deel.md"
    text.parent.mkdir(parents=True)
    text.write_text("Samen `{python} plural(survey, 'een', 'meer')`.", "utf-8")
    path = notebook(
        tmp_path,
        code("from ckmreport.notebook import listing, plural"),
        markdown("Dat zijn `{python} listing(survey)`.\n\n{{< include text/deel.md >}}"),
    )
    assert messages(path) == []


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "project")


def test_the_project_itself_is_in_order(project: Project) -> None:
    assert check_sources(project.folder, project.folder / "data") == []


def test_a_broken_wave_is_found(project: Project) -> None:
    (project.folder / "data/waves/2023/wave.yml").write_text("wave: '2023'\n", "utf-8")
    (found,) = check_sources(project.folder, project.folder / "data")
    assert "lacks" in found.message


def real_answers(project: Project) -> Path:
    """Make the wave one of real people; give its folder."""
    path = project.folder / "data/waves/2023/wave.yml"
    path.write_text(path.read_text("utf-8").replace("synthetic: true", "synthetic: false"), "utf-8")
    answers = path.with_name("responses.csv")
    pd.read_csv(answers, dtype=str).drop(columns="synthetisch").to_csv(answers, index=False)
    return path.parent


def git(project: Project, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(project.folder), *arguments], check=True)


def about_real_people(project: Project) -> list[str]:
    found = check_sources(project.folder, project.folder / "data")
    return [str(finding) for finding in found if "real people" in finding.message]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("questionnaire.yml", "period: twee jaar", "period: een jaar", "does not fit after"),
        ("municipality.yml", "question: stadsdeel", "question: wijk", "no question 'wijk'"),
        ("topics.yml", "introduction:", "inleiding:", "lacks introduction"),
    ],
)
def test_a_fault_in_what_the_next_wave_asks_is_found_once(
    project: Project, name: str, old: str, new: str, says: str
) -> None:
    data = project.folder / "data"
    (data / "waves/2023" / name).unlink()  # that wave reads it as well
    path = data / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    (found,) = check_sources(project.folder, data)
    assert says in found.message
    shutil.copy(ROOT / "data" / name, data / "waves/2023")
    (found,) = check_sources(project.folder, data)
    assert says in found.message


def test_a_folder_that_still_speaks_of_another_municipality_is_found(project: Project) -> None:
    path = project.folder / "data/topics.yml"
    text = path.read_text("utf-8") + "\n# De gemeente Stad is een voorbeeld.\n"
    path.write_text(text.replace("Wat kan de gemeente", "Wat kan de gemeente Elders", 1), "utf-8")
    (found,) = check_sources(project.folder, project.folder / "data")
    assert (
        found.message == "speaks of gemeente Elders, and municipality.yml of de gemeente Groningen"
    )
    assert "topics.yml, line " in found.place


def test_what_is_read_as_markup_is_found_in_texts_and_titles(project: Project) -> None:
    folder = project.folder / "data/waves/2023"
    (folder / "text/doel.md").write_text("Twee redenen:\n- een\n- twee\n", "utf-8")
    about = folder / "wave.yml"
    text = about.read_text("utf-8")
    about.write_text(text.replace("in Groningen\n", "in <c>Groningen\n", 1), "utf-8")
    found = [str(one) for one in check_sources(project.folder, project.folder / "data")]
    assert any("text/doel.md, line 2: a list straight after" in one for one in found)
    assert any("wave.yml: '<c' is read as a tag" in one for one in found)


def test_answers_of_real_people_must_not_be_tracked(project: Project) -> None:
    real_answers(project)
    git(project, "init", "--quiet")
    git(project, "add", "--force", "data")
    (found,) = about_real_people(project)
    assert found == (
        "data/waves/2023/responses.csv: answers of real people are under version control"
    )


def test_answers_of_real_people_must_be_ignored(project: Project) -> None:
    folder = real_answers(project)
    git(project, "init", "--quiet")
    (found,) = about_real_people(project)
    assert "not ignored by git" in found
    (folder / ".gitignore").write_text("/responses.csv\n", "utf-8")
    assert about_real_people(project) == []


def test_replaced_answers_of_real_people_must_be_ignored_too(project: Project) -> None:
    folder = real_answers(project)
    (folder / ".gitignore").write_text("/responses.csv\n", "utf-8")
    (folder / "previous/1").mkdir(parents=True)
    (folder / "previous/1/responses.csv").write_text("respondent\n", "utf-8")
    git(project, "init", "--quiet")
    (found,) = about_real_people(project)
    assert found.startswith("data/waves/2023/previous/1/responses.csv")


def test_without_version_control_nothing_is_exposed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_answers(project)
    assert about_real_people(project) == []  # not a repository
    monkeypatch.setenv("PATH", "")
    assert about_real_people(project) == []  # no git at all


def test_answers_in_the_index_that_are_gone_from_the_folder_are_found(project: Project) -> None:
    folder = real_answers(project)
    git(project, "init", "--quiet")
    git(project, "add", "--force", "data")
    (folder / ".gitignore").write_text("/responses.csv\n", "utf-8")
    (folder / "responses.csv").rename(project.folder / "data/waves/2023/x")
    (project.folder / "data/waves/2023/x").unlink()
    found = [str(one) for one in check_sources(project.folder, project.folder / "data")]
    assert any("responses.csv: answers of real people are under version" in one for one in found)


@pytest.mark.parametrize("place", ["notebooks/.a/copy.csv", "data/waves/.new-x/2025/responses.csv"])
def test_answers_anywhere_in_the_tree_are_found(project: Project, place: str) -> None:
    path = project.folder / place
    path.parent.mkdir(parents=True)
    path.write_text("respondent,status,functie\nr1,behouden,politie\n", "utf-8")
    (found,) = about_real_people(project)
    assert found.startswith(f"{place}: answers of real people lie outside of their wave")
    git(project, "init", "--quiet")
    (found,) = about_real_people(project)
    assert found.startswith(f"{place}: answers of real people are not ignored by git")


def test_an_export_in_the_reach_of_version_control_is_found(project: Project) -> None:
    (project.folder / "export.xlsx").write_bytes(b"PK")
    found = [str(one) for one in check_sources(project.folder, project.folder / "data")]
    assert any(one.startswith("export.xlsx: an export") for one in found)
