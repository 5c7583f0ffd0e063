"""Columns that survey tools add of their own accord, and how they name columns of a question.

Those that say who a respondent is are in `personal_columns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ckmreport.intake.matching.mapping import Role


@dataclass(frozen=True)
class OwnColumn:
    """What a column that a tool adds is; `reason` says in Dutch why it is left out."""

    role: Role
    reason: str = ""


_TECHNICAL = "technisch gegeven van het enquêteprogramma"

_RESPONDENT = OwnColumn("respondent")
_STARTED, _ENDED = OwnColumn("started"), OwnColumn("ended")

#: By name in lower case. LimeSurvey, Qualtrics and Microsoft Forms (English and Dutch) in turn.
_OWN = {
    "id": _RESPONDENT,
    "response id": _RESPONDENT,
    "startdate": _STARTED,
    "date started": _STARTED,
    "submitdate": _ENDED,
    "date submitted": _ENDED,
    **dict.fromkeys(["lastpage", "startlanguage", "seed"], OwnColumn("ignored", _TECHNICAL)),
    **dict.fromkeys(["last page", "start language"], OwnColumn("ignored", _TECHNICAL)),
    "responseid": _RESPONDENT,
    "enddate": _ENDED,
    **dict.fromkeys(
        ["status", "progress", "finished", "distributionchannel", "userlanguage"],
        OwnColumn("ignored", _TECHNICAL),
    ),
    **dict.fromkeys(["start time", "begintijd"], _STARTED),
    **dict.fromkeys(["completion time", "tijd van voltooien", "voltooiingstijd"], _ENDED),
    **dict.fromkeys(["language", "taal"], OwnColumn("ignored", _TECHNICAL)),
}
_OPTION = re.compile(r"(?P<base>.+?)(?:\[(?P<inside>[^\[\]]+)\]|__(?P<after>.+))")
#: What stands behind the name of a question in the name of its open answer.
_OPEN = re.compile(
    r"(?P<base>.+?)(?:\[other\]|_{1,2}(?:\d+_)?(?:anders|other|open|toelichting|tekst|text))",
    re.IGNORECASE,
)


def own_column(name: str) -> OwnColumn | None:
    """Tell what a column is if a survey tool adds it of its own accord, or None."""
    return _OWN.get(" ".join(name.lower().split()))


def split_option(name: str) -> tuple[str, str] | None:
    """Split `q1[SQ001]` or `q1__code` into the question and what stands for the option."""
    found = _OPTION.fullmatch(name)
    return (found["base"], found["inside"] or found["after"]) if found else None


def open_answer_of(name: str) -> str | None:
    """Give the name of the question to which an open answer belongs: `q1[other]`, `q1_anders`."""
    found = _OPEN.fullmatch(name)
    return found["base"] if found else None
