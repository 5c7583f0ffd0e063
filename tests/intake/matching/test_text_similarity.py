from __future__ import annotations

from ckmreport.intake.matching.text_similarity import bare, nearest, plain, scores


def test_plain_text_has_no_markup_case_or_extra_space() -> None:
    assert plain(" <p>Waar\u00a0 WERKT<br/>u?</p>") == "waar werkt u?"


def test_bare_text_has_letters_and_digits_only() -> None:
    assert bare("SE_n (2-5)") == "sen25"


def test_the_nearest_choice_is_given_with_its_score_or_not_at_all() -> None:
    choices = {"a": "binnenstad", "b": "oude wijken"}
    found = nearest("Binnen-stad", choices, 80)
    assert found is not None
    assert (found[0], 80 < found[1] < 100) == ("a", True)
    assert nearest("Haren", choices, 80) is None


def test_scores_below_the_least_are_nothing() -> None:
    ((same, other),) = scores(["Waar werkt u?"], ["waar  werkt u?", "Wat is uw functie?"])
    assert (same, other) == (100.0, 0.0)
