"""What a real Quarto makes of a book; without one on the PATH these tests are left out."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_samples import page_texts, site_lines
from project_samples import copy_project
from render_samples import added, staged_book, text

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.render import Rendered, render

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not on the PATH"),
]

LONG = "\n".join(f"| rij {number} | @tbl-scholing, §[-@sec-kennis] |" for number in range(50))
REGISTER = f"::: {{.vraag}}\n\n**Alle rijen**\n\n| Naam | Waar |\n|:---|:---|\n{LONG}\n\n:::"
KERN = '::: {.kern}\nDe helft zag iets. [Dat is zo.]{.claim when="1 < 2"}\n:::\n'
NOTES = (
    "Een noot.[^ken-1] Bron: @covers2024 [p. 4].\n\n[^ken-1]: Met `code` en [web](https://a.nl)."
)


@dataclass(frozen=True)
class Both:
    """One staged book, and what each renderer made of it."""

    staged: Path
    quarto: Rendered
    embedded: Rendered

    def pages(self) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
        assert self.quarto.html is not None
        assert self.embedded.html is not None
        return site_lines(self.quarto.html), site_lines(self.embedded.html)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("both")
    book = staged_book(folder, added(text(REGISTER), text(KERN), text(NOTES)))
    embedded = render(book.folder, folder / "embedded", renderer="embedded")
    return Both(book.folder, render(book.folder, folder / "quarto", renderer="quarto"), embedded)


def test_every_page_is_that_of_the_embedded_renderer(both: Both) -> None:
    quarto, embedded = both.pages()
    assert quarto.keys() == embedded.keys()
    for name, lines in embedded.items():
        assert quarto[name] == lines, name


def test_every_page_of_the_pdf_has_the_same_text(both: Both) -> None:
    assert both.quarto.pdf is not None
    assert both.embedded.pdf is not None
    assert page_texts(both.quarto.pdf) == page_texts(both.embedded.pdf)


def test_the_site_holds_what_the_embedded_renderer_writes_and_no_more(both: Both) -> None:
    def files(html: Path | None) -> set[str]:
        assert html is not None
        return {path.relative_to(html).as_posix() for path in html.rglob("*")}

    assert files(both.quarto.html) == files(both.embedded.html)


def test_nothing_is_asked_of_a_network(both: Both) -> None:
    assert both.quarto.html is not None
    loads = re.compile(
        r'(?:src|srcset|poster)="https?:|<link[^>]*href="https?:|@import|url\(.?http'
    )
    for file in both.quarto.html.rglob("*"):
        if file.suffix in {".html", ".css"}:
            assert not loads.search(file.read_text("utf-8")), file


def test_a_person_who_calls_quarto_gets_the_same_site(both: Both, tmp_path: Path) -> None:
    staged = shutil.copytree(both.staged, tmp_path / "staged")
    for chapter in (".", "notebooks/02-kennis.ipynb", "."):
        subprocess.run(["quarto", "render", chapter], cwd=staged, check=True, capture_output=True)
        assert site_lines(staged / "_site") == both.pages()[1]


def test_the_whole_report_is_the_same_in_both_forms(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    made = {}
    for renderer in ("quarto", "embedded"):
        out = tmp_path / renderer
        done = project.ckm("report", "2023", "--renderer", renderer, "--out", str(out))
        assert done.returncode == 0, done.stderr
        made[renderer] = out / "2023"
    quarto, embedded = made["quarto"], made["embedded"]
    assert site_lines(quarto / "html") == site_lines(embedded / "html")
    assert page_texts(quarto / "rapport.pdf") == page_texts(embedded / "rapport.pdf")
    assert (quarto / "ledger.json").read_text() == (embedded / "ledger.json").read_text()


def test_an_error_of_quarto_is_one_sentence_without_its_stack(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    file = book.folder / "_extensions/ckm/_extension.yml"
    file.write_text(file.read_text("utf-8").replace("ckm.lua", "absent.lua"), "utf-8")
    with pytest.raises(CkmError, match=r"absent\.lua") as caught:
        render(book.folder, tmp_path / "out", renderer="quarto")
    assert "\n" not in caught.value.message
    assert " at " not in caught.value.message
    assert str(book.folder) == caught.value.place


def test_an_error_of_typst_is_told_as_it_stands(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    file = book.folder / "_extensions/ckm/typst-template.typ"
    file.write_text('#import "/_extensions/ckm/report.typ": report\n', "utf-8")
    with pytest.raises(CkmError, match="unknown variable"):
        render(book.folder, tmp_path / "out", renderer="quarto")
