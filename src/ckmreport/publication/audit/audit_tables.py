"""An audit as tables for readers: each printed figure beside the recomputed one, and the errata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ckmreport.foundation.errors import CkmError
from ckmreport.presentation.tables.markdown_blocks import Passage, titled_table
from ckmreport.presentation.tables.table import Table, Value
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.dutch_numbers import integer
from ckmreport.presentation.text.fractions_in_words import listing, plural
from ckmreport.publication.audit.audit_line import AuditLine
from ckmreport.publication.audit.errata import Erratum, Kind
from ckmreport.publication.audit.report_places import Places
from ckmreport.publication.publication_files import Counterpart

#: The verdicts in words for readers, in the order in which they are listed.
_VERDICTS = {
    "agrees": "komt overeen",
    "erratum": "wijkt af, met verklaring",
    "differs": "wijkt af",
    "unchecked": "niet na te rekenen",
}
#: Of this length a text does not need to wrap in a narrow column.
_SHORT = 14
#: The kinds of errata, one and several, in the order in which they are listed.
_NOUNS: dict[Kind, tuple[str, str]] = {
    "arithmetic": ("rekenfout", "rekenfouten"),
    "contradiction": ("tegenspraak", "tegenspraken"),
    "misprint": ("drukfout", "drukfouten"),
    "remark": ("opmerking", "opmerkingen"),
}
_KINDS = ("Vragenlijst", "Tabellen en toetsen", "Lopende tekst")


def audit_summary(lines: Sequence[AuditLine]) -> Table:
    """Count the printed figures per kind and verdict."""
    kinds = [_kind(line) for line in lines]
    rows: list[tuple[Value, ...]] = []
    for verdict, words in _VERDICTS.items():
        counts = [
            sum(
                line.verdict == verdict and own == kind
                for line, own in zip(lines, kinds, strict=True)
            )
            for kind in _KINDS
        ]
        rows.append((_opened(words), *counts, sum(counts)))
    totals = [kinds.count(kind) for kind in _KINDS]
    rows.append(("Samen", *totals, sum(totals)))
    return Table(("Uitkomst", *_KINDS, "Samen"), tuple(rows))


def audit_tables(lines: Sequence[AuditLine], places: Places) -> Passage:
    """List every printed figure beside the recomputed one, in a table per kind."""
    parts = []
    for kind in _KINDS:
        found = [line for line in lines if _kind(line) == kind]
        one_place = len({line.place for line in found}) == 1
        header = ["Cijfer", "Nr.", "Plaats", "n", "Gedrukt", "Nagerekend", "Hier", "Uitkomst"]
        rows = [_audited(line, places) for line in found]
        if one_place:
            header.remove("Plaats")
            rows = [row[:2] + row[3:] for row in rows]
        where = f" ({found[0].place})" if one_place else ""
        parts.append(titled_table(f"{kind}{where}", Table(tuple(header), tuple(rows))))
    return Passage("\n\n".join(parts))


def open_lines(lines: Iterable[AuditLine]) -> list[AuditLine]:
    """Give what neither agrees nor is a known error of the publication."""
    return [line for line in lines if line.verdict in {"differs", "unchecked"}]


def open_lines_table(lines: Iterable[AuditLine]) -> Table:
    """List these with the reason, for whoever reads on paper."""
    rows = tuple(
        (
            line.id,
            f"{line.subject} ({line.place})",
            line.printed,
            f"{_opened(_VERDICTS[line.verdict])}: {line.note}",
        )
        for line in lines
    )
    return Table(("Nr.", "Cijfer", "Gedrukt", "Uitkomst"), rows)


def audit_sheets(lines: Sequence[AuditLine]) -> Mapping[str, Data]:
    """Give every figure as data, a sheet per kind, with its base and why it differs."""
    columns = (
        "Nr.",
        "Cijfer",
        "Plaats in de publicatie",
        "Wie meetelt",
        "n",
        "Gedrukt",
        "Nagerekend",
        "Uitkomst",
        "Fout",
        "Toelichting",
    )
    return {
        kind: Data(columns, tuple(_as_data(line) for line in lines if _kind(line) == kind))
        for kind in _KINDS
    }


def bases_table(lines: Iterable[AuditLine]) -> Table:
    """List who the percentages are shares of, with the sizes of each base."""
    sizes: dict[str, set[int]] = {}
    for line in lines:
        if line.base and line.base_n is not None:
            sizes.setdefault(line.base, set()).add(line.base_n)
    rows = tuple(
        (_opened(base), ", ".join(map(integer, sorted(found)))) for base, found in sizes.items()
    )
    return Table(("Wie meetelt", "n"), rows)


def counterparts_table(counterparts: Iterable[Counterpart], places: Places) -> Table:
    """List the figures and tables of a publication beside those of this report.

    Raises:
        CkmError: names the line whose cell is not in the report.
    """
    rows = []
    for one in counterparts:
        if not places[one.report]:
            raise CkmError(
                f"the report has no cell {one.report}",
                place=one.source,
                advice="Name it as notebook#cell",
            )
        rows.append((one.place, places[one.report]))
    return Table(("In de publicatie", "In dit rapport"), tuple(rows))


def errata_tables(errata: Sequence[Erratum]) -> Passage:
    """List the known errors of a publication, a table for each kind that there is."""
    found = {kind: [one for one in errata if one.kind == kind] for kind in _NOUNS}
    tables = (
        titled_table(_opened(_NOUNS[kind][1]), _errata(those))
        for kind, those in found.items()
        if those
    )
    return Passage("\n\n".join(tables))


def errata_in_words(errata: Sequence[Erratum]) -> str:
    """Say how many errors of each kind there are: "11 rekenfouten, 2 drukfouten en 1 opmerking"."""
    counts = {kind: sum(one.kind == kind for one in errata) for kind in _NOUNS}
    return listing([f"{n} {plural(n, *_NOUNS[kind])}" for kind, n in counts.items() if n])


def _errata(errata: Iterable[Erratum]) -> Table:
    rows = tuple(
        (
            one.id,
            f"{_sentence(one.place)} *Gedrukt:* {one.printed}. *{_announced(one)}:* {one.correct}.",
            f"{one.why} *Gevolg:* {one.consequence}",
        )
        for one in errata
    )
    return Table(
        ("Nr.", "Wat er staat, en hoe het te lezen is", "Waarom, en het gevolg voor de lezer"), rows
    )


def _kind(line: AuditLine) -> str:
    if line.place.startswith("Bijlage"):
        return _KINDS[0]
    return _KINDS[1] if line.place.startswith(("Tabel", "voetnoot")) else _KINDS[2]


def _audited(line: AuditLine, places: Places) -> tuple[str, ...]:
    base = integer(line.base_n) if line.base_n is not None else "–"
    return (
        line.subject,
        line.id,
        _unbroken(line.place),
        base,
        _unbroken(line.printed or "–"),
        _unbroken(line.recomputed or "–"),
        places[line.report] or "–",
        _outcome(line),
    )


def _announced(erratum: Erratum) -> str:
    return "Lees" if erratum.kind == "remark" else "Juist"  # a remark is on what is not wrong


def _as_data(line: AuditLine) -> tuple[str | int | None, ...]:
    return (
        line.id,
        line.subject,
        line.place,
        line.base,
        line.base_n,
        line.printed,
        line.recomputed,
        _VERDICTS[line.verdict],
        line.erratum,
        line.note,
    )


def _outcome(line: AuditLine) -> str:
    if line.verdict == "agrees":
        return _unbroken(_VERDICTS["agrees"])
    if line.verdict == "erratum":
        # The filter on screen knows the class.
        return f"[wijkt af, zie {line.erratum}]{{.afwijking}}"
    return f"[{_VERDICTS[line.verdict]}]{{.afwijking}}. {line.note}".removesuffix(". ")


def _sentence(text: str) -> str:
    return f"{_opened(text)}."


def _opened(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _unbroken(text: str) -> str:
    """Keep a short text on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}") if len(text) <= _SHORT else text
