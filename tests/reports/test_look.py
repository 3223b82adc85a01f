"""The look as everybody sees it: contrast, grey print, colour blindness; red for warnings only."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures import maps, stacks
from gnv_pipeline.reports.figures.style import Style, contrast, readable
from gnv_pipeline.reports.figures.tones import tone
from gnv_pipeline.reports.model.charts import MapChart, MapStep, StackChart, Step
from gnv_pipeline.reports.render import html, pdf
from tests.reports import sight

PLANS = pytest.mark.parametrize("which", ["plan", "real_plan"])
TOGETHER = [
    ("own", "beside", "nation", "group", "goal"),
    ("county", "nation", "goal"),
    ("women", "men"),
]
TEMPLATES = [
    *sorted((Path(html.__file__).parent / "templates").glob("*.j2")),
    *sorted((Path(pdf.__file__).parent / "typst").glob("*.typ")),
]


def style_of(request: pytest.FixtureRequest, which: str) -> Style:
    plan: Plan = request.getfixturevalue(which)
    return Style(plan.header.look)


@PLANS
def test_all_words_stand_out_from_their_ground(which: str, request: pytest.FixtureRequest) -> None:
    faint = [
        (pair, round(found, 2))
        for pair in style_of(request, which).pairs()
        if (found := contrast(pair.ink, pair.ground)) < 4.5
    ]
    assert faint == []


@PLANS
def test_what_must_be_seen_stands_out(which: str, request: pytest.FixtureRequest) -> None:
    """WCAG 2.1, 1.4.11: frames, marks and the strokes of hatchings against what they lie on."""
    style = style_of(request, which)
    assert contrast(style.edge, "#ffffff") >= 3
    assert contrast(style.notice_edge, style.notice) >= 3
    plan: Plan = request.getfixturevalue(which)
    for one in plan.delmal:
        assert contrast(readable(one.colour, least=3.0), "#ffffff") >= 3
    assert contrast(plan.header.look.warning, "#ffffff") >= 3


@PLANS
@pytest.mark.parametrize("kind", sight.KINDS)
def test_series_that_stand_together_differ_for_every_eye(
    which: str, kind: str, request: pytest.FixtureRequest
) -> None:
    """By colour at a glance, or else by mark and dash; women and men by both."""
    style = style_of(request, which)
    for roles in TOGETHER:
        looks = [style.role(role) for role in roles]  # type: ignore[arg-type]
        for one, other in itertools.combinations(looks, 2):
            apart = sight.distance(one.colour, other.colour, kind) >= 10
            assert apart or (one.mark, one.dash) != (other.mark, other.dash)
    women, men = style.role("women"), style.role("men")
    assert sight.distance(women.colour, men.colour, kind) >= 10
    assert women.mark != men.mark


@PLANS
def test_series_differ_in_a_grey_print(which: str, request: pytest.FixtureRequest) -> None:
    style = style_of(request, which)
    for roles in TOGETHER:
        looks = [style.role(role) for role in roles]  # type: ignore[arg-type]
        for one, other in itertools.combinations(looks, 2):
            apart = abs(sight.lightness(one.colour) - sight.lightness(other.colour)) >= 12
            assert apart or (one.mark, one.dash) != (other.mark, other.dash)


@PLANS
@pytest.mark.parametrize("scale", [2, 3, 5])
@pytest.mark.parametrize("outside", [1, 2, 3])
def test_steps_of_bars_differ_in_a_grey_print(
    which: str, scale: int, outside: int, request: pytest.FixtureRequest
) -> None:
    """Neighbours on the scale by shade; what lies outside it by hatching."""
    style = style_of(request, which)
    steps = (*(Step(str(n)) for n in range(scale)), *(Step(f"u{n}", True) for n in range(outside)))
    chart = StackChart(steps, (), "antal")
    looks = list(zip(stacks.colours(chart, style), stacks.hatches(chart), strict=True))
    for (one, hatch), (other, hatch2) in itertools.combinations(looks, 2):
        assert hatch != hatch2 or abs(sight.lightness(one) - sight.lightness(other)) >= 8


@PLANS
def test_classes_of_a_map_differ_without_colour(which: str, request: pytest.FixtureRequest) -> None:
    style = style_of(request, which)
    chart = MapChart((), tuple(MapStep(c, c, c) for c in "abcde"), "")
    looks = maps.looks(chart, style)
    for one, other in itertools.combinations(looks, 2):
        darker = abs(sight.lightness(one.ground) - sight.lightness(other.ground)) >= 5
        assert one.hatch != other.hatch or darker
    assert all(contrast(style.text, look.ground) >= 4.5 for look in looks)


def test_signals_differ_by_frame_and_not_by_hue() -> None:
    """Met, not met and uncertain have looks of their own; only the wrong way warns."""
    assert len({tone(code) for code in ("met", "not_met", "uncertain", "not_judged")}) == 4
    codes = ("met", "not_met", "uncertain", "on_track", "partly", "behind", "worse", "lower")
    assert "warning" not in {tone(code) for code in codes}
    assert tone("wrong_way") == "warning"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_colour_of_its_own(path: Path) -> None:
    """The look is configuration: all colours come from the plan by way of Style."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?<![&\w])#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\b(?![-\w])", text) == []
    assert re.findall(r"\brgb\(\s*[\d\"']", text) == []


def test_warning_red_is_used_for_warnings_only() -> None:
    for path in TEMPLATES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "--warning)" in line or "colour.warning" in line:
                assert "chip-warning" in line or line.strip().startswith("warning:"), line
