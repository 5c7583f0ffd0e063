"""The origin of a number in words, for tables in Jupyter and for the panel of a reader."""

from __future__ import annotations

from ckmreport.analysis.origin import Origin
from ckmreport.survey.questionnaire import Question


def counted_words(origin: Origin) -> str:
    """Say what was counted: "Ja of Soms", "niet Nee", "respondenten"."""
    match origin.counted:
        case "everybody":
            return "respondenten"
        case "base":
            return "respondenten die antwoordden"
        case "lower bounds":
            return (
                "ondergrens: van elke categorie het kleinste aantal, zo vaak als zij is gekozen; "
                "'weet niet meer' telt niet mee"
            )
        case "mentions":
            return _labels(origin) + _group(origin)
        case "answers":
            return _labels(origin)
    return origin.said


def _labels(origin: Origin) -> str:
    labels = labels_of(origin.questions[0], origin.codes)
    if not origin.negated:
        return labels
    if len(origin.codes) == 1:
        return f"niet {labels}"
    quoted = (f"‘{origin.questions[0].option(code).label}’" for code in origin.codes)
    return f"geen van deze antwoorden: {', '.join(quoted)}"


def _group(origin: Origin) -> str:
    if origin.group is None:
        return ""
    group = origin.group.question
    return f", {group.short}: {labels_of(group, (origin.group.code,))}"


def asked_of_words(origin: Origin) -> str:
    """Say of whom it was counted, in the words of the questionnaire."""
    if not origin.questions:
        return "alle respondenten" if origin.counted == "everybody" else ""
    asked_of = origin.questions[0].asked_of
    if origin.counted == "mentions":
        mentions = f"alle vermeldingen van: {labels_of(origin.questions[0], origin.codes)}"
        several = len(origin.questions) > 1
        return mentions + "; een respondent kan vaker meetellen" * several
    return asked_of + _group(origin)


def labels_of(question: Question, codes: tuple[str, ...]) -> str:
    """Name answers by their labels, joined by "of"."""
    return " of ".join(question.option(code).label for code in codes)
