"""A copy of the project in a folder of its own, and its command."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

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


_SMALL = ("index.ipynb", "notebooks/01-inleiding.ipynb", "notebooks/literatuur.ipynb")
_TO_OTHER_CHAPTERS = r"@sec-[a-z-]+|\[[^\]\[]*\]\(#sec-[a-z-]+\)"


def small_project(folder: Path) -> Project:
    """Copy the project with a book of few chapters, one of which includes texts of the wave."""
    project = copy_project(folder)
    path = folder / "_quarto.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    settings["book"]["chapters"] = list(_SMALL)
    del settings["book"]["appendices"]
    path.write_text(yaml.safe_dump(settings), "utf-8")
    for name in _SMALL:
        notebook = folder / name
        text = re.sub(_TO_OTHER_CHAPTERS, "elders", notebook.read_text("utf-8"))
        notebook.write_text(text, "utf-8")
    for notebook in (folder / "notebooks").glob("*.ipynb"):
        if f"notebooks/{notebook.name}" not in _SMALL:
            notebook.unlink()
    return project
