from __future__ import annotations

from pathlib import Path

from ckmreport.survey.waves.coded_interviews import (
    CodedInterviews,
    Quotation,
    Theme,
    load_coded_interviews,
)

FILE = """\
interviews: 12
per_domain: {gemeente: 6}
themes:
- {name: Melden, group: Handelen, interviews: 8, passages: 20, per_domain: {gemeente: 5}}
- {name: Kennis, interviews: 3, passages: 3}
quotations:
- {text: Wij zien veel., themes: [Melden], domain: gemeente}
- {text: Ik weet het niet., themes: []}
"""


def test_themes_and_quotations_are_read(tmp_path: Path) -> None:
    path = tmp_path / "interviews.yml"
    path.write_text(FILE, "utf-8")
    assert load_coded_interviews(path) == CodedInterviews(
        interviews=12,
        themes=(
            Theme("Melden", 8, 20, "Handelen", {"gemeente": 5}),
            Theme("Kennis", 3, 3),
        ),
        quotations=(
            Quotation("Wij zien veel.", ("Melden",), "gemeente"),
            Quotation("Ik weet het niet.", ()),
        ),
        per_domain={"gemeente": 6},
    )


def test_no_file_is_no_interviews(tmp_path: Path) -> None:
    assert load_coded_interviews(tmp_path / "interviews.yml") is None
