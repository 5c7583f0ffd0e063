"""An outline changes with what others may refer to, and with nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from ckmreport.report.freshness.outline import outline


def notebook(*cells: tuple[str, str, str]) -> dict[str, Any]:
    return {"cells": [{"id": i, "cell_type": kind, "source": [text]} for i, kind, text in cells]}


BEFORE = notebook(
    ("a", "markdown", "# Kop {#sec-a}\n\nEen zin over #1."),
    ("b", "code", "#| label: fig-b\n#| fig-cap: Zorgen\ndraw()"),
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [("a", "# Kop {#sec-a}\n\nEen andere zin."), ("b", "#| label: fig-b\n#| fig-cap: X\nother()")],
)
def test_prose_captions_and_code_are_no_part_of_it(cell: str, text: str) -> None:
    assert outline(changed(cell, text)) == outline(BEFORE)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a", "# Andere kop {#sec-a}\n\nEen zin over #1."),
        ("a", "# Kop {#sec-x}\n\nEen zin over #1."),
        ("a", "# Kop {#sec-a}\n\n## Erbij\n\nEen zin over #1."),
        ("b", "#| label: fig-x\n#| fig-cap: Zorgen\ndraw()"),
    ],
)
def test_headings_and_labels_are(cell: str, text: str) -> None:
    assert outline(changed(cell, text)) != outline(BEFORE)


def test_the_order_and_the_names_of_cells_are_too() -> None:
    assert outline({"cells": BEFORE["cells"][::-1]}) != outline(BEFORE)
    renamed = [{**cell, "id": f"{cell['id']}2"} for cell in BEFORE["cells"]]
    assert outline({"cells": renamed}) != outline(BEFORE)


def changed(name: str, text: str) -> dict[str, Any]:
    cells = [{**cell, "source": [text]} if cell["id"] == name else cell for cell in BEFORE["cells"]]
    return {"cells": cells}
