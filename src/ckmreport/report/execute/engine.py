"""The papermill engine `ckm`: cells of some waves, includes, expressions, claims, options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute import determinism
from ckmreport.report.execute.cell_results import asks
from ckmreport.report.execute.conditional_cells import fits
from ckmreport.report.execute.markdown import includes
from ckmreport.report.execute.notebook_files import INJECTED, KERNEL_NAME, LANGUAGE, has_tag, placed
from ckmreport.report.execute.processes import Pool

#: Executes the cells of a notebook, whose places are given by cell id.
Run = Callable[[NotebookNode, Mapping[str, str]], NotebookNode]


class InlineEngine:
    """Papermill's way to execute a notebook, registered as the engine `ckm`.

    The class has the methods that papermill calls and does not derive from papermill's `Engine`:
    papermill loads this module while it is itself half loaded, so nothing of papermill can be
    imported before the first call.
    """

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,  # noqa: ARG003, papermill gives it
        *,
        progress_bar: bool | dict[str, object] = True,
        log_output: bool = False,
        notebook: str = "",
        wave_folder: Path | None = None,
        occasions: Mapping[str, bool] | None = None,
        execution_timeout: int | None = None,
        run: Run | None = None,
        input_path: object = None,
        **_: object,
    ) -> NotebookNode:
        """Execute a notebook with the current Python, in the current folder.

        Args:
            nb: the notebook; it may be changed.
            kernel_name: not used; it is always this Python, without a kernel.
            progress_bar: as in papermill.
            log_output: as in papermill.
            notebook: how messages name the notebook; by default its path.
            wave_folder: the folder that holds the texts it includes.
            occasions: what the metadata of a cell can ask for, and whether the wave has it; a
                cell that asks for what the wave has not is left out.
            execution_timeout: seconds that a cell may take; None is without limit.
            run: executes the cells; by default in a process of their own.
            input_path: papermill's path of the notebook.

        Returns:
            The executed notebook, without timings. Papermill saves it, once.

        Raises:
            CkmError: naming notebook and cell, if anything in it fails.
        """
        name = notebook or (input_path if isinstance(input_path, str) else "notebook")
        determinism.fix_injected_cell(nb)
        places = _cells_of_wave(nb, name, wave_folder, occasions or {})
        if _asks_something(nb):
            if run is None:
                nb = _run_apart(nb, places, execution_timeout, progress_bar, log_output)
            else:
                nb = run(nb, places)
        determinism.clean(nb)
        return nb

    @staticmethod
    def nb_kernel_name(*_: object) -> str:
        """Return the name of the kernel, for papermill."""
        return KERNEL_NAME

    @staticmethod
    def nb_language(*_: object) -> str:
        """Return the language of the notebook, for papermill."""
        return LANGUAGE


def _run_apart(
    nb: NotebookNode,
    places: Mapping[str, str],
    seconds: float | None,
    progress_bar: bool | dict[str, object],
    log_output: bool,
) -> NotebookNode:
    """Execute the cells in a process of their own, and show how far it is."""
    from papermill.engines import NotebookExecutionManager  # noqa: PLC0415, see the class

    # Without an output path the manager never saves; papermill does when all is done.
    manager = NotebookExecutionManager(nb, progress_bar=progress_bar, log_output=log_output)
    manager.notebook_start()
    began: list[NotebookNode] = []
    by_place = {places[cell.id]: cell for cell in nb.cells}

    def on_place(_: object, place: str) -> None:
        for cell in began:
            manager.cell_complete(cell)
        began[:] = [by_place[place]]
        manager.cell_start(by_place[place])

    task = nb, places
    function = "ckmreport.report.execute.cells:execute_notebook"
    try:
        ((_, executed),) = Pool(1).run(function, [task], seconds=seconds, on_place=on_place)
    finally:
        manager.notebook_complete()
    result: NotebookNode = executed
    return result


def _asks_something(nb: NotebookNode) -> bool:
    """Say whether a notebook needs a process; one of plain text does not."""
    try:
        return any(cell.cell_type == "code" or asks(cell.source) for cell in nb.cells)
    except CkmError:
        return True  # what is wrong with it is told, with its place, when its turn comes


def _cells_of_wave(
    nb: NotebookNode, name: str, wave_folder: Path | None, occasions: Mapping[str, bool]
) -> dict[str, str]:
    """Leave out cells of other waves, fill in texts, and give the place of each cell by its id."""
    cells: list[NotebookNode] = []
    places: dict[str, str] = {}
    number = 0
    for cell in nb.cells:
        number += not has_tag(cell, INJECTED)  # the author counts only cells in the source
        place = f"{name}, cell {number} ({cell.id})"
        with placed(place):
            if not fits(cell.metadata, occasions):
                continue
            for stale in ("ckm", "user_expressions"):  # of an executed notebook kept as a source
                cell.metadata.pop(stale, None)
            parts = includes.expand(cell, wave_folder) if cell.cell_type == "markdown" else [cell]
        for part in parts:
            text = part.metadata.get("ckm", {}).get("include")
            places[part.id] = f"{text}, included in {place}" if text else place
        cells += parts
    nb.cells = cells
    return places
