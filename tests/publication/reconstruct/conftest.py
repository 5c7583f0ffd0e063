from __future__ import annotations

from pathlib import Path

import pytest
from publication.reconstruct.rebuilt_samples import DATA, rebuild

from ckmreport.analysis import Survey
from ckmreport.notebook import open_survey
from ckmreport.publication.reconstruct import load_problem
from ckmreport.publication.reconstruct.count_tables import Problem


@pytest.fixture(scope="session")
def problem() -> Problem:
    """What the rows of 2023 must agree with."""
    return load_problem(DATA, "2023")


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Data folders with rebuilt rows: two of the same seed and one of another."""
    folder = tmp_path_factory.mktemp("rebuilt")
    folders = {name: folder / name for name in ("seed1", "seed1-again", "seed2")}
    rebuild({path: 2 if name == "seed2" else 1 for name, path in folders.items()})
    return folders


@pytest.fixture(scope="session", params=["seed1", "seed2"])
def survey(request: pytest.FixtureRequest, rebuilt: dict[str, Path]) -> Survey:
    """The wave of 2023 with rebuilt rows, once per seed."""
    return open_survey("2023", str(rebuilt[request.param]))
