"""What becomes of cells when the kernel has answered; the engine's tests do it in kernels."""

from __future__ import annotations

from typing import Any

import pytest
from notebook_samples import code_cell, markdown_cell

from ckmreport.errors import CkmError
from ckmreport.execute.answers import write_options, write_results
from ckmreport.execute.probes import MIME_TYPE


def forms(text: str) -> dict[str, Any]:
    return {"status": "ok", "data": {"text/markdown": f"[{text}]{{.getal}}", "text/plain": text}}


def value(content: object) -> dict[str, Any]:
    return {"status": "ok", "data": {MIME_TYPE: content}}


FAILED = {"status": "error", "ename": "NameError", "evalue": "name 'n' is not defined"}


def test_a_result_stands_once_where_quarto_looks_for_it() -> None:
    cell = markdown_cell("`{python} n` en nog eens `{python} n`")
    write_results(cell, {"n": forms("222")})
    (entry,) = cell.metadata["user_expressions"]
    assert (entry["expression"], entry["result"]["data"]["text/markdown"]) == (
        "n",
        "[222]{.getal}",
    )


@pytest.mark.parametrize(("truth", "told"), [(True, True), (False, True), (None, False)])
def test_a_claim_is_noted_and_marked_where_nothing_bears_it_out(
    truth: bool | None, told: bool
) -> None:
    cell = markdown_cell('[Veel.]{.claim when="n > m"}')
    replies = {"claim 0": value(truth), "value 0 n": value("222"), "value 0 m": FAILED}
    write_results(cell, replies)
    (claim,) = cell.metadata["ckm"]["claims"]
    assert claim["holds"] == (truth is True)
    assert claim["values"] == {"n": "222"}
    assert claim.get("told", True) == told
    assert ("onwaar" in cell.source) == (truth is not True)


def test_captions_keep_marks_and_alternative_texts_do_not() -> None:
    cell = code_cell('#| fig-cap: "n=`{python} n`"\n#| fig-alt: "`{python} n` mensen"\nx')
    write_options(cell, {"n": forms("222")})
    assert cell.source == '#| fig-cap: "n=[222]{.getal}"\n#| fig-alt: "222 mensen"\nx'
    assert cell.metadata["ckm"]["options"]["fig-alt"]["results"] == {"n": "222"}


def test_what_fails_is_named() -> None:
    with pytest.raises(CkmError, match="the expression `n` fails: NameError"):
        write_results(markdown_cell("`{python} n`"), {"n": FAILED})
    with pytest.raises(CkmError, match="the condition `n > 2` fails: NameError"):
        cell = markdown_cell('[Veel.]{.claim when="n > 2"}')
        write_results(cell, {"claim 0": FAILED, "value 0 n": FAILED})
