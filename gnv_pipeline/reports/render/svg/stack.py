"""Bars in parts as a still picture.

Belongs here: drawing bars, their labels above them and the key. Does not belong here: values.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures import stacks
from gnv_pipeline.reports.figures.maps import Hatch
from gnv_pipeline.reports.figures.style import Style, ink
from gnv_pipeline.reports.model.charts import StackChart
from gnv_pipeline.reports.render.svg.canvas import Canvas

_BAR, _LINE, _GAP = 18.0, 14.0, 9.0


_Look = tuple[str, Hatch]


def draw_stack(chart: StackChart, style: Style, width: float) -> str:
    """The picture as SVG text."""
    letters = int(width / (12 * 0.53))
    labels = [scales.wrapped(row.label, letters) for row in chart.rows]
    key = _key_rows(chart, width)
    height = 18.0 * len(key) + 10 + sum(_LINE * len(lines) + _BAR + _GAP + 4 for lines in labels)
    canvas = Canvas(width, height, style)
    looks = tuple(zip(stacks.colours(chart, style), stacks.hatches(chart), strict=True))
    _key(canvas, key, looks)
    y = 18.0 * len(key) + 10
    scale = (width - 2) / stacks.longest(chart)
    for row, lines in zip(chart.rows, labels, strict=True):
        for text in lines:
            y += _LINE
            canvas.text(0, y, text)
        y += 5
        x = 1.0
        for part, look in zip(row.parts, looks, strict=True):
            if part.count:
                long = part.count * scale
                _piece(canvas, x, y, (long, _BAR), look)
                if long > 14:
                    canvas.text(
                        x + long / 2,
                        y + 13.3,
                        str(part.count),
                        anchor="middle",
                        colour=ink(look[0]),
                        halo=bool(look[1]),
                    )
                x += long
        y += _BAR + _GAP - 1
    return canvas.done()


def _key_rows(chart: StackChart, width: float) -> list[list[tuple[int, str]]]:
    rows: list[list[tuple[int, str]]] = [[]]
    used = 0.0
    for i, step in enumerate(chart.steps):
        need = scales.text_width(step.label, 11) + 36
        if rows[-1] and used + need > width:
            rows.append([])
            used = 0.0
        rows[-1].append((i, step.label))
        used += need
    return rows


def _key(canvas: Canvas, rows: list[list[tuple[int, str]]], looks: tuple[_Look, ...]) -> None:
    for n, row in enumerate(rows):
        x, y = 1.0, 2 + 18.0 * n
        for i, label in row:
            _piece(canvas, x, y, (12, 12), looks[i])
            canvas.text(x + 18, y + 10, label, size=11)
            x += scales.text_width(label, 11) + 36


def _piece(canvas: Canvas, x: float, y: float, size: tuple[float, float], look: _Look) -> None:
    """A part of a bar: ground, hatching, edge."""
    (wide, high), (colour, hatch) = size, look
    canvas.box(x, y, wide, high, colour)
    right, low = x + wide, y + high
    canvas.hatched(
        (((x, y), (right, y), (right, low), (x, low), (x, y)),), hatch, canvas.style.hatch
    )
    canvas.box(x, y, wide, high, "none", canvas.style.muted)


def swatch(look: _Look, style: Style) -> str:
    """A small picture of a step's look."""
    canvas = Canvas(14, 14, style)
    _piece(canvas, 1, 1, (12, 12), look)
    return canvas.done()
