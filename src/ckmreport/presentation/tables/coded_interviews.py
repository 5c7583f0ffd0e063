"""The coded interviews of a wave: themes, and words that may be quoted."""

from __future__ import annotations

from ckmreport.analysis import Survey
from ckmreport.foundation.errors import CkmError
from ckmreport.presentation.tables.markdown_blocks import Passage, base_line, block
from ckmreport.presentation.tables.table import Table, Value
from ckmreport.presentation.text.dutch_numbers import integer
from ckmreport.presentation.text.fractions_in_words import listing, plural
from ckmreport.presentation.text.markdown_escape import as_text
from ckmreport.survey.waves.coded_interviews import (
    FILE,
    CodedInterviews,
    Quotation,
    load_coded_interviews,
)

_THEMES = "## Thema's in de interviews {#sec-themas}"
_QUOTATIONS = "## Citaten {#sec-citaten}"
_NOT_TOLD = "–"
_HOW_COUNTED = (
    "Een thema telt mee in een interview als minstens één fragment ervan over dat thema gaat."
)
_WITHOUT_SMALL = (
    "Domeinen met weinig interviews staan er niet bij. "
    f"{_NOT_TOLD}: nul, of zo weinig dat het aantal niet wordt getoond."
)
_WHOSE = (
    "Geïnterviewden stemden ermee in dat deze woorden worden aangehaald. "
    "De volgorde zegt niets over wie ze uitsprak."
)


def themes_and_quotations(survey: Survey) -> Passage | None:
    """Write the themes of the coded interviews and the quotations, each under a heading.

    None for a wave whose interviews were not coded.

    Raises:
        CkmError: if the wave's file with coded interviews is malformed, or names a domain that
            the questionnaire does not know.
    """
    coded = load_coded_interviews(survey.wave.folder / FILE)
    if coded is None or not coded.themes:
        return None
    domains = {option.code: option.label for option in survey.wave.questionnaire["domein"].options}
    if unknown := sorted(_domains_in(coded) - domains.keys()):
        raise CkmError(
            f"'{unknown[0]}' is no domain of the questionnaire",
            place=survey.wave.folder / FILE,
            advice=f"Use one of these: {', '.join(domains)}",
        )
    parts = [_THEMES, _themes(coded, domains)]
    if coded.quotations:
        parts += [_QUOTATIONS, _WHOSE, *(_quotation(one, domains) for one in coded.quotations)]
    return Passage("\n\n".join(parts))


def _domains_in(coded: CodedInterviews) -> set[str]:
    named = {domain for theme in coded.themes for domain in theme.per_domain}
    return named | set(coded.per_domain) | {one.domain for one in coded.quotations if one.domain}


def _themes(coded: CodedInterviews, domains: dict[str, str]) -> str:
    shown = [code for code in coded.per_domain if any(code in t.per_domain for t in coded.themes)]
    grouped = any(theme.group for theme in coded.themes)
    header = ["Thema", *(["Groep"] if grouped else []), "Interviews", "Fragmenten"]
    rows = []
    for theme in coded.themes:
        row: list[Value] = [as_text(theme.name), theme.interviews, theme.passages]
        if grouped:
            row.insert(1, as_text(theme.group or _NOT_TOLD))
        rows.append((*row, *(theme.per_domain.get(code, _NOT_TOLD) for code in shown)))
    table = Table((*header, *(domains[code] for code in shown)), tuple(rows))
    number = plural(coded.interviews, "interview is", "interviews zijn")
    spoken = f"{integer(coded.interviews)} {number} gecodeerd"
    per_domain = [
        f"{integer(count)} in het domein {domains[code]}"
        for code, count in coded.per_domain.items()
    ]
    told = f"{spoken}, waarvan {listing(per_domain)}." if per_domain else f"{spoken}."
    explained = f"{_HOW_COUNTED} {_WITHOUT_SMALL}" if shown else _HOW_COUNTED
    return f"{told}\n\n{block(base_line(explained), table.markdown)}"


def _quotation(quotation: Quotation, domains: dict[str, str]) -> str:
    about = listing([as_text(theme) for theme in quotation.themes])
    whose = domains[quotation.domain] if quotation.domain else ""
    told = ", ".join(part for part in (whose, about and f"over {about}") if part)
    words = f"> {as_text(quotation.text)}"
    return f"{words}\n>\n> {base_line(told)}" if told else words
