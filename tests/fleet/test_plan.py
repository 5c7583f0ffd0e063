from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.fleet.plan import read_plan
from ckmreport.foundation.errors import CkmError


@pytest.fixture
def base(tmp_path: Path) -> Path:
    for folder in ("assen/data", "breda", "oud/breda"):
        for wave in ("2023", "2025"):
            (tmp_path / folder / "waves" / wave).mkdir(parents=True)
            (tmp_path / folder / "waves" / wave / "wave.yml").touch()
    return tmp_path


def plan_of(base: Path, text: str) -> Path:
    path = base / "vloot.yml"
    path.write_text(text, "utf-8")
    return path


def test_reports_are_listed_in_order_with_names_from_their_folders(base: Path) -> None:
    plan = read_plan(
        plan_of(
            base,
            "national: true\n"
            "reports:\n"
            '  - {data: breda, waves: ["2025", "2023"]}\n'
            '  - {data: assen/data, waves: ["2025"]}\n'
            '  - {data: oud/breda, name: breda-oud, waves: ["2023"]}\n',
        )
    )
    assert [str(job) for job in plan.jobs] == [
        "breda/2025",
        "breda/2023",
        "assen/2025",
        "breda-oud/2023",
    ]
    assert plan.jobs[2].data == base / "assen" / "data"
    assert plan.national


def test_municipalities_are_not_compared_unless_asked(base: Path) -> None:
    assert not read_plan(plan_of(base, 'reports: [{data: breda, waves: ["2025"]}]')).national


@pytest.mark.parametrize(
    ("reports", "line", "message"),
    [
        ('  - {data: emmen, waves: ["2025"]}', 2, "there is no data folder 'emmen'"),
        ('  - {data: breda, waves: ["2031"]}', 2, "there is no wave '2031'"),
        ("  - {data: breda, waves: [2025]}", 2, "must be text"),
        ('  - {data: breda, waves: ["2025", "2025"]}', 2, "breda/2025 stands twice"),
        ('  - {data: breda, waves: ["2025"], wave: "2023"}', 2, "unknown key 'wave'"),
        ('  - {data: breda, name: ../x, waves: ["2025"]}', 2, "cannot be the name of a folder"),
        ('  - {data: breda, name: .., waves: ["2025"]}', 2, "cannot be the name of a folder"),
        (
            '  - {data: breda, waves: ["2025"]}\n  - {data: oud/breda, waves: ["2023"]}',
            3,
            "two data folders are called 'breda'",
        ),
        ("  []", 2, "the list names no report"),
    ],
)
def test_a_mistake_is_told_with_its_line(base: Path, reports: str, line: int, message: str) -> None:
    with pytest.raises(CkmError, match=message) as caught:
        read_plan(plan_of(base, f"reports:\n{reports}\n"))
    assert caught.value.place == f"{base / 'vloot.yml'}, line {line}"
