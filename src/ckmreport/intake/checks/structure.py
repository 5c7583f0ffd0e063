"""Columns that are missing, unknown or there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ckmreport.intake.column_operations import rows_of
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.answer_matching import codes_by_text
from ckmreport.intake.matching.mapping import ColumnMapping, ExportMapping
from ckmreport.intake.matching.survey_tools import member_of
from ckmreport.intake.matching.text_similarity import plain
from ckmreport.survey.questionnaire import Question, Questionnaire

_NAMES_SHOWN = 5


def check_structure(
    export: Export, mapping: ExportMapping, questionnaire: Questionnaire
) -> Iterator[Finding]:
    """Compare the columns of the export with those that the questionnaire needs.

    A finding about a column without rows is about all of them.
    """
    for question in questionnaire:
        if question.coded_from is None:
            yield from _missing(mapping, question)
    yield from _twice(mapping)
    for mapped in mapping.with_role("unknown"):
        filled = export.frame[mapped.column] != ""
        yield Finding(
            severity="warning",
            check="unknown-column",
            column=mapped.column,
            rows=() if filled.all() else rows_of(filled),
            value="",
            message=f"De kolom “{mapped.column}” hoort bij geen vraag en is niet overgenomen.",
            advice=(
                "Zeg in mapping.yml bij welke vraag de kolom hoort of waarom zij niet nodig is; "
                "is de vraag nieuw, zet haar dan ook in questionnaire.yml."
            ),
        )


_MISSING = "Neem de kolom op in de export, of wijs in mapping.yml aan waar het antwoord staat."
_LEFT_OUT = (
    "Neem de kolom op in de export, of wijs in mapping.yml aan waar het antwoord staat. Laat het "
    "enquêteprogramma antwoorden weg die niemand koos, zet dan bovenaan in mapping.yml "
    "`unchosen_left_out: true`."
)


def _missing(mapping: ExportMapping, question: Question) -> Iterator[Finding]:
    found = mapping.answers(question.name)
    lacking: list[str] = []
    if question.kind == "multi" and found and not any(mapped.separator for mapped in found):
        known = {mapped.option for mapped in found}
        lacking = [option.label for option in question.options if option.code not in known]
    if found and not lacking:
        return
    if found and mapping.unchosen_left_out:
        listed = ", ".join(f"“{label}”" for label in lacking)
        yield Finding(
            severity="note",
            check="option-left-out",
            column=question.name,
            rows=(),
            value="",
            message=(
                f"Van vraag {question.name} staat er geen kolom voor {listed} in de export; dat is "
                "gelezen als: niemand koos dit."
            ),
            advice="Zo staat het in mapping.yml: `unchosen_left_out: true`.",
        )
        return
    what = f"Vraag {question.name} ({question.short}) staat niet in de export."
    if lacking:
        listed = ", ".join(f"“{label}”" for label in lacking)
        what = f"Van vraag {question.name} ontbreekt een kolom voor {listed}."
    yield Finding(
        severity="error",
        check="missing-column",
        column=question.name,
        rows=(),
        value="",
        message=what,
        advice=_LEFT_OUT if lacking else _MISSING,
    )


def _twice(mapping: ExportMapping) -> Iterator[Finding]:
    targets = Counter((m.question, m.option) for m in mapping.with_role("question"))
    for (question, option), number in targets.items():
        names = [m.column for m in mapping.answers(question) if m.option == option]
        if number > 1 and not (option == "" and _is_set(names)):
            columns = [f"“{name}”" for name in names]
            yield Finding(
                severity="error",
                check="double-column",
                column=question,
                rows=(),
                value="",
                message=f"De kolommen {', '.join(columns)} geven hetzelfde antwoord op {question}.",
                advice="Laat in mapping.yml één van deze kolommen voor dit antwoord staan.",
            )


def _is_set(names: list[str]) -> bool:
    """Tell whether columns are numbered, as those that each hold one of the chosen options."""
    return len({member_of(name) for name in names} - {None}) == 1 and all(map(member_of, names))


def check_layout(
    export: Export, mapping: ExportMapping, questionnaire: Questionnaire
) -> Iterator[Finding]:
    """Look for headings that are not there: without them nothing else makes sense."""
    if not mapping.with_role("question"):
        names = ", ".join(f"“{column.name}”" for column in export.columns[:_NAMES_SHOWN])
        yield Finding(
            severity="error",
            check="no-question",
            column="",
            rows=(),
            value="",
            message=f"Geen enkele kolom lijkt op een vraag. De eerste koppen zijn: {names}.",
            advice=(
                "Exporteer met de namen of de teksten van de vragen als koppen, of wijs in "
                "mapping.yml aan welke kolom welke vraag is."
            ),
        )
    question: Question | None = None
    lost: dict[str, list[ColumnMapping]] = {}
    for mapped in mapping.columns:
        if mapped.role == "question":
            question = questionnaire[mapped.question]
        elif question and mapped.role == "unknown" and question.kind == "multi":
            values = [str(value) for value in export.frame[mapped.column].unique() if value]
            known = codes_by_text(question.options)
            if values and all(plain(value) in known for value in values):
                lost.setdefault(question.name, []).append(mapped)
    for name, columns in lost.items():
        yield _lost(export, name, columns)


def _lost(export: Export, question: str, columns: list[ColumnMapping]) -> Finding:
    listed = ", ".join(f"“{mapped.column}”" for mapped in columns)
    filled = (export.frame[[mapped.column for mapped in columns]] != "").any(axis="columns")
    return Finding(
        severity="error",
        check="lost-ticks",
        column=columns[0].column,
        rows=rows_of(filled),
        value="",
        message=(
            f"Naast {question} staan antwoorden op die vraag in kolommen zonder bekende kop: "
            f"{listed}. Zij zouden verloren gaan."
        ),
        advice=(
            "Waarschijnlijk is de tweede kopregel weg, waarin SurveyMonkey de antwoorden zet. "
            "Exporteer opnieuw en laat beide kopregels staan."
        ),
    )
