"""In what forms a page is looked at."""

from __future__ import annotations

from typing import Literal

Scheme = Literal["light", "dark"]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
#: Widths in CSS pixels; 320 is also what a screen of 1280 has left when it is enlarged to 400%.
WIDE, NARROW = 1280, 320
