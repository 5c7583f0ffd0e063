from __future__ import annotations

import pytest
from render_samples import PIPE_TABLE

from ckmreport.report.proof.output_text import Part, output_parts

PASSAGE = """\
::: {.vraag}

**Kreeg u scholing?**

[Gevraagd aan alle respondenten; n=222.]{.basis}

| Antwoord | Aantal |
| :--- | ---: |
| Ja \\| nee | 52 |

:::

Een slot."""


def test_a_table_is_read_without_its_rule_and_its_spans() -> None:
    (table,) = output_parts(PIPE_TABLE)
    assert table.rows[0] == ("Functiedomein", "Respondenten", "Geschoold")
    assert table.rows[1] == ("Zorg en welzijn, waaronder opvang", "84", "48%")
    assert len(table.rows) == 4


def test_texts_of_a_block_stand_above_its_table() -> None:
    question, base, table, end = output_parts(PASSAGE)
    assert question == Part("Kreeg u scholing?")
    assert table.above == (question.text, base.text)
    assert base.text == "Gevraagd aan alle respondenten; n=222."
    assert table.rows[1:] == (("Ja | nee", "52"),)
    assert end == Part("Een slot.")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("- Wat ziet u?", Part("Wat ziet u?")),
        ("2. Tweede vraag", Part("Tweede vraag", numbered=True)),
        ("**2. Tweede onderwerp**", Part("2. Tweede onderwerp")),
        ("Zie [de vragen](#sec-a12), §[-@sec-b3].", Part("Zie [de vragen], §.")),
        ("*n* = 85", Part("n = 85")),
    ],
)
def test_a_line_reads_as_printed(line: str, part: Part) -> None:
    assert list(output_parts(line)) == [part]


def test_two_tables_are_told_apart() -> None:
    first, second = output_parts("| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |")
    assert (first.rows, second.rows) == ((("a", "b"), ("1", "2")), (("c",), ("3",)))
