from __future__ import annotations

import json
from pathlib import Path

import pytest
from survey_samples import WAVE, SampleData

from ckmreport.analysis import Survey
from ckmreport.publication.audit.accountability import Accountability, account_for

ROOT = Path(__file__).parents[3]


def parts(account: Accountability) -> list[str]:
    return [
        passage.markdown
        for passage in (account.check, account.details, account.errors, account.origin)
    ]


def test_a_publication_is_accounted_for_to_the_last_figure(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    check, details, errors, origin = parts(account_for(survey))
    assert "| Wijkt af | 0 | 0 | 0 | 0 |" in check
    shown, _, looked_up = details.partition("::: {.op-scherm}")
    for name in [*(f"C{n:03}" for n in range(1, 437)), *(f"S{n:03}" for n in range(1, 159))]:
        assert looked_up.count(f"| {name} |") == 1, name
    for name in [*(f"Figuur {n}" for n in range(1, 21)), *(f"Tabel {n}" for n in range(1, 5))]:
        assert details.count(f"| {name} | @") == 1, name
    assert "verantwoording.xlsx" in shown
    assert "| C001 |" not in shown
    assert "| C001 |" in looked_up
    assert "| E01 |" in errors
    assert "Andere verbanden (aangenomen)" in origin


def test_a_wave_without_recorded_checks_says_so(data: SampleData) -> None:
    check, details, errors, origin = parts(account_for(data.survey({})))
    assert check == "@sec-controle zegt hoe de antwoorden zijn gecontroleerd."
    assert details == "Er zijn geen bevindingen vastgelegd."
    assert errors == "In deze meting zijn geen fouten bekend."
    assert origin.startswith("De antwoorden zijn door respondenten gegeven")


def test_invented_answers_are_called_so(data: SampleData) -> None:
    data.replace(WAVE, "synthetic: false", "synthetic: false\ninvented: true")
    assert "verzonnen" in account_for(data.survey({})).origin.markdown


def test_recorded_checks_are_listed_as_plain_text(data: SampleData) -> None:
    finding = {
        "severity": "warning",
        "check": "doubles",
        "column": "a|b",
        "rows": [2, 3],
        "message": "<b>Dubbel</b> [x](javascript:y)",
    }
    path = data.folder / "waves/2025/checks.json"
    path.write_text(json.dumps({"schema": 1, "rows": 3, "findings": [finding]}), "utf-8")
    _, details, *_ = parts(account_for(data.survey({})))
    row = details.splitlines()[-3]
    assert row.startswith("| a\\|b | waarschuwing | \\<b\\>Dubbel")
    assert "[x](" not in row
