"""The mapping of an export as a YAML file that a person reads and completes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import yaml

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.intake.matching.mapping import (
    ANY_OTHER,
    NOT_TICKED,
    TICKED,
    UNKNOWN,
    ColumnMapping,
    ExportMapping,
    Role,
)
from ckmreport.intake.patterns import masked
from ckmreport.survey.questionnaire import Questionnaire

# The emitter in C, where PyYAML has it, is many times faster.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_OPTIONAL = {"label", "question", "option", "separator", "values", "reason", "score", "confirmed"}
_KEPT = """\
# Welke kolom van de export welke vraag is, en welke waarde welk antwoord. Zo is de meting
# ingelezen; een volgende export met dezelfde kolommen wordt op dezelfde manier gelezen.
"""
_PROPOSED = """\
# Welke kolom van de export welke vraag is, en welke waarde welk antwoord: een VOORSTEL.
#
# Kijk elke kolom met `confirmed: false` na: verbeter haar waar dat nodig is en maak er
# `confirmed: true` van. Een waarde met "?" erachter is niet herkend: vul de code van het antwoord
# in, of "" als de waarde voor geen antwoord staat. De waarde "*" staat voor alle andere,
# bijvoorbeeld als een programma de toelichting bij "Anders" in dezelfde cel zet: "*": anders
#
# role       question, open (een toelichting in eigen woorden; wordt weggelaten), respondent,
#            status, started, ended, invented, ignored (van geen belang), personal (wordt
#            weggelaten) of unknown (nog niet bekend)
# question   de naam van de vraag in questionnaire.yml
# option     bij een vraag met meer antwoorden: het antwoord waar deze kolom over gaat; de waarden
#            zijn dan "1" (gekozen) of "0" (niet gekozen)
# separator  bij een vraag met meer antwoorden in één cel: wat er tussen die antwoorden staat
# unchosen_left_out   true als het enquêteprogramma geen kolom geeft aan een antwoord dat niemand
#            koos; een antwoord zonder kolom is dan door niemand gekozen
# scales     kolommen met dezelfde antwoorden: wat een waarde betekent, staat hier één keer
# score      hoe goed het voorstel past, van 0 tot 100
"""
#: A value that looks like this may be personal, and is not repeated in a file.
_MAYBE_PERSONAL = re.compile(r"@|\d[\d\s.-]{4,}\d")
_LONGEST_VALUE = 60
_MOST_UNKNOWN_VALUES = 40


def read_mapping(
    path: Path, questionnaire: Questionnaire, *, lenient: bool = False
) -> ExportMapping:
    """Read a mapping file; `lenient` leaves out columns that the questionnaire no longer fits.

    Raises:
        CkmError: names the line of an unknown role, question, option or code, and of a proposal
            of which nothing says whether a person agreed with it.
    """
    root = read_yaml(path)
    root.fields({"version", "columns"}, {"unchosen_left_out", "scales"})
    left_out = root.get("unchosen_left_out")
    columns = []
    for node in root["columns"]:
        try:
            columns.append(_column(node, questionnaire))
        except CkmError:
            if not lenient:
                raise
    for node in root.get("scales") or ():
        columns = _with_scale(columns, node, questionnaire)
    return ExportMapping(tuple(columns), left_out.boolean() if left_out else False)


def _with_scale(
    columns: list[ColumnMapping], node: Node, questionnaire: Questionnaire
) -> list[ColumnMapping]:
    """Give columns of one scale the values that stand there once for all of them."""
    node.fields({"columns", "confirmed", "values"})
    names = {_any_text(name) for name in node["columns"]}
    confirmed = node["confirmed"].boolean()
    shared = []
    for mapped in columns:
        if mapped.column in names and mapped.role == "question":
            values = _values(node, set(questionnaire[mapped.question].codes))
            mapped = replace(  # noqa: PLW2901
                mapped,
                values=values | dict(mapped.values),
                confirmed=mapped.confirmed and confirmed,
            )
        shared.append(mapped)
    return shared


def write_mapping(path: Path, mapping: ExportMapping, *, proposed: bool) -> None:
    """Write a mapping file: a proposal to complete, or one to keep with the wave.

    What is kept holds only columns that have a role and values that were understood; personal
    texts in names and labels are masked, but for names that the questionnaire gave. A
    proposal has every column as it is called, for it must be found again, and also lists short
    values that were not understood, unless they look personal.
    """
    listed = mapping.columns if proposed else _to_keep(mapping)
    scales = _scales(listed) if proposed else []
    alike = {mapped.column for scale in scales for mapped in scale}
    columns = [_as_data(mapped, proposed, mapped.column in alike) for mapped in listed]
    text = yaml.dump(
        {"version": 1}
        | (
            {"unchosen_left_out": mapping.unchosen_left_out}
            if proposed or mapping.unchosen_left_out
            else {}
        )
        | ({"scales": [_scale_as_data(scale) for scale in scales]} if scales else {})
        | {"columns": columns},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    path.write_text((_PROPOSED if proposed else _KEPT) + "\n" + text, "utf-8", newline="\n")


def _column(node: Node, questionnaire: Questionnaire) -> ColumnMapping:
    node.fields({"column", "role"}, _OPTIONAL)
    role = node["role"].text()
    if role not in get_args(Role):
        raise node["role"].error(f"unknown role '{role}'", f"Known: {', '.join(get_args(Role))}")
    mapped = ColumnMapping(
        column=_any_text(node["column"]),
        role=cast(Role, role),
        label=_text(node, "label"),
        reason=_text(node, "reason"),
    )
    # Whoever sets a proposed question aside may leave standing what was proposed for it.
    if role == "question":
        return _answers(mapped, node, questionnaire)
    name = _text(node, "question") if role == "open" else ""
    if name and name not in questionnaire:
        raise node["question"].error(f"there is no question '{name}'")
    return replace(mapped, question=name)


def _answers(mapped: ColumnMapping, node: Node, questionnaire: Questionnaire) -> ColumnMapping:
    name, option = _text(node, "question"), _text(node, "option")
    if name not in questionnaire:
        raise node["question"].error(f"there is no question '{name}'")
    question = questionnaire[name]
    codes = set(question.codes)
    if option and (question.kind != "multi" or option not in codes):
        raise node["option"].error(f"'{option}' is not an option of the question '{name}'")
    return replace(
        mapped,
        question=name,
        option=option,
        separator=_separator(node),
        values=_values(node, {TICKED, NOT_TICKED} if option else codes),
        confirmed=_confirmed(node),
    )


def _confirmed(node: Node) -> bool:
    """Tell whether a column needs nobody's consent, or got it; a score says that it needed it."""
    confirmed = node.get("confirmed")
    if confirmed:
        return confirmed.boolean()
    if node.get("score"):
        raise node.error(
            "a column with a score is a proposal, and this one does not say who agrees",
            "Add `confirmed: true` if the column is right",
        )
    return True


def _values(node: Node, codes: set[str]) -> dict[str, str]:
    values = node.get("values")
    known = {}
    for value, target in values.items() if values else ():
        code = _any_text(target)
        if code == UNKNOWN:
            continue
        if code and code not in codes:
            raise target.error(f"'{code}' is no answer here", f"Known: {', '.join(sorted(codes))}")
        known[value] = code
    return known


def _text(node: Node, key: str) -> str:
    found = node.get(key)
    return _any_text(found) if found else ""


def _separator(node: Node) -> str:
    found = node.get("separator")
    return found.value if found and isinstance(found.value, str) else ""


def _any_text(node: Node) -> str:
    """Give a text, also where it was typed without the quotes that YAML needs around a number."""
    if isinstance(node.value, bool) or not isinstance(node.value, str | int):
        return node.text()
    return str(node.value).strip()


def _to_keep(mapping: ExportMapping) -> tuple[ColumnMapping, ...]:
    """Give the columns that may stand in version control, which a person's name may not."""
    return tuple(
        # The questionnaire gave a column its name; what stands above it a person may have typed.
        replace(mapped, label=masked(mapped.label))
        if mapped.role == "question"
        else _masked(mapped)
        for mapped in mapping.columns
        if mapped.role != "unknown"
    )


def _masked(mapped: ColumnMapping) -> ColumnMapping:
    return replace(
        mapped,
        column=masked(mapped.column),
        label=masked(mapped.label),
        reason=masked(mapped.reason),
    )


def _scales(columns: Iterable[ColumnMapping]) -> list[list[ColumnMapping]]:
    """Put columns together of which only the values are uncertain, and may stand for the same."""
    found: dict[tuple[str, ...], list[ColumnMapping]] = {}
    for mapped in columns:
        whole = mapped.role == "question" and not mapped.option and not mapped.separator
        uncertain = not mapped.confirmed or UNKNOWN in mapped.values.values()
        if whole and mapped.placed and uncertain and mapped.scale:
            found.setdefault(mapped.scale, []).append(mapped)
    return [alike for alike in found.values() if len(alike) > 1 and _agree(alike)]


def _agree(columns: Iterable[ColumnMapping]) -> bool:
    """Tell whether no value stands for another answer in another column."""
    targets: dict[str, str] = {}
    return all(
        targets.setdefault(value, code) == code
        for mapped in columns
        for value, code in mapped.values.items()
    )


def _scale_as_data(columns: list[ColumnMapping]) -> dict[str, object]:
    values = {value: code for mapped in columns for value, code in mapped.values.items()}
    shown = {value: code for value, code in values.items() if code != UNKNOWN}
    unknown = [value for mapped in columns for value in _to_complete(mapped)]
    return {
        "columns": [mapped.column for mapped in columns],
        "confirmed": False,
        "values": shown | dict.fromkeys(unknown, UNKNOWN),
    }


def _as_data(mapped: ColumnMapping, proposed: bool, in_scale: bool) -> dict[str, object]:
    data: dict[str, object] = {"column": mapped.column, "role": mapped.role}
    for key in ("label", "question", "option", "separator", "reason"):
        if value := getattr(mapped, key):
            data[key] = value
    if in_scale:
        return data
    if proposed and not mapped.confirmed:
        data |= {"confirmed": False, "score": mapped.score}
    values = {value: code for value, code in mapped.values.items() if code != UNKNOWN}
    if proposed and ANY_OTHER not in values:
        values |= dict.fromkeys(_to_complete(mapped), UNKNOWN)
    if values:
        data["values"] = values
    return data


def _to_complete(mapped: ColumnMapping) -> list[str]:
    unknown = [value for value, code in mapped.values.items() if code == UNKNOWN]
    short = [value for value in unknown if len(value) <= _LONGEST_VALUE]
    return [value for value in short if not _MAYBE_PERSONAL.search(value)][:_MOST_UNKNOWN_VALUES]
