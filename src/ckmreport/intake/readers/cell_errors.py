"""Cells of a workbook that hold no value where one was meant: errors, and formulas not computed.

The reader of the values gives these as empty, and empty means not answered.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse

#: What stands in such a cell, by the row and the column, counted from 0.
Unread = dict[tuple[int, int], str]

#: As Excel writes it, and as "Strict Open XML".
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_MAYBE = re.compile(rb"""\st\s*=\s*["']e["']|<(?:\w+:)?f[\s/>]""")
_PIECE, _OVERLAP = 1 << 20, 80
#: A sheet may say as text that a value is missing, as exports of SPSS do; an error says it so.
_NULL, _NULL_IN_DUTCH = "#NULL!", "#LEEG!"


def unread_cells(path: Path, sheet: str) -> Unread:
    """Give the error or the formula in each cell of a sheet that has no value.

    Nothing where the file is put together in another way than Excel does.
    """
    try:
        with zipfile.ZipFile(path) as book:
            member = _member(book, sheet)
            if member is None or not _may_hold_any(book, member):
                return {}
            with book.open(member) as stream:
                return dict(_unread(iterparse(stream, events=("start", "end"))))
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException):
        return {}


def _may_hold_any(book: zipfile.ZipFile, member: str) -> bool:
    """Look for an error or a formula, a piece at a time: a sheet may be large, and few have any."""
    rest = b""
    with book.open(member) as stream:
        while piece := stream.read(_PIECE):
            if _MAYBE.search(rest + piece):
                return True
            rest = piece[-_OVERLAP:]
    return False


def _member(book: zipfile.ZipFile, sheet: str) -> str | None:
    """Find the file of a sheet in the workbook."""
    sheets = fromstring(book.read("xl/workbook.xml"))
    relation = next(
        (
            next(filter(None, map(element.get, _RELATIONS)), None)
            for element in sheets.iter()
            if _kind(element) == "sheet" and element.get("name") == sheet
        ),
        None,
    )
    for element in fromstring(book.read("xl/_rels/workbook.xml.rels")).iter():
        if relation and element.get("Id") == relation:
            target = element.get("Target", "")
            return target.lstrip("/") if target[:1] == "/" else posixpath.join("xl", target)
    return None


def _unread(events: Iterator[tuple[str, Element]]) -> Iterator[tuple[tuple[int, int], str]]:
    row, column = -1, -1
    for event, element in events:
        kind = _kind(element)
        if kind == "row" and event == "start":
            row, column = int(element.get("r") or row + 2) - 1, -1
        elif kind == "c" and event == "end":
            column = _column(element.get("r", "")) if element.get("r") else column + 1
            if text := _without_value(element):
                yield (row, column), text
            element.clear()
        elif kind == "row":
            element.clear()


def _without_value(cell: Element) -> str:
    parts = {_kind(child): child.text or "" for child in cell}
    if cell.get("t") == "e":
        error = parts.get("v", "").strip()
        return _NULL_IN_DUTCH if error == _NULL else error or "#N/A"
    # A formula may give an empty text, and says then that it is text.
    if "f" in parts and not parts.get("v") and cell.get("t") != "str":
        return f"={parts['f']}"
    return ""


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number - 1


def _kind(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
