"""Exports made from known answers through a chain of quirks: the same answers, or a finding.

Nothing may be read otherwise than it was answered without a finding that names the place.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from export_samples import Row, asked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from survey_samples import write_sample_data
from table_samples import (
    Place,
    Table,
    differences,
    in_codes,
    in_words,
    read,
    write_csv,
    write_xlsx,
)

from ckmreport.intake.add_wave import Prepared
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Questionnaire,
    load_questionnaire,
)

#: What is so in answers themselves, and no fault of the export.
QUIET = {
    "not-coded", "drop-out", "empty-category", "unanswered-question", "exclusive-option",
    "identical-answers", "header-row", "other-sheet", "encoding-windows",
}  # fmt: skip
#: Questions of which no code is a number.
_WITHOUT_NUMBERS = {"wijk", "functie", "gezien"}
Change = Callable[[Table, random.Random], Table]


def answers(questionnaire: Questionnaire, dice: random.Random) -> list[Row]:
    """Fill in the questionnaire a few times, some questions left open."""
    rows: list[Row] = []
    for _ in range(dice.randint(6, 20)):
        row: dict[str, str] = {}
        for question in asked(questionnaire):
            rule = question.asked_if
            held = rule is None or (
                row[rule.variable] not in (NOT_ASKED, NOT_ANSWERED)
                and (row[rule.variable] == rule.option) != rule.negated
            )
            given_up = dice.random() < 0.1
            nothing = NOT_ASKED if not held else NOT_ANSWERED
            if question.kind == "multi":
                chosen = {dice.choice(question.codes), dice.choice(question.codes)}
                for code, column in zip(question.codes, question.columns, strict=True):
                    row[column] = str(int(code in chosen)) if held and not given_up else nothing
            else:
                row[question.name] = (
                    dice.choice(question.codes) if held and not given_up else nothing
                )
        rows.append(row)
    return rows


def is_tick(place: Place) -> bool:
    return bool(place.option)


def is_question(place: Place) -> bool:
    return bool(place.question)


def ticks(yes: str, no: str) -> Change:
    def change(table: Table, dice: random.Random) -> Table:
        del dice
        known = {"1": yes, "Ja": yes, "0": no, "Nee": no}
        return table.all_changed(table.where(is_tick), lambda cell: known.get(str(cell), cell))

    return change


def named(pattern: str) -> Change:
    def change(table: Table, dice: random.Random) -> Table:
        del dice
        return table.renamed(
            lambda place: (
                pattern.format(place.question, place.option) if place.option else place.heading
            )
        )

    return change


def every_cell(change: Callable[[str], str]) -> Change:
    def changed(table: Table, dice: random.Random) -> Table:
        del dice
        return table.all_changed(table.where(is_question), lambda cell: change(str(cell)))

    return changed


def title(table: Table, dice: random.Random) -> Table:
    return replace(table, above=((dice.choice(["Export", "Enquête 2025, juni"]),), ()))


def empty_rows(table: Table, dice: random.Random) -> Table:
    rows = list(table.rows)
    rows.insert(dice.randrange(len(rows)), ("",) * len(table.places))
    return replace(table, rows=tuple(rows))


def other_sheet(table: Table, dice: random.Random) -> Table:
    del dice
    old = (tuple(place.heading for place in table.places), *table.rows[:2])
    return replace(table, sheets=(("Oud", True, old), ("Uitleg", False, (("Toelichting",),))))


def nothing(table: Table, dice: random.Random) -> Table:
    del dice
    return table


#: One of each may be taken together: how ticks, headings and cells are written, what is around.
READABLE: tuple[tuple[Change, ...], ...] = (
    (
        nothing,
        ticks("1.0", "0.0"),
        ticks("1,0", "0,0"),
        ticks("WAAR", "ONWAAR"),
        ticks("true", "false"),
        ticks("x", ""),
        ticks("Y", "N"),
        ticks("Checked", "Unchecked"),
        ticks("Aangevinkt", "Niet aangevinkt"),
    ),
    (
        nothing,
        named("{}[{}]"),
        named("{}___{}"),
        named("{}/{}"),
        named("groep/{}/{}"),
        named("{}#{}"),
    ),
    (
        nothing,
        every_cell(str.upper),
        every_cell(lambda text: f"  {text} "),
        every_cell(lambda text: text.replace(" ", "\u00a0")),
        every_cell(lambda text: unicodedata.normalize("NFD", text)),
    ),
    (nothing, title, empty_rows),
    (nothing, other_sheet),
)


def some_cell(value: Callable[[str, random.Random], str]) -> Change:
    """Spoil one answer that was given."""

    def change(table: Table, dice: random.Random) -> Table:
        filled = [
            (row, column)
            for column in table.where(is_question)
            for row, cells in enumerate(table.rows)
            if cells[column]
        ]
        row, column = dice.choice(filled)
        return table.changed(column, lambda cell: value(str(cell), dice), [row])

    return change


def whole_column(value: Callable[[int], str]) -> Change:
    """Recode all answers of a question, as who recodes in a spreadsheet does.

    Where numbers are codes in a file of codes, nobody can see that they are others now.
    """

    def change(table: Table, dice: random.Random) -> Table:
        column = dice.choice(
            table.where(
                lambda place: (
                    is_question(place)
                    and not place.option
                    and (table.words or place.question in _WITHOUT_NUMBERS)
                )
            )
        )
        texts = sorted({str(row[column]) for row in table.rows if row[column]})
        return table.all_changed(
            [column], lambda cell: value(texts.index(str(cell)) + 1) if cell else ""
        )

    return change


def without_a_column(table: Table, dice: random.Random) -> Table:
    return table.without([dice.choice(table.where(is_question))])


def renamed_column(table: Table, dice: random.Random) -> Table:
    place = table.places[dice.choice(table.where(is_question))]
    return table.renamed(lambda one: "Vraag 7" if one == place else one.heading)


def swapped_headings(table: Table, dice: random.Random) -> Table:
    """Put the text of another question under a name, in a second row of the header."""
    second = [place.heading for place in table.places]
    one, other = dice.sample(table.where(lambda place: is_question(place) and not place.option), 2)
    second[one], second[other] = second[other], second[one]
    return replace(table, second=tuple(second)) if not table.above else table


def total(table: Table, dice: random.Random) -> Table:
    word = dice.choice(["Totaal", "Gemiddelde", "Total", "TOTAAL:"])
    return replace(table, rows=(*table.rows, (word, *[""] * (len(table.places) - 1))))


def header_again(table: Table, dice: random.Random) -> Table:
    del dice
    return replace(table, rows=(*table.rows, tuple(place.heading for place in table.places)))


def rounded_numbers(table: Table, dice: random.Random) -> Table:
    del dice
    return table.all_changed([0], lambda cell: "1,19E+11" if cell else "")


DAMAGE: tuple[Change, ...] = (
    some_cell(lambda _, dice: dice.choice(["#N/A", "#REF!", "#VERW!", "#DEEL/0!"])),
    some_cell(lambda *_: "=B2"),
    some_cell(lambda _, dice: dice.choice(["7", "99", "-1", "2.5", "?"])),
    some_cell(lambda _, dice: dice.choice(["2-mei", "2025-05-02", "iets heel anders"])),
    some_cell(lambda text, _: text[:-1] + "x" if len(text) > 4 else "xx"),
    whole_column(str),
    whole_column(lambda number: f"{number}.0"),
    whole_column(lambda number: f"A{number}"),
    without_a_column,
    renamed_column,
    swapped_headings,
    total,
    header_again,
    rounded_numbers,
)


def check_run(folder: Path, seed: int, damage: Sequence[int]) -> None:
    """Make an export from a seed, read it, and hold what was read against what was answered."""
    dice = random.Random(seed)
    data = folder / "data"
    if not data.exists():
        write_sample_data(data)
    questionnaire = load_questionnaire(data / "questionnaire.yml")
    rows = answers(questionnaire, dice)
    table = dice.choice([in_codes, in_words])(rows, questionnaire)
    as_book = dice.random() < 0.3
    for group in READABLE:
        change = dice.choice(group)
        if change is not other_sheet or as_book:
            table = change(table, dice)
    for number in damage:
        table = DAMAGE[number](table, dice)
    if as_book:
        path = write_xlsx(folder / "export.xlsx", table)
    else:
        encoding = dice.choice(["utf-8", "utf-8-sig", "utf-16"])
        path = write_csv(
            folder / "export.csv", table, delimiter=dice.choice(",;\t"), encoding=encoding
        )
    prepared = read(path, data=data)
    if not damage:
        assert differences(prepared, rows) == []
        assert {finding.check for finding in prepared.findings} <= QUIET
        assert prepared.canonical.mapping.unconfirmed == ()
    silent = [place for place in _wrong(prepared, rows) if not _told(prepared, *place)]
    assert silent == []


def _wrong(prepared: Prepared, rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Give the row number and the column of every answer that was read otherwise."""
    frame = prepared.canonical.frame
    extra = [(int(row), "") for row in frame.index[len(rows) :]]
    lost = [(-1, "")] if len(frame) < len(rows) else []
    return (
        extra
        + lost
        + [
            (int(number), column)
            for number, (_, read_as), row in zip(frame.index, frame.iterrows(), rows, strict=False)
            for column, value in row.items()
            if read_as[column] != value
        ]
    )


def _told(prepared: Prepared, row: int, column: str) -> bool:
    """Tell whether a finding, or a question to a person, names this place."""
    mapping = prepared.canonical.mapping
    question = column.partition("__")[0]
    if any(mapped.question == question for mapped in mapping.unconfirmed):
        return True
    for finding in prepared.errors:
        about = {m.question for m in mapping.columns if m.column == finding.column}
        about |= {finding.column.partition("__")[0]}
        if finding.rows and row in finding.rows and (not finding.column or question in about):
            return True
        if not finding.rows and question in about:
            return True  # the whole column is missing
    # What follows from an answer that is told: whether a question was asked at all.
    rule = prepared.canonical.questionnaire[question].asked_if if question else None
    return rule is not None and _told(prepared, row, rule.variable)


quick = settings(
    max_examples=200,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
chains = st.lists(st.integers(0, len(DAMAGE) - 1), max_size=3)


@quick
@given(seed=st.integers(0, 2**32), damage=chains)
def test_nothing_is_lost_without_a_finding(tmp_path: Path, seed: int, damage: list[int]) -> None:
    check_run(tmp_path, seed, damage)


@pytest.mark.long
@pytest.mark.slow
@settings(quick, max_examples=10_000, derandomize=False)
@given(seed=st.integers(0, 2**32), damage=chains)
def test_nothing_is_lost_in_many_exports(tmp_path: Path, seed: int, damage: list[int]) -> None:
    check_run(tmp_path, seed, damage)
