"""Every regular expression reads a text in time that grows with its length, and no faster."""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
#: What reads from one place only, and what begins anew at every letter.
_FROM_ONE_PLACE = {"match", "fullmatch"}
_FROM_EVERY_PLACE = {"search", "findall", "finditer", "sub", "subn", "split"}
_UNITS = (
    "a", "0", "a/", "/", "\\", "(", "[", "[^", "{", "<", "<a ", "<http://", "`", "$", "*", "_", "-",
    "=", "'", '"', ",", ":", "a.", "0.", "@", "a@", "#", "](", "[a](", "&", "x=", "{{<", "{.", "\n",
    "\t", " ", "é", "0x", "1 ", "|", ":::", "<!--", "06-", "+31", "{python} ", "[x]{", 'title="',
)  # fmt: skip
_ENDS = ("", "!", "@")


def _patterns() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Give the expressions that modules hold, by name, and how they are used there."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        if "re.compile(" not in text:
            continue
        module = importlib.import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))
        used: defaultdict[str, set[str]] = defaultdict(set)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used[node.value.id].add(node.attr)
        for name, value in vars(module).items():
            several = list(value.values()) if isinstance(value, dict) else value
            for one in several if isinstance(several, tuple | list) else (value,):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    ways = used[name] & (_FROM_ONE_PLACE | _FROM_EVERY_PLACE)
                    yield f"{module.__name__}.{name}", one, ways or {"fullmatch"}


def _readings(pattern: re.Pattern[str], ways: set[str]) -> Iterator[Callable[[str], object]]:
    if ways & _FROM_EVERY_PLACE:
        yield lambda text: sum(1 for _ in pattern.finditer(text))
    if "match" in ways:
        yield pattern.match
    if "fullmatch" in ways:
        yield pattern.fullmatch


def _seconds(read: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


def _slow(length: int, allowed: float) -> list[str]:
    slow = []
    for name, pattern, ways in _patterns():
        for read in _readings(pattern, ways):
            for unit in _UNITS:
                for end in _ENDS:
                    text = unit * (length // len(unit)) + end
                    # Twice, for what the machine was doing meanwhile.
                    if all(_seconds(read, text) > allowed for _ in range(2)):
                        slow.append(f"{name} on {unit!r} and {end!r}")
    return slow


def test_no_expression_takes_the_square_of_the_length() -> None:
    assert _slow(length=6_000, allowed=0.02) == []


@pytest.mark.long
def test_every_expression_reads_a_megabyte_without_a_space_in_a_moment() -> None:
    assert _slow(length=1_000_000, allowed=2) == []
