from __future__ import annotations

import pytest

from ckmreport.survey.waves.help_lines import NATIONAL, HelpLine


def test_a_line_can_be_called_and_opened() -> None:
    line = HelpLine("Advies", "CoMensha", "033-448 11 86", "www.comensha.nl")
    assert line.dial == "tel:0334481186"
    assert line.href == "https://www.comensha.nl"


def test_what_a_line_lacks_has_no_address() -> None:
    line = HelpLine("Direct gevaar", phone="112")
    assert (line.dial, line.href) == ("tel:112", None)


@pytest.mark.parametrize("name", ["Chat met Fier", "CoMensha", "Veilig Thuis", "Politie"])
def test_who_helps_in_the_whole_country_is_named(name: str) -> None:
    assert [line.need for line in NATIONAL if line.name == name]
