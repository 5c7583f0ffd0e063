"""All tests of a report, corrected for how many there are (Holm 1979)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ckmreport.analysis.association import ALPHA, Association
from ckmreport.analysis.values import Hidden, Withheld
from ckmreport.foundation.errors import CannotTell
from ckmreport.survey.questionnaire import DeclaredTest

#: Gives the test of two questions, or what stands in its place.
Tester = Callable[[str, str], Association | Withheld]


@dataclass(frozen=True)
class RegisteredTest:
    """A declared test with its result.

    `corrected` is its p value after Holm's correction over all tests that could be carried out;
    None where this one could not.
    """

    declared: DeclaredTest
    result: Association | Withheld
    corrected: float | None

    @property
    def holds(self) -> bool:
        """Whether the association is still significant after the correction.

        Raises:
            CannotTell: if the test is hidden because of small numbers.
        """
        if isinstance(self.result, Hidden):
            raise CannotTell("this depends on a test that is not shown because of small numbers")
        return self.corrected is not None and self.corrected < ALPHA


@dataclass(frozen=True)
class Register:
    """The declared tests of a wave; `register["row", "column"]` is one of them."""

    tests: tuple[RegisteredTest, ...]

    def __getitem__(self, pair: tuple[str, str]) -> RegisteredTest:
        for test in self.tests:
            if (test.declared.row, test.declared.column) == pair:
                return test
        raise KeyError(f"no test of '{pair[0]}' by '{pair[1]}' is declared")

    def __iter__(self) -> Iterator[RegisteredTest]:
        return iter(self.tests)

    def __len__(self) -> int:
        return len(self.tests)

    @property
    def carried_out(self) -> tuple[RegisteredTest, ...]:
        """The tests that could be carried out."""
        return tuple(test for test in self.tests if isinstance(test.result, Association))

    @property
    def holding(self) -> tuple[RegisteredTest, ...]:
        """The tests that are significant after the correction."""
        return tuple(test for test in self.carried_out if test.holds)

    @property
    def unsure(self) -> tuple[RegisteredTest, ...]:
        """The tests whose p value is an approximation that the table hardly bears."""
        return tuple(
            test
            for test in self.tests
            if isinstance(test.result, Association) and test.result.unsure
        )

    @classmethod
    def of(cls, declared: tuple[DeclaredTest, ...], test: Tester) -> Register:
        """Carry out the declared tests and correct their p values together."""
        results = [test(one.row, one.column) for one in declared]
        p_values = holm_where_tested(
            result.p if isinstance(result, Association) else None for result in results
        )
        return cls(tuple(map(RegisteredTest, declared, results, p_values)))


def holm(values: list[float]) -> list[float]:
    """Correct p values so that no more than one in twenty families has a false finding.

    The step-down method of Holm (1979).
    """
    if not values:
        return []
    from statsmodels.stats.multitest import multipletests  # noqa: PLC0415, a slow import

    return [float(value) for value in multipletests(values, alpha=ALPHA, method="holm")[1]]


def holm_where_tested(values: Iterable[float | None]) -> list[float | None]:
    """Correct the p values that there are, each in its place; None where there was no test."""
    raw = list(values)
    corrected = iter(holm([value for value in raw if value is not None]))
    return [None if value is None else next(corrected) for value in raw]
