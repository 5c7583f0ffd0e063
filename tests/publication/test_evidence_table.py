from __future__ import annotations

from ckmreport.publication.evidence_status import Certainty, Explanation
from ckmreport.publication.evidence_table import certainty_tables


def test_statuses_are_counted_and_choices_explained() -> None:
    certainty = Certainty(
        figures={"published": 421, "inferred": 15, "assumed": 0},
        statements={"published": 102, "inferred": 0, "assumed": 0},
        explanations=(
            Explanation("chance", "assumed", "Er is niets gezegd.", "Lees er niets in."),
            Explanation("eigen", "inferred", "Het volgt.", "Geen."),
        ),
    )
    found = certainty_tables(certainty).markdown
    assert "| Gedrukte cijfers | Gepubliceerd | Afgeleid |" in found
    assert "| In de vragenlijst en de tabellen | 421 | 15 |" in found
    assert "| In de lopende tekst | 102 | 0 |" in found
    assert "| Andere verbanden (aangenomen) | Er is niets gezegd. | Lees er niets in. |" in found
    assert "| eigen (afgeleid) | Het volgt. | Geen. |" in found
