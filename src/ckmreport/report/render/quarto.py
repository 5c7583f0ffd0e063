"""Renders a staged book with Quarto, where it is installed."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Book

MINIMUM = (1, 9, 24)
_WARNING, _ERROR = "WARN", "ERROR"
_NAMED = re.compile(r"(ERROR|error): ?")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_STACK = re.compile(r"\s+at ")


@dataclass(frozen=True)
class Quarto:
    """An installed Quarto."""

    program: Path
    version: tuple[int, ...]

    @property
    def usable(self) -> bool:
        """Whether it is new enough for the report's extension."""
        return self.version >= MINIMUM

    def __str__(self) -> str:
        return f"Quarto {'.'.join(map(str, self.version))}"


def find_quarto() -> Quarto | None:
    """Find the Quarto on the PATH, whatever its version; None without one.

    Raises:
        CkmError: when the program on the PATH does not tell its version.
    """
    program = shutil.which("quarto")
    if program is None:
        return None
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"\d+(\.\d+)+", done.stdout.strip())
    if done.returncode != 0 or version is None:
        raise CkmError(
            "the program quarto does not tell its version",
            place=program,
            advice="Install Quarto anew, or choose the embedded renderer",
        )
    return Quarto(Path(program), tuple(map(int, version.group().split("."))))


def require_quarto() -> Quarto:
    """Find the Quarto on the PATH.

    Raises:
        CkmError: when there is none, or it is too old.
    """
    found = find_quarto()
    wanted = ".".join(map(str, MINIMUM))
    if found is None:
        raise CkmError(
            "Quarto is not on the PATH",
            advice=f"Install Quarto {wanted} or newer, or choose the embedded renderer",
        )
    if not found.usable:
        raise CkmError(
            f"{found} is too old for the report",
            place=found.program,
            advice=f"Install Quarto {wanted} or newer, or choose the embedded renderer",
        )
    return found


def render_with_quarto(
    quarto: Quarto, book: Book, html: Path | None, pdf: Path | None
) -> tuple[str, ...]:
    """Render both formats in one run, then move what is asked for to its place.

    One run, because Quarto empties the output folder when it renders a single format. Gives the
    warnings of Quarto.

    Raises:
        CkmError: when Quarto fails or leaves out one of the outputs.
    """
    output = book.folder / book.output_dir
    shutil.rmtree(output, ignore_errors=True)
    noon = dt.datetime(book.date.year, book.date.month, book.date.day, 12, tzinfo=dt.UTC)
    with tempfile.TemporaryDirectory(prefix="ckm-") as name:
        log = Path(name) / "quarto.log"
        done = subprocess.run(
            [quarto.program, "render", book.folder, "--log", log, "--log-format", "json-stream"],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(int(noon.timestamp()))},
        )
        said = _read_log(log)
    if done.returncode != 0:
        raise CkmError(
            f"{quarto} could not render the book: {_reason(said, done.stderr)}",
            place=book.folder,
            advice="Mend what Quarto names, or choose the embedded renderer",
        )
    pdfs = sorted(output.glob("*.pdf"))
    if len(pdfs) != 1 or not (output / "index.html").is_file():
        raise CkmError(
            f"{quarto} did not make both the HTML book and one PDF",
            place=output,
            advice="Name the formats ckm-html and ckm-typst in _quarto.yml",
        )
    if pdf is not None:
        pdf.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pdfs[0], pdf)
    pdfs[0].unlink()
    if html is not None:
        shutil.copytree(output, html)
    return tuple(f"{quarto}: {text}" for level, text in said if level == _WARNING)


def _read_log(file: Path) -> list[tuple[str, str]]:
    """Read level and text of the messages of Quarto, in order, without repetitions."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    said: dict[tuple[str, str], None] = {}
    for line in lines:
        try:
            record = json.loads(line)
            level, text = str(record["levelName"]), str(record["msg"])
        except (ValueError, KeyError, TypeError):
            continue
        if words := _one_line(text):
            said[level, words] = None
    return list(said)


def _reason(said: Sequence[tuple[str, str]], stderr: str) -> str:
    """Find the errors of Quarto and of the programs that it runs, else the end of its output."""
    errors = [text for level, text in said if level == _ERROR]
    printed = [_one_line(line) for line in stderr.splitlines()]
    named = [line for line in printed if _NAMED.match(line)]
    found = dict.fromkeys(re.sub(_NAMED, "", text) for text in (*errors, *named))
    return "; ".join(text for text in found if text) or " ".join(printed[-3:]) or "it says nothing"


def _one_line(text: str) -> str:
    """Clean a text: no colours, no stack trace, one line."""
    plain, _, _ = _ANSI.sub("", text).partition("Stack trace:")
    lines = [line for line in plain.splitlines() if not _STACK.match(line)]
    return " ".join(" ".join(lines).split())
