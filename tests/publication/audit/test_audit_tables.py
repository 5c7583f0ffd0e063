from __future__ import annotations

from dataclasses import replace

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.audit_line import AuditLine
from ckmreport.publication.audit.audit_tables import (
    audit_sheets,
    audit_summary,
    audit_tables,
    bases_table,
    counterparts_table,
    errata_in_words,
    errata_tables,
    open_lines,
    open_lines_table,
)
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.report_places import Places
from ckmreport.publication.publication_files import Counterpart

LINE = AuditLine(
    id="C001",
    place="Bijlage A",
    subject="Stadsdeel: Binnenstad",
    base="alle respondenten",
    base_n=222,
    printed="26 (11,7%)",
    recomputed="26 (11,7%)",
    report="A#vragen",
    verdict="agrees",
    note="",
)
WRONG = replace(LINE, id="C002", printed="7 (3,2%)", verdict="erratum", erratum="E32")
TEXT = replace(
    LINE, id="S001", place="§3.1", base_n=None, recomputed="", report="", verdict="unchecked",
    note="Niet in de rijen.",
)  # fmt: skip
OTHER = replace(LINE, id="C393", place="Tabel 2", verdict="differs", note="Er staan er 27.")
PLACES = Places({"A#vragen": "§[-@sec-vragen]"})


def test_figures_are_counted_per_kind_and_verdict() -> None:
    rows = audit_summary([LINE, LINE, WRONG, TEXT, OTHER]).rows
    assert rows == (
        ("Komt overeen", 2, 0, 0, 2),
        ("Wijkt af, met verklaring", 1, 0, 0, 1),
        ("Wijkt af", 0, 1, 0, 1),
        ("Niet na te rekenen", 0, 0, 1, 1),
        ("Samen", 3, 1, 1, 5),
    )


def test_each_figure_stands_beside_the_recomputed_one() -> None:
    lines = [LINE, WRONG, TEXT, replace(TEXT, place="§3.2"), OTHER]
    found = audit_tables(lines, PLACES).markdown.replace("\xa0", " ")
    same = "| Stadsdeel: Binnenstad | C001 | 222 | 26 (11,7%) | 26 (11,7%) | §[-@sec-vragen] |"
    assert f"{same} komt overeen |" in found
    assert "§[-@sec-vragen] | [wijkt af, zie E32]{.afwijking} |" in found
    assert "| S001 | §3.1 | – | 26 (11,7%) | – | – | [niet na te rekenen]{.afwijking}." in found
    assert "[wijkt af]{.afwijking}. Er staan er 27. |" in found
    assert found.index("**Vragenlijst (Bijlage A)**") < found.index("**Tabellen en toetsen")


def test_each_base_is_explained_once_with_its_sizes() -> None:
    domain = "respondenten in het domein"
    lines = [LINE, WRONG, TEXT, *(replace(OTHER, base=domain, base_n=n) for n in (1039, 41, 41))]
    assert bases_table(lines).rows == (
        ("Alle respondenten", "222"),
        ("Respondenten in het domein", "41, 1.039"),
    )


def test_errata_say_what_is_wrong_and_what_follows_sorted_by_kind() -> None:
    remark = Erratum(
        id="E01", kind="remark", place="hoofdstuk 1", printed="46%", correct="48,3%",
        why="Het zijn er 393.", consequence="Gering.", figures={}, rule=None,
    )  # fmt: skip
    sums = [replace(remark, id="E02", kind="arithmetic"), replace(remark, id="E03")]
    found = errata_tables([remark, *sums]).markdown
    assert found.index("**Rekenfouten**") < found.index("| E02 |") < found.index("**Opmerkingen**")
    assert found.index("**Opmerkingen**") < found.index("| E01 |") < found.index("| E03 |")
    assert "Drukfouten" not in found  # there are none
    row = "Hoofdstuk 1. *Gedrukt:* 46%. *{}:* 48,3%. | Het zijn er 393. *Gevolg:* Gering."
    assert f"| E01 | {row.format('Lees')} |" in found
    assert f"| E02 | {row.format('Juist')} |" in found
    assert errata_in_words([remark, *sums]) == "1 rekenfout en 2 opmerkingen"


def test_a_counterpart_that_is_not_in_the_report_is_refused() -> None:
    places = Places({"03#fig-x": "@fig-x"})
    found = counterparts_table([Counterpart("Figuur 1", "03#fig-x", "f.csv, line 2")], places)
    assert found.rows == (("Figuur 1", "@fig-x"),)
    with pytest.raises(CkmError, match="the report has no cell 03#fig-y") as caught:
        counterparts_table([Counterpart("Figuur 2", "03#fig-y", "f.csv, line 3")], places)
    assert caught.value.place == "f.csv, line 3"


def test_what_no_erratum_explains_is_listed_with_its_reason() -> None:
    found = open_lines([LINE, WRONG, TEXT, OTHER])
    assert found == [TEXT, OTHER]
    assert [row[-1] for row in open_lines_table(found).rows] == [
        "Niet na te rekenen: Niet in de rijen.",
        "Wijkt af: Er staan er 27.",
    ]


def test_every_figure_is_in_the_sheet_of_its_kind() -> None:
    sheets = audit_sheets([LINE, WRONG, TEXT, OTHER])
    assert {name: [row[0] for row in data.rows] for name, data in sheets.items()} == {
        "Vragenlijst": ["C001", "C002"],
        "Tabellen en toetsen": ["C393"],
        "Lopende tekst": ["S001"],
    }
    told = dict(zip(sheets["Vragenlijst"].columns, sheets["Vragenlijst"].rows[1], strict=True))
    assert told["Wie meetelt"] == "alle respondenten"
    assert told["n"] == 222
    assert told["Uitkomst"] == "wijkt af, met verklaring"
    assert told["Fout"] == "E32"
