"""The map: names that do not cover each other, hatching inside its area, classes told without colour."""

from __future__ import annotations

import itertools
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures import geography, interactive
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.charts import MapArea, MapChart, MapStep, Ring
from gnv_pipeline.reports.render.svg import draw
from gnv_pipeline.reports.render.svg.keys import key
from gnv_pipeline.reports.render.svg.map import draw_names

SQUARE: Ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
HOLE: Ring = ((3.0, 3.0), (7.0, 3.0), (7.0, 7.0), (3.0, 7.0), (3.0, 3.0))
STEPS = (
    MapStep("a", "ingen säker skillnad", "≈"),
    MapStep("b", "lägre", "▼"),
    MapStep("c", "saknas", "–"),
)


@pytest.fixture(scope="module")
def county(real_plan: Plan, project_root: Path) -> MapChart:
    """The outlines of the plan in use, with classes in turn."""
    folder = sorted((project_root / "data" / "raw" / "plan").iterdir())[-1]
    told = json.loads((folder / "map.geojson").read_text(encoding="utf-8"))
    areas = []
    for n, one in enumerate(told["features"]):
        shape = one["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = tuple(tuple((x, y) for x, y in ring) for part in parts for ring in part)
        name = one["properties"]["name"]
        areas.append(MapArea(one["id"], name, rings, n % 3, f"{name}: 8{n % 10} %", "80 %"))
    assert len(areas) == len(real_plan.kommuner)
    return MapChart(tuple(areas), STEPS, "procent")


@pytest.mark.parametrize("rising", [True, False])
def test_hatching_fills_the_outline_and_nothing_else(rising: bool) -> None:
    strokes = geography.hatching((SQUARE, HOLE), 1.5, rising)
    assert len(strokes) > 10
    for (x1, y1), (x2, y2) in strokes:
        assert geography.inside((SQUARE, HOLE), (x1 + x2) / 2, (y1 + y2) / 2)
        assert -1e-9 <= min(x1, x2, y1, y2) <= max(x1, x2, y1, y2) <= 10 + 1e-9
        assert ((y2 - y1) * (x2 - x1) < 0) == rising  # y grows downwards: rising to the right


def test_the_roomiest_place_lies_inside_and_off_the_edges() -> None:
    x, y = geography.roomiest((SQUARE,))
    assert 4 <= y <= 6
    assert geography.inside((SQUARE,), x, y)
    x, y = geography.roomiest((SQUARE, HOLE))
    assert geography.inside((SQUARE, HOLE), x, y)


def test_the_map_keeps_its_proportions(county: MapChart) -> None:
    small, large = geography.flat(county, 100), geography.flat(county, 400)
    assert large.height / small.height == pytest.approx(4)
    xs = [x for rings in large.rings for ring in rings for x, _ in ring]
    assert (min(xs), max(xs)) == pytest.approx((0, 400))


def test_names_do_not_cover_each_other_on_a_phone(county: MapChart, real_plan: Plan) -> None:
    """At 320 pixels two names may touch, never hide a third of each other."""
    spec = interactive.figure(county, Style(real_plan.header.look))
    names = spec["data"][-1]
    scale = 320 / 440
    boxes = [
        geography.Box(x * scale, y * scale, 11 * 0.53 * len(area.label), 24.0)
        for x, y, area in zip(names["x"], names["y"], county.areas, strict=True)
    ]
    for one, other in itertools.combinations(boxes, 2):
        smaller = min(one.width * one.height, other.width * other.height)
        assert one.meets(other) < smaller / 3


def test_every_area_says_its_words_and_carries_its_sign(county: MapChart, real_plan: Plan) -> None:
    style = Style(real_plan.header.look)
    spec = interactive.figure(county, style)
    areas, names = spec["data"][:-1], spec["data"][-1]
    assert [trace["text"] for trace in areas] == [area.text for area in county.areas]
    assert names["hovertext"] == [area.text for area in county.areas]
    for area, text in zip(county.areas, names["text"], strict=True):
        assert text == f"{STEPS[area.step].symbol}<br>{area.label}"
    looks = {(t["fillpattern"]["shape"], t["fillcolor"]) for t in areas}
    assert len(looks) == len(STEPS)
    assert [label for _, label in key(county, style)] == [f"{s.symbol} {s.label}" for s in STEPS]


def test_still_maps_hold_the_names_of_all(county: MapChart, real_plan: Plan) -> None:
    style = Style(real_plan.header.look)
    for picture in (draw(county, style, wide=False), draw_names(county, style, 440)):
        texts = set(ET.fromstring(picture).itertext())
        assert {area.label for area in county.areas} <= texts
    small = list(ET.fromstring(draw(county, style, wide=False, small=True)).itertext())
    assert set(small) == {step.symbol for step in STEPS}
    assert draw(county, style, wide=False) == draw(county, style, wide=False)
