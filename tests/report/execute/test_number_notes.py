from __future__ import annotations

import json
from dataclasses import replace

import pytest
from survey_samples import ORIGIN, SEEN, SampleData, share

from ckmreport.analysis import Origin
from ckmreport.analysis.origin import LeftOut, Within
from ckmreport.presentation.text.words import Number, Words, words
from ckmreport.report.execute.number_notes import Note, NumberNotes, Where, entry_id

SHARE = Number("**23%**", ORIGIN, 52, 222, bare="23%")


def noted(number: Number, where: Where = "text") -> Note:
    notes = NumberNotes("cel")
    notes.span(number, "share", "sec-a", where)
    (note,) = notes.noted.values()
    return note


def test_a_span_carries_the_id_of_its_note_and_nothing_else() -> None:
    notes = NumberNotes("cel")
    span = notes.span(SHARE, "share", "sec-a", "text")
    (name,) = notes.noted
    assert span == f'[**23%**]{{.getal data-id="{name}"}}'
    assert notes.noted[name]["id"] == name


def test_a_note_says_all_that_the_ledger_lists_of_a_number() -> None:
    origin = replace(
        ORIGIN,
        negated=True,
        left_out=(LeftOut("deels", 4),),
        group=Within(SEEN, "nee"),
        asked=80,
        answered=76,
    )
    note = noted(Number("71%", origin, 51, 72))
    recipe = note.pop("recipe")
    assert recipe.startswith("(lambda rows: ")
    assert note.pop("id")
    assert note == {
        "expression": "share",
        "value": "71%",
        "kind": "share",
        "wave": "2025",
        "count": 51,
        "base": 72,
        "suppressed": None,
        "asked": 80,
        "answered": 76,
        "questions": ["gezien"],
        "codes": ["ja"],
        "negated": True,
        "left_out": {"deels": 4},
        "group": "gezien = nee",
        "identity": origin.identity,
        "counted": "niet Ja",
        "asked_of": "alle respondenten, Gezien: Nee",
        "source": None,
        "section": "sec-a",
        "where": "text",
    }


def test_a_value_reads_without_emphasis_and_in_an_alt_text_as_printed_there() -> None:
    number = Number("*niemand* (n=0)", ORIGIN, 0, 0, bare="–")
    assert noted(number)["value"] == "niemand (n=0)"
    assert noted(number, "alt")["value"] == "–"


def test_a_suppressed_number_has_an_origin_and_no_count_anywhere() -> None:
    origin = replace(ORIGIN, left_out=(LeftOut("deels", 3),), asked=80, answered=76)
    note = noted(Number("minder dan 5", origin, suppressed="minder dan 5"))
    assert (note["questions"], note["codes"], note["kind"]) == (["gezien"], ["ja"], "share")
    assert note["suppressed"] == "minder dan 5"
    assert [note[key] for key in ("count", "base", "asked", "answered", "recipe")] == [None] * 5
    assert note["left_out"] == {"deels": None}
    assert not any(digit in json.dumps(note["left_out"]) for digit in "0123456789")


@pytest.mark.parametrize(
    ("section", "cell", "expression", "where"),
    [
        ("sec-b", "cel", "share", "text"),
        ("sec-a", "andere", "share", "text"),
        ("sec-a", "cel", "share.n", "text"),
        ("sec-a", "cel", "share", "caption"),
        ("sec-a", "cel", "share", "alt"),
    ],
)
def test_an_id_is_of_section_cell_expression_and_place(
    section: str, cell: str, expression: str, where: Where
) -> None:
    notes, others = NumberNotes("cel"), NumberNotes(cell)
    assert notes.span(SHARE, "share", "sec-a", "text") != others.span(
        SHARE, expression, section, where
    )


def test_an_id_hangs_on_no_value() -> None:
    before, after = NumberNotes("cel"), NumberNotes("cel")
    before.span(SHARE, "share", "sec-a", "text")
    few = Number("minder dan 5", replace(ORIGIN, wave="2026", asked=3), suppressed="minder dan 5")
    after.span(few, "share", "sec-a", "text")
    assert list(before.noted) == list(after.noted)


def test_an_id_hangs_on_no_order_among_the_numbers_of_an_expression() -> None:
    other = replace(SHARE, origin=replace(ORIGIN, codes=("nee",)))
    ids = []
    for parts in ((SHARE, " en ", other), (other, " en ", SHARE)):
        notes = NumberNotes("cel")
        notes.marked(Words(parts), "with_shares(x)", "sec-a", "text")
        ids.append({tuple(note["codes"]): name for name, note in notes.noted.items()})
    assert ids[0] == ids[1]
    assert len(set(ids[0].values())) == 2


def test_the_same_number_twice_is_one_note() -> None:
    notes = NumberNotes("cel")
    first, second = (notes.span(SHARE, "share", "sec-a", "text") for _ in range(2))
    assert first == second
    assert len(notes.noted) == 1


def test_every_number_of_a_test_has_a_note_of_its_own(data: SampleData) -> None:
    found = data.synthetic().survey({}).tests()["gezien", "se_zorgen"]
    notes = NumberNotes("cel")
    text = notes.marked(words(found), "test", "sec-a", "note")
    values = [note["value"] for note in notes.noted.values()]
    assert values == ["8", "85", "16,03", "= 0,042", "0,042", "0,22"]
    assert all(f'data-id="{name}"' in text for name in notes.noted)
    assert {note["recipe"] for note in notes.noted.values()} == {None}


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("share.n", "share-n"),
        ('survey["gezien"].any_of("ja", "deels")', "survey-gezien-any-of-ja-deels"),
        ("x" * 60, "x" * 40),
        ("(((", ""),
    ],
)
def test_an_id_is_readable(code: str, slug: str) -> None:
    name = entry_id("sec-a", "cel", code)
    assert name.startswith(f"sec-a/cel/{slug}-")
    assert len(name) == len(f"sec-a/cel/{slug}-") + 6


def test_without_a_section_an_id_begins_with_its_cell() -> None:
    assert entry_id("", "cel", "n").startswith("cel/n-")


def test_a_note_can_be_written_into_a_notebook() -> None:
    for number in (*words(share(1, 3)).numbers, Number("1", Origin("", "about this report"))):
        assert json.loads(json.dumps(noted(number))) == noted(number)
