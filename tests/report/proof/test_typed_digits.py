from __future__ import annotations

import pytest

from ckmreport.report.proof.typed_digits import typed_digits


@pytest.mark.parametrize(
    "text",
    [
        "Er waren 52 respondenten.",
        "Dat is 12,5% van het totaal.",
        '[Van hen zijn er 3 gehoord]{.claim when="a > 2"}.',
        '::: {.callout-note title="De 5 vragen"}',
        "Een derde (1/3) zei ja.",
        "Sinds 1899 meldden 12 mensen zich.",
    ],
)
def test_a_typed_number_is_found(text: str) -> None:
    assert list(typed_digits(text))


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 verscheen het rapport.",
        "Op 24 november 2026 en op 3 mei.",
        "Volgens [artikel 273f]{.vast} van het wetboek.",
        "Zoals eerder bleek [@ckm2022, p. 34] en volgens @ckm2023a [p. 12].",
        "Zie @fig-12 en @sec-3.",
        'Van de `{python} survey["se_n"].of` respondenten.',
        '[De belangstelling is groot]{.claim when="interest >= 0.75"}.',
        "1. Hoe vaak komt het voor?\n2. Wat kan de gemeente doen?",
        "Een noot.[^tekst-1]\n\n[^tekst-1]: De noot.",
        "Bel via [de site](https://www.voorbeeld.nl/2/3).",
        "Onder de regels van AVG2 en PDF/UA gezet.",
        "<!-- 12 dingen te doen -->",
        "```python\nx = 12\n```",
        "{{< include text/deel2.md >}}",
    ],
)
def test_what_is_no_typed_number_is_left_alone(text: str) -> None:
    assert list(typed_digits(text)) == []


def test_the_line_is_named() -> None:
    assert list(typed_digits("Eerst niets.\nDan 14,5 procent.\n")) == [(2, "14,5")]
