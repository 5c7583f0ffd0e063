"""One page about all reports of a fleet: where they are, what failed, and their key figures."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from ckmreport.fleet.comparison import ORIGINS, compare, draw_comparison
from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.fleet.plan import Job, Plan
from ckmreport.fleet.state import Failed, Made, State
from ckmreport.foundation.atomic_files import write_whole
from ckmreport.presentation.text.dutch_numbers import integer
from ckmreport.presentation.text.fractions_in_words import plural

FILE = "index.html"
_TEMPLATE = Path(__file__).parent / "assets" / "summary.html"
_NO_QUESTION = "–"


def write_summary(out: Path, plan: Plan, state: State) -> Path:
    """Write the page into the folder of the books, and give its path.

    It needs no other file. All text from the municipalities is escaped.
    """
    made = [(job, entry) for job in plan.jobs if isinstance(entry := state.get(str(job)), Made)]
    failed = [(job, entry) for job in plan.jobs if isinstance(entry := state.get(str(job)), Failed)]
    waves = sorted({job.wave for job, _ in made}, reverse=True)
    figures = {wave: [(j, m.figures) for j, m in made if j.wave == wave] for wave in waves}
    page = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        summary=escape(_summary(len(plan.jobs), len(made), len(failed))),
        failures=_failures(failed),
        waves="\n".join(_wave(wave, of_wave) for wave, of_wave in figures.items()),
        comparisons="\n".join(
            section
            for wave, of_wave in figures.items()
            if plan.national
            for section in _comparisons(wave, [one for _, one in of_wave])
        ),
    )
    path = out / FILE
    write_whole(path, page)
    return path


def _summary(total: int, made: int, failed: int) -> str:
    parts = [
        f"Van {integer(total)} {plural(total, 'rapport', 'rapporten')} "
        f"{plural(made, 'is', 'zijn')} er {integer(made)} gemaakt"
    ]
    if failed:
        parts.append(f"{plural(failed, 'is', 'zijn')} er {integer(failed)} mislukt")
    if left := total - made - failed:
        parts.append(f"{plural(left, 'moet', 'moeten')} er nog {integer(left)} worden gemaakt")
    return ", ".join(parts[:-1]) + (" en " if len(parts) > 1 else "") + parts[-1] + "."


def _failures(failed: Sequence[tuple[Job, Failed]]) -> str:
    if not failed:
        return ""
    rows = "\n".join(
        f'<tr><th scope="row">{escape(job.municipality)}</th><td>{escape(job.wave)}</td>'
        f'<td class="message" lang="en">{escape(entry.message)}</td></tr>'
        for job, entry in failed
    )
    return (
        '<section class="failed" aria-labelledby="mislukt">\n<h2 id="mislukt">Mislukt</h2>\n'
        "<p>De melding zegt wat er moet gebeuren. "
        "Wat wel is gemaakt, blijft staan.</p>\n"
        f"{_table('mislukt', ('Gemeente', 'Meting', 'Melding'), rows)}\n</section>"
    )


def _wave(wave: str, figures: Sequence[tuple[Job, KeyFigures]]) -> str:
    label = f"meting-{escape(wave)}"
    indicators = {share.indicator: share.label for _, one in figures for share in one.shares}
    header = ("Gemeente", "Rapport", "Herkomst antwoorden", "Respondenten", *indicators.values())
    ordered = sorted(figures, key=lambda pair: pair[1].municipality.casefold())
    rows = "\n".join(_row(job, one, tuple(indicators)) for job, one in ordered)
    return (
        f'<section aria-labelledby="{label}">\n<h2 id="{label}">Meting {escape(wave)}</h2>\n'
        f"{_table(label, header, rows)}\n</section>"
    )


def _row(job: Job, figures: KeyFigures, indicators: Sequence[str]) -> str:
    folder = quote(str(job))
    name = escape(figures.municipality)
    about = f'<span class="hidden"> van {name}, meting {escape(job.wave)}</span>'
    links = (
        f'<a href="{folder}/html/index.html">website{about}</a>, '
        f'<a href="{folder}/rapport.pdf">pdf{about}</a>'
    )
    shares = {share.indicator: share.text for share in figures.shares}
    cells = [
        links,
        ORIGINS[figures.origin] or "respondenten",
        integer(figures.respondents),
        *(escape(shares.get(indicator, _NO_QUESTION)) for indicator in indicators),
    ]
    return f'<tr><th scope="row">{name}</th>' + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


def _comparisons(wave: str, figures: Sequence[KeyFigures]) -> Iterator[str]:
    comparisons = compare(wave, figures)
    if not comparisons:
        return
    label = f"vergelijking-{escape(wave)}"
    yield (
        f'<section aria-labelledby="{label}">\n'
        f'<h2 id="{label}">Gemeenten vergeleken, meting {escape(wave)}</h2>\n'
        f"<p>{escape(_how_to_read(figures))}</p>"
    )
    for comparison in comparisons:
        drawing = draw_comparison(comparison)
        image = base64.b64encode(drawing.outlined.encode("utf-8")).decode("ascii")
        yield (
            f"<figure>\n<figcaption>{escape(comparison.label)}</figcaption>\n"
            f'<img src="data:image/svg+xml;base64,{image}" '
            f'alt="{escape(drawing.alt.plain)}">\n</figure>'
        )
    yield "</section>"


def _how_to_read(figures: Sequence[KeyFigures]) -> str:
    text = (
        "Een stip geeft het aandeel onder de respondenten die de vraag beantwoordden; de streep "
        "is het 95%-interval. De respondenten zijn geen steekproef uit een bekende groep: "
        "gemeenten kunnen ook verschillen doordat andere professionals de vragenlijst invulden. "
        "Daarom staan ze op alfabetische volgorde en niet op volgorde van het aandeel."
    )
    origins = {one.origin for one in figures}
    if "reconstruction" in origins:
        text += (
            " Een vierkant is een meting waarvan de antwoorden uit gepubliceerde cijfers zijn "
            "gereconstrueerd."
        )
    if "invention" in origins:
        text += " Een ruit is een meting met verzonnen antwoorden: die zegt niets over de gemeente."
    return text


def _table(label: str, header: Sequence[str], rows: str) -> str:
    """Write a table that can be scrolled sideways, with the keyboard too."""
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    return (
        f'<div class="scroller" tabindex="0" role="region" aria-labelledby="{label}">\n'
        f'<table aria-labelledby="{label}">\n<thead><tr>{cells}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )
