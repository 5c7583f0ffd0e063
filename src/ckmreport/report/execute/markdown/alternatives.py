"""Sentences that choose: alternatives of which the numbers of a wave decide.

In Markdown they are spans that follow each other, read from the first to the last:

    [Zorgen over uitbuiting groeien.]{.claim when="growth.higher"}
    [Zorgen over uitbuiting nemen af.]{.or when="growth.lower"}
    [In zorgen over uitbuiting is geen duidelijk verschil.]{.otherwise}

The first whose condition holds is printed. The last has no condition and always holds, so that
something true is said of every wave, or nothing where it is empty. A condition that depends on a
number that is not shown does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.claims import CLASS, condition_of, find_conditions
from ckmreport.report.execute.markdown.expressions import find_expressions
from ckmreport.report.execute.markdown.spans import Span, find_spans

OR, OTHERWISE = "or", "otherwise"
#: The condition of the last alternative, as the executed notebook and the ledger give it.
ALWAYS = "True"
#: By which attribute a chosen sentence is known as one until its claim is settled.
CHOICE = "choice"
_ADVICE = 'Write [A.]{.claim when="a > b"} [B.]{.or when="b > a"} [C.]{.otherwise}'


@dataclass(frozen=True)
class Alternative:
    """One way to say it, with the condition under which it is said."""

    text: str
    when: str


@dataclass(frozen=True)
class Choice:
    """Alternatives for one sentence; `start` and `end` are the offsets of all of them."""

    start: int
    end: int
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Chosen:
    """A choice that was made; `holds` tells of each alternative whether its condition holds.

    None stands for one that may not be told, or that was not asked any more.
    """

    choice: Choice
    holds: tuple[bool | None, ...]

    @property
    def index(self) -> int:
        """Which alternative is printed."""
        return self.holds.index(True)


def find_choices(source: str) -> list[Choice]:
    """Give the sentences with alternatives in a Markdown source, in reading order.

    Raises:
        CkmError: if an alternative has no condition or follows no sentence, or the last one that
            always holds is missing. The error has no place yet; the caller knows it.
    """
    spans = sorted(
        (span for span in find_spans(source) if {CLASS, OR, OTHERWISE} & {*span.classes}),
        key=lambda span: span.start,
    )
    choices = []
    group: list[Span] = []
    for span in spans:
        follows = bool(group) and not source[group[-1].end : span.start].strip()
        if CLASS in span.classes:
            choices += _choice(group)
            group = [span]
        elif not follows or OTHERWISE in group[-1].classes:
            raise CkmError(f"the alternative '{span.text}' follows no sentence", advice=_ADVICE)
        else:
            group.append(span)
    return [*choices, *_choice(group)]


def choose(source: str, truth: Callable[[str], bool | None]) -> tuple[str, list[Chosen]]:
    """Give the source with each choice made, and what was chosen.

    Args:
        source: the Markdown.
        truth: tells whether a condition holds; None where that may not be told.
    """
    chosen = [Chosen(choice, tuple(_holds(choice, truth))) for choice in find_choices(source)]
    for number, one in reversed(list(enumerate(chosen))):
        said = one.choice.alternatives[one.index]
        when = said.when.replace('"', "'")
        span = f'[{said.text}]{{.{CLASS} {CHOICE}="{number}" when="{when}"}}' if said.text else ""
        start, end = one.choice.start, one.choice.end
        if not said.text and source[:start].endswith("\n") and source[end:].startswith("\n"):
            end += 1  # an empty line would end the paragraph
        source = source[:start] + span + source[end:]
    return source, chosen


def asked_in(source: str) -> list[str]:
    """Give all that a Markdown source asks: its expressions, then its conditions.

    Raises:
        CkmError: if an expression, a claim or an alternative is malformed.
    """
    conditions = [one.when for one in find_conditions(source)]
    conditions += [other.when for one in find_choices(source) for other in one.alternatives]
    return [one.text for one in find_expressions(source)] + conditions


def _holds(choice: Choice, truth: Callable[[str], bool | None]) -> Iterator[bool | None]:
    found = False
    for alternative in choice.alternatives:
        holds = None if found else alternative.when == ALWAYS or truth(alternative.when)
        yield holds
        found = found or holds is True


def _choice(group: list[Span]) -> list[Choice]:
    if len(group) < 2:
        return []
    if OTHERWISE not in group[-1].classes:
        raise CkmError(
            f"after '{group[-1].text}' there is no sentence that always holds", advice=_ADVICE
        )
    alternatives = [Alternative(span.text, condition_of(span)) for span in group[:-1]]
    last = Alternative(group[-1].text, ALWAYS)
    return [Choice(group[0].start, group[-1].end, (*alternatives, last))]
