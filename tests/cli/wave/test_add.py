from __future__ import annotations

import io
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from export_samples import wave_rows, write_forms, write_limesurvey
from project_samples import ROOT
from typer.testing import CliRunner

from ckmreport.cli.main import app
from ckmreport.cli.wave.confirm_mapping import asking
from ckmreport.foundation.errors import CkmError
from ckmreport.intake.matching.mapping import ColumnMapping, ExportMapping
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire
from ckmreport.survey.waves import open_wave
from ckmreport.survey.waves.revisions import load_changes

PERIOD = ("--wave", "2025", "--fieldwork", "2023-06-01/2023-10-31")


@dataclass(frozen=True)
class Desk:
    """A project to add waves to, and a folder beside it with exports, where the command runs."""

    project: Path
    exports: Path
    questionnaire: Questionnaire

    @property
    def data(self) -> Path:
        return self.project / "data"

    def wave(self, *arguments: object) -> tuple[int, str]:
        """Run `ckm wave …`; give the exit code and all that was printed, on one line."""
        done = CliRunner().invoke(app, ["wave", *map(str, arguments)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, " ".join(done.output.split())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    project, exports = tmp_path / "project", tmp_path / "exports"
    (project / "data").mkdir(parents=True)
    exports.mkdir()
    shutil.copy(ROOT / "_quarto.yml", project)
    shutil.copytree(ROOT / "notebooks", project / "notebooks")
    for name in ("questionnaire.yml", "municipality.yml", "topics.yml"):
        shutil.copy(ROOT / "data" / name, project / "data" / name)
    monkeypatch.chdir(project)
    return Desk(project, exports, load_questionnaire(project / "data" / "questionnaire.yml"))


def limesurvey(desk: Desk, n: int = 20) -> Path:
    path = desk.exports / "export.csv"
    write_limesurvey(path, desk.questionnaire, wave_rows(n))
    return path


def test_check_writes_nothing(desk: Desk) -> None:
    status, output = desk.wave("check", limesurvey(desk), *PERIOD)
    assert (status, "De export kan worden toegevoegd." in output) == (0, True)
    assert not (desk.data / "waves").exists()
    assert sorted(path.name for path in desk.project.iterdir()) == [
        "_quarto.yml",
        "data",
        "notebooks",
    ]


def test_the_whole_list_of_findings_is_a_page(desk: Desk) -> None:
    page = desk.exports / "checks.html"
    assert desk.wave("check", limesurvey(desk), *PERIOD, "--page", page)[0] == 0
    assert "<h1>Controle van de export, meting 2025</h1>" in page.read_text("utf-8")


def test_findings_of_one_kind_stand_together_and_the_worst_first(desk: Desk) -> None:
    export = limesurvey(desk)
    text = export.read_text("utf-8-sig").replace(";direct;", ";zelf gezien;")
    export.write_text(text.replace(";nee;", ";#N/A;"), "utf-8")
    _, output = desk.wave("check", export, *PERIOD)
    first, second = output.index("fout error-value"), output.index("fout unknown-code")
    assert first < second < output.index("waarschuwing ") or output.index("opmerking ") > second
    assert output.count("fout error-value") == 1
    assert re.search(
        r"Samengevat: niet begrepen: \d+ antwoorden; niet overgenomen: 0 kolommen", output
    )


def test_add_writes_a_wave_and_says_what_comes_next(desk: Desk) -> None:
    status, output = desk.wave("add", limesurvey(desk), *PERIOD)
    assert status == 0
    assert "Geschreven: data/waves/2025" in output
    assert "maak het rapport: `ckm report 2025`" in output
    assert open_wave(desk.data, "2025").metadata.started == 20
    listed = (desk.data / "waves/2025/text/README.md").read_text("utf-8")
    assert "`doel.md`" in listed
    assert [path.name for path in (desk.data / "waves/2025/text").iterdir()] == ["README.md"]


def test_it_is_told_how_much_of_a_small_wave_will_be_hidden(desk: Desk) -> None:
    few, many = limesurvey(desk, 12), desk.exports / "many.csv"
    write_limesurvey(many, desk.questionnaire, wave_rows(12) * 5)
    for command in ("check", "add"):
        status, output = desk.wave(command, few, *PERIOD)
        assert status == 0
        assert re.search(r"verborgen in het rapport: (\d+) van de \1 .* \(100%\)", output)
        assert "minder dan 5" in output
        assert "blijft in het rapport weinig over" in output
    wave = desk.data / "waves/2025/wave.yml"
    wave.write_text(wave.read_text("utf-8") + "min_cell: 0\n", "utf-8")
    assert "het rapport: 0 van de" in desk.wave("check", few, *PERIOD)[1]
    status, output = desk.wave("check", many, "--wave", "2026", *PERIOD[2:])
    assert (status, "het rapport: 0 van de" in output) == (0, True)


def test_hand_codes_go_out_and_come_back(desk: Desk) -> None:
    export, coding = limesurvey(desk, 60), desk.exports / "open.csv"
    status, output = desk.wave("code", export, "--wave", "2025", "--out", coding)
    assert (status, "antwoorden om te coderen" in output) == (0, True)
    text = coding.read_text("utf-8-sig").replace(";iets anders;", ";iets anders;overig")
    coding.write_text(text, "utf-8")
    assert desk.wave("add", export, *PERIOD, "--coding", coding)[0] == 0
    domains = open_wave(desk.data, "2025").responses.frame["domein"]
    assert (domains == "overig").any()
    inside = desk.data / "open.csv"
    status, output = desk.wave("code", export, "--wave", "2025", "--out", inside)
    assert (status, "may not be written into the project" in output) == (1, True)


def test_what_is_uncertain_is_proposed_and_then_agreed(desk: Desk) -> None:
    export, proposal = desk.exports / "forms.xlsx", desk.exports / "mapping.yml"
    write_forms(export, desk.questionnaire, wave_rows(150))
    options = (*PERIOD, "--mapping-out", proposal)
    status, output = desk.wave("add", export, *options)
    assert (status, "a person must look at 2 columns first" in output) == (1, True)
    assert not (desk.data / "waves").exists()
    status, output = desk.wave("add", export, *options)
    assert (status, "there is a mapping already" in output) == (1, True)
    text = proposal.read_text("utf-8")
    proposal.write_text(text.replace("confirmed: false", "confirmed: true"), "utf-8")
    status, output = desk.wave("add", export, *PERIOD, "--mapping", proposal)
    assert status == 0, output
    assert desk.wave("check", export, *PERIOD)[0] == 0  # the wave remembers


@pytest.mark.parametrize("command", ["add", "check", "code"])
def test_a_mapping_that_nobody_agreed_with_is_named_itself(desk: Desk, command: str) -> None:
    export, proposal = desk.exports / "forms.xlsx", desk.project / "mapping-2025.yml"
    write_forms(export, desk.questionnaire, wave_rows(150))
    desk.wave("add", export, *PERIOD)
    proposed = proposal.read_text("utf-8")
    options = (
        ("--wave", "2025", "--out", desk.exports / "open.csv") if command == "code" else PERIOD
    )
    status, output = desk.wave(command, export, *options, "--mapping", proposal)
    assert status == 1
    assert "mapping-2025.yml: a person must look at 2 columns first. Make it `conf" in output
    proposal.write_text(re.sub(r"\n +confirmed: false", "", proposed), "utf-8")
    status, output = desk.wave(command, export, *options, "--mapping", proposal)
    assert (status, "does not say who agrees" in output) == (1, True)


def test_a_column_of_a_proposal_that_a_person_sets_aside_needs_no_consent(desk: Desk) -> None:
    export, proposal = limesurvey(desk), desk.exports / "mapping.yml"
    text = export.read_text("utf-8-sig").replace(";stadsdeel;", ";stads-deel;")
    export.write_text(text, "utf-8")
    options = (*PERIOD, "--mapping-out", proposal)
    assert desk.wave("add", export, *options)[0] == 1
    proposed = proposal.read_text("utf-8")
    unsure = "- column: stads-deel\n  role: {}\n  question: stadsdeel\n  confirmed: false\n"
    assert unsure.format("question") in proposed
    aside = proposed.replace(unsure.format("question"), unsure.format("ignored"))
    proposal.write_text(aside, "utf-8")
    status, output = desk.wave("add", export, *PERIOD, "--mapping", proposal)
    assert (status, "fout missing-column" in output) == (1, True)


def test_an_unknown_value_stops_the_run_and_can_be_completed(desk: Desk) -> None:
    export, proposal = limesurvey(desk), desk.project / "mapping-2025.yml"
    text = export.read_text("utf-8-sig")
    export.write_text(text.replace(";direct;", ";zelf gezien;"), "utf-8")
    status, output = desk.wave("add", export, *PERIOD)
    assert (status, "Geschreven: mapping-2025.yml" in output) == (1, True)
    mapping = proposal.read_text("utf-8")
    assert "zelf gezien: '?'" in mapping
    proposal.write_text(mapping.replace("zelf gezien: '?'", "zelf gezien: direct"), "utf-8")
    status, output = desk.wave("add", export, *PERIOD, "--mapping", proposal)
    assert status == 0, output
    assert (open_wave(desk.data, "2025").responses.frame["signaal"] == "direct").any()


def test_a_wave_is_replaced_only_with_a_reason(desk: Desk) -> None:
    export = limesurvey(desk)
    assert desk.wave("add", export, *PERIOD)[0] == 0
    status, output = desk.wave("add", export, *PERIOD)
    assert (status, "there is a wave '2025' already" in output) == (1, True)
    status, output = desk.wave("add", export, *PERIOD, "--replace")
    assert (status, "--replace and --reason go together" in output) == (1, True)
    reason = ("--replace", "--reason", "Dubbele antwoorden verwijderd.")
    assert desk.wave("add", export, *PERIOD, *reason)[0] == 0
    (change,) = load_changes(desk.data / "waves/2025/changes.yml")
    assert change.reason == "Dubbele antwoorden verwijderd."


def test_a_data_folder_that_is_not_there(desk: Desk) -> None:
    status, output = desk.wave("check", limesurvey(desk), *PERIOD, "--data", "weg")
    assert (status, "there is no such data folder" in output) == (1, True)


def test_a_data_folder_without_a_questionnaire_says_what_to_copy(desk: Desk) -> None:
    empty = desk.project / "leeg"
    empty.mkdir()
    status, output = desk.wave("check", limesurvey(desk), *PERIOD, "--data", empty)
    assert status == 1
    advice = "Copy questionnaire.yml, municipality.yml and topics.yml from an existing data folder"
    assert advice in output


def test_the_next_command_names_the_data_folder_that_was_given(desk: Desk) -> None:
    desk.data.rename(desk.project / "mijn data")
    _, output = desk.wave("add", limesurvey(desk), *PERIOD, "--data", "mijn data")
    command = "ckm report 2025 --data 'mijn data' --out 'mijn data-rapport'"
    assert f"het rapport: `{command}`." in output


def test_one_row_is_no_rows(desk: Desk) -> None:
    _, output = desk.wave("check", limesurvey(desk, 1), *PERIOD)
    assert output.startswith("1 rij, ")


def test_last_years_export_is_refused(desk: Desk) -> None:
    status, output = desk.wave(
        "check", limesurvey(desk), "--wave", "2026", "--fieldwork", "2026-03-01/2026-06-30"
    )
    assert (status, "fout outside-fieldwork" in output) == (1, True)
    assert "1 thing in the export must be mended first" in output


def test_findings_name_the_mapping_that_a_person_works_in(desk: Desk) -> None:
    export, own = limesurvey(desk), desk.exports / "eigen.yml"
    text = export.read_text("utf-8-sig")
    export.write_text(text.replace(";direct;", ";zelf gezien;"), "utf-8")
    _, output = desk.wave("check", export, *PERIOD)
    assert "Geef in mapping-2025.yml aan" in output
    assert "`ckm wave add` schrijft mapping-2025.yml" in output
    desk.wave("add", export, *PERIOD, "--mapping-out", own)
    _, output = desk.wave("add", export, *PERIOD, "--mapping", own)
    assert f"Geef in {own} aan" in output
    assert not (desk.project / "mapping-2025.yml").exists()


UNSURE = ExportMapping(
    (
        ColumnMapping("id", "respondent"),
        ColumnMapping("V1", "question", "Label", "stadsdeel", score=88, confirmed=False),
        ColumnMapping("V2", "question", "", "melding", "se", score=90, confirmed=False),
    )
)


@pytest.mark.parametrize(
    ("answers", "agreed"),
    [
        (["y", "Yes"], True),
        (["j", "misschien", "ja"], True),
        (["y", "nee"], False),
        (["y", ""], False),
    ],
)
def test_at_the_prompt_each_column_is_asked_for(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: Sequence[str],
    agreed: bool,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))
    confirm = asking(None, at_prompt=True)
    if agreed:
        assert confirm(UNSURE, desk.questionnaire).unconfirmed == ()
    else:
        with pytest.raises(CkmError, match="must look at 1 column first"):
            confirm(UNSURE, desk.questionnaire)
    first, _, second = capsys.readouterr().out.partition("Kolom “V2”")
    assert ["V1" in first, "Label" in first, "score 88" in first] == [True] * 3
    assert "seksuele uitbuiting" in second
    assert ("antwoord j (ja) of n (nee)" in second) is ("misschien" in answers)


def test_advice_names_the_questionnaire_that_the_wave_was_asked_with(desk: Desk) -> None:
    export = limesurvey(desk)
    assert desk.wave("add", export, *PERIOD)[0] == 0
    own = desk.data / "waves/2025/questionnaire.yml"
    text = own.read_text("utf-8")
    assert text.count('"ja": {label: "Ja, daar zijn afspraken over", short: Ja}') == 1
    own.write_text(
        text.replace('"ja": {label: "Ja, daar zijn', '"zeker": {label: "Ja, er zijn'), "utf-8"
    )
    again = (
        "--replace",
        "--reason",
        "Nog eens.",
        "--mapping",
        desk.data / "waves/2025/mapping.yml",
    )
    status, output = desk.wave("add", export, *PERIOD, *again)
    assert status == 1
    assert "data/waves/2025/questionnaire.yml" in output
