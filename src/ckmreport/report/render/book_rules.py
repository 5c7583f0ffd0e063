"""Rules of a staged book, so that both renderers read the same from it.

Quarto passes most of these mistakes silently into the book; here each one names file and cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render import cell_rules
from ckmreport.report.render.book import Book
from ckmreport.report.render.book_text import REFERENCE, Text
from ckmreport.report.render.notebook import INLINE
from ckmreport.report.render.prose import Prose

CALLOUTS = frozenset({"callout-note", "callout-tip", "callout-warning", "callout-important"})
DIVS = CALLOUTS | set(
    "bevinding hulp kern kerncijfers op-scherm punt refs uitgelicht vraag".split()
)
_KEY = re.compile(r"^[ \t]*@\w++\s*+\{\s*+([^,\s]++)\s*+,", re.MULTILINE)
_ADJACENT = re.compile(r"`\{python\}[^`]+``\{python\}")


class RuleError(CkmError):
    """A book breaks one or more rules; `violations` holds each of them."""

    def __init__(self, violations: list[CkmError]) -> None:
        self.violations = tuple(violations)
        super().__init__(
            "the book cannot be rendered as it is:\n" + "\n".join(f"  {v}" for v in violations)
        )


def violations(book: Book) -> list[CkmError]:
    """Find everything in a staged book that breaks a rule, notebook by notebook."""
    text = Text.of(book)
    return [violation for rule in _RULES for violation in rule(text)]


def check(book: Book) -> None:
    """Stop when a staged book breaks a rule.

    Raises:
        RuleError: with all violations.
    """
    if found := violations(book):
        raise RuleError(found)


def _labels(text: Text) -> Iterator[CkmError]:
    first: dict[str, str] = {}
    for label, place in text.anchors():
        if label in first:
            yield CkmError(
                f"the label {label} was used before, in {first[label]}",
                place=place,
                advice="Give every figure, table and section its own label",
            )
        first.setdefault(label, place)


def _footnotes(text: Text) -> Iterator[CkmError]:
    first: dict[str, str] = {}
    for place, prose in text.prose():
        for name in prose.footnotes():
            if name in first:
                yield CkmError(
                    f"the footnote [^{name}] was defined before, in {first[name]}",
                    place=place,
                    advice="Begin the names of footnotes with something of the notebook",
                )
            first.setdefault(name, place)


def _references(text: Text) -> Iterator[CkmError]:
    anchors = {label for label, _ in text.anchors()}
    unnumbered = {name for _, prose in text.prose() for name in prose.unnumbered_anchors()}
    keys = {
        key
        for name in text.book.bibliography
        for key in _KEY.findall((text.book.folder / name).read_text(encoding="utf-8"))
    }
    for place, prose in (*text.prose(), *text.captions()):
        for name in prose.citations():
            if not REFERENCE.match(name):
                if name not in keys:
                    yield CkmError(
                        f"the source @{name} is not in the bibliography",
                        place=place,
                        advice="Add it to the .bib file or mend the key",
                    )
            elif name not in anchors:
                yield CkmError(
                    f"@{name} refers to nothing in the book",
                    place=place,
                    advice="Mend the label, or give the figure, table or section this label",
                )
            elif name in unnumbered:
                yield CkmError(
                    f"@{name} refers to a heading without a number",
                    place=place,
                    advice=f"Write a link, [tekst](#{name})",
                )
        for target in prose.link_targets():
            if target.startswith("#") and target[1:] not in anchors:
                yield CkmError(
                    f"the link to {target} leads nowhere", place=place, advice="Mend its target"
                )
            if target.split("#")[0].endswith(".ipynb"):
                yield CkmError(
                    f"the link to {target} names a notebook",
                    place=place,
                    advice="Link to the label of its heading, [tekst](#sec-x)",
                )
        for form in prose.mixed_references():
            yield CkmError(
                f"{form} is read differently by the two renderers",
                place=place,
                advice="Refer with a plain @label, and put words between it and a citation",
            )


def _headings(text: Text) -> Iterator[CkmError]:
    for notebook in text.notebooks:
        level = 0
        for cell in notebook.cells:
            if cell.kind != "markdown":
                continue
            place, prose = notebook.place(cell), Prose.of(cell.source)
            for heading in prose.headings():
                if heading.level > level + 1 or (level and heading.level == 1):
                    yield CkmError(
                        f"the heading “{heading.text}” of level {heading.level} "
                        f"follows one of level {level}",
                        place=place,
                        advice="Begin a notebook with its one `#` heading and skip no level",
                    )
                level = heading.level
        first = notebook.cells[0] if notebook.cells else None
        if first and Prose.begins_unnumbered(first.source):
            yield CkmError(
                "Quarto gives a number to an unnumbered heading that comes first",
                place=notebook.place(first),
                advice="Put an HTML comment on a line before it",
            )
        if not level:
            yield CkmError("the notebook has no heading", place=notebook.path, advice="Add one")


def _expressions(text: Text) -> Iterator[CkmError]:
    for notebook in text.notebooks:
        for cell in notebook.cells:
            place = notebook.place(cell)
            if cell.kind == "markdown":
                for expression in cell.expressions():
                    if expression not in cell.results:
                        yield CkmError(
                            f"the expression `{expression}` has no result",
                            place=place,
                            advice="Execute the notebook, and see that it gives a text",
                        )
                if _ADJACENT.search(cell.source):
                    yield CkmError(
                        "two expressions stand against each other",
                        place=place,
                        advice="Put a space or a word between them",
                    )
            for key, value in cell.options.items():
                if INLINE.search(str(value)):
                    yield CkmError(
                        f"the option {key} holds an expression without its result",
                        place=place,
                        advice="Execute the notebook again",
                    )


def _markup(text: Text) -> Iterator[CkmError]:
    for place, prose in text.prose():
        for shortcode in prose.shortcodes():
            yield CkmError(
                f"the shortcode {shortcode} is not supported", place=place, advice="Leave it out"
            )
        for name in prose.divs():
            if name not in DIVS:
                yield CkmError(
                    f"the block ::: {name} is not supported",
                    place=place,
                    advice=f"Use one of {', '.join(sorted(DIVS))}",
                )
        for name in prose.div_options():
            if name != "title":
                yield CkmError(
                    f"the option {name} of a block is not supported",
                    place=place,
                    advice="A callout has a title and nothing else",
                )
        for tag in prose.html_tags():
            yield CkmError(
                f"the HTML {tag} would be lost in the PDF", place=place, advice="Write Markdown"
            )
        if prose.has_image():
            yield CkmError(
                "an image stands in the text",
                place=place,
                advice="Make it in a code cell with label, fig-cap and fig-alt",
            )
    for notebook in text.notebooks:
        for cell in notebook.cells:
            if cell.kind not in {"markdown", "code"}:
                yield CkmError(
                    f"a {cell.kind} cell is not supported",
                    place=notebook.place(cell),
                    advice="Make it a Markdown cell",
                )


_RULES: tuple[Callable[[Text], Iterator[CkmError]], ...] = (
    _labels,
    _footnotes,
    _references,
    _headings,
    _expressions,
    _markup,
    cell_rules.options,
    cell_rules.outputs,
)
