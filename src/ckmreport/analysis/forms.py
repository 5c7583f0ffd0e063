"""One thing for each form of exploitation: sexual, criminal, and both together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Other = TypeVar("Other")


@dataclass(frozen=True)
class Forms(Generic[Thing]):
    """The same for sexual (`se`) and criminal exploitation (`ce`), and for both, if asked."""

    se: Thing
    ce: Thing
    both: Thing | None = None

    def __iter__(self) -> Iterator[Thing]:
        return (one for one in (self.se, self.ce, self.both) if one is not None)

    def map(self, change: Callable[[Thing], Other]) -> Forms[Other]:
        """Give what becomes of each of them."""
        both = None if self.both is None else change(self.both)
        return Forms(change(self.se), change(self.ce), both)
