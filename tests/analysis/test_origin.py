from __future__ import annotations

from dataclasses import replace

import pytest
from survey_samples import ORIGIN, SEEN, SampleData, guarded, shown

from ckmreport.analysis import Origin
from ckmreport.analysis.origin import LeftOut, Within

GROUP = Within(SEEN, "nee")
MENTIONS = Origin("2025", "share", "mentions", (SEEN, SEEN), ("ja",), group=GROUP)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "count"},
        {"counted": "base"},
        {"questions": (replace(SEEN, name="gehoord"),)},
        {"questions": (SEEN, SEEN)},
        {"codes": ("ja", "deels")},
        {"negated": True},
        {"left_out": (LeftOut("nee", 3),)},
        {"group": GROUP},
        {"name": "p"},
    ],
)
def test_the_identity_tells_numbers_of_a_wave_apart(changed: dict[str, object]) -> None:
    assert replace(ORIGIN, **changed).identity != ORIGIN.identity  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"wave": "2026"},
        {"asked": 40, "answered": 30},
        {"said": "het aandeel"},
    ],
)
def test_the_identity_is_the_same_in_every_wave(changed: dict[str, object]) -> None:
    assert replace(ORIGIN, **changed).identity == ORIGIN.identity  # type: ignore[arg-type]


def test_how_many_are_left_out_is_no_part_of_the_identity() -> None:
    few, none = (replace(ORIGIN, left_out=(LeftOut("nee", n),)) for n in (3, None))
    assert few.identity == none.identity


def test_the_base_of_a_share_keeps_who_is_in_it() -> None:
    left_out = (LeftOut("deels", 2),)
    share = replace(ORIGIN, left_out=left_out, group=GROUP, negated=True, asked=9, answered=8)
    base = share.of_base()
    assert (base.kind, base.counted, base.codes, base.negated) == ("count", "base", (), False)
    assert (base.left_out, base.group, base.asked, base.answered) == (left_out, GROUP, 9, 8)


def test_the_number_in_a_share_keeps_what_was_counted() -> None:
    assert ORIGIN.of_count() == replace(ORIGIN, kind="count")


def test_the_base_of_mentions_is_all_of_them_and_a_sum() -> None:
    assert MENTIONS.of_base() == replace(MENTIONS, kind="sum", group=None)
    assert MENTIONS.of_count() == replace(MENTIONS, kind="sum")


def test_parts_of_a_share_about_the_report_are_about_it_too() -> None:
    about = Origin("", "about this report", said="aandeel")
    assert about.of_base() == about.of_count() == about


def test_a_group_reads_as_question_and_answer() -> None:
    assert str(GROUP) == "gezien = nee"


def test_who_was_asked_who_answered_and_who_was_left_out_are_told(data: SampleData) -> None:
    rows = [{"se_zorgen": code} for code in ("4", "5", "wn", "wn", "-9")]
    origin = shown(data.survey(*rows)["se_zorgen"].without("wn").any_of("4", "5")).origin
    assert (origin.asked, origin.answered) == (5, 4)
    assert origin.left_out == (LeftOut("wn", 2),)


def test_who_was_routed_past_a_question_was_not_asked(data: SampleData) -> None:
    rows = [{"gezien": "ja", "se_n": "1"}, {"gezien": "ja"}, {"gezien": "nee", "se_n": "-8"}]
    origin = shown(data.survey(*rows)["se_n"]["1"]).origin
    assert (origin.asked, origin.answered) == (2, 1)


@pytest.mark.parametrize(("silent", "asked"), [(0, 20), (3, None), (5, 25)])
def test_a_few_who_did_not_answer_are_not_told_of(
    silent: int, asked: int | None, data: SampleData
) -> None:
    rows = [*[{"wijk": "noord"}] * 10, *[{"wijk": "zuid"}] * 10, *[{"wijk": "-9"}] * silent]
    origin = shown(guarded(data, *rows)["wijk"]["noord"]).origin
    assert (origin.asked, origin.answered) == (asked, 20)


@pytest.mark.parametrize(("unsure", "left_out"), [(3, ()), (10, (LeftOut("wn", 10),))])
def test_a_few_who_may_not_be_left_out_are_not_told_of(
    unsure: int, left_out: tuple[LeftOut, ...], data: SampleData
) -> None:
    rows = [{"se_zorgen": code} for code in ("4", "5", "2", "1", "3") for _ in range(10)]
    survey = guarded(data, *rows, *[{"se_zorgen": "wn"}] * unsure)
    found = survey["se_zorgen"].without("wn").any_of("4", "5")
    assert found.origin is not None
    assert found.origin.left_out == left_out
