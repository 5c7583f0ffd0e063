"""A progress bar at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress
from rich.console import Console


class Bar:
    """A progress bar with a few words about what is being done."""

    def __init__(self, bars: progress.Progress, task: progress.TaskID) -> None:
        self._progress, self._task = bars, task

    def show(self, words: str, *, done: float | None = None, total: float | None = None) -> None:
        """Update the words and the share that is done."""
        self._progress.update(self._task, description=words, completed=done, total=total)

    def tell(self, line: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(line, markup=False)


@contextmanager
def progress_bar(words: str, total: float | None = None) -> Iterator[Bar]:
    """Show a bar while the context is open; only where the output is a terminal."""
    errors = Console(stderr=True, soft_wrap=True, highlight=False)
    columns = (
        progress.SpinnerColumn(),
        progress.BarColumn(bar_width=24),
        progress.TaskProgressColumn(),
        progress.TextColumn("{task.description}"),
    )
    with progress.Progress(
        *columns, console=errors, transient=True, disable=not errors.is_terminal
    ) as bars:
        yield Bar(bars, bars.add_task(words, total=total))
