import pytest

from ckmreport.report.execute.markdown.code_and_prose import code_spans, prose


@pytest.mark.parametrize(
    "source",
    [
        "```\nhidden\n```",
        "~~~ python\nhidden\n```\nhidden\n~~~",
        "````\n```\nhidden\n```\n````",
        "```\nhidden, never closed",
        "text\n\n    hidden\n\n    hidden too",
        "- item\n\nparagraph\n\n    hidden",
        "<!-- hidden\nhidden -->",
        "- item\n\n  ```\n  hidden\n  ```",
    ],
)
def test_code_blocks_and_comments_are_blanked(source: str) -> None:
    assert "hidden" not in prose(source)


@pytest.mark.parametrize(
    "source",
    [
        "text\n    shown, a continuation",
        "- item\n\n    shown, a paragraph of the item",
        "[^a]: note\n\n    shown, more of the note",
        "```inline``` shown",
        "```\ncode\n```\nshown",
    ],
)
def test_prose_is_kept(source: str) -> None:
    assert "shown" in prose(source)


def test_offsets_do_not_change() -> None:
    source = "één\r\n```\ncode\n```\n<!-- a\nb --> tot slot"
    assert len(prose(source)) == len(source)
    assert prose(source).index("tot slot") == source.index("tot slot")


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("a `b` c", [("b", 1)]),
        ("``c ` d`` and `e`", [("c ` d", 2), ("e", 1)]),
        ("over `two\nlines`", [("two\nlines", 1)]),
        ("not `over\n\na blank` line", []),
        ("\\`no opening` here", []),
        ("`a\\` b", [("a\\", 1)]),
        ("never ``closed`", []),
    ],
)
def test_code_spans_follow_markdown(source: str, spans: list[tuple[str, int]]) -> None:
    assert [(span.text, span.ticks) for span in code_spans(source)] == spans


def test_a_code_span_knows_where_it_stands() -> None:
    source = "a ``b`` c"
    (span,) = code_spans(source)
    assert source[span.start : span.end] == "``b``"
