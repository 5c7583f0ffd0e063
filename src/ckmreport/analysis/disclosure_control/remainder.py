"""The share of those who are in none of the groups that are shown."""

from __future__ import annotations

from collections.abc import Iterable

from ckmreport.analysis.disclosure_control.margins import NOT_SHOWN
from ckmreport.analysis.values import Hidden, Share

#: In place of a group's code: who is in none of the groups that stand on their own.
REST = "*"


def remainder(whole: Share, groups: Iterable[Share], minimum: int) -> Share | Hidden:
    """Give the share of who is left when groups are taken out of all respondents.

    The numbers of the rest are those of the whole less those of the groups. All of these may be
    printed, and are reckoned as known when it is decided what of the other groups is hidden; so
    nobody learns from the rest what he could not subtract himself. What is hidden never gets
    here: a `Hidden` carries no number. As a check of its own, a rest is not shown in which from
    one up to `minimum` - 1 respondents are counted, or not counted.

    Args:
        whole: the share among all respondents.
        groups: the share within each of the groups, which share no respondents.
        minimum: the smallest number of respondents that may be shown; 0 shows everything.

    Raises:
        ValueError: if the groups hold more than the whole does.
    """
    count, base = whole.count, whole.base
    for group in groups:
        count, base = count - group.count, base - group.base
    if not 0 <= count <= base:
        raise ValueError("groups that share no respondents cannot hold more than the whole")
    if any(0 < number < minimum for number in (count, base - count)):
        return NOT_SHOWN
    return Share(count, base, whole.origin)
