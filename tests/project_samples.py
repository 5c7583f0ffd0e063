"""A copy of the project in a folder of its own, and its command."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PARTS = ("_quarto.yml", "index.ipynb", "references.bib", "notebooks", "_extensions", "data")


@dataclass(frozen=True)
class Project:
    """A copy of the project's sources; the package itself is the installed one."""

    folder: Path

    def ckm(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command there, as a user does."""
        command = [sys.executable, "-W", "error", "-m", "ckmreport", *arguments]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=300
        )


def copy_project(folder: Path) -> Project:
    """Copy the sources of the project, without what was made from them."""
    folder.mkdir(parents=True)
    for name in _PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copyfile(source, folder / name)
    return Project(folder)
