from __future__ import annotations

import re
from pathlib import Path

import pytest
from render_samples import staged_book

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.site import copy_style
from ckmreport.report.render.tokens import FILE, load_tokens

ROOT = Path(__file__).parents[3]
EXTENSION = ROOT / "_extensions/ckm"
STYLE = ROOT / "src/ckmreport/report/render/assets/book.css"


def changed(folder: Path, old: str, new: str) -> Path:
    text = (EXTENSION / FILE).read_text("utf-8")
    assert text.count(old) == 1
    (folder / FILE).write_text(text.replace(old, new), "utf-8")
    return folder


def test_every_colour_has_a_form_for_light_and_for_dark_grounds() -> None:
    tokens = load_tokens(EXTENSION)
    assert set(tokens.light) == set(tokens.dark) >= {"paper", "ink", "brand", "warm"}
    assert tokens.typefaces == {"sans": "Source Sans Pro", "serif": "Source Serif Pro"}


def test_template_and_style_sheet_name_no_colour_of_their_own() -> None:
    style = re.sub(r"#0004\b", "", STYLE.read_text("utf-8"))  # the shadow below the hits
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", style) == []
    assert 'rgb("' not in (EXTENSION / "report.typ").read_text("utf-8")


def test_template_and_style_sheet_use_only_colours_that_are_there() -> None:
    tokens = load_tokens(EXTENSION)
    own = {"figure-paper", "figure-filter", "figure-blend", "tone", "sans", "serif"}
    assert set(re.findall(r"var\(--([\w-]+)", STYLE.read_text("utf-8"))) - own <= set(tokens.light)
    used = re.findall(r'colour\("([\w-]+)"\)', (EXTENSION / "report.typ").read_text("utf-8"))
    assert set(used) <= set(tokens.light)


def test_a_changed_colour_reaches_the_site(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    file = book.folder / "_extensions/ckm" / FILE
    file.write_text(file.read_text("utf-8").replace("#b4532a", "#123456"), "utf-8")
    copy_style(book, tmp_path / "assets")
    style = (tmp_path / "assets/book.css").read_text("utf-8")
    assert "--warm: #123456;" in style
    assert "#b4532a" not in style


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('ink: {light: "#1c2429"', 'ink: {light: "black; } body { color: red"', "colour ink"),
        ('quiet: {light: "#54616a", dark', 'quiet: {light: "#54616a", darker', "cannot be read"),
        ("sans: Source Sans Pro", 'sans: "x; } body { color: red"', "typeface sans"),
        ("typefaces:", "typefaces: [", "cannot be read"),
    ],
)
def test_what_is_no_colour_or_typeface_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(CkmError, match=message) as caught:
        load_tokens(changed(tmp_path, old, new))
    assert caught.value.place == str(tmp_path / FILE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="cannot be read"):
        load_tokens(tmp_path / "none")
