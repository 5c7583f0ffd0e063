"""What the prose asks of a namespace, and what becomes of a cell when it has answered."""

from __future__ import annotations

import numpy as np
import pytest
from notebook_samples import code_cell, markdown_cell

from ckmreport.foundation.errors import CannotTell, CkmError
from ckmreport.report.execute.cell_results import HIDDEN, asks, write_options, write_results
from ckmreport.report.execute.markdown.cell_options import cell_options, computed_options


class Names(dict[str, object]):
    """A namespace that notes what it is asked."""

    def __init__(self, **names: object) -> None:
        super().__init__(names)
        self.asked: list[str] = []

    def evaluate(self, expression: str) -> object:
        self.asked.append(expression)
        return eval(expression, self)


def hidden() -> bool:
    raise CannotTell("hidden")


def test_it_is_known_whether_a_text_asks_anything() -> None:
    assert asks("Er zijn `{python} n`.")
    assert asks('[Veel.]{.claim when="n > 2"}')
    assert not asks("Geen getal.")
    with pytest.raises(CkmError, match="not valid Python"):
        asks("`{python} n +`")


def test_a_result_stands_once_where_quarto_looks_for_it() -> None:
    names = Names(n=1222)
    cell = markdown_cell("`{python} n` en nog eens `{python} n`, `{python} 1, 2` niet")
    with pytest.raises(CkmError, match="the expression `1, 2` fails: TypeError: tuple has no form"):
        write_results(cell, names.evaluate, "sec-a")
    cell = markdown_cell("`{python} n` en nog eens `{python} n`")
    names.asked.clear()
    write_results(cell, names.evaluate, "sec-a")
    (entry,) = cell.metadata["user_expressions"]
    (note,) = cell.metadata["ckm"]["numbers"]
    assert entry == {
        "expression": "n",
        "result": {
            "status": "ok",
            "data": {"text/markdown": f'[1.222]{{.getal data-id="{note["id"]}"}}'},
            "metadata": {},
        },
    }
    assert note["sentence"] == "1.222 en nog eens 1.222"
    assert names.asked == ["n"]


@pytest.mark.parametrize(
    ("value", "holds", "told"),
    [
        (True, True, True),
        (np.bool_(False), False, True),
        (np.float64(1) > 2, False, True),
        (hidden, False, False),
    ],
)
def test_a_claim_is_noted_and_marked_where_nothing_bears_it_out(
    value: object, holds: bool, told: bool
) -> None:
    names = Names(value=value, extra=None, ask=lambda it: it() if callable(it) else it)
    cell = markdown_cell('[Veel.]{.claim when="ask(value)"}')
    write_results(cell, names.evaluate, "sec-a")
    (claim,) = cell.metadata["ckm"]["claims"]
    assert claim["holds"] == holds
    assert claim["values"] == {"ask(value)": str(value) if told else HIDDEN}
    assert claim["told"] == told
    assert claim["section"] == "sec-a"
    assert f'data-id="{claim["id"]}"' in cell.source
    assert ("onwaar" in cell.source) != holds


def test_operands_read_as_in_a_sentence_if_they_can_and_guarded_ones_may_fail() -> None:
    names = Names(n=1234, some=[1], extra=None)
    cell = markdown_cell(
        '[Zo.]{.claim when="n > 3 and some != [] and (extra is None or extra.n > 3)"}'
    )
    write_results(cell, names.evaluate, "sec-a")
    (claim,) = cell.metadata["ckm"]["claims"]
    assert claim["values"] == {"n": "1.234", "some": "[1]", "[]": "[]", "extra": "None"}


@pytest.mark.parametrize("value", [1, "ja", None, [True], np.array([True])])
def test_no_other_value_is_taken_for_the_truth(value: object) -> None:
    with pytest.raises(CkmError, match=r"the condition `x` fails: TypeError.*not True or False"):
        write_results(markdown_cell('[Zo.]{.claim when="x"}'), Names(x=value).evaluate, "sec-a")


def test_captions_keep_marks_and_alternative_texts_do_not() -> None:
    names = Names(n=1222)
    cell = code_cell('#| fig-cap: "n=`{python} n`"\n#| fig-alt: "`{python} n` mensen"\nx')
    write_options(cell, names.evaluate, "sec-a")
    caption, alt = cell.metadata["ckm"]["numbers"]
    assert (caption["where"], alt["where"]) == ("caption", "alt")
    assert caption["id"] != alt["id"]
    assert computed_options(cell.source) == {}
    options = cell_options(cell.source)
    assert options["fig-cap"] == f'n=[1.222]{{.getal data-id="{caption["id"]}"}}'
    assert options["fig-alt"] == "1.222 mensen"
    assert (caption["sentence"], alt["sentence"]) == ("n=1.222", "1.222 mensen")
    assert names.asked == ["n"]
    plain = code_cell('#| fig-cap: "Zonder"\nx')
    write_options(plain, names.evaluate, "sec-a")
    assert (plain.source, plain.metadata) == ('#| fig-cap: "Zonder"\nx', {})


def test_numbers_know_their_section_and_whether_they_stand_in_a_note() -> None:
    cell = markdown_cell(
        "Er zijn er `{python} a`.[^x]\n\n## Verder {#sec-b}\n\nEn `{python} b`.\n\n"
        "[^x]: In een noot: `{python} c`.",
        id="cel",
    )
    write_results(cell, Names(a=1, b=2, c=3).evaluate, "sec-a")
    notes = cell.metadata["ckm"]["numbers"]
    assert [(one["section"], one["where"]) for one in notes] == [
        ("sec-a", "text"),
        ("sec-b", "text"),
        ("sec-b", "note"),
    ]
    assert [one["sentence"] for one in notes] == ["Er zijn er 1.", "En 2.", "In een noot: 3."]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(CkmError, match="the expression gives an empty text"):
        write_results(markdown_cell("Dit is `{python} x`."), Names(x=text).evaluate, "sec-a")


def test_a_cell_without_numbers_has_no_notes() -> None:
    cell = markdown_cell("Dit is `{python} x`.")
    write_results(cell, Names(x="tekst").evaluate, "sec-a")
    assert "ckm" not in cell.metadata


def test_what_fails_is_named() -> None:
    names = Names()
    with pytest.raises(CkmError, match="the expression `n` fails: NameError"):
        write_results(markdown_cell("`{python} n`"), names.evaluate, "sec-a")
    with pytest.raises(CkmError, match="the condition `n > 2` fails: NameError"):
        write_results(markdown_cell('[Veel.]{.claim when="n > 2"}'), names.evaluate, "sec-a")
    with pytest.raises(CkmError, match="SystemExit: 3"):
        write_results(markdown_cell("`{python} exit(3)`"), names.evaluate, "sec-a")
