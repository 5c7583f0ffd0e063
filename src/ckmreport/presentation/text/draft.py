"""The page that opens a draft: what must still be done before the report can be published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ckmreport.presentation.text.dutch_numbers import integer
from ckmreport.presentation.text.markdown_escape import as_text
from ckmreport.survey.waves.unfinished import Unfinished

_ENTRIES = {
    "title": "de titel",
    "subtitle": "de ondertitel",
    "authors": "de auteurs",
    "publisher": "de uitgever",
    "date": "de datum van de uitgave; nu staat er de laatste dag van het veldwerk",
    "edition": "wat voor uitgave dit is",
    "colophon": "het colofon",
}
_OPENING = (
    "**Dit is een concept.** Het rapport is nog niet vastgesteld en niet bedoeld om te verspreiden."
)
_COMPLETE = (
    "Alles is ingevuld en alle teksten zijn geschreven. "
    "Deze bladzijde vervalt zodra in `wave.yml` staat: `state: published`."
)


def draft_page(open_ends: Sequence[Unfinished], untrue: int) -> str:
    """Give the page in Markdown.

    Args:
        open_ends: what is still to be filled in or written.
        untrue: how many sentences the numbers of the wave do not bear out.
    """
    entries = [_entry(one.entry) for one in open_ends if one.entry]
    others = [one for one in open_ends if not one.entry]
    parts = [
        _OPENING,
        *_list("Nog in te vullen in `wave.yml`:", entries),
        *_list("Nog te schrijven:", [_code(one.file) for one in others if not one.exists]),
        *_list("Nog aan te vullen:", [_code(one.file) for one in others if one.exists]),
    ]
    if not open_ends:
        parts.append(_COMPLETE)
    if untrue:
        parts.append(
            f"Zinnen die niet volgen uit de cijfers van deze meting: {integer(untrue)}. "
            "Zij zijn in de tekst gemarkeerd."
        )
    return "\n\n".join(parts)


def _list(title: str, items: Iterable[str]) -> list[str]:
    """Give a list as lines of one paragraph: of lists in metadata Quarto leaves the text alone."""
    lines = [f"– {item}" for item in items]
    return ["\\\n".join([title, *lines])] if lines else []


def _entry(name: str) -> str:
    return f"{_code(name)}: {_ENTRIES[name]}" if name in _ENTRIES else _code(name)


def _code(name: str) -> str:
    return f"`{name}`" if "`" not in name else as_text(name)
