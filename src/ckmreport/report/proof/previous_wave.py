"""What a number of the report was in the wave before: that wave is asked the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ckmreport.report.proof.ledger import Number
from ckmreport.survey.waves import wave_names

if TYPE_CHECKING:
    from ckmreport.analysis import Survey

#: Gives what a number was in the wave before: its text by the name of that wave.
Earlier = Callable[[Number], Mapping[str, str]]


@dataclass(frozen=True)
class WaveBefore:
    """The wave of a report and the one before it."""

    now: Survey
    before: Survey

    def __call__(self, number: Number) -> Mapping[str, str]:
        """Give what a share of the answers to one question was; empty for other numbers."""
        from ckmreport.analysis.comparability import asks, same_form  # noqa: PLC0415
        from ckmreport.presentation.text.shares import both_text  # noqa: PLC0415

        if number.kind != "share" or len(number.questions) != 1 or number.group is not None:
            return {}
        (question,), name = number.questions, self.before.wave.name
        if not asks(self.before.wave, question):
            return {name: "niet gevraagd"}
        if not same_form(question, self.before.wave, self.now.wave):
            return {name: "niet vergelijkbaar: de vraag is gewijzigd"}
        answers = self.before[question].without(*number.left_out)
        counted = answers.other_than if number.negated else answers.any_of
        return {name: both_text(counted(*number.codes))}


def wave_before(data: Path, wave: str) -> Earlier | None:
    """Open a wave and the one before it in a data folder; None where it is the first.

    Raises:
        CkmError: if one of their files is missing or malformed.
    """
    names = [name for name in wave_names(data) if name < wave]
    if not names:
        return None
    # Here, because a first wave does without pandas.
    from ckmreport.analysis import Survey  # noqa: PLC0415
    from ckmreport.survey.waves import open_wave  # noqa: PLC0415

    return WaveBefore(Survey(open_wave(data, wave)), Survey(open_wave(data, names[-1])))
