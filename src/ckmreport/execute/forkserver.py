"""A process that has imported everything once, and becomes a kernel by forking.

Run as `python -m ckmreport.execute.forkserver ORDER`, the order being JSON: `modules` to import
and `prepare`, a function to call, as `module:function`, with its arguments; `more` modules that
take long and that only some kernels use; `sockets`, the file descriptors of listening sockets,
one for kernels without and one for kernels with `more`. The process forks itself to import these
when the first asks for them, so that who can do without need not wait. It ends, with all its
kernels, when its standard input closes: when its owner stops or dies, in whatever way.

Each connection to a socket asks for one kernel, in a line of JSON with its connection file, its
environment and its folder. Lines come back: `{"pid": …}` at once, `{"listens": true}` from the
kernel itself, and `{"exit": …}` when it has ended.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import random
import select
import signal
import socket
import sys
import traceback
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import Any, NoReturn

#: What a kernel imports while it starts. Importing `matplotlib_inline` here, without a shell to
#: wire itself to, would make figures vanish from the kernels without a word.
KERNEL_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
)
#: How many come between two looks for what can be cleared away. Figures are thousands of small
#: objects that stay for a while: Python's 700 would be a sixth of the time it takes to draw them.
_NEW_OBJECTS = 100_000
#: Where figures of a kernel go. matplotlib asks for it when it is imported, kernels set it later.
_FIGURES = "matplotlib_inline.backend_inline"


class ForkServer:
    """Forks kernels on request, and reports how each ended."""

    def __init__(self, requests: socket.socket) -> None:
        self._requests = requests
        self._kernels: dict[int, socket.socket] = {}
        # The end of a child wakes `select` through this pipe.
        self._wake, self._wakened = os.pipe()
        for end in (self._wake, self._wakened):
            os.set_blocking(end, False)

    def serve(self) -> None:
        """Serve until standard input closes, then end every kernel."""
        signal.set_wakeup_fd(self._wakened, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _do_nothing)
        while True:
            ready, _, _ = select.select([self._requests.fileno(), self._wake, 0], [], [])
            if 0 in ready and not os.read(0, 1):
                self._end()
                return
            if self._wake in ready:
                os.read(self._wake, 4096)
                self._report_ended()
            if self._requests.fileno() in ready:
                self._accept()

    def _accept(self) -> None:
        connection, _ = self._requests.accept()
        try:
            with connection.makefile("rb") as lines:
                request = json.loads(lines.readline())
        except (OSError, ValueError):  # who asked is gone
            connection.close()
            return
        pid = os.fork()
        if pid == 0:
            self._become_kernel(connection, request)
        self._kernels[pid] = connection
        _tell(connection, {"pid": pid})

    def _become_kernel(self, connection: socket.socket, request: Mapping[str, Any]) -> NoReturn:
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for one in (self._requests, *self._kernels.values()):
                one.close()
            os.close(self._wake)
            os.close(self._wakened)
            kernel = kernel_in(request["connection_file"], request["env"], request["cwd"])
            with connection:
                _tell(connection, {"listens": True})
            kernel.start()
            status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 0
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            with contextlib.suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)

    def _report_ended(self) -> None:
        while self._kernels:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            connection = self._kernels.pop(pid, None)
            if connection is not None:
                _tell(connection, {"exit": os.waitstatus_to_exitcode(status)})
                connection.close()

    def _end(self) -> None:
        for pid in self._kernels:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def kernel_in(connection_file: str, environment: Mapping[str, str], folder: str) -> Any:
    """Turn this fork into a kernel that listens; its `start` returns when it is asked to stop."""
    os.setsid()  # a group of its own, so that a signal reaches what the kernel started as well
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.argv = ["ipykernel_launcher.py"]
    _reseed()
    gc.set_threshold(_NEW_OBJECTS)

    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415, imported before the fork

    app: Any = IPKernelApp.instance(parent_handle=os.getppid(), connection_file=connection_file)
    app.initialize([])
    return app


def load(modules: Sequence[str]) -> None:
    """Import modules; what fails here is left to the kernels, where it fails again and is told."""
    for name in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    if _FIGURES in sys.modules:
        raise RuntimeError(f"{_FIGURES} was imported before a kernel was there")


def prepare(call: Sequence[str]) -> None:
    """Call a function for what it remembers, as `module:function` and its arguments.

    What fails here is left to the kernels too.
    """
    if call:
        with contextlib.suppress(Exception):
            pkgutil.resolve_name(call[0])(*call[1:])


def _reseed() -> None:
    """Give the kernel random numbers of its own, where the forks would all have the same."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _tell(connection: socket.socket, message: Mapping[str, Any]) -> None:
    with contextlib.suppress(OSError):  # who asked may be gone
        connection.sendall(json.dumps(message).encode() + b"\n")


def _do_nothing(_signal: int, _frame: FrameType | None) -> None:
    """Catch a signal, so that it is written to the wake-up pipe."""


def main() -> None:
    """Import, then serve; who asks for a kernel meanwhile waits."""
    order = json.loads(sys.argv[1])
    sys.path.pop(0)  # `-m` put the folder of the caller first, which a kernel has not
    os.environ["MPLBACKEND"] = f"module://{_FIGURES}"
    plain, full = (socket.socket(fileno=number) for number in order["sockets"])
    load([*KERNEL_MODULES, *order["modules"]])
    prepare(order["prepare"])
    _freeze()
    if order["more"] and os.fork() == 0:
        plain.close()
        _serve_full(full, order["more"])
        os._exit(0)
    full.close()
    ForkServer(plain).serve()
    with contextlib.suppress(ChildProcessError):
        os.wait()  # for the other server, which ends for the same reason


def _serve_full(requests: socket.socket, modules: Sequence[str]) -> None:
    """Import what takes long when the first kernel is asked for that needs it, and serve."""
    asked, _, _ = select.select([requests.fileno(), 0], [], [])
    if 0 in asked:
        return  # the owner is done, and nobody needed it
    load(modules)
    _freeze()
    ForkServer(requests).serve()


def _freeze() -> None:
    """Keep what is there from the collector: its first run in a kernel would copy every page."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
