"""Finds out which column of an export is which question, and proposes what it is not sure of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ckmreport.intake.export import Column, Export
from ckmreport.intake.matching.answer_matching import (
    Answers,
    Given,
    codes_by_text,
    counts_from_one,
    match_answers,
    match_parts,
    match_ticks,
    only_ticks,
)
from ckmreport.intake.matching.columns import DATE, INVENTED, OTHER, RESPONDENT
from ckmreport.intake.matching.mapping import (
    ANY_OTHER,
    NOT_TICKED,
    TICKED,
    UNKNOWN,
    ColumnMapping,
    ExportMapping,
    Role,
)
from ckmreport.intake.matching.personal_columns import personal_reason
from ckmreport.intake.matching.survey_tools import (
    is_limesurvey_other,
    member_of,
    open_answer_of,
    own_column,
    split_option,
)
from ckmreport.intake.matching.text_similarity import (
    EXACT,
    LEAST_LIKE_TEXT,
    PUNCTUATION,
    bare,
    plain,
    scores,
)
from ckmreport.intake.unread_values import whole_number
from ckmreport.survey.questionnaire import Question, Questionnaire
from ckmreport.survey.waves.responses import DROPPED_OUT, KEPT, SYNTHETIC

#: The columns of the project's own template, and of responses that were written before.
_OWN: dict[str, Role] = {
    RESPONDENT: "respondent",
    DATE: "ended",
    INVENTED: "invented",
    SYNTHETIC: "invented",
}
#: What tools put between the text of a question and that of an option. The label of the first
#: column of a Qualtrics question says "Selected Choice".
_BETWEEN = (
    "{} - {}",
    "{}: {}",
    "{} [{}]",
    "{} {}",
    "{} - Selected Choice - {}",
    "{} (choice={})",
    "[{1}] {0}",
    "{1} | {0}",
)
#: How the reader numbers a name that stands there twice.
_AGAIN = re.compile(r"(.+) \(\d+\)")
#: A label that is cut off tells this much of a question at least.
_CUT_OFF = 40
_ALONE = ("{}", "{} - Selected Choice")
#: LimeSurvey's date of submission where responses are anonymous.
_NO_DATE = "1980-01-01"


@dataclass(frozen=True)
class Target:
    """A question, or one option of a multiple-response question."""

    question: str
    option: str = ""


def match_export(
    export: Export,
    questionnaire: Questionnaire,
    *,
    agreed: ExportMapping | None = None,
    earlier: Sequence[ExportMapping] = (),
) -> ExportMapping:
    """Give the mapping of an export.

    What a person agreed with (`agreed`) holds. A mapping of an earlier wave holds where the
    column still has the label it had; without labels it is a proposal, as is everything that
    matches almost. Names, texts and values that match exactly need nobody's consent. Where the
    questionnaire names a column, its name and label mean what the questionnaire says; any other
    column that says who somebody is, is personal, also among open answers.
    """
    targets = _Targets(questionnaire)
    values = {c.name: tuple(map(str, export.frame[c.name].unique())) for c in export.columns}
    found: dict[str, ColumnMapping] = {}
    for column in export.columns:
        mapped = (
            _from_agreed(column, agreed)
            or _from_earlier(column, earlier)
            or _by_name(column, targets)
            or _by_set(column, values[column.name], targets, questionnaire)
            or _by_text(column, targets)
            or _by_convention(column, export.frame[column.name])
        )
        if mapped is None or mapped.role == "open":
            mapped = _personal(column) or mapped
        if mapped:
            found[column.name] = mapped
    found |= _proposals(export, targets, found)
    found |= dict(_open_answers(export, targets, found, values))
    uncoded = _uncoded(found, values, questionnaire)
    given = {
        c.name: Given(values[c.name], c.value_labels, c.missing, uncoded) for c in export.columns
    }
    for name in _ticks_from_one(found, given):
        given[name] = replace(given[name], ticks_from_one=True)
    return ExportMapping(
        tuple(
            _with_values(found[column.name], given[column.name], questionnaire)
            if column.name in found
            else ColumnMapping(column.name, "unknown", column.label)
            for column in export.columns
        ),
        agreed.unchosen_left_out if agreed else False,
    )


class _Targets:
    """All places that a column can have, by name and by text."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.names: dict[str, Target] = {}
        texts: dict[str, set[Target]] = {}
        self.described: list[tuple[Target, str]] = []
        for question in questionnaire:
            self.names[plain(question.name)] = Target(question.name)
            if question.coded_from is None:
                self._describe(question, texts)
            if question.kind == "multi":
                for option, column in zip(question.options, question.columns, strict=True):
                    self.names[plain(column)] = Target(question.name, option.code)
        self.known = frozenset(texts)
        self.texts = {text: found.pop() for text, found in texts.items() if len(found) == 1}
        self.questionnaire = questionnaire

    def _describe(self, question: Question, texts: dict[str, set[Target]]) -> None:
        whole = Target(question.name)
        self.described.append((whole, question.text))
        for pattern in _ALONE:
            texts.setdefault(plain(pattern.format(question.text)), set()).add(whole)
        if question.kind != "multi":
            return
        for option in question.options:
            target = Target(question.name, option.code)
            self.described.append((target, f"{question.text} {option.label}"))
            for pattern in _BETWEEN:
                text = plain(pattern.format(question.text, option.label))
                texts.setdefault(text, set()).add(target)

    def by_name(self, name: str) -> Target | None:
        """Give the place that a column has by its name, also as `question[option]`."""
        if target := self.names.get(plain(name)):
            return target
        parts = split_option(name)
        if parts and (whole := self.names.get(plain(parts[0]))) and not whole.option:
            options = self.questionnaire[whole.question].options
            if self.questionnaire[whole.question].kind != "multi":
                return None
            codes = codes_by_text(options)
            alike = {code for text, code in codes.items() if bare(text) == bare(parts[1]) != ""}
            return Target(whole.question, alike.pop()) if len(alike) == 1 else None
        return self.names.get(plain(name.rpartition("/")[2]))

    def says(self, label: str, target: Target) -> bool:
        """Tell whether a label is about the place that a column has by its name."""
        question = self.questionnaire[target.question]
        text, told = plain(question.text), plain(label)
        if told in (text, plain(question.short), plain(question.name)):
            return True
        if target.option:
            option = question.option(target.option)
            names = {plain(option.label), plain(option.short)}
            if told in names:
                return True
            # SPSS cuts a label off, so that one of the two may be there in part.
            return any(name in told for name in names) and (
                text in told or len(told) >= _CUT_OFF or plain(question.short) in told
            )
        return text in told or (len(told) >= _CUT_OFF and text.startswith(told))


def recogniser(questionnaire: Questionnaire) -> Callable[[str], bool]:
    """Make the function that tells whether a text heads a column of an export."""
    targets = _Targets(questionnaire)

    def known(text: str) -> bool:
        if plain(text) in targets.known or plain(text) in _OWN or own_column(text):
            return True
        return targets.by_name(text) is not None or open_answer_of(text) in targets.names

    return known


def _from_agreed(column: Column, agreed: ExportMapping | None) -> ColumnMapping | None:
    for mapped in agreed.columns if agreed else ():
        if plain(mapped.column) == plain(column.name) and mapped.role != "unknown":
            return replace(mapped, column=column.name, label=column.label)
    return None


def _from_earlier(column: Column, earlier: Sequence[ExportMapping]) -> ColumnMapping | None:
    for mapping in earlier:
        if mapped := _from_agreed(column, mapping):
            before = next(
                item.label for item in mapping.columns if plain(item.column) == plain(column.name)
            )
            if plain(before) != plain(column.label):
                continue
            # "Q1" may be another question each year; only a text tells that it is the same one.
            if column.label or mapped.role != "question":
                # The numbers of options may have shifted; where the file says what a value
                # means, that decides.
                kept = {
                    value: to
                    for value, to in mapped.values.items()
                    if value not in column.value_labels
                }
                return replace(mapped, values=kept)
    return None


def _by_name(column: Column, targets: _Targets) -> ColumnMapping | None:
    code, _, text = column.name.partition(". ")  # LimeSurvey's headings "code. text"
    for name in (column.name, code if text and " " not in code else column.name):
        if role := _OWN.get(plain(name)):
            return ColumnMapping(column.name, role, column.label)
        if target := targets.by_name(name):
            mapped = _to_question(column, target)
            if not column.label or targets.says(column.label, target):
                return mapped
            # Under the name of one question stands the text of another: a person must choose.
            other = targets.texts.get(plain(column.label))
            mapped = _to_question(column, other) if other else mapped
            return replace(mapped, score=LEAST_LIKE_TEXT, confirmed=False)
    return _by_name_again(column, targets)


def _by_name_again(column: Column, targets: _Targets) -> ColumnMapping | None:
    """Give the place of a column whose name stands there twice; a check says that it does.

    Columns of one question may share its name where each holds one of the chosen options.
    """
    again = _AGAIN.fullmatch(column.name)
    target = targets.by_name(again[1]) if again else None
    if target is None or (column.label and not targets.says(column.label, target)):
        return None
    whole = targets.questionnaire[target.question].kind == "multi" and not target.option
    return None if whole else _to_question(column, target)


def _by_set(
    column: Column, values: Sequence[str], targets: _Targets, questionnaire: Questionnaire
) -> ColumnMapping | None:
    """Recognise one column of a set in which each holds one of the options that were chosen."""
    base = member_of(column.name)
    target = targets.names.get(plain(base)) if base else None
    if target is None or target.option or questionnaire[target.question].kind != "multi":
        return None
    if column.label and not targets.says(column.label, target):
        return None
    given = Given(tuple(values), column.value_labels, column.missing)
    matched = match_answers(questionnaire[target.question], given)
    found = [matched.values[value] for value in values if value]
    certain = UNKNOWN not in found and any(found) and matched.score == EXACT
    return _to_question(column, target) if certain else None


def _by_text(column: Column, targets: _Targets) -> ColumnMapping | None:
    text = column.name.partition(". ")[2]
    for heading in (column.label, column.name, text):
        if heading and (target := targets.texts.get(plain(heading))):
            return _to_question(column, target)
    return None


def _by_convention(column: Column, values: pd.Series) -> ColumnMapping | None:
    name = column.name
    if plain(name) == "status" and set(values.unique()) <= {KEPT, DROPPED_OUT, ""}:
        return ColumnMapping(name, "status", column.label)
    own = own_column(name.partition(". ")[0]) or own_column(name)
    if own is None:
        return None
    if own.role == "ended" and values.str.startswith(_NO_DATE).all():
        reason = "anoniem afgenomen, daarom zonder datum"
        return ColumnMapping(name, "ignored", column.label, reason=reason)
    return ColumnMapping(name, own.role, column.label, reason=own.reason)


def _personal(column: Column) -> ColumnMapping | None:
    reason = personal_reason(column)
    return ColumnMapping(column.name, "personal", column.label, reason=reason) if reason else None


def _proposals(
    export: Export, targets: _Targets, found: dict[str, ColumnMapping]
) -> dict[str, ColumnMapping]:
    """Propose the likest free place for each column that has none, the best match first."""
    taken = {Target(mapped.question, mapped.option) for mapped in found.values()}
    # A question whose options have columns of their own has no column for the whole as well.
    taken |= {Target(target.question) for target in taken if target.option}
    left = [column for column in export.columns if column.name not in found]
    free = [item for item in targets.described if item[0] not in taken]
    if not left or not free:
        return {}
    by_text = scores([column.label or column.name for column in left], [text for _, text in free])
    ranked: list[tuple[float, int, int]] = []
    for row, column in enumerate(left):
        for place, (target, _) in enumerate(free):
            same = bare(column.name) == bare(f"{target.question}{target.option}")
            score = PUNCTUATION if same else by_text[row][place]
            if score:
                ranked.append((-score, row, place))
    proposed: dict[str, ColumnMapping] = {}
    used: set[int] = set()
    for negative, row, place in sorted(ranked):
        column = left[row]
        if column.name not in proposed and place not in used:
            used.add(place)
            mapped = _to_question(column, free[place][0])
            proposed[column.name] = replace(mapped, score=round(-negative, 1), confirmed=False)
    return proposed


def _open_answers(
    export: Export,
    targets: _Targets,
    found: dict[str, ColumnMapping],
    values: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, ColumnMapping]]:
    """Recognise the columns with what respondents wrote themselves by the name of a question."""
    taken = {(mapped.question, mapped.option) for mapped in found.values()}
    for column in export.columns:
        base = open_answer_of(column.name)
        known = found.get(column.name)
        if base is None or (known and known.confirmed):
            continue
        target = targets.names.get(plain(base))
        mapped = next((item for name, item in found.items() if plain(name) == plain(base)), None)
        if not target and not mapped:
            continue
        name = target.question if target else mapped.question if mapped else ""
        question = targets.questionnaire[name] if name else None
        other = question and question.kind == "multi" and OTHER in question.codes
        if other and is_limesurvey_other(column.name) and (name, OTHER) not in taken:
            # The words are the tick: LimeSurvey has no other column for it.
            yield column.name, _ticked_by_words(column, name, values[column.name])
        else:
            yield column.name, ColumnMapping(column.name, "open", column.label, name)


def _ticked_by_words(column: Column, question: str, values: Sequence[str]) -> ColumnMapping:
    mapped = ColumnMapping(column.name, "question", column.label, question, OTHER)
    if only_ticks(values):
        return mapped
    # Whoever writes "nee" has ticked it all the same.
    ticks = {value: TICKED for value in values if value and only_ticks([value])}
    return replace(mapped, values={**ticks, ANY_OTHER: TICKED})


def _uncoded(
    found: Mapping[str, ColumnMapping],
    values: Mapping[str, Sequence[str]],
    questionnaire: Questionnaire,
) -> bool:
    """Tell whether an export writes its answers as labels or numbers of its own, none as a code."""
    uncoded = False
    for name, mapped in found.items():
        if mapped.role != "question" or mapped.option:
            continue
        options = questionnaire[mapped.question].options
        codes = {plain(option.code) for option in options}
        labels = {plain(text) for option in options for text in (option.label, option.short)}
        texts = {plain(whole_number(value)) for value in values[name] if value}
        if any(not text.isdecimal() for text in texts & (codes - labels)):
            return False
        numbered = texts and all(map(str.isdecimal, texts)) and not texts & codes
        uncoded |= bool(texts & (labels - codes) or numbered)
    return uncoded


def _ticks_from_one(
    found: Mapping[str, ColumnMapping], given: Mapping[str, Given]
) -> Iterator[str]:
    """Give the columns about one option in an export that writes ticks as 1 and 2.

    A column has both only where some chose the option and some did not. Where two questions have
    such a column, it is how the whole export is written.
    """
    ticks = {name: m.question for name, m in found.items() if m.role == "question" and m.option}
    questions = {question for name, question in ticks.items() if counts_from_one(given[name])}
    for name, question in ticks.items():
        own = question in questions or len(questions) > 1
        if own and NOT_TICKED not in given[name].values:
            yield name


def _to_question(column: Column, target: Target) -> ColumnMapping:
    return ColumnMapping(column.name, "question", column.label, target.question, target.option)


def _with_values(
    mapped: ColumnMapping, given: Given, questionnaire: Questionnaire
) -> ColumnMapping:
    """Add the values that the mapping does not have yet; a new one may need consent.

    Where the mapping says what any other value is, only those that match exactly are another one.
    """
    if mapped.role != "question":
        return mapped
    question = questionnaire[mapped.question]
    matched = _answers(question, mapped, given)
    added = {value: to for value, to in matched.values.items() if value not in mapped.values}
    if ANY_OTHER in mapped.values:
        added = {
            value: to
            for value, to in added.items()
            if to != UNKNOWN and matched.scores[value] == EXACT
        }
    poorest = min((matched.scores[value] for value in added), default=EXACT)
    return replace(
        mapped,
        separator=mapped.separator or matched.separator,
        values={**mapped.values, **added},
        score=round(min(mapped.score, poorest), 1),
        confirmed=mapped.confirmed and poorest == EXACT,
        placed=mapped.confirmed,
        scale=tuple(text for option in question.options for text in (option.code, option.label)),
    )


def _answers(question: Question, mapped: ColumnMapping, given: Given) -> Answers:
    if mapped.option:
        return match_ticks(question.option(mapped.option), given)
    if question.kind == "multi":
        return match_parts(question, given)
    return match_answers(question, given)
