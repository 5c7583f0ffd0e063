"""What of the rows of a reconstructed wave is published, inferred or assumed."""

from __future__ import annotations

from collections.abc import Mapping

from ckmreport.presentation.tables.markdown_blocks import Passage, titled_table
from ckmreport.presentation.tables.table import Table
from ckmreport.publication.evidence_status import Certainty, Status

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


def certainty_tables(certainty: Certainty) -> Passage:
    """Say what of the rows is published, inferred and assumed, and what that means for readers."""
    used = [
        status for status in _STATUSES if certainty.figures[status] + certainty.statements[status]
    ]
    numbers = Table(
        ("Gedrukte cijfers", *(_STATUSES[status].capitalize() for status in used)),
        tuple(
            (where, *(counts[status] for status in used))
            for where, counts in (
                ("In de vragenlijst en de tabellen", certainty.figures),
                ("In de lopende tekst", certainty.statements),
            )
        ),
    )
    rows = tuple(
        (
            f"{_SUBJECTS.get(one.name, one.name)} ({_STATUSES[one.status]})",
            one.reason,
            one.consequence,
        )
        for one in certainty.explanations
    )
    choices = Table(("Onderwerp", "Reden", "Gevolg voor wie de cijfers leest"), rows)
    return Passage(
        "\n\n".join(
            [
                titled_table("Hoe zeker de gedrukte cijfers zijn", numbers),
                titled_table("Wat daarnaast is afgeleid of aangenomen", choices),
            ]
        )
    )
