"""Deals the ticks of one multiple-response question over the respondents who answered it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random

from ckmreport.foundation.errors import CkmError


def deal_ticks(
    name: str,
    counts: Mapping[str, int],
    exclusive: Collection[str],
    named: Sequence[str | None],
    random: Random,
) -> list[frozenset[str]]:
    """Choose the ticks of each respondent, so that every option is ticked as often as printed.

    `named` holds for each respondent the option that should be among their ticks, or None.
    Exclusive options stand alone and everybody ticks something; only where the counts leave no
    other way does somebody tick an exclusive option besides another, or not the option named.

    Raises:
        CkmError: if the counts cannot be dealt over so many respondents.
    """
    people = random.sample(range(len(named)), len(named))
    # Who named an option comes last, so that "weet niet" falls to who named nothing.
    people.sort(key=lambda person: named[person] is not None)
    ticks: list[set[str]] = [set() for _ in named]
    alone = [code for code in counts if code in exclusive for _ in range(counts[code])]
    others = {code: n for code, n in counts.items() if code not in exclusive}
    if len(alone) > len(people) or max(others.values()) > len(people):
        raise CkmError(f"'{name}' has an option that more respondents ticked than answered")
    for person, code in zip(people, alone, strict=False):
        ticks[person].add(code)
    doubling = max(0, max(others.values()) - (len(people) - len(alone)))
    ticking = people[len(alone) - doubling :]
    given = {person: int(named[person] in others) for person in ticking}
    for code, n in others.items():
        must = [person for person in ticking if named[person] == code][:n]
        may = [person for person in ticking if person not in must]
        random.shuffle(may)
        # Who has least goes first: so nobody is left without a tick.
        may.sort(key=lambda person: given[person])
        extra = may[: n - len(must)]
        for person in (*must, *extra):
            ticks[person].add(code)
        for person in extra:
            given[person] += 1
    if not all(ticks):
        raise CkmError(f"'{name}' has too few ticks for the respondents who answered")
    return [frozenset(own) for own in ticks]
