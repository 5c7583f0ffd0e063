"""Write environment.yml with the versions of the lock file; run by `make lock`."""

from __future__ import annotations

import re
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent

#: Packages that conda-forge carries under the same name.
CONDA = (
    "beautifulsoup4",
    "defusedxml",
    "ipykernel",
    "jupyterlab",
    "matplotlib",
    "nbclient",
    "nbformat",
    "openpyxl",
    "pandas",
    "papermill",
    "pydantic",
    "pyreadstat",
    "python-calamine",
    "python-stdnum",
    "pyyaml",
    "rapidfuzz",
    "rich",
    "scipy",
    "seaborn",
    "statsmodels",
    "typer",
)
#: Packages that only the Python package index carries.
PIP = (
    "chunspell-next",
    "font-source-sans-pro",
    "font-source-serif-pro",
    "pypandoc-binary",
    "pypdfium2",
    "typst",
)

PLATFORM = {
    "python_full_version": "3.12.0",
    "python_version": "3.12",
    "sys_platform": "linux",
    "platform_machine": "x86_64",
}

HEADER = """\
# For people who have conda, want Quarto, or work on Windows:
#   conda env create --file environment.yml
#   conda activate ckmreport
#   pip install --no-deps --editable .
#   ckm report
# Versions as in requirements.lock; `make lock` writes both files.
name: ckmreport
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.12
  - jupyter
  - quarto>=1.9.24
  - pip
  - hatchling
"""


def locked_versions(lock: str) -> dict[str, str]:
    """Give the version of every package in the text of a lock file, for Python 3.12 on Linux."""
    versions = {}
    for line in re.findall(r"^([a-z0-9][^\s=]*==[^\\\n]+)", lock, re.MULTILINE):
        requirement = Requirement(line.strip())
        if requirement.marker is None or requirement.marker.evaluate(PLATFORM):
            versions[requirement.name] = str(requirement.specifier).removeprefix("==")
    return versions


def environment(versions: dict[str, str]) -> str:
    """Give the text of environment.yml."""
    conda = "".join(f"  - {name}={versions[name]}\n" for name in CONDA)
    pip = "".join(f"      - {name}=={versions[name]}\n" for name in PIP)
    return f"{HEADER}{conda}  - pip:\n{pip}"


if __name__ == "__main__":
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (ROOT / "environment.yml").write_text(environment(locked_versions(lock)), encoding="utf-8")
