from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from render_samples import staged_book

from ckmreport.report.render.drawn_figures import (
    Pictures,
    colour_names,
    drawing,
    with_drawings,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10pt" viewBox="0 0 10 5" font-family="x">'
    '<path clip-path="url(#p1)" style="fill: #0b4f6c; stroke: #123456" /><text>60%</text>'
    '<defs><clipPath id="p1"><rect fill="#ffffff" /></clipPath></defs></svg>\n'
)
NAMES = {"#0b4f6c": "figure-main", "#ffffff": "paper"}
BOTH = Pictures(SVG, SVG.replace("0 0 10 5", "0 0 3 9"))


def image(source: str, alt: str = "Zo &quot;veel&quot;.") -> str:
    return (
        '<figure id="fig-a"><div class="scroller" role="group" tabindex="0" aria-label="Figuur 1">'
        f'\n<p><img src="{source}" width="3" alt="{alt}" /></p>\n</div><figcaption>Ja</figcaption>'
    )


@pytest.mark.parametrize("source", ["figures/fig-a.svg", "../figures/fig-a.svg"])
def test_a_drawing_takes_the_place_of_its_image(source: str) -> None:
    body = with_drawings(image(source), {"figures/fig-a.svg": BOTH}, NAMES)
    page = BeautifulSoup(body, "html.parser")
    assert page.img is None
    assert page.select_one("[tabindex]") is None
    assert page.select_one(".scroller") is None
    (drawn,) = page.select("figure > .drawing[role=img]")
    assert drawn["aria-label"] == 'Zo "veel".'
    assert [svg["class"] for svg in drawn.find_all("svg")] == [["wide"], ["narrow"]]
    assert "0 0 3 9" in str(drawn.select_one(".narrow"))


def test_the_order_of_attributes_does_not_matter() -> None:
    other = BeautifulSoup(image("figures/fig-a.svg"), "html.parser")
    for element in other.find_all(["div", "img"]):
        element.attrs = dict(reversed(element.attrs.items()))
    assert "<svg" in with_drawings(str(other), {"figures/fig-a.svg": BOTH}, NAMES)


def test_other_images_stay() -> None:
    usual = image("figures/fig-a.svg")
    for figures in ({}, {"figures/fig-a.svg": Pictures(SVG)}):
        assert with_drawings(usual, figures, NAMES) == usual


def test_colours_are_those_of_the_page() -> None:
    drawn = drawing(BOTH, "", "fig-a", NAMES)
    assert "fill: var(--figure-main); stroke: #123456" in drawn
    assert 'fill="' not in drawn
    assert 'rect style="fill: var(--paper)"' in drawn


def test_names_within_a_page_are_unique() -> None:
    page = BeautifulSoup(drawing(BOTH, "", "a", {}) + drawing(BOTH, "", "b", {}), "html.parser")
    names = [element["id"] for element in page.select("[id]")]
    assert len(names) == len(set(names)) == 4
    used = [path["clip-path"] for path in page.find_all("path")]
    assert used == [f"url(#{name})" for name in names]


def test_every_colour_of_a_figure_has_a_name(tmp_path: Path) -> None:
    names = colour_names(staged_book(tmp_path))
    assert names["#ffffff"] == "paper"
    assert names["#0b4f6c"] == "figure-main"
    assert names["#eef1f2"] == "figure-scale-2"
