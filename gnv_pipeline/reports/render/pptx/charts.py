"""From a chart of the model to a native chart.

Belongs here: which kind of native chart each of the model's charts becomes, and its series. Does not belong
here: colours and axes (``dress``), or numbers: they are the model's, unrounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from gnv_pipeline.formatting import enumeration
from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures import stacks
from gnv_pipeline.reports.model.charts import (
    Dot,
    DotChart,
    DotRow,
    Line,
    LineChart,
    Role,
    StackChart,
)
from gnv_pipeline.reports.model.parts import Figure
from gnv_pipeline.reports.model.slides import Slide
from gnv_pipeline.reports.render.pptx import dress
from gnv_pipeline.reports.render.pptx.book import Bars, Column, book
from gnv_pipeline.reports.render.pptx.labels import end_labels
from gnv_pipeline.reports.render.pptx.look import Area, DeckLook
from gnv_pipeline.reports.render.pptx.texts import described

_MISSING_MARK = " (saknas)"
_MOST_YEARS = 13  # on the axis of a chart beside its points
_BESIDE: frozenset[Role] = frozenset({"county", "nation", "group"})
_FIRST_ROLES: list[Role] = ["own", "beside", "women", "men", "observed", "chance"]


def chart(slide: Any, told: Slide, figure: Figure, area: Area, look: DeckLook, dated: date) -> None:
    """The figure as a native chart with alternative text."""
    drawn = figure.chart
    if isinstance(drawn, LineChart):
        shape = _lines(slide, drawn, area, look, dated)
    elif isinstance(drawn, StackChart):
        shape = _stack(slide, drawn, area, look, dated)
    elif isinstance(drawn, DotChart) and any(len(row.dots) > 1 for row in drawn.rows):
        shape = _bars(slide, drawn, told, area, look, dated)
    elif isinstance(drawn, DotChart):
        shape = _dots(slide, drawn, area, look, dated)
    else:
        raise TypeError(f"{figure.key}: no native chart for {type(drawn).__name__}")
    described(shape, figure.title, figure.alt)


def _added(
    slide: Any,
    kind: Any,
    categories: list[str],
    columns: list[Column],
    area: Area,
    dated: date,
) -> tuple[Any, dict[int, Bars]]:
    """A chart with its own workbook in place of the library's, which is stamped with the clock."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = categories
    for column in columns:
        data.add_series(column.label, column.values)
    shape = slide.shapes.add_chart(
        kind, Inches(area.left), Inches(area.top), Inches(area.width), Inches(area.height), data
    )
    blob, bars = book(categories, columns, dated)
    shape.chart.part.chart_workbook.update_from_xlsx_blob(blob)
    return shape, bars


# --- development over years ----------------------------------------------------------------------


def _lines(slide: Any, drawn: LineChart, area: Area, look: DeckLook, dated: date) -> Any:
    years = [point.year for line in drawn.lines for point in line.points]
    span = range(min(years), max(years) + 1)
    columns = [_line_column(line, span) for line in drawn.lines]
    shape, bars = _added(
        slide, XL_CHART_TYPE.LINE_MARKERS, [str(year) for year in span], columns, area, dated
    )
    native = shape.chart
    dress.common(native, look)
    scale = scales.of_lines(drawn)
    dress.value_axis(native, scale, look, drawn.percent)
    dress.category_axis(native, look, size=12, every=-(-len(span) // _MOST_YEARS))
    for n, (series, line) in enumerate(zip(native.plots[0].series, drawn.lines, strict=True)):
        dress.line(series, look.style.role(line.role))
        if line.role in {"own", "county"} and n in bars:
            dress.error_bars(series, bars[n], look.style.role(line.role), direction="y")
    end_labels(native, drawn, look, scale)
    return shape


def _line_column(line: Line, span: range) -> Column:
    points = {point.year: point for point in line.points}
    found = [points.get(year) for year in span]
    return Column(
        line.label,
        tuple(point.value if point else None for point in found),
        tuple(point.lower if point else None for point in found),
        tuple(point.upper if point else None for point in found),
    )


# --- one mark per area -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """One series: its name, what it is, and its mark in each row."""

    label: str
    role: Role
    certain: bool
    dots: tuple[Dot | None, ...]

    def column(self) -> Column:
        """The series as a column of the chart's workbook."""
        return Column(
            self.label,
            tuple(dot.value if dot else None for dot in self.dots),
            tuple(dot.lower if dot else None for dot in self.dots),
            tuple(dot.upper if dot else None for dot in self.dots),
        )


def _dots(slide: Any, drawn: DotChart, area: Area, look: DeckLook, dated: date) -> Any:
    """Marks with intervals over named rows; references are level lines. A missing value has no mark."""
    groups = _groups(drawn)
    categories = [row.label + (_MISSING_MARK if not row.dots else "") for row in drawn.rows]
    columns = [one.column() for one in groups]
    columns += [Column(one.label, tuple(one.value for _ in drawn.rows)) for one in drawn.references]
    shape, bars = _added(slide, XL_CHART_TYPE.LINE_MARKERS, categories, columns, area, dated)
    native = shape.chart
    dress.common(native, look, legend=True)
    dress.value_axis(native, scales.of_dots(drawn), look, drawn.percent)
    dress.category_axis(native, look, size=12, turned=len(categories) > 8)
    series = list(native.plots[0].series)
    for n, one in enumerate(groups):
        dress.marks(series[n], one.dots, one.role, look, certain=one.certain)
        if n in bars:
            dress.error_bars(series[n], bars[n], look.style.role(one.role), direction="y")
    for line in series[len(groups) :]:
        dress.reference(line, look)
    return shape


def _groups(drawn: DotChart) -> tuple[_Group, ...]:
    """Kommuner that differ certainly, those where that cannot be said, and what they are read against."""
    found = []
    for certain in (True, False):
        dots = tuple(
            dot if dot is not None and dot.role not in _BESIDE and dot.certain == certain else None
            for dot in map(_only, drawn.rows)
        )
        if any(dots):
            label = next((key.label for key in drawn.key if key.certain == certain), drawn.unit)
            found.append(_Group(label[:1].upper() + label[1:], "kommun", certain, dots))
    dots = tuple(dot if dot and dot.role in _BESIDE else None for dot in map(_only, drawn.rows))
    if any(dots):
        names = [row.label for row, dot in zip(drawn.rows, dots, strict=True) if dot]
        found.append(_Group(enumeration(names), "nation", True, dots))
    return tuple(found)


def _only(row: DotRow) -> Dot | None:
    return row.dots[0] if row.dots else None


# --- bars ------------------------------------------------------------------------------------------


def _bars(slide: Any, drawn: DotChart, told: Slide, area: Area, look: DeckLook, dated: date) -> Any:
    """Two values for each row, side by side: own and the county's, or seen and what chance gives."""
    groups = [
        _Group(
            next((key.label for key in drawn.key if key.role == role), drawn.unit),
            role,
            True,
            tuple(next((d for d in row.dots if d.role == role), None) for row in drawn.rows),
        )
        for role in sorted(
            {dot.role for row in drawn.rows for dot in row.dots}, key=_FIRST_ROLES.index
        )
    ]
    rows = [row.label + (_MISSING_MARK if row.words else "") for row in drawn.rows]
    columns = [one.column() for one in groups]
    shape, bars = _added(slide, XL_CHART_TYPE.BAR_CLUSTERED, rows, columns, area, dated)
    native = shape.chart
    dress.common(native, look, legend=True)
    scale = (
        scales.of_dots(drawn)
        if told.axis is None
        else scales.fitted(told.axis, percent=drawn.percent)
    )
    dress.value_axis(native, scale, look, drawn.percent)
    dress.category_axis(native, look, size=14, reverse=True)
    native.plots[0].gap_width, native.plots[0].overlap = 50, 0
    for n, (series, one) in enumerate(zip(native.plots[0].series, groups, strict=True)):
        dress.bar(series, one.dots, one.role, look)
        if n in bars:
            dress.error_bars(series, bars[n], look.style.role("nation"), direction=None)
    return shape


def _stack(slide: Any, drawn: StackChart, area: Area, look: DeckLook, dated: date) -> Any:
    """How many fall on each step, one bar per row."""
    columns = [
        Column(step.label, tuple(float(row.parts[n].count) for row in drawn.rows))
        for n, step in enumerate(drawn.steps)
    ]
    rows = [row.label for row in drawn.rows]
    shape, _ = _added(slide, XL_CHART_TYPE.BAR_STACKED, rows, columns, area, dated)
    native = shape.chart
    dress.common(native, look, legend=len(columns) > 1)
    dress.count_axis(
        native, scales.fitted([0.0, float(stacks.longest(drawn))], percent=False), look
    )
    dress.category_axis(native, look, size=14, reverse=True)
    native.plots[0].gap_width, native.plots[0].overlap = 45, 100
    for series, colour in zip(
        native.plots[0].series, stacks.colours(drawn, look.style), strict=True
    ):
        dress.part(series, colour, look)
    return shape
