"""Read a REFI-QDA project (.qdpx), the exchange format of programs for coding interviews.

The format is that of the Rotterdam Exchange Format Initiative (REFI-QDA standard 1.5, 2019): a
zip file with `project.qde`, XML, and a folder `Sources`. Programs differ in what they write:

- ATLAS.ti writes one selection with several codings, and counts a Windows line ending as one
  character; MAXQDA and QualCoder write a selection for every coding.
- A variable stands with a source (MAXQDA) or with a case that refers to its sources (QualCoder,
  ATLAS.ti). NVivo says which text belongs to a case by coding it with the case.
- Transcripts are part of a recording, with positions through synchronisation points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews.quotations import Passage, Text
from ckmreport.intake.interviews.zip_archive import MEGABYTE, Archive, open_archive

PROJECT_FILE = "project.qde"
_LARGEST_PROJECT, _LARGEST_TEXT = 256 * MEGABYTE, 32 * MEGABYTE
_PROJECT = re.compile(r"\{urn:QDA-XML:project:1\.\d+\}Project")
_INTERNAL = "internal://"


@dataclass(frozen=True)
class Code:
    """A code of the code book; `above` are the guids of the codes over it, nearest first."""

    guid: str
    name: str
    above: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """An interview as the project holds it: its coded passages and what is known of it.

    `variables` are those of the source and of the cases that it belongs to. `case` tells which
    case, or is empty.
    """

    guid: str
    passages: tuple[Passage, ...]
    variables: dict[str, str] = field(default_factory=dict)
    case: str = ""


@dataclass(frozen=True)
class CodedProject:
    """What a project says about its interviews; memos and descriptions are not read."""

    codes: dict[str, Code]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class _Texts:
    """The texts in a project file. ATLAS.ti counts a Windows line ending as one character."""

    archive: Archive
    one_line_ending: bool

    def of(self, element: Element) -> Text | None:
        """Give the plain text that an element brings, if it is in the file."""
        for child in element:
            if _kind(child) == "PlainTextContent":
                return self._text(child.text or "")
        reference = element.get("plainTextPath", "")
        if not reference.startswith(_INTERNAL):
            return None
        name = f"Sources/{reference.removeprefix(_INTERNAL).lstrip('/')}"
        if name not in self.archive:
            raise CkmError(
                "a text that the project names is not in the file",
                place=self.archive.path,
                advice="Export the project again, with its sources",
            )
        content = self.archive.read(name, _LARGEST_TEXT)
        encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            return self._text(content.decode(encoding))
        except UnicodeDecodeError:
            raise CkmError(
                "a text in it is not UTF-8",
                place=self.archive.path,
                advice="Export the project again",
            ) from None

    def _text(self, content: str) -> Text:
        if self.one_line_ending:
            content = content.replace("\r\n", "\n")
        return Text(content, self.archive.path)


@dataclass(frozen=True)
class _Case:
    guid: str
    variables: dict[str, str]
    targets: frozenset[str]  # sources, selections and codes that belong to it


def read_qdpx(path: Path) -> CodedProject:
    """Read a project without writing anything to disk.

    Raises:
        CkmError: if the file is no project, is unsafe or larger than it may be, or holds XML with
            a document type or entities.
    """
    with open_archive(path) as archive:
        root = _project(archive)
        names = {_guid(v): v.get("name", "") for v in _children(root, "Variables", "Variable")}
        cases = [_case(element, names) for element in _children(root, "Cases", "Case")]
        of_cases = {guid for case in cases for guid in (case.guid, *case.targets)}
        texts = _Texts(archive, one_line_ending="atlas" in root.get("origin", "").casefold())
        codes = {code.guid: code for code in _codes(root) if code.guid not in of_cases}
        sources = tuple(
            _source(element, texts, names, cases)
            for element in _children(root, "Sources", None)
            if _kind(element).endswith("Source")
        )
        return CodedProject(codes, sources)


def _project(archive: Archive) -> Element:
    if PROJECT_FILE not in archive:
        raise CkmError(
            f"there is no {PROJECT_FILE} in this file",
            place=archive.path,
            advice="Export the project as a REFI-QDA project (.qdpx), not as a code book",
        )
    place = f"{archive.path}, {PROJECT_FILE}"
    try:
        root: Element = fromstring(archive.read(PROJECT_FILE, _LARGEST_PROJECT), forbid_dtd=True)
    except ParseError as error:
        raise CkmError(f"not valid XML ({error})", place=place) from None
    except (DefusedXmlException, LookupError, ValueError):
        raise CkmError(
            "the XML defines entities or a document type, which no project needs", place=place
        ) from None
    if not _PROJECT.fullmatch(root.tag):
        raise CkmError("this is no REFI-QDA project of version 1", place=place)
    return root


#: Nobody sorts codes deeper; each carries the names of those above it.
_DEEPEST = 100


def _codes(root: Element) -> Iterator[Code]:
    groups: dict[str, list[str]] = {}
    for element in root.iter():
        if _kind(element) == "Set":
            for member in element:
                if _kind(member) == "MemberCode":
                    groups.setdefault(_target(member), []).append(element.get("name", ""))
    books = [element for element in root if _kind(element) == "CodeBook"]
    # A stack and no recursion: codes may lie under each other deeper than Python can go.
    stack: list[tuple[Element, tuple[str, ...]]] = []
    stack += [(code, ()) for book in books for code in _children(book, "Codes", "Code")][::-1]
    while stack:
        element, above = stack.pop()
        if len(above) > _DEEPEST:
            raise CkmError(
                f"codes lie under each other more than {_DEEPEST} deep",
                advice="Bring them under fewer headings, and export the project again",
            )
        guid = _guid(element)
        yield Code(guid, element.get("name", "").strip(), above, tuple(groups.get(guid, ())))
        below = [(child, (guid, *above)) for child in element if _kind(child) == "Code"]
        stack += below[::-1]


def _case(element: Element, names: dict[str, str]) -> _Case:
    references = ("SourceRef", "SelectionRef", "CodeRef")
    targets = frozenset(_target(child) for child in element if _kind(child) in references)
    return _Case(_guid(element), _variables(element, names), targets)


def _source(element: Element, texts: _Texts, names: dict[str, str], cases: list[_Case]) -> Source:
    passages = tuple(_passages(element, texts))
    mine = {_guid(element)} | {guid for p in passages for guid in (p.guid, *p.codes)}
    belongs = [case for case in cases if mine & {case.guid, *case.targets}]
    # The case that knows most: NVivo also makes cases of places and organisations.
    belongs.sort(key=lambda case: -len(case.variables))
    variables: dict[str, str] = {}
    for case in reversed(belongs):
        variables |= case.variables
    variables |= _variables(element, names)
    return Source(_guid(element), passages, variables, belongs[0].guid if belongs else "")


def _passages(source: Element, texts: _Texts) -> Iterator[Passage]:
    """Give the coded passages of a source, those of its text representation included."""
    stack: list[tuple[Element, Text | None, dict[str, int]]] = [(source, None, {})]
    while stack:
        element, text, points = stack.pop()
        own = texts.of(element)
        if own is not None:
            text = own
            points = {
                _guid(point): int(point.get("position", "-1"))
                for point in element
                if _kind(point) == "SyncPoint" and _is_number(point.get("position"))
            }
        codes = tuple(
            _target(reference)
            for coding in element
            if _kind(coding) == "Coding"
            for reference in coding
            if _kind(reference) == "CodeRef"
        )
        if codes:
            start, end = _span(element, points)
            known = text if end > start >= 0 else None
            yield Passage(_guid(element), codes, start, end, element.get("name", ""), known)
        below = [child for child in element if _kind(child) not in ("Coding", "Description")]
        stack += [(child, text, points) for child in reversed(below)]


def _span(element: Element, points: dict[str, int]) -> tuple[int, int]:
    """Give the positions in the text of a selection; (-1, -1) if it is no passage of text."""
    if _kind(element) == "TranscriptSelection":
        return points.get(element.get("fromSyncPoint", "").casefold(), -1), points.get(
            element.get("toSyncPoint", "").casefold(), -1
        )
    start, end = element.get("startPosition"), element.get("endPosition")
    if _is_number(start) and _is_number(end):
        return int(start or -1), int(end or -1)
    return -1, -1


def _variables(element: Element, names: dict[str, str]) -> dict[str, str]:
    found = {}
    for value in element:
        if _kind(value) == "VariableValue":
            name = next((names.get(_target(c), "") for c in value if _kind(c) == "VariableRef"), "")
            text = next((c.text or "" for c in value if _kind(c).endswith("Value")), "")
            if name and text.strip():
                found[name] = text.strip()
    return found


def _children(root: Element, parent: str, kind: str | None) -> Iterator[Element]:
    for element in root:
        if _kind(element) == parent:
            yield from (child for child in element if kind in (None, _kind(child)))


def _kind(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _guid(element: Element) -> str:
    return element.get("guid", "").casefold()


def _target(element: Element) -> str:
    return element.get("targetGUID", "").casefold()


def _is_number(value: str | None) -> bool:
    return value is not None and value.isascii() and value.isdecimal()
