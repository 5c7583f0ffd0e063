from __future__ import annotations

from collections.abc import Mapping

from ckmreport.report.preview.watch import wait_for_change


def looked_at(*found: Mapping[str, str]) -> Mapping[str, str]:
    looks = iter(found)
    return wait_for_change(lambda: next(looks), {"a": "1"}, seconds=0)


def test_it_waits_for_a_change() -> None:
    assert looked_at({"a": "1"}, {"a": "1"}, {"a": "2"}, {"a": "2"}) == {"a": "2"}


def test_it_waits_until_a_file_is_whole() -> None:
    half, whole = {"a": "half"}, {"a": "2", "b": "1"}
    assert looked_at(half, whole, whole) == whole


def test_what_is_as_it_was_is_no_change() -> None:
    assert looked_at({}, {"a": "1"}, {"a": "1"}, {"a": "2"}, {"a": "2"}) == {"a": "2"}
