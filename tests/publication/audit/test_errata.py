"""Reading the known errors of a publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.errata import load_errata

ERRATUM = """\
errata:
  - id: E01
    kind: arithmetic
    place: §3.1
    printed: 83%
    correct: 82%
    why: Gedeeld door een ander aantal.
    consequence: Gering.
    figures: {S041: "82,1%"}
    about: [S042]
    rule: base
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "errata.yml"
    path.write_text(ERRATUM, "utf-8")
    return path


def test_an_erratum_is_read_with_its_figures_and_place_in_the_file(path: Path) -> None:
    (erratum,) = load_errata(path)
    assert (erratum.id, erratum.place, erratum.printed) == ("E01", "§3.1", "83%")
    assert (erratum.figures, erratum.rule) == ({"S041": "82,1%"}, "base")
    assert (erratum.about, erratum.ids) == (("S042",), ("S041", "S042"))
    assert erratum.source == f"{path}, line 2"


def test_an_erratum_that_was_found_by_reading_has_no_rule(path: Path) -> None:
    path.write_text(
        ERRATUM.replace("    rule: base\n", "").replace("    figures", "    #"), "utf-8"
    )
    (erratum,) = load_errata(path)
    assert (erratum.rule, erratum.figures) == (None, {})


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("kind: arithmetic", "kind: joke", 3, "unknown kind 'joke'"),
        ("rule: base", "rule: guess", 11, "unknown rule 'guess'"),
        ('"82,1%"', "82.1", 9, "'S041' must be text"),
        ("    why: Gedeeld door een ander aantal.\n", "", 2, "lacks why"),
        ("consequence: Gering.", "result: Gering.", 2, "lacks consequence"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    path: Path, old: str, new: str, line: int, message: str
) -> None:
    path.write_text(ERRATUM.replace(old, new), "utf-8")
    with pytest.raises(CkmError) as caught:
        load_errata(path)
    assert caught.value.place == f"{path}, line {line}"
    assert message in caught.value.message


def test_an_id_that_is_used_twice_is_refused(path: Path) -> None:
    path.write_text(ERRATUM + ERRATUM.removeprefix("errata:\n"), "utf-8")
    with pytest.raises(CkmError, match="two errata 'E01'") as caught:
        load_errata(path)
    assert caught.value.place == f"{path}, line 12"
