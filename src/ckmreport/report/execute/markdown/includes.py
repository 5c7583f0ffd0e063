"""Texts of one wave, taken into a notebook: `{{< include text/NAME.md >}}`.

The form is Quarto's; the path is relative to the folder of the wave. The text becomes a Markdown
cell of its own, so that its expressions and claims are evaluated like any other.
"""

from __future__ import annotations

import copy
import os
import re
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.foundation.errors import CkmError, of_system
from ckmreport.report.execute.markdown.code_and_prose import prose

_SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*include\b")
_INCLUDE = re.compile(r" {0,3}\{\{<\s+include\s+(\S+)\s+>\}\}\s*")
_LONGEST_ID = 64  # the notebook format allows no more

_TO_BE_WRITTEN = """\
::: {{.callout-warning title="Nog te schrijven"}}
Voor deze meting ontbreekt de tekst `{name}`.
:::"""


def expand(cell: NotebookNode, wave_folder: Path | None) -> list[NotebookNode]:
    """Split a Markdown cell into the cells that it becomes when its includes are filled in.

    A cell without an include is given as it is. An included cell says in its metadata, under
    `ckm`, which text it holds (`include`), or that the text does not exist yet (`missing`); it
    then holds a box that says so. An empty text leaves nothing.

    Raises:
        CkmError: if an include does not stand alone in a paragraph, its path leaves the folder
            of the wave, the text is not UTF-8 or includes another one, or there is no wave.
            The error has no place yet; the caller knows it.
    """
    pieces = _pieces(cell.source)
    if len(pieces) == 1 and pieces[0][1] is None:
        return [cell]
    parts = []
    for number, (text, name) in enumerate(pieces, start=1):
        part = copy.deepcopy(cell)
        part.id = _part_id(cell.id, number)
        part.source = text
        if name is not None:
            note, part.source = _text_of_wave(name, wave_folder)
            part.metadata["ckm"] = {note: name}
        if part.source:
            parts.append(part)
    return parts


def included_names(source: str) -> list[str]:
    """List the texts that a Markdown source includes, as paths in the folder of a wave.

    Raises:
        CkmError: if an include does not stand alone in a paragraph.
    """
    return [name for _, name in _pieces(source) if name]


def _pieces(source: str) -> list[tuple[str, str | None]]:
    """Split a source into (text, None) and ("", path of an include)."""
    lines = source.split("\n")
    view = ["", *prose(source).split("\n"), ""]
    pieces: list[tuple[str, str | None]] = []
    start = 0
    for number in range(len(lines)):
        before, line, after = view[number : number + 3]
        match = _INCLUDE.fullmatch(line)
        if match and not before.strip() and not after.strip():
            pieces += [("\n".join(lines[start:number]), None), ("", match[1])]
            start = number + 1
        elif _SHORTCODE.search(line):
            raise CkmError(
                "an include does not stand alone in its paragraph",
                advice="Write {{< include text/NAME.md >}} on its own, with blank lines around it",
            )
    if not pieces:
        return [(source, None)]
    pieces.append(("\n".join(lines[start:]), None))
    return [(text.strip("\n"), name) for text, name in pieces if name or text.strip()]


def _text_of_wave(name: str, wave_folder: Path | None) -> tuple[str, str]:
    if wave_folder is None:
        raise CkmError(
            f"the text {name} belongs to a wave, and no wave is given",
            advice="Run the notebook with ckm",
        )
    folder = wave_folder.resolve()
    # As it is written: the folder of texts may be a link to another volume.
    path = Path(os.path.normpath(folder / name))
    if not (path.is_relative_to(folder) and path.resolve().is_relative_to(path.parent.resolve())):
        raise CkmError(
            f"the include {name} leaves the folder of the wave",
            advice="Name a file in it, as text/NAME.md",
        )
    if not path.exists():
        return "missing", _TO_BE_WRITTEN.format(name=name)
    if path.is_dir():
        raise CkmError(
            f"the include {name} cannot be read, because it is a folder",
            advice="Name a file in it, as text/NAME.md",
        )
    try:
        text = path.read_text(encoding="utf-8-sig").strip("\n")
    except OSError as error:
        raise of_system(error) from None
    except UnicodeDecodeError:
        raise CkmError(
            f"the include {name} cannot be read as UTF-8 text", advice="Save it as UTF-8"
        ) from None
    if _SHORTCODE.search(prose(text)):
        raise CkmError(
            f"the text {name} includes another text",
            advice="Name that one in the notebook instead",
        )
    return "include", text


def _part_id(cell_id: str, number: int) -> str:
    suffix = f"-part{number}"
    return cell_id[: _LONGEST_ID - len(suffix)] + suffix if number > 1 else cell_id
