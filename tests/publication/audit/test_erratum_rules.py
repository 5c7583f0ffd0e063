"""Errors that the printed figures give away: what is planted is found, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from audit_samples import publication, questionnaire, with_figures, with_statement

from ckmreport.publication.audit.erratum_rules import find_inconsistencies
from ckmreport.publication.publication_files import Publication

PRINTED = publication()
ASKED = questionnaire()
KNOWN = set(find_inconsistencies(PRINTED, ASKED))


def with_figure(name: str, **changes: object) -> Publication:
    """Print one figure otherwise."""
    return with_figures(PRINTED, name, **changes)


def planted(changed: Publication) -> set[tuple[str, tuple[str, ...]]]:
    """Find what a changed publication has and the real one has not."""
    return {
        (found.rule, found.figures) for found in set(find_inconsistencies(changed, ASKED)) - KNOWN
    }


def test_a_percentage_that_its_base_cannot_give() -> None:
    assert planted(with_figure("C057", printed="90,2%")) == {("base", ("C057",))}


def test_percentages_that_do_not_add_up() -> None:
    assert planted(with_figure("C057", printed="91,1%")) == {
        ("base", ("C057",)),
        ("sum", ("C057", "C058")),
    }


def test_counts_that_do_not_add_up() -> None:
    rules = planted(with_figure("C040", count=42))
    domains = tuple(f"C{number:03}" for number in range(39, 50))
    assert ("sum", domains) in rules


def test_rounding_alone_is_no_error() -> None:
    # 28,1 + 26,5 + 45,4 is 100,0; a tenth more is within what three roundings can do
    assert ("sum", ("C135", "C136", "C137")) not in planted(with_figure("C137", printed="45,5"))


def test_a_column_that_does_not_add_up_to_its_margin_is_found_in_the_real_tables() -> None:
    columns = [found for found in KNOWN if found.rule == "sum" and "C393" in found.figures]
    assert len(columns) == 1
    # the four trained respondents in the groups left out make up the difference
    mended = with_figure("C393", count=17 + 4)
    assert columns[0] not in set(find_inconsistencies(mended, ASKED))


def test_a_figure_that_is_printed_in_two_ways() -> None:
    found = planted(with_statement(PRINTED, "S148", printed="38%"))
    assert ("twice", ("S107", "S148")) in found
    assert ("twice", ("S148", "S156")) in found
    assert ("text-table", ("S148",)) in found


def test_words_and_digits_may_say_the_same() -> None:
    assert planted(with_statement(PRINTED, "S099", printed="ongeveer de helft")) == set()


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("S036", "25%"),  # a share
        ("S061", "186"),  # a base
        ("S058", "276"),  # a lower bound
        ("S123", "de helft"),  # a statement
        ("S049", "84%"),  # of who signalled
        ("S005", "106"),  # a figure of others: the percentages beside it change
    ],
)
def test_a_figure_in_the_text_that_the_tables_contradict(name: str, printed: str) -> None:
    rules = {rule for rule, _ in planted(with_statement(PRINTED, name, printed=printed))}
    assert "text-table" in rules


def test_ticks_bound_what_the_text_can_say() -> None:
    assert planted(with_statement(PRINTED, "S062", printed="62%")) == {
        ("text-table", ("S062",)),
        ("twice", ("S062", "S144")),
    }
    assert planted(with_statement(PRINTED, "S062", printed="82%")) == {("twice", ("S062", "S144"))}


def test_more_answers_than_were_asked() -> None:
    rules = planted(with_figure("C273", count=11, printed="12,1%"))
    school = tuple(f"C{number}" for number in range(286, 292))
    assert rules == {("base-mismatch", school)}


def test_an_option_that_leaves_no_room_for_another() -> None:
    rules = planted(with_figure("C366", count=60, printed="63,2%"))
    assert ("base-mismatch", ("C368", "C366", "C367")) in rules


def test_who_knows_the_most_frequent_must_know_some() -> None:
    assert ("base-mismatch", ("C306", "C102")) in planted(with_figure("C306", count=8))
    mended = with_figure("C262", count=6)
    assert not any(
        "C080" in found.figures
        for found in find_inconsistencies(mended, ASKED)
        if found.rule != "base"
    )


def with_test(number: int, **changes: object) -> Publication:
    """Print one test otherwise."""
    tests = list(PRINTED.tests)
    tests[number] = replace(tests[number], **changes)  # type: ignore[arg-type]
    return replace(PRINTED, tests=tuple(tests))


def test_the_n_of_a_test_is_who_answered_the_later_question() -> None:
    assert ("base-mismatch", ("C420",)) in planted(with_test(0, n=84))
    mended = set(find_inconsistencies(with_test(1, n=85), ASKED))
    assert not any(found.rule == "base-mismatch" and "C421" in found.figures for found in mended)


def test_the_level_is_the_strictest_that_the_statistic_reaches() -> None:
    assert ("test-level", ("C420",)) in planted(with_test(0, p="< .05"))
    assert ("test-level", ("C423",)) in planted(with_test(3, p="< .01"))
    assert ("test-level", ("C423",)) in planted(with_test(3, statistic=Fraction(9)))
    mended = set(find_inconsistencies(with_test(2, p="< .01"), ASKED))
    assert not any(found.rule == "test-level" for found in mended)


def test_every_real_test_has_too_many_small_cells_whatever_its_table() -> None:
    sparse = {found.figures: found.message for found in KNOWN if found.rule == "test-assumption"}
    assert sorted(sparse) == [("C420",), ("C421",), ("C422",), ("C423",)]
    assert sparse["C420",].startswith("at least 6 of the 12 cells")


def test_a_test_with_large_categories_has_no_small_cells() -> None:
    large = with_figures(PRINTED, *(f"C{number}" for number in range(186, 192)), count=14)
    found = find_inconsistencies(with_figures(large, "C187", count=15), ASKED)
    assert not any(each.rule == "test-assumption" and "C420" in each.figures for each in found)


def test_a_statement_that_nothing_gives_is_passed_over() -> None:
    odd = replace(PRINTED.statements[0], id="S999", expression="survey.wave.name", printed="12")
    assert planted(replace(PRINTED, statements=(*PRINTED.statements, odd))) == set()
