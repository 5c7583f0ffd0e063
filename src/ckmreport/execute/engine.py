"""The papermill engine `ckm`: cells of some waves, includes, expressions, claims, options."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode

from ckmreport.errors import CkmError
from ckmreport.execute import determinism, includes
from ckmreport.execute.notebooks import INJECTED, KERNEL_NAME, LANGUAGE, has_tag, placed
from ckmreport.execute.occasions import fits
from ckmreport.execute.requests import requests_of
from ckmreport.execute.shown import shown_before


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
        earlier: NotebookNode | None = None,
        execution_timeout: int | None = None,
        start_timeout: int = 60,
        fork_server: Path | None = None,
        input_path: object = None,
        **_: object,
    ) -> NotebookNode:
        """Execute a notebook in the current Python and the current folder.

        Args:
            nb: the notebook, changed in place.
            kernel_name: not used; the kernel is always this Python.
            progress_bar: as in papermill.
            log_output: as in papermill.
            notebook: how messages name the notebook; by default its path.
            wave_folder: the folder that holds the texts it includes.
            occasions: what the metadata of a cell can ask for, and whether the wave has it; a
                cell that asks for what the wave has not is left out.
            earlier: the notebook as it was executed before, if nothing of what its code depends on
                has changed but perhaps the code itself; what its cells showed is taken from it.
            execution_timeout: seconds that a cell may take; None is without limit.
            start_timeout: seconds that the kernel may take to start.
            fork_server: the socket of the fork server that makes the kernel; None starts a Python.
            input_path: papermill's path of the notebook.

        Returns:
            The executed notebook, without timings. Papermill saves it, once.

        Raises:
            CkmError: naming notebook and cell, if anything in it fails.
        """
        from papermill.engines import NotebookExecutionManager  # noqa: PLC0415, see the class

        from ckmreport.execute.client import InlineClient  # noqa: PLC0415

        name = notebook or (input_path if isinstance(input_path, str) else "notebook")
        determinism.fix_injected_cell(nb)
        places = _cells_of_wave(nb, name, wave_folder, occasions or {})
        # Without an output path the manager never saves; papermill does when all is done.
        manager = NotebookExecutionManager(nb, progress_bar=progress_bar, log_output=log_output)
        manager.notebook_start()
        with TemporaryDirectory(prefix="ckm-", ignore_cleanup_errors=True) as folder:
            client = InlineClient(
                manager,
                places,
                Path(folder),
                shown=shown_before(nb, earlier) if earlier is not None else {},
                fork_server=fork_server,
                timeout=execution_timeout,
                startup_timeout=start_timeout,
                kernel_name=KERNEL_NAME,
                log_output=log_output,
                record_timing=False,
                shutdown_kernel="immediate",
            )
            try:
                if _asks_something(nb):
                    client.execute(env=determinism.kernel_environment(Path(folder)))
            finally:
                client.close()
                manager.notebook_complete()
        determinism.clean(nb)
        return nb

    @staticmethod
    def nb_kernel_name(*_: object) -> str:
        """Give the name of the kernel, which papermill asks."""
        return KERNEL_NAME

    @staticmethod
    def nb_language(*_: object) -> str:
        """Give the language of the notebook, which papermill asks."""
        return LANGUAGE


def _asks_something(nb: NotebookNode) -> bool:
    """Say whether a notebook needs a kernel; one of plain text does not."""
    try:
        return any(cell.cell_type == "code" or requests_of(cell.source) for cell in nb.cells)
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
