from __future__ import annotations

from survey_samples import SampleData, guarded

from ckmreport.presentation.text.small_numbers_notice import small_numbers
from ckmreport.report.proof.typed_digits import typed_digits


def test_the_report_says_what_it_hides(data: SampleData) -> None:
    passage = small_numbers(guarded(data, {"wijk": "noord"}, minimum=7))
    assert passage is not None
    assert "minder dan [7]{.vast} respondenten" in passage.markdown
    assert '"niet getoond"' in passage.markdown
    assert list(typed_digits(passage.markdown)) == []


def test_a_report_that_shows_everything_says_nothing(data: SampleData) -> None:
    assert small_numbers(data.survey()) is None
