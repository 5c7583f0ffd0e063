"""What is known of a wave besides its answers: fieldwork, response, interviews, edition."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.foundation.yaml_models import checked, read_as, yaml_mapping
from ckmreport.survey.waves.unfinished import TO_FILL_IN, says_to_fill_in

#: Fewer respondents than this are not shown, unless `wave.yml` says otherwise.
MIN_CELL = 5
#: Below this, "fewer than" would leave a number no second value beside 1.
_LEAST_MIN_CELL = 3
#: What no report can be published without.
_COVER = ("title", "subtitle", "authors", "publisher", "date", "colophon")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def _month(given: str) -> dt.date:
    """Read "2023-06" or a whole date; a month stands for its first day."""
    found = _MONTH.fullmatch(given)
    if not found:
        raise ValueError(f"'{given}' is no month such as \"2023-06\"")
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        raise ValueError(f"'{given}' does not exist in the calendar") from None


def _min_cell(minimum: int) -> int:
    if minimum != 0 and minimum < _LEAST_MIN_CELL:
        raise ValueError(
            f"'min_cell' must be 0 or at least {_LEAST_MIN_CELL}, not {minimum}",
            f"Use {MIN_CELL}, or 0 where every number may be shown",
        )
    return minimum


def _web_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f"'{text}' is no web address such as https://example.org/report")
    return text


Month = Annotated[dt.date, read_as(str, _month)]


@yaml_mapping
@dataclass(frozen=True)
class Fieldwork:
    """When the questionnaire was open; `planned_end` only where the period was extended."""

    start: Month
    end: Month
    planned_end: Month | None = None


@yaml_mapping
@dataclass(frozen=True)
class Interviews:
    """How respondents became interviewees, in persons, and when the interviews were held."""

    left_contact: int
    agreed: int
    held: int
    start: Month
    end: Month


@dataclass(frozen=True)
class Edition:
    """What stands on the cover and in the colophon.

    What nobody has filled in yet reads "Nog in te vullen"; for the date, the end of the fieldwork
    stands in. `notice` says what kind of edition it is, where there is something to say; `archive`
    is the web address of the archive of the sources, where there is one; `figure_source` names
    under figures where their numbers come from, if that is not the survey itself.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    publisher: str
    date: dt.date
    notice: str | None
    colophon: str
    archive: str | None = None
    figure_source: str | None = None


@yaml_mapping
@dataclass(frozen=True)
class Respondents:
    """How many respondents began, and how many of them stopped at once."""

    started: int
    dropped_out: int


@yaml_mapping
@dataclass(frozen=True, kw_only=True)
class WaveFile:
    """What is known of a wave besides its answers, and what stands on the cover.

    `license` and `address` are web addresses: of the licence of texts and figures, and of the site.
    """

    wave: str
    synthetic: bool
    fieldwork: Fieldwork
    respondents: Respondents
    state: Literal["draft", "published"] = "draft"
    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] | None = None
    publisher: str | None = None
    date: dt.date | None = None
    colophon: str | None = None
    notice: Annotated[str | None, Field(alias="edition")] = None
    archive: Annotated[str, AfterValidator(_web_address)] | None = None
    figure_source: str | None = None
    license: Annotated[str, AfterValidator(_web_address)] | None = None
    address: Annotated[str, AfterValidator(_web_address)] | None = None
    source: str | None = None
    interviews: Interviews | None = None
    invented: bool = False
    min_cell: Annotated[int, AfterValidator(_min_cell)] = MIN_CELL


@dataclass(frozen=True, kw_only=True)
class Metadata(WaveFile):
    """The content of `wave.yml`.

    `synthetic` says that the rows are rebuilt from printed figures, `invented` that they are made
    up to rehearse with; neither are people. `min_cell` is the smallest number of respondents that
    may be shown; 0 shows every number. `to_fill` names the entries in which something is still to
    be filled in.
    """

    to_fill: tuple[str, ...]

    @property
    def started(self) -> int:
        """How many respondents began."""
        return self.respondents.started

    @property
    def dropped_out(self) -> int:
        """How many of them stopped at once."""
        return self.respondents.dropped_out

    @property
    def published(self) -> bool:
        """Whether a person gave the wave this state; before, it is a draft."""
        return self.state == "published"

    @property
    def edition(self) -> Edition:
        """What stands on the cover and in the colophon."""
        return Edition(
            title=self.title or TO_FILL_IN,
            subtitle=self.subtitle or TO_FILL_IN,
            authors=self.authors or (TO_FILL_IN,),
            publisher=self.publisher or TO_FILL_IN,
            date=self.date or self.fieldwork.end,
            notice=self.notice,
            colophon=self.colophon or TO_FILL_IN,
            archive=self.archive,
            figure_source=self.figure_source,
        )


def load_metadata(path: Path) -> Metadata:
    """Read the `wave.yml` of a wave; an entry that is left empty counts as one that is left out.

    Raises:
        CkmError: names the line of a missing, unknown or malformed entry. What stands on the cover
            may be missing: it is then still to be filled in.
    """
    root = _without_empty(read_yaml(path))
    entries = dict(root.items())
    to_fill = [name for name in dict.fromkeys((*_COVER, *entries)) if _is_open(entries.get(name))]
    # What has a form of its own has none as long as it is to be filled in.
    for name in {"date", "archive", "license", "address"}.intersection(to_fill):
        entries.pop(name, None)
    file = checked(replace(root, value=entries), WaveFile)
    if file.wave != path.parent.name:
        raise root["wave"].error(
            f"this wave is called '{file.wave}', its folder '{path.parent.name}'",
            "Give both the same name",
        )
    if file.fieldwork.end < file.fieldwork.start:
        raise root.at("fieldwork", "end").error("the fieldwork ends before it starts")
    # Rows that are no people need no protection, unless somebody asks for it.
    min_cell = 0 if file.synthetic and "min_cell" not in entries else file.min_cell
    return Metadata(**vars(file) | {"min_cell": min_cell, "to_fill": tuple(to_fill)})


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
