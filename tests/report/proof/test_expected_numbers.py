from __future__ import annotations

from ckmreport.report.proof.expected_numbers import Expectation, Wanted
from ckmreport.report.proof.manuscript import Line, Manuscript, Piece, Section, Where


def line(*pieces: Piece, where: Where = "text") -> Line:
    return Line(pieces, where, "a.ipynb", "sec-a", "cel")


COMPUTED = Piece("52", "share.n", accounted=True)


def test_only_what_is_accounted_for_is_wanted() -> None:
    wanted = Wanted()
    wanted.add(line(Piece("Van de 222 zagen "), COMPUTED, Piece(" het.")))
    assert wanted.must == {"52": 1}
    assert wanted.sentence_with("52") == "Van de 222 zagen 52 het."


def test_a_sign_that_follows_a_result_belongs_to_its_number() -> None:
    wanted = Wanted()
    wanted.add(line(COMPUTED, Piece("% zag het.")))
    assert wanted.must == {"52%": 1}


def test_a_number_in_a_citation_may_be_there() -> None:
    wanted = Wanted()
    wanted.add(line(Piece("[@ckm, deel 7]", cited=True)))
    assert (wanted.must, wanted.may) == ({}, {"7": 1})


def test_stretches_are_joined() -> None:
    first, second = Wanted(), Wanted()
    first.add(line(COMPUTED))
    second.add(line(COMPUTED))
    assert Wanted.together([first, second]).must == {"52": 2}


def test_texts_alternatives_and_notes_are_kept_apart() -> None:
    lines = tuple(line(COMPUTED, where=where) for where in ("text", "caption", "alt", "note"))
    sections = (Section("sec-a", "a.ipynb"),)
    expected = Expectation.of(Manuscript(sections, lines, (), (), {"a.ipynb": ()}, {}))
    assert expected.sections["sec-a"].must == {"52": 2}
    assert expected.alts["sec-a"].must == {"52": 1}
    assert expected.notes["a.ipynb"].must == {"52": 1}
