from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.fleet.inputs import inputs_of
from ckmreport.fleet.plan import Job
from ckmreport.report.freshness.filehashes import FileHashes


@pytest.fixture
def job(tmp_path: Path) -> Job:
    folder = tmp_path / "data" / "waves" / "2025"
    folder.mkdir(parents=True)
    (folder / "responses.csv").write_text("id\n", "utf-8")
    return Job("assen", "2025", tmp_path / "data")


def checksum(job: Job, **common: str) -> str:
    return inputs_of(job, common, FileHashes())


def test_the_checksum_is_that_of_the_data_and_of_what_is_common(job: Job) -> None:
    before = checksum(job, code="1")
    assert checksum(job, code="1") == before
    assert checksum(job, code="2") != before
    (job.data / "waves" / "2025" / "responses.csv").write_text("id\n1\n", "utf-8")
    assert checksum(job, code="1") != before


def test_where_the_data_are_does_not_count(job: Job, tmp_path: Path) -> None:
    before = checksum(job)
    job.data.rename(tmp_path / "moved")
    assert checksum(Job("assen", "2025", tmp_path / "moved")) == before
