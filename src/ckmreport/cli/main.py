"""The command `ckm`: its commands, each in a module that is imported when it is called."""

from __future__ import annotations

import ast
import atexit
import gc
import importlib
import sys
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ckmreport.cli.console import reporting_errors
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.interrupts import postpone_within_imports
from ckmreport.foundation.temporary_files import own_temporary_folder

#: A command is the function of its name, in the module of its name: `ckm audit` is `audit` in
#: `cli/audit.py`, `ckm wave add` is `add` in `cli/wave/add.py`.
COMMANDS = ("report", "check", "audit", "diff", "fleet", "ledger", "preview", "reconstruct")
QUESTIONNAIRE_COMMANDS = ("diff",)
WAVE_COMMANDS = ("add", "check", "code", "template", "rehearse", "interviews", "forget")

#: Packages that are not always installed, each with the extra that brings it.
_EXTRAS = {"ortools": "reconstruct"}

_OPTIONS: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,  # its panels show `--strict <bool>`, though a flag takes no value
}


class _Commands(TyperGroup):
    """A group that lists its commands without importing them."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that the arguments name, and import its module."""
        name, listed, rest = super().resolve_command(ctx, args)
        if name is None or isinstance(listed, TyperGroup):
            return name, listed, rest
        package = "ckmreport.cli" if ctx.parent is None else f"ckmreport.cli.{self.name}"
        with reporting_errors(debug=False):
            return name, typer.main.get_command(_load(package, name)), rest


def _load(package: str, name: str) -> typer.Typer:
    """Import a command.

    Raises:
        CkmError: if the command needs a package that is not installed.
    """
    try:
        module = importlib.import_module(f"{package}.{name}")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRAS:
            raise
        raise CkmError(
            f"`ckm {name}` needs the package {missing}, which is not installed",
            advice=f"Install it with: pip install 'ckmreport[{_EXTRAS[missing]}]'",
        ) from None
    command = typer.Typer(**_OPTIONS)
    command.command(name)(getattr(module, name))
    return command


def _listed(app: typer.Typer, folder: Path, names: tuple[str, ...]) -> typer.Typer:
    """Register commands by name and by the docstring in their source, which says what they do."""
    for name in names:
        source = ast.parse((folder / f"{name}.py").read_text("utf-8"))
        text = next(
            ast.get_docstring(node)
            for node in source.body
            if isinstance(node, ast.FunctionDef) and node.name == name
        )
        app.command(name, help=text)(lambda: None)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ckm {version('ckmreport')}")
        raise typer.Exit


def _common(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Make the report on suspected exploitation from a survey wave."""


_HERE = Path(__file__).parent
app = typer.Typer(cls=_Commands, no_args_is_help=True, callback=_common, **_OPTIONS)
wave_app = typer.Typer(
    name="wave",
    cls=_Commands,
    help="Add a wave of the survey, or prepare for one.",
    no_args_is_help=True,
)
_listed(app, _HERE, COMMANDS)
app.add_typer(_listed(wave_app, _HERE / "wave", WAVE_COMMANDS))
questionnaire_app = typer.Typer(
    name="questionnaire",
    cls=_Commands,
    help="Compare the questionnaire with the survey that was built from it.",
    no_args_is_help=True,
)
app.add_typer(_listed(questionnaire_app, _HERE / "questionnaire", QUESTIONNAIRE_COMMANDS))


def run() -> None:
    """Run the command line."""
    postpone_within_imports()
    gc.set_threshold(100_000)  # a command is over before what it leaves behind matters
    try:
        temporary = ExitStack()
        # The last thing of all: libraries that are imported from now on remove their files before.
        atexit.register(temporary.close)
        temporary.enter_context(own_temporary_folder())
    except CkmError as error:  # before there was a command
        typer.echo(f"Error {error}", err=True)
        sys.exit(1)
    app()
