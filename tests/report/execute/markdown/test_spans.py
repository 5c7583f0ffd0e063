import pytest

from ckmreport.report.execute.markdown.spans import find_spans, without_spans


def test_a_span_has_text_classes_and_attributes() -> None:
    (span,) = find_spans("""Zie [de *zin*]{#a .claim .x when="y['ja'] >= 0.5" data-n=3}.""")
    assert span.text == "de *zin*"
    assert span.classes == ("claim", "x")
    assert span.attributes == {"when": "y['ja'] >= 0.5", "data-n": "3"}


def test_offsets_cut_the_span_out_of_its_source() -> None:
    source = "voor [a]{.b} na"
    (span,) = find_spans(source)
    assert source[span.start : span.end] == "[a]{.b}"
    assert source[span.braces : span.end] == "{.b}"


def test_quoted_attribute_values_may_hold_quotes_and_dots() -> None:
    (span,) = find_spans(r"""[a]{.b when="x == \"ja\" or y.z > 1"}""")
    assert span.attributes["when"] == 'x == "ja" or y.z > 1'
    assert span.classes == ("b",)


def test_spans_nest() -> None:
    texts = [span.text for span in find_spans("[een [twee]{.b} [3] drie]{.a}")]
    assert texts == ["twee", "een [twee]{.b} [3] drie"]


@pytest.mark.parametrize(
    "source",
    [
        "[link](doel){.x}",
        "[@bron, p. 3]",
        "`[code]{.a}`",
        "```\n[code]{.a}\n```",
        r"\[geen]{.a}",
        "[over\n\neen witregel]{.a}",
        "# Kop {#sec-kop}",
        "[zonder](x) ]{.a}",
    ],
)
def test_other_brackets_are_no_spans(source: str) -> None:
    assert list(find_spans(source)) == []


def test_brackets_in_code_do_not_end_a_span() -> None:
    (span,) = find_spans("""[in `{python} x["]"]` staat]{.a}""")
    assert span.text == """in `{python} x["]"]` staat"""


def test_without_spans_leaves_the_text_of_nested_spans() -> None:
    source = '[een [86%]{.getal data-n="3"} en [link](x)]{.a}, `[code]{.b}` [k]{.c}'
    assert without_spans(source) == "een 86% en [link](x), `[code]{.b}` k"
