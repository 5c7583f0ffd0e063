"""Has the figures of a chapter drawn beside it, and draws those of others; in their processes."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.pictures import Picture, open_place
from ckmreport.report.execute.processes import At
from ckmreport.report.execute.shell import prepared_shell

_FIGURE = ("ckmreport.presentation.figures.figure", "Drawing")


def draw(pictures: Sequence[Picture], at: At) -> dict[str, str]:
    """Draw pictures, as SVG by key; a task for a process of the pool.

    Raises:
        CkmError: naming the cell, if that fails.
    """
    gc.disable()  # a figure is thousands of objects, and this process ends soon
    drawn = {}
    for picture in pictures:
        at(picture.place)
        try:
            drawn[picture.key] = pickle.loads(picture.figure).svg
        except Exception as error:
            raise CkmError(
                f"the figure cannot be drawn: {type(error).__name__}: {error}",
                place=picture.place,
                advice="Correct the notebook",
            ) from error
    return drawn


def draw_apart(at: At, kept: Mapping[str, str], *, here: bool) -> list[str]:
    """Have the figures that this process shows from now on drawn elsewhere.

    Args:
        at: whom to ask for a picture.
        kept: pictures that there are already, by key.
        here: draw the others in this process after all.

    Returns:
        The keys of the pictures that were asked for, as they come.
    """
    asked: list[str] = []
    display: Any = prepared_shell().display_formatter
    display.mimebundle_formatter.for_type_by_name(
        *_FIGURE, partial(_show, None if here else at, kept, asked)
    )
    return asked


def _show(
    at: At | None, kept: Mapping[str, str], asked: list[str], figure: Any, **_: object
) -> Any:
    pictures = (_picture(at, kept, asked, one) for one in (figure, figure.on_a_phone))
    return figure.shown_as(*pictures)


def _picture(at: At | None, kept: Mapping[str, str], asked: list[str], figure: Any) -> str:
    svg = kept.get(figure.key)
    if svg is None and at is None:
        svg = figure.svg
    elif svg is None and at is not None:
        svg = open_place(figure.key)
        if figure.key not in asked:
            asked.append(figure.key)
            at.ask(f"{__name__}:draw", Picture(figure.key, at.place, pickle.dumps(figure)))
    return str(svg)
