from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews.quotations import Passage, Text, quoted

PATH = Path("gesprek.qdpx")


def passage(text: Text, start: int, end: int, name: str = "") -> Passage:
    return Passage("p", ("c",), start, end, name, text)


def test_white_space_becomes_single_spaces() -> None:
    text = Text("Een  zin\nop twee regels. Nog een.", PATH)
    assert quoted([passage(text, 0, 24)]) == ["Een zin op twee regels."]


def test_a_line_ending_may_count_as_one_character() -> None:
    content = "Een.\r\nTwee.\r\nDrie woorden hier."
    start = content.replace("\r\n", "\n").index("woorden")
    assert quoted([passage(Text(content, PATH), start, start + 7)]) == ["woorden"]


def test_the_name_decides_where_two_ways_of_counting_fit() -> None:
    text = Text("a\r\n1 2 3 4", PATH)
    assert quoted([passage(text, 4, 5, "2")]) == ["2"]


def test_where_two_ways_of_counting_give_other_words_nothing_is_quoted() -> None:
    text = Text("a\r\n1 2 3 4", PATH)
    assert quoted([passage(text, 3, 6)]) == [None]
    assert quoted([passage(text, 0, 1)]) == ["a"]


def test_an_emoji_may_count_as_two() -> None:
    content = "Goed \U0001f600 zo, zei zij."
    units = len(content[: content.index("zo")].encode("utf-16-le")) // 2
    assert quoted([passage(Text(content, PATH), units, units + 2)]) == ["zo"]


def test_half_words_are_refused_without_repeating_them() -> None:
    text = Text("Geheime woorden", PATH)
    with pytest.raises(CkmError, match="whole words") as refused:
        quoted([passage(text, 3, 10)])
    assert "heime" not in str(refused.value)


def test_an_empty_passage_is_refused() -> None:
    with pytest.raises(CkmError, match="whole words"):
        quoted([passage(Text("Kort.", PATH), 90, 95)])


def test_passages_overlap_when_they_share_text() -> None:
    text, other = Text("abcdef", PATH), Text("ghijkl", PATH)
    assert passage(text, 0, 3).overlaps(passage(text, 2, 5))
    assert not passage(text, 0, 3).overlaps(passage(text, 3, 5))
    assert not passage(text, 0, 3).overlaps(passage(other, 0, 3))
