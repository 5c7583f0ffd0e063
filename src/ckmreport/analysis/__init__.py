"""Counts, shares and comparisons, each with its base and its source."""

from ckmreport.analysis.association import Association, Crosstab, NotTestable
from ckmreport.analysis.composition import Composition
from ckmreport.analysis.disclosure import Disclosure
from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.estimate import LowerBound
from ckmreport.analysis.expected import SmallCells
from ckmreport.analysis.groups import Group, Grouped, Named, group_by
from ckmreport.analysis.intervals import Interval, wilson
from ckmreport.analysis.likert import Statement, StatementPair
from ckmreport.analysis.margins import NOT_SHOWN
from ckmreport.analysis.register import Register, RegisteredTest
from ckmreport.analysis.survey import Survey
from ckmreport.analysis.values import Count, Hidden, Share, Source, Withheld, place

__all__ = [
    "NOT_SHOWN",
    "Association",
    "Composition",
    "Count",
    "Crosstab",
    "Disclosure",
    "Distribution",
    "Group",
    "Grouped",
    "Hidden",
    "Interval",
    "LowerBound",
    "Named",
    "NotTestable",
    "Register",
    "RegisteredTest",
    "Share",
    "SmallCells",
    "Source",
    "Statement",
    "StatementPair",
    "Survey",
    "Withheld",
    "group_by",
    "place",
    "wilson",
]
