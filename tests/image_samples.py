"""Pictures of figures and pages, and those that a person approved, in `tests/baselines`.

`make update-baseline-images` approves what there is now; look at it before you commit it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
import typst
from PIL import Image

from ckmreport.foundation.fonts import font_files

BASELINES = Path(__file__).parent / "baselines"
#: Where pictures go that differ from the approved ones; not under version control.
DIFFERENCES = Path(__file__).parents[1] / "_build" / "baselines"

#: Dots per inch: text can be read, and files stay small.
RESOLUTION = 80
#: How far a colour (of 255) may be off, and in how many places it may be farther: processors do
#: not all round the edge of a letter alike. One changed digit is more than this.
TOLERANCE, PLACES = 40, 6


@dataclass(frozen=True)
class Baselines:
    """The approved pictures; with `update` they become those of now."""

    update: bool = False
    folder: Path = BASELINES
    differences: Path = DIFFERENCES

    def check(self, name: str, picture: Image.Image) -> None:
        """Compare a picture with the approved one of that name.

        Raises:
            AssertionError: when they differ; it names a file that shows where.
        """
        approved = self.folder / f"{name}.png"
        if self.update:
            approved.parent.mkdir(parents=True, exist_ok=True)
            picture.save(approved, optimize=True)
            return
        assert approved.is_file(), f"{approved} is not there: run make update-baseline-images"
        expected = Image.open(approved).convert("RGB")
        places = _places(expected, picture)
        if places > PLACES:
            file = self.differences / f"{name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            _side_by_side(expected, picture).save(file)
            raise AssertionError(
                f"{name} differs from {approved} in {places} pixels; {file} shows approved, new "
                "and difference. If it should look so: make update-baseline-images"
            )

    def names(self, kind: str) -> set[str]:
        """Give the names of the approved pictures in a folder."""
        return {path.stem for path in (self.folder / kind).glob("*.png")}


def picture_of_svg(svg: str, folder: Path) -> Image.Image:
    """Draw a figure on white, at its own size."""
    (folder / "figure.svg").write_text(svg, encoding="utf-8")
    source = folder / "figure.typ"
    source.write_text(
        '#set page(width: auto, height: auto, margin: 0pt)\n#image("figure.svg")\n', "utf-8"
    )
    drawn = typst.compile(
        str(source),
        format="png",
        ppi=RESOLUTION,
        font_paths=sorted({str(file.parent) for file in font_files()}),
        ignore_system_fonts=True,
    )
    assert isinstance(drawn, bytes)
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def picture_of_page(pdf: Path, number: int) -> Image.Image:
    """Draw a page of a PDF; pages count from 0."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn: Image.Image = document[number].render(scale=RESOLUTION / 72).to_pil()
        return drawn.convert("RGB")
    finally:
        document.close()


def _places(expected: Image.Image, found: Image.Image) -> int:
    """Count the pixels that are off; pictures of another size are so in all of them."""
    if expected.size != found.size:
        return max(expected.width * expected.height, found.width * found.height)
    return int(_is_off(expected, found).sum())


def _is_off(expected: Image.Image, found: Image.Image) -> np.ndarray:
    off = np.abs(np.asarray(expected, dtype=int) - np.asarray(found, dtype=int))
    return np.asarray(off.max(axis=2) > TOLERANCE)


def _side_by_side(expected: Image.Image, found: Image.Image) -> Image.Image:
    pictures = [expected, found]
    if expected.size == found.size:
        faint = np.asarray(found.convert("L").convert("RGB")) // 3 + 170
        red = np.where(_is_off(expected, found)[:, :, None], (200, 0, 0), faint)
        pictures.append(Image.fromarray(red.astype(np.uint8)))
    height = max(picture.height for picture in pictures)
    sheet = Image.new("RGB", (sum(p.width + 10 for p in pictures), height), "grey")
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + 10
    return sheet
