from __future__ import annotations

import pytest

from ckmreport.report.proof.html_edits import Edit, Element, edited, find_elements, with_attributes

PAGE = """<!doctype html>
<html lang="nl"><head><script>if (a < b) "</p>";</script></head>
<body><main>
<p id="een">Het is <span class="getal groot" title="a &quot;b&quot;">23%</span><br>
<img src="x.svg" alt="">.</p>
<ul><li>eerste<li>tweede</ul>
<section role="doc-endnotes"><p id="noot">Noot</p></section>
</main></body></html>
"""


def by_id(name: str) -> Element:
    (found,) = (e for e in find_elements(PAGE) if e.attributes.get("id") == name)
    return found


def test_elements_come_in_the_order_of_the_page() -> None:
    tags = [element.tag for element in find_elements(PAGE)]
    assert tags == "html head script body main p span ul li li section p".split()


def test_an_element_knows_where_it_begins_and_ends() -> None:
    element = by_id("een")
    assert PAGE[element.start : element.content] == '<p id="een">'
    assert PAGE[element.start : element.end].endswith('alt="">.</p>')


def test_what_is_left_open_ends_with_what_is_around_it() -> None:
    items = [element for element in find_elements(PAGE) if element.tag == "li"]
    assert [PAGE[item.end :].startswith("</ul>") for item in items] == [True, True]


def test_attributes_are_read_as_text() -> None:
    (span,) = (element for element in find_elements(PAGE) if element.tag == "span")
    assert span.classes == {"getal", "groot"}
    assert span.attributes["title"] == 'a "b"'


def test_footnotes_are_told_apart() -> None:
    assert by_id("noot").in_note
    assert not by_id("een").in_note


def test_attributes_are_added_and_replaced_and_nothing_else_changes() -> None:
    (span,) = (element for element in find_elements(PAGE) if element.tag == "span")
    edit = with_attributes(span, {"data-id": "<1>", "title": "c"})
    assert edited(PAGE, [edit]) == PAGE.replace(
        '<span class="getal groot" title="a &quot;b&quot;">',
        '<span class="getal groot" title="c" data-id="&lt;1&gt;">',
    )


def test_edits_are_made_in_the_order_of_the_page() -> None:
    assert edited("abc", [Edit(2, 3, "C"), Edit(0, 0, "-"), Edit(0, 1, "A")]) == "-AbC"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited("abc", [Edit(0, 2, ""), Edit(1, 3, "")])
