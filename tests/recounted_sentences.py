"""Judges sentences of a report by the bare rows of its wave; nothing of the analysis is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from scipy.stats import binomtest, fisher_exact

#: What no printed sentence may hold: a value that is none, words that are lacking, doubled signs.
BROKEN = (
    r"\b(?:None|nan|NaN|True|False|inf)\b",
    r"\bgeen enkele groep\b",
    r"Hidden\(|Share\(|Withheld",
    r" {2,}(?=\S)(?<![.:|] {2})",
    r" [,.;:](?:\s|$)",
    r"\.\.(?!\.)",
    r"\(\)|\(,|, ,|\bn=\)",
    r"\b(?:en|of|tegenover|tussen|van|bij|het vaakst) (?:[.,)]|en\b)",
    r"\b1 respondenten(?! \()",
    r"niet onderbouwd",
    r"\b(\w{4,}) \1\b",
)
_ALPHA = 0.05
#: As responses.csv has it: not asked, not answered.
_NO_ANSWER = ("-8", "-9")


@dataclass(frozen=True)
class Part:
    """Who is counted, and of whom, each as a mask over the rows."""

    counted: pd.Series
    base: pd.Series

    @property
    def numbers(self) -> tuple[int, int]:
        """How many are counted, and of how many."""
        return int((self.counted & self.base).sum()), int(self.base.sum())

    @property
    def share(self) -> float:
        """The share, 0 to 1; not a number for a base of nobody."""
        count, base = self.numbers
        return count / base if base else float("nan")

    @property
    def wilson(self) -> tuple[float, float]:
        """The score interval of 95%."""
        count, base = self.numbers
        found = binomtest(count, base).proportion_ci(method="wilson")
        return float(found.low), float(found.high)


@dataclass(frozen=True)
class Rows:
    """The kept rows of a wave, and its questions as the file has them."""

    rows: pd.DataFrame
    questions: dict[str, dict[str, object]]

    @classmethod
    def of(cls, folder: Path) -> Rows:
        """Read the rows and questions of a wave."""
        rows = pd.read_csv(folder / "responses.csv", dtype=str, keep_default_na=False)
        file = yaml.safe_load((folder / "questionnaire.yml").read_text("utf-8"))
        named = {one["name"]: one for one in [*file["questions"], *file.get("coded", [])]}
        return cls(rows[rows["status"] == "behouden"], named)

    def part(self, question: str, *codes: str, without: tuple[str, ...] = ()) -> Part:
        """Give who gave one of some answers, of those who answered and are not left out."""
        gave = [self._gave(question, code) for code in codes]
        base = self._answered(question)
        for code in without:
            base &= ~self._gave(question, code)
        return Part(pd.concat(gave, axis=1).any(axis=1), base)

    def _answered(self, question: str) -> pd.Series:
        names = map(str, self.rows.columns)
        columns = [c for c in names if c == question or c.startswith(f"{question}__")]
        return ~self.rows[columns[0]].isin([*_NO_ANSWER, ""]) if columns else self._nobody

    def _gave(self, question: str, code: str) -> pd.Series:
        if question in self.rows:
            return self.rows[question] == code
        column = f"{question}__{code}"
        return self.rows[column] == "1" if column in self.rows else self._nobody

    @property
    def _nobody(self) -> pd.Series:
        return pd.Series(np.zeros(len(self.rows), dtype=bool), index=self.rows.index)

    def agree(self, statement: str, form: str) -> Part:
        """Give who agrees with a statement, of those with an opinion."""
        return self.part(f"{form}_st_{statement}", "4", "5", without=("wn",))


def p_value(one: Part, other: Part) -> float:
    """Test the difference: among those in both bases if they are most of each, else apart."""
    shared = one.base & other.base
    a, b = (part.counted[shared] for part in (one, other))
    if shared.sum() >= max(one.numbers[1], other.numbers[1]) / 2 > 0:
        only, others = int((a & ~b).sum()), int((~a & b).sum())
        return float(binomtest(only, only + others).pvalue) if only + others else 1.0
    table = [[part.numbers[0], part.numbers[1] - part.numbers[0]] for part in (one, other)]
    return float(fisher_exact(table).pvalue)


def higher(one: Part, other: Part) -> bool:
    """Tell whether a share is higher than another by more than chance explains."""
    return one.share > other.share and p_value(one, other) < _ALPHA


def alike(one: Part, other: Part) -> bool:
    """Tell whether "no clear difference" may be said: it is small, or its interval reaches zero."""
    return p_value(one, other) >= _ALPHA / 5


def most(part: Part) -> bool:
    """Tell whether more than half may be said."""
    return part.wilson[0] > 0.5


def few(part: Part) -> bool:
    """Tell whether less than half may be said."""
    return part.wilson[1] < 0.5


Judge = Callable[[Rows], bool]


def _forms(statement: str) -> tuple[Judge, Judge, Judge]:
    def pair(rows: Rows) -> tuple[Part, Part]:
        return rows.agree(statement, "ce"), rows.agree(statement, "se")

    return (
        lambda rows: higher(*pair(rows)),
        lambda rows: higher(*reversed(pair(rows))),
        lambda rows: alike(*pair(rows)),
    )


def _either(question: str, first: tuple[str, ...], second: tuple[str, ...]) -> Judge:
    """Every form that was asked has more of the first answers than of the second."""
    return lambda rows: all(
        higher(rows.part(f"{form}_{question}", *first), rows.part(f"{form}_{question}", *second))
        for form in ("se", "ce", "both")
    )


_MINORS, _ADULTS = ("tm12", "13_17"), ("18_26", "27plus")
_MEN, _WOMEN = ("uitsl_man", "voorn_man"), ("uitsl_vrouw", "voorn_vrouw")
_worry, _growth, _younger, _active, _net = map(
    _forms, ("zorgen", "toename", "jonger", "actiever", "georganiseerd")
)


def _women_and_men(rows: Rows) -> bool:
    women, men = (rows.part("se_geslacht", *codes) for codes in (_WOMEN, _MEN))
    female, male = (rows.part("ce_geslacht", *codes) for codes in (_WOMEN, _MEN))
    return higher(women, men) and higher(male, female)


#: How a sentence begins or goes on, and what must hold of the rows for it.
JUDGES: dict[str, Judge] = {
    "Over criminele uitbuiting is een groter deel zich meer zorgen": _worry[0],
    "Over seksuele uitbuiting is een groter deel zich meer zorgen": _worry[1],
    "zich meer zorgen is gaan maken, verschilt niet duidelijk": _worry[2],
    "toename van het aantal slachtoffers zien respondenten vaker bij criminele": _growth[0],
    "toename van het aantal slachtoffers zien respondenten vaker bij seksuele": _growth[1],
    "een toename van het aantal slachtoffers zien, verschilt niet duidelijk": _growth[2],
    "jonger worden, zien respondenten vaker bij criminele": _younger[0],
    "jonger worden, zien respondenten vaker bij seksuele": _younger[1],
    "dat slachtoffers jonger worden, verschilt niet duidelijk": _younger[2],
    "actiever zijn gaan ronselen, zien respondenten vaker bij criminele": _active[0],
    "actiever zijn gaan ronselen, zien respondenten vaker bij seksuele": _active[1],
    "actiever zijn gaan ronselen, verschilt niet duidelijk": _active[2],
    "georganiseerde netwerken, denken respondenten vaker bij criminele": _net[0],
    "georganiseerde netwerken, denken respondenten vaker bij seksuele": _net[1],
    "georganiseerde netwerken, verschilt niet duidelijk": _net[2],
    "meer respondenten vooral volwassenen dan": _either("lft_modus", _ADULTS, _MINORS),
    "meer respondenten vooral minderjarigen dan": _either("lft_modus", _MINORS, _ADULTS),
    "vooral vrouwen, bij criminele uitbuiting vooral mannen": _women_and_men,
    "De meeste respondenten weten niet of hun organisatie": lambda r: most(r.part("melding", "wn")),
    "Die scholing ging meestal over beide": lambda r: most(r.part("scholing_type", "beide")),
    "De belangstelling voor scholing is groot": lambda r: most(r.part("interesse", "ja")),
    "Minder dan de helft zegt precies te weten": lambda r: all(
        few(r.agree("weet_handelen", form)) for form in ("se", "ce")
    ),
    "Meer dan de helft zegt precies te weten": lambda r: all(
        most(r.agree("weet_handelen", form)) for form in ("se", "ce")
    ),
    "Meer respondenten willen uitbuiting leren herkennen (": lambda r: higher(
        r.part("interesse", "ja"), r.part("scholing", "ja")
    ),
}


def untrue(text: str, rows: Rows) -> Iterator[str]:
    """Give the sentences of a text that the rows do not bear out."""
    for said, holds in JUDGES.items():
        if said in text and not holds(rows):
            yield said


def broken(text: str) -> Iterator[str]:
    """Give what is no Dutch in a text, with the words around it."""
    for pattern in BROKEN:
        for found in re.finditer(pattern, text):
            yield f"…{text[max(0, found.start() - 60) : found.end() + 40]}… ({pattern})"
