"""A figure of every kind, of the answers in the sample data."""

from __future__ import annotations

from collections.abc import Callable

from ckmreport.analysis import Survey
from ckmreport.presentation.figures import (
    Drawing,
    draw_bars,
    draw_districts,
    draw_groups,
    draw_pairs,
    draw_panels,
    draw_statements,
)

Draw = Callable[[Survey], Drawing]

FIGURES: dict[str, Draw] = {
    "districts": lambda survey: draw_districts(survey["wijk"], survey.wave.municipality),
    "panels": lambda survey: draw_panels(survey["se_n"], survey["ce_n"]),
    "statements": lambda survey: draw_statements(survey.statements("zorgen")),
    "bars": lambda survey: draw_bars(survey["plek"]),
    "pairs": lambda survey: draw_pairs(survey["se_n"], survey["ce_n"]),
    "groups": lambda survey: draw_groups(survey.by("wijk", {"gezien": "ja"}), "gezien"),
}

SCHOOL = {"plek__straat": "0", "plek__school": "1", "plek__wn": "0"}
RESPONDENTS = [
    {"wijk": "noord", "gezien": "ja", "se_n": "2_5", "ce_n": "0", "se_zorgen": "4"} | SCHOOL,
    {"wijk": "noord", "gezien": "ja", "se_n": "2_5", "ce_n": "1", "se_zorgen": "1"} | SCHOOL,
    {"wijk": "overal", "gezien": "nee", "ce_zorgen": "5"},
    {"wijk": "zuid", "gezien": "ja", "se_n": "wn", "ce_n": "wn"} | SCHOOL | {"plek__straat": "1"},
    {"wijk": "zuid", "gezien": "ja", "se_n": "1", "se_zorgen": "wn", "ce_zorgen": "wn"},
]
