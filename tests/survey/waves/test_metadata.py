from __future__ import annotations

import datetime as dt

import pytest
from survey_samples import WAVE, SampleData

from ckmreport.survey.waves.metadata import Edition, Fieldwork, Interviews, load_metadata
from ckmreport.survey.waves.unfinished import TO_FILL_IN, says_to_fill_in


def test_the_file_is_read_whole(data: SampleData) -> None:
    about = load_metadata(data.folder / WAVE)
    assert (about.wave, about.synthetic, about.source) == ("2025", False, None)
    assert (about.started, about.dropped_out) == (1, 0)
    assert about.interviews == Interviews(3, 2, 1, dt.date(2025, 9, 1), dt.date(2025, 10, 1))
    assert about.edition == Edition(
        title="Uitbuiting in Voorbeeldstad",
        subtitle="Wat professionals zien",
        authors=("A. Onderzoeker", "B. Schrijver"),
        publisher="Een uitgever",
        date=dt.date(2026, 1, 15),
        notice="Een voorbeeld.",
        colophon="Niets hiervan is echt.",
    )


def test_a_month_stands_for_its_first_day(data: SampleData) -> None:
    assert load_metadata(data.folder / WAVE).fieldwork == Fieldwork(
        start=dt.date(2025, 6, 1), end=dt.date(2025, 9, 30), planned_end=dt.date(2025, 7, 1)
    )


def test_a_date_may_stand_without_quotes(data: SampleData) -> None:
    path = data.replace(WAVE, 'end: "2025-09-30"', "end: 2025-09-30")
    assert load_metadata(path).fieldwork.end == dt.date(2025, 9, 30)


def test_interviews_planned_end_and_source_are_optional(data: SampleData) -> None:
    data.replace(WAVE, ', planned_end: "2025-07"', "")
    data.replace(WAVE, "interviews: {left_contact: 3, agreed: 2, held: 1, start", "source: x #")
    about = load_metadata(data.folder / WAVE)
    assert (about.interviews, about.fieldwork.planned_end, about.source) == (None, None, "x")


def test_the_source_of_figures_may_be_a_publication(data: SampleData) -> None:
    assert load_metadata(data.folder / WAVE).edition.figure_source is None
    path = data.replace(WAVE, "publisher:", "figure_source: Wie (2024)\npublisher:")
    assert load_metadata(path).edition.figure_source == "Wie (2024)"


def test_licence_and_site_may_have_an_address(data: SampleData) -> None:
    given = "license: https://example.org/by\naddress: https://example.org/rapport\npublisher:"
    about = load_metadata(data.replace(WAVE, "publisher:", given))
    assert (about.license, about.address) == (
        "https://example.org/by",
        "https://example.org/rapport",
    )


def test_the_archive_of_the_sources_may_have_an_address(data: SampleData) -> None:
    path = data.replace(WAVE, "publisher:", "archive: https://example.org/bron\npublisher:")
    assert load_metadata(path).edition.archive == "https://example.org/bron"


@pytest.mark.parametrize(
    ("synthetic", "line", "expected"),
    [
        ("false", "", 5),
        ("true", "", 0),
        ("false", "min_cell: 0\n", 0),
        ("true", "min_cell: 10\n", 10),
        ("false", "min_cell: 3\n", 3),
    ],
)
def test_small_numbers_are_hidden_where_rows_are_people(
    synthetic: str, line: str, expected: int, data: SampleData
) -> None:
    data.replace(WAVE, "min_cell: 0\n", line)
    path = data.replace(WAVE, "synthetic: false", f"synthetic: {synthetic}")
    assert load_metadata(path).min_cell == expected


@pytest.mark.parametrize(
    ("line", "published"), [("", False), ("state: draft\n", False), ("state: published\n", True)]
)
def test_a_wave_is_a_draft_until_somebody_says_otherwise(
    line: str, published: bool, data: SampleData
) -> None:
    path = data.replace(WAVE, "synthetic: false\n", f"synthetic: false\n{line}")
    assert load_metadata(path).published is published


@pytest.mark.parametrize("edition", ["", "edition:\n", "edition: ''\n", 'edition: " "\n'])
def test_what_kind_of_edition_it_is_may_be_left_out(edition: str, data: SampleData) -> None:
    path = data.replace(WAVE, "edition: Een voorbeeld.\n", edition)
    about = load_metadata(path)
    assert (about.edition.notice, about.to_fill) == (None, ())


COVER = {
    "title": "title: Uitbuiting in Voorbeeldstad\n",
    "subtitle": "subtitle: Wat professionals zien\n",
    "authors": "authors: [A. Onderzoeker, B. Schrijver]\n",
    "publisher": "publisher: Een uitgever\n",
    "date": "date: 2026-01-15\n",
    "colophon": "colophon: Niets hiervan is echt.\n",
}
EMPTY = ("", "{name}:\n", "{name}: ''\n", "{name}: nog in te vullen!\n")


@pytest.mark.parametrize("empty", EMPTY)
@pytest.mark.parametrize("name", COVER)
def test_what_the_cover_lacks_stops_nothing_and_is_named(
    name: str, empty: str, data: SampleData
) -> None:
    line = empty.format(name=name)
    if name == "authors":
        line = line.replace("''", "['', ]").replace(
            ": nog in te vullen!", ": [A, Nog in te vullen]"
        )
    about = load_metadata(data.replace(WAVE, COVER[name], line))
    assert about.to_fill == (name,)
    if name == "date":
        assert about.edition.date == about.fieldwork.end
    elif name == "authors":
        assert about.edition.authors[-1] == TO_FILL_IN
    else:
        printed = {"title": about.edition.title, "subtitle": about.edition.subtitle}
        printed |= {"publisher": about.edition.publisher, "colophon": about.edition.colophon}
        assert says_to_fill_in(printed[name])


def test_what_is_to_be_filled_in_is_named_wherever_it_stands(data: SampleData) -> None:
    data.replace(WAVE, "edition: Een voorbeeld.", "edition: Eerst nog dit. Nog in te vullen")
    path = data.replace(WAVE, "publisher:", "archive: Nog in te vullen\npublisher:")
    about = load_metadata(path)
    assert set(about.to_fill) == {"edition", "archive"}
    assert about.edition.archive is None
