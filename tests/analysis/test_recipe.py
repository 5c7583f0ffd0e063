"""The recipe of a number, followed on the bare rows, gives what the analysis counted."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

import pandas as pd
import pytest
from survey_samples import RESPONSES, SampleData, share, shown

from ckmreport.analysis import Count, Origin, Share, Survey
from ckmreport.analysis.recipe import recipe

Row = Mapping[str, str]
Ask = Callable[[Survey], object]


def respondent(random: Random) -> Row:
    """Give somebody who was asked what the routing of the sample lets through."""
    row = {
        "wijk": random.choice(("noord", "zuid", "overal", "-9")),
        "domein": random.choice(("onderwijs", "politie", "overig")),
        "gezien": random.choice(("ja", "deels", "nee", "-9")),
        "se_zorgen": random.choice(("1", "2", "4", "5", "wn", "-9")),
    }
    numbers = ("0", "1", "2_5", "21plus", "wn", "-9")
    saw = row["gezien"] in ("ja", "deels")
    row |= {name: random.choice(numbers) if saw else "-8" for name in ("se_n", "ce_n")}
    asked = row["se_n"] not in ("0", "-8", "-9")
    ticks = random.choice(({"straat"}, {"school"}, {"straat", "school"}, {"wn"}, set[str](), None))
    for code in ("straat", "school", "wn"):
        row[f"plek__{code}"] = (
            ("-9" if ticks is None else str(int(code in ticks))) if asked else "-8"
        )
    return row


def sample(seed: int, size: int = 80) -> list[Row]:
    random = Random(seed)
    return [respondent(random) for _ in range(size)]


def cell_of(survey: Survey) -> object:
    return survey.by("domein", {"gezien": "!nee"}).cell("politie", "gezien")


#: Something of every kind that can be asked of the rows.
ASKED: dict[str, Ask] = {
    "single": lambda survey: survey["wijk"]["noord"],
    "one of several": lambda survey: survey["gezien"].any_of("ja", "deels"),
    "negated": lambda survey: survey["gezien"].other_than("nee"),
    "negated, of several": lambda survey: survey["wijk"].other_than("noord", "zuid"),
    "left out": lambda survey: survey["se_zorgen"].without("wn").any_of("4", "5"),
    "two left out": lambda survey: survey["se_zorgen"].without("wn", "1")["5"],
    "left out and negated": lambda survey: survey["se_n"].without("wn").other_than("0"),
    "nobody": lambda survey: survey["gezien"].any_of(),
    "multi": lambda survey: survey["plek"]["straat"],
    "multi, one of several": lambda survey: survey["plek"].any_of("straat", "school"),
    "multi, negated": lambda survey: survey["plek"].other_than("straat", "wn"),
    "multi, left out": lambda survey: survey["plek"].without("wn")["school"],
    "group": cell_of,
    "group of a multi": lambda survey: survey.by("plek", {"ce_n": "0"}).cell("straat", "ce_n"),
    "group, multi asked": lambda survey: survey.by("wijk", {"plek": "straat"}).cell("zuid", "plek"),
    "group, left out": lambda survey: survey.shares_by(
        "domein", "se_zorgen", "4", "5", left_out=["wn"]
    )["politie"],
    "group, left out and negated": lambda survey: survey.shares_by(
        "domein", "plek", "straat", left_out=["wn"], negated=True
    )["onderwijs"],
    "mentions": lambda survey: next(
        share
        for option, share in survey.mentions("se_n", "ce_n", code="2_5").groups
        if option.code == "politie"
    ),
    "mentions of a multi": lambda survey: next(
        share
        for option, share in survey.mentions("plek", code="straat", by="wijk").groups
        if option.code == "noord"
    ),
    "statement": lambda survey: survey.statements("zorgen").se.agree,
}
#: Numbers that are no share.
COUNTED: dict[str, Ask] = {
    "everybody": lambda survey: survey.respondents,
    "lower bounds": lambda survey: survey.lower_bound("se_n").total,
    "base": lambda survey: survey["plek"].base,
    "base, left out": lambda survey: survey["plek"].without("wn").base,
    "size of a group": lambda survey: survey.by("domein", {"gezien": "ja"}).groups[1].base,
    "groups together": lambda survey: (
        survey.by("domein", {"gezien": "ja"}, leave_out=["overig"]).base
    ),
    "mentions": lambda survey: survey.mentions("se_n", "ce_n", code="2_5").base,
}


def rows_of(data: SampleData) -> pd.DataFrame:
    """Give the rows as somebody reads them who has the file and pandas."""
    rows = pd.read_csv(data.folder / RESPONSES, dtype=str)
    return rows[rows["status"] == "behouden"]


def followed(origin: Origin, rows: pd.DataFrame) -> tuple[int, ...]:
    expression = recipe(origin)
    assert expression is not None
    result = eval(expression, {"answers": rows})
    assert isinstance(result, tuple)
    return tuple(map(int, result))


@pytest.fixture(params=[1, 2, 3])
def both(request: pytest.FixtureRequest, data: SampleData) -> tuple[SampleData, list[Row]]:
    """A data folder, and rows for it."""
    return data, sample(request.param)


@pytest.mark.parametrize("name", ASKED)
def test_a_share_is_counted_again_also_on_half_of_the_rows(
    name: str, both: tuple[SampleData, list[Row]]
) -> None:
    data, rows = both
    whole = ASKED[name](data.survey(*rows))
    assert isinstance(whole, Share)
    answers = rows_of(data)
    assert followed(whole.origin, answers) == (whole.count, whole.base)
    assert followed(whole.n.origin, answers) == (whole.n.value,)
    assert followed(whole.of.origin, answers) == (whole.of.value,)
    half = ASKED[name](data.survey(*rows[::2]))
    assert isinstance(half, Share)
    assert followed(whole.origin, rows_of(data)) == (half.count, half.base)


@pytest.mark.parametrize("name", COUNTED)
def test_a_count_is_counted_again_also_on_half_of_the_rows(
    name: str, both: tuple[SampleData, list[Row]]
) -> None:
    data, rows = both
    whole = COUNTED[name](data.survey(*rows))
    assert isinstance(whole, Count)
    assert followed(whole.origin, rows_of(data)) == (whole.value,)
    half = COUNTED[name](data.survey(*rows[::2]))
    assert isinstance(half, Count)
    assert followed(whole.origin, rows_of(data)) == (half.value,)


def test_the_samples_count_somebody(data: SampleData) -> None:
    """Where every count were 0, an empty recipe would do."""
    survey = data.survey(*sample(1))
    counted = {name: ask(survey) for name, ask in ASKED.items()}
    assert {name for name, value in counted.items() if not getattr(value, "count")} == {"nobody"}  # noqa: B009
    assert all(int(ask(survey)) for ask in COUNTED.values())  # type: ignore[call-overload]


@pytest.mark.parametrize("name", [*ASKED, *COUNTED])
def test_no_count_stands_in_a_recipe(name: str, data: SampleData) -> None:
    """A recipe depends on the question, so it is the same for other rows; and on no number."""
    told = set()
    for seed in (1, 2):
        value = (ASKED | COUNTED)[name](data.survey(*sample(seed)))
        assert isinstance(value, Share | Count)
        told.add(recipe(value.origin))
    (expression,) = told
    assert expression is not None
    tree = ast.parse(expression, mode="eval")
    numbers = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and not isinstance(node.value, str)
    }
    weights = {1, 2, 21} if name == "lower bounds" else set()
    assert numbers <= {1} | weights  # of `axis=1`, and the bounds that the questionnaire gives


def test_who_dropped_out_is_no_row(data: SampleData) -> None:
    rows = sample(4)
    left = {"gezien": "ja", "wijk": "noord", "status": "uitgevallen"}
    data.answer(*rows, left, dropped_out=1)
    survey = data.survey()
    assert followed(survey.respondents.origin, rows_of(data)) == (len(rows),)
    found = shown(survey["gezien"]["ja"])
    assert followed(found.origin, rows_of(data)) == (found.count, found.base)


def test_an_answer_that_was_dropped_is_in_no_recipe(data: SampleData) -> None:
    data.replace("questionnaire.yml", '"deels": Deels', '"deels": {label: Deels, until: "2024"}')
    seen = data.survey({"gezien": "ja"}, {"gezien": "nee"})["gezien"]
    for found in (shown(seen.any_of("ja", "deels")), shown(seen.without("deels")["ja"])):
        assert followed(found.origin, rows_of(data)) == (1, 2)
        assert "deels" not in str(recipe(found.origin))


def test_what_is_no_count_of_answers_has_no_recipe() -> None:
    assert recipe(Origin("2025", "test", said="p-waarde")) is None
    about = share(1, 2)
    about = replace(about, origin=Origin("", "about this report", said="aandeel"))
    assert recipe(about.origin) is recipe(about.n.origin) is recipe(about.of.origin) is None
