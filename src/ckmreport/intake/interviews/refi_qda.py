"""Read a REFI-QDA project (.qdpx), the exchange format of programs for coding interviews.

The format is that of the Rotterdam Exchange Format Initiative (REFI-QDA standard 1.5, 2019): a
zip file with `project.qde`, XML, and a folder `Sources`. Programs differ in what they write:

- ATLAS.ti names the .qde after the project; whoever zips a folder puts all of it in one.
- A path is `internal://name`, but also `internal:/name`, `relative:///Sources/name` or `name`.
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
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews.quotations import Passage, Text
from ckmreport.intake.interviews.zip_archive import MEGABYTE, Archive, open_archive

_ENDING = ".qde"
_LARGEST_PROJECT, _LARGEST_TEXT = 256 * MEGABYTE, 32 * MEGABYTE
_PROJECT = re.compile(r"\{urn:QDA-XML:project:1\.\d+\}Project")
_PATH = re.compile(r"(?:(?P<scheme>[a-z]{2,}):/*)?(?P<name>.*)", re.IGNORECASE | re.DOTALL)
_ABSOLUTE = re.compile(r"/|[a-z]:", re.IGNORECASE)
#: What says where a selection is in its source.
_POSITIONS = (
    "startPosition endPosition begin end page firstX firstY secondX secondY fromSyncPoint "
    "toSyncPoint".split()
)


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
    case, or is empty; `groups` names the groups of documents that it is in. `only_rich` tells
    that its text is there with layout only, in which positions cannot be found.
    """

    guid: str
    passages: tuple[Passage, ...]
    variables: dict[str, str] = field(default_factory=dict)
    case: str = ""
    groups: tuple[str, ...] = ()
    only_rich: bool = False


@dataclass(frozen=True)
class CodedProject:
    """What a project says about its interviews; memos and descriptions are not read."""

    codes: dict[str, Code]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class _Texts:
    """The texts in a project file. ATLAS.ti counts a Windows line ending as one character.

    `windows` tells that the XML has Windows line endings. Whoever reads XML gets these as one
    character, also in a text of which the positions count two.
    """

    archive: Archive
    folder: str
    one_line_ending: bool
    windows: bool = False

    def of(self, element: Element) -> Text | None:
        """Give the plain text that an element brings, if it is in the file."""
        for child in element:
            if _kind(child) == "PlainTextContent":
                own = child.text or ""
                return self._text(own.replace("\n", "\r\n") if self.windows else own)
        name = self._member(element.get("plainTextPath", ""))
        if name is None:
            return None
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

    def _member(self, reference: str) -> str | None:
        """Give the file in the project that a path names; None if it is outside, or no path."""
        found = _PATH.fullmatch(unquote(reference).replace("\\", "/"))
        scheme = (found["scheme"] or "").casefold() if found else ""
        name = found["name"].removeprefix("./") if found else ""
        if not name or scheme not in ("", "internal", "relative"):
            return None
        if not scheme and _ABSOLUTE.match(name):
            return None
        own = name.removeprefix("../")
        for place in (f"{self.folder}Sources/{own}", f"{self.folder}{own}"):
            if place in self.archive:
                return place
        if scheme == "relative":
            return None  # beside the project file, and not in it
        raise CkmError(
            "a text that the project names is not in the file",
            place=self.archive.path,
            advice="Export the project again, with its sources",
        )

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
        name = _project_file(archive)
        content = archive.read(name, _LARGEST_PROJECT)
        root = _project(archive, name, content)
        names = {_guid(v): v.get("name", "") for v in _children(root, "Variables", "Variable")}
        cases = [_case(element, names) for element in _children(root, "Cases", "Case")]
        of_cases = {guid for case in cases for guid in (case.guid, *case.targets)}
        folder = name[: name.rfind("/") + 1]
        atlas = "atlas" in root.get("origin", "").casefold()
        texts = _Texts(archive, folder, atlas, windows=b"\r\n" in content)
        groups = _groups(root, "MemberSource")
        codes = {code.guid: code for code in _codes(root) if code.guid not in of_cases}
        sources = tuple(
            _source(element, texts, names, cases, groups)
            for element in _children(root, "Sources", None)
            if _kind(element).endswith("Source")
        )
        return CodedProject(codes, sources)


def _project_file(archive: Archive) -> str:
    """Find the project in the file: the .qde that lies least deep."""
    found = [name for name in archive.members if name.endswith(_ENDING)]
    found = [name for name in found if not name.startswith("__macosx/")]
    least = min((name.count("/") for name in found), default=0)
    top = [name for name in found if name.count("/") == least]
    if len(top) != 1:
        raise CkmError(
            f"there is {'more than one' if top else 'no'} project (.qde) in this file",
            place=archive.path,
            advice="Export one project as a REFI-QDA project (.qdpx), not as a code book",
        )
    return top[0]


def _project(archive: Archive, name: str, content: bytes) -> Element:
    place = f"{archive.path}, {name}"
    try:
        root: Element = fromstring(content, forbid_dtd=True)
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
    groups = _groups(root, "MemberCode")
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


def _groups(root: Element, kind: str) -> dict[str, list[str]]:
    """Give the names of the sets in which each code or source is."""
    groups: dict[str, list[str]] = {}
    for element in root.iter():
        if _kind(element) == "Set":
            for member in element:
                if _kind(member) == kind:
                    groups.setdefault(_target(member), []).append(element.get("name", ""))
    return groups


def _case(element: Element, names: dict[str, str]) -> _Case:
    references = ("SourceRef", "SelectionRef", "CodeRef")
    targets = frozenset(_target(child) for child in element if _kind(child) in references)
    return _Case(_guid(element), _variables(element, names), targets)


def _source(
    element: Element,
    texts: _Texts,
    names: dict[str, str],
    cases: list[_Case],
    groups: dict[str, list[str]],
) -> Source:
    passages = tuple(_passages(element, texts))
    mine = {_guid(element)} | {guid for p in passages for guid in (p.guid, *p.codes)}
    belongs = [case for case in cases if mine & {case.guid, *case.targets}]
    # The case that knows most: NVivo also makes cases of places and organisations.
    belongs.sort(key=lambda case: -len(case.variables))
    variables: dict[str, str] = {}
    for case in reversed(belongs):
        variables |= case.variables
    variables |= _variables(element, names)
    return Source(
        _guid(element),
        passages,
        variables,
        belongs[0].guid if belongs else "",
        tuple(groups.get(_guid(element), ())),
        bool(element.get("richTextPath")) and texts.of(element) is None,
    )


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
            where = (str(start), str(end)) if known else _where(element)
            name = element.get("name", "")
            yield Passage(_guid(element), codes, start, end, name, known, where)
        below = [child for child in element if _kind(child) not in ("Coding", "Description")]
        stack += [(child, text, points) for child in reversed(below)]


def _where(element: Element) -> tuple[str, ...]:
    """Tell where a selection is; by itself where it does not say so."""
    told = tuple(f"{name}={element.get(name)}" for name in _POSITIONS if element.get(name))
    return told or (_guid(element),)


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
