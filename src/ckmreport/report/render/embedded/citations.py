"""The citations of a book and its list of works, formatted once for all chapters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded.numbering import Numbered
from ckmreport.report.render.embedded.pandoc import Job, run, scripts
from ckmreport.report.render.embedded.parsing import Parsed
from ckmreport.report.render.pandoc_cache import Kept

#: By what name formatted citations are kept.
CITED = "cited"
_DEPENDS_ON_PLACE = re.compile(r'\bclass="note"|\bposition="')


@dataclass(frozen=True)
class Cited:
    """Formatted citations and lists of works, by what the parse of a text calls them.

    `notes` says whether the style sets citations as notes, or as raised numbers.
    """

    cites: Mapping[str, str]
    works: Mapping[str, str]
    notes: bool

    def of(self, parsed: Parsed) -> dict[str, dict[str, str]]:
        """Select the citations of one text, in the form that the steps of pandoc take."""
        return {
            "cites": {key: self.cites[key] for key in parsed.cites if key in self.cites},
            "works": {key: self.works[key] for key in parsed.lists if key in self.works},
        }


def cite(book: Book, parses: Sequence[Parsed], kept: Kept) -> Cited:
    """Format what the texts of a book cite, or take what was made of the same citations before.

    A citation is the same wherever it stands; whether it reads 2021a or 2021b is a matter of the
    whole book.

    Raises:
        CkmError: when pandoc cannot read the bibliography.
    """
    if not book.bibliography:
        return Cited({}, {}, notes=False)
    arguments = {
        "cites": list(dict.fromkeys(key for parsed in parses for key in parsed.cites)),
        "lists": list(dict.fromkeys(key for parsed in parses for key in parsed.lists)),
        "lang": "nl-NL",
        "nocite_yaml": f"---\nnocite: {json.dumps(book.nocite or '')}\n---\n",
    }
    places = {
        "bibliography": [str(book.folder / name) for name in book.bibliography],
        "csl": str(book.folder / book.csl),
    }
    names = (*book.bibliography, book.csl)
    text = kept.text(
        json.dumps(arguments, sort_keys=True),
        *((book.folder / name).read_text(encoding="utf-8") for name in names),
        *scripts(),
        make=lambda: json.dumps(run("cite", [Job(arguments | places)])[0]),
    )
    return Cited(**json.loads(text))


def home_of_works(book: Book, chapters: Sequence[Numbered], cited: Cited) -> str:
    """Name the page that lists the works, to which citations link; empty without a bibliography.

    Raises:
        CkmError: when the works are listed nowhere, or the style sets notes or says "ibid.".
    """
    if not cited.cites and not cited.works:
        return ""
    if cited.notes or _DEPENDS_ON_PLACE.search((book.folder / book.csl).read_text("utf-8")):
        raise CkmError(
            "the citation style words a citation by where it stands",
            place=book.csl,
            advice="Take a style with authors and years, or with numbers in brackets",
        )
    homes = [one.chapter.href for one in chapters if one.parsed.lists]
    if not homes:
        raise CkmError(
            "the book cites works and lists them nowhere",
            place=book.folder,
            advice="Write `::: {#refs}` and `:::` in the chapter that is to list them",
        )
    return homes[-1]
