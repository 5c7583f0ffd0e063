"""The request of `ckm report`, and its result.

Imports nothing heavy: to say that nothing changed must take no second.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ckmreport.report.execute.processes import Pool, Preload
from ckmreport.report.freshness.inputs import Study

if TYPE_CHECKING:
    from ckmreport.report.execute.markdown.claims import Claim
    from ckmreport.report.render import Format, Renderer
    from ckmreport.survey.waves.unfinished import Unfinished

_BUILD = "_build"
#: What the notebooks import.
NOTEBOOKS = Preload(
    modules=(
        "ckmreport.notebook",
        "ckmreport.presentation.figures",
        "seaborn",
        "scipy.stats",
        "statsmodels.stats.proportion",
    )
)


def preload_for(study: Study) -> Preload:
    """Describe what the processes of a report load in advance: imports, and the open survey."""
    opening = ("ckmreport.notebook:open_survey", study.wave, str(study.data))
    return replace(NOTEBOOKS, prepare=opening)


@dataclass(frozen=True)
class Request:
    """A request for a report; folders are absolute.

    Chapters of which nothing changed are kept, unless `again`. `build` is where the book is
    staged, by default a folder of the project; two reports that are made at the same time need
    one each. `pool` are the processes that execute chapters; see `execute`. `printed` is a function
    of the data folder and the wave, as `module:function`; it gives what a publication prints of
    numbers, by their identity.
    """

    study: Study
    out: Path
    formats: Collection[Format] = ("html", "pdf")
    renderer: Renderer = "auto"
    jobs: int = 1
    strict: bool = False
    again: bool = False
    build: Path | None = None
    pool: Pool | None = None
    printed: str | None = None

    @property
    def staging(self) -> Path:
        """The folder in which the book is staged."""
        return self.build or self.study.project / _BUILD / self.study.wave

    @property
    def target(self) -> Path:
        """The folder of the finished book."""
        return self.out / self.study.wave


@dataclass(frozen=True)
class Report:
    """The files of a report, and what a person should look at before publishing it."""

    folder: Path
    renderer: str
    formats: Collection[Format]
    untrue: tuple[Claim, ...]
    open_ends: tuple[Unfinished, ...]
    warnings: tuple[str, ...]

    @property
    def is_finished(self) -> bool:
        """Whether all its sentences hold and nothing is still to be filled in or written."""
        return not (self.untrue or self.open_ends)

    @property
    def parts(self) -> list[Path]:
        """The files and folders that a reader looks for."""
        forms = {"html": ("html/index.html",), "pdf": ("rapport.pdf", "kerncijfers.pdf")}
        names = [name for form in ("html", "pdf") if form in self.formats for name in forms[form]]
        return [self.folder / name for name in (*names, "notebooks", "tables", "ledger.json")]
