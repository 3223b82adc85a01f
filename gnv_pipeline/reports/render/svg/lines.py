"""A development over years as a still picture.

Belongs here: drawing lines, intervals, gaps and labels at the lines' ends. Does not belong here: values.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import Line, LineChart
from gnv_pipeline.reports.render.svg.canvas import Canvas

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 46.0, 112.0, 12.0, 28.0, 240.0


class _Frame:
    """Where years and values lie on the picture."""

    def __init__(self, chart: LineChart, width: float) -> None:
        years = [point.year for line in chart.lines for point in line.points]
        self.first, self.last = min(years), max(years)
        self.scale = scales.of_lines(chart)
        self.right = width - _RIGHT
        self.bottom = _HEIGHT - _BOTTOM

    def x(self, year: float) -> float:
        return _LEFT + (year - self.first + 0.5) / (self.last - self.first + 1) * (
            self.right - _LEFT
        )

    def y(self, value: float) -> float:
        return self.bottom - self.scale.share(value) * (self.bottom - _TOP)


def draw_lines(chart: LineChart, style: Style, width: float) -> str:
    """The picture as SVG text."""
    canvas, frame = Canvas(width, _HEIGHT, style), _Frame(chart, width)
    _ground(canvas, chart, frame)
    for line in reversed(chart.lines):
        _series(canvas, line, frame)
    _labels(canvas, chart, frame)
    return canvas.done()


def _ground(canvas: Canvas, chart: LineChart, frame: _Frame) -> None:
    style = canvas.style
    for value, text in frame.scale.ticks:
        canvas.line(_LEFT, frame.y(value), frame.right, frame.y(value), style.line)
        canvas.text(_LEFT - 6, frame.y(value) + 4, text, anchor="end", size=11.5)
    for year in scales.year_ticks(frame.first, frame.last, 6):
        canvas.text(frame.x(year), frame.bottom + 18, str(year), anchor="middle", size=11.5)
    for year, text in chart.gaps:
        left = frame.x(year - 0.35)
        canvas.box(left, _TOP, frame.x(year + 0.35) - left, frame.bottom - _TOP, style.surface)
        canvas.text(
            frame.x(year) + 4, frame.bottom - 6, text, size=10.5, colour=style.muted, turned=True
        )


def _series(canvas: Canvas, line: Line, frame: _Frame) -> None:
    look = canvas.style.role(line.role)
    known = [(point, point.value) for point in line.points if point.value is not None]
    if line.role in {"own", "county", "women", "men"}:
        for point, _ in known:
            if point.lower is not None and point.upper is not None:
                x, pale = frame.x(point.year), mixed(look.colour, "#ffffff", 0.35)
                low, high = frame.y(point.lower), frame.y(point.upper)
                canvas.line(x, low, x, high, pale, 1.25)
                for end in (low, high):
                    canvas.line(x - 3, end, x + 3, end, pale, 1.25)
    canvas.path([(frame.x(point.year), frame.y(value)) for point, value in known], look)
    shown = known[-1:] if line.role == "goal" else known
    for point, value in shown:
        canvas.mark(
            frame.x(point.year), frame.y(value), look, size=4 if line.role == "goal" else 3.2
        )


def _labels(canvas: Canvas, chart: LineChart, frame: _Frame) -> None:
    ends = [(line, [p.value for p in line.points if p.value is not None]) for line in chart.lines]
    kept = [(line, values[-1]) for line, values in ends if values]
    texts = [scales.wrapped(line.label, 17) for line, _ in kept]
    places = scales.spread_out(
        [frame.y(value) for _, value in kept],
        [14.0 * len(lines) + 2 for lines in texts],
        _TOP,
        frame.bottom,
    )
    for (line, _), lines, y in zip(kept, texts, places, strict=True):
        colour = canvas.style.label(line.role)
        top = y - 14.0 * (len(lines) - 1) / 2 + 4
        for n, text in enumerate(lines):
            canvas.text(
                frame.right + 8,
                top + 14.0 * n,
                text,
                colour=colour,
                size=11.5,
                bold=line.role in {"own", "county"},
            )
