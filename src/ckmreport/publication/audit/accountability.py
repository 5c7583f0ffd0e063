"""The appendix on the figures of a wave: what was checked, what is wrong, what was assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ckmreport.analysis import Survey
from ckmreport.foundation.project import find_project
from ckmreport.presentation.tables.import_findings import revision_notice
from ckmreport.presentation.tables.markdown_blocks import Passage, on_screen, titled_table
from ckmreport.presentation.tables.table import Table
from ckmreport.presentation.tables.table_data import Workbook
from ckmreport.presentation.text.markdown_escape import as_text
from ckmreport.publication.audit.audit import audit
from ckmreport.publication.audit.audit_line import AuditLine
from ckmreport.publication.audit.audit_tables import (
    audit_sheets,
    audit_summary,
    audit_tables,
    bases_table,
    counterparts_table,
    errata_in_words,
    errata_tables,
    open_lines,
    open_lines_table,
)
from ckmreport.publication.audit.report_places import find_places
from ckmreport.publication.evidence import evidence_tables, load_evidence
from ckmreport.publication.publication_files import load_counterparts
from ckmreport.survey.waves.import_findings import FILE, RecordedChecks, load_checks

_CHECKED = """\
**Wat is gecontroleerd?**
Alle cijfers die de publicatie afdrukt: in de tekst, in de tabellen en in de vragenlijst met
antwoorden.
Sommige cijfers staan er op meer dan één plaats; zij tellen dan ook meer dan één keer mee.

**Hoe?**
De antwoorden zelf zijn niet openbaar.
Daarom is een bestand opgebouwd waarvan de rijen samen de gedrukte aantallen opleveren.
Uit die rijen is elk cijfer opnieuw geteld, los van de berekeningen in de hoofdstukken, en afgerond
zoals het is gedrukt.
Cijfers die de publicatie van anderen overneemt, zijn niet na te tellen; zij zijn vergeleken met de
aantallen die dit rapport uit dezelfde bronnen geeft.

**Wat bewijst dat?**
Dat de gedrukte cijfers onderling kloppen, op de fouten na die hieronder staan.
De rijen zijn immers zo gemaakt dat zij de cijfers opleveren.

**Wat bewijst het niet?**
Dat de antwoorden zo gegeven zijn, of dat zij waar zijn.
Ook wat respondenten op twee vragen samen antwoordden, blijft onbekend, behalve waar de publicatie
dat vermeldt."""
#: The file with all that was checked.
_FILE = "verantwoording"
_WHOLE = f"""\
Alle gecontroleerde cijfers staan, één voor één, in de webversie van deze bijlage en in \
het bestand `tables/{_FILE}.xlsx` dat bij dit rapport hoort (ook als csv)."""
_NOTHING_DIFFERS = """\
Geen cijfer wijkt af zonder verklaring."""
_FILES = f"""\
De tabellen hieronder zijn er ook als bestand: \
[rekenblad (xlsx)](../../tables/{_FILE}.xlsx) of [csv](../../tables/{_FILE}.csv)."""
_DETAILS = """\
Onder *n* staat hoe groot de basis is.
Onder *nagerekend* staat het cijfer uit de rijen, onder *hier* de plaats waar dit rapport het toont.
Op het scherm staat boven een lange tabel een veld om erin te zoeken."""
_NOTHING_FOUND = Passage("Er zijn geen bevindingen vastgelegd.")
_NO_ERRORS = Passage("In deze meting zijn geen fouten bekend.")
_REVISED = Passage(
    "Antwoorden van deze meting zijn na de eerste uitgave vervangen; @sec-herkomst zegt waarom."
)
_GIVEN = Passage(
    "De antwoorden zijn door respondenten gegeven; geen enkel antwoord is aangenomen of ingevuld."
)
_INVENTED = Passage(
    "De antwoorden zijn verzonnen, om mee te oefenen; geen enkel antwoord is van een respondent."
)
_SEVERITIES = {"error": "fout", "warning": "waarschuwing", "note": "opmerking"}


@dataclass(frozen=True)
class Accountability:
    """The parts of the appendix on the figures of a wave.

    Attributes:
        check: what was checked, and what came out of it.
        details: everything that was checked, one by one.
        errors: what is known to be wrong.
        origin: what of the answers is published, inferred or assumed.
    """

    check: Passage
    details: Passage
    errors: Passage
    origin: Passage


def account_for(survey: Survey) -> Accountability:
    """Write the appendix: on the figures of the publication, or else on the answers.

    Raises:
        CkmError: if a file of the publication is missing or malformed.
    """
    return _of_answers(survey) if survey.wave.published is None else _of_publication(survey)


def _of_publication(survey: Survey) -> Accountability:
    wave = survey.wave
    data = wave.data
    published = data / "publication" / wave.name
    found = audit(data, wave.name)
    places = find_places(find_project())
    counterparts = load_counterparts(published)
    summary = titled_table("Gedrukte cijfers naar uitkomst", audit_summary(found.lines))
    return Accountability(
        check=Passage(
            f"{_CHECKED}\n\nIn @sec-fouten staan {errata_in_words(found.errata)}.\n\n{summary}"
        ),
        details=Passage(
            _what_differs(found.lines)
            + on_screen(
                _FILES,
                titled_table("Figuren en tabellen", counterparts_table(counterparts, places)),
                titled_table("Basis van de percentages", bases_table(found.lines)),
                _DETAILS,
                audit_tables(found.lines, places).markdown,
            ),
            Workbook(_FILE, "Alle gecontroleerde cijfers", audit_sheets(found.lines)),
        ),
        errors=Passage(
            "Waar een gedrukt cijfer niet uit de antwoorden kan volgen, of de publicatie zichzelf "
            "tegenspreekt, gaat dit rapport uit van de aantallen in de vragenlijst.\n"
            "Een opmerking is geen fout: het cijfer is te verdedigen, maar vraagt om uitleg.\n\n"
            + errata_tables(found.errata).markdown
        ),
        origin=Passage(
            "De rijen van deze meting zijn opgebouwd uit gedrukte cijfers.\n"
            "*Gepubliceerd* is wat de publicatie zelf zegt, *afgeleid* wat uit de gedrukte cijfers "
            "volgt, en *aangenomen* waar ook een andere keuze bij die cijfers past.\n\n"
            + evidence_tables(load_evidence(published)).markdown
        ),
    )


def _what_differs(lines: Sequence[AuditLine]) -> str:
    """Say what the errors of the publication do not explain, and where everything stands."""
    found = open_lines(lines)
    if not found:
        return f"{_NOTHING_DIFFERS}\n{_WHOLE}\n\n"
    table = open_lines_table(found)
    return f"{_WHOLE}\n\n{titled_table('Zonder uitkomst of met een andere uitkomst', table)}\n\n"


def _of_answers(survey: Survey) -> Accountability:
    checks = load_checks(survey.wave.folder / FILE)
    return Accountability(
        check=Passage("@sec-controle zegt hoe de antwoorden zijn gecontroleerd."),
        details=_findings(checks) if checks and checks.findings else _NOTHING_FOUND,
        errors=_REVISED if revision_notice(survey) else _NO_ERRORS,
        origin=_INVENTED if survey.wave.metadata.invented else _GIVEN,
    )


def _findings(checks: RecordedChecks) -> Passage:
    rows = tuple(
        (_cell(one.column) or "hele bestand", _SEVERITIES[one.severity], _cell(one.message))
        for one in checks.findings
    )
    table = Table(("Vraag of kolom", "Ernst", "Bevinding"), rows)
    return Passage(titled_table("Wat de controles vonden", table))


def _cell(text: str) -> str:
    return as_text(text).replace("\\|", "|")  # a table escapes the bar itself
