from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from render_samples import METADATA, staged_book

from ckmreport.foundation.errors import CkmError
from ckmreport.presentation.tokens import FILE, contrast, load_tokens, tokens_at_hand, use_tokens_of
from ckmreport.report.render.site import copy_style
from ckmreport.report.render.stage import stage

ROOT = Path(__file__).parents[2]
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
    own = {"tone", "sans", "serif", "tools", "deel"}
    assert set(re.findall(r"var\(--([\w-]+)", STYLE.read_text("utf-8"))) - own <= set(tokens.light)
    used = re.findall(r'colour\("([\w-]+)"\)', (EXTENSION / "report.typ").read_text("utf-8"))
    assert set(used) <= set(tokens.light)


def test_figures_have_the_ink_of_the_text() -> None:
    tokens = load_tokens(EXTENSION)
    look = tokens.figures
    assert (look.paper, look.ink, look.quiet, look.rule) == tuple(
        tokens.light[name] for name in ("paper", "ink", "quiet", "rule")
    )


def test_a_figure_on_a_phone_is_narrow_and_its_text_no_smaller_than_eleven_pixels() -> None:
    look = load_tokens(EXTENSION).figures
    phone = look.on_a_phone
    assert (look.is_narrow, phone.is_narrow) == (False, True)
    assert phone.width * 96 <= 320 - 32  # what the page leaves of the screen
    sizes = (phone.text, phone.number, phone.note, phone.name, phone.remark)
    assert min(sizes) * 96 / 72 >= 11


def test_the_site_has_every_colour_of_a_figure_for_light_and_for_dark() -> None:
    tokens = load_tokens(EXTENSION)
    light, *dark = tokens.as_css().split("@media")
    for look, css in ((tokens.figures, [light]), (tokens.dark_figures, dark)):
        names = {f"--{name}: {colour};" for name, colour in look.colours.items()}
        assert len(names) == 15
        assert all(name in part for name in names for part in css)


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
        (
            'ink: {light: "#1c2429"',
            'ink: {light: "black; } body { color: red"',
            r"colours\.ink\.light",
        ),
        ('quiet: {light: "#54616a", dark', 'quiet: {light: "#54616a", darker', r"quiet\.dark"),
        ("sans: Source Sans Pro", 'sans: "x; } body { color: red"', r"typefaces\.sans"),
        ("width: 5.83", "width: breed", r"figures\.width is 'breed'"),
        ('    - {light: "#8a4a1c", dark: "#f0a983"}\n', "", r"figures\.scale is no list of five"),
        ("  remark: 7\n", "", r"figures\.remark"),
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


# --- Those of a municipality ---------------------------------------------------------------------


def own(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_a_municipality_replaces_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    data = own(
        tmp_path, 'colours: {heading: {light: "#5a1846"}}\nfigures: {main: {light: "#5a1846"}}\n'
    )
    usual, theirs = load_tokens(EXTENSION), load_tokens(EXTENSION, data)
    assert theirs.light == {**usual.light, "heading": "#5a1846"}
    assert theirs.dark == usual.dark
    assert theirs.figures == replace(usual.figures, main="#5a1846")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'colours: {ink: {light: "#999999"}}',
            r"colours\.ink\.light can hardly be told from colours",
        ),
        (
            'colours: {paper: {dark: "#888888"}}',
            r"ink\.dark can hardly be told from colours\.paper",
        ),
        (
            'figures: {second: {light: "#0b4f6c", dark: "#a9d8ea"}}',
            r"figures\.main\.light can hardly be told from figures\.second\.light",
        ),
        (
            'figures: {second: {dark: "#a9d8ea"}}',
            r"figures\.main\.dark can hardly be told from figures\.second\.dark",
        ),
        (
            'figures: {few: {dark: "#7ca4b6"}}',
            r"figures\.few\.dark can hardly be told from colours\.ink\.dark",
        ),
        (
            'figures: {muted: {light: "#c3ced3"}}',
            r"figures\.muted\.dark is another colour than colours\.rule\.dark",
        ),
        ('figures: {main: "#5a1846"}', r"figures\.main holds no keys"),
        ('colours: {inkt: {light: "#000000"}}', r"colours\.inkt is no token"),
        ("colours: blauw", "colours holds no keys"),
        ("typefaces: {sans: Comic Sans}", r"typefaces\.sans is 'Comic Sans'"),
        ("figures: {text: 900}", r"figures\.text is 900"),
        ("- rood", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(CkmError, match=message) as caught:
        load_tokens(EXTENSION, own(tmp_path, text))
    assert caught.value.place == str(tmp_path / FILE)


def test_site_template_and_figures_get_the_same_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    data = own(folder, 'colours: {ink: {light: "#201010"}}')
    book = staged_book(tmp_path)
    again = stage(tmp_path / "project", book.folder, book.folder, METADATA, data=data)
    staged = load_tokens(again.folder / EXTENSION.relative_to(ROOT))
    assert staged == load_tokens(EXTENSION, data)
    copy_style(again, tmp_path / "assets")
    assert "--ink: #201010;" in (tmp_path / "assets/book.css").read_text("utf-8")
    monkeypatch.chdir(ROOT)
    use_tokens_of(data)
    try:
        assert tokens_at_hand() == staged
    finally:
        use_tokens_of(ROOT / "data")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
