from __future__ import annotations

import csv
import io

from table_samples import QUESTIONNAIRE

from ckmreport.intake.structure.limesurvey import limesurvey_structure

ROWS = list(
    csv.DictReader(io.StringIO(limesurvey_structure(QUESTIONNAIRE, "Titel")), delimiter="\t")
)


def question(name: str) -> dict[str, str]:
    (row,) = [row for row in ROWS if row["class"] == "Q" and row["name"] == name]
    return row


def test_every_question_is_there_with_its_answers() -> None:
    asked = [one for one in QUESTIONNAIRE if one.coded_from is None]
    kinds = [row["class"] for row in ROWS]
    assert kinds.count("Q") == len(asked) + 1  # and the field for another function
    answers = sum(len(one.options) for one in asked if one.kind != "multi")
    assert kinds.count("A") == answers
    assert kinds.count("SQ") == sum(len(one.options) for one in asked if one.kind == "multi")
    assert kinds.count("G") == len(QUESTIONNAIRE.sections)


def test_routing_is_written_as_expressions() -> None:
    assert question("scholingtype")["relevance"] == 'scholing.NAOK == "A1"'
    assert question("sen")["relevance"] == '!is_empty(signaal.NAOK) && signaal.NAOK != "A4"'
    assert question("seschool")["relevance"] == 'seronsel_school.NAOK == "Y"'
    assert question("stadsdeel")["relevance"] == "1"


def test_an_answer_that_rules_out_others_does_so() -> None:
    assert question("sewoon")["exclude_all_others"] == "wn"
    assert question("melding")["exclude_all_others"] == "nee;wn"


def test_no_address_is_recorded() -> None:
    settings = {row["name"]: row["text"] for row in ROWS if row["class"] == "S"}
    assert (settings["ipaddr"], settings["refurl"]) == ("N", "N")
