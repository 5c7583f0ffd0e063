from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from render_samples import Change, added, code, figure, staged_book, text

from ckmreport.report.render.book_rules import RuleError, check, violations
from ckmreport.report.render.render import render

Cells = dict[str, list[dict[str, Any]]]
KENNIS = "notebooks/02-kennis.ipynb"


def first(path: str, cell: dict[str, Any]) -> Change:
    def change(book: Cells) -> None:
        book[path][0] = cell

    return change


BROKEN: dict[str, tuple[Change, str]] = {
    "label twice": (added(figure("fig-zorgen")), "label fig-zorgen was used before"),
    "label twice, heading": (added(text("## X {#sec-inleiding}")), "sec-inleiding was used before"),
    "footnote twice": (added(text("a[^inl-1]\n\n[^inl-1]: b")), "[^inl-1] was defined before"),
    "unknown source": (added(text("[@niemand2020]")), "@niemand2020 is not in the bibliography"),
    "unknown source in caption": (added(figure("fig-b", "Naar @x1999")), "@x1999 is not in"),
    "unknown reference": (added(text("Zie @fig-weg.")), "@fig-weg refers to nothing"),
    "reference without number": (added(text("@sec-literatuur")), "heading without a number"),
    "grouped reference": (added(text("[zie @fig-zorgen]")), "[zie @fig-zorgen] is read diff"),
    "reference then citation": (added(text("@fig-zorgen [@covers2024]")), "is read differently"),
    "link to nowhere": (added(text("[a](#sec-weg)")), "link to #sec-weg leads nowhere"),
    "link to notebook": (added(text("[a](01-inleiding.ipynb)")), "names a notebook"),
    "skipped level": (
        added(text("## Twee\n\n#### Vier")),
        "“Vier” of level 4 follows one of level 2",
    ),
    "second title": (added(text("# Nog een")), "“Nog een” of level 1"),
    "no title": (first("index.ipynb", text("## Twee")), "of level 2 follows one of level 0"),
    "no heading": (first("notebooks/literatuur.ipynb", text("Tekst.")), "has no heading"),
    "unnumbered first": (first("index.ipynb", text("# A {.unnumbered}")), "comes first"),
    "no result": (added(text("`{python} x`", y="1")), "the expression `x` has no result"),
    "empty result": (added(text("`{python} x`", x=" ")), "the expression `x` has no result"),
    "adjacent expressions": (
        added(text("`{python} x``{python} y`", x="1", y="2")),
        "stand against each other",
    ),
    "expression in option": (added(figure("fig-b", "n=`{python} n`")), "without its result"),
    "shortcode": (added(text("{{< include text/x.md >}}")), "shortcode {{< include text/x.md >}}"),
    "unknown block": (added(text("::: {.column-margin}\nx\n:::")), "::: column-margin"),
    "block option": (
        added(text('::: {.callout-tip title="a=b" collapse="true"}\nx\n:::')),
        "option collapse of a block",
    ),
    "html": (added(text("Een <b>woord</b>.")), "the HTML <b> would"),
    "image": (added(text("![kaart](kaart.png)")), "an image stands in the text"),
    "raw cell": (
        added({"cell_type": "raw", "metadata": {}, "source": ["x"]}),
        "a raw cell is not supported",
    ),
}


def test_the_sample_breaks_no_rule(tmp_path: Path) -> None:
    assert violations(staged_book(tmp_path)) == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_rule_is_found_once_with_its_place(tmp_path: Path, name: str) -> None:
    change, message = BROKEN[name]
    found = [v for v in violations(staged_book(tmp_path, change)) if message in v.message]
    assert len(found) == 1
    assert found[0].place is not None
    assert ".ipynb" in found[0].place
    assert found[0].advice


@pytest.mark.parametrize(
    "source",
    [
        "Mail naam@voorbeeld.nl, of lees `@fig-weg` en `<b>`.",
        "```\n## Kop {#sec-inleiding}\n{{< x >}}\n```",
        "<!-- ![kaart](kaart.png) @niemand -->",
        '[Minder.]{.claim when="a<b and b>c"}',
        "::: {.callout-tip}\n## Titel\nTekst.\n:::",
        "Zie <https://voorbeeld.nl> en [-@fig-zorgen].",
    ],
)
def test_what_only_looks_like_a_violation_passes(tmp_path: Path, source: str) -> None:
    assert violations(staged_book(tmp_path, added(text(source)))) == []


def test_all_violations_are_told_at_once(tmp_path: Path) -> None:
    book = staged_book(tmp_path, added(text("@fig-weg"), code("echo: true")))
    with pytest.raises(RuleError) as caught:
        check(book)
    assert len(caught.value.violations) == 2
    assert "fig-weg" in str(caught.value)
    assert "shows its code" in str(caught.value)


def test_a_book_that_breaks_a_rule_is_not_rendered(tmp_path: Path) -> None:
    book = staged_book(tmp_path, added(text("@fig-weg")))
    with pytest.raises(RuleError):
        render(book.folder, tmp_path / "out", renderer="embedded")
    assert not (tmp_path / "out").exists()
