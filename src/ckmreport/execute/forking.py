"""A fork server, as its owner sees it: started for some chapters, stopped after them.

Only on Linux: elsewhere the libraries that notebooks use do not survive a fork.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ckmreport.execute import determinism

CAN_FORK = sys.platform == "linux"
_SECONDS_TO_STOP = 5.0


@contextlib.contextmanager
def fork_server(modules: Sequence[str], prepare: Sequence[str] = ()) -> Iterator[Path]:
    """Run a fork server that loads these modules; give the path of its socket.

    It loads while the caller goes on: who asks for a kernel waits until it is ready.

    Args:
        modules: what kernels would import.
        prepare: a function, as `module:function`, and its arguments; it is called once, and what
            it remembers is there in every kernel.
    """
    with tempfile.TemporaryDirectory(prefix="ckm-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path = folder / "kernels"
        with socket.socket(socket.AF_UNIX) as requests:
            requests.bind(str(path))
            path.chmod(0o600)
            requests.listen(64)
            number = requests.fileno()
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "ckmreport.execute.forkserver"),
                    *(str(number), ",".join(modules), *prepare),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env=determinism.kernel_environment(folder),
                pass_fds=[number],
                process_group=0,  # Ctrl-C is for the owner to decide about
            )
        try:
            yield path
        finally:
            stop(process, _SECONDS_TO_STOP)


def stop(process: subprocess.Popen[bytes], seconds: float) -> None:
    """Close the input of a process, on which it ends; kill it if that takes longer than this."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
