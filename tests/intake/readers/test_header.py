from __future__ import annotations

import pytest

from ckmreport.intake.readers.header import find_header, nothing_known

KNOWN = {"wijk", "functie", "waar werkt u?", "wat doet u?", "q - a", "q - b"}


def known(text: str) -> bool:
    return text.casefold() in KNOWN


@pytest.mark.parametrize(
    ("rows", "start", "end", "names", "labels"),
    [
        ([["wijk", "functie"], ["noord", "agent"]], 0, 1, ("wijk", "functie"), ("", "")),
        ([["Titel", ""], ["", ""], ["wijk", "functie"]], 2, 3, ("wijk", "functie"), ("", "")),
        (
            [["Q1", "Q2"], ["Waar werkt u?", "Wat doet u?"], ["noord", "agent"]],
            0,
            2,
            ("Q1", "Q2"),
            ("Waar werkt u?", "Wat doet u?"),
        ),
        (
            [["Waar werkt u?", "Wat doet u?"], ["wijk", "functie"], ["noord", "agent"]],
            0,
            2,
            ("wijk", "functie"),
            ("Waar werkt u?", "Wat doet u?"),
        ),
        ([["Q", "", "wijk"], ["a", "b", "Response"]], 0, 2, ("Q - a", "Q - b", "wijk"), ("",) * 3),
        ([["Waar?"], ['{"ImportId":"QID1"}'], ["noord"]], 0, 2, ("Waar?",), ("{",)),
    ],
)
def test_the_header_is_found(
    rows: list[list[str]], start: int, end: int, names: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    found = find_header(rows, known)
    assert (found.start, found.end, found.names) == (start, end, names)
    assert all(label.startswith(given) for label, given in zip(found.labels, labels, strict=True))


def test_where_nothing_is_known_it_is_the_first_row_with_anything() -> None:
    found = find_header([["", ""], ["a", ""], ["1", "2"]], nothing_known)
    assert (found.start, found.end, found.names) == (1, 2, ("a", ""))
    assert found.nameless == {1}
