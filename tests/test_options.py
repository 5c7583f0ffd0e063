import pytest
import yaml

from ckmreport.errors import CkmError
from ckmreport.execute.options import captions, computed_options, replace_options

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


def test_captions_are_read_when_they_contain_a_text() -> None:
    assert captions("#| fig-cap: a [b]{.c}\n#| fig-alt: a [b]{.c}\nx", "]{") == {
        "fig-cap": "a [b]{.c}"
    }
    assert captions("#| fig-cap: a\nx", "]{") == {}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("#| fig-cap: n: `{python} x`", "not valid YAML"),
        ("#| fig-cap `{python} x`", "no key: value"),
        ("#| label: fig-`{python} x`", "'label' is not evaluated"),
        ("#| fig-cap: [a, '`{python} x`']", "'fig-cap' is not evaluated"),
    ],
)
def test_options_that_cannot_be_computed_are_an_error(source: str, message: str) -> None:
    with pytest.raises(CkmError, match=message):
        computed_options(source)
