"""The documents for those who read the code name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "ckmreport"
DOCUMENTS = [ROOT / "docs" / name for name in ("terminology.md", "how-numbers-are-counted.md")]
MODULE = re.compile(r"`([\w/]+\.py)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_modules_that_are_named_exist(document: Path) -> None:
    named = MODULE.findall(document.read_text("utf-8"))
    assert len(named) > 20
    wrong = [name for name in named if not any((at / name).is_file() for at in (PACKAGE, ROOT))]
    assert wrong == []


def test_terms_are_names_in_their_module() -> None:
    rows = re.findall(r"`(\w+)`[^|`]*, `([\w/]+\.py)` \|", DOCUMENTS[0].read_text("utf-8"))
    assert len(rows) > 40
    wrong = [
        name
        for name, module in rows
        if not re.search(rf"\b{name}\b", (PACKAGE / module).read_text("utf-8"))
    ]
    assert wrong == []


def test_each_term_stands_for_one_thing() -> None:
    lines = DOCUMENTS[0].read_text("utf-8").splitlines()
    cells = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    terms = [cell for cell in cells if cell != "in the field"]
    assert len(terms) == len(set(terms))
