"""What the pages of a site say of the edition besides its texts: help, source, licence, address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The key of a staged `_quarto.yml` that holds them.
KEY = "ckm-site"


@dataclass(frozen=True)
class Help:
    """One way to help, as it is printed, and where its links lead."""

    need: str
    name: str | None = None
    phone: str | None = None
    dial: str | None = None
    web: str | None = None
    href: str | None = None


@dataclass(frozen=True)
class SiteFacts:
    """What is known of an edition, as far as somebody wrote it down.

    Attributes:
        place: the municipality that the report is about.
        help: where readers find help.
        source: the key, in the bibliography, of the publication that the figures come from.
        archive: the web address of the archive of the sources, where questions go.
        license: the web address of the licence of texts and figures.
        address: the web address under which the site is published.
    """

    place: str | None = None
    help: tuple[Help, ...] = ()
    source: str | None = None
    archive: str | None = None
    license: str | None = None
    address: str | None = None


def read_site_facts(project: Mapping[str, Any]) -> SiteFacts:
    """Read them from a staged `_quarto.yml`, which need not have them."""
    given = dict(project.get(KEY) or {})
    lines = tuple(Help(**line) for line in given.pop("help", ()))
    return SiteFacts(help=lines, **given)
