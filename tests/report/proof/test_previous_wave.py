from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from ledger_samples import number
from survey_samples import SampleData
from trend_samples import add_waves, change_question, reopened

from ckmreport.analysis import Hidden, Share
from ckmreport.presentation.text.number_facts import facts
from ckmreport.presentation.text.words import words
from ckmreport.report.proof.ledger import Number, number_from
from ckmreport.report.proof.previous_wave import WaveBefore, wave_before

ANSWERS = [{"gezien": "ja"}, {"gezien": "nee"}]
YES, PARTLY, NO = ({"gezien": code} for code in ("ja", "deels", "nee"))
WORRIED, UNSURE, CALM = ({"se_zorgen": code} for code in ("5", "wn", "1"))
BEFORE = [YES, NO, NO, NO, WORRIED, WORRIED, UNSURE]
NOW = [YES, PARTLY, NO, NO, WORRIED, UNSURE, CALM, CALM]


def entry(share: Share | Hidden) -> Number:
    """Give a share as the ledger lists it."""
    (found,) = words(share).numbers
    return number_from(vars(number()) | facts(found))


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


def test_only_a_share_of_the_answers_to_one_question_has_one(waves: WaveBefore) -> None:
    seen = entry(waves.now["gezien"]["ja"])
    assert waves(replace(seen, kind="count")) == {}
    assert waves(replace(seen, group="domein = politie")) == {}
    assert waves(replace(seen, questions=("gezien", "se_n"))) == {}


def test_a_question_that_changed_is_not_compared(data: SampleData) -> None:
    add_waves(data, [BEFORE, NOW])
    change_question(data, "gezien", since="2026")
    before, now = reopened(data)
    found = WaveBefore(now, before)(entry(now["gezien"]["ja"]))
    assert found == {"2025": "niet vergelijkbaar: de vraag is gewijzigd"}


def test_the_first_wave_has_none_before_it(data: SampleData) -> None:
    add_waves(data, [ANSWERS, ANSWERS])
    assert wave_before(data.folder, "2025") is None
    found = wave_before(data.folder, "2026")
    assert isinstance(found, WaveBefore)
    assert (found.before.wave.name, found.now.wave.name) == ("2025", "2026")


def test_the_report_of_a_first_wave_is_finished_without_the_libraries_of_the_analysis() -> None:
    modules = (
        "previous_wave",
        "number_explanations",
        "input_hashes",
        "proofread",
        "reviewer_panel",
    )
    code = "".join(f"import ckmreport.report.proof.{module}\n" for module in modules)
    code += "import sys; print({'pandas', 'numpy', 'scipy'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
