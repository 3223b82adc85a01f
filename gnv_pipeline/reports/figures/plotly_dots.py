"""One row per area as Plotly's dictionary.

Belongs here: marks, intervals, words in rows, reference lines. Does not belong here: what the rows say.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import plotly_base as base
from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.plotly_base import Spec
from gnv_pipeline.reports.figures.style import Style, mixed
from gnv_pipeline.reports.model.charts import Dot, DotChart, Role

_ROW = 24  # pixels
_SHORT = 16  # letters of a usual name


def dots(chart: DotChart, style: Style) -> Spec:
    """The whole figure."""
    scale = scales.of_dots(chart)
    lengths = sorted(len(row.label) for row in chart.rows)
    usual = lengths[len(lengths) // 2] if lengths else 0
    letters = (
        26 if usual > _SHORT else _SHORT
    )  # one long name among short ones does not take their room
    labels = [scales.wrapped(row.label, letters) for row in chart.rows]
    places, total = _places(labels)
    longest = max((len(line) for lines in labels for line in lines), default=1)
    left = round(scales.text_width("x" * longest, 12)) + 14
    layout = base.layout(
        style, 60 + round(_ROW * total), {"l": left, "r": 58, "t": 26 if chart.references else 8}
    )
    layout["xaxis"] = base.value_axis(style, scale)
    layout["yaxis"] = base.axis(
        style,
        range=[total, 0],
        tickvals=list(places),
        ticktext=[
            f"<b>{'<br>'.join(lines)}</b>" if row.strong else "<br>".join(lines)
            for row, lines in zip(chart.rows, labels, strict=True)
        ],
        showgrid=True,
        gridcolor=style.surface,
    )
    layout["hovermode"] = "closest"
    layout["annotations"] = _row_words(chart, places, style, scale)
    layout["shapes"] = []
    for reference in chart.references:
        layout["shapes"].append(_reference_line(reference.value, style))
        layout["annotations"].append(
            _reference_label(reference.value, reference.label, style, scale)
        )
    roles: dict[tuple[Role, bool], list[tuple[float, Dot]]] = {}
    for y, row in zip(places, chart.rows, strict=True):
        shifts = _shifts(row.dots)
        for dot, shift in zip(row.dots, shifts, strict=True):
            roles.setdefault((dot.role, dot.certain), []).append((y + shift, dot))
    data = [
        _dot_trace(role, certain, dots, style, stems=chart.stems)
        for (role, certain), dots in roles.items()
    ]
    few = scale.ticks[:: 2 if len(scale.ticks) > 4 else 1]
    narrow = {"xaxis.tickvals": [v for v, _ in few], "xaxis.ticktext": [text for _, text in few]}
    return {"data": data, "layout": layout, "narrow": narrow}


def _places(labels: list[list[str]]) -> tuple[tuple[float, ...], float]:
    """The middle of every row and the end of the last, in rows; labels of more lines get more room."""
    middles, y = [], 0.0
    for lines in labels:
        height = max(1.0, 14 * len(lines) / _ROW + 0.15)
        middles.append(round(y + height / 2, 3))
        y += height
    return tuple(middles), round(max(y, 1.0), 3)


def _shifts(dots: tuple[Dot, ...]) -> list[float]:
    """Two people's dots lie a little apart; what chance gives lies under what is seen."""
    if len(dots) == 2 and dots[0].role == "women":
        return [-0.18, 0.18]
    return [0.0] * len(dots)


def _dot_trace(
    role: Role, certain: bool, dots: list[tuple[float, Dot]], style: Style, *, stems: bool
) -> Spec:
    look = style.role(role)
    fill = look.colour if certain else "#ffffff"
    trace: Spec = {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for _, dot in dots],
        "y": [y for y, _ in dots],
        "text": [dot.text for _, dot in dots],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": base.SYMBOLS[look.mark],
            "size": 11,
            "color": look.colour if look.mark == "none" else fill,
            "line": {"color": look.outline, "width": 2 if look.mark == "none" else 1.75},
        },
        "cliponaxis": False,
    }
    wide = look.mark == "none"
    trace["error_x"] = {
        "type": "data",
        "symmetric": False,
        "array": [None if d.upper is None else d.upper - d.value for _, d in dots],
        "arrayminus": [
            d.value if stems else (None if d.lower is None else d.value - d.lower) for _, d in dots
        ],
        "color": mixed(look.colour, "#ffffff", 0.55 if wide else 0.3),
        "thickness": look.width if wide else (4 if stems else 1.5),
        "width": 0 if wide or stems else 3,
    }
    return trace


def _row_words(
    chart: DotChart, places: tuple[float, ...], style: Style, scale: scales.Scale
) -> list[Spec]:
    """The value at the end of each row, and the words of rows that have none."""
    found = []
    for y, row in zip(places, chart.rows, strict=True):
        common = {"y": y, "yref": "y", "showarrow": False, "xref": "paper"}
        if row.words:
            left = not row.dots or scale.share(row.dots[0].value) > 0.5
            text = "<br>".join(scales.wrapped(row.words, 34))
            found.append(
                {
                    **common,
                    "x": 0 if left else 1,
                    "xanchor": "left" if left else "right",
                    "xshift": 6 if left else -6,
                    "text": f"<i>{text}</i>",
                    "align": "left",
                    "bgcolor": "#ffffff",
                    "borderpad": 1,
                    "font": {"color": style.muted, "size": 11},
                }
            )
        if len(row.dots) == 1 or any(dot.role == "observed" for dot in row.dots):
            text = f"<b>{row.dots[-1].shown}</b>" if row.strong else row.dots[-1].shown
            found.append(
                {
                    **common,
                    "x": 1,
                    "xanchor": "left",
                    "xshift": 8,
                    "text": text,
                    "font": {"size": 12},
                }
            )
    return found


def _reference_line(value: float, style: Style) -> Spec:
    look = style.role("goal")
    return {
        "type": "line",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": value,
        "x1": value,
        "y0": 0,
        "y1": 1,
        "line": {"color": look.colour, "width": 1.5, "dash": base.dash(look.dash)},
    }


def _reference_label(value: float, label: str, style: Style, scale: scales.Scale) -> Spec:
    return {
        "text": f"◆ {label}",
        "x": value,
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "right" if scale.share(value) > 0.15 else "left",
        "showarrow": False,
        "font": {"color": style.text, "size": 11},
    }
