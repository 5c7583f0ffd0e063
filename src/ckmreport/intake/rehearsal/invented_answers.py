"""An invented export that looks like a real one, made from the questionnaire alone.

It is for rehearsing a wave before there are answers: every row is marked as invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ckmreport.intake.export import Form
from ckmreport.intake.matching.columns import (
    DATE,
    INVENTED,
    OTHER,
    RESPONDENT,
    export_columns,
    open_column,
)
from ckmreport.intake.rehearsal.export_writer import require_new, write_export
from ckmreport.intake.rehearsal.faulty_export import Spoiled, spoil, write_faults
from ckmreport.survey.questionnaire import DONT_KNOW, Condition, Question, Questionnaire

TITLE = "Verzonnen antwoorden, geen respondenten"
NOTE = (
    "Deze antwoorden zijn door ckm verzonnen om een meting mee te oefenen. "
    "Geen enkele rij is een respondent, en geen enkel cijfer zegt iets over de werkelijkheid."
)

#: How often respondents stop halfway, skip a question, or tick an option that rules out others.
DROP_OUT, SKIPPED, ALONE = 0.12, 0.015, 0.12

#: No option is so rare that a rehearsal never meets it.
LEAST_SHARE = 0.02

#: What respondents could say their job is; people with these jobs exist, these answers do not.
JOBS = (
    "Adviseur sociale veiligheid bij een woningcorporatie",
    "Ambulancechauffeur",
    "Baliemedewerker van een hostel",
    "Beveiliger in een winkelcentrum",
    "Bewindvoerder",
    "Buurtsportcoach",
    "Casemanager dementie",
    "Consulent werk en inkomen",
    "Coördinator vrijwilligers",
    "Doktersassistente",
    "Gezinscoach",
    "Huisarts",
    "Inspecteur bij de arbeidsinspectie",
    "Medewerker van een inloophuis",
    "Praktijkondersteuner bij een huisarts",
    "Schoolmaatschappelijk werker",
    "Tolk",
    "Verloskundige",
    "Wijkverpleegkundige",
    "Zelfstandige, ik doe van alles",
)

Mask = NDArray[np.bool_]
_NOBODY = -1  # the place of an option, where there is no answer


@dataclass(frozen=True)
class _Given:
    """Answers to one question: a mask per option, in their order."""

    question: Question
    chosen: NDArray[np.bool_]  # options × respondents

    @property
    def answered(self) -> Mask:
        answered: Mask = np.logical_or.reduce(self.chosen)
        return answered

    def holds(self, condition: Condition) -> Mask:
        chosen: Mask = self.chosen[self.question.codes.index(condition.option)]
        return self.answered & ~chosen if condition.negated else chosen


def rehearse(
    questionnaire: Questionnaire,
    *,
    n: int,
    seed: int,
    start: dt.date,
    end: dt.date,
) -> pd.DataFrame:
    """Invent the answers of `n` respondents; the same seed gives the same answers.

    Text, "" for no answer, in the columns of `export_columns`, with 1 in every row of the column
    INVENTED. Answers follow the routing; an option that excludes others stands alone; who names
    a most frequent answer has also ticked it. A part of the respondents stops after some
    question, or skips a question that no other depends on. How often an option is chosen is
    drawn too, so the figures mean nothing. Dates lie in the fieldwork, from `start` to `end`.
    """
    generator = np.random.default_rng(seed)
    names = [column.name for column in export_columns(questionnaire, invented=True)]
    asked = [question for question in questionnaire if question.coded_from is None]
    filters = {question.asked_if.variable for question in asked if question.asked_if}
    stops = _stops(generator, n, len(asked))
    given: dict[str, _Given] = {}
    columns: dict[str, object] = {
        RESPONDENT: [f"v{number:06d}" for number in range(1, n + 1)],
        DATE: _dates(generator, n, start, end),
        INVENTED: "1",
    }
    for place, question in enumerate(asked):
        reached = stops > place
        if question.asked_if is not None:
            reached &= given[question.asked_if.variable].holds(question.asked_if)
        if question.name not in filters:
            reached &= generator.random(n) >= SKIPPED
        chosen = _answer(question, generator, n, _among(question, given)) & reached
        given[question.name] = _Given(question, chosen)
        columns |= _as_text(given[question.name])
        if open_column(question.name) in names:
            jobs = generator.choice(JOBS, n)
            other = chosen[question.codes.index(OTHER)]
            columns[open_column(question.name)] = np.where(other, jobs, "")
    return pd.DataFrame({name: columns[name] for name in names}, dtype=str)


def write_rehearsal(
    path: Path,
    questionnaire: Questionnaire,
    *,
    n: int,
    seed: int,
    start: dt.date,
    end: dt.date,
    hostile: bool = False,
    force: bool = False,
) -> tuple[Path, ...]:
    """Invent an export and write it in the form that its name asks for.

    With `hostile` every kind of fault is in it; a second file, with `.faults.json` after the
    name of the first, then says what was put where. Gives the files that were written.

    Raises:
        CkmError: if a file exists and `force` is false, or cannot be written; for a hostile
            export also if `n` is too small.
    """
    list_of_faults = path.with_name(f"{path.name}.faults.json")
    files = (path, list_of_faults) if hostile else (path,)
    for file in files:
        require_new(file, force=force)
    made = Spoiled(rehearse(questionnaire, n=n, seed=seed, start=start, end=end))
    if hostile:
        made = spoil(made.frame, questionnaire, form=_form(path), seed=seed)
    columns = export_columns(questionnaire, invented=True)
    write_export(path, made.frame, columns, title=TITLE, note=NOTE)
    if hostile:
        write_faults(list_of_faults, made.faults)
    return files


def _form(path: Path) -> Form:
    ending = path.suffix.lower()
    return "xlsx" if ending == ".xlsx" else "csv" if ending == ".csv" else "sav"


def _stops(generator: np.random.Generator, n: int, questions: int) -> NDArray[np.int64]:
    """Draw how many questions each respondent gets to see; who stops, mostly stops early."""
    stops = 1 + (generator.beta(1, 4, n) * (questions - 1)).astype(np.int64)
    return np.where(generator.random(n) < DROP_OUT, stops, questions)


def _dates(generator: np.random.Generator, n: int, start: dt.date, end: dt.date) -> list[str]:
    days = np.sort(generator.integers(0, (end - start).days + 1, n))
    names = np.array([str(start + dt.timedelta(day)) for day in range((end - start).days + 1)])
    return [str(name) for name in names[days]]


def _among(question: Question, given: Mapping[str, _Given]) -> _Given | None:
    """Give the answers of which this question asks the most frequent one, if it does."""
    return given[question.among] if question.among is not None else None


def _answer(
    question: Question, generator: np.random.Generator, n: int, among: _Given | None
) -> NDArray[np.bool_]:
    if question.kind == "multi":
        return _tick(question, generator, n)
    rare = np.isin(question.codes, [DONT_KNOW, OTHER])
    shares = np.maximum(generator.dirichlet(np.where(rare, 0.6, 2.0)), LEAST_SHARE)
    shares /= shares.sum()
    if among is None:
        places = generator.choice(len(question.codes), n, p=shares)
    else:
        places = _most_frequent(question, generator, shares, among)
    chosen: NDArray[np.bool_] = places[np.newaxis] == np.arange(len(question.codes))[:, np.newaxis]
    return chosen


def _most_frequent(
    question: Question,
    generator: np.random.Generator,
    shares: NDArray[np.float64],
    among: _Given,
) -> NDArray[np.int64]:
    """Draw one of the ticked options; who ticked nothing has no most frequent answer."""
    ticked = np.zeros((len(question.codes), among.chosen.shape[1]), dtype=bool)
    for place, code in enumerate(question.codes):
        if code in among.question.codes:
            ticked[place] = among.chosen[among.question.codes.index(code)]
    # The largest of "uniform to the power 1/weight" is a draw by weight (Efraimidis & Spirakis
    # 2006), for all respondents at once.
    keys = generator.random(ticked.shape) ** (1 / np.maximum(shares, 1e-6))[:, np.newaxis]
    places = np.where(ticked, keys, -1.0).argmax(axis=0)
    return np.where(ticked.any(axis=0), places, _NOBODY)


def _tick(question: Question, generator: np.random.Generator, n: int) -> NDArray[np.bool_]:
    """Tick at least one option, and nothing beside one that excludes others."""
    alone = np.isin(question.codes, list(question.exclusive))
    chances = generator.beta(1.5, 4.0, len(question.codes))
    ticked = (generator.random((len(chances), n)) < chances[:, np.newaxis]) & ~alone[:, np.newaxis]
    nothing = ~ticked.any(axis=0)
    together = np.flatnonzero(~alone)
    fallback = generator.choice(together, n)
    ticked[fallback[nothing], np.flatnonzero(nothing)] = True
    if alone.any():
        single = generator.random(n) < ALONE
        ticked[:, single] = False
        ticked[generator.choice(np.flatnonzero(alone), n)[single], np.flatnonzero(single)] = True
    return ticked


def _as_text(given: _Given) -> dict[str, NDArray[np.str_]]:
    question, chosen = given.question, given.chosen
    if question.kind == "multi":
        return {
            column: np.where(given.answered, np.where(ticked, "1", "0"), "")
            for column, ticked in zip(question.columns, chosen, strict=True)
        }
    codes = np.array([*question.codes, ""])
    return {question.name: codes[np.where(given.answered, chosen.argmax(axis=0), _NOBODY)]}
