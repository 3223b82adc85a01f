"""What all live figures share: layout, axes, marks.

Belongs here: plain dictionaries in Plotly's words. Does not belong here: traces of one kind of chart.
"""

from __future__ import annotations

from typing import Any

from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.style import Style

Spec = dict[str, Any]
SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle": "triangle-up",
    "none": "line-ns-open",
}


SHAPES = {"": "", "rising": "/", "falling": "\\", "both": "x"}
"""Hatchings in Plotly's words."""


def layout(style: Style, height: int, margin: dict[str, int]) -> Spec:
    """What every figure's layout has in common."""
    return {
        "autosize": True,
        "height": height,
        "margin": {"t": 8, "b": 36, "pad": 0, **margin},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": style.font, "size": 12, "color": style.text},
        "separators": ",\u00a0",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": "#ffffff",
            "bordercolor": style.dark,
            "font": {"family": style.font, "size": 13, "color": style.text},
            "align": "left",
        },
    }


def axis(style: Style, **more: Any) -> Spec:
    """An axis that can be neither moved nor zoomed."""
    return {
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": style.line,
        "linecolor": style.line,
        "tickfont": {"color": style.text, "size": 12},
        "automargin": False,
        "tickangle": 0,
        **more,
    }


def value_axis(style: Style, scale: scales.Scale) -> Spec:
    """The axis of the values, with its texts already written."""
    return axis(
        style,
        range=[scale.low, scale.high],
        tickvals=[value for value, _ in scale.ticks],
        ticktext=[text for _, text in scale.ticks],
    )


def dash(lengths: tuple[float, ...]) -> str:
    """Lengths of stroke and gap as Plotly writes them."""
    return ",".join(f"{length:g}px" for length in lengths) or "solid"
