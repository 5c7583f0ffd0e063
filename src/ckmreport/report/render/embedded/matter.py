"""Texts around the chapters of a book: edition, colophon, page footer, words."""

from __future__ import annotations

import json
from collections.abc import Mapping

import yaml

from ckmreport.report.render.book import EXTENSION, Book
from ckmreport.report.render.embedded.pandoc import Job, run, scripts
from ckmreport.report.render.pandoc_cache import kept_with
from ckmreport.report.render.site import Matter


def read_labels(book: Book) -> dict[str, str]:
    """Read the words that a renderer adds to a book, such as "Figuur", in its language."""
    file = book.folder / EXTENSION / "labels-nl.yml"
    labels: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return labels


def convert_matter(book: Book) -> dict[str, Mapping[str, str]]:
    """Convert the texts around the chapters to `html` and `typst`, as far as the book has them.

    They are `edition`, `colophon`, `footer`, `help` and, of a draft, `concept`.

    Raises:
        CkmError: when pandoc cannot read one of them.
    """
    given = {
        "edition": book.edition,
        "colophon": book.colophon,
        "concept": book.concept,
        "help": book.help,
        "footer": book.footer,
    }
    texts = {name: text for name, text in given.items() if text is not None}

    def make() -> str:
        return json.dumps(run("matter", [Job({"texts": texts})])[0])

    kept = kept_with(book.folder, "matter")
    matter: dict[str, Mapping[str, str]] = json.loads(
        kept.text("matter", json.dumps(texts), *scripts(), make=make)
    )
    kept.forget_others()
    return matter


def matter_in_html(matter: Mapping[str, Mapping[str, str]], labels: Mapping[str, str]) -> Matter:
    """Arrange the result of `convert_matter` for the pages of a site."""
    return Matter({name: forms["html"] for name, forms in matter.items()}, labels)
