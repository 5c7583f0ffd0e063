"""The commands `ckm wave …`: from an export of a survey tool to a wave."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ckmreport.cli.console import counted, reporting_errors, short
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.wave.interviews import interviews
from ckmreport.cli.wave.rehearse import rehearse
from ckmreport.cli.wave.template import template
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project
from ckmreport.survey.waves.wave_folders import QUESTIONNAIRE

if TYPE_CHECKING:
    from ckmreport.intake.add_wave import Prepared
    from ckmreport.intake.findings import Finding

wave_app = typer.Typer(help="Add a wave of the survey, or prepare for one.", no_args_is_help=True)

ExportFile = Annotated[
    Path, typer.Argument(help="The export: .sav, .zsav, .xlsx or .csv. It is never copied.")
]
WaveName = Annotated[str, typer.Option("--wave", help="The name of the wave, for instance 2025.")]
Period = Annotated[
    str, typer.Option("--fieldwork", help="First and last day, as 2025-03-01/2025-06-30.")
]
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", help="Which column is which question, as a person agreed."),
]
CodingFile = Annotated[
    Path | None, typer.Option("--coding", help="The file of `ckm wave code`, with codes filled in.")
]
Mask = Annotated[
    bool, typer.Option("--mask", help="Mask texts that look personal, instead of stopping.")
]

#: Row numbers that are listed with a finding.
_ROWS_SHOWN = 10
#: Findings of one kind that are listed.
_FINDINGS_SHOWN = 5


@wave_app.command()
def add(
    file: ExportFile,
    *,
    wave: WaveName,
    fieldwork: Period,
    data: DataFolder = None,
    mapping: MappingFile = None,
    mapping_out: Annotated[
        Path | None,
        typer.Option(help="Where a proposed mapping goes. Default: mapping-WAVE.yml, here."),
    ] = None,
    coding: CodingFile = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the answers of a wave; needs --reason.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why, in Dutch: it is printed in the report.")] = "",
    mask: Mask = False,
    debug: Debug = False,
) -> None:
    """Check an export and write it as a wave; nothing is written if anything is wrong."""
    with reporting_errors(debug):
        from ckmreport.cli.confirm_mapping import asking, write_proposal  # noqa: PLC0415
        from ckmreport.intake.add_wave import Request, parse_fieldwork, prepare  # noqa: PLC0415
        from ckmreport.intake.add_wave import add as write  # noqa: PLC0415
        from ckmreport.intake.wave_writer import require_free  # noqa: PLC0415
        from ckmreport.review.expected_texts import expected_texts  # noqa: PLC0415

        if replace != bool(reason.strip()):
            raise CkmError("--replace and --reason go together", advice="Give both, or neither")
        request = Request(
            export=file,
            data=data_folder(data),
            wave=wave,
            mapping=mapping,
            fieldwork=parse_fieldwork(fieldwork),
            coding=coding,
            mask=mask,
        )
        require_free(request.data, wave, reason)
        proposal = mapping_out or _proposal(wave)
        confirm = asking(proposal, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        prepared = prepare(request, confirm)
        _show(prepared, mapping or proposal)
        propose = prepared.errors and prepared.sends_to_mapping and mapping is None
        if propose and not proposal.exists():
            write_proposal(proposal, prepared.canonical.mapping)
            typer.echo(f"Written: {proposal}, to complete where columns or values are unknown")
        project = find_project()
        folder = write(prepared, texts=expected_texts(project), reason=reason.strip() or None)
        typer.echo(f"Written: {short(folder)}")
        typer.echo(f"Next: complete {short(folder / 'wave.yml')}, write the texts that")
        command = _report_command(wave, data)
        typer.echo(f"{short(folder / 'text' / 'README.md')} lists, and run `{command}`.")


@wave_app.command()
def check(
    file: ExportFile,
    *,
    wave: WaveName,
    fieldwork: Period,
    data: DataFolder = None,
    mapping: MappingFile = None,
    coding: CodingFile = None,
    mask: Mask = False,
    debug: Debug = False,
) -> None:
    """Check an export as `add` does, and write nothing."""
    with reporting_errors(debug):
        from ckmreport.cli.confirm_mapping import asking  # noqa: PLC0415
        from ckmreport.intake.add_wave import Request, parse_fieldwork, prepare  # noqa: PLC0415

        request = Request(
            export=file,
            data=data_folder(data),
            wave=wave,
            mapping=mapping,
            fieldwork=parse_fieldwork(fieldwork),
            coding=coding,
            mask=mask,
        )
        confirm = asking(None, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        prepared = prepare(request, confirm)
        _show(prepared, mapping or _proposal(wave))
        if prepared.errors and prepared.sends_to_mapping and mapping is None:
            typer.echo(f"`ckm wave add` writes {_proposal(wave)}, unless it is there")
        prepared.require_no_errors()
        typer.echo("The export can be added.")


@wave_app.command()
def code(
    file: ExportFile,
    *,
    wave: WaveName,
    out: Annotated[Path, typer.Option("--out", help="The file to write, outside the project.")],
    data: DataFolder = None,
    mapping: MappingFile = None,
    debug: Debug = False,
) -> None:
    """Write the open answers that a person must code to a file outside the project."""
    with reporting_errors(debug):
        from ckmreport.cli.confirm_mapping import asking  # noqa: PLC0415
        from ckmreport.intake.add_wave import Source, read_and_map  # noqa: PLC0415
        from ckmreport.intake.coding import write_coding  # noqa: PLC0415

        folder = data_folder(data)
        proposal = _proposal(wave)
        confirm = asking(proposal, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        source = Source(export=file, data=folder, wave=wave, mapping=mapping)
        export, canonical = read_and_map(source, confirm)
        written = write_coding(out, export, canonical, folder)
        typer.echo(f"Written: {written.path} ({counted(written.answers, 'answer')} to code)")
        typer.echo(f"Written: {written.codes} (the codes)")
        typer.echo("These are answers in people's own words: keep the file where only the research")
        typer.echo(f"team can read it. Fill in the codes and give --coding {written.path}.")


def _proposal(wave: str) -> Path:
    return Path(f"mapping-{wave}.yml")


def _report_command(wave: str, data: Path | None) -> str:
    """Give the command that makes the report; books of another data folder get their own place."""
    if data is None:
        return f"ckm report {wave}"
    books = short(data.resolve().with_name(f"{data.resolve().name}-rapport"))
    return f"ckm report {wave} --data {shlex.quote(str(data))} --out {shlex.quote(books)}"


def _show(prepared: Prepared, mapping: Path) -> None:
    """Print what was found; `mapping` is the file in which a person mends the mapping now."""
    rows, columns = len(prepared.canonical.frame), len(prepared.export.columns)
    typer.echo(f"{counted(rows, 'row')}, {counted(columns, 'column')}")
    shown: Counter[str] = Counter()
    for finding in prepared.findings:
        shown[finding.check] += 1
        if shown[finding.check] <= _FINDINGS_SHOWN:
            typer.echo(_line(finding, mapping, prepared.canonical.questionnaire.file))
    for kind, number in shown.items():
        if number > _FINDINGS_SHOWN:
            typer.echo(f"… and {number - _FINDINGS_SHOWN} more of {kind}")
    if not prepared.errors:
        _show_hidden(prepared)


def _show_hidden(prepared: Prepared) -> None:
    """Say how much of a small wave its report can not tell."""
    from ckmreport.analysis import Disclosure  # noqa: PLC0415

    hidden, given = Disclosure(prepared.responses, prepared.min_cell).hidden_answers()
    if hidden:
        typer.echo(
            f"Of the {given} different answers that were given, {hidden} ({hidden / given:.0%}) "
            f"will be hidden: fewer than {prepared.min_cell} respondents gave them, or they would "
            "give such a number away"
        )


def _line(finding: Finding, mapping: Path, questionnaire: Path) -> str:
    rows = ""
    if finding.rows:
        shown = ", ".join(map(str, finding.rows[:_ROWS_SHOWN]))
        more = f" and {len(finding.rows) - _ROWS_SHOWN} more" if finding.rows[_ROWS_SHOWN:] else ""
        rows = f" (row {shown}{more})"
    # A finding names these files as they are called; a wave may have a questionnaire of its own.
    advice = finding.advice.replace("mapping.yml", str(mapping))
    advice = advice.replace(QUESTIONNAIRE, str(short(questionnaire)))
    return f"{finding.severity} {finding.check}{rows}: {finding.message} {advice}"


wave_app.command()(template)
wave_app.command()(rehearse)
wave_app.command()(interviews)
