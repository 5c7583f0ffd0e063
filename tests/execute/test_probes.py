import sys

import numpy as np
import pytest

from ckmreport.errors import CannotTell, CkmError
from ckmreport.execute import probes


@pytest.mark.parametrize("value", [True, False, np.bool_(True), np.float64(1) > 2])
def test_truth_takes_truth_values(value: object) -> None:
    assert probes.truth(lambda: value).value is bool(value)


@pytest.mark.parametrize("value", [1, "ja", None, [True], np.array([True])])
def test_truth_guesses_at_nothing_else(value: object) -> None:
    with pytest.raises(TypeError, match="not True or False"):
        probes.truth(lambda: value)


def test_a_value_reads_as_in_a_sentence_if_it_can() -> None:
    assert probes.shown(lambda: 1234).value == "1.234"
    assert probes.shown(lambda: [1]).value == "[1]"


def test_what_depends_on_a_hidden_number_is_not_told() -> None:
    def hidden() -> bool:
        raise CannotTell("hidden")

    assert probes.truth(hidden).value is None
    assert probes.shown(hidden).value == probes.HIDDEN


def test_a_failure_is_told_if_it_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    error = CkmError("mis", place="wave.yml", advice="herstel")
    monkeypatch.setattr(sys, "last_value", error, raising=False)
    assert probes.last_failure().value == {
        "message": "mis",
        "place": "wave.yml",
        "advice": "herstel",
    }
    monkeypatch.setattr(sys, "last_value", ValueError(), raising=False)
    assert probes.last_failure().value is None


@pytest.mark.parametrize(
    ("expression", "text"), [("1, 2", "(1, 2)"), ("3  # three", "3"), ("[x for x in 'a']", "['a']")]
)
def test_a_call_wraps_any_expression(expression: str, text: str) -> None:
    assert eval(probes.probe_call("shown", expression)).value == text
