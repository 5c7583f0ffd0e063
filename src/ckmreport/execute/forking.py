"""A fork server, as its owner sees it: started for some chapters, stopped after them.

Only on Linux: elsewhere the libraries that notebooks use do not survive a fork.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ckmreport.execute import determinism

CAN_FORK = sys.platform == "linux"
_SECONDS_TO_STOP = 5.0


@dataclass(frozen=True)
class Preload:
    """What kernels find done when they start.

    Attributes:
        modules: what nearly all of them import.
        more: what takes long to import and only some use.
        prepare: a function, as `module:function`, and its arguments; it is called once, and what
            it remembers is there in every kernel.
    """

    modules: tuple[str, ...]
    more: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()


@dataclass(frozen=True)
class Server:
    """A fork server that runs: the sockets for kernels without, and with, what takes long."""

    plain: Path
    full: Path

    def socket(self, *, full: bool) -> Path:
        """Give the socket at which to ask for a kernel."""
        return self.full if full else self.plain


@contextlib.contextmanager
def fork_server(preload: Preload) -> Iterator[Server]:
    """Run a fork server.

    It loads while the caller goes on: who asks for a kernel waits until it is ready.
    """
    with tempfile.TemporaryDirectory(prefix="ckm-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = Server(folder / "plain", folder / "full")
        with _listening(server.plain) as plain, _listening(server.full) as full:
            numbers = [plain.fileno(), full.fileno()]
            order = {
                "sockets": numbers,
                "modules": preload.modules,
                "more": preload.more,
                "prepare": preload.prepare,
            }
            process = subprocess.Popen(
                [sys.executable, "-m", "ckmreport.execute.forkserver", json.dumps(order)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env=determinism.kernel_environment(folder),
                pass_fds=numbers,
                process_group=0,  # Ctrl-C is for the owner to decide about
            )
        try:
            yield server
        finally:
            stop(process, _SECONDS_TO_STOP)


def _listening(path: Path) -> socket.socket:
    requests = socket.socket(socket.AF_UNIX)
    requests.bind(str(path))
    path.chmod(0o600)
    requests.listen(64)
    return requests


def stop(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Close the input of a process, on which it ends; kill its group if that takes longer."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
