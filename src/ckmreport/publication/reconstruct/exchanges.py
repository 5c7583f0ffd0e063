"""Exchanges answers between rows within the printed figures, so that other links are chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from ckmreport.publication.reconstruct.count_tables import AGREEMENTS, DOMAIN, TRAINING, Problem
from ckmreport.publication.reconstruct.invariants import (
    Cells,
    DirectionTally,
    Invariant,
    all_invariants,
)
from ckmreport.publication.reconstruct.rows import Answer, Row

#: How often every layer is gone through; by then, more of it makes no difference to be seen.
SWEEPS = 10
_TICKS_PER_ROW = 3


@dataclass(frozen=True)
class Layer:
    """Questions whose answers are exchanged together, and the invariants of that.

    With `tick`, a single tick of the one question is exchanged instead of all its answers.
    """

    questions: tuple[str, ...]
    kept: tuple[Invariant, ...]
    tick: bool = False


def shuffle(
    rows: list[Row],
    problem: Problem,
    random: Random,
    *,
    sweeps: int = SWEEPS,
    on_sweep: Callable[[int], None] = lambda _: None,
) -> None:
    """Let pairs of respondents exchange answers, over and over, in place.

    An exchange stands if every printed figure, the routing and the logic stay as they were: a
    Markov chain whose resting state gives each set of rows that fits the same chance.
    """
    layers = list(_layers(problem))
    tally = DirectionTally.of(problem, rows)
    for sweep in range(sweeps):
        for layer in layers:
            first = layer.questions[0]
            able = [row for row in rows if row[first] is not None]
            if len(able) < 2:
                continue
            if not layer.kept:
                _deal_again(layer, able, random)
                continue
            directed = not layer.tick and bool(tally.questions & set(layer.questions))
            for _ in range(len(able) * (_TICKS_PER_ROW if layer.tick else 1)):
                one, other = _two(able, random)
                changed = _exchanged(layer, one, other, random)
                if changed is not None:
                    _try(layer, (one, other), changed, tally if directed else None)
        on_sweep(sweep + 1)


def _deal_again(layer: Layer, rows: list[Row], random: Random) -> None:
    """Shuffle answers that nothing else depends on in one go."""
    answers = [{name: row[name] for name in layer.questions} for row in rows]
    random.shuffle(answers)
    for row, own in zip(rows, answers, strict=True):
        row.update(own)


def _two(rows: Sequence[Row], random: Random) -> tuple[Row, Row]:
    """Draw two different rows; several times as fast as `sample`, and most of the work."""
    first = int(random.random() * len(rows))
    second = int(random.random() * (len(rows) - 1))
    return rows[first], rows[second + (second >= first)]


def _exchanged(
    layer: Layer, one: Row, other: Row, random: Random
) -> tuple[dict[str, Answer], dict[str, Answer]] | None:
    """Compute the new answers of two respondents, or None where nothing would change."""
    if not layer.tick:
        mine = {name: one[name] for name in layer.questions}
        yours = {name: other[name] for name in layer.questions}
        return None if mine == yours else (yours, mine)
    (name,) = layer.questions
    left, right = one[name], other[name]
    assert isinstance(left, frozenset)
    assert isinstance(right, frozenset)
    different = sorted(left ^ right)
    if not different:
        return None
    tick = {random.choice(different)}
    return {name: left ^ tick}, {name: right ^ tick}


def _try(
    layer: Layer,
    pair: tuple[Row, Row],
    changed: tuple[dict[str, Answer], dict[str, Answer]],
    tally: DirectionTally | None,
) -> None:
    stood = [(kept.cells_of(pair[0]), kept.cells_of(pair[1])) for kept in layer.kept]
    old = tuple({name: row[name] for name in layer.questions} for row in pair)
    _apply(pair, changed, tally)
    same = all(
        _same(before, (kept.cells_of(pair[0]), kept.cells_of(pair[1])))
        for kept, before in zip(layer.kept, stood, strict=True)
    )
    if not same or (tally is not None and not tally.holds()):
        _apply(pair, old, tally)


def _apply(
    pair: Sequence[Row], answers: Sequence[dict[str, Answer]], tally: DirectionTally | None
) -> None:
    for row, new in zip(pair, answers, strict=True):
        if tally is not None:
            tally.add(row, -1)
        row.update(new)
        if tally is not None:
            tally.add(row, 1)


def _same(before: tuple[Cells, Cells], after: tuple[Cells, Cells]) -> bool:
    """Tell whether two respondents together stand in the same cells as often as before."""
    if after in (before, before[::-1]):
        return True
    return Counter(before[0] + before[1]) == Counter(after[0] + after[1])


def _layers(problem: Problem) -> Iterator[Layer]:
    """List the layers: domain and function, ends of paths, sections, single questions.

    A layer holds whole blocks, or questions of one block: so no block is torn.
    """
    asked, order = problem.questionnaire, problem.order
    kept = all_invariants(problem)

    def layer(*names: str, tick: bool = False) -> Layer:
        touched = set(names)
        return Layer(names, tuple(k for k in kept if k.questions & touched), tick)

    function = asked[DOMAIN].coded_from or ""
    follow_ups: dict[str, list[str]] = {}
    for question in asked:
        if (rule := order.follow_up(question)) is not None:
            follow_ups.setdefault(rule.variable, []).append(question.name)
    trained = (TRAINING, *follow_ups.get(TRAINING, ()))
    yield layer(DOMAIN, function)
    yield layer(DOMAIN, function, *trained)
    for block in range(1, len(order.blocks)):
        yield layer(*order.tail(block))
        yield layer(*order.section(block))
    yield layer(*order.tail(1), *trained)
    tested = tuple({f.variables[1]: None for f in problem.figures.of_kind("chi2")})
    if tested:
        yield layer(*tested)
        yield layer(*tested, *order.tail(order.block_of(AGREEMENTS)))
        yield layer(*tested, *trained)
        yield layer(*order.tail(order.block_of(tested[0])), *trained)
    children = {name for names in follow_ups.values() for name in names}
    for question in asked:
        if question.name in (DOMAIN, *children):
            continue
        yield layer(question.name, *follow_ups.get(question.name, ()))
        if f"{question.name}_modus" in asked:
            yield layer(question.name, f"{question.name}_modus")
    for question in asked:
        if question.name in children:
            yield layer(question.name)
        if question.kind == "multi":
            yield layer(question.name, tick=True)
