"""The colours and typefaces of the report, from the one file that the Typst template reads too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ckmreport.foundation.errors import CkmError

FILE = "tokens.yml"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_TYPEFACE = re.compile(r"[A-Za-z0-9 ]+")
_FALLBACK = {"sans": "system-ui, sans-serif", "serif": "Georgia, serif"}


@dataclass(frozen=True)
class Tokens:
    """Colours by name, for light and for dark grounds; typefaces for `sans` and `serif`."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    typefaces: Mapping[str, str]

    def as_css(self) -> str:
        """Write them as custom properties; print is light, whatever the screen is."""
        faces = "".join(
            f' --{name}: "{self.typefaces[name]}", {others};' for name, others in _FALLBACK.items()
        )
        dark = _properties(self.dark)
        return (
            f":root {{{_properties(self.light)}{faces} }}\n"
            f'@media screen {{ :root[data-theme="dark"] {{{dark} }} }}\n'
            "@media screen and (prefers-color-scheme: dark) "
            f'{{ :root:not([data-theme="light"]) {{{dark} }} }}\n'
        )


def load_tokens(extension: Path) -> Tokens:
    """Read the tokens of the extension in a folder.

    Raises:
        CkmError: if the file is no valid YAML, or lacks a form of a colour or a typeface.
    """
    file = extension / FILE
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
        colours, typefaces = found["colours"], found["typefaces"]
        light = {name: colours[name]["light"] for name in colours}
        dark = {name: colours[name]["dark"] for name in colours}
        faces = {name: typefaces[name] for name in _FALLBACK}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as problem:
        raise CkmError(
            "the file with colours and typefaces cannot be read",
            place=file,
            advice="Restore it; each colour has a `light` and a `dark` form",
        ) from problem
    for name, value in [*light.items(), *dark.items()]:
        if not _NAME.fullmatch(str(name)) or not _COLOUR.fullmatch(str(value)):
            raise CkmError(
                f"the colour {name} is {value!r}, which is none",
                place=file,
                advice='Write it as "#0b4f6c", between quotation marks, in small letters',
            )
    for name, value in faces.items():
        if not _TYPEFACE.fullmatch(str(value)):
            raise CkmError(
                f"the typeface {name} is {value!r}, which is no name",
                place=file,
                advice="Name a family of typefaces that comes with the project",
            )
    return Tokens(light, dark, faces)


def _properties(colours: Mapping[str, str]) -> str:
    return "".join(f" --{name}: {value};" for name, value in colours.items())
