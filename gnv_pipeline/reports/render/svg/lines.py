"""A development over years as a still picture.

Belongs here: drawing lines, intervals, gaps and labels at the lines' ends. Does not belong here: values.
"""

from __future__ import annotations

from dataclasses import dataclass

from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import Line, LineChart
from gnv_pipeline.reports.render.svg.canvas import Canvas


@dataclass(frozen=True, slots=True)
class _Measures:
    """Room around the lines and size of letters, by how wide the picture is."""

    left: float
    right: float
    top: float
    bottom: float
    height: float
    size: float
    letters: int
    ticks: int

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return self.size * 1.22


_USUAL = _Measures(46, 112, 12, 28, 240, 11.5, 17, 6)
_SMALL = _Measures(34, 74, 8, 20, 196, 9.4, 13, 3)
_SMALLEST = 300.0  # narrower pictures stand three in a row


class _Frame:
    """Where years and values lie on the picture."""

    def __init__(self, chart: LineChart, width: float) -> None:
        years = [point.year for line in chart.lines for point in line.points]
        self.first, self.last = min(years), max(years)
        self.scale = scales.of_lines(chart)
        self.measures = _SMALL if width < _SMALLEST else _USUAL
        self.right = width - self.measures.right
        self.bottom = self.measures.height - self.measures.bottom

    def x(self, year: float) -> float:
        left = self.measures.left
        return left + (year - self.first + 0.5) / (self.last - self.first + 1) * (self.right - left)

    def y(self, value: float) -> float:
        return self.bottom - self.scale.share(value) * (self.bottom - self.measures.top)


def draw_lines(chart: LineChart, style: Style, width: float) -> str:
    """The picture as SVG text."""
    frame = _Frame(chart, width)
    canvas = Canvas(width, frame.measures.height, style)
    _ground(canvas, chart, frame)
    for line in reversed(chart.lines):
        _series(canvas, line, frame)
    _labels(canvas, chart, frame)
    return canvas.done()


def _ground(canvas: Canvas, chart: LineChart, frame: _Frame) -> None:
    style, at = canvas.style, frame.measures
    for value, text in frame.scale.ticks:
        canvas.line(at.left, frame.y(value), frame.right, frame.y(value), style.line)
        canvas.text(at.left - 5, frame.y(value) + 4, text, anchor="end", size=at.size)
    for year in scales.year_ticks(frame.first, frame.last, at.ticks):
        canvas.text(
            frame.x(year), frame.bottom + at.size + 6, str(year), anchor="middle", size=at.size
        )
    for year, text in chart.gaps:
        left = frame.x(year - 0.35)
        canvas.box(left, at.top, frame.x(year + 0.35) - left, frame.bottom - at.top, style.surface)
        low = _free_below(chart, frame, year)
        canvas.text(
            frame.x(year) + 4,
            frame.bottom - 6 if low else at.top + 4,
            text,
            size=at.size - 1,
            colour=style.muted,
            anchor="start" if low else "end",
            turned=True,
        )


def _free_below(chart: LineChart, frame: _Frame, year: int) -> bool:
    """Whether the lines run in the upper half around a year, so that words have room below them."""
    near = [
        frame.scale.share(point.value)
        for line in chart.lines
        for point in line.points
        if point.value is not None and abs(point.year - year) <= 2
    ]
    return sum(near) >= len(near) / 2


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
    at = frame.measures
    ends = [(line, [p.value for p in line.points if p.value is not None]) for line in chart.lines]
    kept = [(line, values[-1]) for line, values in ends if values]
    texts = [scales.wrapped(line.label, at.letters) for line, _ in kept]
    places = scales.spread_out(
        [frame.y(value) for _, value in kept],
        [at.line * len(lines) + 2 for lines in texts],
        at.top,
        frame.bottom,
    )
    for (line, _), lines, y in zip(kept, texts, places, strict=True):
        colour = canvas.style.label(line.role)
        top = y - at.line * (len(lines) - 1) / 2 + 4
        for n, text in enumerate(lines):
            canvas.text(
                frame.right + 7,
                top + at.line * n,
                text,
                colour=colour,
                size=at.size,
                bold=line.role in {"own", "county"},
            )
