"""What is known of a wave besides its answers: fieldwork, response, interviews, edition."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from ckmreport.documents import Node, read_yaml

#: Fewer respondents than this are not shown, unless `wave.yml` says otherwise.
MIN_CELL = 5
#: Below this, "fewer than" would leave a number no second value beside 1.
_LEAST_MIN_CELL = 3
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

    `archive` is the web address of the archive of the sources, where there is one.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    publisher: str
    date: dt.date
    notice: str
    colophon: str
    archive: str | None = None


@dataclass(frozen=True)
class Metadata:
    """The content of `wave.yml`.

    `synthetic` says that the rows are rebuilt from printed figures, `invented` that they are made
    up to rehearse with; neither are people. `min_cell` is the smallest number of respondents that
    may be shown; 0 shows every number.
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


def load_metadata(path: Path) -> Metadata:
    """Read the `wave.yml` of a wave.

    Raises:
        CkmError: names the line of a missing, unknown or malformed entry.
    """
    root = read_yaml(path)
    edition = {"title", "subtitle", "authors", "publisher", "date", "edition", "colophon"}
    root.fields(
        {"wave", "synthetic", "fieldwork", "respondents", *edition},
        {"source", "interviews", "invented", "min_cell", "archive"},
    )
    if root["wave"].text() != path.parent.name:
        raise root["wave"].error(
            f"this wave is called '{root['wave'].text()}', its folder '{path.parent.name}'",
            "Give both the same name",
        )
    respondents = root["respondents"]
    respondents.fields({"started", "dropped_out"})
    interviews, source = root.get("interviews"), root.get("source")
    invented = root.get("invented")
    return Metadata(
        wave=root["wave"].text(),
        synthetic=root["synthetic"].boolean(),
        source=source.text() if source else None,
        started=respondents["started"].integer(),
        dropped_out=respondents["dropped_out"].integer(),
        fieldwork=_fieldwork(root["fieldwork"]),
        interviews=_interviews(interviews) if interviews else None,
        edition=_edition(root),
        invented=invented.boolean() if invented else False,
        min_cell=_min_cell(root.get("min_cell"), synthetic=root["synthetic"].boolean()),
    )


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


def _edition(root: Node) -> Edition:
    archive = root.get("archive")
    return Edition(
        title=root["title"].text(),
        subtitle=root["subtitle"].text(),
        authors=tuple(author.text() for author in root["authors"]),
        publisher=root["publisher"].text(),
        date=root["date"].date(),
        notice=root["edition"].text(),
        colophon=root["colophon"].text(),
        archive=_web_address(archive) if archive else None,
    )


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
