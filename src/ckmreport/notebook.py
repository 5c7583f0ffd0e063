"""What the notebooks use: the package's public face.

A notebook opens a survey, asks it questions, and shows the answers as numbers in sentences,
tables and figures.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ckmreport.analysis import Survey
from ckmreport.analysis.comparison import about_half, less_than_half, more_than_half
from ckmreport.analysis.forms import Forms
from ckmreport.analysis.shift import follow_statements
from ckmreport.analysis.trend import follow
from ckmreport.analysis.values import is_shown
from ckmreport.foundation.project import find_project
from ckmreport.presentation.displays.cell_displays import show_cells
from ckmreport.presentation.tables.accuracy import accuracy_table
from ckmreport.presentation.tables.coded_interviews import themes_and_quotations
from ckmreport.presentation.tables.import_findings import check_report, revision_notice
from ckmreport.presentation.tables.questionnaire_appendix import (
    further_sections,
    question_tables,
    topic_list,
    wording_notice,
)
from ckmreport.presentation.tables.rank_tables import (
    rank_tests,
    shift_table,
    shifted_statements,
)
from ckmreport.presentation.tables.software_and_files import commands, files_table, software_table
from ckmreport.presentation.tables.table import (
    Table,
    distribution_table,
    estimate_table,
    grouped_table,
    paired_table,
)
from ckmreport.presentation.tables.test_register import (
    reservation,
    surviving,
    test_register,
    test_tables,
)
from ckmreport.presentation.tables.trend_sentences import (
    changed_questions,
    changed_shares,
    changes_at_equal_mix,
    groups_left_out,
    groups_taken_together,
    origins_of_waves,
    periods_looked_back,
)
from ckmreport.presentation.tables.trend_tables import change_table, trend_table
from ckmreport.presentation.text.accuracy_words import bounds_of, has_bounds, interval_of
from ckmreport.presentation.text.dutch_numbers import date, period
from ckmreport.presentation.text.fractions_in_words import in_words, listing, plural
from ckmreport.presentation.text.help_text import help_list
from ckmreport.presentation.text.provenance import origin
from ckmreport.presentation.text.sentences import (
    amount,
    by_form,
    in_prose,
    largest,
    more_often,
    most_given,
    number_word,
    percentage,
    with_counts,
    with_numbers,
    with_shares,
)
from ckmreport.presentation.text.small_numbers_notice import small_numbers
from ckmreport.presentation.text.value_words import in_brief
from ckmreport.presentation.text.words import opening
from ckmreport.presentation.tokens import use_tokens_of
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.inputs import Study, data_files
from ckmreport.survey.waves import open_wave, wave_folder, wave_names

if TYPE_CHECKING:
    from ckmreport.presentation.figures import (
        draw_bars,
        draw_changes,
        draw_districts,
        draw_groups,
        draw_pairs,
        draw_panels,
        draw_statements,
        draw_trends,
    )
    from ckmreport.publication.audit.accountability import account_for

__all__ = [
    "Forms",
    "Survey",
    "Table",
    "about_half",
    "account_for",
    "accuracy_table",
    "amount",
    "bounds_of",
    "by_form",
    "change_table",
    "changed_questions",
    "changed_shares",
    "changes_at_equal_mix",
    "check_report",
    "commands",
    "date",
    "distribution_table",
    "draw_bars",
    "draw_changes",
    "draw_districts",
    "draw_groups",
    "draw_pairs",
    "draw_panels",
    "draw_statements",
    "draw_trends",
    "estimate_table",
    "files_table",
    "follow",
    "follow_statements",
    "further_sections",
    "grouped_table",
    "groups_left_out",
    "groups_taken_together",
    "has_bounds",
    "help_list",
    "in_brief",
    "in_prose",
    "in_words",
    "interval_of",
    "is_shown",
    "largest",
    "less_than_half",
    "listing",
    "more_often",
    "more_than_half",
    "most_given",
    "number_word",
    "open_earlier",
    "open_survey",
    "opening",
    "origin",
    "origins_of_waves",
    "paired_table",
    "percentage",
    "period",
    "periods_looked_back",
    "plural",
    "question_tables",
    "rank_tests",
    "reservation",
    "revision_notice",
    "shift_table",
    "shifted_statements",
    "small_numbers",
    "software_table",
    "surviving",
    "test_register",
    "test_tables",
    "themes_and_quotations",
    "topic_list",
    "trend_table",
    "with_counts",
    "with_numbers",
    "with_shares",
    "wording_notice",
]


def open_survey(wave: str | int = "", data: str = "data") -> Survey:
    """Open a wave of the survey.

    Args:
        wave: name of the wave, which papermill gives as a number if it looks like one; empty for
            the newest one.
        data: the data folder, relative to the project.

    Raises:
        CkmError: if the wave or one of its files is missing or malformed.
    """
    folder = Path(data)
    if not folder.is_absolute():
        folder = find_project() / folder
    use_tokens_of(folder)
    name = wave_folder(folder, str(wave) or None).name
    hashes = FileHashes()
    files = data_files(Study(project=folder.parent, data=folder, wave=name))
    return _opened(folder, name, tuple((path, hashes[path]) for path in files))


@lru_cache(maxsize=1)
def _opened(data: Path, wave: str, _files: tuple[tuple[Path, str], ...]) -> Survey:
    """Open a wave, once as long as no file of it changes: kernels may be forks of one that did."""
    return Survey(open_wave(data, wave))


def open_earlier(survey: Survey) -> list[Survey]:
    """Open the waves before that of a survey, in the same data folder, oldest first.

    Raises:
        CkmError: if one of their files is missing or malformed.
    """
    data = survey.wave.data
    names = [name for name in wave_names(data) if name < survey.wave.name]
    return [Survey(open_wave(data, name)) for name in names]


def __getattr__(name: str) -> object:
    """Import what draws or audits when it is asked for: it takes time, and few chapters need it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "publication.audit.accountability" if name == "account_for" else "presentation.figures"
    return getattr(importlib.import_module(f"ckmreport.{module}"), name)


show_cells()
