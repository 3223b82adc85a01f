"""A map of the county as a still picture.

Belongs here: drawing areas, their hatching, names and symbols, and the key. Does not belong here: geometry
(``figures.geography``) or values.
"""

from __future__ import annotations

from dataclasses import replace

from gnv_pipeline.reports.figures import geography, maps
from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.charts import MapChart, MapStep
from gnv_pipeline.reports.render.svg.canvas import Canvas

_NAME, _LINE, _KEY_LINE = 10.5, 12.0, 19.0
_SWATCH, _HIGH, _SIGN = 22.0, 13.0, 14.0


def draw_map(chart: MapChart, style: Style, width: float, *, small: bool = False) -> str:
    """The picture as SVG text; the key stands below. A ``small`` map has only signs: names and key stand
    once beside all that are read together."""
    flat = geography.flat(chart, width - 4)
    looks = maps.looks(chart, style)
    key = flat.height + 16
    canvas = Canvas(width, flat.height + 4 if small else key + _KEY_LINE * len(chart.steps), style)
    for area, rings in zip(chart.areas, flat.rings, strict=True):
        canvas.area(rings, looks[area.step].ground)
        canvas.hatched(rings, looks[area.step].hatch, looks[area.step].stroke)
    for rings in flat.rings:
        canvas.area(rings, "none", style.text)
    if small:
        _signs(canvas, chart, flat)
        return canvas.done()
    _names(canvas, chart, flat)
    for n, (step, look) in enumerate(zip(chart.steps, looks, strict=True)):
        y = key + _KEY_LINE * n
        _swatch(canvas, look, 0.5, y)
        canvas.text(_SWATCH + 8, y + 11, f"{step.symbol} {step.label}".strip(), size=11.5)
    return canvas.done()


def draw_names(chart: MapChart, style: Style, width: float) -> str:
    """Only outlines and names: what small maps are read with."""
    flat = geography.flat(chart, width - 4)
    canvas = Canvas(width, flat.height + 4, style)
    for rings in flat.rings:
        canvas.area(rings, "#ffffff", style.text)
    steps = (MapStep("", "", ""),)
    areas = tuple(replace(area, step=0) for area in chart.areas)
    _names(canvas, MapChart(areas, steps, ""), flat)
    return canvas.done()


def _signs(canvas: Canvas, chart: MapChart, flat: geography.Flat) -> None:
    for area, rings in zip(chart.areas, flat.rings, strict=True):
        x, y = geography.roomiest(rings)
        symbol = chart.steps[area.step].symbol
        canvas.text(x, y + _SIGN * 0.36, symbol, anchor="middle", size=_SIGN, halo=True)


def swatch(look: maps.StepLook, style: Style) -> str:
    """A small picture of a step's look."""
    canvas = Canvas(_SWATCH + 1, _HIGH + 1, style)
    _swatch(canvas, look, 0.5, 0.5)
    return canvas.done()


def _swatch(canvas: Canvas, look: maps.StepLook, x: float, y: float) -> None:
    right, low = x + _SWATCH, y + _HIGH
    outline = (((x, y), (right, y), (right, low), (x, low), (x, y)),)
    canvas.area(outline, look.ground)
    canvas.hatched(outline, look.hatch, look.stroke)
    canvas.area(outline, "none", canvas.style.text)


def _names(canvas: Canvas, chart: MapChart, flat: geography.Flat) -> None:
    """Symbol above name, with a white edge so that hatching does not disturb them."""
    texts = [(chart.steps[area.step].symbol, area.label) for area in chart.areas]
    sizes = [
        (scales.text_width(label, _NAME) + 4, _LINE * (2 if symbol else 1))
        for symbol, label in texts
    ]
    wanted = [geography.roomiest(rings) for rings in flat.rings]
    places = geography.labelled(wanted, sizes, flat.width, flat.height)
    for (symbol, label), (x, y) in zip(texts, places, strict=True):
        top = y - 2 if symbol else y + 4
        if symbol:
            canvas.text(x, top, symbol, anchor="middle", size=_NAME + 1.5, halo=True)
        canvas.text(
            x, top + (_LINE if symbol else 0), label, anchor="middle", size=_NAME, halo=True
        )
