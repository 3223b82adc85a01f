"""A development over years as Plotly's dictionary.

Belongs here: traces, end labels and gaps. Does not belong here: what the lines say.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import plotly_base as base
from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.plotly_base import Spec
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import Line, LineChart, Role


def lines(chart: LineChart, style: Style) -> Spec:
    """The whole figure."""
    scale = scales.of_lines(chart)
    years = [point.year for line in chart.lines for point in line.points]
    first, last = min(years), max(years)
    labels = [
        _end_label(line, style)
        for line in chart.lines
        if any(p.value is not None for p in line.points)
    ]
    layout = base.layout(style, 280, {"l": 48, "r": 130})
    layout["xaxis"] = base.axis(
        style,
        range=[first - 0.5, last + 0.5],
        tickvals=list(scales.year_ticks(first, last)),
        ticktext=[str(year) for year in scales.year_ticks(first, last)],
        showgrid=False,
    )
    layout["yaxis"] = base.value_axis(style, scale)
    layout["hovermode"] = "closest"
    layout["annotations"] = _spread(labels, scale) + [
        _gap_text(year, text, style) for year, text in chart.gaps
    ]
    layout["shapes"] = [_gap_strip(year, style) for year, _ in chart.gaps]
    return {
        "data": [_line_trace(line, style) for line in chart.lines],
        "layout": layout,
        "narrow": {
            "margin": {"l": 44, "r": 112, "t": 8, "b": 36},
            "xaxis.tickvals": list(scales.year_ticks(first, last, 5)),
            "xaxis.ticktext": [str(year) for year in scales.year_ticks(first, last, 5)],
        },
    }


def _line_trace(line: Line, style: Style) -> Spec:
    look = style.role(line.role)
    known = [point for point in line.points if point.value is not None]
    last_only = line.role == "goal"
    trace: Spec = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.label,
        "x": [point.year for point in known],
        "y": [point.value for point in known],
        "text": [point.text for point in known],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": look.colour, "width": look.width, "dash": base.dash(look.dash)},
        "marker": {
            "symbol": base.SYMBOLS[look.mark],
            "size": [0] * (len(known) - 1) + [10] if last_only else 7,
            "color": look.colour,
            "line": {"color": look.outline, "width": 1},
        },
        "cliponaxis": False,
    }
    if line.role in {"own", "county", "women", "men"} and any(
        point.lower is not None for point in known
    ):
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [None if p.upper is None else p.upper - (p.value or 0) for p in known],
            "arrayminus": [None if p.lower is None else (p.value or 0) - p.lower for p in known],
            "color": mixed(look.colour, "#ffffff", 0.35),
            "thickness": 1.25,
            "width": 3,
        }
    return trace


def _end_label(line: Line, style: Style) -> Spec:
    point = [point for point in line.points if point.value is not None][-1]
    role: Role = line.role
    text = "<br>".join(scales.wrapped(line.label, 14))
    return {
        "text": f"<b>{text}</b>" if role in {"own", "county"} else text,
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8,
        "y": point.value,
        "yref": "y",
        "showarrow": False,
        "align": "left",
        "font": {"color": style.label(role), "size": 12},
    }


def _spread(labels: list[Spec], scale: scales.Scale) -> list[Spec]:
    """Labels moved apart so that none covers another; heights in axis units on a 236 pixel plot."""
    unit = (scale.high - scale.low) / 236
    heights = [unit * 16 * (label["text"].count("<br>") + 1) for label in labels]
    places = scales.spread_out([label["y"] for label in labels], heights, scale.low, scale.high)
    return [{**label, "y": place} for label, place in zip(labels, places, strict=True)]


def _gap_strip(year: int, style: Style) -> Spec:
    return {
        "type": "rect",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": year - 0.35,
        "x1": year + 0.35,
        "y0": 0,
        "y1": 1,
        "line": {"width": 0},
        "fillcolor": style.surface,
    }


def _gap_text(year: int, text: str, style: Style) -> Spec:
    return {
        "text": text,
        "x": year,
        "xref": "x",
        "y": 0.02,
        "yref": "paper",
        "yanchor": "bottom",
        "textangle": -90,
        "showarrow": False,
        "font": {"color": style.muted, "size": 11},
    }
