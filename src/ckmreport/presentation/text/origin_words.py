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
            return "antwoorden"
        case "lower bounds":
            return "ondergrens van het aantal slachtoffers"
        case "answers" | "mentions":
            labels = labels_of(origin.questions[0], origin.codes)
            return f"niet {labels}" if origin.negated else labels
    return origin.said


def asked_of_words(origin: Origin) -> str:
    """Say of whom it was counted, in the words of the questionnaire."""
    if not origin.questions:
        return "alle respondenten" if origin.counted == "everybody" else ""
    asked_of = origin.questions[0].asked_of
    if origin.counted == "mentions":
        asked_of = f"vermeldingen van: {labels_of(origin.questions[0], origin.codes)}"
    if origin.group is None:
        return asked_of
    group = origin.group.question
    return f"{asked_of}, {group.short}: {labels_of(group, (origin.group.code,))}"


def labels_of(question: Question, codes: tuple[str, ...]) -> str:
    """Name answers by their labels, joined by "of"."""
    return " of ".join(question.option(code).label for code in codes)
