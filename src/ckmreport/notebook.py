"""What the notebooks use: the package's public face.

A notebook opens a survey, asks it questions, and shows the answers as numbers in sentences,
tables and figures.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import ckmreport.present.spans  # noqa: F401  numbers in sentences carry their source
from ckmreport.analysis import Survey
from ckmreport.present.appendix import question_tables, topic_list
from ckmreport.present.numbers import date, month, number_word, percentage, period
from ckmreport.present.sentences import in_prose, more_often, with_shares
from ckmreport.present.tables import (
    Table,
    distribution_table,
    estimate_table,
    grouped_table,
    paired_table,
)
from ckmreport.present.wording import in_words, listing, opening, plural
from ckmreport.project import find_project
from ckmreport.waves import open_wave

if TYPE_CHECKING:
    from ckmreport.present.figures import (
        draw_bars,
        draw_districts,
        draw_groups,
        draw_pairs,
        draw_panels,
        draw_statements,
    )

__all__ = [
    "Survey",
    "Table",
    "date",
    "distribution_table",
    "draw_bars",
    "draw_districts",
    "draw_groups",
    "draw_pairs",
    "draw_panels",
    "draw_statements",
    "estimate_table",
    "grouped_table",
    "in_prose",
    "in_words",
    "listing",
    "month",
    "more_often",
    "number_word",
    "open_survey",
    "opening",
    "paired_table",
    "percentage",
    "period",
    "plural",
    "question_tables",
    "topic_list",
    "with_shares",
]


def open_survey(wave: str = "", data: str = "data") -> Survey:
    """Open a wave of the survey.

    Args:
        wave: name of the wave; empty for the newest one.
        data: the data folder, relative to the project.

    Raises:
        CkmError: if the wave or one of its files is missing or malformed.
    """
    folder = Path(data)
    if not folder.is_absolute():
        folder = find_project() / folder
    return Survey(open_wave(folder, wave or None))


def __getattr__(name: str) -> object:
    """Import what draws when it is asked for: most chapters draw nothing, and it takes a second."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module("ckmreport.present.figures"), name)
