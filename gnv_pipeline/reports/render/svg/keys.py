"""What the marks of a live figure mean: a small picture and words for each.

Belongs here: keys of figures whose still picture holds its own. Does not belong here: the still pictures.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import maps, stacks
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import (
    Chart,
    DotChart,
    LineChart,
    MapChart,
    Role,
    StackChart,
)
from gnv_pipeline.reports.render.svg import stack
from gnv_pipeline.reports.render.svg.canvas import Canvas
from gnv_pipeline.reports.render.svg.map import swatch

_SIDE = 14.0


def key(chart: Chart, style: Style) -> list[tuple[str, str]]:
    """(small picture as SVG, words) for every mark; empty where labels stand beside the lines."""
    if isinstance(chart, LineChart):
        return []
    if isinstance(chart, DotChart):
        return [(_mark(entry.role, entry.certain, style), entry.label) for entry in chart.key]
    if isinstance(chart, MapChart):
        looks = maps.looks(chart, style)
        return [
            (swatch(look, style), f"{step.symbol} {step.label}".strip())
            for step, look in zip(chart.steps, looks, strict=True)
        ]
    return _steps(chart, style)


def _mark(role: Role, certain: bool, style: Style) -> str:
    canvas = Canvas(_SIDE + 2, _SIDE, style)
    look = style.role(role)
    if look.mark == "none":
        canvas.line(
            0, _SIDE / 2, _SIDE + 2, _SIDE / 2, mixed(look.colour, "#ffffff", 0.55), look.width - 2
        )
    canvas.mark(_SIDE / 2 + 1, _SIDE / 2, look, size=4, filled=certain)
    return canvas.done()


def _steps(chart: StackChart, style: Style) -> list[tuple[str, str]]:
    looks = zip(stacks.colours(chart, style), stacks.hatches(chart), strict=True)
    return [
        (stack.swatch(look, style), step.label)
        for look, step in zip(looks, chart.steps, strict=True)
    ]
