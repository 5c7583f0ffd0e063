"""What the pages of a site say of the edition besides its texts: source, licence, address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The key of a staged `_quarto.yml` that holds them.
KEY = "ckm-site"


@dataclass(frozen=True)
class SiteFacts:
    """What is known of an edition, as far as somebody wrote it down.

    Attributes:
        place: the municipality that the report is about.
        source: the key, in the bibliography, of the publication that the figures come from.
        archive: the web address of the archive of the sources, where questions go.
        license: the web address of the licence of texts and figures.
        address: the web address under which the site is published.
    """

    place: str | None = None
    source: str | None = None
    archive: str | None = None
    license: str | None = None
    address: str | None = None


def read_site_facts(project: Mapping[str, Any]) -> SiteFacts:
    """Read them from a staged `_quarto.yml`, which need not have them."""
    return SiteFacts(**(project.get(KEY) or {}))
