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

#: By name in lower case. LimeSurvey, Qualtrics, Microsoft Forms (English and Dutch), SurveyMonkey,
#: Kobo, REDCap and Castor in turn.
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
    "respondent id": _RESPONDENT,
    "start date": _STARTED,
    "end date": _ENDED,
    **dict.fromkeys(["collector id", "custom data 1"], OwnColumn("ignored", _TECHNICAL)),
    "_uuid": _RESPONDENT,
    "start": _STARTED,
    "end": _ENDED,
    **dict.fromkeys(
        "_id _submission_time _validation_status _notes _status _submitted_by __version__ _tags "
        "_index deviceid formhub/uuid meta/instanceid meta/instancename".split(),
        OwnColumn("ignored", _TECHNICAL),
    ),
    "record_id": _RESPONDENT,
    **dict.fromkeys(
        "redcap_event_name redcap_repeat_instrument redcap_repeat_instance "
        "redcap_survey_identifier redcap_data_access_group".split(),
        OwnColumn("ignored", _TECHNICAL),
    ),
    **dict.fromkeys(["participant id", "record id"], _RESPONDENT),
    **dict.fromkeys(
        [
            "participant status",
            "site abbreviation",
            "institute abbreviation",
            "randomization group",
        ],
        OwnColumn("ignored", _TECHNICAL),
    ),
    "participant creation date": _STARTED,
}
#: LimeSurvey writes q[code], REDCap q___code, Kobo group/q/code, Castor q#label.
_OPTION = re.compile(r"(?P<base>.+?)(?:\[(?P<inside>[^\[\]]+)\]|_{2,3}(?P<after>[^_].*))")
_PATH = re.compile(r"(?:.*/)?(?P<base>[^/#]+)[/#](?P<after>[^/#]+)")
_MEMBER = re.compile(r"(?P<base>.*[^\d_])_?\d+")
#: What stands behind the name of a question in the name of its open answer.
_OPEN = re.compile(
    r"(?P<base>.+?)(?:\[other\]|_{1,2}(?:\d+_)?(?:anders|other|open|toelichting|tekst|text))",
    re.IGNORECASE,
)


def own_column(name: str) -> OwnColumn | None:
    """Tell what a column is if a survey tool adds it of its own accord, or None."""
    return _OWN.get(" ".join(name.lower().split()))


def split_option(name: str) -> tuple[str, str] | None:
    """Split `q1[SQ001]`, `q1__code` and the like into the question and what is the option."""
    found = _OPTION.fullmatch(name)
    if found:
        return found["base"], found["inside"] or found["after"]
    found = _PATH.fullmatch(name)
    return (found["base"], found["after"]) if found else None


def member_of(name: str) -> str | None:
    """Give the name of the set to which a numbered column belongs: `q1_2` is the second of `q1`."""
    found = _MEMBER.fullmatch(name)
    return found["base"] if found else None


def is_limesurvey_other(name: str) -> bool:
    """Tell whether a column holds what LimeSurvey's respondents wrote behind "other"."""
    return name.casefold().endswith("[other]")


def open_answer_of(name: str) -> str | None:
    """Give the name of the question to which an open answer belongs: `q1[other]`, `q1_anders`."""
    found = _OPEN.fullmatch(name)
    return found["base"] if found else None
