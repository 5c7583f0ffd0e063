"""Tables at the terminal, or as lines with tabs for another program."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text


def show_rows(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; where the output goes to a file or another program, as lines with tabs."""
    output = Console(highlight=False)
    if not output.is_terminal:
        for line in (title, *("\t".join(row) for row in (header, *rows)), ""):
            typer.echo(line)  # rich would turn the tabs into spaces
        return
    table = Table(title=title, title_justify="left", show_lines=True)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    output.print(table)
