from __future__ import annotations

import signal
from pathlib import Path

import pytest
from image_samples import Baselines
from survey_samples import SampleData, write_sample_data

from ckmreport.analysis import Survey
from ckmreport.notebook import open_survey

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-baseline-images", action="store_true")


def pytest_configure() -> None:
    # A script that runs the tests in its background has Ctrl-C ignored, also in what they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def baselines(pytestconfig: pytest.Config) -> Baselines:
    """The pictures that a person approved."""
    return Baselines(update=pytestconfig.getoption("--update-baseline-images"))


@pytest.fixture(scope="session")
def survey() -> Survey:
    """The wave of 2023, with its own rows."""
    return open_survey("2023", str(ROOT / "data"))


@pytest.fixture
def data(tmp_path: Path) -> SampleData:
    """A small data folder of its own for each test."""
    return write_sample_data(tmp_path / "data")
