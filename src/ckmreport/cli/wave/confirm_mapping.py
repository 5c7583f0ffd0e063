"""Asks a person whether a column of an export is what it seems to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from ckmreport.cli.console import counted
from ckmreport.foundation.errors import CkmError
from ckmreport.intake.add_wave import Confirm
from ckmreport.intake.matching.mapping import ColumnMapping, ExportMapping
from ckmreport.intake.matching.mapping_file import write_mapping
from ckmreport.intake.patterns import masked
from ckmreport.survey.questionnaire import Questionnaire

_VALUES_SHOWN = 12
_YES, _NO = {"y", "yes", "j", "ja"}, {"n", "no", "nee"}


def asking(proposal: Path | None, *, at_prompt: bool, mapping_file: Path | None = None) -> Confirm:
    """Make the function that asks a person to confirm a mapping.

    It asks at the prompt, or else writes the file `proposal` for a person to complete, and stops
    the run. Without `proposal` it only prints what is uncertain. A `mapping_file` that exists
    already is the one to complete.
    """

    def confirm(mapping: ExportMapping, questionnaire: Questionnaire) -> ExportMapping:
        uncertain = mapping.unconfirmed
        if at_prompt:
            agreed = {
                mapped.column: replace(mapped, confirmed=True)
                for group in _alike(uncertain, questionnaire)
                if _agrees(group, questionnaire)
                for mapped in group
            }
            columns = [agreed.get(mapped.column, mapped) for mapped in mapping.columns]
            mapping = replace(mapping, columns=tuple(columns))
            uncertain = mapping.unconfirmed
            if not uncertain:
                return mapping
        else:
            for group in _alike(uncertain, questionnaire):
                typer.echo(_question(group, questionnaire))
        message = f"a person must look at {counted(len(uncertain), 'column')} first"
        if mapping_file is not None:
            raise CkmError(
                message,
                place=mapping_file,
                advice="Make it `confirmed: true` where this file is right about a column, "
                "give the column another role where it is not, and add what it lacks",
            )
        if proposal is None:
            raise CkmError(message, advice="`ckm wave add` writes a proposal to complete")
        write_proposal(proposal, mapping)
        raise CkmError(
            message,
            place=proposal,
            advice=f"Complete this proposal and run again with --mapping {proposal}",
        )

    return confirm


def write_proposal(path: Path, mapping: ExportMapping) -> None:
    """Write a mapping for a person to complete.

    Raises:
        CkmError: if the file exists, because somebody may have been at work in it.
    """
    if path.exists():
        raise CkmError(
            "there is a mapping already that may be yours",
            place=path,
            advice=f"Use it with --mapping {path}, or remove it",
        )
    write_mapping(path, mapping, proposed=True)


def _alike(
    uncertain: Sequence[ColumnMapping], questionnaire: Questionnaire
) -> list[list[ColumnMapping]]:
    """Put columns together of which only the values are uncertain, in the same scale."""
    groups: dict[object, list[ColumnMapping]] = {}
    for mapped in uncertain:
        scale = (questionnaire[mapped.question].options, mapped.option)
        groups.setdefault(scale if mapped.placed else mapped.column, []).append(mapped)
    return list(groups.values())


def _agrees(mapped: Sequence[ColumnMapping], questionnaire: Questionnaire) -> bool:
    question = f"{_question(mapped, questionnaire)} [j/N]"
    answer: bool = typer.prompt(question, default="n", show_default=False, value_proc=_yes_or_no)
    return answer


def _yes_or_no(answer: str) -> bool:
    """Read a yes or no, in English or Dutch; anything else is asked again."""
    word = answer.strip().casefold()
    if word not in _YES | _NO:
        raise typer.BadParameter("antwoord j (ja) of n (nee)")
    return word in _YES


def _question(group: Sequence[ColumnMapping], questionnaire: Questionnaire) -> str:
    if len(group) > 1:
        listed = ", ".join(f"“{masked(mapped.column)}”" for mapped in group)
        return f"{len(group)} kolommen met dezelfde antwoorden: {listed}{_values(group)}?"
    (mapped,) = group
    question = questionnaire[mapped.question]
    option = f", antwoord “{question.option(mapped.option).label}”" if mapped.option else ""
    heading = f" ({masked(mapped.label)})" if mapped.label else ""
    column = masked(mapped.column)
    return (
        f"Kolom “{column}”{heading}\n  is {question.name}: “{question.text}”{option}, "
        f"score {mapped.score:.0f}{_values(group)}?"
    )


def _values(group: Sequence[ColumnMapping]) -> str:
    """Show what the values would mean where that is not plain from the value itself."""
    meant = {
        value: code
        for mapped in group
        for value, code in mapped.values.items()
        if code not in ("", value)
    }
    shown = [f"{value!r} = {code}" for value, code in meant.items()]
    more = " …" if len(shown) > _VALUES_SHOWN else ""
    return f"\n  met {', '.join(shown[:_VALUES_SHOWN])}{more}" if shown else ""
