"""Counts, shares and comparisons, each with its base and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ckmreport.foundation.on_demand import on_demand

if TYPE_CHECKING:
    from ckmreport.analysis.association import Association, Crosstab, NotTestable
    from ckmreport.analysis.composition import Composition
    from ckmreport.analysis.disclosure_control.disclosure import Disclosure
    from ckmreport.analysis.disclosure_control.margins import NOT_SHOWN
    from ckmreport.analysis.distribution import Distribution
    from ckmreport.analysis.estimate import LowerBound
    from ckmreport.analysis.expected import SmallCells
    from ckmreport.analysis.groups import Group, Grouped, Named, group_by
    from ckmreport.analysis.intervals import Interval, wilson
    from ckmreport.analysis.likert import Statement, StatementPair
    from ckmreport.analysis.origin import Origin
    from ckmreport.analysis.register import Register, RegisteredTest
    from ckmreport.analysis.survey import Survey
    from ckmreport.analysis.values import Count, Hidden, Share, Withheld, place

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
    "Origin",
    "Register",
    "RegisteredTest",
    "Share",
    "SmallCells",
    "Statement",
    "StatementPair",
    "Survey",
    "Withheld",
    "group_by",
    "place",
    "wilson",
]

_MODULES = {
    "NOT_SHOWN": "disclosure_control.margins",
    "Association": "association",
    "Composition": "composition",
    "Count": "values",
    "Crosstab": "association",
    "Disclosure": "disclosure_control.disclosure",
    "Distribution": "distribution",
    "Group": "groups",
    "Grouped": "groups",
    "Hidden": "values",
    "Interval": "intervals",
    "LowerBound": "estimate",
    "Named": "groups",
    "NotTestable": "association",
    "Origin": "origin",
    "Register": "register",
    "RegisteredTest": "register",
    "Share": "values",
    "SmallCells": "expected",
    "Statement": "likert",
    "StatementPair": "likert",
    "Survey": "survey",
    "Withheld": "values",
    "group_by": "groups",
    "place": "values",
    "wilson": "intervals",
}

# An interval takes no pandas.
__getattr__ = on_demand(__name__, _MODULES)
