"""environment.yml and the lock file name the same versions."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = defaultdict(set)
for name, locked in re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", LOCK, re.MULTILINE):
    LOCKED[name].add(locked)  # another Python may need another version
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def normalised(requirement: str) -> str:
    return re.split(r"[<>=!~ \[]", requirement)[0].lower().replace("_", "-")


def conda_and_pip() -> dict[str, str]:
    *conda, last = ENVIRONMENT["dependencies"]
    pinned = [re.split("==?", entry) for entry in [*conda, *last["pip"]] if ">" not in entry]
    return {name: found[0] for name, *found in pinned if found and name != "python"}


def test_versions_agree() -> None:
    assert {name: v for name, v in conda_and_pip().items() if v not in LOCKED[name]} == {}


def test_every_dependency_is_in_both() -> None:
    wanted = {normalised(requirement) for requirement in PROJECT["dependencies"]}
    assert wanted <= set(LOCKED)
    assert wanted <= set(conda_and_pip())


def test_the_packages_that_were_asked_for_are_there() -> None:
    named = {normalised(entry) for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)}
    assert {"jupyter", "quarto", "pandas", "seaborn", "statsmodels", "papermill"} <= named


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"^(?=[a-z0-9][a-z0-9.-]*==)", LOCK, flags=re.MULTILINE)[1:]
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_what_is_installed_is_what_is_locked() -> None:
    names = [normalised(requirement) for requirement in PROJECT["dependencies"]]
    assert [name for name in names if version(name) not in LOCKED[name]] == []
