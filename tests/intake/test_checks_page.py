from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from checked_samples import Sample, clean_sample

from ckmreport.intake.checks_page import checks_page, row_numbers
from ckmreport.intake.findings import Finding

MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "#let a = 1",
    "[x](javascript:alert(1))",
    "`{python} 6 * 7`",
    "{{< include geheim.md >}}",
    "$summary",
    "&amp;",
)


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return clean_sample(tmp_path)


def page(findings: tuple[Finding, ...], rows: int = 60) -> BeautifulSoup:
    return BeautifulSoup(checks_page(findings, wave="2025", rows=rows), "html.parser")


def test_a_clean_export_has_a_page_that_says_so() -> None:
    text = page(()).get_text()
    assert "Nagekeken: 60 rijen. Er is niets gevonden." in text


def test_findings_stand_by_severity_with_row_numbers_and_advice(sample: Sample) -> None:
    spoiled = sample.cell("gezien", 5, "9").cell("lft__wn", 2, "1")
    found = page(spoiled.findings())
    assert [h.get_text() for h in found.find_all("h2")] == ["Fouten (1)", "Waarschuwingen (1)"]
    assert "Gevonden: 1 fout, 1 waarschuwing en 0 opmerkingen." in found.get_text()
    row = found.select_one("section.error tbody tr")
    assert row is not None
    head, message, rows = row.find_all(["th", "td"])
    assert (head.get_text(), rows.get_text()) == ("gezien", "5")
    assert "staat “9”" in message.get_text()
    assert "Geef in mapping.yml aan" in message.get_text()


def test_the_page_needs_no_other_file_and_no_script(sample: Sample) -> None:
    found = page(sample.cell("gezien", 5, "9").findings())
    assert found.find_all(["script", "link", "img", "iframe"]) == []
    assert "url(" not in str(found.style)
    assert "@import" not in str(found.style)


def test_the_page_can_be_read_by_a_screen_reader(sample: Sample) -> None:
    found = page(sample.cell("gezien", 5, "9").cell("lft__wn", 2, "1").findings())
    assert found.html is not None
    assert found.html["lang"] == "nl"
    ids = [tag["id"] for tag in found.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for table in found.find_all("table"):
        assert table["aria-labelledby"] in ids
        assert all(head.get("scope") in {"col", "row"} for head in table.find_all("th"))
    assert [h.name for h in found.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h2"]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_from_the_export_comes_out_as_text(markup: str) -> None:
    finding = Finding("error", "unknown-code", markup, (2,), markup, markup, markup)
    plain = page((Finding("error", "unknown-code", "x", (2,), "x", "x", "x"),))
    found = page((finding,))
    assert [t.name for t in found.find_all(True)] == [t.name for t in plain.find_all(True)]
    row = found.select_one("tbody tr")
    assert row is not None
    assert row.get_text().count(markup) == 3


def test_the_name_of_the_wave_is_text_too() -> None:
    found = BeautifulSoup(checks_page((), wave="<b>2025</b>", rows=1), "html.parser")
    assert found.find("b") is None
    assert "1 rij." in found.get_text()


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([2], "2"),
        ([5, 2, 3, 4, 9], "2–5, 9"),
        (list(range(2, 100, 2)), "2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 en nog 37 andere"),
    ],
)
def test_row_numbers_are_taken_together(rows: list[int], text: str) -> None:
    assert row_numbers(rows) == text
