"""Dirt for a rehearsal: an export with one of every fault that the checks must notice.

What looks personal is invented so that it can belong to nobody: addresses at example.org, the IP
addresses of RFC 5737, test numbers that pass the eleven-test, an IBAN of a bank that does not
exist, a British telephone number from the range that Ofcom keeps for drama.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.checks.respondents import LONG_PATH
from ckmreport.intake.export import Form
from ckmreport.intake.matching.columns import DATE, RESPONDENT, open_column
from ckmreport.survey.questionnaire import Question, Questionnaire

#: So many respondents are needed to give every fault rows of its own.
LEAST = 200

#: Text that says who somebody is, by the check that must find it.
PERSONAL = {
    "email": "mail naar verzonnen.persoon@example.org",
    "phone": "bel 06-00000000 of +44 7700 900123",
    "bsn": "mijn bsn is 111222333",
    "iban": "rekening NL93 XXXX 1234 5678 90",
    "postcode": "ik werk op 9999 ZZ",
}
MARKUP = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '#let a = read("/etc/passwd")',
    "[klik](javascript:alert(1))",
    "`{python} 6 * 7`",
    "{{< include geheim.md >}}",
    "tekst\n---\ntitle: anders\n---",
)
FORMULAS = ('=HYPERLINK("https://example.org";"klik")', "+A1*2", "@SUM(1;1)")
MOJIBAKE = ("CoÃ¶rdinator", "Caf\ufffdhouder")
#: What a spreadsheet makes of "2-5" and "6-10", and of "11-20" by way of November.
EXCEL_DATES = ("2025-05-02", "2-mei", "2025-10-06", "6-okt", "nov-20")

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Fault:
    """One fault: the check that must find it, the column, and the rows as a person counts them.

    `rows` is empty where the fault is about the column as a whole.
    """

    check: str
    column: str
    rows: tuple[int, ...]
    what: str


@dataclass(frozen=True)
class Spoiled:
    """An export with faults, and the list of them."""

    frame: pd.DataFrame
    faults: tuple[Fault, ...] = ()


def spoil(frame: pd.DataFrame, questionnaire: Questionnaire, *, form: Form, seed: int) -> Spoiled:
    """Put one of every fault in a rehearsed export, each in rows of its own.

    Raises:
        CkmError: if there are fewer respondents than LEAST.
    """
    if len(frame) < LEAST:
        raise CkmError(
            f"{len(frame)} respondents are too few for every fault",
            advice=f"Ask for {LEAST} or more with --n",
        )
    dirty = _Dirty(frame.copy(), questionnaire, form, np.random.default_rng([seed, 1]))
    faults = [fault for kind in _KINDS for fault in kind(dirty)]
    return Spoiled(dirty.frame, tuple(faults))


def write_faults(path: Path, faults: Sequence[Fault]) -> None:
    """Write the list of faults as JSON: check, column, rows and what was put there."""
    text = json.dumps([asdict(fault) for fault in faults], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


class _Dirty:
    """The export while faults are put in; hands out each row once."""

    def __init__(
        self,
        frame: pd.DataFrame,
        questionnaire: Questionnaire,
        form: Form,
        generator: np.random.Generator,
    ) -> None:
        self.frame = frame
        self.asked = [question for question in questionnaire if question.coded_from is None]
        self.form = form
        coded = next((q for q in questionnaire if q.coded_from is not None), None)
        self.open = open_column(coded.coded_from) if coded and coded.coded_from else ""
        self._order = generator.permutation(len(frame))
        # Who stopped halfway stays as it is: dirt there would say nothing about one check alone.
        last = [question for question in self.asked if question.asked_if is None][-1]
        self._free = (frame[last.columns[0]] != "").to_numpy(copy=True)

    def take(self, mask: pd.Series | None, count: int) -> Rows:
        """Hand out rows for which the mask holds, fewer if there are not so many."""
        wanted = self._free if mask is None else self._free & mask.to_numpy()
        places = self._order[wanted[self._order]][:count]
        self._free[places] = False
        return np.sort(places)

    def put(self, column: str, places: Rows, values: Sequence[str]) -> None:
        """Put the values in these rows, over and over if they are fewer."""
        at = self.frame.columns.get_loc(column)
        assert isinstance(at, int)
        self.frame.iloc[places, at] = np.resize(np.array(values, dtype=object), len(places))

    def add(self, column: str, values: str | Sequence[str]) -> None:
        """Add a column that the questionnaire does not know, before the mark of invention."""
        self.frame.insert(len(self.frame.columns) - 1, column, values)

    def fault(self, check: str, column: str, places: Rows, what: str) -> Fault:
        """Note a fault, with rows as a person counts them."""
        first = 1 if self.form == "sav" else 2
        return Fault(check, column, tuple(int(place) + first for place in places), what)


_NONE: Rows = np.array([], dtype=np.int64)


def _unknown_codes(dirty: _Dirty) -> Iterator[Fault]:
    single = next(question for question in dirty.asked if question.kind == "single")
    multi = next(question for question in dirty.asked if question.kind == "multi")
    for column, value in ((single.name, "onbestaand"), (multi.columns[0], "7")):
        places = dirty.take(dirty.frame[column] != "", 2)
        dirty.put(column, places, [value])
        yield dirty.fault("unknown-code", column, places, value)


def _outside_routing(dirty: _Dirty) -> Iterator[Fault]:
    question = next(q for q in dirty.asked if q.asked_if and q.kind == "single")
    condition = question.asked_if
    assert condition is not None
    given = dirty.frame[condition.variable]
    chosen = given == condition.option
    not_asked = (given != "") & (chosen if condition.negated else ~chosen)
    places = dirty.take(not_asked, 3)
    dirty.put(question.name, places, [question.codes[0]])
    yield dirty.fault("outside-routing", question.name, places, f"niet gevraagd: {condition}")


def _exclusive_options(dirty: _Dirty) -> Iterator[Fault]:
    question = next(q for q in dirty.asked if q.exclusive)
    alone = next(c for c, o in _by_option(question) if o in question.exclusive)
    other = next(c for c, o in _by_option(question) if o not in question.exclusive)
    places = dirty.take(dirty.frame[other] == "0", 2)
    dirty.put(alone, places, ["1"])
    dirty.put(other, places, ["1"])
    yield dirty.fault("exclusive-option", question.name, places, f"{alone} samen met {other}")


def _impossible_combinations(dirty: _Dirty) -> Iterator[Fault]:
    """Make the most frequent answer one that was not ticked."""
    multi = {question.name: question for question in dirty.asked if question.kind == "multi"}
    for question in dirty.asked:
        if question.among is None:
            continue
        base = multi[question.among]
        code = next(code for code in question.codes if code not in base.exclusive)
        unticked = dirty.frame[f"{base.name}__{code}"] == "0"
        places = dirty.take(unticked & (dirty.frame[question.name] != ""), 2)
        dirty.put(question.name, places, [code])
        yield dirty.fault("impossible-combination", question.name, places, f"{code} niet gekozen")
        return


def _doubles(dirty: _Dirty) -> Iterator[Fault]:
    twice = dirty.take(None, 2)
    dirty.put(RESPONDENT, twice[1:], [str(dirty.frame[RESPONDENT].iloc[twice[0]])])
    yield dirty.fault("double-respondent", RESPONDENT, twice, "zelfde nummer")
    given = dirty.frame[[question.columns[0] for question in dirty.asked]] != ""
    same = dirty.take(given.sum(axis="columns") >= LONG_PATH, 2)
    answers = [c for question in dirty.asked for c in question.columns]
    at = dirty.frame.columns.get_indexer(pd.Index(answers))
    dirty.frame.iloc[same[1], at] = dirty.frame.iloc[same[0], at].to_numpy()
    yield dirty.fault("identical-answers", "", same, "zelfde antwoorden")


def _tests(dirty: _Dirty) -> Iterator[Fault]:
    places = dirty.take(None, 2)
    dirty.add("DistributionChannel", "anonymous")
    dirty.put("DistributionChannel", places, ["preview"])
    yield dirty.fault("test-response", "DistributionChannel", places, "preview")
    places = dirty.take(None, 1)
    dirty.put(RESPONDENT, places, ["test"])
    yield dirty.fault("test-response", RESPONDENT, places, "test")


def _outside_fieldwork(dirty: _Dirty) -> Iterator[Fault]:
    places = dirty.take(None, 2)
    dirty.put(DATE, places, ["1999-12-31"])
    yield dirty.fault("outside-fieldwork", DATE, places, "1999-12-31")


def _empty_categories(dirty: _Dirty) -> Iterator[Fault]:
    question = next(q for q in dirty.asked if q.kind == "single" and q.asked_if is None)
    rarest = min(question.codes, key=lambda code: int((dirty.frame[question.name] == code).sum()))
    dirty.put(question.name, np.flatnonzero(dirty.frame[question.name] == rarest), [""])
    yield dirty.fault("empty-category", question.name, _NONE, rarest)


def _encoding(dirty: _Dirty) -> Iterator[Fault]:
    yield from _texts(dirty, "encoding", MOJIBAKE)


def _formulas(dirty: _Dirty) -> Iterator[Fault]:
    yield from _texts(dirty, "formula", FORMULAS)


def _markup(dirty: _Dirty) -> Iterator[Fault]:
    yield from _texts(dirty, "markup", MARKUP)


def _personal_texts(dirty: _Dirty) -> Iterator[Fault]:
    for check, text in PERSONAL.items():
        yield from _texts(dirty, check, (text,))


def _excel_dates(dirty: _Dirty) -> Iterator[Fault]:
    question = next(q for q in dirty.asked if any("_" in c and c[0].isdecimal() for c in q.codes))
    places = dirty.take(dirty.frame[question.name] != "", len(EXCEL_DATES))
    dirty.put(question.name, places, EXCEL_DATES)
    yield dirty.fault("excel-date", question.name, places, ", ".join(EXCEL_DATES))


def _personal_columns(dirty: _Dirty) -> Iterator[Fault]:
    numbers = range(len(dirty.frame))
    for name, values in (
        ("IPAddress", [f"192.0.2.{number % 255}" for number in numbers]),
        ("RecipientEmail", [f"verzonnen{number}@example.org" for number in numbers]),
        ("LocationLatitude", "0.0"),
    ):
        dirty.add(name, values)
        yield dirty.fault("personal-column", name, _NONE, "hele kolom")


def _strange_columns(dirty: _Dirty) -> Iterator[Fault]:
    """Leave one column out and add others; SPSS takes no markup in the name of a variable."""
    names = ["kolom_zonder_vraag"]
    if dirty.form != "sav":
        names += ["<script>alert(2)</script>", "#let b = 1", "`{python} 1`"]
    for name in names:
        dirty.add(name, MARKUP[0])
        yield dirty.fault("unknown-column", name, _NONE, "hoort bij geen vraag")
    left_out = next(q for q in reversed(dirty.asked) if q.kind == "likert")
    dirty.frame = dirty.frame.drop(columns=left_out.name)
    yield dirty.fault("missing-column", left_out.name, _NONE, "weggelaten")


def _texts(dirty: _Dirty, check: str, texts: Sequence[str]) -> Iterator[Fault]:
    """Put texts in the open answers, of whoever may have given one."""
    if dirty.open:
        places = dirty.take(None, len(texts))
        dirty.put(dirty.open, places, texts)
        yield dirty.fault(check, dirty.open, places, check)


def _by_option(question: Question) -> Iterator[tuple[str, str]]:
    return zip(question.columns, question.codes, strict=True)


_KINDS: tuple[Callable[[_Dirty], Iterator[Fault]], ...] = (
    _unknown_codes,
    _outside_routing,
    _exclusive_options,
    _impossible_combinations,
    _doubles,
    _tests,
    _outside_fieldwork,
    _encoding,
    _formulas,
    _markup,
    _personal_texts,
    _excel_dates,
    _empty_categories,
    _personal_columns,
    _strange_columns,
)
