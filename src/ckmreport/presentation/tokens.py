"""The design tokens: colours, typefaces and sizes of pages, PDF and figures, from one file.

A municipality has its own in `tokens.yml` in its data folder: what that names holds instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import yaml

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.fonts import SANS, SERIF
from ckmreport.foundation.project import find_project

FILE = "tokens.yml"
EXTENSION = "_extensions/ckm"
#: Contrast of WCAG 2.2 that text needs, and that two fills need which are told apart.
READABLE, APART, NEXT = 4.5, 3.0, 1.5
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_FALLBACK = {"sans": "system-ui, sans-serif", "serif": "Georgia, serif"}
#: Colours that figures have of the text.
_OF_TEXT = ("paper", "ink", "quiet", "rule")
_FORMS = ("light", "dark")
_FILLS = ("main", "second", "muted", "few", "many", "hidden")
_SIZES = ("text", "number", "note", "name", "remark")
_BOXES = ("note", "tip", "warning", "important")
#: What is written on what.
_WRITTEN = (
    *product(("ink", "quiet", "heading", "link", *_BOXES), ("paper", "tint")),
    ("warm", "paper"),
    *product(("on-brand", "on-brand-quiet", "on-brand-warm"), ("brand", "brand-deep")),
)


@dataclass(frozen=True)
class FigureTokens:
    """What figures look like: colours as hexadecimal codes, `width` in inches, sizes in points."""

    typeface: str
    paper: str
    ink: str
    quiet: str
    rule: str
    main: str
    second: str
    muted: str
    scale: tuple[str, ...]
    few: str
    many: str
    hidden: str
    width: float
    narrow: float
    least: float
    text: float
    number: float
    note: float
    name: float
    remark: float

    @property
    def forms(self) -> Mapping[str, str]:
        """The colour of each form of exploitation."""
        return {"se": self.main, "ce": self.second, "both": self.muted}

    @property
    def is_narrow(self) -> bool:
        """Whether this is what figures look like on a phone."""
        return self.width <= self.narrow

    @property
    def on_a_phone(self) -> FigureTokens:
        """The same on a narrow screen."""
        sizes = {name: max(getattr(self, name), self.least) for name in _SIZES}
        return replace(self, width=self.narrow, **sizes)

    @property
    def colours(self) -> Mapping[str, str]:
        """The colours by the names that they have in a style sheet; those of the text first."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        steps = {f"figure-scale-{step}": colour for step, colour in enumerate(self.scale)}
        of_text = {name: named[name] for name in _OF_TEXT}
        return {**of_text, **{f"figure-{name}": named[name] for name in _FILLS}, **steps}


@dataclass(frozen=True)
class Tokens:
    """Colours by name, for light and for dark grounds; typefaces for `sans` and `serif`.

    Figures are drawn as `figures` says; a dark screen shows them as `dark_figures` does.
    """

    light: Mapping[str, str]
    dark: Mapping[str, str]
    typefaces: Mapping[str, str]
    figures: FigureTokens
    dark_figures: FigureTokens

    def as_css(self) -> str:
        """Give them as custom properties; what is printed is light, whatever the screen is."""
        faces = "".join(
            f' --{name}: "{self.typefaces[name]}", {others};' for name, others in _FALLBACK.items()
        )
        dark = _properties({**self.dark, **self.dark_figures.colours})
        light = _properties({**self.light, **self.figures.colours})
        return (
            f":root {{{light}{faces} }}\n"
            f'@media screen {{ :root[data-theme="dark"] {{{dark} }} }}\n'
            "@media screen and (prefers-color-scheme: dark) "
            f'{{ :root:not([data-theme="light"]) {{{dark} }} }}\n'
        )


def load_tokens(extension: Path, data: Path | None = None) -> Tokens:
    """Read the tokens of the extension in a folder, and of the municipality.

    Args:
        extension: the folder of the extension.
        data: the data folder, which may hold a `tokens.yml` of its own.

    Raises:
        CkmError: naming file and key, if a file is no valid YAML, a key is unknown or missing, a
            value is of another kind, or two colours that meet can hardly be told apart.
    """
    own = data / FILE if data is not None else None
    return _tokens(
        extension / FILE, _text(extension / FILE), own, _text(own) if own and own.exists() else ""
    )


def tokens_at_hand() -> Tokens:
    """Give the tokens of the project that this runs in, and of the data folder opened last.

    Raises:
        CkmError: as `load_tokens`, or if this runs in no project.
    """
    project = find_project()
    return load_tokens(project / EXTENSION, _Opened.data or project / "data")


def use_tokens_of(data: Path) -> None:
    """Let figures that are made from now on look as this data folder says."""
    _Opened.data = data


def write_merged(extension: Path, data: Path, target: Path) -> None:
    """Write one file with the tokens of the extension as changed by those of the data folder.

    Raises:
        CkmError: as `load_tokens`.
    """
    load_tokens(extension, data)
    own = data / FILE
    if own.exists():
        merged = _merged(_parsed(_text(extension / FILE), extension / FILE), own, _text(own))
        target.write_text(yaml.safe_dump(merged, sort_keys=False), encoding="utf-8")


def contrast(first: str, second: str) -> float:
    """Give the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour, from 0 to 1, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


class _Opened:
    data: Path | None = None


@lru_cache(maxsize=8)
def _tokens(file: Path, text: str, own: Path | None, own_text: str) -> Tokens:
    found = _parsed(text, file)
    _check(found, file)
    if own is not None and own_text:
        found = _merged(found, own, own_text)
        _check(found, own)
    colours, faces = found["colours"], found["typefaces"]
    light, dark = ({n: c[form] for n, c in colours.items()} for form in _FORMS)
    looks = (
        _look(found, of_text, form) for of_text, form in zip((light, dark), _FORMS, strict=True)
    )
    return Tokens(light, dark, faces, *looks)


def _look(found: Mapping[str, Any], of_text: Mapping[str, str], form: str) -> FigureTokens:
    given = {"typeface": found["typefaces"]["sans"], **{n: of_text[n] for n in _OF_TEXT}}
    given |= found["figures"]
    given |= {name: given[name][form] for name in _FILLS}
    given["scale"] = tuple(colour[form] for colour in given["scale"])
    return FigureTokens(**given)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise _unreadable(file) from problem


def _parsed(text: str, file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise _unreadable(file) from problem
    if not isinstance(found, dict):
        raise _unreadable(file)
    return found


def _unreadable(file: Path) -> CkmError:
    return CkmError(
        "the file with colours and typefaces cannot be read",
        place=file,
        advice="Restore it; it is YAML, and each colour has a `light` and a `dark` form",
    )


def _merged(base: dict[str, Any], own: Path, text: str) -> dict[str, Any]:
    """Give the tokens with those of a municipality in their place."""
    merged: dict[str, Any] = _over(base, _parsed(text, own), own, ())
    return merged


def _over(base: Any, given: Any, own: Path, keys: tuple[str, ...]) -> Any:
    if not isinstance(base, dict):
        return given
    if not isinstance(given, dict):
        raise _wrong(own, keys, "holds no keys")
    for key in given:
        if key not in base:
            raise _wrong(own, (*keys, str(key)), "is no token of the report")
    return {k: _over(v, given[k], own, (*keys, k)) if k in given else v for k, v in base.items()}


def _check(found: dict[str, Any], file: Path) -> None:
    """See that everything is there, of the right kind, and can be read."""
    for keys, value, kind in _leaves(found, file):
        if kind == "colour" and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            raise _wrong(file, keys, f'is {value!r}, and a colour is written as "#0b4f6c"')
        if kind == "size" and not (isinstance(value, int | float) and 0 < value < 100):
            raise _wrong(file, keys, f"is {value!r}, which is no size")
        if kind == "typeface" and value not in (SANS, SERIF):
            raise _wrong(file, keys, f"is {value!r}; the report has {SANS} and {SERIF}")
    for first, second, least in _meeting(found):
        if contrast(_at(found, first), _at(found, second)) < least:
            told = f"can hardly be told from {'.'.join(second)}: their contrast is below {least}"
            raise _wrong(file, first, told)
    for first, second in _same_in_the_light(found):
        told = f"is another colour than {'.'.join(second)}, which is the same one in the light"
        raise _wrong(file, first, told)


def _leaves(found: dict[str, Any], file: Path) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    needed = {name for pair in _WRITTEN for name in pair} | {"rule", "stripe"}
    for name in sorted({*_section(found, ("colours",), file), *needed}):
        colour = _section(found, ("colours", str(name)), file)
        for form in _FORMS:
            yield ("colours", str(name), form), colour.get(form), "colour"
    for name in _FALLBACK:
        yield ("typefaces", name), _section(found, ("typefaces",), file).get(name), "typeface"
    figures = _section(found, ("figures",), file)
    scale = figures.get("scale")
    if not isinstance(scale, list) or len(scale) != 5:
        raise _wrong(file, ("figures", "scale"), "is no list of five colours")
    for keys in _fills():
        for form in _FORMS:
            colour = (
                _at(found, keys[:-1]).get(keys[-1]) if keys[1] != "scale" else scale[int(keys[2])]
            )
            yield (*keys, form), colour.get(form) if isinstance(colour, dict) else None, "colour"
    for name in ("width", "narrow", "least", *_SIZES):
        yield ("figures", name), figures.get(name), "size"


def _fills() -> Iterator[tuple[str, ...]]:
    for name in _FILLS:
        yield "figures", name
    for step in range(5):
        yield "figures", "scale", str(step)


def _section(found: Any, keys: tuple[str, ...], file: Path) -> dict[str, Any]:
    for key in keys:
        found = found.get(key)
        if not isinstance(found, dict):
            raise _wrong(file, keys, "is missing")
    section: dict[str, Any] = found
    return section


def _meeting(found: Any) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Give the colours that meet, each pair with the contrast that it needs."""
    for (ink, ground), form in product(_WRITTEN, ("light", "dark")):
        yield ("colours", ink, form), ("colours", ground, form), READABLE
    for form in _FORMS:
        yield ("figures", "main", form), ("figures", "second", form), APART
        for first, second in pairwise(map(str, range(5))):
            yield ("figures", "scale", second, form), ("figures", "scale", first, form), NEXT

    for keys in _fills():
        if keys[1] in ("scale", "few", "many", "hidden"):  # on these figures write
            fill = _at(found, (*keys, "light"))
            inks = [("colours", name) for name in ("paper", "ink")]
            chosen = max(inks, key=lambda ink: contrast(_at(found, (*ink, "light")), fill))
            for form in _FORMS:
                yield (*keys, form), (*chosen, form), READABLE


def _same_in_the_light(found: Any) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the colours of figures that are told apart in the dark only: a page cannot do that."""
    seen: dict[str, tuple[str, ...]] = {}
    for keys in (*(("colours", name) for name in _OF_TEXT), *_fills()):
        first = seen.setdefault(_at(found, (*keys, "light")), keys)
        if _at(found, (*first, "dark")) != _at(found, (*keys, "dark")):
            yield (*keys, "dark"), (*first, "dark")


def _at(found: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


def _wrong(file: Path, keys: tuple[str, ...], what: str) -> CkmError:
    return CkmError(
        f"the token {'.'.join(keys)} {what}", place=file, advice="Correct it, or leave it out"
    )


def _properties(colours: Mapping[str, str]) -> str:
    return "".join(f" --{name}: {value};" for name, value in colours.items())
