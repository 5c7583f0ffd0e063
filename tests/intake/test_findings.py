from __future__ import annotations

from ckmreport.intake.findings import SEVERITIES, Finding, Severity, by_severity, of_severity


def finding(severity: Severity, check: str) -> Finding:
    return Finding(severity, check, "", (), "", "Er is iets.", "Doe iets.")


FOUND = [
    finding("note", "a"),
    finding("error", "b"),
    finding("warning", "c"),
    finding("error", "d"),
    finding("note", "e"),
]


def test_the_gravest_come_first_and_the_rest_stays_in_order() -> None:
    assert [found.check for found in by_severity(FOUND)] == ["b", "d", "c", "a", "e"]


def test_those_of_one_severity_keep_their_order() -> None:
    picked = {severity: of_severity(FOUND, severity) for severity in SEVERITIES}
    assert [[found.check for found in some] for some in picked.values()] == [
        ["b", "d"],
        ["c"],
        ["a", "e"],
    ]
