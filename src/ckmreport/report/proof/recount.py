"""Counts the numbers of a ledger again from the rows, by their recipes alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ckmreport.analysis.recipe import counted
from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.ledger import Number


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


def recount(numbers: Iterable[Number], responses: Path) -> Iterator[Recounted]:
    """Count the numbers again that have a recipe.

    Args:
        numbers: those of one ledger.
        responses: the `responses.csv` of its wave, read as anybody would.

    Raises:
        CkmError: if a recipe is none, or the rows lack what it speaks of.
    """
    import pandas as pd  # noqa: PLC0415, which a report is finished without

    frame = pd.read_csv(responses, dtype=str, encoding="utf-8")
    answers = frame[frame["status"] == "behouden"]
    for number in numbers:
        if number.recipe is None:
            continue
        try:
            yield Recounted(number, counted(number.recipe, answers))
        except Exception as error:
            raise CkmError(
                f"the recipe of {number.id} cannot be followed ({type(error).__name__}: {error})",
                place=responses,
                advice="Make the report again, from these rows",
            ) from None
