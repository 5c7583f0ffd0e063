"""Keeps what the checks found beside the wave: for the report, and for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from ckmreport.intake.checks_page import checks_page
from ckmreport.intake.findings import SEVERITIES, Finding
from ckmreport.intake.privacy import without_personal_texts
from ckmreport.survey.waves.import_findings import FILE, SCHEMA

PAGE = "checks.html"


def write_checks(folder: Path, findings: Iterable[Finding], *, wave: str, rows: int) -> None:
    """Write `checks.json` and the page `checks.html` into the folder of a wave.

    Args:
        folder: the folder, which must exist.
        findings: what the checks found, in the order in which it is shown.
        wave: the name of the wave.
        rows: how many rows of answers the export has.
    """
    kept = [without_personal_texts(finding) for finding in findings]
    counts = Counter(finding.severity for finding in kept)
    content = {
        "schema": SCHEMA,
        "wave": wave,
        "rows": rows,
        "counts": {severity: counts[severity] for severity in SEVERITIES},
        "findings": [asdict(finding) for finding in kept],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")
    (folder / PAGE).write_text(checks_page(kept, wave=wave, rows=rows), encoding="utf-8")
