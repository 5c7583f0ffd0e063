"""The answers of a wave as an analyst opens them: a table with labels."""

from __future__ import annotations

import pandas as pd

from ckmreport.survey.waves.responses import Responses


def labelled_answers(responses: Responses) -> pd.DataFrame:
    """Give the kept answers, a row per respondent and a column per question.

    Answers to a question with one answer are ordered categories, named by their labels. A question
    with multiple response has a column of truth values per option, named `question: label`. Who
    was not asked or did not answer has no value.
    """
    columns: dict[str, pd.Series] = {}
    for question in responses.questionnaire:
        answered = responses.answered(question)
        if question.kind == "multi":
            for option in question.options:
                ticked = pd.Series(responses.chose(question, option.code), dtype="boolean")
                columns[f"{question.name}: {option.label}"] = ticked.where(answered)
            continue
        labels = {option.code: option.label for option in question.options}
        codes = responses.frame[question.name].astype(object).map(labels)
        kinds = pd.CategoricalDtype(list(dict.fromkeys(labels.values())), ordered=True)
        columns[question.name] = codes.astype(kinds)
    return pd.DataFrame(columns)
