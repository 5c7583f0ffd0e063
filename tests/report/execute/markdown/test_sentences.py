from __future__ import annotations

import pytest

from ckmreport.report.execute.markdown.sentences import (
    is_in_note,
    plain_sentence,
    section_at,
    sentence_at,
)

SOURCE = """\
Vooraf `{python} a`.

# Kennis {#sec-kennis .unnumbered}

Van hen `{python} b`.[^x]
Een tweede zin.

```
# Geen kop {#sec-code}
```

## Zonder label

- Een *punt* met `{python} c`

### Dieper {#sec-dieper}

1. Stap `{python} d`

[^x]: In een noot `{python} e`.
"""
RESULTS = {name: f'[{n}]{{.getal data-id="x/{name}"}}' for n, name in enumerate("abcde", start=1)}


def place(text: str) -> int:
    assert SOURCE.count(text) == 1
    return SOURCE.index(text)


@pytest.mark.parametrize(
    ("expression", "section", "sentence", "note"),
    [
        ("a", "sec-voor", "Vooraf 1.", False),
        ("b", "sec-kennis", "Van hen 2.", False),
        ("c", "sec-kennis", "Een *punt* met 3", False),
        ("d", "sec-dieper", "Stap 4", False),
        ("e", "sec-dieper", "In een noot 5.", True),
    ],
)
def test_a_place_has_a_section_and_a_sentence(
    expression: str, section: str, sentence: str, note: bool
) -> None:
    offset = place(f"`{{python}} {expression}`")
    assert section_at(SOURCE, offset, "sec-voor") == section
    assert sentence_at(SOURCE, offset, RESULTS) == sentence
    assert is_in_note(SOURCE, offset) is note


def test_a_cell_without_headings_stays_in_the_section_before() -> None:
    assert section_at("Tekst.", 3, "sec-voor") == "sec-voor"
    assert section_at(SOURCE, len(SOURCE), "sec-voor") == "sec-dieper"


def test_a_heading_stands_in_its_own_section() -> None:
    source = "# Wat `{python} a` deden {#sec-a}"
    assert section_at(source, source.index("`"), "sec-voor") == "sec-a"
    assert sentence_at(source, source.index("`"), RESULTS) == "Wat 1 deden"


def test_a_sentence_is_one_line_without_spans_and_marks() -> None:
    line = '> [Dat is [veel]{.x}.]{.claim when="a > 1"}[^y]   Toch?'
    assert plain_sentence(line, {}) == "Dat is veel. Toch?"


def test_the_last_line_needs_no_end() -> None:
    source = "Eén.\nVan hen `{python} a`"
    assert sentence_at(source, source.index("`"), RESULTS) == "Van hen 1"
