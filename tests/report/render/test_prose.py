from __future__ import annotations

import pytest

from ckmreport.report.render.prose import Heading, Prose


def test_code_and_comments_are_no_prose() -> None:
    prose = Prose.of("a `@b` <!-- @c -->\n\n```\n@d\n```\n\n@e")
    assert prose.citations() == ["e"]
    assert Prose.of("- a\n\n  ```\n  @b\n  ```\n\n`` @c ` @d `` @e").citations() == ["e"]


def test_code_keeps_a_reference_and_a_citation_apart() -> None:
    assert Prose.of("@fig-a `code` [@b]").mixed_references() == []
    assert Prose.of("@fig-a [@b]").mixed_references() == ["@fig-a [@b]"]


def test_headings_come_with_level_and_attributes() -> None:
    prose = Prose.of("# Een {#sec-een .unnumbered}\n\ntekst # geen kop\n\n## Twee")
    assert list(prose.headings()) == [
        Heading(1, "Een", "#sec-een .unnumbered"),
        Heading(2, "Twee", ""),
    ]
    assert list(prose.unnumbered_anchors()) == ["sec-een"]


def test_the_title_of_a_callout_is_no_heading() -> None:
    prose = Prose.of("::: {.callout-note}\n## Titel\n:::\n\n## Kop")
    assert [heading.text for heading in prose.headings()] == ["Kop"]


def test_anchors_come_from_headings_and_captions_of_tables() -> None:
    prose = Prose.of("## A {#sec-a}\n\n|x|\n|-|\n|1|\n\n: Bijschrift {#tbl-x}")
    assert list(prose.anchors()) == ["sec-a", "tbl-x"]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("[@covers2024, p. 3; @a:b]", ["covers2024", "a:b"]),
        ("zoals @covers2024.", ["covers2024"]),
        ("[-@fig-a] en @{sleutel}", ["fig-a", "sleutel"]),
        ("naam@voorbeeld.nl en \\@geen", []),
    ],
)
def test_citations_are_told_from_addresses(source: str, names: list[str]) -> None:
    assert Prose.of(source).citations() == names


@pytest.mark.parametrize(
    ("source", "unnumbered"),
    [
        ("# A {.unnumbered}", True),
        ("\n# A {-}\n\ntekst", True),
        ("# A", False),
        ("<!-- x -->\n# A {.unnumbered}", False),
        ("", False),
    ],
)
def test_an_unnumbered_beginning_is_seen(source: str, unnumbered: bool) -> None:
    assert Prose.begins_unnumbered(source) is unnumbered


def test_blocks_are_named_by_class_or_word() -> None:
    prose = Prose.of('::: {.callout-tip title="a"}\n:::\n\n::: {#refs}\n:::\n\n::: los\n:::')
    assert list(prose.divs()) == ["callout-tip", "refs", "los"]
    assert list(prose.div_options()) == ["title"]


def test_a_condition_may_look_like_a_tag() -> None:
    assert Prose.of('[x]{.claim when="a<b and b>c"}').html_tags() == []
