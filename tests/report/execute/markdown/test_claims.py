import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.claims import find_conditions, marked, operands, sentence


def test_claims_are_given_in_reading_order() -> None:
    source = """[A [b]{.claim when="y"}]{.claim when="x"} en [c]{.claim .x when='z["ja"] > 1'}"""
    assert [one.when for one in find_conditions(source)] == ["x", "y", 'z["ja"] > 1']


@pytest.mark.parametrize(
    ("when", "compared"),
    [
        ("ce.agree > se.agree", ("ce.agree", "se.agree")),
        ("interesse['ja'] >= 0.85", ("interesse['ja']",)),
        ("a < b < c and not d == a", ("a", "b", "c", "d")),
        ("trend.rising and other.rising", ("trend", "other")),
        ("all(x > 1 for x in rows)", ("all((x > 1 for x in rows))",)),
        ("max(rows) > limit", ("max(rows)", "limit")),
    ],
)
def test_operands_are_what_the_condition_compares(when: str, compared: tuple[str, ...]) -> None:
    assert operands(when) == compared


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[Zin.]{.claim}", "has no condition"),
        ('[Zin.]{.claim when=""}', "has no condition"),
        ('[Zin.]{.claim when="a >"}', "not valid Python"),
        ('Zin.]{.claim when="a"}', "not a span"),
        ('[Zin.] {.claim when="a"}', "not a span"),
        ("[Zin.]{.claim when=a > b}", "not a span"),
        ('::: {.claim when="a"}\nZin.\n:::', "not a span"),
    ],
)
def test_a_claim_that_cannot_be_checked_is_an_error(source: str, message: str) -> None:
    with pytest.raises(CkmError, match=message):
        find_conditions(source)


@pytest.mark.parametrize(
    "source", ["`[Zin.]{.claim}`", "```\n[Zin.]{.claim}\n```", "[Zin.]{.claim-like}"]
)
def test_code_and_other_classes_are_no_claims(source: str) -> None:
    assert find_conditions(source) == []


def test_the_sentence_has_its_results_and_no_markup_of_spans() -> None:
    (condition,) = find_conditions("""[Ruim `{python} a`\nvond dit]{.claim when="a > 1"}.""")
    assert sentence(condition, {"a": "[86%]{.getal title='x'}"}) == "Ruim 86% vond dit"


def test_claims_get_their_id_false_ones_a_class_and_the_rest_stays() -> None:
    source = "[A]{.claim when='a'} [B]{.claim-x} [C]{.x .claim when='c'}"
    first, second = find_conditions(source)
    assert marked(source, [(first, "a-1", True), (second, "c-2", False)]) == (
        "[A]{.claim data-id=\"a-1\" when='a'} [B]{.claim-x} "
        "[C]{.x .claim .onwaar data-id=\"c-2\" when='c'}"
    )
    assert marked(source, []) == source


def test_a_claim_within_a_claim_is_marked_too() -> None:
    source = """[A [b]{.claim when="y"}]{.claim when="x"}"""
    outer, inner = find_conditions(source)
    assert marked(source, [(outer, "o", True), (inner, "i", False)]) == (
        '[A [b]{.claim .onwaar data-id="i" when="y"}]{.claim data-id="o" when="x"}'
    )
