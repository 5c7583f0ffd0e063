"""A process that makes one report after the other, and keeps at hand what executes their chapters.

Run as `python -m ckmreport.fleet.workshop PRELOAD`, with what kernels find done, in JSON; tasks
and answers go through its standard input and output. It ends, with everything that it started,
when its input closes: when its owner stops or dies, in whatever way. A process of its own, because
papermill changes the folder, and because the workers of a cluster may be forbidden to have
children.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.fleet.plan import Job
from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.processes import Pool, Preload, leave

_SECONDS_TO_STOP = 10.0


@dataclass(frozen=True)
class Place:
    """The workplace of a report: an empty folder to stage it in, and the pool for its chapters."""

    build: Path
    pool: Pool


#: Makes a report and gives its key figures; can be pickled.
Make = Callable[[Job, Place], KeyFigures]
_Answer = tuple[KeyFigures | None, CkmError | None]


class Workshop:
    """The process, as its owner sees it: started when it is first needed.

    Args:
        preload: what the kernels of notebooks find done.
    """

    def __init__(self, preload: Preload) -> None:
        order = json.dumps(asdict(preload))
        self._command = [sys.executable, "-m", __spec__.name, order]
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._at_work = threading.Lock()
        self._changing = threading.Lock()  # for the two above, which `close` changes meanwhile

    def make(self, make: Make, job: Job) -> KeyFigures:
        """Make a report; whoever asks at the same time waits.

        Raises:
            CkmError: if it cannot be made, or the process dies. The next report is made by a new
                process then. Also if the workshop is closed.
        """
        with self._at_work:
            figures, error = self._ask(self._started(), (make, job))
            if figures is None:
                self._stop()
                raise error or CkmError(
                    f"the process that made the report {job} died",
                    advice="The memory may be full; try again with fewer workers",
                )
            return figures

    def close(self) -> None:
        """Stop the process, also when it is at work, for good: who waited for it gets an error."""
        with self._changing:
            self._closed = True
        self._stop()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if self._closed:
                raise CkmError("the run that this report belongs to was stopped")
            if self._process is None:
                # In a group of its own, which Ctrl-C does not reach: the owner decides.
                self._process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
                )
            return self._process

    def _stop(self) -> None:
        """Stop the process; the next report is made by a new one."""
        with self._changing:
            process, self._process = self._process, None
        if process is not None:
            _end(process)
            assert process.stdout is not None
            process.stdout.close()

    @staticmethod
    def _ask(process: subprocess.Popen[bytes], task: tuple[Make, Job]) -> _Answer:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(task, process.stdin)
            process.stdin.flush()
            answer: _Answer = pickle.load(process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            return None, None
        return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close the input of a process, on which it ends; kill its group if that takes longer."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def main() -> None:
    """Make reports until the input closes; in the process itself."""
    signal.signal(signal.SIGTERM, leave)
    preload = Preload(**{name: tuple(texts) for name, texts in json.loads(sys.argv[1]).items()})
    # What libraries print must not get between the answers.
    with os.fdopen(os.dup(1), "wb") as answers, contextlib.ExitStack() as stack:
        os.dup2(2, 1)
        tasks: SimpleQueue[tuple[Make, Job]] = SimpleQueue()
        threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ckm-fleet-")))
        pool = Pool(1, preload)
        while True:
            make, job = tasks.get()
            with tempfile.TemporaryDirectory(dir=folder) as build:
                answer = _answer(make, job, Place(Path(build), pool))
            pickle.dump(answer, answers)
            answers.flush()


def _listen(source: BinaryIO, tasks: SimpleQueue[tuple[Make, Job]]) -> None:
    """Pass tasks on; when there are no more to come, interrupt what the main thread is doing."""
    try:
        while True:
            tasks.put(pickle.load(source))
    except (EOFError, OSError):
        pass  # the owner is gone
    finally:
        os.kill(os.getpid(), signal.SIGTERM)


def _answer(make: Make, job: Job, place: Place) -> _Answer:
    try:
        return make(job, place), None
    except CkmError as error:
        return None, error
    except Exception as error:
        traceback.print_exc()
        return None, CkmError(
            f"the program itself failed: {type(error).__name__}: {error}",
            place=str(job),
            advice="See the traceback in the output of the worker",
        )


if __name__ == "__main__":
    main()
