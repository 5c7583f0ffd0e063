"""Counts the numbers of a ledger again from the rows, by their recipes alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ckmreport.analysis.recipe import counted
from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.ledger import Number
from ckmreport.survey.waves.responses import KEPT


@dataclass(frozen=True)
class Recounted:
    """A number of the ledger beside what its recipe gives."""

    number: Number
    found: tuple[int, ...]

    @property
    def agrees(self) -> bool:
        """Whether count and base are the same."""
        number = self.number
        told = (number.count,) if number.base is None else (number.count, number.base)
        return self.found == told


def recount(numbers: Iterable[Number], waves: Path) -> Iterator[Recounted]:
    """Count the numbers again that have a recipe, each from the rows of its own wave.

    Args:
        numbers: those of one ledger.
        waves: the folder of the waves; the `responses.csv` of each is read as anybody would.

    Raises:
        CkmError: if a recipe is none, or the rows lack what it speaks of.
    """
    rows: dict[str, pd.DataFrame] = {}
    for number in numbers:
        if number.recipe is None:
            continue
        file = waves / number.wave / "responses.csv"
        try:
            if number.wave not in rows:
                rows[number.wave] = _kept(file)
            yield Recounted(number, counted(number.recipe, rows[number.wave]))
        except Exception as error:
            raise CkmError(
                f"the recipe of {number.id} cannot be followed ({type(error).__name__}: {error})",
                place=file,
                advice="Make the report again, from these rows",
            ) from None


def _kept(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, dtype=str, encoding="utf-8")
    return frame[frame["status"] == KEPT]
