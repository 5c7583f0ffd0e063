"""The papermill engine `ckm` for whoever calls papermill: `papermill --engine ckm IN OUT`.

A report tells the engine which wave a chapter is about and what that wave has; called by hand, the
engine finds it out from the parameters of the notebook, so that the result is the same.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from ckmreport.foundation.project import find_project
from ckmreport.report.execute.engine import InlineEngine
from ckmreport.report.execute.notebook_files import INJECTED, KERNEL_NAME, LANGUAGE, has_tag
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.wave_features import occasions_of
from ckmreport.survey.waves import wave_folder

_PARAMETERS = "parameters"


class Engine(InlineEngine):
    """Papermill's way to execute a notebook, registered as the engine `ckm`."""

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        *,
        occasions: Mapping[str, bool] | None = None,
        **options: Any,
    ) -> NotebookNode:
        """Execute a notebook, as `InlineEngine` does.

        Without `occasions` it is executed as in a report of the wave that its parameters name, if
        they name one; otherwise as a notebook that belongs to no wave.
        """
        parameters = _parameters(nb)
        if not any(has_tag(cell, _PARAMETERS) for cell in nb.cells):
            _drop_unused(nb)
        if occasions is None and {"wave", "data"} <= parameters.keys():
            study = _study(parameters)
            nb = _with_parameters(nb, {"wave": study.wave, "data": parameters["data"]})
            occasions = occasions_of(study)
            options["wave_folder"] = study.folder
        return super().execute_notebook(nb, kernel_name, occasions=occasions, **options)


def _parameters(nb: NotebookNode) -> dict[str, object]:
    """Read the parameters of a notebook: its own, overridden by those that papermill injected."""
    return {
        name: value
        for tag in (_PARAMETERS, INJECTED)
        for cell in nb.cells
        if has_tag(cell, tag)
        for name, value in _assigned(cell.source).items()
    }


def _drop_unused(nb: NotebookNode) -> None:
    """Take out what papermill injected into a text without parameters, as `-p wave 2023` does."""
    of_a_report = {"wave", "data"}
    nb.cells = [
        cell
        for cell in nb.cells
        if not (has_tag(cell, INJECTED) and _assigned(cell.source).keys() <= of_a_report)
    ]


def _study(parameters: Mapping[str, object]) -> Study:
    """Find the wave of a notebook. A name of digits, `-p wave 2023`, comes as a number."""
    project = find_project()
    data = project / str(parameters["data"])
    return Study(project, data, wave_folder(data, str(parameters["wave"]) or None).name)


def _assigned(source: str) -> dict[str, object]:
    """Read the constants that a cell assigns to names."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return {}
    found: dict[str, object] = {}
    for statement in statements:
        targets: list[ast.expr] = []
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        value = getattr(statement, "value", None)
        if targets and isinstance(value, ast.Constant):
            found |= {name.id: value.value for name in targets if isinstance(name, ast.Name)}
    return found


def _with_parameters(nb: NotebookNode, parameters: Mapping[str, object]) -> NotebookNode:
    from papermill.parameterize import parameterize_notebook  # noqa: PLC0415, see InlineEngine

    made: NotebookNode = parameterize_notebook(
        nb, dict(parameters), kernel_name=KERNEL_NAME, language=LANGUAGE
    )
    return made
