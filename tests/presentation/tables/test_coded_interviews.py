from __future__ import annotations

import pytest
from survey_samples import SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.presentation.tables.coded_interviews import themes_and_quotations

ANSWERS = {"wijk": "noord", "functie": "docent", "gezien": "nee"}
FILE = """\
interviews: 12
per_domain: {politie: 7}
themes:
- {name: Melden, group: Handelen, interviews: 8, passages: 20, per_domain: {politie: 5}}
- {name: "Kennis [x](y)", interviews: 3, passages: 3}
quotations:
- {text: "Wij zien veel.", themes: [Melden, Kennis], domain: politie}
- {text: "Ik <b>weet</b> het niet.", themes: []}
"""


def told(data: SampleData, content: str | None = FILE) -> str:
    if content is not None:
        (data.folder / "waves/2025/interviews.yml").write_text(content, "utf-8")
    passage = themes_and_quotations(data.survey(ANSWERS))
    return "" if passage is None else passage.markdown


def test_nothing_is_said_of_interviews_that_were_not_coded(data: SampleData) -> None:
    assert told(data, None) == ""
    assert told(data, "interviews: 2\nthemes: []\nquotations: []\n") == ""


def test_themes_stand_in_a_table_with_the_domains_that_may_be_shown(data: SampleData) -> None:
    text = told(data)
    assert "12 interviews zijn gecodeerd, waarvan 7 in het domein Politie." in text
    assert "| Thema | Groep | Interviews | Fragmenten | Politie |" in text
    assert "| Melden | Handelen | 8 | 20 | 5 |" in text
    assert r"| Kennis \[x\]\(y\) | – | 3 | 3 | – |" in text
    assert "–: nul, of zo weinig dat het aantal niet wordt getoond." in text


def test_without_groups_and_domains_the_table_is_narrow(data: SampleData) -> None:
    text = told(
        data,
        "interviews: 1\nthemes: [{name: Melden, interviews: 1, passages: 2}]\nquotations: []\n",
    )
    assert text.startswith("## Thema's in de interviews {#sec-themas}\n\n1 interview is gecodeerd.")
    assert "| Thema | Interviews | Fragmenten |" in text
    assert "zo weinig" not in text
    assert "Citaten" not in text


def test_quotations_are_set_as_text_with_what_may_be_told_of_them(data: SampleData) -> None:
    text = told(data)
    assert "> Wij zien veel\\.\n>\n> [Politie, over Melden en Kennis]{.basis}" in text
    assert text.endswith("> Ik \\<b\\>weet\\<\\/b\\> het niet\\.")


def test_an_unknown_domain_is_refused(data: SampleData) -> None:
    with pytest.raises(CkmError, match="'brandweer' is no domain of the questionnaire") as caught:
        told(data, FILE.replace("domain: politie", "domain: brandweer"))
    assert caught.value.place is not None
    assert caught.value.place.endswith("interviews.yml")
