"""The report's typefaces, from the Python packages that carry them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from ckmreport.foundation.errors import CkmError

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
_PACKAGES = {"font_source_sans_pro": "SourceSansPro", "font_source_serif_pro": "SourceSerifPro"}
_STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def font_files() -> list[Path]:
    """Give the font files of the report: six styles of the sans and of the serif family.

    Raises:
        CkmError: if a font package is not installed.
    """
    files = []
    for package, stem in _PACKAGES.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise CkmError(
                f"the font package {package} is not installed",
                advice="Install the project with its dependencies",
            )
        folder = Path(spec.origin).parent / "files"
        files += [folder / f"{stem}-{style}.otf" for style in _STYLES]
    return files
