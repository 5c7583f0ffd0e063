from __future__ import annotations

import pytest
from survey_samples import INTERVIEWS, SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.waves.interviewees import Interviewees, load_interviewees


def test_interviewees_are_read_by_domain(data: SampleData) -> None:
    assert load_interviewees(data.folder / INTERVIEWS) == (
        Interviewees("onderwijs", "Onderwijs", 2),
        Interviewees("politie", "Politie, wijkagenten", 1),
    )


def test_an_absent_file_means_no_interviews(data: SampleData) -> None:
    assert load_interviewees(data.folder / "none.csv") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("domain,label", "domein,label", 1, "the columns must be domain, label, interviewees"),
        ("domain,label,", "label,domain,", 1, "the columns must be domain, label, interviewees"),
        ("Onderwijs,2", "Onderwijs,twee", 2, "'twee' is not a number of persons"),
        ("Onderwijs,2", "Onderwijs,-2", 2, "'-2' is not a number of persons"),
        ("Onderwijs,2", "Onderwijs,²", 2, "'²' is not a number of persons"),
        ("Onderwijs,2", "Onderwijs", 2, "this line must have 3 fields"),
        ('"Politie, wijkagenten"', "Politie, wijkagenten", 3, "this line must have 3 fields"),
    ],
)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, line: int, message: str, data: SampleData
) -> None:
    path = data.replace(INTERVIEWS, old, new)
    with pytest.raises(CkmError) as caught:
        load_interviewees(path)
    assert caught.value.message == message
    assert caught.value.place == f"{path}, line {line}"


def test_an_empty_file_is_refused(data: SampleData) -> None:
    path = data.folder / INTERVIEWS
    path.write_text("")
    with pytest.raises(CkmError, match="the columns must be"):
        load_interviewees(path)


def test_another_encoding_is_refused(data: SampleData) -> None:
    path = data.folder / INTERVIEWS
    path.write_bytes("domain,label,interviewees\nggz,Geëngageerd,1\n".encode("latin-1"))
    with pytest.raises(CkmError, match="this file is not UTF-8"):
        load_interviewees(path)
