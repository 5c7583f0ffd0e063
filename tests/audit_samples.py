"""A copy of the data of the published wave, to change something in and audit again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from ckmreport.publication.audit.audit import Audit, audit
from ckmreport.publication.audit.row_counts import Rows, load_rows
from ckmreport.publication.publication_files import Publication, load_publication
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire

DATA = Path(__file__).parent.parent / "data"
WAVE = "2023"


@dataclass(frozen=True)
class AuditData:
    """A data folder of its own, with the published wave."""

    folder: Path

    @property
    def publication(self) -> Path:
        """Where the printed figures are."""
        return self.folder / "publication" / WAVE

    @property
    def responses(self) -> Path:
        """The rows of the wave."""
        return self.folder / "waves" / WAVE / "responses.csv"

    def audit(self) -> Audit:
        """Audit the wave."""
        return audit(self.folder, WAVE)

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the one occurrence of a text in a file of the publication."""
        path = self.publication / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def remove_erratum(self, name: str) -> None:
        """Leave an erratum out of `errata.yml`."""
        path = self.publication / "errata.yml"
        head, *entries = path.read_text("utf-8").split("  - id: ")
        kept = [entry for entry in entries if not entry.startswith(name)]
        assert len(kept) == len(entries) - 1
        path.write_text("  - id: ".join([head, *kept]), "utf-8")

    def change_answer(self, column: str, old: str, new: str) -> None:
        """Change the answer of the first kept respondent who gave a certain one."""
        frame = pd.read_csv(self.responses, dtype=str, keep_default_na=False)
        found = frame.index[(frame["status"] == "behouden") & (frame[column] == old)]
        frame.loc[found[0], column] = new
        frame.to_csv(self.responses, index=False)


def copy_audit_data(folder: Path) -> AuditData:
    """Copy the data folder."""
    shutil.copytree(DATA, folder)
    return AuditData(folder)


def questionnaire() -> Questionnaire:
    """Read the questionnaire of the wave."""
    return load_questionnaire(DATA / "waves" / WAVE / "questionnaire.yml")


def publication() -> Publication:
    """Read what was printed of the wave."""
    return load_publication(DATA / "publication" / WAVE, questionnaire())


def rows() -> Rows:
    """Read the rows of the wave."""
    return load_rows(DATA / "waves" / WAVE / "responses.csv", questionnaire())


def with_figures(whole: Publication, /, *names: str, **changes: object) -> Publication:
    """Print some figures otherwise."""
    lines = tuple(
        replace(figure, **changes) if figure.id in names else figure  # type: ignore[arg-type]
        for figure in whole.figures
    )
    return replace(whole, figures=replace(whole.figures, lines=lines))


def with_statement(whole: Publication, name: str, /, **changes: str) -> Publication:
    """Print one statement of the text otherwise."""
    statements = tuple(
        replace(statement, **changes) if statement.id == name else statement
        for statement in whole.statements
    )
    return replace(whole, statements=statements)
