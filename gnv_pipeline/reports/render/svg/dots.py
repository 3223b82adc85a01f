"""One row per area, with a mark and an interval, as a still picture.

Belongs here: drawing rows, marks, reference lines and the key. Does not belong here: values.
"""

from __future__ import annotations

from dataclasses import dataclass

from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import Dot, DotChart, DotRow, KeyEntry
from gnv_pipeline.reports.render.svg.canvas import Canvas

_SMALLEST = 300.0  # narrower pictures stand three in a row


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where rows and values lie on the picture."""

    scale: scales.Scale
    left: float
    right: float
    top: float
    places: tuple[float, ...]
    bottom: float
    letters: int
    size: float

    def x(self, value: float) -> float:
        return self.left + self.scale.share(value) * (self.right - self.left)

    def y(self, index: int) -> float:
        return self.places[index]


def draw_dots(chart: DotChart, style: Style, width: float) -> str:
    """The picture as SVG text."""
    small = width < _SMALLEST
    size = 9.2 if small else 11.5
    letters = 16 if small else 30 if width > 600 else 22
    lines = [scales.wrapped(row.label, letters) for row in chart.rows]
    longest = max((len(line) for some in lines for line in some), default=1)
    key_size = min(size, 11)
    key = _key_lines(chart, width, key_size)
    top = 8.0 + (key_size + 6) * len(key) + (size + 4.5 if chart.references else 0.0)
    places, bottom = _places(lines, top, size, 11.8 if small else 19.5)
    frame = _Frame(
        scales.of_dots(chart, 3 if small else 5),
        scales.text_width("x" * longest, size) + (8 if small else 16),
        width - (34 if small else 46),
        top,
        places,
        bottom,
        letters,
        size,
    )
    canvas = Canvas(width, bottom + size + 10, style)
    _key(canvas, key, key_size)
    _ground(canvas, chart, frame)
    for index, row in enumerate(chart.rows):
        _row(canvas, chart, frame, index, row)
    return canvas.done()


def _places(
    lines: list[list[str]], top: float, size: float, least: float
) -> tuple[tuple[float, ...], float]:
    """The middle of every row, and where the last one ends; labels of more lines get more room."""
    middles, y = [], top
    for some in lines:
        height = max(least, size * (1.1 * len(some) + 0.35))
        middles.append(y + height / 2)
        y += height
    return tuple(middles), y


def _key_lines(chart: DotChart, width: float, size: float) -> list[list[tuple[float, KeyEntry]]]:
    """Entries of the key with their places, as many to a line as there is room for."""
    lines: list[list[tuple[float, KeyEntry]]] = []
    used = width
    for entry in chart.key:
        need = scales.text_width(entry.label, size) + 30
        if not lines or used + need > width:
            lines.append([])
            used = 0.0
        lines[-1].append((used + 6, entry))
        used += need
    return lines


def _key(canvas: Canvas, lines: list[list[tuple[float, KeyEntry]]], size: float) -> None:
    for n, line in enumerate(lines):
        y = size + 1 + (size + 6) * n
        for x, entry in line:
            canvas.mark(
                x, y - size * 0.36, canvas.style.role(entry.role), size=4, filled=entry.certain
            )
            canvas.text(x + 11, y, entry.label, size=size)


def _ground(canvas: Canvas, chart: DotChart, frame: _Frame) -> None:
    bottom = frame.bottom
    for value, text in frame.scale.ticks:
        canvas.line(frame.x(value), frame.top, frame.x(value), bottom, canvas.style.line)
        canvas.text(frame.x(value), bottom + frame.size + 5, text, anchor="middle", size=frame.size)
    look = canvas.style.role("goal")
    for reference in chart.references:
        x = frame.x(reference.value)
        canvas.line(x, frame.top - 2, x, bottom, look.colour, 1.5, look.dash)
        size = min(frame.size, 11)
        wide = scales.text_width(reference.label, size) + 16
        left = max(2.0, min(x - wide / 2, canvas.width - wide))
        canvas.mark(left + 5, frame.top - 5 - size * 0.36, look, size=3)
        canvas.text(left + 12, frame.top - 5, reference.label, size=size)


def _row(canvas: Canvas, chart: DotChart, frame: _Frame, index: int, row: DotRow) -> None:
    y = frame.y(index)
    lines = scales.wrapped(row.label, frame.letters)
    for n, text in enumerate(lines):
        canvas.text(
            2,
            y + frame.size * (0.35 + 1.1 * (n - (len(lines) - 1) / 2)),
            text,
            size=frame.size,
            bold=row.strong,
        )
    pair = len(row.dots) == 2 and row.dots[0].role == "women"
    for n, dot in enumerate(row.dots):
        _dot(canvas, frame, dot, y + ((-3.5, 3.5)[n] if pair else 0), stems=chart.stems)
    if len(row.dots) == 1 or any(dot.role == "observed" for dot in row.dots):
        canvas.text(
            frame.right + 6,
            y + frame.size * 0.35,
            row.dots[-1].shown,
            size=frame.size,
            bold=row.strong,
        )
    if row.words:
        left = not row.dots or frame.scale.share(row.dots[0].value) > 0.5
        x = frame.left + 4 if left else frame.right - 2
        size = frame.size - 1
        lines = scales.wrapped(row.words, int((frame.right - frame.left) / (size * 0.53)))
        for n, text in enumerate(lines):
            canvas.text(
                x,
                y + 4 + (size - 0.5) * (n - (len(lines) - 1) / 2),
                text,
                size=size if len(lines) == 1 else size - 1.4,
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
