"""Counts, shares and comparisons, each with its base and its source."""

from ckmreport.analysis.association import Association
from ckmreport.analysis.composition import Composition
from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.estimate import LowerBound
from ckmreport.analysis.groups import Group, Grouped, group_by
from ckmreport.analysis.intervals import Interval, wilson
from ckmreport.analysis.likert import Statement, StatementPair
from ckmreport.analysis.survey import Survey
from ckmreport.analysis.values import Count, Share, Source, Withheld

__all__ = [
    "Association",
    "Composition",
    "Count",
    "Distribution",
    "Group",
    "Grouped",
    "Interval",
    "LowerBound",
    "Share",
    "Source",
    "Statement",
    "StatementPair",
    "Survey",
    "Withheld",
    "group_by",
    "wilson",
]
