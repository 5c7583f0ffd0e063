"""A small book whose numbers say where they come from, for the tests of the review."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode
from notebook_samples import code_cell, markdown_cell
from render_samples import PIPE_TABLE, Change, Json, added, output, staged_book, svg, text
from render_samples import project_settings as sample_settings

import ckmreport.presentation.text.value_words  # noqa: F401  a test has a form in a sentence
from ckmreport.analysis import Association, Origin, Withheld
from ckmreport.presentation.text.words import Number
from ckmreport.report.execute.cell_results import write_options, write_results
from ckmreport.report.render.book import Book
from ckmreport.survey.questionnaire import Option, Question

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


def question(name: str) -> Question:
    """Give a question with two answers."""
    options = tuple(
        Option(code, label, label, code) for code, label in (("ja", "Ja"), ("nee", "Nee"))
    )
    return Question(
        name=name,
        kind="single",
        section="kennis",
        text="Kreeg u scholing?",
        short="Scholing",
        options=options,
        asked_of="alle respondenten",
        since="2023",
    )


def share(value: str, count: int, base: int, name: str = "scholing") -> Number:
    """Give a share as a sentence says it."""
    origin = Origin("2023", "share", "answers", (question(name),), ("ja",))
    return Number(value, origin, count, base)


def count(value: int, name: str = "scholing") -> Number:
    """Give a number of respondents as a sentence says it."""
    return Number(str(value), share("", value, value, name).origin.of_count(), value)


def respondents(value: int) -> Number:
    """Give the number of all respondents."""
    return Number(str(value), Origin("2023", "count", "everybody"), value)


#: A test that was published: its table is unknown.
TEST = Association(
    row=question("scholing"),
    column=question("zicht"),
    statistic=16.03,
    df=5,
    n=85,
    least=2,
    small=None,
    table=Withheld("niet gepubliceerd"),
    wave="2023",
)


def cell(content: Json, name: str) -> Json:
    """Give a cell its id."""
    return content | {"id": name}


def told(source: str, name: str, section: str = "sec-kennis", **values: object) -> Json:
    """Give a Markdown cell as the engine leaves it.

    Args:
        source: the Markdown.
        name: the id of the cell.
        section: the label of the section that it begins in.
        values: what its expressions and conditions give.
    """
    made = markdown_cell(source.strip("\n"), id=name)
    write_results(made, values.__getitem__, section)
    return _as_json(made)


def shown(options: str, name: str, outputs: list[Json], **values: object) -> Json:
    """Give a code cell with computed options as the engine leaves it."""
    made = code_cell(f"{options}\nshow()", id=name, execution_count=1)
    write_options(made, values.__getitem__, "sec-kennis")
    return _as_json(made) | {"outputs": outputs}


def _as_json(made: NotebookNode) -> Json:
    return dict(made) | {"source": made.source.splitlines(keepends=True)}


def opening_cell(source: str = OPENING, *, holds: bool = True, value: str = "23%") -> Json:
    """Give the first cell of the chapter: a count, a share, a claim, a footnote, a fixed fact."""
    results = {
        "n": respondents(222),
        "more": count(190, "interesse"),
        "share.n": count(52),
        "share": share(value, 52, 222),
        "test": TEST,
        "share < 0.5": holds,
    }
    return told(source, "kennis", "", **results)


def table_cell() -> Json:
    """Give a table with a computed caption."""
    options = (
        '#| label: tbl-domeinen\n#| tbl-cap: "Scholing per domein (n=`{python} domains.base`)"'
    )
    data = {"columns": ["domein", "aantal"], "rows": [["Zorg", 84], ["Onderwijs", 31]]}
    outputs = [output("text/markdown", PIPE_TABLE, data)]
    return shown(options, "tbl-domeinen", outputs, **{"domains.base": count(137, "domein")})


def figure_cell(zorg: int = 300) -> Json:
    """Give a figure with a computed alternative text."""
    alt = f"Staven: Zorg {zorg}, Onderwijs 210."
    options = '#| label: fig-zorgen\n#| fig-cap: "Zorgen"\n#| fig-alt: "`{python} worries.alt`"'
    data = {"columns": ["domein", "aantal"], "rows": [["Zorg", zorg], ["Onderwijs", 210]]}
    outputs = [output("image/svg+xml", svg(), data)]
    return shown(options, "fig-zorgen", outputs, **{"worries.alt": alt})


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
            told(
                "In 2023 deden `{python} n` mensen mee.", "inhoud", "sec-over", n=respondents(222)
            ),
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
    "TEST",
    "added",
    "cell",
    "count",
    "figure_cell",
    "opening_cell",
    "question",
    "question_cell",
    "respondents",
    "share",
    "shown",
    "table_cell",
    "text",
    "told",
    "written_book",
]
