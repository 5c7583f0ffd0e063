from __future__ import annotations

from pathlib import Path

import pytest
from project_samples import ROOT
from qdpx_samples import PROGRAMS, QUOTE, SECRET, interview, interviews, write_qdpx

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.interviews.code_names import Naming
from ckmreport.intake.interviews.refi_qda import read_qdpx
from ckmreport.intake.interviews.summary import Summary, summarise, write_interviews
from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves.coded_interviews import Quotation, Theme, load_coded_interviews


def summary(
    folder: Path,
    xml: str,
    files: dict[str, bytes] | None = None,
    *,
    min_cell: int = 3,
    naming: Naming | None = None,
) -> Summary:
    path = write_qdpx(folder / "gesprekken.qdpx", xml, files)
    questionnaire = load_questionnaire(ROOT / "data" / "questionnaire.yml")
    return summarise(read_qdpx(path), questionnaire, min_cell=min_cell, place=path, naming=naming)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_gives_the_same_themes_and_quotations(tmp_path: Path, program: str) -> None:
    found = summary(tmp_path, *PROGRAMS[program](), min_cell=0)
    assert found.interviews.interviews == 1
    assert found.interviews.per_domain == {"gemeente": 1}
    assert found.interviews.themes == (
        Theme("Losse signalen", 1, 1, "Herkennen", {"gemeente": 1}),
        Theme("Melden", 1, 1, None, {"gemeente": 1}),
        Theme("Signaleren", 1, 1, None, {"gemeente": 1}),
    )
    assert found.interviews.quotations == (Quotation(QUOTE, ("Losse signalen",), "gemeente"),)
    assert found.without_text == (1 if program == "QualCoder" else 0)


@pytest.mark.parametrize("program", PROGRAMS)
def test_only_what_may_be_quoted_is_written(tmp_path: Path, program: str) -> None:
    target = tmp_path / "interviews.yml"
    found = summary(tmp_path, *PROGRAMS[program]())
    write_interviews(target, found.interviews, min_cell=3)
    text = target.read_text("utf-8")
    assert QUOTE in text
    for hidden in (SECRET, "Memo", "Verzonnen Persoon", "Persoon 1", "Gesprek", "Opname", "T-1"):
        assert hidden not in text
    assert "gemeente" not in text  # one interview is fewer than three
    assert load_coded_interviews(target) == found.interviews


def test_small_domains_are_left_out_also_where_they_follow_from_the_total(tmp_path: Path) -> None:
    sources = [
        interview(number, domain, "C-REPORT")
        for number, domain in enumerate(["gemeente"] * 5 + ["ggz"] * 3 + ["politie"])
    ]
    found = summary(tmp_path, interviews(*sources)).interviews
    assert found.interviews == 9
    assert found.per_domain == {"gemeente": 5}
    (theme,) = found.themes
    assert (theme.interviews, theme.per_domain) == (9, {"gemeente": 5})


def test_a_count_is_left_out_where_few_others_did_not_mention_it(tmp_path: Path) -> None:
    sources = [interview(n, "gemeente", "C-REPORT") for n in range(4)]
    sources.append(interview(4, "gemeente", "C-SIGNAL"))
    found = summary(tmp_path, interviews(*sources)).interviews
    assert found.per_domain == {"gemeente": 5}
    assert [(theme.name, theme.interviews, theme.per_domain) for theme in found.themes] == [
        ("Melden", 4, {}),
        ("Signaleren", 1, {}),
    ]


def test_a_quotation_of_a_small_domain_does_not_say_which(tmp_path: Path) -> None:
    sources = [
        interview(1, "politie", "C-REPORT", "C-YES", words="Wij zien veel."),
        *[interview(n, "gemeente", "C-REPORT") for n in range(2, 8)],
    ]
    (quotation,) = summary(tmp_path, interviews(*sources)).interviews.quotations
    assert quotation == Quotation("Wij zien veel.", ("Melden",), None)


@pytest.mark.parametrize("given", ["ggz", "GGZ", "Geestelijke gezondheidszorg (GGZ)"])
def test_a_domain_may_be_a_code_or_a_label(tmp_path: Path, given: str) -> None:
    xml = interviews(interview(1, given, "C-REPORT"))
    assert summary(tmp_path, xml, min_cell=0).interviews.per_domain == {"ggz": 1}


def test_an_unknown_domain_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="no domain of the questionnaire"):
        summary(tmp_path, interviews(interview(1, "brandweer", "C-REPORT")))


@pytest.mark.parametrize("others", [["brandweer"], ["politie"], ["ggz", "brandweer"]])
def test_a_domain_beside_it_does_not_make_a_wrong_one_right(
    tmp_path: Path, others: list[str]
) -> None:
    sources = [interview(n, domain, "C-REPORT") for n, domain in enumerate(["ggz", *others])]
    references = "".join(f'<SourceRef targetGUID="T-{n}"/>' for n in range(len(sources)))
    case = f'<Cases><Case guid="G-1">{references}</Case></Cases>'
    xml = interviews(*sources).replace("<Sources>", f"{case}<Sources>")
    with pytest.raises(CkmError, match="no domain of the questionnaire"):
        summary(tmp_path, xml)


def test_sources_of_one_interview_may_name_the_domain_in_their_own_way(tmp_path: Path) -> None:
    sources = [interview(n, domain, "C-REPORT") for n, domain in enumerate(["ggz", "GGZ"])]
    case = '<Cases><Case guid="G-1"><SourceRef targetGUID="T-0"/><SourceRef targetGUID="T-1"/>'
    xml = interviews(*sources).replace("<Sources>", f"{case}</Case></Cases><Sources>")
    found = summary(tmp_path, xml, min_cell=0).interviews
    assert (found.interviews, found.per_domain) == (1, {"ggz": 1})


def test_without_a_domain_an_interview_counts_all_the_same(tmp_path: Path) -> None:
    found = summary(tmp_path, interviews(interview(1, "", "C-REPORT")), min_cell=0).interviews
    assert (found.interviews, found.per_domain) == (1, {})


def test_a_source_without_codes_is_no_interview(tmp_path: Path) -> None:
    found = summary(tmp_path, interviews(interview(1, "ggz", "C-REPORT"), interview(2, "ggz")))
    assert found.interviews.interviews == 1


def test_other_names_may_be_used_for_consent_and_domain(tmp_path: Path) -> None:
    xml = interviews(interview(1, "ggz", "C-REPORT", "C-YES"))
    xml = xml.replace("citaat-akkoord", "Mag geciteerd").replace("Domein", "Werkveld")
    assert not summary(tmp_path, xml).has_consent_code
    found = summary(tmp_path, xml, min_cell=0, naming=Naming("mag geciteerd", "werkveld"))
    assert found.interviews.quotations == (Quotation("Een zin.", ("Melden",), "ggz"),)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Mail iemand@example.org maar.", "email"), ("Mijn nummer is 111222333.", "bsn")],
)
def test_a_quotation_that_leads_to_a_person_stops_the_run(
    tmp_path: Path, words: str, kind: str
) -> None:
    xml = interviews(interview(1, "ggz", "C-YES", words=words))
    with pytest.raises(CkmError, match=rf"quotation of interview 1 .*\({kind}\)") as refused:
        summary(tmp_path, xml)
    assert words.split()[-2] not in str(refused.value)


def test_a_theme_that_leads_to_a_person_stops_the_run(tmp_path: Path) -> None:
    xml = interviews(interview(1, "ggz", "C-REPORT")).replace("Melden", "bel x@example.org")
    with pytest.raises(CkmError, match="the name of a theme"):
        summary(tmp_path, xml)


def test_markup_in_a_quotation_stays_text(tmp_path: Path) -> None:
    words = "Kijk: `{python} 1` en #let x = 1, “ja”."
    xml = interviews(interview(1, "ggz", "C-YES", "C-REPORT", words=words))
    found = summary(tmp_path, xml).interviews
    write_interviews(tmp_path / "interviews.yml", found, min_cell=3)
    loaded = load_coded_interviews(tmp_path / "interviews.yml")
    assert loaded is not None
    assert loaded.quotations[0].text == words
