from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.yaml_files import Node, read_yaml


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Node]:
    def reader(text: str) -> Node:
        path = tmp_path / "file.yml"
        path.write_text(text, "utf-8")
        return read_yaml(path)

    return reader


def refused(action: Callable[[], object]) -> CkmError:
    with pytest.raises(CkmError) as caught:
        action()
    return caught.value


def test_values_keep_their_type(read: Callable[[str], Node]) -> None:
    root = read("a: ' text '\nb: 3\nc: true\nd: 2025-06-30\n")
    assert root["a"].text() == "text"
    assert root["b"].integer() == 3
    assert root["c"].boolean() is True
    assert root["d"].date() == dt.date(2025, 6, 30)


def test_keys_are_text_however_they_look(read: Callable[[str], Node]) -> None:
    assert [key for key, _ in read("2_5: a\nyes: b\n3: c\n").items()] == ["2_5", "yes", "3"]


def test_every_value_knows_its_line(read: Callable[[str], Node]) -> None:
    root = read("a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n")
    items = list(root["b"])
    assert [root["a"].line, items[0].line, items[1]["c"].line, items[1]["d"].line] == [1, 3, 4, 5]


def test_an_absent_key_gives_none_or_an_error_at_the_mapping(read: Callable[[str], Node]) -> None:
    root = read("a: {b: 1}\n")
    assert root["a"].get("c") is None
    error = refused(lambda: root["a"]["c"])
    assert (error.message, error.advice) == ("'a' lacks 'c'", "Add it")
    assert error.place == f"{root.path}, line 1"


def test_an_empty_file_is_an_empty_mapping(read: Callable[[str], Node]) -> None:
    root = read("# nothing yet\n")
    assert root.items() == []
    assert refused(lambda: root.fields({"a", "b"})).message == "the file lacks a, b"


def test_fields_names_the_unknown_key_and_the_known_ones(read: Callable[[str], Node]) -> None:
    root = read("a: 1\nb: 2\nwrong: 3\n")
    error = refused(lambda: root.fields({"a"}, {"b"}))
    assert error.message == "unknown key 'wrong'"
    assert error.place == f"{root.path}, line 3"
    assert error.advice == "Known keys here: a, b"


@pytest.mark.parametrize(
    ("text", "take", "message"),
    [
        ("a: 1", lambda node: node.text(), "'a' must be text, not 1"),
        ("a: yes", lambda node: node.text(), "'a' must be text, not True"),
        ("a:", lambda node: node.text(), "'a' must be text, not None"),
        ("a: '1'", lambda node: node.integer(), "'a' must be a whole number, not '1'"),
        ("a: 1.5", lambda node: node.integer(), "'a' must be a whole number, not 1.5"),
        ("a: true", lambda node: node.integer(), "'a' must be a whole number, not True"),
        ("a: 1", lambda node: node.boolean(), "'a' must be true or false, not 1"),
        ("a: '2025-06-30'", lambda node: node.date(), "'a' must be a date such as 2025-06-30"),
        ("a: 2025-06-30 10:00:00", lambda node: node.date(), "'a' must be a date"),
        ("a: [1]", lambda node: node.items(), "'a' must be a mapping (key: value)"),
        ("a: {b: 1}", list, "'a' must be a list"),
    ],
)
def test_another_type_is_refused_at_its_line(
    text: str, take: Callable[[Node], object], message: str, read: Callable[[str], Node]
) -> None:
    root = read(f"first: x\n{text}\n")
    error = refused(lambda: take(root["a"]))
    assert error.message.startswith(message)
    assert error.place == f"{root.path}, line 2"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "'a' stands twice in the same mapping", 3),
        ("a: 1\nb: [1, 2\n", "not valid YAML (", 3),
        ("a: 1\nb: 2025-02-30\n", "'2025-02-30' does not exist in the calendar", 2),
        ("a: 1\nb: !!python/name:os.getcwd x\n", "not valid YAML (", 2),
        ("a: 1\nb: \x07\n", "there is a control character, '\\x07'", 2),
        ("a: 1\n---\nb: 2\n", "not valid YAML (", 2),
    ],
)
def test_malformed_yaml_is_refused_at_its_line(
    text: str, message: str, line: int, read: Callable[[str], Node]
) -> None:
    error = refused(lambda: read(text))
    assert error.message.startswith(message)
    assert (error.place or "").endswith(f"file.yml, line {line}")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    error = refused(lambda: read_yaml(tmp_path / "none.yml"))
    assert str(error) == f"{tmp_path / 'none.yml'}: this file does not exist."


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_bytes("a: één\n".encode("latin-1"))
    assert (
        str(refused(lambda: read_yaml(path)))
        == f"{path}: this file is not UTF-8. Save it as UTF-8."
    )


def test_placeholders_are_filled_wherever_texts_are(read: Callable[[str], Node]) -> None:
    filled = read("a: de laatste {tijd}\nb: [1, '{tijd} geleden, {of} zo']\n").filled(
        {"tijd": "twee jaar", "of": "of"}
    )
    assert filled["a"].text() == "de laatste twee jaar"
    number, ago = filled["b"]
    assert (number.integer(), ago.text(), ago.line) == (1, "twee jaar geleden, of zo", 2)


def test_a_placeholder_that_stands_for_nothing_is_named(read: Callable[[str], Node]) -> None:
    error = refused(lambda: read("a: x\nb: de laatste {periode}\n").filled({"period": "jaren"}))
    assert error.message == "'{periode}' stands for nothing"
    assert error.advice == "Known: {period}"
    assert error.place is not None
    assert error.place.endswith("line 2")
