"""Evidence for a reconstructed wave: figures that are published, inferred or assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from ckmreport.presentation.tables.markdown_blocks import Passage, titled_table
from ckmreport.presentation.tables.table import Table
from ckmreport.publication.assumptions import Explanation, Status, load_explanations
from ckmreport.publication.csv_lines import read_lines

_STATUSES: Mapping[Status, str] = {
    "published": "gepubliceerd",
    "inferred": "afgeleid",
    "assumed": "aangenomen",
}
_SUBJECTS = {
    "order": "Volgorde van de vragen",
    "nesting": "Vaakste antwoord",
    "exceptions": "Tegenstrijdige antwoorden",
    "tests": "Tabellen achter de toetsen",
    "agreements": "Werkafspraken per domein",
    "chance": "Andere verbanden",
    "drop_outs": "Uitvallers",
}


@dataclass(frozen=True)
class Evidence:
    """The evidence for the rows of a wave.

    `figures` and `statements` count the printed figures, of the questionnaire and the tables and
    of the running text, by status.
    """

    figures: Mapping[Status, int]
    statements: Mapping[Status, int]
    explanations: tuple[Explanation, ...]


def load_evidence(folder: Path) -> Evidence:
    """Read what the printed figures in the folder of a publication rest on.

    Raises:
        CkmError: if a file is missing, or has an unknown status.
    """
    return Evidence(
        figures=Counter(read_lines(folder / "figures.csv", _status)),
        statements=Counter(read_lines(folder / "statements.csv", _status)),
        explanations=load_explanations(folder / "assumptions.yml"),
    )


def evidence_tables(evidence: Evidence) -> Passage:
    """List what is published, inferred and assumed, and the consequence for readers."""
    used = [
        status for status in _STATUSES if evidence.figures[status] + evidence.statements[status]
    ]
    numbers = Table(
        ("Gedrukte cijfers", *(_STATUSES[status].capitalize() for status in used)),
        tuple(
            (where, *(counts[status] for status in used))
            for where, counts in (
                ("In de vragenlijst en de tabellen", evidence.figures),
                ("In de lopende tekst", evidence.statements),
            )
        ),
    )
    rows = tuple(
        (
            f"{_SUBJECTS.get(one.name, one.name)} ({_STATUSES[one.status]})",
            one.reason,
            one.consequence,
        )
        for one in evidence.explanations
    )
    choices = Table(("Onderwerp", "Reden", "Gevolg voor wie de cijfers leest"), rows)
    return Passage(
        f"{titled_table('Hoe zeker de gedrukte cijfers zijn, zonder de toetsen', numbers)}\n\n"
        f"{titled_table('Wat daarnaast is afgeleid of aangenomen', choices)}"
    )


def _status(row: dict[str, str], _source: str) -> Status:
    if row["status"] not in get_args(Status):
        raise ValueError(f"unknown status '{row['status']}'; known: {', '.join(_STATUSES)}")
    return cast(Status, row["status"])
