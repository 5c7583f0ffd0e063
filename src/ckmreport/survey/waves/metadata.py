"""What is known of a wave besides its answers: fieldwork, response, interviews, edition."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.survey.waves.unfinished import TO_FILL_IN, says_to_fill_in

#: Fewer respondents than this are not shown, unless `wave.yml` says otherwise.
MIN_CELL = 5
#: Below this, "fewer than" would leave a number no second value beside 1.
_LEAST_MIN_CELL = 3
#: What no report can be published without.
_COVER = ("title", "subtitle", "authors", "publisher", "date", "colophon")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@dataclass(frozen=True)
class Fieldwork:
    """When the questionnaire was open; `planned_end` only where the period was extended."""

    start: dt.date
    end: dt.date
    planned_end: dt.date | None


@dataclass(frozen=True)
class Interviews:
    """How respondents became interviewees, in persons, and when the interviews were held."""

    left_contact: int
    agreed: int
    held: int
    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Edition:
    """What stands on the cover and in the colophon.

    What nobody has filled in yet reads "Nog in te vullen"; for the date, the end of the fieldwork
    stands in. `notice` says what kind of edition it is, where there is something to say; `archive`
    is the web address of the archive of the sources, where there is one.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    publisher: str
    date: dt.date
    notice: str | None
    colophon: str
    archive: str | None = None


@dataclass(frozen=True)
class Metadata:
    """The content of `wave.yml`.

    `synthetic` says that the rows are rebuilt from printed figures, `invented` that they are made
    up to rehearse with; neither are people. `min_cell` is the smallest number of respondents that
    may be shown; 0 shows every number. `published` says that a person gave the wave this
    state; before, it is a draft. `to_fill` names the entries in which something is still to be
    filled in.
    """

    wave: str
    synthetic: bool
    source: str | None
    started: int
    dropped_out: int
    fieldwork: Fieldwork
    interviews: Interviews | None
    edition: Edition
    invented: bool = False
    min_cell: int = MIN_CELL
    published: bool = False
    to_fill: tuple[str, ...] = ()


def load_metadata(path: Path) -> Metadata:
    """Read the `wave.yml` of a wave; an entry that is left empty counts as one that is left out.

    Raises:
        CkmError: names the line of a missing, unknown or malformed entry. What stands on the cover
            may be missing: it is then still to be filled in.
    """
    root = _without_empty(read_yaml(path))
    optional = {"edition", "source", "interviews", "invented", "min_cell", "archive", "state"}
    root.fields({"wave", "synthetic", "fieldwork", "respondents"}, {*_COVER, *optional})
    if root["wave"].text() != path.parent.name:
        raise root["wave"].error(
            f"this wave is called '{root['wave'].text()}', its folder '{path.parent.name}'",
            "Give both the same name",
        )
    respondents = root["respondents"]
    respondents.fields({"started", "dropped_out"})
    interviews, source = root.get("interviews"), root.get("source")
    invented, fieldwork = root.get("invented"), _fieldwork(root["fieldwork"])
    return Metadata(
        wave=root["wave"].text(),
        synthetic=root["synthetic"].boolean(),
        source=source.text() if source else None,
        started=respondents["started"].integer(),
        dropped_out=respondents["dropped_out"].integer(),
        fieldwork=fieldwork,
        interviews=_interviews(interviews) if interviews else None,
        edition=_edition(root, fieldwork.end),
        invented=invented.boolean() if invented else False,
        min_cell=_min_cell(root.get("min_cell"), synthetic=root["synthetic"].boolean()),
        published=_published(root.get("state")),
        to_fill=tuple(
            name
            for name in dict.fromkeys((*_COVER, *(name for name, _ in root.items())))
            if _is_open(root.get(name))
        ),
    )


def _without_empty(node: Node) -> Node:
    """Leave out what a mapping or a list holds no value for."""
    value = node.value
    if isinstance(value, dict):
        inner = {name: _without_empty(one) for name, one in node.items()}
        value = {name: one for name, one in inner.items() if not _is_empty(one)}
    elif isinstance(value, list):
        value = [one for one in map(_without_empty, node) if not _is_empty(one)]
    return replace(node, value=value)


def _is_empty(node: Node) -> bool:
    value = node.value
    return value is None or value in ({}, []) or (isinstance(value, str) and not value.strip())


def _is_open(node: Node | None) -> bool:
    """Tell whether an entry, or something in it, is still to be filled in."""
    if node is None:
        return True
    if isinstance(node.value, dict):
        return any(_is_open(one) for _, one in node.items())
    if isinstance(node.value, list):
        return any(map(_is_open, node))
    return isinstance(node.value, str) and says_to_fill_in(node.value)


def _published(node: Node | None) -> bool:
    if node is not None and node.text() not in {"draft", "published"}:
        raise node.error(
            f"'{node.text()}' is no state of a wave", "Write draft, or published once it may be"
        )
    return node is not None and node.text() == "published"


def _min_cell(node: Node | None, *, synthetic: bool) -> int:
    """Read the smallest number that may be shown; rows that are no people need no protection."""
    if node is None:
        return 0 if synthetic else MIN_CELL
    minimum = node.integer()
    if minimum != 0 and minimum < _LEAST_MIN_CELL:
        raise node.error(
            f"'min_cell' must be 0 or at least {_LEAST_MIN_CELL}, not {minimum}",
            f"Use {MIN_CELL}, or 0 where every number may be shown",
        )
    return minimum


def _fieldwork(node: Node) -> Fieldwork:
    node.fields({"start", "end"}, {"planned_end"})
    planned = node.get("planned_end")
    fieldwork = Fieldwork(
        _month(node["start"]), _month(node["end"]), _month(planned) if planned else None
    )
    if fieldwork.end < fieldwork.start:
        raise node["end"].error("the fieldwork ends before it starts")
    return fieldwork


def _interviews(node: Node) -> Interviews:
    node.fields({"left_contact", "agreed", "held", "start", "end"})
    return Interviews(
        left_contact=node["left_contact"].integer(),
        agreed=node["agreed"].integer(),
        held=node["held"].integer(),
        start=_month(node["start"]),
        end=_month(node["end"]),
    )


def _edition(root: Node, meanwhile: dt.date) -> Edition:
    archive, notice, authors = root.get("archive"), root.get("edition"), root.get("authors")
    date = root.get("date")
    return Edition(
        title=_or_to_fill_in(root.get("title")),
        subtitle=_or_to_fill_in(root.get("subtitle")),
        authors=tuple(one.text() for one in authors) if authors else (TO_FILL_IN,),
        publisher=_or_to_fill_in(root.get("publisher")),
        date=meanwhile if date is None or _is_open(date) else date.date(),
        notice=notice.text() if notice else None,
        colophon=_or_to_fill_in(root.get("colophon")),
        archive=_web_address(archive) if archive and not _is_open(archive) else None,
    )


def _or_to_fill_in(node: Node | None) -> str:
    return node.text() if node else TO_FILL_IN


def _web_address(node: Node) -> str:
    if not _ADDRESS.fullmatch(node.text()):
        raise node.error(f"'{node.text()}' is no web address such as https://example.org/report")
    return node.text()


def _month(node: Node) -> dt.date:
    """Read "2023-06" or a whole date; a month stands for its first day."""
    if isinstance(node.value, dt.date):
        return node.value
    found = _MONTH.fullmatch(node.text())
    if not found:
        raise node.error(f"'{node.text()}' is no month such as \"2023-06\"")
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        raise node.error(f"'{node.text()}' does not exist in the calendar") from None
