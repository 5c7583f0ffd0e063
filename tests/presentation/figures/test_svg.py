from __future__ import annotations

import xml.etree.ElementTree as ET

from ckmreport.presentation.figures.svg import compact

WRITTEN = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="420.1234pt" viewBox="0 0 420.1234 80">
 <metadata><x/></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round}</style></defs>
 <g id="figure_1"><g id="patch_1">
  <path d="M 0.123456 -0.001
L 10.5 2.00000" clip-path="url(#p1)" style="fill: #ffffff"/></g>
  <g id="text_1"><text style="font-size: 9px; font-family: 'A', 'B', sans-serif; fill: #1c2429"
   x="1.23456" transform="rotate(-0 1.2 3.4)">12.3456 &lt; 13 &amp; meer</text></g>
  <g id="u"><use xlink:href="#m1" x="3.999"/></g></g>
 <defs><clipPath id="p1"><rect width="1.5"/></clipPath><path id="m1" d="M 0 0"/></defs>
</svg>"""


def test_only_what_is_seen_is_left() -> None:
    svg = compact(WRITTEN, "Huis")
    for gone in ("metadata", "<style", "figure_1", "patch_1", "rotate", "'A'", "<g"):
        assert gone not in svg
    for kept in ('id="p1"', 'id="m1"', "url(#p1)", 'href="#m1"', "'Huis', sans-serif"):
        assert kept in svg


def test_places_are_shortened_and_texts_are_not() -> None:
    root = ET.fromstring(compact(WRITTEN, "Huis"))
    (text,) = root.iter("{http://www.w3.org/2000/svg}text")
    assert text.text == "12.3456 < 13 & meer"
    assert text.attrib == {"style": "font-size: 9px; fill: #1c2429", "x": "1.23"}
    path = next(root.iter("{http://www.w3.org/2000/svg}path"))
    assert path.attrib["d"] == "M 0.12 -0 L 10.5 2"
    assert root.attrib["viewBox"] == "0 0 420.1234 80"
