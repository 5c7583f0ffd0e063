"""The questions as they stood when a wave was added, to see later what has changed.

A wave's folder keeps them in `questionnaire.json`: wording, options and routing in readable form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ckmreport.errors import CkmError
from ckmreport.questionnaire import Question, Questionnaire

FILE = "questionnaire.json"
_SCHEMA = 1


@dataclass(frozen=True)
class QuestionForm:
    """A question as a respondent meets it.

    `options` maps codes to labels, in the order in which they are shown; `routing` is empty where
    everybody is asked. White space counts as one space.
    """

    kind: str
    text: str
    options: Mapping[str, str]
    exclusive: tuple[str, ...]
    routing: str

    @classmethod
    def of(cls, question: Question) -> QuestionForm:
        """Give the form of a question of the questionnaire."""
        return cls(
            kind=question.kind,
            text=_tidy(question.text),
            options={option.code: _tidy(option.label) for option in question.options},
            exclusive=tuple(sorted(question.exclusive)),
            routing=str(question.asked_if or ""),
        )


Fingerprint = Mapping[str, QuestionForm]


def fingerprint(questionnaire: Questionnaire) -> Fingerprint:
    """Give the forms of all questions by name; coded variables are not asked and have none."""
    return {q.name: QuestionForm.of(q) for q in questionnaire if q.coded_from is None}


def write_fingerprint(folder: Path, questionnaire: Questionnaire) -> Path:
    """Keep the questionnaire as it is now in the folder of a wave; give the file."""
    forms = {name: asdict(form) for name, form in fingerprint(questionnaire).items()}
    text = json.dumps({"schema": _SCHEMA, "questions": forms}, ensure_ascii=False, indent=1)
    path = folder / FILE
    path.write_text(text + "\n", encoding="utf-8")
    return path


def load_fingerprint(folder: Path) -> Fingerprint | None:
    """Read how the questions of a wave were put; None if its folder does not say.

    Raises:
        CkmError: if the file is malformed.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema"] != _SCHEMA:
            raise ValueError("another schema")
        return {name: _form(form) for name, form in content["questions"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CkmError(
            "this is no description of a questionnaire that ckm wrote",
            place=path,
            advice="Take the file back from version control, or remove it",
        ) from None


def earlier_fingerprints(data: Path, wave: str) -> dict[str, Fingerprint]:
    """Give the fingerprints of the waves before this one by name, oldest first.

    Waves whose folder keeps none are left out.

    Raises:
        CkmError: if one of them is malformed.
    """
    folders = sorted(path.parent for path in (data / "waves").glob("*/wave.yml"))
    found = {folder.name: load_fingerprint(folder) for folder in folders if folder.name < wave}
    return {name: forms for name, forms in found.items() if forms is not None}


def _form(raw: Mapping[str, Any]) -> QuestionForm:
    return QuestionForm(
        kind=str(raw["kind"]),
        text=str(raw["text"]),
        options={str(code): str(label) for code, label in raw["options"].items()},
        exclusive=tuple(str(code) for code in raw["exclusive"]),
        routing=str(raw["routing"]),
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())
