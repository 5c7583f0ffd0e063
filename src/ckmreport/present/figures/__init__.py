"""Figures, each with alternative text and the numbers it shows."""

from ckmreport.present.figures.bars import draw_bars, draw_pairs
from ckmreport.present.figures.districts import draw_districts
from ckmreport.present.figures.drawing import Drawing
from ckmreport.present.figures.groups import draw_groups
from ckmreport.present.figures.panels import draw_panels
from ckmreport.present.figures.statements import draw_statements
from ckmreport.present.figures.trend import draw_changes, draw_trends

__all__ = [
    "Drawing",
    "draw_bars",
    "draw_changes",
    "draw_districts",
    "draw_groups",
    "draw_pairs",
    "draw_panels",
    "draw_statements",
    "draw_trends",
]
