"""The paths through the questionnaire: which blocks are asked, and where respondents stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ckmreport.survey.questionnaire import Condition, Question, Questionnaire


@dataclass(frozen=True)
class Path:
    """One path: the blocks that were answered, and the filters that led further.

    `passed` holds the questions whose answer opens later blocks: `se_n` if it was not "0".
    """

    answered: frozenset[int]
    passed: frozenset[str]


@dataclass(frozen=True)
class Order:
    """The questions in blocks; respondents stop between two blocks."""

    blocks: tuple[tuple[str, ...], ...]
    conditions: tuple[Condition | None, ...]
    paths: tuple[Path, ...]

    @classmethod
    def of(cls, blocks: tuple[tuple[str, ...], ...], questionnaire: Questionnaire) -> Order:
        """Work out every path that routing and stopping allow."""
        conditions = tuple(questionnaire[block[0]].asked_if for block in blocks)
        return cls(blocks, conditions, tuple(_walk(blocks, conditions)))

    @property
    def filters(self) -> dict[str, Condition]:
        """The questions that open later blocks, each with the condition that it must meet."""
        return {rule.variable: rule for rule in self.conditions if rule is not None}

    def block_of(self, question: str) -> int:
        """Find the number of the block that contains a question."""
        return next(i for i, block in enumerate(self.blocks) if question in block)

    def follow_up(self, question: Question) -> Condition | None:
        """Look up the condition of a question that follows up on another of its own block.

        None for every other question: that is asked of all who reach its block.
        """
        rule = question.asked_if
        if rule is None or rule.variable not in self.blocks[self.block_of(question.name)]:
            return None
        return rule

    def tail(self, block: int) -> tuple[str, ...]:
        """List the questions from a block to the end."""
        return tuple(name for questions in self.blocks[block:] for name in questions)

    def section(self, block: int) -> tuple[str, ...]:
        """List the questions of a block and of those that its filter questions open."""
        opened = [
            i
            for i, rule in enumerate(self.conditions)
            if i == block or (rule is not None and rule.variable in self.blocks[block])
        ]
        return tuple(name for i in opened for name in self.blocks[i])


def _walk(
    blocks: tuple[tuple[str, ...], ...],
    conditions: tuple[Condition | None, ...],
    here: int = 0,
    answered: tuple[int, ...] = (),
    passed: tuple[str, ...] = (),
) -> Iterator[Path]:
    """Follow the blocks from here on; every kept respondent answered the first one."""
    if here == len(blocks):
        yield Path(frozenset(answered), frozenset(passed))
        return
    rule = conditions[here]
    if rule is not None and rule.variable not in passed:
        yield from _walk(blocks, conditions, here + 1, answered, passed)
        return
    if here > 0:
        yield Path(frozenset(answered), frozenset(passed))
    answered = (*answered, here)
    filters = {later.variable for later in conditions if later is not None}
    opening = [name for name in blocks[here] if name in filters]
    yield from _walk(blocks, conditions, here + 1, answered, passed)
    if opening:
        yield from _walk(blocks, conditions, here + 1, answered, (*passed, *opening))
