"""Programs, files and commands that a report was made with."""

from __future__ import annotations

import platform
from importlib.metadata import version

from ckmreport.analysis import Survey
from ckmreport.presentation.tables.markdown_blocks import Passage
from ckmreport.presentation.tables.table import Table
from ckmreport.survey.waves import Wave
from ckmreport.survey.waves.data_files import source_files

#: The packages that a number, a figure or a page goes through, and what each of them does.
_PACKAGES = {
    "ckmreport": "dit rapport",
    "pandas": "tellen",
    "numpy": "rekenen",
    "scipy": "toetsen",
    "statsmodels": "intervallen en correctie van toetsen",
    "matplotlib": "figuren",
    "seaborn": "figuren",
    "papermill": "notebooks uitvoeren",
    "nbclient": "notebooks uitvoeren",
    "pypandoc-binary": "opmaak zonder Quarto",
    "typst": "pdf zonder Quarto",
}


def software_table() -> Table:
    """List the software with its versions, as installed where the report was made."""
    rows = [("Python", platform.python_version(), "programmeertaal")]
    rows += [(name, version(name), purpose) for name, purpose in _PACKAGES.items()]
    return Table(("Programma", "Versie", "Waarvoor"), tuple(rows))


def files_table(survey: Survey, *others: Survey) -> Table:
    """List the data of waves in one data folder with their SHA-256."""
    waves = [one.wave for one in (survey, *others)]
    rows = tuple((file.name, _in_groups(file.sha256)) for file in source_files(*waves))
    return Table(("Bestand", "SHA-256"), rows)


def commands(wave: Wave) -> Passage:
    """List the commands that make this report from its sources."""
    name = wave.name
    if wave.published is not None:
        steps = {
            f"ckm reconstruct {name}": "bouwt de rijen op uit de gedrukte cijfers",
            f"ckm audit {name}": "rekent elk gedrukt cijfer na",
        }
    else:
        add = f"ckm wave add BESTAND --wave {name} --fieldwork BEGIN/EIND"
        steps = {add: "controleert een export en neemt hem op"}
    steps |= {
        "ckm check": "controleert de notebooks, de teksten en de metingen",
        f"ckm report {name}": "maakt dit rapport",
    }
    lines = [f"{number}. `{step}` {what}" for number, (step, what) in enumerate(steps.items(), 1)]
    return Passage("\n".join(lines))


def _in_groups(digits: str) -> str:
    """Divide a hash into four groups, which people compare easily and a page can wrap."""
    size = len(digits) // 4
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))
