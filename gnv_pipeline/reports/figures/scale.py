"""Axes and text measures that all drawings share, so that the still picture and the live one agree.

Belongs here: ranges, ticks and how long a text is. Does not belong here: colours or charts' contents.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gnv_pipeline.formatting import NBSP, number
from gnv_pipeline.reports.model.charts import DotChart, LineChart

_AVERAGE_LETTER = 0.53  # of the font size: the mean of Swedish names and sentences in Arial


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis: its ends and its ticks with their texts."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def share(self, value: float) -> float:
        """Where on the axis a value lies, 0 at the low end and 1 at the high end."""
        return (value - self.low) / (self.high - self.low)

    @property
    def cut(self) -> bool:
        """Whether the axis starts above zero."""
        return self.low > 0


def _step(span: float, wanted: int) -> float:
    raw = span / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)


def fitted(
    values: Iterable[float], *, percent: bool, from_zero: bool = False, wanted: int = 5
) -> Scale:
    """An axis with round ends around the values; shares never leave 0–100."""
    known = list(values)
    low, high = (min(known), max(known)) if known else (0.0, 100.0 if percent else 1.0)
    if from_zero:
        low, high = min(0.0, low), 100.0 if percent else high
    if high - low < (2 if percent else 1e-9):
        low, high = low - max(1.0, abs(low) * 0.1), high + max(1.0, abs(high) * 0.1)
    step = _step(high - low, wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if percent:
        first, last = max(first, 0), min(last, round(100 / step))
    elif min(known, default=0.0) >= 0:
        first = max(first, 0)
    # Decimal: 3 * 0.1 would be written 0,30000000000000004.
    exact = Decimal(repr(step))
    decimals = max(0, -int(exact.normalize().as_tuple().exponent))
    ticks = [float(exact * n) for n in range(first, last + 1)]
    sign = f"{NBSP}%" if percent else ""
    return Scale(
        ticks[0], ticks[-1], tuple((tick, f"{number(tick, decimals)}{sign}") for tick in ticks)
    )


def of_lines(chart: LineChart) -> Scale:
    """The value axis of a development."""
    values = [
        value
        for line in chart.lines
        for point in line.points
        for value in (point.value, point.lower, point.upper)
        if value is not None
    ]
    return fitted(values, percent=chart.percent)


def of_dots(chart: DotChart, wanted: int = 5) -> Scale:
    """The value axis of a dot chart, with about ``wanted`` steps."""
    dots = [dot for row in chart.rows for dot in row.dots]
    values = [v for dot in dots for v in (dot.value, dot.lower, dot.upper) if v is not None]
    values += [reference.value for reference in chart.references]
    zero = chart.stems or any(dot.role == "chance" for dot in dots)
    return fitted(values, percent=chart.percent, from_zero=zero, wanted=wanted)


def year_ticks(first: int, last: int, most: int = 8) -> tuple[int, ...]:
    """Years to write on the axis, counted from the last one, at most ``most`` of them."""
    step = max(1, math.ceil((last - first + 1) / most))
    return tuple(sorted(range(last, first - 1, -step)))


def text_width(text: str, size: float) -> float:
    """How wide a text is, roughly, in the unit of ``size``."""
    return len(text) * size * _AVERAGE_LETTER


def wrapped(text: str, letters: int) -> list[str]:
    """A text in lines of at most ``letters`` letters; words are never cut, non-breaking spaces hold."""
    return textwrap.wrap(text, letters, break_long_words=False, break_on_hyphens=False) or [""]


def row_height(labels: list[list[str]], line: float) -> float:
    """Height of rows whose labels have one or two lines; a few long ones borrow from their neighbours."""
    long = sum(len(lines) > 1 for lines in labels)
    return line * (1.7 if 4 * long <= len(labels) else 2.6)


def spread_out(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Centres as near ``wanted`` as can be so that boxes of ``heights`` do not overlap within low–high."""
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = list(wanted)
    edge = low
    for i in order:
        placed[i] = max(wanted[i], edge + heights[i] / 2)
        edge = placed[i] + heights[i] / 2
    edge = high
    for i in reversed(order):
        placed[i] = min(placed[i], edge - heights[i] / 2)
        edge = placed[i] - heights[i] / 2
    return placed
