from pathlib import Path

from notebook_samples import code_cell, markdown_cell, notebook_of, output

from ckmreport.report.execute.notebook_files import read_notebook, write_notebook
from ckmreport.report.execute.reader_notebook import readable, write_readable

SHARE = '[86%]{.getal title="191 van 222"}'


def test_results_stand_in_the_text_and_spans_are_gone() -> None:
    entry = {
        "expression": "share",
        "result": {"status": "ok", "data": {"text/markdown": SHARE}, "metadata": {}},
    }
    cell = markdown_cell(
        "[Bijna allen]{.claim when='share > 1'}: `{python} share`, [artikel 273f]{.vast}, "
        "[link](x), `[code]{.a}`.",
        metadata={"user_expressions": [entry]},
    )
    notebook = notebook_of(cell)
    (result,) = readable(notebook).cells
    assert result.source == "Bijna allen: 86%, artikel 273f, [link](x), `[code]{.a}`."
    assert result.metadata == {}
    assert "`{python} share`" in cell.source  # the executed notebook itself is not changed


def test_a_false_claim_is_remarked_on() -> None:
    cell = markdown_cell("[Het groeit]{.claim .onwaar when='a > b'}. [Ja]{.claim when='a'}.")
    (result,) = readable(notebook_of(cell)).cells
    assert result.source == "Het groeit **[niet onderbouwd door deze cijfers]**. Ja."


def test_captions_and_tables_lose_spans_and_outputs_stay() -> None:
    source = '#| label: tbl-x\n#| tbl-cap: "Van [222]{.n title=\\"x\\"}"\ntable("[a]{.b}")'
    table = output("execute_result", data={"text/markdown": f"| {SHARE} |", "text/plain": "t"})
    figure = output("display_data", data={"image/png": "iVBO"})
    cell = code_cell(source, outputs=[table, figure])
    (result,) = readable(notebook_of(cell)).cells
    assert result.source == '#| label: tbl-x\n#| tbl-cap: "Van 222"\ntable("[a]{.b}")'
    assert result.outputs[0].data == {"text/markdown": "| 86% |", "text/plain": "t"}
    assert result.outputs[1] == figure


def test_the_copy_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    executed, target = tmp_path / "a.ipynb", tmp_path / "copies" / "a.ipynb"
    write_notebook(notebook_of(markdown_cell("[a]{.b}", id="x")), executed)
    write_readable(executed, target)
    assert read_notebook(target).cells[0].source == "a"
    assert read_notebook(executed).cells[0].source == "[a]{.b}"


def test_blocks_and_labels_read_as_in_jupyter() -> None:
    source = (
        "## Aanpak {#sec-aanpak}\n\n"
        '::: {.callout-note title="Wat is uitbuiting?"}\nDwang.\n:::\n\n'
        "::: {.vraag}\nHoe vaak?\n:::"
    )
    (result,) = readable(notebook_of(markdown_cell(source))).cells
    assert result.source == "## Aanpak\n\n**Wat is uitbuiting?**\n\nDwang.\n\nHoe vaak?"
