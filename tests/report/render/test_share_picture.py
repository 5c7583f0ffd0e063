"""The picture that is shown with a link to the book."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

from render_samples import staged_book

from ckmreport.report.render.share_picture import share_picture
from ckmreport.report.render.site_facts import SiteFacts


def test_the_picture_has_the_size_that_is_asked_for_and_is_always_the_same(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    picture = share_picture(book)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert share_picture(book) == picture


def test_it_names_the_place_and_has_the_colours_of_the_tokens(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    plain = share_picture(book)
    assert share_picture(replace(book, site=SiteFacts(place="Voorbeeldstad"))) != plain
    tokens = book.folder / "_extensions/ckm/tokens.yml"
    changed = tokens.read_text("utf-8").replace(
        'brand: {light: "#0b4f6c"', 'brand: {light: "#5a1846"'
    )
    tokens.write_text(changed, "utf-8")
    assert share_picture(book) != plain


def test_a_long_title_in_odd_signs_stays_on_one_picture(tmp_path: Path) -> None:
    book = replace(staged_book(tmp_path), title='A "#b" \\ [c] $d$ ' * 30)
    assert struct.unpack(">II", share_picture(book)[16:24]) == (1200, 630)
