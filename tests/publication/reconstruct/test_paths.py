from __future__ import annotations

from survey_samples import SampleData

from ckmreport.publication.reconstruct.paths import Order, Path
from ckmreport.survey.questionnaire import load_questionnaire


def sample_order(data: SampleData) -> Order:
    blocks = (("wijk", "functie", "gezien"), ("se_n",), ("plek",), ("se_zorgen", "ce_zorgen"))
    return Order.of(blocks, load_questionnaire(data.folder / "questionnaire.yml"))


def test_paths_follow_the_routing_and_may_stop_between_blocks(data: SampleData) -> None:
    saw, victims = frozenset({"gezien"}), frozenset({"gezien", "se_n"})
    expected = {
        Path(frozenset({0}), frozenset()),
        Path(frozenset({0, 3}), frozenset()),
        Path(frozenset({0}), saw),
        Path(frozenset({0, 1}), saw),
        Path(frozenset({0, 1, 3}), saw),
        Path(frozenset({0, 1}), victims),
        Path(frozenset({0, 1, 2}), victims),
        Path(frozenset({0, 1, 2, 3}), victims),
    }
    paths = sample_order(data).paths
    assert set(paths) == expected
    assert len(paths) == len(expected)


def test_a_section_is_a_block_and_what_it_opens(data: SampleData) -> None:
    order = sample_order(data)
    assert order.section(1) == ("se_n", "plek")
    assert order.section(3) == ("se_zorgen", "ce_zorgen")
    assert order.tail(2) == ("plek", "se_zorgen", "ce_zorgen")
    assert [str(rule) for rule in order.filters.values()] == ["gezien ≠ nee", "se_n ≠ 0"]


def test_a_follow_up_is_in_the_block_of_the_question_that_it_follows(data: SampleData) -> None:
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    apart = sample_order(data)
    together = Order.of((("wijk", "functie", "gezien"), ("se_n", "plek")), questionnaire)
    assert str(together.follow_up(questionnaire["plek"])) == "se_n ≠ 0"
    assert apart.follow_up(questionnaire["plek"]) is None
    assert apart.follow_up(questionnaire["wijk"]) is None
