"""A small book whose numbers say where they come from, for the tests of the review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from render_samples import PIPE_TABLE, Change, Json, added, output, staged_book, svg, text
from render_samples import project_settings as sample_settings

from ckmreport.report.render.book import Book

CHAPTER = "notebooks/02-kennis.ipynb"
OPENING = (
    "# Kennis {#sec-kennis}\n\n"
    "Van de `{python} n` respondenten volgden `{python} share.n` een scholing (`{python} share`).\n"
    '[Dat is weinig.]{.claim when="share < 0.5"}[^kennis-1]\n'
    "Sinds 2021 is [artikel 273f]{.vast} van kracht, met [12]{.vast} jaar als hoogste straf "
    "[@covers2024, p. 3].\n\n"
    "[^kennis-1]: De toets gaf `{python} test`.\n\n"
    "1. Een eerste vraag\n2. Een tweede vraag\n"
)


def share(value: str, count: int, base: int, question: str = "scholing") -> str:
    """Give a share as a sentence holds it."""
    return (
        f'[{value}]{{.getal data-count="{count}" data-base="{base}" data-question="{question}" '
        'data-counted="Ja" data-filter="alle respondenten" data-wave="2023" '
        f'title="{count} van {base} (alle respondenten); geteld: Ja"}}'
    )


def count(value: int, question: str = "scholing") -> str:
    """Give a number of respondents as a sentence holds it."""
    return (
        f'[{value}]{{.getal data-count="{value}" data-question="{question}" data-counted="Ja" '
        'data-filter="alle respondenten" data-wave="2023" '
        'title="aantal; geteld: Ja (alle respondenten)"}'
    )


def cell(content: Json, name: str, **notes: object) -> Json:
    """Give a cell its id and what the engine noted in it."""
    metadata = content["metadata"] | ({"ckm": notes} if notes else {})
    return content | {"id": name, "metadata": metadata}


def opening_cell(source: str = OPENING, *, holds: bool = True, value: str = "23%") -> Json:
    """Give the first cell of the chapter: a count, a share, a claim, a footnote, a fixed fact."""
    results = {
        "n": count(222, "respondent"),
        "share.n": count(52),
        "share": share(value, 52, 222),
        "test": "χ²(5, *n* = 85) = 16,03; *p* = 0,007",
    }
    used = {name: result for name, result in results.items() if f"`{{python}} {name}`" in source}
    claim = {"text": "Dat is weinig.", "when": "share < 0.5", "values": {"share": value}}
    if not holds:
        source = source.replace("{.claim", "{.claim .onwaar")
    return cell(text(source, **used), "kennis", claims=[claim | {"holds": holds, "told": True}])


def table_cell() -> Json:
    """Give a table with a computed caption."""
    caption = f"Scholing per domein (n={count(137, 'domein')})"
    source = f"#| label: tbl-domeinen\n#| tbl-cap: {json.dumps(caption)}\nshow()"
    data = {"columns": ["domein", "aantal"], "rows": [["Zorg", 84], ["Onderwijs", 31]]}
    made: Json = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": source.splitlines(keepends=True),
        "outputs": [output("text/markdown", PIPE_TABLE, data)],
    }
    note = {
        "source": "Scholing per domein (n=`{python} domains.base`)",
        "results": {"domains.base": count(137, "domein")},
    }
    return cell(made, "tbl-domeinen", options={"tbl-cap": note})


def figure_cell(shown: int = 300) -> Json:
    """Give a figure with a computed alternative text."""
    alt = f"Staven: Zorg {shown}, Onderwijs 210."
    source = f'#| label: fig-zorgen\n#| fig-cap: "Zorgen"\n#| fig-alt: "{alt}"\nshow()'
    data = {"columns": ["domein", "aantal"], "rows": [["Zorg", shown], ["Onderwijs", 210]]}
    made: Json = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": source.splitlines(keepends=True),
        "outputs": [output("image/svg+xml", svg(), data)],
    }
    note = {"source": "`{python} worries.alt`", "results": {"worries.alt": alt}}
    return cell(made, "fig-zorgen", options={"fig-alt": note})


def question_cell(answers: Mapping[str, tuple[int, str]], *, base: int = 222) -> Json:
    """Give a question with its answers, as the appendix prints it."""
    rows = "\n".join(f"| {name} | {n} | {part} |" for name, (n, part) in answers.items())
    block = (
        "::: {.vraag}\n\n**Kreeg u scholing?**\n\n"
        f"[Gevraagd aan alle respondenten; n={base}.]{{.basis}}\n\n"
        f"| Antwoord | Aantal | Aandeel |\n|:---|---:|---:|\n{rows}\n\n:::"
    )
    made: Json = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": ["question_tables(survey)"],
        "outputs": [output("text/markdown", block)],
    }
    return cell(made, "vragen")


ANSWERS = {"Ja": (52, "23,4%"), "Nee": (170, "76,6%")}


def written_book(folder: Path, *cells: Json, change: Change | None = None) -> Book:
    """Stage a book of three chapters; `cells` replace those of the second one."""
    folder.mkdir(parents=True, exist_ok=True)

    def chapters(book: dict[str, list[Json]]) -> None:
        book.clear()
        book["index.ipynb"] = [
            text("<!-- front -->\n\n# Over dit rapport {.unnumbered #sec-over}"),
            cell(text("In 2023 deden `{python} n` mensen mee.", n=count(222)), "inhoud"),
        ]
        book[CHAPTER] = [*(cells or (opening_cell(), table_cell(), figure_cell()))]
        book["notebooks/literatuur.ipynb"] = [
            text("<!-- references -->\n\n# Literatuur {#sec-literatuur .unnumbered}\n\n"),
            text("::: {#refs}\n:::"),
        ]
        book["notebooks/A-vragenlijst.ipynb"] = [
            text("# Vragenlijst {#sec-vragenlijst}\n\n## Scholing {#sec-vragen}"),
            question_cell(ANSWERS),
        ]
        if change is not None:
            change(book)

    settings = sample_settings()
    settings["book"]["chapters"] = ["index.ipynb", CHAPTER, "notebooks/literatuur.ipynb"]
    settings["book"]["appendices"] = ["notebooks/A-vragenlijst.ipynb"]
    return staged_book(folder, chapters, settings)


__all__ = [
    "ANSWERS",
    "CHAPTER",
    "OPENING",
    "added",
    "cell",
    "count",
    "figure_cell",
    "opening_cell",
    "question_cell",
    "share",
    "table_cell",
    "text",
    "written_book",
]
