"""What a share could be if those who did not answer had answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ckmreport.analysis.values import Hidden, Share


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a share could be, over all who were asked.

    These are the worst cases of Manski (1990): none of those who were asked and did not answer
    would have given the answer, or each of them would. No assumption is made on who they are.

    Attributes:
        lowest: the share if none of them had given the answer.
        highest: the share if each of them had.
    """

    lowest: Share
    highest: Share

    @classmethod
    def of(cls, share: Share | Hidden) -> Bounds | None:
        """Give the bounds of a share of answers.

        None where it is hidden, where all who were asked answered, or where it may not be told how
        many did not.
        """
        if isinstance(share, Hidden) or not share.base:
            return None
        origin = share.origin
        if origin.asked is None or origin.answered is None or origin.asked <= origin.answered:
            return None
        silent = origin.asked - origin.answered
        estimate = replace(origin, kind="estimate", counted=None)
        lowest = replace(estimate, name="lowest", said=f"aandeel als geen van {_silent(silent)}")
        highest = replace(estimate, name="highest", said=f"aandeel als elk van {_silent(silent)}")
        return cls(
            Share(share.count, share.base + silent, lowest),
            Share(share.count + silent, share.base + silent, highest),
        )


def _silent(respondents: int) -> str:
    gave = "die niet antwoordden, dit antwoord had gegeven"
    return f"de respondenten {gave} ({respondents})"
