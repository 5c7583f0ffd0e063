import pytest
import yaml

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.cell_options import (
    cell_options,
    computed_options,
    replace_options,
)

SOURCE = """\
#| label: tbl-x
#| tbl-cap: "Scholing (n=`{python} d[\\"a\\"]`)"
#| fig-alt: |
#|   Over twee
#|   regels: `{python} alt`
#| echo: false
table(x)
#| tbl-cap: not an option any more"""


def test_options_with_expressions_are_found() -> None:
    assert computed_options(SOURCE) == {
        "tbl-cap": 'Scholing (n=`{python} d["a"]`)',
        "fig-alt": "Over twee\nregels: `{python} alt`\n",
    }


def test_a_cell_without_expressions_is_not_parsed() -> None:
    assert computed_options("#| fig-cap: not: yaml\nx") == {}
    assert computed_options("x = '`{python} y`'") == {}


def test_replaced_options_stand_on_one_line_each_and_the_rest_stays() -> None:
    text = 'Een "citaat": [3]{.x data-n="1"} # \\ é'
    result = replace_options(SOURCE, {"tbl-cap": text, "fig-alt": "kort"})
    lines = result.split("\n")
    assert lines[0] == "#| label: tbl-x"
    assert lines[2:] == [
        '#| fig-alt: "kort"',
        "#| echo: false",
        "table(x)",
        "#| tbl-cap: not an option any more",
    ]
    assert yaml.safe_load(lines[1].removeprefix("#| ")) == {"tbl-cap": text}


def test_replacing_nothing_changes_nothing() -> None:
    assert replace_options(SOURCE, {}) == SOURCE


def test_all_options_are_read() -> None:
    assert cell_options("#| label: fig-a\n#| echo: false\nx") == {"label": "fig-a", "echo": False}
    assert cell_options("x = 1") == cell_options("#|\nx") == {}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("#| fig-cap: n: `{python} x`", "not valid YAML"),
        ("#| fig-cap `{python} x`", "no key: value"),
        ("#| label: fig-`{python} x`", "'label' is not evaluated"),
        ("#| fig-cap: [a, '`{python} x`']", "'fig-cap' is not evaluated"),
        (
            "#| fig-cap: '[Het groeit.]{.claim when=\"x > 1\"}'",
            "claim in the cell option 'fig-cap'",
        ),
        (
            "#| fig-alt: '`{python} x` [A.]{.claim when=\"x\"}'",
            "claim in the cell option 'fig-alt'",
        ),
    ],
)
def test_options_that_cannot_be_computed_are_an_error(source: str, message: str) -> None:
    with pytest.raises(CkmError, match=message):
        computed_options(source)
