from __future__ import annotations

import pytest

from ckmreport.intake.patterns import masked, recognised


def kinds(text: str) -> list[str]:
    return [pattern.check for pattern in recognised(text)]


@pytest.mark.parametrize(
    ("kind", "text", "clean"),
    [
        ("email", "mail verzonnen@example.org even", "mail [e-mailadres] even"),
        ("iban", "op NL64 XXXX 0123 4567 89 graag", "op [rekeningnummer (IBAN)] graag"),
        ("iban", "nl64xxxx0123456789", "[rekeningnummer (IBAN)]"),
        ("phone", "bel 06-00000000.", "bel [telefoonnummer]."),
        ("email", "naam (at) example.org", "[e-mailadres]"),
        ("email", "naam [at] example", "[e-mailadres]"),
        ("phone", "(06) 12345678", "[telefoonnummer]"),
        ("phone", "06/12345678", "[telefoonnummer]"),
        ("phone", "(050) 000 00 00", "[telefoonnummer]"),
        ("phone", "+31 (0)50 000 00 00", "[telefoonnummer]"),
        ("phone", "0031 50 0000000", "[telefoonnummer]"),
        ("phone", "+44 7700 900123", "[telefoonnummer]"),
        ("phone", "600000000", "[telefoonnummer]"),  # a spreadsheet ate the 0
        ("bsn", "bsn 111222333", "bsn [burgerservicenummer]"),
        ("bsn", "1112.22.333", "[burgerservicenummer]"),
        ("postcode", "in 9999 ZZ woont", "in [postcode] woont"),
        ("postcode", "9999zz", "[postcode]"),
        ("ip-address", "vanaf 192.0.2.1", "vanaf [IP-adres]"),
    ],
)
def test_a_personal_text_is_recognised_and_masked(kind: str, text: str, clean: str) -> None:
    assert masked(text) == clean
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2_5",
        "wijkagent in de binnenstad",
        "In 2023 en 2024, in 1500 gevallen",
        "111222334",  # fails the eleven-test
        "NL63XXXX0123456789",  # wrong check digits
        "2025-03-31T10:15:00.123456789",
        "12345678901234567890",
        "1234 SS",  # not issued
        "3.14.15",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert kinds(text) == []
    assert masked(text) == text


def test_several_texts_in_one_value_are_all_masked() -> None:
    text = "a@example.org of b@example.org, 06-00000000"
    assert masked(text) == "[e-mailadres] of [e-mailadres], [telefoonnummer]"
