"""What a printed figure is about, in words."""

from __future__ import annotations

import pytest
from audit_samples import publication, questionnaire

from ckmreport.publication.audit.figure_names import FigureNames, statement_place, statement_subject
from ckmreport.publication.audit.recount import BoundedShare

PRINTED = publication()
NAMING = FigureNames(PRINTED, questionnaire())
FIGURES = {figure.id: figure for figure in PRINTED.figures}
STATEMENTS = {statement.id: statement for statement in PRINTED.statements}


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("C001", "Stadsdeel: Binnenstad"),
        ("C065", "Aantal slachtoffers (seksuele uitbuiting): 2 tot en met 5 personen"),
        ("C396", "Functiedomein: Gemeente; Slachtoffer gesignaleerd: niet “Nee”"),
        ("C433", "Uitvallers"),
    ],
)
def test_subject_of_a_figure(name: str, subject: str) -> None:
    assert NAMING.subject(FIGURES[name]) == subject


def test_every_figure_and_statement_has_a_subject_and_a_place() -> None:
    assert all(NAMING.subject(figure) for figure in PRINTED.figures)
    assert all(statement_subject(statement) for statement in PRINTED.statements)
    assert all(statement_place(statement) for statement in PRINTED.statements)


@pytest.mark.parametrize(
    ("name", "place", "subject"),
    [
        ("S002", "hoofdstuk 1", "Slachtoffers bij CoMensha in 2022"),
        ("S034", "§3.1", "Belangstelling voor scholing"),
        ("S048", "§3.1, voetnoot 23", "Wie daarna stopten"),
    ],
)
def test_place_and_subject_of_a_statement(name: str, place: str, subject: str) -> None:
    statement = STATEMENTS[name]
    assert (statement_place(statement), statement_subject(statement)) == (place, subject)


def test_a_figure_of_the_text_is_found_among_the_statements() -> None:
    found = NAMING.counterpart(FIGURES["C435"])  # 14, printed as "Veertien"
    assert found is STATEMENTS["S022"]
    assert NAMING.counterpart(FIGURES["C001"]) is None  # a table is no text


def test_the_base_says_who_was_left_out() -> None:
    part = BoundedShare(45, 45, 66, ("ce_st_toename",), ("wn",))
    assert NAMING.base_of(STATEMENTS["S053"], part) == (
        "respondenten die de stellingen over criminele uitbuiting beoordeelden, "
        "zonder wie “Weet niet” antwoordde"
    )


def test_mentions_have_a_base_of_their_own() -> None:
    part = BoundedShare(3, 3, 16, ("se_achtergrond",))
    for name in ("S103", "S104"):  # both printed as 19%
        assert "Europese achtergrond" in NAMING.base_of(STATEMENTS[name], part)
