from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_samples import number
from survey_samples import SampleData
from trend_samples import add_waves, change_question, reopened

from ckmreport.analysis import Hidden, Share
from ckmreport.report.proof.ledger import Number
from ckmreport.report.proof.predecessor import WaveBefore

YES, PARTLY, NO = ({"gezien": code} for code in ("ja", "deels", "nee"))
WORRIED, UNSURE, CALM = ({"se_zorgen": code} for code in ("5", "wn", "1"))
BEFORE = [YES, NO, NO, NO, WORRIED, WORRIED, UNSURE]
NOW = [YES, PARTLY, NO, NO, WORRIED, UNSURE, CALM, CALM]


def entry(share: Share | Hidden) -> Number:
    assert isinstance(share, Share)
    source = share.source
    return replace(
        number(),
        count=share.count,
        base=share.base,
        question=source.question,
        counted=source.counted,
        wave=source.wave,
    )


@pytest.fixture
def waves(data: SampleData) -> WaveBefore:
    before, now = add_waves(data, [BEFORE, NOW])
    return WaveBefore(now, before)


def test_the_same_answers_are_counted_in_the_wave_before(waves: WaveBefore) -> None:
    seen = waves.now["gezien"]
    assert waves(entry(seen["ja"])) == {"2025": "25% (1)"}
    assert waves(entry(seen.any_of("ja", "deels"))) == {"2025": "25% (1)"}
    assert waves(entry(seen.other_than("ja"))) == {"2025": "75% (3)"}


def test_answers_that_were_left_out_of_the_base_are_left_out_there_too(waves: WaveBefore) -> None:
    worries = waves.now["se_zorgen"]
    assert waves(entry(worries["5"])) == {"2025": "67% (2)"}
    assert waves(entry(worries.without("wn")["5"])) == {"2025": "100% (2)"}


def test_a_number_that_the_rows_do_not_give_has_none(waves: WaveBefore) -> None:
    seen = entry(waves.now["gezien"]["ja"])
    assert waves(replace(seen, count=4)) == {}
    assert waves(replace(seen, counted="gezien = ja")) == {}
    assert waves(replace(seen, base=None)) == {}
    assert waves(replace(seen, question="gezien + se_n")) == {}


def test_rules_that_agree_now_and_not_before_give_none(data: SampleData) -> None:
    # One of two: now without "deels" as well as without "nee", before only one of these.
    before, now = add_waves(data, [[YES, PARTLY, NO, NO], [YES, PARTLY, NO]])
    assert WaveBefore(now, before)(replace(entry(now["gezien"]["ja"]), base=2)) == {}


def test_a_question_that_changed_is_not_compared(data: SampleData) -> None:
    add_waves(data, [BEFORE, NOW])
    change_question(data, "gezien", since="2026")
    before, now = reopened(data)
    found = WaveBefore(now, before)(entry(now["gezien"]["ja"]))
    assert found == {"2025": "niet vergelijkbaar: de vraag is gewijzigd"}
