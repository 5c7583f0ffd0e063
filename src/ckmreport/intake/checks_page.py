"""What the checks found, as a page for the researcher who adds a wave.

The library pointblank makes such pages too, with Dutch headings. It is not used, because its page
puts labels in unescaped, loads typefaces from the network, and lists the steps of a validation
where a researcher needs a sentence, row numbers and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from ckmreport.intake.findings import SEVERITIES, Finding, Severity, of_severity

_TEMPLATE = Path(__file__).parent / "assets" / "checks.html"
#: More stretches of row numbers than this are only counted; `checks.json` has them all.
_SHOWN_STRETCHES = 12

#: One finding, more findings, and what they mean for the report.
_WORDS: Mapping[Severity, tuple[str, str, str]] = {
    "error": ("fout", "fouten", "Zolang er fouten zijn, wordt de meting niet toegevoegd."),
    "warning": (
        "waarschuwing",
        "waarschuwingen",
        "Deze komen in het rapport te staan, in het hoofdstuk Methodologie.",
    ),
    "note": ("opmerking", "opmerkingen", "Deze komen niet in het rapport."),
}


def checks_page(findings: Sequence[Finding], *, wave: str, rows: int) -> str:
    """Give a page in HTML that needs no other file; all text from the export is escaped."""
    sections = [
        _section(severity, found)
        for severity in SEVERITIES
        if (found := of_severity(findings, severity))
    ]
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        wave=escape(wave),
        summary=escape(_summary(findings, rows)),
        sections="\n".join(sections),
    )


def severity_in_words(severity: Severity) -> str:
    """Give the Dutch word for how grave a finding is."""
    return _WORDS[severity][0]


def row_numbers(rows: Sequence[int]) -> str:
    """Write row numbers with stretches taken together: 2, 5–9 en nog 31 andere."""
    stretches = list(_stretches(sorted(rows)))
    shown = stretches[:_SHOWN_STRETCHES]
    text = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in shown)
    left = sum(b - a + 1 for a, b in stretches[_SHOWN_STRETCHES:])
    return f"{text} en nog {_integer(left)} andere" if left else text


def _section(severity: Severity, found: Sequence[Finding]) -> str:
    _, title, meaning = _WORDS[severity]
    lines = "\n".join(_row(finding) for finding in found)
    return (
        f'<section class="{severity}" aria-labelledby="{severity}">\n'
        f'<h2 id="{severity}">{title.capitalize()} ({len(found)})</h2>\n<p>{meaning}</p>\n'
        # The roles stay where a narrow screen stacks the cells.
        f'<table role="table" aria-labelledby="{severity}">\n<thead><tr role="row">'
        '<th role="columnheader" scope="col">Kolom of vraag</th>'
        '<th role="columnheader" scope="col">Bevinding</th>'
        '<th role="columnheader" scope="col">Rijen</th></tr></thead>\n'
        f"<tbody>\n{lines}\n</tbody>\n</table>\n</section>"
    )


def _row(finding: Finding) -> str:
    rows = row_numbers(finding.rows) if finding.rows else "–"
    return (
        '<tr role="row"><th role="rowheader" scope="row">'
        f"{escape(finding.column or 'Hele bestand')}</th>"
        f'<td role="cell">{escape(finding.message)} '
        f'<span class="advice">{escape(finding.advice)}</span></td>'
        f'<td role="cell">{rows}</td></tr>'
    )


def _summary(findings: Sequence[Finding], rows: int) -> str:
    looked = f"Nagekeken: {_integer(rows)} {'rij' if rows == 1 else 'rijen'}."
    if not findings:
        return f"{looked} Er is niets gevonden."
    counts = []
    for severity in SEVERITIES:
        number = len(of_severity(findings, severity))
        one, more, _ = _WORDS[severity]
        counts.append(f"{number} {one if number == 1 else more}")
    return f"{looked} Gevonden: {counts[0]}, {counts[1]} en {counts[2]}."


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = last = None
    for row in rows:
        if start is None or last is None:
            start = last = row
        elif row == last + 1:
            last = row
        else:
            yield start, last
            start = last = row
    if start is not None and last is not None:
        yield start, last


def _integer(value: int) -> str:
    return f"{value:,}".replace(",", ".")
