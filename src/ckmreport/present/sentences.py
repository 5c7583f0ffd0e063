"""Parts of sentences that name several groups or answers at once."""

from __future__ import annotations

from collections.abc import Iterable

from ckmreport.analysis import Grouped, Share
from ckmreport.present.inline import markdown
from ckmreport.present.wording import listing
from ckmreport.questionnaire import Option
from ckmreport.waves import Direction

_NOBODY = "geen enkele groep"


def with_shares(pairs: Iterable[tuple[Option, Share]]) -> str:
    """List options with their share: "de gemeente (25%) en de jeugdzorg (19%)"."""
    return listing([f"{option.prose} ({markdown(share)})" for option, share in pairs], none=_NOBODY)


def in_prose(options: Iterable[Option]) -> str:
    """List options as they read in a sentence: "de opvang, de GGZ en de politie"."""
    return listing([option.prose for option in options], none=_NOBODY)


def more_often(
    grouped: Grouped, variable: str, middle: Share, direction: Direction | None = None
) -> str:
    """Say which groups meet a condition more often than which.

    Continues "respondenten": "uit de jeugdzorg vaker dan respondenten uit de opvang".

    Where only a direction was published, it is taken over. Otherwise groups above and below the
    share `middle` are named; groups of fewer than six respondents are passed over.
    """
    if direction is not None:
        question = grouped.question
        above = [question.option(code) for code in direction.more_often]
        below = [question.option(code) for code in direction.less_often]
    else:
        above, below = grouped.around(variable, middle, least=6)
    return f"uit {in_prose(above)} vaker dan respondenten uit {in_prose(below)}"
