"""What a number of the report was in the wave before, where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ckmreport.report.proof.ledger import Number
from ckmreport.survey.waves import wave_names

#: Gives what a number was in the wave before: its text by the name of that wave.
Earlier = Callable[[Number], Mapping[str, str]]


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
    from ckmreport.report.proof.predecessor import WaveBefore  # noqa: PLC0415
    from ckmreport.survey.waves import open_wave  # noqa: PLC0415

    return WaveBefore(Survey(open_wave(data, wave)), Survey(open_wave(data, names[-1])))
