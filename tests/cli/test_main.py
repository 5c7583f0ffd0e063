"""What the command says when something is wrong; the previous book stays."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from project_samples import Project, copy_project
from typer.testing import CliRunner

from ckmreport.cli.main import COMMANDS, WAVE_COMMANDS, app

Edit = Callable[[Path], None]

CLI = Path(__file__).parents[2] / "src/ckmreport/cli"
MODULES = [
    *(CLI / f"{name}.py" for name in COMMANDS),
    *(CLI / "wave" / f"{name}.py" for name in WAVE_COMMANDS),
]


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Project]:
    """A project with one small chapter, for a test to damage."""
    project = copy_project(tmp_path / "project")
    shutil.rmtree(project.folder / "notebooks")
    book = project.folder / "_quarto.yml"
    book.write_text(re.sub(r"\n    - notebooks/.*", "", book.read_text("utf-8")), "utf-8")
    edit_index(project, drop_references)
    previous = project.folder / "_book" / "2023"
    previous.mkdir(parents=True)
    (previous / "rapport.pdf").write_bytes(b"an earlier report")
    yield project
    assert (previous / "rapport.pdf").read_bytes() == b"an earlier report"
    assert [path.name for path in previous.parent.iterdir()] == ["2023"]


def drop_references(cells: list[dict[str, Any]]) -> None:
    """Take out what the front page says of chapters that this project does not have."""
    for cell in cells:
        lines = [line for line in cell["source"] if "@sec-" not in line]
        cell["source"] = lines


def edit_index(project: Project, change: Callable[[list[dict[str, Any]]], None]) -> None:
    path = project.folder / "index.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook["cells"])
    path.write_text(json.dumps(notebook), "utf-8")


def add_markdown(text: str) -> Callable[[list[dict[str, Any]]], None]:
    cell = {"cell_type": "markdown", "id": "toegevoegd", "metadata": {}, "source": text}
    return lambda cells: cells.append(cell)


def add_code(source: str) -> Callable[[list[dict[str, Any]]], None]:
    cell = {"cell_type": "code", "id": "code", "metadata": {}, "source": source}
    return lambda cells: cells.append({**cell, "outputs": [], "execution_count": None})


def message(project: Project, *arguments: str) -> str:
    done = project.ckm(*arguments)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    return " ".join(done.stderr.split())


def test_an_unknown_wave_names_the_known_ones(broken: Project) -> None:
    text = message(broken, "report", "1999")
    assert "no wave '1999'" in text
    assert "Waves here: 2023" in text


def test_a_missing_file_is_named(broken: Project) -> None:
    (broken.folder / "data/waves/2023/responses.csv").unlink()
    assert "data/waves/2023/responses.csv" in message(broken, "report")


def test_a_malformed_file_is_named_with_its_line(broken: Project) -> None:
    (broken.folder / "data/waves/2023/wave.yml").write_text("wave: '2023'\nfout: [\n", "utf-8")
    assert re.search(r"wave\.yml, line \d+: not valid YAML", message(broken, "report"))


def test_a_failing_expression_is_named_with_notebook_and_cell(broken: Project) -> None:
    edit_index(broken, add_markdown("Een getal: `{python} bestaat_niet`."))
    text = message(broken, "report")
    assert "index.ipynb, cell" in text
    assert "toegevoegd" in text
    assert "bestaat_niet" in text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (add_markdown("Zie @fig-weg."), "fig-weg"),
        (add_markdown("Zoals eerder bleek [@niemand1900]."), "niemand1900"),
    ],
    ids=["reference", "citation"],
)
def test_what_does_not_resolve_is_named(
    broken: Project, change: Callable[[list[dict[str, Any]]], None], says: str
) -> None:
    edit_index(broken, change)
    text = message(broken, "report")
    assert says in text
    assert "index.ipynb" in text


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ('#| fig-cap: "Zorgen"\n#| fig-alt: "Staven"\n', "label"),
        ('#| label: fig-x\n#| fig-cap: "Zorgen"\n', "fig-alt"),
    ],
    ids=["label", "alt"],
)
def test_a_figure_needs_label_and_alternative_text(
    broken: Project, options: str, says: str
) -> None:
    draw = "from ckmreport.notebook import draw_statements\ndraw_statements(worries)"
    edit_index(broken, add_code(options + draw))
    text = message(broken, "report")
    assert says in text
    assert "index.ipynb" in text


def test_a_folder_that_cannot_be_made_is_named(broken: Project) -> None:
    taken = broken.folder / "taken"
    taken.write_text("a file, no folder", "utf-8")
    text = message(broken, "report", "--out", str(taken / "books"))
    assert "cannot be made" in text
    assert "--out" in text


def test_debug_shows_the_traceback(broken: Project) -> None:
    done = broken.ckm("report", "1999", "--debug")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_strict_fails_on_a_claim_that_does_not_hold(broken: Project) -> None:
    claim = '[Niemand volgde scholing]{.claim when="signalled < 0"}.'
    edit_index(broken, add_markdown(claim))
    text = message(broken, "report", "--strict")
    assert "Niemand volgde scholing" in text
    assert "1 sentence does not hold, and 0 things are still to be filled in or written" in text


def test_strict_fails_on_a_text_that_is_to_be_written(broken: Project) -> None:
    edit_index(broken, add_markdown("{{< include text/nieuw.md >}}"))
    text = message(broken, "report", "--strict")
    assert "To be written: text/nieuw.md" in text
    assert "and 1 thing is still to be filled in or written" in text


def test_strict_fails_on_what_is_to_be_filled_in(broken: Project) -> None:
    metadata = broken.folder / "data/waves/2023/wave.yml"
    said = metadata.read_text("utf-8")
    metadata.write_text(said.replace("publisher: Project ckmreport", "publisher:"), "utf-8")
    text = message(broken, "report", "--strict")
    assert "To be filled in: wave.yml, publisher" in text
    assert "and 1 thing is still to be filled in or written" in text
    metadata.write_text(said.replace("state: published\n", ""), "utf-8")  # a draft that is whole
    done = broken.ckm("report", "--strict", "--to", "html", "--out", str(broken.folder / "draft"))
    assert done.returncode == 0, done.stderr


def test_a_draft_marks_and_lists_what_is_not_true_or_not_written(broken: Project) -> None:
    claim = '[Niemand volgde scholing]{.claim when="signalled < 0"}.'
    edit_index(broken, add_markdown(f"{claim}\n\n{{{{< include text/nieuw.md >}}}}"))
    done = broken.ckm("report", "--to", "html", "--out", str(broken.folder / "draft"))
    assert done.returncode == 0, done.stderr
    assert "No longer true: index.ipynb" in done.stderr
    assert "To be written: text/nieuw.md" in done.stderr
    page = (broken.folder / "draft/2023/html/index.html").read_text("utf-8")
    assert re.search(r'class="claim onwaar"', page)
    assert "Nog te schrijven" in page
    # Somebody called it published, and it cannot be.
    assert '<p class="cover-concept">Concept</p>' in page
    assert "<code>text/nieuw.md</code>" in page.partition("<main")[0]


def test_a_folder_that_is_no_wave_is_not_passed_over_in_silence(broken: Project) -> None:
    waves = broken.folder / "data/waves"
    (waves / "2025").mkdir()
    (waves / ".new-abc").mkdir()
    (broken.folder / "index.ipynb").write_text("{", "utf-8")  # the report itself is not made
    for command in ("report", "check"):
        done = broken.ckm(command)
        warnings = [line for line in done.stderr.splitlines() if line.startswith("Warning")]
        assert len(warnings) == 1
        assert "data/waves/2025 is passed over, because it has no wave.yml" in warnings[0]


def test_check_finds_a_typed_number(broken: Project) -> None:
    edit_index(broken, add_markdown("Van de 222 respondenten."))
    done = broken.ckm("check")
    assert done.returncode == 1
    assert "'222' is typed by hand" in done.stdout
    assert "(toegevoegd), line 1" in done.stdout


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["wave", "--help"]])
def test_what_only_lists_commands_imports_none_of_them(arguments: list[str]) -> None:
    code = "\n".join(
        [
            "import sys",
            "from ckmreport.cli.main import app",
            "app(sys.argv[1:], standalone_mode=False)",
            "print('imported', *(set(sys.modules) & {'pandas', 'yaml', 'rich'}))",
            "print(*(name for name in sys.modules if name.startswith('ckmreport.cli.')))",
        ]
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    *listed, heavy, own = done.stdout.splitlines()
    assert heavy == "imported"
    assert set(own.split()) == {f"ckmreport.cli.{name}" for name in ("main", "console")}
    if "--help" in arguments:
        names = WAVE_COMMANDS if "wave" in arguments else COMMANDS
        assert set(names) <= {line.split()[0] for line in listed if line.strip()}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CLI)))
def test_no_command_imports_another(path: Path) -> None:
    """So that a command can be read, and taken out, by itself."""
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    others = {
        ".".join(["ckmreport", "cli", *other.relative_to(CLI).with_suffix("").parts])
        for other in MODULES
    }
    assert imported & others == set()


@pytest.mark.parametrize(("command", "package"), [("reconstruct", "ortools")])
def test_a_command_that_lacks_a_package_says_how_to_install_it(command: str, package: str) -> None:
    """In a process of its own: what other tests imported would still be there."""
    code = f"import sys; sys.modules['{package}'] = None; from ckmreport.cli.main import run; run()"
    run = [sys.executable, "-c", code, command, "--help"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"`ckm {command}` needs the package {package}, which is not inst" in done.stderr
    assert f"pip install 'ckmreport[{command}]'" in done.stderr


@pytest.mark.parametrize("command", [("report",), ("wave", "add"), ("fleet",)])
def test_help_shows_a_value_where_one_is_taken(command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*command, "--help"]).output
    assert re.search(r"--data <path>|--out <path>", shown)
    assert re.search(r"--debug  ", shown)
    assert "<bool>" not in shown


def test_the_book_of_another_data_folder_stays(broken: Project) -> None:
    shutil.rmtree(broken.folder / "_book")
    assert broken.ckm("report", "--to", "html").returncode == 0
    book = broken.folder / "_book" / "2023"
    (book / "rapport.pdf").write_bytes(b"an earlier report")  # as the fixture looks for it
    elsewhere = broken.folder.parent / "haren"
    shutil.copytree(broken.folder / "data", elsewhere)
    for force in ((), ("--force",)):
        text = message(broken, "report", "--data", str(elsewhere), *force)
        assert f"{book}: the book in this folder was made from another data folder" in text
        assert str(broken.folder / "data") in text
        assert "--out" in text
