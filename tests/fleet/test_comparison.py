from __future__ import annotations

from dataclasses import replace

from ckmreport.analysis import wilson
from ckmreport.fleet.comparison import compare, draw_comparison
from ckmreport.fleet.keyfigures import KeyFigure, KeyFigures, Origin


def figures(
    municipality: str,
    count: int | None,
    base: int | None,
    *,
    form: str = "f",
    reason: str = "",
    origin: Origin = "respondents",
) -> KeyFigures:
    share = KeyFigure("scholing", "Volgde scholing", form, count, base, reason)
    return KeyFigures(municipality, 100, origin, (share,))


ZWOLLE, ASSEN = figures("Zwolle", 30, 100), figures("Assen", 9, 50)


def test_municipalities_stand_by_name() -> None:
    (found,) = compare("2025", [ZWOLLE, ASSEN])
    assert [line.name for line in found.lines] == ["Assen", "Zwolle"]
    assert (found.wave, found.label) == ("2025", "Volgde scholing")


def test_one_municipality_is_not_compared() -> None:
    assert compare("2025", [ASSEN]) == []
    other = replace(ZWOLLE.shares[0], indicator="signaal")
    assert compare("2025", [ASSEN, replace(ZWOLLE, shares=(other,))]) == []


def test_what_was_asked_in_another_way_is_not_compared() -> None:
    breda = figures("Breda", 77, 100, form="other")
    (found,) = compare("2025", [ZWOLLE, breda, ASSEN])
    assert [line.figure.text for line in found.lines] == [
        "18% (n=50)",
        "andere vraag",
        "30% (n=100)",
    ]
    drawing = draw_comparison(found)
    assert "77" not in drawing.alt.plain
    assert drawing.data.rows[1] == ("Breda", None, "andere vraag", None, None, None)


def test_the_numbers_of_the_figure_have_their_intervals() -> None:
    hidden = figures("Breda", None, None, reason="minder dan 5")
    (found,) = compare("2025", [ASSEN, hidden])
    low, high = wilson(9, 50)
    rows = draw_comparison(found).data.rows
    assert rows[0] == ("Assen", None, 9, 50, round(100 * low, 1), round(100 * high, 1))
    assert rows[1] == ("Breda", None, "minder dan 5", None, None, None)


def test_answers_that_no_respondent_gave_are_marked() -> None:
    rebuilt = figures("Groningen", 52, 222, origin="reconstruction")
    invented = figures("Emmen", 5, 10, origin="invention")
    (found,) = compare("2025", [ASSEN, rebuilt, invented])
    names = ["Assen", "Emmen (verzonnen)", "Groningen (reconstructie)"]
    assert [line.name for line in found.lines] == names
    drawing = draw_comparison(found)
    assert "Groningen (reconstructie) 23% (n=222)" in drawing.alt.plain
    assert [row[1] for row in drawing.data.rows] == [None, "verzonnen", "reconstructie"]


def test_the_picture_is_the_same_at_every_run() -> None:
    (found,) = compare("2025", [ASSEN, ZWOLLE])
    first, second = draw_comparison(found), draw_comparison(found)
    assert first.svg == second.svg
    assert first.svg.startswith("<svg")
    (other,) = compare("2025", [ASSEN, figures("Zwolle", 31, 100)])
    assert draw_comparison(other).svg != first.svg


def test_of_many_the_alternative_text_gives_the_extremes() -> None:
    many = [figures(f"Gemeente {n:02}", n, 40) for n in range(5, 25)]
    many.append(figures("Klein", None, None, reason="niet getoond"))
    (found,) = compare("2025", many)
    alt = draw_comparison(found).alt.plain
    assert alt.endswith("van Gemeente 05 13% (n=40) tot Gemeente 24 60% (n=40).")
    assert "Klein" not in alt


def test_where_nothing_is_shown_that_is_said() -> None:
    many = [figures(f"Gemeente {n:02}", None, None, reason="niet getoond") for n in range(20)]
    (found,) = compare("2025", many)
    assert draw_comparison(found).alt.plain.endswith("Van geen gemeente is het aandeel getoond.")
