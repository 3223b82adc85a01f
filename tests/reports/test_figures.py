"""Axes, colours and drawings: readable without colour, round numbers, the same in both forms."""

from __future__ import annotations

import itertools
import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures import interactive, scale, stacks
from gnv_pipeline.reports.figures.style import Style, contrast, ink, luminance, mixed, readable
from gnv_pipeline.reports.model.charts import (
    Chart,
    Dot,
    DotChart,
    DotRow,
    KeyEntry,
    Line,
    LineChart,
    Part,
    Point,
    ReferenceLine,
    StackChart,
    StackRow,
    Step,
)
from gnv_pipeline.reports.render.svg import draw

LINES = LineChart(
    years=(2019, 2020, 2021, 2022),
    lines=(
        Line(
            "county",
            "Länet & <Riket>",
            (
                Point(2019, 80.0, 78.0, 82.0, "2019: 80 % (78–82)"),
                Point(2020, None, None, None, "2020: Ej mätt"),
                Point(2022, 84.5, 83.0, 86.0, "2022: 85 % (83–86)"),
            ),
        ),
        Line(
            "goal",
            "Mål: minst 90 % år 2030",
            (Point(2022, 84.0, None, None, "x"), Point(2030, 90.0, None, None, "y")),
        ),
        Line("nation", "Riket", (Point(2022, None, None, None, "2022: saknas"),)),
    ),
    gaps=((2021, "Enkäten genomfördes inte"),),
    unit="procent",
    percent=True,
)
DOTS = DotChart(
    rows=(
        DotRow("1", "Ödsele", (Dot("kommun", 70.0, 60.0, 80.0, "Ödsele 70 %", "70 %", True),)),
        DotRow("2", "Högvret", (), "Ej mätt"),
        DotRow(
            "3",
            "Länet",
            (
                Dot("women", 71.0, None, None, "K", "71 %"),
                Dot("men", 69.0, None, None, "M", "69 %"),
            ),
            strong=True,
        ),
    ),
    references=(ReferenceLine("goal", 90.0, "Länets mål 90 %"),),
    key=(KeyEntry("kommun", True, "säker skillnad"),),
    unit="procent",
    percent=True,
)
STACK = StackChart(
    steps=(Step("1 Inte alls"), Step("5 Helt"), Step("Vet ej", plain=True)),
    rows=(StackRow("Ett påstående", (Part(2, "två"), Part(0, "noll"), Part(1, "en"))),),
    unit="antal svar",
)
EMPTY = StackChart((Step("1"),), (StackRow("Tomt", (Part(0, "noll"),)),), "antal")
CHARTS = pytest.mark.parametrize(
    "chart", [LINES, DOTS, STACK, EMPTY], ids=["lines", "dots", "stack", "empty"]
)


@pytest.fixture(scope="module")
def style(plan: Plan) -> Style:
    return Style(plan.header.look)


@CHARTS
@pytest.mark.parametrize("wide", [True, False])
def test_still_picture_is_clean_svg(chart: Chart, style: Style, wide: bool) -> None:
    root = ET.fromstring(draw(chart, style, wide=wide))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "style", "image", "a", "use"}
    assert not [
        element for element in root.iter() if "id" in element.attrib or "style" in element.attrib
    ]
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    for element in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert -1 <= float(element.attrib.get(name, 0)) <= width + 1
        for name in ("y", "y1", "y2", "cy"):
            assert -1 <= float(element.attrib.get(name, 0)) <= height + 1


def test_still_picture_has_the_words(style: Style) -> None:
    texts = " ".join(ET.fromstring(draw(DOTS, style, wide=True)).itertext())
    for word in ("Ödsele", "Högvret", "Ej mätt", "70 %", "Länets mål 90 %", "säker skillnad"):
        assert word in texts
    lines = " ".join(ET.fromstring(draw(LINES, style, wide=True)).itertext())
    assert "Länet & <Riket>" in lines
    assert "Enkäten genomfördes inte" in lines


@CHARTS
def test_live_figure_is_plain_json_and_hovers_in_swedish(chart: Chart, style: Style) -> None:
    spec = interactive.figure(chart, style)
    assert json.loads(json.dumps(spec)) == spec
    assert spec["layout"]["separators"] == ",\u00a0"
    for trace in spec["data"]:
        assert trace["hovertemplate"].endswith("<extra></extra>")
        assert "uid" not in trace


def test_missing_points_are_no_points(style: Style) -> None:
    county = interactive.figure(LINES, style)["data"][0]
    assert county["x"] == [2019, 2022]
    assert county["y"] == [80.0, 84.5]
    assert county["error_y"]["array"] == pytest.approx([2.0, 1.5])


def test_roles_differ_without_colour(style: Style) -> None:
    together = [("own", "beside", "nation", "goal"), ("county", "nation", "goal"), ("women", "men")]
    for roles in together:
        looks = {(style.role(role).mark, style.role(role).dash) for role in roles}  # type: ignore[arg-type]
        assert len(looks) == len(roles)


def test_colours_stand_out(style: Style) -> None:
    for role in (
        "own",
        "county",
        "beside",
        "nation",
        "goal",
        "women",
        "men",
        "kommun",
        "chance",
        "observed",
    ):
        look = style.role(role)  # type: ignore[arg-type]
        assert max(contrast(look.colour, "#ffffff"), contrast(look.outline, "#ffffff")) >= 3
        assert contrast(style.label(role), "#ffffff") >= 4.5  # type: ignore[arg-type]
    assert contrast(style.muted, "#ffffff") >= 4.5
    assert contrast(style.dark, "#ffffff") >= 4.5


def test_warning_colour_is_used_for_no_series(plan: Plan, style: Style) -> None:
    for chart in (LINES, DOTS, STACK):
        assert plan.header.look.warning not in draw(chart, style, wide=True)
        assert plan.header.look.warning not in json.dumps(interactive.figure(chart, style))


@pytest.mark.parametrize("steps", range(2, 9))
def test_scale_darkens_step_by_step(style: Style, steps: int) -> None:
    shades = [luminance(colour) for colour in style.ramp(steps)]
    assert shades == sorted(shades, reverse=True)
    assert all(contrast(ink(colour), colour) >= 4.5 for colour in style.ramp(steps))


def test_steps_outside_the_scale_have_no_colour_of_it(style: Style) -> None:
    one, two, outside = stacks.colours(STACK, style)
    assert outside == "#ffffff"
    assert one != two
    assert stacks.longest(STACK) == 3
    assert stacks.longest(EMPTY) == 1


HUNDREDTHS = st.integers(-(10**8), 10**8).map(
    lambda n: n / 100
)  # no value has more decimals than two


@given(st.lists(HUNDREDTHS, min_size=1, max_size=20), st.booleans())
def test_axis_holds_all_values_with_round_ticks(values: list[float], from_zero: bool) -> None:
    axis = scale.fitted(values, percent=False, from_zero=from_zero)
    assert axis.low <= min(values)
    assert axis.high >= max(values)
    assert 2 <= len(axis.ticks) <= 14
    assert [value for value, _ in axis.ticks] == sorted({value for value, _ in axis.ticks})
    assert len({text for _, text in axis.ticks}) == len(axis.ticks)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20))
def test_shares_stay_within_0_and_100(values: list[float]) -> None:
    axis = scale.fitted(values, percent=True)
    assert 0 <= axis.low <= min(values)
    assert max(values) <= axis.high <= 100
    assert all(text.endswith("\u00a0%") for _, text in axis.ticks)


@given(st.lists(st.floats(10, 290), min_size=1, max_size=5))
def test_labels_do_not_cover_each_other(wanted: list[float]) -> None:
    placed = scale.spread_out(wanted, [20.0] * len(wanted), 0, 300)
    ordered = sorted(placed)
    assert all(after - before >= 19.99 for before, after in itertools.pairwise(ordered))
    assert ordered[0] >= 9.99
    assert ordered[-1] <= 290.01


@given(st.integers(2000, 2030), st.integers(0, 40))
def test_years_on_the_axis_end_with_the_last(first: int, more: int) -> None:
    years = scale.year_ticks(first, first + more)
    assert years[-1] == first + more
    assert len(years) <= 8


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_any_colour_is_made_readable(colour: str) -> None:
    assert contrast(readable(colour), "#ffffff") >= 4.5
    assert mixed(colour, "#ffffff", 0) == colour
    assert mixed(colour, "#ffffff", 1) == "#ffffff"
