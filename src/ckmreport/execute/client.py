"""The client of a kernel that also evaluates what stands in Markdown cells and cell options."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_core.utils import ensure_async, run_sync
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient

from ckmreport.errors import CkmError
from ckmreport.execute.answers import Reply, write_options, write_results
from ckmreport.execute.determinism import clean_text
from ckmreport.execute.kernels import CurrentPythonManager, ForkedManager
from ckmreport.execute.probes import END, MIME_TYPE, probe_call
from ckmreport.execute.requests import requests_of, requests_of_options, requests_together
from ckmreport.execute.shown import Shown


class InlineClient(PapermillNotebookClient):  # type: ignore[misc]
    """Runs code cells as papermill does, and evaluates expressions and claims in between.

    Args:
        manager: papermill's record of the execution, which holds the notebook.
        places: how to name each cell in a message, by cell id.
        shown: by cell id, what cells showed before and need not show again.
        folder: an empty folder of this kernel alone.
        fork_server: the socket of the fork server that makes the kernel; None starts a Python.
        options: passed on to the notebook client.
    """

    def __init__(
        self,
        manager: Any,
        places: Mapping[str, str],
        folder: Path,
        *,
        shown: Mapping[str, Shown] | None = None,
        fork_server: Path | None = None,
        **options: Any,
    ) -> None:
        super().__init__(manager, **options)
        self._places = places
        self._folder = folder
        self._shown = shown or {}
        self._answered: dict[str, tuple[Mapping[str, Reply], str]] = {}
        self._doubt = ""  # the cells of which one may be at fault, while they are asked together
        self._fork_server = fork_server

    def create_kernel_manager(self) -> CurrentPythonManager:
        """Give the manager of a kernel that is reached through sockets in its own folder."""
        self.km = ForkedManager(self._fork_server) if self._fork_server else CurrentPythonManager()
        if sys.platform != "win32":  # there kernels can be reached by network only
            self.km.transport = "ipc"
            self.km.ip = str(self._folder / "kernel")
        return self.km

    def execute_cell(
        self, cell: NotebookNode, cell_index: int, *args: Any, **options: Any
    ) -> NotebookNode:
        """Execute one cell, of any type.

        Raises:
            CkmError: if the cell or an expression in it fails, its kernel dies or its time is up.
        """
        place = self._places[cell.id]
        try:
            if cell.cell_type == "markdown":
                self._resolve_markdown(cell, cell_index)
            elif cell.cell_type == "code":
                with self._without_showing(cell):
                    super().execute_cell(cell, cell_index, *args, **options)
                self._keep_warnings(cell)
                self._resolve_options(cell)
        except CkmError as error:
            self.nb_man.cell_exception(cell, cell_index=cell_index)
            raise CkmError(
                error.message, place=error.place or place, advice=error.advice
            ) from error.__cause__
        except CellExecutionError as error:
            self.nb_man.cell_exception(cell, cell_index=cell_index)
            raise self._cell_failure(error, cell, place) from None
        except CellTimeoutError:
            raise CkmError(
                f"the cell takes longer than {self.timeout} seconds",
                place=self._doubt or place,
                advice="Make it faster, or allow more time",
            ) from None
        except DeadKernelError:
            raise CkmError(
                "the Python process of the notebook died in this cell",
                place=self._doubt or place,
                advice="Run the notebook in JupyterLab; the memory may be full",
            ) from None
        return cell

    def close(self) -> None:
        """Kill the kernel if it still runs, as after an interruption while it was starting."""
        if self.km is not None and self.km.has_kernel:
            run_sync(self.km.shutdown_kernel)(now=True)

    @contextmanager
    def _without_showing(self, cell: NotebookNode) -> Iterator[None]:
        """Have a cell executed up to what it shows, if that is known from an earlier time."""
        shown = self._shown.get(cell.id)
        if shown is None:
            yield
            return
        source = cell.source
        cell.source = shown.source
        try:
            yield
        finally:
            cell.source = source
        cell.outputs.append(shown.output)

    def _resolve_markdown(self, cell: NotebookNode, index: int) -> None:
        requests = requests_of(cell.source)
        if not requests:
            return
        if cell.id not in self._answered:
            self._ask_together(cell, index)
        if cell.id not in self._answered:
            self._answered[cell.id] = self._ask(requests, cell)
        replies, printed = self._answered.pop(cell.id)
        self._note_warnings(cell, printed)
        write_results(cell, replies)

    def _ask_together(self, cell: NotebookNode, index: int) -> None:
        """Ask what this cell and the text right behind it ask, in one round trip.

        A mark between what they print tells of which cell a warning is. Asking again would not: it
        may have another effect, and Python gives most warnings once.
        """
        together = requests_together(self.nb.cells[index:])
        if len(together) < 2:
            return
        *_, last = together
        self._doubt = f"{self._places[cell.id]} up to {self._places[last]}"
        named: dict[str, str] = {}
        for number, requests in enumerate(together.values()):
            named |= {f"{number} {name}": call for name, call in requests.items()}
            named |= {f"{number}": probe_call("mark_end")}
        replies, streams = self._replies(named, cell)
        self._doubt = ""
        texts = [text.split(END) for text in streams.values()]
        for number, (cell_id, requests) in enumerate(together.items()):
            own = {name: replies[f"{number} {name}"] for name in requests}
            printed = "".join(text for parts in texts for text in parts[number : number + 1])
            self._answered[cell_id] = own, printed

    def _resolve_options(self, cell: NotebookNode) -> None:
        if requests := requests_of_options(cell.source):
            replies, printed = self._ask(requests, cell)
            self._note_warnings(cell, printed)
            write_options(cell, replies)

    def _ask(
        self, requests: Mapping[str, str], cell: NotebookNode
    ) -> tuple[Mapping[str, Reply], str]:
        """Evaluate expressions in the kernel for a cell; with what is printed."""
        replies, streams = self._replies(requests, cell)
        return replies, "".join(streams.values())

    def _replies(
        self, requests: Mapping[str, str], cell: NotebookNode
    ) -> tuple[Mapping[str, Reply], Mapping[str, str]]:
        """Evaluate expressions in order, in one round trip; with what each stream prints."""
        message = self.kc.execute(
            "", silent=True, store_history=False, allow_stdin=False, user_expressions=requests
        )
        content = self.wait_for_reply(message, cell)["content"]
        replies: Mapping[str, Reply] = content["user_expressions"]
        return replies, run_sync(self._printed)(message)

    async def _printed(self, message: str) -> Mapping[str, str]:
        """Give what the kernel printed while it worked on a message, by stream."""
        texts: defaultdict[str, str] = defaultdict(str)
        while True:
            try:
                reply = await ensure_async(
                    self.kc.iopub_channel.get_msg(timeout=self.iopub_timeout)
                )
            except Empty:
                break
            if reply["parent_header"].get("msg_id") != message:
                continue
            if reply["msg_type"] == "stream":
                texts[reply["content"]["name"]] += reply["content"]["text"]
            elif reply["content"].get("execution_state") == "idle":
                break
        return texts

    def _keep_warnings(self, cell: NotebookNode) -> None:
        """Move what a cell printed to stderr from its outputs, which the reader sees, to a note."""
        is_warning = [output.get("name") == "stderr" for output in cell.outputs]
        for output, moved in zip(cell.outputs, is_warning, strict=True):
            if moved:
                self._note_warnings(cell, output["text"])
        cell.outputs = [
            output for output, moved in zip(cell.outputs, is_warning, strict=True) if not moved
        ]

    def _note_warnings(self, cell: NotebookNode, text: str) -> None:
        if text.strip():
            notes = cell.metadata.setdefault("ckm", {}).setdefault("warnings", [])
            notes.append(f"{self._places[cell.id]}: {clean_text(text.strip())}")

    def _cell_failure(self, error: CellExecutionError, cell: NotebookNode, place: str) -> CkmError:
        replies, _ = self._ask({"failure": probe_call("last_failure")}, cell)
        reply = replies["failure"]
        known = reply["data"][MIME_TYPE] if reply["status"] == "ok" else None
        if known is not None:
            return CkmError(known["message"], place=known["place"] or place, advice=known["advice"])
        text = " ".join(f"{error.ename}: {error.evalue}".split())
        return CkmError(f"the cell fails: {text}", place=place, advice="Correct the notebook")
