"""Text that was damaged on its way: wrong encoding, and cells that are formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ckmreport.intake.column_operations import matching, rows_of
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding, Severity
from ckmreport.intake.matching.mapping import ColumnMapping, ExportMapping
from ckmreport.intake.unread_values import is_error

# UTF-8 read as Windows-1252 or Latin-1 turns é into Ã©, ’ into â€™ and a hard space into Â .
_MOJIBAKE = re.compile("\ufffd|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
# A number with a sign (-8), a telephone number (+31 6 …) and a dash before words are no formula.
_FORMULA = re.compile(r"[=@].|[+-](?!\s)(?![\d\s().,-]*\Z).", re.DOTALL)

#: What LimeSurvey writes for the option "other".
_NO_FORMULA = "-oth-"


def is_garbled(text: str) -> bool:
    """Tell whether a text was decoded wrongly somewhere."""
    return bool(_MOJIBAKE.search(text))


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute this text instead of showing it."""
    return text != _NO_FORMULA and bool(_FORMULA.match(text))


def check_damage(export: Export, mapping: ExportMapping) -> Iterator[Finding]:
    """Look for damaged text in names, labels and cells; columns with personal data apart."""
    names = [c.name for c in export.columns if any(map(is_garbled, _texts(export, c.name)))]
    for name in names:
        yield _finding(
            mapping[name],
            "encoding",
            (),
            f"In de naam of de labels van kolom “{name}” zijn letters met een accent verminkt.",
        )
    for mapped in mapping.columns:
        if mapped.role == "personal":
            continue
        column = export.frame[mapped.column]
        if rows := rows_of(matching(column, is_garbled)):
            yield _finding(
                mapped,
                "encoding",
                rows,
                f"In kolom “{mapped.column}” zijn letters met een accent verminkt.",
            )
        if mapped.role != "question" and (rows := rows_of(matching(column, is_error))):
            yield _finding(
                mapped,
                "error-value",
                rows,
                f"In kolom “{mapped.column}” staan foutwaarden van een rekenblad.",
            )
        if rows := rows_of(matching(column, is_formula)):
            yield _finding(
                mapped,
                "formula",
                rows,
                f"In kolom “{mapped.column}” staat tekst die een rekenblad als formule leest.",
            )


_ADVICE = {
    "error-value": "Exporteer het bestand opnieuw uit het enquêteprogramma.",
    "encoding": "Exporteer het bestand opnieuw als UTF-8 of als SPSS-bestand.",
    "formula": "Open de export niet in een rekenblad; kijk in het enquêteprogramma wat er staat.",
}


def _finding(mapped: ColumnMapping, check: str, rows: tuple[int, ...], message: str) -> Finding:
    # Only answers reach the wave; damage elsewhere is worth knowing, and no more than that.
    severity: Severity = "warning" if mapped.role == "question" else "note"
    return Finding(severity, check, mapped.column, rows, "", message, _ADVICE[check])


def _texts(export: Export, name: str) -> list[str]:
    column = export[name]
    return [name, column.label, *column.value_labels.values()]
