"""Collects the outputs of one cell at a time, as a notebook client would."""

from __future__ import annotations

import codecs
import json
import os
import select
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import TextIOBase
from typing import Any

from jupyter_client.jsonutil import json_default
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output

from ckmreport.foundation.errors import CkmError

#: The file descriptors to which C code and other programs write.
DESCRIPTORS = {"stdout": 1, "stderr": 2}
#: More printed text than this in one cell is a mistake, and would fill memory.
MOST_PRINTED = 50_000_000
_PIECE = 65536


class Outputs:
    """Collects what the cell at work prints and shows.

    Displays that have an id can be updated by later cells, so their outputs are remembered.
    """

    def __init__(self) -> None:
        self._current: list[NotebookNode] = []
        self._stream, self._pieces = "", list[str]()  # printed, and not yet an output
        self._by_id: defaultdict[str, list[NotebookNode]] = defaultdict(list)
        self._clears_next = False
        self._printed = 0
        self._lock = threading.RLock()

    @contextmanager
    def of_cell(self) -> Iterator[list[NotebookNode]]:
        """Collect in a new list, which the block gets."""
        with self._lock:
            self._current, self._clears_next, self._printed = [], False, 0
            self._pieces.clear()
        yield self._current
        with self._lock:
            self._end_text()

    def add_text(self, stream: str, text: str) -> None:
        """Add printed text, unless it is far too much; see `is_flooded`.

        What follows on text of the same stream is joined to it.
        """
        with self._lock:
            self._printed += len(text)
            if self.is_flooded:
                return
            if self._stream != stream or self._clears_next:
                self._begin_output()
            self._stream = stream
            self._pieces.append(text)

    @property
    def is_flooded(self) -> bool:
        """Whether the cell printed more than is kept."""
        return self._printed > MOST_PRINTED

    def add(self, kind: str, data: Mapping[str, Any], metadata: Any, **fields: Any) -> NotebookNode:
        """Add something that is shown, as `display_data` or `execute_result`; also gives it."""
        output: NotebookNode = new_output(
            kind, data=as_json(data), metadata=as_json(metadata or {}), **fields
        )
        with self._lock:
            self._begin_output()
            self._current.append(output)
        return output

    def add_error(self, name: str, value: str, traceback: list[str]) -> None:
        """Add an exception."""
        with self._lock:
            self._begin_output()
            self._current.append(
                new_output("error", ename=name, evalue=value, traceback=list(traceback))
            )

    def remember(self, display_id: str, output: NotebookNode) -> None:
        """Let an output be updated by its id from now on; others that have it show the same."""
        self.update(display_id, output.data, output.metadata)
        self._by_id[display_id].append(output)

    def update(self, display_id: str, data: Mapping[str, Any], metadata: Any) -> None:
        """Change every output with this id; without any, nothing is shown."""
        for output in self._by_id[display_id]:
            output.data, output.metadata = as_json(data), as_json(metadata or {})

    def clear(self, *, wait: bool) -> None:
        """Take away what the cell showed so far: at once, or when it shows something else."""
        with self._lock:
            self._end_text()
            self._clears_next = wait
            if not wait:
                self._current.clear()

    def _begin_output(self) -> None:
        self._end_text()
        if self._clears_next:
            self._current.clear()
            self._clears_next = False

    def _end_text(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self._current.append(new_output("stream", name=self._stream, text=text))
            self._pieces.clear()


class Stream(TextIOBase):
    """The stream that `print` writes to in a notebook.

    Args:
        name: `stdout` or `stderr`.
        outputs: where the text goes.
        written: what wrote to the file descriptors, of which earlier text comes first.
    """

    encoding = "UTF-8"

    def __init__(self, name: str, outputs: Outputs, written: Written) -> None:
        self.name = name
        self._outputs = outputs
        self._written = written
        self._process = os.getpid()

    def write(self, text: str) -> int:
        """Add text to the outputs; from a fork, by way of the file descriptor.

        Raises:
            CkmError: if the cell prints far too much.
        """
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if os.getpid() != self._process:
            os.write(self.fileno(), text.encode("utf-8", "replace"))
            return len(text)
        self._written.collect()
        if text:
            self._outputs.add_text(self.name, text)
        if self._outputs.is_flooded:
            raise flooded()
        return len(text)

    def writable(self) -> bool:
        """Report that text can be written."""
        return True

    def fileno(self) -> int:
        """Return the file descriptor, for programs that are started."""
        return DESCRIPTORS[self.name]


class Written:
    """The output of this process and of those it starts, at the level of file descriptors.

    A thread empties the pipes, so that who writes never waits for long; `collect` takes what is in
    them at that moment.

    Args:
        outputs: where the text goes.
    """

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs
        self._lock = threading.Lock()
        self._pipes: dict[int, tuple[str, codecs.IncrementalDecoder]] = {}
        if os.name != "posix":
            return  # where pipes cannot be waited for, only what Python prints is shown
        for name, number in DESCRIPTORS.items():
            reading, writing = os.pipe()
            os.dup2(writing, number)
            os.close(writing)
            os.set_blocking(reading, False)
            self._pipes[reading] = name, codecs.getincrementaldecoder("utf-8")("replace")
        threading.Thread(target=self._empty, daemon=True).start()

    def collect(self) -> None:
        """Add all that was written so far to the outputs."""
        with self._lock:
            for pipe, (name, decoder) in self._pipes.items():
                try:
                    while piece := os.read(pipe, _PIECE):
                        if text := decoder.decode(piece):
                            self._outputs.add_text(name, text)
                except BlockingIOError:
                    continue

    def _empty(self) -> None:
        while True:
            select.select(list(self._pipes), [], [])
            self.collect()


def flooded() -> CkmError:
    """Make the error of a cell that prints too much."""
    return CkmError(
        f"the cell prints more than {MOST_PRINTED // 1_000_000} million characters",
        advice="Let it print less",
    )


def as_json(data: Mapping[str, Any]) -> NotebookNode:
    """Convert data to the form of a notebook: bytes in base64, and so on."""
    plain: NotebookNode = from_dict(json.loads(json.dumps(data, default=json_default)))
    return plain
