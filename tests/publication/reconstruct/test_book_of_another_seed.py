"""Nothing that is printed of a reconstruction may hang on which of the possible rows were built."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from project_samples import ROOT
from publication.reconstruct.rebuilt_samples import rebuild

#: Where the report names the rows themselves, so that they can be known again.
_FINGERPRINT = re.compile(
    r"(waves/2023/responses\.csv\W.{,80}?)[0-9a-f]{16}(?:\s[0-9a-f]{16}){3}", re.S
)


def _printed(data: Path, out: Path) -> dict[str, str]:
    """Make a book and give what a reader can see of it, by file."""
    options = ["--data", str(data), "--out", str(out), "--renderer", "embedded"]
    command = [sys.executable, "-m", "ckmreport", "report", "2023", *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    book = out / "2023"
    files = [
        *book.glob("tables/*.csv"),
        *book.glob("html/*.html"),
        *book.glob("html/notebooks/*.html"),
        *book.glob("html/**/*.svg"),
    ]
    assert len(files) > 30
    found = {
        str(path.relative_to(book)): _FINGERPRINT.sub(r"\1", path.read_text("utf-8"))
        for path in files
    }
    ledger = json.loads((book / "ledger.json").read_text("utf-8"))
    assert len(ledger["numbers"]) > 400
    del ledger["hashes"]
    return found | {"ledger.json": _FINGERPRINT.sub(r"\1", json.dumps(ledger))}


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [2, *(pytest.param(seed, marks=pytest.mark.long) for seed in (3, 4, 5))]
)
def test_the_book_of_another_seed_is_the_same(
    seed: int, tmp_path: Path, book_of_2023: dict[str, str]
) -> None:
    rebuild({tmp_path / "data": seed})
    other = _printed(tmp_path / "data", tmp_path / "out")
    assert other.keys() == book_of_2023.keys()
    assert [name for name, text in other.items() if text != book_of_2023[name]] == []


@pytest.fixture(scope="module")
def book_of_2023(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _printed(ROOT / "data", tmp_path_factory.mktemp("book"))
