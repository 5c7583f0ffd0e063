from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from export_samples import DATA, Row, wave_rows, write_forms, write_limesurvey

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.add_wave import Request, add, parse_fieldwork, prepare
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.intake.wave_writer import INVENTED
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire
from ckmreport.survey.waves import open_wave
from ckmreport.survey.waves.metadata import MIN_CELL
from ckmreport.survey.waves.revisions import load_changes

FIELDWORK = parse_fieldwork("2023-06-01/2023-10-31")
TODAY = dt.date(2026, 1, 5)


def agree(mapping: ExportMapping, _: Questionnaire) -> ExportMapping:
    columns = tuple(replace(mapped, confirmed=True) for mapped in mapping.columns)
    return ExportMapping(columns)


def refuse(mapping: ExportMapping, _: Questionnaire) -> ExportMapping:
    raise CkmError(f"{len(mapping.unconfirmed)} columns to confirm")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a questionnaire and without waves."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ("questionnaire.yml", "municipality.yml", "topics.yml"):
        shutil.copy(DATA / name, folder / name)
    return folder


def limesurvey(data: Path, rows: Iterable[Row]) -> Request:
    path = data.parent / "export.csv"
    write_limesurvey(path, load_questionnaire(data / "questionnaire.yml"), rows)
    return Request(export=path, data=data, wave="2025", fieldwork=FIELDWORK)


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_an_export_becomes_a_wave(data: Path) -> None:
    rows = wave_rows()
    prepared = prepare(limesurvey(data, rows), refuse)
    assert prepared.errors == ()
    assert not prepared.invented
    folder = add(prepared, today=TODAY)
    assert folder == data / "waves" / "2025"
    wave = open_wave(data, "2025")
    kept = [row for row in rows if row["status"] == "behouden"]
    assert len(wave.responses) == len(kept)
    assert wave.responses.frame["se_n"].tolist() == [row["se_n"] for row in kept]
    assert (wave.metadata.started, wave.metadata.dropped_out) == (60, 60 - len(kept))
    assert wave.metadata.fieldwork == FIELDWORK
    assert (wave.metadata.synthetic, wave.metadata.invented) == (False, False)
    assert (wave.metadata.published, wave.metadata.edition.notice) == (False, None)
    assert wave.metadata.to_fill == ("authors", "publisher", "date", "colophon")
    assert sorted(path.name for path in data.joinpath("waves").iterdir()) == ["2025"]


def test_nothing_of_what_people_wrote_enters_the_wave(data: Path) -> None:
    rows = [row for row in wave_rows() if row["status"] == "behouden"]
    request = limesurvey(data, rows)
    text = request.export.read_text("utf-8-sig")
    hostile = "<script>1</script> #let a = 1 `{python} 1+1` [x](javascript:alert)"
    request.export.write_text(text.replace("iets anders", hostile), "utf-8")
    assert hostile in request.export.read_text("utf-8")
    folder = add(prepare(request, refuse), today=TODAY)
    for name, content in contents(folder).items():
        for piece in (b"<script>1", b"#let a", b"javascript:alert", b"192.0.2.1"):
            assert piece not in content, name


def test_numbers_of_respondents_stay_outside(data: Path) -> None:
    request = limesurvey(data, wave_rows(3))
    request.export.write_text(
        request.export.read_text("utf-8-sig").replace("\n2;", "\n7731;"), "utf-8"
    )
    assert "\n7731;" in request.export.read_text("utf-8")
    folder = add(prepare(request, refuse), today=TODAY)
    for name, content in contents(folder).items():
        assert b"7731" not in content, name


def add_column(export: Path, name: str, value: str) -> None:
    """Give an export one more column, with the same text in every row."""
    header, *rows = export.read_text("utf-8-sig").splitlines()
    lines = [f"{header};{name}", *(f"{row};{value}" for row in rows)]
    export.write_text("\n".join(lines), "utf-8")


def test_a_column_that_is_named_after_a_person_stays_outside(data: Path) -> None:
    request = limesurvey(data, wave_rows(3))
    add_column(request.export, "jan.jansen@example.org", "x")
    prepared = prepare(request, refuse)
    assert "jan.jansen@example.org" in [m.column for m in prepared.canonical.mapping.columns]
    for name, content in contents(add(prepared, today=TODAY)).items():
        assert b"jan.jansen" not in content, name


def test_the_gravest_findings_come_first(data: Path) -> None:
    request = limesurvey(data, wave_rows(10))
    add_column(request.export, "vreemd", "mail x@example.org")
    severities = [finding.severity for finding in prepare(request, refuse).findings]
    assert set(severities) == {"error", "warning", "note"}
    assert severities == sorted(severities, key=["error", "warning", "note"].index)


def test_responses_stay_out_of_version_control_in_any_data_folder(data: Path) -> None:
    folder = add(prepare(limesurvey(data, wave_rows(5)), refuse), today=TODAY)
    assert (folder / ".gitignore").read_text("utf-8").split() == ["/responses.csv", "/previous/"]


def test_nothing_is_written_while_something_is_wrong(data: Path) -> None:
    request = limesurvey(data, wave_rows(10))
    text = request.export.read_text("utf-8-sig")
    request.export.write_text(text.replace(";direct;", ";misschien;"), "utf-8")
    prepared = prepare(request, refuse)
    assert "unknown-code" in {finding.check for finding in prepared.errors}
    assert prepared.sends_to_mapping
    with pytest.raises(CkmError, match="must be mended first"):
        add(prepared, today=TODAY)
    assert not (data / "waves").exists()


def test_a_wave_is_not_overwritten_unless_asked(data: Path) -> None:
    prepared = prepare(limesurvey(data, wave_rows(10)), refuse)
    folder = add(prepared, today=TODAY)
    before = contents(folder)
    with pytest.raises(CkmError, match="there is a wave '2025' already"):
        add(prepared, today=TODAY)
    assert contents(folder) == before


def test_a_replaced_wave_keeps_what_people_wrote_and_the_old_answers(data: Path) -> None:
    folder = add(prepare(limesurvey(data, wave_rows(10)), refuse), today=TODAY)
    old = (folder / "responses.csv").read_bytes()
    (folder / "text" / "doel.md").write_text("Een doel.\n", "utf-8")
    metadata = folder / "wave.yml"
    metadata.write_text(
        metadata.read_text("utf-8").replace("Nog in te vullen.", '"Regel.\\nRegel."')
    )
    twelve = prepare(limesurvey(data, wave_rows(12)), refuse)
    add(twelve, reason="Er kwamen nog twee antwoorden binnen.", today=TODAY)
    assert (folder / "text" / "doel.md").read_text("utf-8") == "Een doel.\n"
    assert (folder / "previous" / "1" / "responses.csv").read_bytes() == old
    (change,) = load_changes(folder / "changes.yml")
    assert (change.date, change.previous) == (TODAY, "previous/1")
    assert change.reason == "Er kwamen nog twee antwoorden binnen."
    assert change.after == len(open_wave(data, "2025").responses) > change.before
    add(twelve, reason="Nog eens.", today=TODAY)
    assert [c.previous for c in load_changes(folder / "changes.yml")] == [
        "previous/1",
        "previous/2",
    ]
    assert yaml.safe_load(metadata.read_text("utf-8"))["colophon"].startswith("Regel.")


@pytest.mark.parametrize(
    ("state", "revised"),
    [
        ("draft", False),
        ("published", True),
        ("published\ninvented: true", False),  # a rehearsal is nobody's report
    ],
)
def test_what_replaces_published_answers_is_a_revision(
    state: str, revised: bool, data: Path
) -> None:
    prepared = prepare(limesurvey(data, wave_rows(5)), refuse)
    metadata = add(prepared, today=TODAY) / "wave.yml"
    written = metadata.read_text("utf-8")
    assert written.count("state: draft\n") == 1
    metadata.write_text(written.replace("state: draft\n", f"state: {state}\n"), "utf-8")
    folder = add(prepared, reason="Nog eens.", today=TODAY)
    (change,) = load_changes(folder / "changes.yml")
    assert change.published is revised
    assert not open_wave(data, "2025").metadata.published  # nobody has seen this report yet


def test_what_was_said_of_a_rehearsal_goes_with_it(data: Path) -> None:
    prepared = prepare(limesurvey(data, wave_rows(5)), refuse)
    metadata = add(prepared, today=TODAY) / "wave.yml"
    text = metadata.read_text("utf-8")
    said = f"state: draft\ninvented: true\nedition: '{INVENTED}'\nsource:\nmin_cell:\n"
    metadata.write_text(text.replace("state: draft\n", said), "utf-8")
    assert open_wave(data, "2025").metadata.edition.notice == INVENTED
    add(prepared, reason="De echte antwoorden zijn er.", today=TODAY)
    about = open_wave(data, "2025").metadata
    assert (about.invented, about.edition.notice, about.min_cell) == (False, None, MIN_CELL)


def test_a_confirmed_mapping_is_remembered(data: Path, tmp_path: Path) -> None:
    questionnaire = load_questionnaire(data / "questionnaire.yml")
    path = tmp_path / "forms.xlsx"
    write_forms(path, questionnaire, wave_rows(200))
    request = Request(export=path, data=data, wave="2025", fieldwork=FIELDWORK)
    with pytest.raises(CkmError, match="2 columns to confirm"):
        prepare(request, refuse)
    add(prepare(request, agree), today=TODAY)
    again = prepare(request, refuse)  # asks nothing
    assert again.canonical.mapping.unconfirmed == ()


def test_an_invented_export_makes_an_invented_wave(data: Path) -> None:
    request = limesurvey(data, wave_rows(5))
    lines = request.export.read_text("utf-8-sig").splitlines()
    marked = [f"{line};{'verzonnen' if n == 0 else 1}" for n, line in enumerate(lines)]
    request.export.write_text("\n".join(marked), "utf-8")
    add(prepare(request, refuse), today=TODAY)
    metadata = open_wave(data, "2025").metadata
    assert metadata.invented
    assert metadata.edition.notice is not None
    assert "Verzonnen" in metadata.edition.notice


@pytest.mark.parametrize("name", ["vijf", "2025/x", "../2025", "2025 b"])
def test_a_wave_needs_a_proper_name(data: Path, name: str) -> None:
    with pytest.raises(CkmError, match="cannot be the name of a wave"):
        prepare(replace(limesurvey(data, wave_rows(2)), wave=name), refuse)


@pytest.mark.parametrize("period", ["2025", "2025-03-01", "2025-03-01/x", "2025-06-01/2025-03-01"])
def test_a_period_needs_two_days_in_order(period: str) -> None:
    with pytest.raises(CkmError, match=r"period|ends before"):
        parse_fieldwork(period)


def test_a_wave_file_that_was_spoilt_is_named_before_anything_moves(data: Path) -> None:
    prepared = prepare(limesurvey(data, wave_rows(5)), refuse)
    metadata = add(prepared, today=TODAY) / "wave.yml"
    metadata.write_text("wave: [\n", "utf-8")
    with pytest.raises(CkmError, match="not valid YAML") as caught:
        add(prepared, reason="Hersteld.", today=TODAY)
    assert str(caught.value.place).startswith(str(metadata))


@pytest.mark.parametrize(
    "mark", ["synthetic: true", "synthetic: false\ninvented: true"], ids=["rebuilt", "rehearsed"]
)
@pytest.mark.parametrize(("before", "after"), [(0, MIN_CELL), (3, MIN_CELL), (10, 10)])
def test_real_answers_do_not_inherit_that_small_numbers_of_no_people_are_printed(
    data: Path, mark: str, before: int, after: int
) -> None:
    prepared = prepare(limesurvey(data, wave_rows(5)), refuse)
    metadata = add(prepared, today=TODAY) / "wave.yml"
    text = metadata.read_text("utf-8").replace("synthetic: false", f"{mark}\nmin_cell: {before}")
    metadata.write_text(text, "utf-8")
    add(prepared, reason="De echte antwoorden zijn er.", today=TODAY)
    written = open_wave(data, "2025").metadata
    assert (written.synthetic, written.invented) == (False, False)
    assert written.min_cell == after


STUDY = ("questionnaire.yml", "municipality.yml", "topics.yml")


def test_a_wave_keeps_the_study_as_it_was(data: Path) -> None:
    before = {name: (data / name).read_bytes() for name in STUDY}
    folder = add(prepare(limesurvey(data, wave_rows()), refuse), today=TODAY)
    # Two folders deeper an editor finds the schema elsewhere; nothing else differs.
    expected = {
        name: text.replace(b"$schema=schemas/", b"$schema=../../schemas/", 1)
        for name, text in before.items()
    }
    assert {name: (folder / name).read_bytes() for name in STUDY} == expected


def test_a_wave_that_is_replaced_is_read_with_its_own_questionnaire(data: Path) -> None:
    request = limesurvey(data, wave_rows())
    folder = add(prepare(request, refuse), today=TODAY)
    kept = (folder / "questionnaire.yml").read_bytes()
    shared = data / "questionnaire.yml"
    text = shared.read_text("utf-8")
    assert text.count('"ten_boer": {') == 1
    shared.write_text(text.replace('"ten_boer": {', '"meerstad": {'), "utf-8")
    again = prepare(request, refuse)
    assert again.canonical.questionnaire.file == folder / "questionnaire.yml"
    assert again.errors == ()
    add(again, reason="Nog eens.", today=TODAY)
    assert (folder / "questionnaire.yml").read_bytes() == kept
    assert (folder / "previous/1/questionnaire.yml").read_bytes() == kept


def test_a_question_that_was_dropped_is_not_looked_for(data: Path) -> None:
    rows = wave_rows()
    add(prepare(limesurvey(data, rows), refuse), today=TODAY)
    shared = data / "questionnaire.yml"
    before, name, after = shared.read_text("utf-8").partition("name: interesse\n")
    assert 'since: "2023"' in after
    dropped = after.replace('since: "2023"', 'since: "2023"\n    until: "2025"', 1)
    shared.write_text(before + name + dropped, "utf-8")
    path = data.parent / "next.csv"
    write_limesurvey(path, load_questionnaire(shared).asked_in("2026"), rows)
    assert "training of korte cursus" not in path.read_text("utf-8-sig")
    request = Request(export=path, data=data, wave="2026", fieldwork=FIELDWORK)
    prepared = prepare(request, refuse)
    assert prepared.errors == ()
    assert [f.column for f in prepared.findings if f.check == "dropped-question"] == ["interesse"]
    add(prepared, today=TODAY)
    wave = open_wave(data, "2026")
    assert not wave.responses.answered(wave.questionnaire["interesse"]).any()
    assert open_wave(data, "2025").responses.answered(wave.questionnaire["interesse"]).any()
