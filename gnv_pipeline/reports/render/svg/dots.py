"""One row per area, with a mark and an interval, as a still picture.

Belongs here: drawing rows, marks, reference lines and the key. Does not belong here: values.
"""

from __future__ import annotations

from dataclasses import dataclass

from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import Dot, DotChart, DotRow
from gnv_pipeline.reports.render.svg.canvas import Canvas

_SIZE = 11.5


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where rows and values lie on the picture."""

    scale: scales.Scale
    left: float
    right: float
    top: float
    row: float
    letters: int

    def x(self, value: float) -> float:
        return self.left + self.scale.share(value) * (self.right - self.left)

    def y(self, index: float) -> float:
        return self.top + (index + 0.5) * self.row


def draw_dots(chart: DotChart, style: Style, width: float) -> str:
    """The picture as SVG text."""
    letters = 30 if width > 600 else 22
    lines = [scales.wrapped(row.label, letters) for row in chart.rows]
    longest = max((len(line) for some in lines for line in some), default=1)
    row_height = scales.row_height(lines, 12.4)
    key_lines = len(chart.key) if width < 600 else (1 if chart.key else 0)
    top = 10.0 + 17.0 * key_lines + (16.0 if chart.references else 0.0)
    frame = _Frame(
        scales.of_dots(chart),
        scales.text_width("x" * longest, _SIZE) + 16,
        width - 46,
        top,
        row_height,
        letters,
    )
    canvas = Canvas(width, top + row_height * len(chart.rows) + 30, style)
    _key(canvas, chart, width)
    _ground(canvas, chart, frame)
    for index, row in enumerate(chart.rows):
        _row(canvas, chart, frame, index, row)
    return canvas.done()


def _key(canvas: Canvas, chart: DotChart, width: float) -> None:
    x, y = 8.0, 12.0
    for entry in chart.key:
        canvas.mark(x, y - 4, canvas.style.role(entry.role), size=4, filled=entry.certain)
        canvas.text(x + 12, y, entry.label, size=11)
        if width < 600:
            y += 17.0
        else:
            x += 36 + scales.text_width(entry.label, 11)


def _ground(canvas: Canvas, chart: DotChart, frame: _Frame) -> None:
    bottom = frame.y(len(chart.rows) - 0.5)
    for value, text in frame.scale.ticks:
        canvas.line(frame.x(value), frame.top, frame.x(value), bottom, canvas.style.line)
        canvas.text(frame.x(value), bottom + 17, text, anchor="middle", size=_SIZE)
    look = canvas.style.role("goal")
    for reference in chart.references:
        x = frame.x(reference.value)
        canvas.line(x, frame.top - 2, x, bottom, look.colour, 1.5, look.dash)
        right = frame.scale.share(reference.value) > 0.15
        canvas.text(
            x + (4 if right else -4),
            frame.top - 6,
            f"◆ {reference.label}",
            size=11,
            anchor="end" if right else "start",
        )


def _row(canvas: Canvas, chart: DotChart, frame: _Frame, index: int, row: DotRow) -> None:
    y = frame.y(index)
    lines = scales.wrapped(row.label, frame.letters)
    for n, text in enumerate(lines):
        canvas.text(2, y + 4 + 13 * (n - (len(lines) - 1) / 2), text, size=_SIZE, bold=row.strong)
    pair = len(row.dots) == 2 and row.dots[0].role == "women"
    for n, dot in enumerate(row.dots):
        _dot(canvas, frame, dot, y + ((-3.5, 3.5)[n] if pair else 0), stems=chart.stems)
    if len(row.dots) == 1 or any(dot.role == "observed" for dot in row.dots):
        canvas.text(frame.right + 8, y + 4, row.dots[-1].shown, size=_SIZE, bold=row.strong)
    if row.words:
        left = not row.dots or frame.scale.share(row.dots[0].value) > 0.5
        x = frame.left + 4 if left else frame.right - 2
        lines = scales.wrapped(row.words, int((frame.right - frame.left) / (10.5 * 0.53)))
        for n, text in enumerate(lines):
            canvas.text(
                x,
                y + 4 + 11 * (n - (len(lines) - 1) / 2),
                text,
                size=10.5 if len(lines) == 1 else 9,
                colour=canvas.style.muted,
                italic=True,
                anchor="start" if left else "end",
            )


def _dot(canvas: Canvas, frame: _Frame, dot: Dot, y: float, *, stems: bool) -> None:
    look = canvas.style.role(dot.role)
    wide = look.mark == "none"
    if stems:
        canvas.line(frame.x(0), y, frame.x(dot.value), y, mixed(look.colour, "#ffffff", 0.3), 4)
    elif dot.lower is not None and dot.upper is not None:
        pale = mixed(look.colour, "#ffffff", 0.55 if wide else 0.3)
        canvas.line(frame.x(dot.lower), y, frame.x(dot.upper), y, pale, look.width if wide else 1.5)
        if not wide:
            for end in (dot.lower, dot.upper):
                canvas.line(frame.x(end), y - 3, frame.x(end), y + 3, pale, 1.5)
    canvas.mark(frame.x(dot.value), y, look, filled=dot.certain)
