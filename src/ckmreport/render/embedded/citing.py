"""The citations of a book and its list of works, formatted once for all chapters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckmreport.errors import CkmError
from ckmreport.render.book import Book
from ckmreport.render.embedded.numbering import Numbered
from ckmreport.render.embedded.pandoc import Job, run, scripts
from ckmreport.render.kept import Kept

_DEPENDS_ON_PLACE = re.compile(r'\bclass="note"|\bposition="')


@dataclass(frozen=True)
class Cited:
    """Formatted citations and lists of works, by what the parse of a chapter calls them.

    `home` is the page that lists the works; None where the book has no bibliography.
    """

    cites: Mapping[str, str]
    works: Mapping[str, str]
    home: str | None


def cite(book: Book, chapters: Sequence[Numbered], kept: Kept) -> Cited:
    """Format what the chapters cite, or take what was made of the same citations before.

    A citation is the same wherever it stands; whether it reads 2021a or 2021b is a matter of the
    whole book.

    Raises:
        CkmError: when the style sets notes or says "ibid.", when the works are listed nowhere,
            or when pandoc cannot read the bibliography.
    """
    if not book.bibliography:
        return Cited({}, {}, None)
    cites = list(dict.fromkeys(key for one in chapters for key in one.parsed.cites))
    lists = list(dict.fromkeys(key for one in chapters for key in one.parsed.lists))
    homes = [one.chapter.href for one in chapters if one.parsed.lists]
    if cites and not homes:
        raise CkmError(
            "the book cites works and lists them nowhere",
            place=book.folder,
            advice="Write `::: {#refs}` and `:::` in the chapter that is to list them",
        )
    names = (*book.bibliography, book.csl)
    files = [(book.folder / name).read_text(encoding="utf-8") for name in names]
    if _DEPENDS_ON_PLACE.search(files[-1]):
        raise CkmError(
            "the citation style words a citation by where it stands",
            place=book.csl,
            advice="Take a style with authors and years, or one with numbers",
        )
    arguments = {
        "cites": cites,
        "lists": lists,
        "lang": "nl-NL",
        "nocite_yaml": f"---\nnocite: {json.dumps(book.nocite or '')}\n---\n",
    }
    places = {
        "bibliography": [str(book.folder / name) for name in book.bibliography],
        "csl": str(book.folder / book.csl),
    }
    text = kept.text(
        json.dumps(arguments, sort_keys=True),
        *files,
        *scripts(),
        make=lambda: json.dumps(run("cite", [Job(arguments | places)])[0]),
    )
    return Cited(**json.loads(text), home=homes[-1] if homes else None)
