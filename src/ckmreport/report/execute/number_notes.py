"""What the engine writes down of every number that it puts into a text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, Literal

from ckmreport.presentation.text.number_facts import facts
from ckmreport.presentation.text.words import Number, Words

Where = Literal["text", "caption", "alt", "note"]
#: A number as the metadata of its cell holds it; the ledger takes it over.
Note = dict[str, Any]
_LONGEST_SLUG = 40


@dataclass
class NumberNotes:
    """The numbers of one cell, each under an id that its span in the text carries.

    An id names section, cell and expression, and for one of several numbers of an expression the
    question it answers. It depends on no value and no order, so that it stays from wave to wave.
    """

    cell: str
    noted: dict[str, Note] = field(default_factory=dict)

    def span(self, number: Number, expression: str, section: str, where: Where) -> str:
        """Write a number down, and give it as Markdown, with its id."""
        part = number.origin.identity + (where if where in ("caption", "alt") else "")
        name = entry_id(section, self.cell, expression, part)
        self.noted.setdefault(name, {"id": name} | _note(number, expression, section, where))
        return f'[{number.text}]{{.getal data-id="{name}"}}'

    def marked(self, said: Words, expression: str, section: str, where: Where) -> str:
        """Write down the numbers of a result, and give the result as Markdown."""
        return said.marked(lambda number: self.span(number, expression, section, where))


def entry_id(section: str, cell: str, code: str, part: str = "") -> str:
    """Name an entry of the ledger by its section, its cell, and the code that gives it."""
    slug = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    checksum = hashlib.sha256(f"{code}\n{part}".encode()).hexdigest()[:6]
    return "/".join(part for part in (section, cell, f"{slug}-{checksum}") if part)


def _note(number: Number, expression: str, section: str, where: Where) -> Note:
    return {
        "expression": expression,
        "value": number.text.replace("*", "") if where != "alt" else number.plain,
        **facts(number),
        "section": section,
        "where": where,
    }
