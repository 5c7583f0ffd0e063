"""A small book as the engine leaves it, for the tests of the renderers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from ckmreport.report.render.book import Book
from ckmreport.report.render.stage import stage

EXTENSION = Path(__file__).parents[1] / "_extensions"

METADATA: dict[str, object] = {
    "title": "Zicht op criminele uitbuiting in Voorbeeldstad",
    "subtitle": "Wat professionals signaleren, weten en nodig hebben",
    "author": ["A. Onderzoeker", "B. de Schrijver"],
    "date": dt.date(2024, 11, 18),
    "publisher": "Gemeente Voorbeeldstad",
    "edition": "Heruitgave van *gepubliceerde* cijfers; geen uitgave van het CKM.",
    "colophon": "© 2024 Gemeente Voorbeeldstad\n\nTekst en figuren: CC BY 4.0.",
    "page-footer": "Gemeente Voorbeeldstad, 2024",
}

BIBLIOGRAPHY = """
@report{covers2024,
  author = {Covers, Olga and Langerak, Tom},
  title = {Zicht op uitbuiting},
  institution = {CKM},
  date = {2024},
}
@report{covers2024b,
  author = {Covers, Olga and Langerak, Tom},
  title = {Een tweede rapport over uitbuiting en de aanpak daarvan in gemeenten},
  institution = {CKM},
  date = {2024},
}
"""

Json = dict[str, Any]


def project_settings() -> Json:
    """Give the `_quarto.yml` of the sample, as a mapping."""
    return {
        "project": {"type": "book", "output-dir": "_site"},
        "lang": "nl",
        "execute": {"enabled": False, "echo": False},
        "book": {
            "date-format": "long",
            "chapters": [
                "index.ipynb",
                "notebooks/01-inleiding.ipynb",
                "notebooks/02-kennis.ipynb",
                "notebooks/literatuur.ipynb",
            ],
            "appendices": ["notebooks/A-vragenlijst.ipynb", "notebooks/B-verantwoording.ipynb"],
        },
        "bibliography": "references.bib",
        "csl": "_extensions/ckm/apa.csl",
        "format": {"ckm-html": "default", "ckm-typst": {"font-paths": ["fonts"]}},
    }


def text(source: str, **results: str) -> Json:
    """Give a Markdown cell; results are those of its inline expressions, by expression."""
    metadata: Json = {}
    if results:
        metadata["user_expressions"] = [
            {
                "expression": expression,
                "result": {
                    "status": "ok",
                    "data": {"text/markdown": value},
                    "metadata": {},
                },
            }
            for expression, value in results.items()
        ]
    lines = source.strip("\n").splitlines(keepends=True)
    return {"cell_type": "markdown", "metadata": metadata, "source": lines}


def code(*options: str, outputs: list[Json] | None = None) -> Json:
    """Give a code cell with `#|` options and outputs."""
    source = "".join(f"#| {option}\n" for option in options) + "show(data)"
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": source.splitlines(keepends=True),
        "outputs": outputs or [],
    }


def output(kind: str, value: str, table: Json | None = None) -> Json:
    """Give one displayed output, with the data behind it when there is any."""
    metadata = {"ckm": {"table": table}} if table else {}
    return {"output_type": "display_data", "data": {kind: value}, "metadata": metadata}


def svg() -> str:
    """Give a small bar chart."""
    bars = "".join(
        f'<rect x="150" y="{20 + 44 * i}" width="{width}" height="26" fill="#0b4f6c"/>'
        f'<text x="140" y="{38 + 44 * i}" text-anchor="end" font-size="13" '
        f'font-family="Source Sans Pro">{name}</text>'
        for i, (name, width) in enumerate([("Zorg", 300), ("Onderwijs", 210), ("Politie", 120)])
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="420pt" height="150pt" '
        f'viewBox="0 0 560 200">{bars}</svg>\n'
    )


def figure(label: str, caption: str = "Zorgen per domein", alt: str = "Zorg voorop.") -> Json:
    """Give a code cell with a figure."""
    table = {"columns": ["domein", "aandeel"], "rows": [["Zorg", 0.48], ["=1+1", -3]]}
    return code(
        f"label: {label}",
        f"fig-cap: {json.dumps(caption, ensure_ascii=False)}",
        f"fig-alt: {json.dumps(alt, ensure_ascii=False)}",
        outputs=[output("image/svg+xml", svg(), table)],
    )


PIPE_TABLE = """\
| Functiedomein | Respondenten | Geschoold |
|:--------------|-------------:|----------:|
| Zorg en welzijn, waaronder opvang | 84 | [48%]{.getal data-n="40" title="40 van 84"} |
| Onderwijs | 31 | 29% |
| Politie en justitie | 22 | −3% |
"""


def table(label: str, caption: str = "Scholing per domein", pipe: str = PIPE_TABLE) -> Json:
    """Give a code cell with a table."""
    return code(
        f"label: {label}",
        f"tbl-cap: {json.dumps(caption, ensure_ascii=False)}",
        outputs=[output("text/markdown", pipe)],
    )


def chapters() -> dict[str, list[Json]]:
    """Give the cells of every notebook of the sample, by path."""
    return {
        "index.ipynb": [
            text("<!-- the front page -->\n\n# Samenvatting {.unnumbered}\n\nIn het kort."),
            text("::: {.kerncijfers}\n- **48%** kreeg scholing\n- **222** respondenten\n:::\n"),
        ],
        "notebooks/01-inleiding.ipynb": [
            text(
                "# Inleiding {#sec-inleiding}\n\n"
                "Eerder onderzoek [@covers2024, p. 3] gaat vooraf.[^inl-1] "
                "Hoofdlijnen staan in @sec-kennis, de vragen in @sec-vragenlijst.\n\n"
                "[^inl-1]: Een voetnoot met **nadruk**.\n\n"
                "## Aanleiding {#sec-aanleiding}\n\nZie @fig-zorgen en @tbl-lijst."
            ),
            figure("fig-zorgen"),
            code("include: false", outputs=[output("text/plain", "1")]),
        ],
        "notebooks/02-kennis.ipynb": [
            text(
                "# Kennis over *signalen* {#sec-kennis}\n\n"
                "Van de `{python} n` respondenten volgde `{python} share` een scholing. "
                '[Dat is veel.]{.claim when="share >= 0.5"} '
                '[Dat is weinig.]{.claim .onwaar when="share < 0.2"}',
                n="222",
                share='[48%]{.getal data-n="107" data-base="222" title="107 van 222"}',
            ),
            text("## Scholing {#sec-scholing}\n\n### Per domein\n\n@tbl-scholing, @fig-kennis."),
            table("tbl-scholing"),
            figure("fig-kennis", "Kennis volgens @covers2024b, zie @sec-aanleiding"),
            figure("fig-kennis-tijd"),
            text(
                "::: {.callout-note}\n## Let op\n\nDe toets gaf $\\chi^2(2) = 4{,}1$.\n:::\n\n"
                "::: {.callout-warning}\nZonder titel.\n:::\n\n"
                "- een\n- twee\n\n> Een citaat.\n\nEen [link](#sec-literatuur)."
            ),
        ],
        "notebooks/literatuur.ipynb": [
            text(
                "<!-- references -->\n\n# Literatuur {.unnumbered #sec-literatuur}\n\n"
                "::: {#refs}\n:::"
            ),
        ],
        "notebooks/A-vragenlijst.ipynb": [
            text(
                "# Vragenlijst {#sec-vragenlijst}\n\n## Vragen\n\n"
                "| Nr | Vraag |\n|---:|:------|\n| 1 | Wat is uw functie? |\n"
                "| 2 | Kreeg u scholing? |\n\n: De vragen {#tbl-lijst}"
            ),
        ],
        "notebooks/B-verantwoording.ipynb": [
            text("# Verantwoording {#sec-verantwoording}\n\nZie @tbl-scholing en [-@tbl-toets]."),
            table("tbl-toets"),
        ],
    }


Change = Callable[[dict[str, list[Json]]], object]


def added(*cells: Json) -> Change:
    """Give a change that adds cells to the second chapter, after its six."""
    return lambda book: book["notebooks/02-kennis.ipynb"].extend(cells)


def write_notebook(file: Path, cells: list[Json]) -> None:
    """Write cells as a notebook."""
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")


def staged_book(folder: Path, change: Change | None = None, settings: Json | None = None) -> Book:
    """Stage the sample in `folder/staged`, after `change` has altered its cells."""
    cells = chapters()
    if change is not None:
        change(cells)
    project, executed = folder / "project", folder / "executed"
    project.mkdir()
    (project / "_extensions").symlink_to(EXTENSION)
    (project / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (project / "_quarto.yml").write_text(
        yaml.safe_dump(settings or project_settings(), allow_unicode=True), encoding="utf-8"
    )
    for path, listed in cells.items():
        write_notebook(executed / path, listed)
    return stage(project, folder / "staged", executed, METADATA)
