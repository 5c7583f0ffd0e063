import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.expressions import find_expressions, substitute


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("Van de `{python} n` deed `{python} a['ja'].pct` mee.", ["n", "a['ja'].pct"]),
        ("`{python}  spaced ` en\t`{python}\ttab`", ["spaced", "tab"]),
        ("- punt\n\n    `{python} in_lijst`", ["in_lijst"]),
        ("**`{python} vet`**, [`{python} zin`]{.claim when='a'}", ["vet", "zin"]),
        ("``een `{python} voorbeeld` ``", []),
        ("```\n`{python} in_blok`\n```", []),
        ("tekst\n\n    `{python} ingesprongen`", []),
        ("<!-- `{python} weg` -->", []),
        ("`{{python}} x` en `python` en `{r} x`", []),
    ],
)
def test_expressions_stand_in_prose_only(source: str, texts: list[str]) -> None:
    assert [expression.text for expression in find_expressions(source)] == texts


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("`{python} a +`", "not valid Python"),
        ("`{python} a = 1`", "not valid Python"),
        ("`{python} a``{python} b`", "nothing between"),
        ("`code``{python} a`", "nothing between"),
        ("\\``{python} a`", "nothing between"),
        ("`{python}a`", "not an inline expression"),
        ("`{python} `", "not an inline expression"),
        ("`{python} a\n+ b`", "not an inline expression"),
        ("`{python} a`\n\n```\n`{python} a`\n```", "both in the prose and in code"),
    ],
)
def test_what_quarto_would_print_as_code_is_an_error(source: str, message: str) -> None:
    with pytest.raises(CkmError, match=message):
        find_expressions(source)


def test_substitute_replaces_every_expression_and_nothing_else() -> None:
    source = "`{python} n` van `{python} m` (`{python} n`), ``  `{python} k` ``"
    assert (
        substitute(source, {"n": "222", "m": "**3**"}) == "222 van **3** (222), ``  `{python} k` ``"
    )


def test_substitute_wants_every_result() -> None:
    with pytest.raises(KeyError):
        substitute("`{python} n`", {})
