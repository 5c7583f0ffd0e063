from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from book_samples import ANSWERS, opening_cell, question_cell, share, told, written_book

from ckmreport.analysis.origin import LeftOut
from ckmreport.presentation.text.words import Number
from ckmreport.report.proof.consistency import contradictions
from ckmreport.report.proof.ledger_builder import build_ledger
from ckmreport.report.render.notebook import read_notebook
from ckmreport.survey.questionnaire import Option, Question, Questionnaire


def question(kind: str, wording: str) -> Question:
    options = tuple(Option(code, code, code, code) for code in ("ja", "nee"))
    return Question(
        name="scholing",
        kind="multi" if kind == "multi" else "likert" if kind == "likert" else "single",
        section="kennis",
        text=wording,
        short=wording,
        options=options,
        asked_of="alle respondenten",
        since="2023",
    )


QUESTIONNAIRE = Questionnaire({"kennis": "Kennis"}, (question("single", "Kreeg u scholing?"),))


def found(
    folder: Path, *cells: dict[str, object], questionnaire: Questionnaire = QUESTIONNAIRE
) -> list[str]:
    book = written_book(folder, opening_cell(), *cells)
    chapters = {one.path: read_notebook(book.folder, one.path).cells for one in book.chapters}
    ledger = build_ledger(chapters, "2023", {})
    return [one.message for one in contradictions(ledger, chapters, questionnaire)]


def sentence(*shares: Number) -> dict[str, object]:
    words = " en ".join(f"`{{python}} s{number}`" for number in range(len(shares)))
    results: dict[str, Any] = {f"s{number}": value for number, value in enumerate(shares)}
    return told(f"Het gaat om {words}.", "zin", **results)


def test_a_sound_report_has_no_contradictions(tmp_path: Path) -> None:
    half = sentence(share("50%", 111, 222, "interesse"), share("50,0%", 111, 222, "interesse"))
    words = sentence(share("de helft van de respondenten", 111, 222, "interesse"))
    assert found(tmp_path, half, words, question_cell(ANSWERS)) == []


@pytest.mark.parametrize("printed", ["24%", "23,5%", "22%"])
def test_a_percentage_must_be_that_of_its_count(printed: str, tmp_path: Path) -> None:
    (message,) = found(tmp_path, sentence(share(printed, 52, 222, "anders")))
    assert message == f'{printed} is not 52 of 222 in "Het gaat om {printed}."'


def test_halves_are_rounded_up(tmp_path: Path) -> None:
    assert found(tmp_path / "up", sentence(share("13%", 1, 8, "anders"))) == []
    assert found(tmp_path / "down", sentence(share("12%", 1, 8, "anders"))) != []


def test_the_same_share_reads_the_same(tmp_path: Path) -> None:
    twice = sentence(share("30%", 30, 100, "zicht"), share("31%", 31, 100, "zicht"))
    assert found(tmp_path, twice) == [
        'the same share reads 30% in notebooks/02-kennis.ipynb and 31% in "Het gaat om 30% en 31%."'
    ]


def test_shares_of_other_bases_may_differ(tmp_path: Path) -> None:
    other = share("33%", 30, 90, "zicht")
    other = replace(other, origin=replace(other.origin, left_out=(LeftOut("nee", 10),)))
    assert found(tmp_path, sentence(share("30%", 30, 100, "zicht"), other)) == []


def test_answers_must_add_up_to_the_base(tmp_path: Path) -> None:
    answers = {"Ja": (52, "23,4%"), "Nee": (169, "76,6%")}
    assert found(tmp_path, question_cell(answers)) == [
        "the column 'Aantal' adds up to 221 and not to n=222: Kreeg u scholing?"
    ]


def test_percentages_must_add_up_to_a_hundred(tmp_path: Path) -> None:
    answers = {"Ja": (52, "23,4%"), "Nee": (170, "67,6%")}
    assert found(tmp_path, question_cell(answers)) == [
        "the percentages of the column 'Aandeel' do not add up to a hundred: Kreeg u scholing?"
    ]


def test_rounding_may_take_a_sum_off_a_hundred(tmp_path: Path) -> None:
    thirds = dict.fromkeys(("Ja", "Nee", "Weet niet"), (74, "33,3%"))
    assert found(tmp_path, question_cell(thirds)) == []


def test_several_answers_may_add_up_to_more(tmp_path: Path) -> None:
    multi = Questionnaire({"kennis": "Kennis"}, (question("multi", "Kreeg u scholing?"),))
    answers = {"Ja": (152, "68,5%"), "Nee": (170, "76,6%")}
    assert found(tmp_path / "multi", question_cell(answers), questionnaire=multi) == []
    assert len(found(tmp_path / "single", question_cell(answers))) == 2


def test_withheld_cells_are_not_added_up(tmp_path: Path) -> None:
    block = question_cell(ANSWERS)
    block["outputs"][0]["data"]["text/markdown"] = (
        block["outputs"][0]["data"]["text/markdown"]
        .replace("| 52 |", "| <5 |")
        .replace("23,4%", "–")
    )
    assert found(tmp_path, block) == []


def test_the_answers_to_a_statement_must_add_up(tmp_path: Path) -> None:
    likert = Questionnaire({"kennis": "Kennis"}, (question("likert", "Ik zie het."),))
    table = "| Stelling | Eens | Oneens | n |\n|:--|--:|--:|--:|\n| Ik zie het. | 30 | {} | 85 |"
    messages = {}
    for oneens in (55, 54):
        block = question_cell(ANSWERS)
        block["outputs"][0]["data"]["text/markdown"] = table.format(oneens)
        messages[oneens] = found(tmp_path / str(oneens), block, questionnaire=likert)
    assert messages == {55: [], 54: ["the answers do not add up to n=85: Ik zie het."]}
