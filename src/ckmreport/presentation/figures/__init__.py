"""Figures, each with alternative text and the numbers it shows."""

from ckmreport.presentation.figures.bars import draw_bars, draw_pairs
from ckmreport.presentation.figures.districts import draw_districts
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.groups import draw_groups
from ckmreport.presentation.figures.panels import draw_panels
from ckmreport.presentation.figures.statements import draw_statements
from ckmreport.presentation.figures.trend_figure import draw_changes, draw_trends

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
