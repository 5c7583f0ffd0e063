"""The client of a kernel that also evaluates what stands in Markdown cells and cell options."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_core.utils import ensure_async, run_sync
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient

from ckmreport.errors import CkmError
from ckmreport.execute.claims import Condition, find_conditions, mark_false, sentence
from ckmreport.execute.determinism import clean_text
from ckmreport.execute.expressions import find_expressions, substitute
from ckmreport.execute.kernels import CurrentPythonManager, ForkedManager
from ckmreport.execute.options import ALT_TEXTS, computed_options, replace_options
from ckmreport.execute.probes import MIME_TYPE, inline_call, probe_call
from ckmreport.execute.shown import Shown

Reply = Mapping[str, Any]


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
                self._resolve_markdown(cell)
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
                place=place,
                advice="Make it faster, or allow more time",
            ) from None
        except DeadKernelError:
            raise CkmError(
                "the Python process of the notebook died in this cell",
                place=place,
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

    def _resolve_markdown(self, cell: NotebookNode) -> None:
        texts = _unique(expression.text for expression in find_expressions(cell.source))
        conditions = find_conditions(cell.source)
        if not texts and not conditions:
            return
        requests = {text: inline_call(text) for text in texts}
        for number, condition in enumerate(conditions):
            requests[f"claim {number}"] = probe_call("truth", condition.when)
            for operand in condition.operands:
                requests[f"value {number} {operand}"] = probe_call("shown", operand)
        replies = self._ask(requests, cell)
        results = {text: self._forms(text, replies[text])["text/markdown"] for text in texts}
        if texts:
            cell.metadata["user_expressions"] = [
                {
                    "expression": text,
                    "result": {
                        "status": "ok",
                        "data": {"text/markdown": result},
                        "metadata": {},
                    },
                }
                for text, result in results.items()
            ]
        self._settle(conditions, replies, results, cell)

    def _settle(
        self,
        conditions: list[Condition],
        replies: Mapping[str, Reply],
        results: Mapping[str, str],
        cell: NotebookNode,
    ) -> None:
        """Write down in the cell which claims hold, and mark those that do not."""
        claims = []
        untrue = []
        for number, condition in enumerate(conditions):
            reply = replies[f"claim {number}"]
            if reply["status"] != "ok":
                raise CkmError(
                    f"the condition `{condition.when}` fails: {reply['ename']}: {reply['evalue']}",
                    advice="Correct the condition of the claim",
                )
            truth = reply["data"][MIME_TYPE]
            holds = truth is True
            if not holds:
                untrue.append(condition)
            # An operand that fails was guarded in the condition, as in `x is not None and x > 3`.
            values = {
                operand: answer["data"][MIME_TYPE]
                for operand in condition.operands
                if (answer := replies[f"value {number} {operand}"])["status"] == "ok"
            }
            claims.append(
                {
                    "text": sentence(condition, results),
                    "when": condition.when,
                    "holds": holds,
                    "values": values,
                }
            )
            if truth is None:
                claims[-1]["told"] = False
        if claims:
            cell.metadata.setdefault("ckm", {})["claims"] = claims
            cell.source = mark_false(cell.source, untrue)

    def _resolve_options(self, cell: NotebookNode) -> None:
        options = computed_options(cell.source)
        texts = _unique(
            expression.text for value in options.values() for expression in find_expressions(value)
        )
        if not texts:
            return
        replies = self._ask({text: inline_call(text) for text in texts}, cell)
        forms = {text: self._forms(text, replies[text]) for text in texts}
        values = {}
        notes = cell.metadata.setdefault("ckm", {}).setdefault("options", {})
        for key, value in options.items():
            kind = "text/plain" if key in ALT_TEXTS else "text/markdown"
            results = {
                expression.text: forms[expression.text][kind]
                for expression in find_expressions(value)
            }
            values[key] = " ".join(substitute(value, results).split())
            notes[key] = {"source": value, "results": results}
        cell.source = replace_options(cell.source, values)

    def _forms(self, text: str, reply: Reply) -> Mapping[str, str]:
        if reply["status"] != "ok":
            raise CkmError(
                f"the expression `{text}` fails: {reply['ename']}: {reply['evalue']}",
                advice="Correct the expression, or the cell that should define its names",
            )
        forms: Mapping[str, str] = reply["data"]
        return forms

    def _ask(self, requests: Mapping[str, str], cell: NotebookNode) -> Mapping[str, Reply]:
        """Evaluate expressions in the kernel, in order, in one round trip."""
        message = self.kc.execute(
            "", silent=True, store_history=False, allow_stdin=False, user_expressions=requests
        )
        content = self.wait_for_reply(message, cell)["content"]
        self._note_warnings(cell, run_sync(self._printed)(message))
        replies: Mapping[str, Reply] = content["user_expressions"]
        return replies

    async def _printed(self, message: str) -> str:
        """Give what the kernel printed while it worked on a message."""
        texts = []
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
                texts.append(reply["content"]["text"])
            elif reply["content"].get("execution_state") == "idle":
                break
        return "".join(texts)

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
        reply = self._ask({"failure": probe_call("last_failure")}, cell)["failure"]
        known = reply["data"][MIME_TYPE] if reply["status"] == "ok" else None
        if known is not None:
            return CkmError(known["message"], place=known["place"] or place, advice=known["advice"])
        text = " ".join(f"{error.ename}: {error.evalue}".split())
        return CkmError(f"the cell fails: {text}", place=place, advice="Correct the notebook")


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
