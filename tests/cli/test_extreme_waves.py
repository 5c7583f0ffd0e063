"""Waves at the edge of what can happen, as real ones: each gives a report."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass

import pytest
from project_samples import ROOT, Project, copy_project
from pypdf import PdfReader
from real_waves import (
    WAVE,
    Edit,
    Made,
    add_and_report,
    as_they_came,
    everybody_dropped_out,
    nobody_saw_criminal_exploitation,
    nobody_signalled,
    one_domain,
    write_export,
)

from ckmreport.report.proof.ledger import read_ledger


@dataclass(frozen=True)
class Extreme:
    """How a wave is extreme, and what its results must say."""

    edit: Edit
    says: str
    n: int = 90
    seed: int = 1
    earlier: bool = False


EXTREMES = {
    "nobody-signalled": Extreme(
        nobody_signalled, "Geen van de respondenten kwam in de afgelopen", earlier=True
    ),
    "all-dropped-out": Extreme(everybody_dropped_out, "Niemand (n=0) volgde ooit scholing", n=30),
    "one-respondent": Extreme(as_they_came, "Een niet getoond deel van de respondenten", n=1),
    "one-domain": Extreme(
        one_domain, "Of domeinen daarin van elkaar verschillen, is niet te zeggen."
    ),
    "no-criminal-exploitation": Extreme(
        nobody_saw_criminal_exploitation,
        "Welke plaatsen bij criminele uitbuiting het vaakst zijn genoemd, is niet te zeggen",
        earlier=True,
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("extreme") / "project")


#: The one that every run renders.
SAMPLE = "all-dropped-out"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(name, marks=() if name == SAMPLE else pytest.mark.long) for name in EXTREMES
    ],
)
def made(
    request: pytest.FixtureRequest, project: Project, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Extreme, Made]:
    extreme = EXTREMES[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    data = folder / "gemeente"
    shutil.copytree(ROOT / "data", data)
    if not extreme.earlier:
        shutil.rmtree(data / "waves")
    export = write_export(folder / "export.csv", n=extreme.n, seed=extreme.seed, edit=extreme.edit)
    form = "all" if request.param == SAMPLE else "html"
    return extreme, add_and_report(project, data, export, "--to", form)


@pytest.mark.slow
def test_it_gives_a_report_without_shares_of_nobody(made: tuple[Extreme, Made]) -> None:
    extreme, report = made
    pages = report.pages
    assert extreme.says in pages["03-resultaten"]
    assert "Concept" in pages["index"]
    assert ("ontwikkeling" in pages) is extreme.earlier
    text = " ".join(pages.values())
    assert not re.search(
        r"\bnan\b|\bNone\b|inf%|\(0%\), gevolgd|gevolgd door [^.]*\( ?0% ?\)", text
    )
    numbers = read_ledger(report.folder).numbers
    assert numbers
    for number in numbers:
        assert not (number.base == 0 and "%" in number.value), number
        if number.wave == WAVE and number.count is not None:
            assert not 0 < number.count < 5 or extreme.n == 1, number
    pdf = report.folder / "rapport.pdf"
    if pdf.exists():
        assert "Concept" in PdfReader(pdf).pages[0].extract_text()
