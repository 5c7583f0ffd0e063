"""The register of tests: what was tested, on whom, and what is left after correction."""

from __future__ import annotations

from ckmreport.analysis import Association, Crosstab, Register, RegisteredTest
from ckmreport.analysis.association import ALPHA
from ckmreport.presentation.tables.markdown_blocks import Passage, titled_table
from ckmreport.presentation.tables.table import Table, Value
from ckmreport.presentation.text.dutch_numbers import decimal, integer, number_word, probability

_HEADER = ("Vraag", "n", "χ²", "df", "p", "p na correctie", "Cramérs V", "Cellen onder vijf")


_BOUND = """\
Zonder tabel is niet bekend hoeveel respondenten in een cel worden verwacht.
Uit de aantallen antwoorden op beide vragen volgt wel in hoeveel cellen dat er ten minste te weinig
zijn, hoe de tabel er ook uitziet."""

_NO_OUTCOME = "Van geen enkele toets is een uitkomst te geven"


def test_register(register: Register) -> Table:
    """List the declared tests with their results; one that was impossible says why."""
    return Table(_HEADER, tuple(_row(test) for test in register))


def test_tables(register: Register) -> Passage:
    """Write the table behind each test: observed and expected respondents.

    Where none of them is known, a sentence says why.
    """
    parts, reasons = [], []
    for test in register.carried_out:
        table = test.result.table if isinstance(test.result, Association) else None
        if isinstance(table, Crosstab):
            parts.append(_table(test, table))
        elif table is not None:
            reasons.append(table.reason)
    if reasons:
        number = _of_all(len(reasons), len(register.carried_out))
        why = " en ".join(dict.fromkeys(reasons))
        parts.append(f"Van {number} ontbreekt de tabel: {why}.")
    if any(_bounded(test) for test in register):
        parts.append(_BOUND)
    return Passage("\n\n".join(parts) or "Er is geen toets uitgevoerd.")


def surviving(register: Register) -> str:
    """Say how many tests are significant after correction, and whether their tables support them.

    Two sentences without the last full stop; one where no test was carried out.
    """
    if not register.carried_out:
        return _NO_OUTCOME
    number = _of_all(len(register.holding), len(register.carried_out))
    return (
        f"Significant bij een niveau van [{decimal(ALPHA, 2)}]{{.vast}} is na die correctie het "
        f"resultaat van {number}.\n{reservation(register)}"
    )


def reservation(register: Register) -> str:
    """Say, as a sentence without its full stop, whether the tables support a chi-square test."""
    if not register.carried_out:
        return _NO_OUTCOME
    all_of_them = len(register.carried_out)
    drawn = sum(
        isinstance(test.result, Association) and test.result.resampled is not None
        for test in register
    )
    few = "in meer dan een vijfde van de cellen minder dan vijf respondenten verwacht"
    if register.unsure:
        return (
            f"Bij {_of_all(len(register.unsure), all_of_them)} worden {few}; "
            "de *p*-waarde is daar niet meer dan een benadering"
        )
    if drawn:
        return (
            f"Bij {_of_all(drawn, all_of_them)} worden {few}; "
            "de *p*-waarde is daar bepaald met een permutatietoets"
        )
    return f"Bij {_of_all(0, all_of_them)} worden {few}"


def _of_all(number: int, whole: int) -> str:
    if number == whole > 0:
        return "de enige toets" if whole == 1 else f"alle {number_word(whole)} de toetsen"
    few = "geen" if number == 0 else number_word(number)
    return f"{few} van de {number_word(whole)} toetsen" if whole > 1 else "geen enkele toets"


def _row(test: RegisteredTest) -> tuple[Value, ...]:
    asks, result = test.declared.asks, test.result
    if not isinstance(result, Association):
        reason = result.reason[:1].upper() + result.reason[1:]
        return (f"{asks} {reason}.", *("–" for _ in _HEADER[1:]))
    drawn = " (permutatie)" if result.resampled is not None else ""
    return (
        asks,
        integer(result.n),
        decimal(result.statistic, result.decimals),
        integer(result.df),
        probability(result.p, sign=False) + drawn,
        probability(test.corrected or 0.0, sign=False),
        decimal(result.cramers_v, 2),
        _small(result),
    )


def _bounded(test: RegisteredTest) -> bool:
    result = test.result
    return isinstance(result, Association) and result.small is not None and result.small.at_least


def _small(result: Association) -> str:
    if result.small is None:
        return "onbekend"
    bound = "ten minste " if result.small.at_least else ""
    said = f"{bound}{integer(result.small.number)} van {integer(result.small.cells)}"
    if isinstance(result.table, Crosstab):
        said += f" (kleinste {decimal(min(map(min, result.table.expected)), 1)})"
    return said


def _table(test: RegisteredTest, table: Crosstab) -> str:
    rows: list[tuple[Value, ...]] = [
        (
            option.short,
            *(
                f"{integer(count)} ({decimal(expected, 1)})"
                for count, expected in zip(counts, wanted, strict=True)
            ),
        )
        for option, counts, wanted in zip(table.rows, table.counts, table.expected, strict=True)
    ]
    assert isinstance(test.result, Association)
    header = (test.result.row.short, *(option.short for option in table.columns))
    base = "Aantal respondenten, met tussen haakjes het verwachte aantal."
    return titled_table(test.declared.asks, Table(header, tuple(rows)), base)
