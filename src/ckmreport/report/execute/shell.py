"""IPython in the process of a chapter: it runs cells as a kernel does, without being one."""

from __future__ import annotations

import asyncio
import contextvars
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.core.profiledir import ProfileDir
from nbformat import NotebookNode
from traitlets.config import Config

from ckmreport.report.execute.outputs import Outputs, Stream, Written, flooded

#: What a kernel tells programs about where their output goes.
_TERMINAL = {
    "TERM": "xterm-color",
    "CLICOLOR": "1",
    "FORCE_COLOR": "1",
    "CLICOLOR_FORCE": "1",
    "PAGER": "cat",
    "GIT_PAGER": "cat",
}


class _Compiler(CachingCompiler):
    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:  # noqa: ARG002
        return f"<cell {number}>"


class _Publisher(DisplayPublisher):
    """What `display` and `clear_output` call."""

    def publish(
        self,
        data: Mapping[str, Any],
        metadata: Mapping[str, Any] | None = None,
        source: object = None,  # noqa: ARG002, the library's signature
        *,
        transient: Mapping[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        outputs = _outputs_of(self.shell)
        display_id = (transient or {}).get("display_id")
        if update:
            if display_id:
                outputs.update(display_id, data, metadata)
            return
        output = outputs.add("display_data", data, metadata)
        if display_id:
            outputs.remember(display_id, output)

    def clear_output(self, wait: bool = False) -> None:
        _outputs_of(self.shell).clear(wait=wait)


class _Hook(DisplayHook):
    """What shows the value of a last line."""

    def write_output_prompt(self) -> None:
        """Show no prompt: the notebook has a number for it."""

    def write_format_data(
        self, format_dict: Mapping[str, Any], md_dict: Mapping[str, Any] | None = None
    ) -> None:
        _outputs_of(self.shell).add(
            "execute_result", format_dict, md_dict, execution_count=self.prompt_count
        )


class Shell(InteractiveShell):
    """IPython's shell, whose outputs become those of a notebook.

    It neither reads nor writes anything of the user's own IPython.
    """

    displayhook_class = _Hook
    display_pub_class = _Publisher
    outputs: Outputs
    written: Written

    def init_hooks(self) -> None:
        """Show help nowhere: a notebook has no place for it."""
        super().init_hooks()  # type: ignore[no-untyped-call]
        self.set_hook("show_in_pager", lambda *_, **__: None, 99)  # type: ignore[no-untyped-call]

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept that figures are drawn in the notebook; there are no windows."""

    def ask_exit(self) -> None:
        """End the cell that calls `exit()`, as one that calls `sys.exit()`."""
        raise SystemExit

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        _outputs_of(self).add_error(etype.__name__, str(evalue), stb)


def _outputs_of(shell: object) -> Outputs:
    """Give the outputs, with all that was written before what is added to them now."""
    assert isinstance(shell, Shell)
    shell.written.collect()
    return shell.outputs


@dataclass(frozen=True)
class Failure:
    """How a cell failed.

    Attributes:
        text: how the exception reads.
        cause: the exception itself; None for one that came while something was being shown.
    """

    text: str
    cause: BaseException | None = None


class Session:
    """Runs the cells of one notebook, in one namespace and one event loop."""

    def __init__(self) -> None:
        self._shell = prepared_shell()
        self._outputs = Outputs()
        self._written = Written(self._outputs)
        self._shell.outputs, self._shell.written = self._outputs, self._written
        self._process = os.getpid()
        os.environ.update(_TERMINAL)
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._context = contextvars.copy_context()  # what a cell sets is there for the next
        sys.stdout = Stream("stdout", self._outputs, self._written)
        sys.stderr = Stream("stderr", self._outputs, self._written)

    def run(self, code: str) -> tuple[list[NotebookNode], int, Failure | None]:
        """Run the code of a cell; give its outputs, its number, and how it failed.

        Raises:
            CkmError: if it prints far too much.
        """
        number: int = self._shell.execution_count
        with self._outputs.of_cell() as outputs:
            result = self._loop.run_until_complete(
                self._loop.create_task(self._run(code), context=self._context)
            )
            self._settle()
        return outputs, number, _failure(result, outputs)

    @contextmanager
    def asking(self) -> Iterator[list[NotebookNode]]:
        """Evaluate expressions in the block; it gets what they print, and what they show is lost.

        Raises:
            CkmError: if they print far too much.
        """
        with self._outputs.of_cell() as outputs:
            yield outputs
            self._shell.events.trigger("post_execute")
            self._settle()

    def evaluate(self, expression: str) -> Any:
        """Give the value of an expression of the prose, in the namespace of the notebook.

        Raises:
            Exception: what the expression raises.
        """
        return eval(expression, self._shell.user_ns)

    def _settle(self) -> None:
        """Collect what was written; end this process if it is a fork that went astray."""
        self._written.collect()
        if os.getpid() != self._process:
            os._exit(0)
        if self._outputs.is_flooded:
            raise flooded()

    async def _run(self, code: str) -> ExecutionResult:
        shell = self._shell
        fault = None
        try:
            transformed = shell.transform_cell(code)  # type: ignore[no-untyped-call]
        except Exception:  # it is told as the failure of the cell
            transformed, fault = code, sys.exc_info()
        try:
            result = await shell.run_cell_async(
                code,
                store_history=True,
                transformed_cell=transformed,
                preprocessing_exc_tuple=fault,
            )
        finally:
            shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
        return result


@lru_cache(maxsize=1)
def prepared_shell() -> Shell:
    """Give the shell of this process; a process may be a fork of one that has it already."""
    quiet = Config({"HistoryManager": {"enabled": False}})
    shell: Shell = Shell.instance(
        config=quiet,
        ipython_dir=tempfile.gettempdir(),  # which is there; nothing is written to it
        profile_dir=ProfileDir(),
        compiler_class=_Compiler,
    )
    return shell


def _failure(result: ExecutionResult, outputs: list[NotebookNode]) -> Failure | None:
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        return Failure(f"{type(error).__name__}: {error}", error)
    for output in outputs:  # also of what failed while it was being shown
        if output.output_type == "error":
            return Failure(f"{output.ename}: {output.evalue}")
    return None
