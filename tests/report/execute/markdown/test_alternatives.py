from __future__ import annotations

from collections.abc import Callable

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.alternatives import choose, find_choices

GROUP = (
    'Eerst.\n[Meer `{python} a["x"]`.]{.claim when="a > b"}\n[Minder.]{.or when="a < b"}\n'
    "[Geen verschil.]{.otherwise} Dan."
)


def truth(**known: bool | None) -> Callable[[str], bool | None]:
    names = {"a > b": "more", "a < b": "less"}
    return lambda when: known.get(names[when], False)


def test_alternatives_are_spans_that_follow_each_other() -> None:
    (choice,) = find_choices(GROUP)
    assert [one.when for one in choice.alternatives] == ["a > b", "a < b", "True"]
    assert GROUP[: choice.start] == "Eerst.\n"
    assert GROUP[choice.end :] == " Dan."


@pytest.mark.parametrize(
    ("known", "index", "said"),
    [
        ({"more": True}, 0, 'Meer `{python} a["x"]`.'),
        ({"less": True}, 1, "Minder."),
        ({"more": None, "less": None}, 2, "Geen verschil."),
        ({"more": True, "less": True}, 0, 'Meer `{python} a["x"]`.'),
    ],
)
def test_the_first_that_holds_is_said(known: dict[str, bool | None], index: int, said: str) -> None:
    text, (chosen,) = choose(GROUP, truth(**known))
    when = chosen.choice.alternatives[index].when
    assert text == f'Eerst.\n[{said}]{{.claim choice="0" when="{when}"}} Dan.'
    assert chosen.index == index


def test_conditions_after_the_one_that_holds_are_not_asked() -> None:
    asked = []

    def note(when: str) -> bool:
        asked.append(when)
        return True

    choose(GROUP, note)
    assert asked == ["a > b"]


def test_an_empty_last_alternative_says_nothing() -> None:
    source = 'A. [B.]{.claim when="a > b"} []{.otherwise} C.'
    assert choose(source, truth())[0] == "A.  C."


def test_an_empty_alternative_on_lines_of_its_own_does_not_end_the_paragraph() -> None:
    source = '**A.**\n[B.]{.claim when="a > b"}\n[]{.otherwise}\nC.'
    assert choose(source, truth())[0] == "**A.**\nC."


def test_a_claim_alone_is_no_choice() -> None:
    source = '[A.]{.claim when="a > b"} en [B.]{.claim when="a < b"}'
    assert choose(source, truth()) == (source, [])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('[A.]{.claim when="a > b"} [B.]{.or when="a < b"}', "no sentence that always holds"),
        ('[B.]{.or when="a < b"} [C.]{.otherwise}', "follows no sentence"),
        ('[A.]{.claim when="a > b"} maar [C.]{.otherwise}', "follows no sentence"),
        ('[A.]{.claim when="a"} [C.]{.otherwise} [D.]{.or when="b"}', "follows no sentence"),
        ('[A.]{.claim when="a"} [B.]{.or} [C.]{.otherwise}', "has no condition"),
    ],
)
def test_alternatives_that_leave_something_open_are_refused(source: str, message: str) -> None:
    with pytest.raises(CkmError, match=message):
        find_choices(source)
