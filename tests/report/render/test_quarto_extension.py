"""The extension as Quarto uses it, where there is no Quarto: filters, partials, and their Typst."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypandoc
import pytest
import typst
import yaml
from bs4 import BeautifulSoup
from render_samples import added, staged_book, text

from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded.markdown import chapter_text
from ckmreport.report.render.notebook import read_notebook

EXTENSION = Path(__file__).parents[3] / "_extensions/ckm"
STAND_IN = Path(__file__).parent / "quarto.lua"
LONG = "\n".join(f"| rij {number} | @tbl-scholing |" for number in range(50))
EVERYTHING = f"""
::: {{.kern}}
De helft zag iets. [Dat is zo.]{{.claim when="1 < 2"}} [En dat niet.]{{.claim .onwaar}}
:::

::: {{.bevinding}}
De meesten zagen iets.
:::

::: {{.uitgelicht}}
Dat is nog niet zeker.
:::

::: {{.kerncijfers}}
- **48%** kreeg scholing
- **222** respondenten
:::

::: {{.vraag}}
**Wat is uw functie?**

[Gevraagd aan alle respondenten.]{{.basis}}

| Antwoord | Waar |
|:---|:---|
{LONG}
:::

::: {{.callout-tip}}
Zie §[-@sec-kennis].
:::

---
"""
#: What Typst has of itself and the filters use.
OWN = {
    "math",
    "link",
    "block",
    "figure",
    "image",
    "table",
    "quote",
    "strong",
    "emph",
    "super",
    "set",
}


def formats() -> dict[str, dict[str, object]]:
    settings = yaml.safe_load((EXTENSION / "_extension.yml").read_text("utf-8"))
    found: dict[str, dict[str, object]] = settings["contributes"]["formats"]
    return found


def filtered(book: Book, path: str, form: str) -> str:
    """Give what the filters of the extension make of a chapter."""
    source = book.folder / "chapter.md"
    given = chapter_text(read_notebook(book.folder, path))
    numbers = "\n".join(f"  {label}: '2.1'" for label in ("tbl-scholing", "fig-kennis"))
    colophon = "colophon: |\n  **Uitgave.** Een\\\n  twee.\n"
    meta = f"---\ndate: 18 november 2024\n{colophon}ckm-numbers:\n{numbers}\n---\n\n"
    apart = given.markdown
    for mark, output in given.apart.items():
        apart = apart.replace(f"::: {{#{mark}}}\n:::", output)
    source.write_text(meta + apart, encoding="utf-8")
    listed = formats()[form]["filters"]
    assert isinstance(listed, list)
    filters = [str(EXTENSION / one["path"]) for one in listed]
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "lua", STAND_IN, form, source, *filters],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return staged_book(tmp_path_factory.mktemp("book"), added(text(EVERYTHING)))


def assembled(book: Book, body: str) -> str:
    """Give the Typst of a book: the partials in their order, filled in, then the chapters."""
    listed = formats()["typst"]["template-partials"]
    assert isinstance(listed, list)
    partials = "\n\n".join((EXTENSION / name).read_text("utf-8") for name in listed)
    template = book.folder / "template.typ"
    template.write_text(f"{partials}\n\n$body$\n", encoding="utf-8")
    meta = {
        "title": book.title,
        "subtitle": book.subtitle,
        "date": "18 november 2024",
        "lang": "nl",
        "publisher": book.publisher,
        "edition": book.edition,
        "colophon": book.colophon,
        "concept": "**Een concept.**\n\nNog:\\\n– `publisher`",
        "by-author": [{"name": {"literal": name}} for name in book.authors],
    }
    file = book.folder / "meta.yml"
    file.write_text(yaml.safe_dump(meta, allow_unicode=True), encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "typst", "--standalone"]
    command += ["--template", str(template), "--metadata-file", str(file)]
    done = subprocess.run(
        command, input=f"```{{=typst}}\n{body}\n```\n", capture_output=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    return done.stdout


def test_every_name_of_typst_that_the_filters_use_is_in_the_template() -> None:
    template = (EXTENSION / "report.typ").read_text("utf-8")
    defined = set(re.findall(r"^#let ([a-z][\w-]*)", template, re.MULTILINE))
    for file in EXTENSION.glob("*.lua"):
        used = set(re.findall(r"""['"(]#([a-z][\w-]*)[\[(.]""", file.read_text("utf-8")))
        assert used <= defined | OWN | {"ref"}, file.name
    for name in ("numbering.typ", "typst-show.typ"):
        partial = (EXTENSION / name).read_text("utf-8")
        imported = re.findall(r"report\.typ\": (.+)", partial)
        named = set(imported[0].split(", ")) if imported else {"report"}
        assert named <= defined, name


def test_the_template_takes_all_that_quarto_passes_to_it() -> None:
    template = (EXTENSION / "report.typ").read_text("utf-8")
    head = template.partition("#let report(")[2].partition(") = {")[0]
    passed = re.findall(r"^  ([a-z-]+): ", (EXTENSION / "typst-show.typ").read_text("utf-8"), re.M)
    assert len(passed) == 13
    assert all(f"{name}: " in head for name in passed)


def test_what_quarto_assembles_compiles_to_an_accessible_pdf(book: Book) -> None:
    body = "\n\n".join(filtered(book, chapter.path, "typst") for chapter in book.chapters[1:3])
    # The labels of other chapters, which are not in this text.
    body += "\n\n#heading(level: 1)[Elders] <sec-literatuur>\n"
    body = re.sub(r"#ref\(<([a-z]+-\w+)>, supplement: \[(\w*)\]\)", r"\2", body)
    (book.folder / "figures").mkdir(exist_ok=True)
    for chapter in book.chapters:
        for path, one in chapter_text(read_notebook(book.folder, chapter.path)).figures.items():
            (book.folder / path).write_text(one.svg, encoding="utf-8")
    source = book.folder / "book.typ"
    source.write_text(assembled(book, body), encoding="utf-8")
    pdf, _ = typst.compile_with_warnings(
        str(source),
        root=str(book.folder),
        font_paths=[str(book.folder / "fonts")],
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0,
    )
    assert pdf.startswith(b"%PDF-")
    assert formats()["typst"]["pdf-standard"] == ["a-2a", "ua-1"]


def test_marks_of_the_report_become_calls_of_the_template(book: Book) -> None:
    made = filtered(book, "notebooks/02-kennis.ipynb", "typst")
    for call in (
        "#main-point[",
        "#key-figures((",
        "#question[",
        "#register[",
        "#refuted[",
        "#finding[",
        "#pulled-out[",
    ):
        assert call in made, call
    assert made.count("#callout-box(kind: ") == 3
    assert '#callout-box(kind: "warning", title: [Waarschuwing])' in made
    assert 'math.equation(block: false, alt: "\\\\chi^2(2) = 4,1"' in made


def test_references_carry_their_number_where_it_is_known(book: Book) -> None:
    made = filtered(book, "notebooks/02-kennis.ipynb", "typst")
    assert "#link(<tbl-scholing>)[Tabel~2.1]" in made
    assert "#ref(<tbl-scholing>" not in made
    assert "§#ref(<sec-kennis>, supplement: [])" in made


def test_callouts_of_the_site_are_those_of_the_style_sheet(book: Book) -> None:
    made = BeautifulSoup(filtered(book, "notebooks/02-kennis.ipynb", "html"), "html.parser")
    (note, warning, tip) = made.select(".callout")
    assert note["class"] == ["callout", "callout-note"]
    assert note["role"] == "note"
    assert [one.get_text(strip=True) for one in made.select(".callout-title")] == [
        "Let op",
        "Waarschuwing",
        "tip",
    ]
    assert warning.name == tip.name == "div"
