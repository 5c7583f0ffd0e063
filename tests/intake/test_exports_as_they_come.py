"""Each way in which exports came wrong: read as it was answered, or stopped with the place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from export_samples import Row, asked, wave_rows
from table_samples import (
    QUESTIONNAIRE,
    Cell,
    Place,
    Table,
    differences,
    in_codes,
    in_words,
    read,
    write_csv,
    write_xlsx,
)

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.add_wave import Prepared
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.mapping_file import write_mapping

ROWS = wave_rows(24)
#: What is so in these answers themselves.
QUIET = {"not-coded", "drop-out", "empty-category", "unanswered-question", "exclusive-option"}


def found(prepared: Prepared, check: str) -> Finding:
    """Give the only finding of a kind."""
    (finding,) = [finding for finding in prepared.findings if finding.check == check]
    return finding


def checks(prepared: Prepared) -> set[str]:
    return {finding.check for finding in prepared.findings} - QUIET


def is_tick(place: Place) -> bool:
    return bool(place.option)


def questions(place: Place) -> bool:
    return bool(place.question)


def write_as_text(path: Path, table: Table) -> Path:
    return write_csv(path.with_suffix(".csv"), table)


def write_as_book(path: Path, table: Table) -> Path:
    return write_xlsx(path.with_suffix(".xlsx"), table)


def ticks_as(yes: Cell, no: Cell) -> Callable[[Table], Table]:
    def change(table: Table) -> Table:
        return table.all_changed(
            table.where(is_tick), lambda cell: {"1": yes, "0": no}.get(str(cell), cell)
        )

    return change


def with_title(table: Table) -> Table:
    return replace(table, above=(("Export van de enquête",), (), ("Gemaakt in juli",)))


def named(pattern: str) -> Callable[[Table], Table]:
    def rename(table: Table) -> Table:
        return table.renamed(
            lambda place: (
                pattern.format(place.question, place.option) if place.option else place.heading
            )
        )

    return rename


def castor(table: Table) -> Table:
    def rename(place: Place) -> str:
        if not place.option:
            return place.heading
        label = QUESTIONNAIRE[place.question].option(place.option).label
        return f"{place.question}#{label.replace(' ', '_')}"

    return table.renamed(rename)


def joined(table: Table) -> Table:
    """Put beside the columns of each option one with all of them, as Kobo does."""
    table = named("{}/{}")(table)
    for question in asked(QUESTIONNAIRE):
        if question.kind == "multi":
            own = table.where(lambda place, name=question.name: place.question == name)  # type: ignore[misc]
            cells = [
                " ".join(table.places[n].option for n in own if row[n] == "1") for row in table.rows
            ]
            places = (*table.places[: own[0]], Place(question.name), *table.places[own[0] :])
            rows = tuple(
                (*row[: own[0]], cell, *row[own[0] :])
                for row, cell in zip(table.rows, cells, strict=True)
            )
            table = replace(table, places=places, rows=rows)
    return table


def words_for_other(table: Table) -> Table:
    """Give what LimeSurvey gives of the option "other": the words of who ticked it."""
    other = table.where(lambda place: place.option == "anders")
    table = table.all_changed(other, lambda cell: "iets nieuws" if cell == "1" else "")
    return table.renamed(
        lambda place: (
            f"{place.question}[{'other' if place.option == 'anders' else place.option}]"
            if place.option
            else place.heading
        )
    )


def limesurvey_other(table: Table) -> Table:
    single = table.where(lambda place: bool(place.question) and not place.option)
    return table.all_changed(single, lambda cell: "-oth-" if cell == "anders" else cell)


def with_other_sheets(table: Table) -> Table:
    old = (tuple(place.heading for place in table.places), *table.rows[:5])
    return replace(
        table,
        sheets=(("Oud", True, old), ("Voorblad", False, (("Enquête", None), ("n", 40)))),
    )


def two_header_rows(table: Table) -> Table:
    def text(place: Place) -> str:
        if not place.question:
            return {"respondent": "Response ID", "datum": "End Date"}[place.heading]
        question = QUESTIONNAIRE[place.question]
        option = f" - {question.option(place.option).label}" if place.option else ""
        return f"{question.text}{option}"

    second = tuple(map(text, table.places))
    # Two questions are put in the same words; by their names they are told apart.
    kept = {"se_school", "ce_school", "respondent", "datum"}
    return replace(
        table.renamed(
            lambda place: (
                place.heading
                if place.heading.partition("__")[0] in kept
                else f"Q{table.places.index(place)}"
            )
        ),
        second=second,
    )


READABLE: list[tuple[str, Callable[[Table], Table]]] = [
    ("1.0", ticks_as("1.0", "0.0")),
    ("1,0", ticks_as("1,0", "0,0")),
    ("WAAR", ticks_as("WAAR", "ONWAAR")),
    ("True", ticks_as("True", "False")),
    ("x", ticks_as("x", "")),
    ("Checked", ticks_as("Checked", "Unchecked")),
    ("title", with_title),
    ("LimeSurvey", named("{}[{}]")),
    ("REDCap", named("{}___{}")),
    ("Kobo", named("groep/{}/{}")),
    ("Kobo, joined", joined),
    ("Castor", castor),
    ("-oth-", limesurvey_other),
    ("[other]", words_for_other),
    ("other sheets", with_other_sheets),
    ("two header rows", two_header_rows),
]


@pytest.mark.parametrize(("name", "change"), READABLE)
def test_what_can_be_read_is_read(
    tmp_path: Path, name: str, change: Callable[[Table], Table]
) -> None:
    write = write_as_book if name == "other sheets" else write_as_text
    prepared = read(write(tmp_path / "export", change(in_codes(ROWS))))
    assert differences(prepared, ROWS) == []
    assert prepared.errors == ()
    assert prepared.canonical.mapping.unconfirmed == (), name


@pytest.mark.parametrize("write", [write_as_text, write_as_book])
@pytest.mark.parametrize("make", [in_codes, in_words])
def test_a_clean_export_gives_no_finding(
    tmp_path: Path,
    make: Callable[[Sequence[Row]], Table],
    write: Callable[[Path, Table], Path],
) -> None:
    prepared = read(write(tmp_path / "export", make(ROWS)))
    assert differences(prepared, ROWS) == []
    assert checks(prepared) == set()


def test_what_stands_above_the_header_is_told(tmp_path: Path) -> None:
    prepared = read(write_as_book(tmp_path / "export", with_title(in_codes(ROWS))))
    assert found(prepared, "header-row").rows == (1, 3)


def test_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    prepared = read(write_as_book(tmp_path / "export", with_other_sheets(in_codes(ROWS))))
    assert "“Oud” (verborgen, 6 rijen)" in found(prepared, "other-sheet").message
    assert "“Voorblad”" in found(prepared, "other-sheet").message


def test_of_two_sheets_with_answers_a_person_names_one(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    copy = ("Kopie", False, (tuple(place.heading for place in table.places), *table.rows[:5]))
    path = write_as_book(tmp_path / "export", replace(table, sheets=(copy,)))
    with pytest.raises(CkmError, match="“Kopie”, 6 rows, “Antwoorden”, 25 rows"):
        read(path)
    assert differences(read(path, sheet="Antwoorden"), ROWS) == []
    with pytest.raises(CkmError, match="no sheet “Blad9”"):
        read(path, sheet="Blad9")


def test_answers_on_a_hidden_sheet_are_asked_for(tmp_path: Path) -> None:
    path = write_as_book(tmp_path / "export", in_codes(ROWS))
    book = openpyxl.load_workbook(path)
    book.create_sheet("Voorblad").append(["Enquête"])
    book["Antwoorden"].sheet_state = "hidden"
    book.active = book["Voorblad"]
    book.save(path)
    with pytest.raises(CkmError, match=r"hidden; the file has “Antwoorden” \(hidden\)"):
        read(path)


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NULL!"])
def test_an_error_of_a_spreadsheet_is_no_lack_of_an_answer(tmp_path: Path, error: str) -> None:
    table = in_words(ROWS)
    column = table.where(lambda place: place.heading == "scholing")[0]
    path = write_as_book(tmp_path / "export", table.changed(column, lambda _: error, [3, 7]))
    finding = found(read(path), "error-value")
    assert (finding.severity, finding.column, finding.rows) == ("error", "scholing", (5, 9))
    assert finding.value


def test_a_formula_that_was_never_computed_is_no_lack_of_an_answer(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    column = table.where(lambda place: place.heading == "se_woon__ouders")[0]
    path = write_as_book(tmp_path / "export", table.changed(column, lambda _: "=B2", [3]))
    finding = found(read(path), "error-value")
    assert (finding.severity, finding.column, finding.rows) == ("error", "se_woon__ouders", (5,))


def test_a_formula_that_gave_a_value_is_read(tmp_path: Path) -> None:
    path = write_as_book(tmp_path / "export", in_codes(ROWS))
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = next(name for name in parts if name.startswith("xl/worksheets/sheet"))
    parts[sheet] = parts[sheet].replace(b"<v>", b"<f>1+0</f><v>")
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    prepared = read(path)
    assert "error-value" not in checks(prepared)
    assert differences(prepared, ROWS) == []


def test_numbers_are_no_codes_beside_numbers_that_are_not(tmp_path: Path) -> None:
    table = in_words(ROWS)
    column = table.where(lambda place: place.heading == "se_n")[0]
    labels = [option.label for option in QUESTIONNAIRE["se_n"].options]
    numbered = table.all_changed(
        [column], lambda cell: str(labels.index(str(cell)) + 1) if cell else ""
    )
    prepared = read(write_as_book(tmp_path / "export", numbered))
    told = {row for finding in prepared.errors for row in finding.rows}
    assert {f.column for f in prepared.errors if f.check == "unknown-code"} == {"se_n"}
    assert told == {row + 2 for row, cells in enumerate(numbered.rows) if cells[column]}


def test_numbers_in_a_file_of_words_are_asked(tmp_path: Path) -> None:
    table = in_words(ROWS)
    labels = [option.label for option in QUESTIONNAIRE["se_st_zorgen"].options]
    column = table.where(lambda place: place.heading == "se_st_zorgen")[0]
    numbered = table.all_changed(
        [column], lambda c: str(labels.index(str(c)) + 1) if c and c != labels[-1] else ""
    )
    prepared = read(write_as_book(tmp_path / "export", numbered))
    assert [m.column for m in prepared.canonical.mapping.unconfirmed] == ["se_st_zorgen"]


def test_a_total_is_no_respondent(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    blank = ("",) * (len(table.places) - 1)
    path = write_as_book(tmp_path / "e", replace(table, rows=(*table.rows, ("Totaal", *blank))))
    assert (found(read(path), "total-row").severity, found(read(path), "total-row").rows) == (
        "error",
        (26,),
    )


def test_a_header_that_stands_there_again_is_no_respondent(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    again = tuple(place.heading for place in table.places)
    path = write_as_text(tmp_path / "e", replace(table, rows=(*table.rows[:9], again)))
    assert found(read(path), "header-again").rows == (11,)


def test_rounded_numbers_are_no_doubles_to_delete(tmp_path: Path) -> None:
    table = in_codes(ROWS).all_changed([0], lambda _: "1,19E+11")
    finding = found(read(write_as_text(tmp_path / "e", table)), "spoilt-respondent")
    assert (finding.severity, len(finding.rows)) == ("error", 24)
    assert "Verwijder geen rijen" in finding.advice


def test_a_known_name_under_another_label_is_asked(tmp_path: Path) -> None:
    table = two_header_rows(in_codes(ROWS))
    table = replace(table, places=in_codes(ROWS).places)
    place = table.where(lambda place: place.heading == "scholing")[0]
    wrong = QUESTIONNAIRE["interesse"].text
    second = (*table.second[:place], wrong, *table.second[place + 1 :])
    prepared = read(write_as_text(tmp_path / "e", replace(table, second=second)))
    assert [m.column for m in prepared.canonical.mapping.unconfirmed] == ["scholing"]


def surveymonkey(rows: Sequence[Row], *, second: bool) -> list[list[Cell]]:
    """Give a table with questions above options; the second row of the header may be gone."""
    table = in_words(rows)
    head: list[Cell] = ["Respondent ID", "End Date"]
    below: list[Cell] = ["", ""]
    before = ""
    for place in table.places[2:]:
        question = QUESTIONNAIRE[place.question]
        alone = place.question if "_school" in place.question else question.text
        head.append("" if place.question == before else alone)
        below.append(question.option(place.option).label if place.option else "Response")
        before = place.question
    ticks = set(table.where(is_tick))
    lines = [
        [(below[n] if cell == "Ja" else "") if n in ticks else cell for n, cell in enumerate(row)]
        for row in table.rows
    ]
    return [head, *([below] if second else []), *lines]


def write_grid(path: Path, grid: list[list[Cell]]) -> Path:
    places = tuple(Place(str(cell)) for cell in grid[0])
    return write_csv(path, Table(places, tuple(map(tuple, grid[1:]))))


def test_the_two_header_rows_of_surveymonkey(tmp_path: Path) -> None:
    prepared = read(write_grid(tmp_path / "e.csv", surveymonkey(ROWS, second=True)))
    asked_for = {mapped.question for mapped in prepared.canonical.mapping.unconfirmed}
    assert asked_for <= {"se_school", "ce_school", "melding"}
    wrong = {column.partition("__")[0] for _, column, _, _ in differences(prepared, ROWS)}
    assert wrong <= asked_for


def test_a_second_header_row_that_is_gone_stops_the_run(tmp_path: Path) -> None:
    prepared = read(write_grid(tmp_path / "e.csv", surveymonkey(ROWS, second=False)))
    lost = [finding for finding in prepared.errors if finding.check == "lost-ticks"]
    assert {finding.severity for finding in lost} == {"error"}
    assert all(finding.rows and finding.column for finding in lost)
    assert len(lost) > 5


def spss(path: Path, rows: Sequence[Row], *, missing: bool, sets: bool) -> Path:
    """Write a data file with numbered options; "wn" declared missing, or category sets."""
    columns: dict[str, list[float | None]] = {"respondent": [*map(float, range(len(rows)))]}
    labels: dict[str, str | None] = {}
    values: dict[str, dict[int | float, str]] = {}
    ranges: dict[str, list[float]] = {}
    for question in asked(QUESTIONNAIRE):
        numbers = {code: float(n) for n, code in enumerate(question.codes, start=1)}
        names = {numbers[option.code]: option.label for option in question.options}
        if question.kind != "multi":
            columns[question.name] = [numbers.get(row[question.name]) for row in rows]
            labels[question.name], values[question.name] = question.text, dict(names)
            if missing and "wn" in numbers:
                ranges[question.name] = [numbers["wn"]]
        elif sets:
            chosen = [
                [numbers[c] for c in question.codes if row[f"{question.name}__{c}"] == "1"]
                for row in rows
            ]
            for place in range(max(map(len, chosen))):
                name = f"{question.name}_{place + 1}"
                columns[name] = [one[place] if place < len(one) else None for one in chosen]
                labels[name], values[name] = question.text, dict(names)
        else:
            for column in question.columns:
                columns[column] = [{"0": 0.0, "1": 1.0}.get(row[column]) for row in rows]
                labels[column] = (
                    f"{question.text}: " + question.option(column.partition("__")[2]).label
                )
                values[column] = {0: "Nee", 1: "Ja"}
    pyreadstat.write_sav(
        pd.DataFrame(columns, dtype=float),
        path,
        column_labels=labels,
        variable_value_labels=values,
        missing_ranges=ranges,  # type: ignore[arg-type]
    )
    return path


@pytest.mark.parametrize(("missing", "sets"), [(True, False), (False, True)])
def test_missing_values_that_are_answers_and_sets_of_spss(
    tmp_path: Path, missing: bool, sets: bool
) -> None:
    prepared = read(spss(tmp_path / "e.sav", ROWS, missing=missing, sets=sets))
    assert differences(prepared, ROWS) == []
    assert prepared.errors == ()
    assert {m.question for m in prepared.canonical.mapping.unconfirmed} <= {"melding"}


def test_columns_left_out_because_nobody_chose_are_confirmed_once(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    empty = table.where(lambda place: place.option != "" and place.question.endswith("school"))
    unchosen = [n for n in empty if all(row[n] != "1" for row in table.rows)]
    assert unchosen
    path = write_as_text(tmp_path / "e", table.without(unchosen))
    missing = [f for f in read(path).errors if f.check == "missing-column"]
    assert all("unchosen_left_out: true" in finding.advice for finding in missing)
    mapping = tmp_path / "mapping.yml"
    mapping.write_text("version: 1\nunchosen_left_out: true\ncolumns: []\n", "utf-8")
    prepared = read(path, mapping=mapping)
    assert differences(prepared, ROWS) == []
    assert prepared.errors == ()
    assert "option-left-out" in checks(prepared)


def test_joined_ticks_that_say_something_else_are_an_error(tmp_path: Path) -> None:
    table = joined(in_codes(ROWS))
    column = table.where(lambda place: place.heading == "contact")[0]
    row = next(n for n, cells in enumerate(table.rows) if cells[column])
    changed = table.changed(column, lambda _: "", [row])
    finding = found(read(write_as_text(tmp_path / "e", changed)), "joined-column")
    assert (finding.severity, finding.column, finding.rows) == ("error", "contact", (row + 2,))


def test_headings_of_which_none_is_known_are_listed(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    strange = table.renamed(lambda place: f"V{table.places.index(place)}")
    prepared = read(write_as_text(tmp_path / "e", strange))
    assert [finding.check for finding in prepared.errors] == ["no-question"]
    assert "“V0”" in prepared.errors[0].message


def test_a_scale_in_other_words_is_filled_in_once(tmp_path: Path) -> None:
    others = {"Helemaal eens": "Zeer waar", "Eens": "Waar", "Weet niet": "Geen idee hiervan"}
    table = in_words(ROWS)
    statements = table.where(lambda place: "_st_" in place.heading)
    table = table.all_changed(statements, lambda cell: others.get(str(cell), cell))
    path, mapping = write_as_text(tmp_path / "e", table), tmp_path / "mapping.yml"
    prepared = read(path)
    assert {finding.check for finding in prepared.errors} == {"unknown-code"}
    write_mapping(mapping, prepared.canonical.mapping, proposed=True)
    text = mapping.read_text("utf-8")
    assert text.count("Zeer waar: '?'") == 1
    codes = {"Zeer waar": "5", "Waar": "4", "Geen idee hiervan": "wn"}
    for words, code in codes.items():
        text = text.replace(f"{words}: '?'", f"{words}: '{code}'")
    mapping.write_text(text, "utf-8")
    assert len(read(path, mapping=mapping).canonical.mapping.unconfirmed) > 1
    mapping.write_text(text.replace("confirmed: false", "confirmed: true"), "utf-8")
    prepared = read(path, mapping=mapping)
    assert prepared.canonical.mapping.unconfirmed == ()
    assert prepared.errors == ()
    assert differences(prepared, ROWS) == []


def test_rows_of_a_column_that_is_left_out_are_named(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    rows = tuple((*row, "1" if n == 4 else "") for n, row in enumerate(table.rows))
    table = replace(table, places=(*table.places, Place("se_dwang__nieuw")), rows=rows)
    finding = found(read(write_as_text(tmp_path / "e", table)), "unknown-column")
    assert (finding.column, finding.rows) == ("se_dwang__nieuw", (6,))


def test_a_name_twice_is_an_error(tmp_path: Path) -> None:
    table = in_codes(ROWS)
    rows = tuple((*row, "2_5") for row in table.rows)
    table = replace(table, places=(*table.places, Place("se_n")), rows=rows)
    finding = found(read(write_as_text(tmp_path / "e", table)), "double-column")
    assert "“se_n”, “se_n (2)”" in finding.message


def test_ticks_turned_around_are_an_error(tmp_path: Path) -> None:
    prepared = read(write_as_text(tmp_path / "e", ticks_as("0", "1")(in_codes(ROWS))))
    turned = [finding for finding in prepared.errors if finding.check == "turned-around"]
    assert {"se_lft", "ce_lft", "se_dwang"} <= {finding.column for finding in turned}
    assert all(finding.rows for finding in turned)


def test_a_value_declared_missing_without_a_label_is_told(tmp_path: Path) -> None:
    path = tmp_path / "e.sav"
    frame = pd.DataFrame({"respondent": [1.0, 2.0], "se_st_zorgen": [4.0, 77.0]})
    pyreadstat.write_sav(frame, path, missing_ranges={"se_st_zorgen": [77.0]})
    finding = found(read(path), "declared-missing")
    assert (finding.severity, finding.column) == ("note", "se_st_zorgen")
    assert (finding.rows, finding.value) == ((2,), "77")
