"""Asks a person whether a column of an export is what it seems to be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from ckmreport.cli.console import counted
from ckmreport.foundation.errors import CkmError
from ckmreport.intake.add_wave import Confirm
from ckmreport.intake.matching.mapping import ColumnMapping, ExportMapping
from ckmreport.intake.matching.mapping_file import write_mapping
from ckmreport.survey.questionnaire import Questionnaire

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
                for mapped in uncertain
                if _agrees(mapped, questionnaire)
            }
            columns = [agreed.get(mapped.column, mapped) for mapped in mapping.columns]
            mapping = replace(mapping, columns=tuple(columns))
            uncertain = mapping.unconfirmed
            if not uncertain:
                return mapping
        else:
            for mapped in uncertain:
                typer.echo(_question(mapped, questionnaire))
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


def _agrees(mapped: ColumnMapping, questionnaire: Questionnaire) -> bool:
    question = f"{_question(mapped, questionnaire)} [y/N]"
    answer: bool = typer.prompt(question, default="n", show_default=False, value_proc=_yes_or_no)
    return answer


def _yes_or_no(answer: str) -> bool:
    """Read a yes or no, in English or Dutch; anything else is asked again."""
    word = answer.strip().casefold()
    if word not in _YES | _NO:
        raise typer.BadParameter("answer y (ja) or n (nee)")
    return word in _YES


def _question(mapped: ColumnMapping, questionnaire: Questionnaire) -> str:
    question = questionnaire[mapped.question]
    option = f", option “{question.option(mapped.option).label}”" if mapped.option else ""
    heading = f" ({mapped.label})" if mapped.label else ""
    return (
        f"Column “{mapped.column}”{heading}\n  is {question.name}: “{question.text}”{option}, "
        f"score {mapped.score:.0f}{_values(mapped)}?"
    )


def _values(mapped: ColumnMapping) -> str:
    """Show what the values would mean where that is not plain from the value itself."""
    shown = [
        f"{value!r} = {code}" for value, code in mapped.values.items() if code not in ("", value)
    ]
    return f"\n  with {', '.join(shown[:12])}{' …' if len(shown) > 12 else ''}" if shown else ""
