"""Renders a staged book with Quarto, where it is installed."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ckmreport.errors import CkmError
from ckmreport.render.book import Book

MINIMUM = (1, 9, 24)


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
    """Give the Quarto on the PATH, whatever its version; None without one.

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
    """Give the Quarto on the PATH.

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


def render_with_quarto(quarto: Quarto, book: Book, html: Path | None, pdf: Path | None) -> None:
    """Render both formats in one run, then move what is asked for to its place.

    One run, because Quarto empties the output folder when it renders a single format.

    Raises:
        CkmError: when Quarto fails or leaves out one of the outputs.
    """
    output = book.folder / book.output_dir
    shutil.rmtree(output, ignore_errors=True)
    noon = dt.datetime(book.date.year, book.date.month, book.date.day, 12, tzinfo=dt.UTC)
    done = subprocess.run(
        [str(quarto.program), "render", str(book.folder)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(int(noon.timestamp()))},
    )
    if done.returncode != 0:
        reason = "\n".join(done.stderr.strip().splitlines()[-12:])
        raise CkmError(
            f"{quarto} could not render the book:\n{reason}",
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
