"""Where respondents work, on a schematic map of the municipality."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from ckmreport.analysis import Distribution, Hidden, Share, place
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.style import PETROL, SLATE, WIDTH, text_on
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.shares import as_data, both_text, count_text, counted
from ckmreport.survey.questionnaire import Option
from ckmreport.survey.waves import District, Municipality

_GAP = 0.035
_CENTRED: dict[str, Any] = {"ha": "center", "va": "center"}
#: A district whose number is not shown.
UNKNOWN = "#f2f2f2"
#: From few respondents to many. None is so dark that its text would turn white: such a shade in
#: the middle cannot be read when a dark screen inverts it.
SHADES = LinearSegmentedColormap.from_list("petrol", ["#e3edf1", "#7ca4b6"])


def draw_districts(answers: Distribution, municipality: Municipality) -> Drawing:
    """Draw one tile per district, darker for more respondents; other answers as bars beside it."""
    districts = municipality.districts
    others = [(option, s) for option, s in answers if option.code in municipality.elsewhere]
    return Drawing(
        partial(_picture, answers, municipality, others),
        _alt(answers, districts, others),
        _data(answers),
    )


def _picture(
    answers: Distribution,
    municipality: Municipality,
    others: Sequence[tuple[Option, Share | Hidden]],
) -> Figure:
    districts = municipality.districts
    width = max(district.column + district.width for district in districts)
    height = max(district.row + district.height for district in districts)
    figure = Figure(figsize=(WIDTH, 0.62 * height + 0.2), layout="constrained")
    tiles, bars = figure.subplots(1, 2, width_ratios=(1.35, 1))
    most = max(counted(answers[district.code]) for district in districts) or 1
    for district in districts:
        _tile(tiles, district, answers[district.code], most)
    tiles.set_xlim(0, width)
    tiles.set_ylim(height, 0)
    tiles.set_axis_off()
    _bars(bars, others, answers.other_than(*municipality.elsewhere))
    return figure


def _tile(axes: Axes, district: District, share: Share | Hidden, most: int) -> None:
    colour = UNKNOWN if isinstance(share, Hidden) else to_hex(SHADES(share.count / most))
    box = FancyBboxPatch(
        (district.column + _GAP, district.row + _GAP),
        district.width - 2 * _GAP,
        district.height - 2 * _GAP,
        boxstyle="round,pad=0,rounding_size=0.06",
        color=colour,
        lw=0,
    )
    axes.add_patch(box)
    middle = (district.column + district.width / 2, district.row + district.height / 2)
    ink = text_on(colour)
    count = both_text(share, count_first=True)
    axes.text(
        middle[0],
        middle[1] - 0.15,
        district.label,
        fontsize=7.5,
        fontweight="semibold",
        **_CENTRED,
        color=ink,
    )
    axes.text(middle[0], middle[1] + 0.18, count, **_CENTRED, color=ink)


def _bars(
    axes: Axes, others: Sequence[tuple[Option, Share | Hidden]], inside: Share | Hidden
) -> None:
    rows = [("Eén stadsdeel", inside, PETROL)]
    rows += [(option.short, share, SLATE) for option, share in others]
    for row, (_, share, colour) in enumerate(rows):
        count = counted(share)
        axes.barh(row, count, height=0.6, color=colour)
        label = both_text(share, count_first=True)
        axes.annotate(label, (count, row), (3, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(rows)), [label for label, _, _ in rows])
    axes.set_ylim(len(rows) + 0.6, -1.6)
    axes.set_xlim(0, (max(counted(share) for _, share, _ in rows) or 1) * 1.55)
    axes.set_xticks([])
    axes.spines["left"].set_visible(False)


def _alt(
    answers: Distribution,
    districts: tuple[District, ...],
    others: Sequence[tuple[Option, Share | Hidden]],
) -> str:
    ranked = sorted(districts, key=lambda district: place(answers[district.code]))
    named = ", ".join(f"{d.label} {count_text(answers[d.code])}" for d in ranked)
    rest = ", ".join(
        f"{option.prose} {both_text(share, count_first=True)}" for option, share in others
    )
    return (
        f"Schematische kaart met het aantal respondenten per stadsdeel, van veel naar weinig: "
        f"{named}. Daarnaast staven: {rest} (n={count_text(answers.base)})."
    )


def _data(answers: Distribution) -> Data:
    rows = tuple((option.label, *as_data(share)) for option, share in answers)
    return Data(("werkgebied", "aantal", "n"), rows)
