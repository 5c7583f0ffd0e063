"""Checks of what people write: notebooks, texts of the waves, questionnaire and waves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import notebook_files
from ckmreport.report.execute.markdown.cell_options import ALT_TEXTS, CAPTIONS, cell_options
from ckmreport.report.execute.markdown.expressions import find_expressions
from ckmreport.report.execute.markdown.includes import included_names
from ckmreport.report.execute.markdown.spans import find_spans
from ckmreport.report.execute.notebook_files import has_tag, placed, read_notebook
from ckmreport.report.proof.typed_digits import typed_digits
from ckmreport.review.exposed_answers import exposed_answers
from ckmreport.review.text_traps import traps_in_text, traps_in_title
from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves import open_wave, wave_names
from ckmreport.survey.waves.municipality import load_municipality
from ckmreport.survey.waves.topics import load_topics
from ckmreport.survey.waves.wave_folders import MUNICIPALITY, QUESTIONNAIRE, TOPICS

#: The cell that imports what the texts of a wave may use, whether a wave's texts do or not.
FOR_TEXTS = "teksten"
#: What a notebook may import: the package's public face, and the libraries of an analyst.
_MODULES = frozenset({"ckmreport", "numpy", "pandas", "scipy", "seaborn", "statsmodels"})
#: A municipality by its name, as a folder that was copied from another may still have it.
_NAMED = re.compile(r"\bgemeente ([A-Z][\w-]*)")
#: Lines of code in one cell, options and imports not counted.
LONGEST_CELL = 12


@dataclass(frozen=True)
class Finding:
    """Something to mend in a source, with its place."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def check_sources(project: Path, data: Path) -> list[Finding]:
    """Check the notebooks of the project and everything in the data folder.

    Raises:
        CkmError: if a notebook cannot be read at all.
    """
    findings: list[Finding] = []
    for path in notebook_files(project):
        findings += check_notebook(path, str(path.relative_to(project)), data)
    for path in sorted(data.glob("waves/*/text/*.md")):
        text = path.read_text(encoding="utf-8")
        findings += _digits(text, f"{shown(path, project)}, line {{line}}")
        findings += (
            Finding(f"{shown(path, project)}, line {line}", message)
            for line, message in traps_in_text(text)
        )
    for name in wave_names(data):
        try:
            edition = open_wave(data, name).metadata.edition
        except CkmError as error:
            findings.append(Finding(error.place or name, error.message))
            continue
        place = shown(data / "waves" / name / "wave.yml", project)
        for title in (edition.title, edition.subtitle):
            findings += (Finding(place, trap) for trap in traps_in_title(title))
    findings += _exposed(project, data)
    findings += (found for found in _check_study(data) if found not in findings)
    return findings


def _check_study(data: Path) -> Iterator[Finding]:
    """Check what is there for the next wave; every other may have its own."""
    try:
        questionnaire = load_questionnaire(data / QUESTIONNAIRE).asked_in()
        municipality = load_municipality(data / MUNICIPALITY, questionnaire)
        load_topics(data / TOPICS)
    except CkmError as error:
        yield Finding(error.place or str(data), error.message)
        return
    for path in (data / QUESTIONNAIRE, data / TOPICS):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for found in _NAMED.finditer(line.partition("#")[0]):
                if found[1] != municipality.name.partition(" ")[0]:
                    message = f"speaks of {found[0]}, and {MUNICIPALITY} of {municipality.full}"
                    yield Finding(f"{path}, line {number}", message)


def check_notebook(path: Path, name: str, data: Path) -> Iterator[Finding]:
    """Check one notebook: no outputs, declared parameters, short cells, no typed digits.

    Texts of the waves in `data` that the notebook includes count as its own where it is about
    the names that it imports.
    """
    notebook = read_notebook(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if code and not any(has_tag(cell, "parameters") for cell in code):
        yield Finding(name, "no cell has the tag 'parameters'")
    with placed(name):
        used = _names_used(notebook, data)
    for number, cell in enumerate(notebook.cells, start=1):
        place = f"{name}, cell {number} ({cell.id})"
        if cell.cell_type == "markdown":
            yield from _digits(cell.source, f"{place}, line {{line}}")
        elif cell.cell_type == "code":
            yield from _check_code(cell, place, used)


def _check_code(cell: NotebookNode, place: str, used: set[str]) -> Iterator[Finding]:
    if cell.outputs or cell.execution_count:
        yield Finding(place, "the notebook is stored with outputs; clear them")
    with placed(place):
        options = cell_options(cell.source)
    for key, text in options.items():
        if key in CAPTIONS + ALT_TEXTS:
            yield from _digits(str(text), f"{place}, {key}")
    try:
        statements = ast.parse(cell.source).body
    except SyntaxError as error:
        yield Finding(place, f"not valid Python ({error.msg})")
        return
    imports = [node for node in statements if isinstance(node, ast.Import | ast.ImportFrom)]
    others = [node for node in statements if node not in imports]
    if (lines := sum(_lines(node) for node in others)) > LONGEST_CELL:
        yield Finding(place, f"{lines} lines of code; {LONGEST_CELL} is the most")
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield Finding(place, f"defines '{node.name}'; put it in the package")
    for node in imports:
        modules = (
            [node.module] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
        )
        if unknown := [one for one in modules if (one or "").partition(".")[0] not in _MODULES]:
            yield Finding(place, f"imports {unknown[0]}; put what needs it in the package")
        names = [(item.asname or item.name).partition(".")[0] for item in node.names]
        if cell.id != FOR_TEXTS and (unused := [name for name in names if name not in used]):
            yield Finding(place, f"imports '{unused[0]}', which code and text do not use")


def _names_used(notebook: NotebookNode, data: Path) -> set[str]:
    """Collect the names that code, prose, included texts and captions use."""
    names: set[str] = set()
    for cell in notebook.cells:
        texts = []
        if cell.cell_type == "markdown":
            texts = [cell.source]
            for included in included_names(cell.source):
                files = data.glob(f"waves/*/{included}")
                texts += [file.read_text(encoding="utf-8") for file in files]
        elif cell.cell_type == "code":
            texts = [str(text) for text in cell_options(cell.source).values()]
            names |= _names(cell.source)
        for text in texts:
            for expression in find_expressions(text):
                names |= _names(expression.text)
            for span in find_spans(text):
                names |= _names(span.attributes.get("when", ""))
    return names


def _names(code: str) -> set[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _digits(text: str, place: str) -> Iterator[Finding]:
    for line, digits in typed_digits(text):
        message = f"'{digits}' is typed by hand; compute it, or mark it as [{digits}]{{.vast}}"
        yield Finding(place.format(line=line), message)


def shown(path: Path, project: Path) -> str:
    """Format a path as findings name it: relative to the project, if it is inside it."""
    return str(path.relative_to(project)) if path.is_relative_to(project) else str(path)


def _exposed(project: Path, data: Path) -> Iterator[Finding]:
    """Find answers of people in the project and in the data folder, which may lie elsewhere."""
    found: dict[Path, str] = {}
    for folder in (project, data):
        found |= dict(exposed_answers(folder, data / "waves"))
    for path, message in sorted(found.items()):
        yield Finding(shown(path, project), message)
