"""YAML files read with their line numbers, so that an error can name the line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from yaml.reader import Reader

from ckmreport.foundation.errors import CkmError

# The loader in C, where PyYAML has it, is many times faster: every notebook reads these files.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Node:
    """A value in a YAML file that knows its file and line.

    Nested values are reached with `node["key"]` and by iterating; the methods `text`, `integer`,
    `boolean` and `date` give the value itself. Each raises a `CkmError` with file and line when
    the file holds something else.
    """

    value: object
    path: Path
    line: int
    key: str = ""

    def error(self, message: str, advice: str | None = None) -> CkmError:
        """Give an error at this place in the file, for the caller to raise."""
        return CkmError(message, place=f"{self.path}, line {self.line}", advice=advice)

    def fields(self, required: AbstractSet[str], optional: AbstractSet[str] = frozenset()) -> None:
        """Check that a mapping has all required keys and no unknown ones."""
        keys = {key for key, _ in self.items()}
        if missing := sorted(required - keys):
            raise self.error(f"{self.name} lacks {', '.join(missing)}", "Add it")
        if unknown := sorted(keys - required - optional):
            place = self[unknown[0]]
            known = ", ".join(sorted(required | optional))
            raise place.error(f"unknown key '{unknown[0]}'", f"Known keys here: {known}")

    def at(self, *place: str | int) -> Node:
        """Give the value at a place, as keys and numbers of items lead to it from here.

        Where there is nothing at the place, it is the innermost value on the way to it.
        """
        node = self
        for part in place:
            inner = dict(enumerate(node.value)) if isinstance(node.value, list) else node.value
            if isinstance(inner, dict) and part in inner:
                node = inner[part]
        return node

    def __getitem__(self, key: str) -> Node:
        found = self.get(key)
        if found is None:
            raise self.error(f"{self.name} lacks '{key}'", "Add it")
        return found

    def get(self, key: str) -> Node | None:
        """Give the value of a key of a mapping, or None."""
        return dict(self.items()).get(key)

    def items(self) -> list[tuple[str, Node]]:
        """Give the keys and values of a mapping, in file order."""
        if not isinstance(self.value, dict):
            raise self.error(f"{self.name} must be a mapping (key: value)")
        return list(self.value.items())

    def __iter__(self) -> Iterator[Node]:
        if not isinstance(self.value, list):
            raise self.error(f"{self.name} must be a list")
        return iter(self.value)

    def text(self) -> str:
        """Give the value as text; numbers and booleans must be quoted to count as text."""
        if not isinstance(self.value, str):
            raise self.error(
                f"{self.name} must be text, not {self.value!r}", "Put it between quotes"
            )
        return self.value.strip()

    def integer(self) -> int:
        """Give the value as a whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.error(f"{self.name} must be a whole number, not {self.value!r}")
        return self.value

    def boolean(self) -> bool:
        """Give the value as true or false."""
        if not isinstance(self.value, bool):
            raise self.error(f"{self.name} must be true or false, not {self.value!r}")
        return self.value

    def date(self) -> dt.date:
        """Give the value as a date."""
        if isinstance(self.value, dt.datetime) or not isinstance(self.value, dt.date):
            raise self.error(f"{self.name} must be a date such as 2025-06-30")
        return self.value

    def filled(self, words: Mapping[str, str]) -> Node:
        """Give the same values, with each `{name}` in their texts replaced by a word."""
        value = self.value
        if isinstance(value, dict):
            value = {key: node.filled(words) for key, node in self.items()}
        elif isinstance(value, list):
            value = [node.filled(words) for node in self]
        elif isinstance(value, str):
            if unknown := [name for name in _PLACEHOLDER.findall(value) if name not in words]:
                known = ", ".join(f"{{{name}}}" for name in words)
                raise self.error(f"'{{{unknown[0]}}}' stands for nothing", f"Known: {known}")
            value = _PLACEHOLDER.sub(lambda found: words[found[1]], value)
        return replace(self, value=value)

    @property
    def name(self) -> str:
        """The key under which the value stands, as errors name it."""
        return f"'{self.key}'" if self.key else "the file"


def read_yaml(path: Path) -> Node:
    """Read a YAML file.

    Raises:
        CkmError: if the file is missing, is not UTF-8 or is not valid YAML, or repeats a key.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CkmError("this file does not exist", place=path) from None
    except UnicodeDecodeError:
        raise CkmError("this file is not UTF-8", place=path, advice="Save it as UTF-8") from None
    if strange := Reader.NON_PRINTABLE.search(source):
        line = source.count("\n", 0, strange.start()) + 1
        raise CkmError(
            f"there is a control character, {strange[0]!r}", place=f"{path}, line {line}"
        )
    try:
        root = yaml.compose(source, Loader=_Loader)
        return _located(root, path, "") if root else Node({}, path, 1)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CkmError(f"not valid YAML ({error.problem})", place=f"{path}, line {line}") from None


def _located(node: yaml.Node, path: Path, key: str) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Node] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value)
            if name in found:
                raise CkmError(
                    f"'{name}' stands twice in the same mapping",
                    place=f"{path}, line {key_node.start_mark.line + 1}",
                    advice="Remove one of the two",
                )
            found[name] = _located(value_node, path, name)
        return Node(found, path, line, key)
    if isinstance(node, yaml.SequenceNode):
        return Node([_located(item, path, key) for item in node.value], path, line, key)
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except ValueError:
        raise CkmError(
            f"'{node.value}' does not exist in the calendar", place=f"{path}, line {line}"
        ) from None
    return Node(value, path, line, key)
