import json
from pathlib import Path

import pytest
from notebook_samples import markdown_cell, notebook_of

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.notebook_files import placed, read_notebook, write_notebook


def test_cells_without_an_id_get_one_from_their_position(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Kop\n", "tekst"]},
        {
            "cell_type": "code",
            "metadata": {},
            "source": "1",
            "outputs": [],
            "execution_count": None,
        },
    ]
    path = tmp_path / "old.ipynb"
    path.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}),
        encoding="utf-8",
    )
    notebook = read_notebook(path)
    assert [cell.id for cell in notebook.cells] == ["cell-1", "cell-2"]
    assert notebook.cells[0].source == "# Kop\ntekst"
    assert notebook.metadata.kernelspec.language == "python"


def test_sources_are_written_as_lists_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "new" / "n.ipynb"
    write_notebook(notebook_of(markdown_cell("a\nb", id="x")), path)
    assert json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"] == ["a\n", "b"]
    assert read_notebook(path).cells[0].source == "a\nb"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"nbformat": 4, "cells": [{}]}', "null"])
def test_a_file_that_is_no_notebook_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CkmError, match="not a valid notebook") as caught:
        read_notebook(path)
    assert caught.value.place == str(path)


def test_a_missing_file_and_an_old_format_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    with pytest.raises(CkmError, match="does not exist"):
        read_notebook(path)
    path.write_text('{"nbformat": 3}', encoding="utf-8")
    with pytest.raises(CkmError, match="format 3"):
        read_notebook(path)


def test_an_error_gets_a_place_unless_it_has_one() -> None:
    with pytest.raises(CkmError) as caught, placed("hier"):
        raise CkmError("mis", advice="herstel")
    assert (caught.value.place, caught.value.advice) == ("hier", "herstel")
    with pytest.raises(CkmError) as caught, placed("hier"):
        raise CkmError("mis", place="daar")
    assert caught.value.place == "daar"
