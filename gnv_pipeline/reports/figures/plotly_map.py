"""A map of the county as Plotly's dictionary.

Belongs here: areas as filled outlines with hatching, names and symbols on top. Does not belong here: geometry
(``geography``), or what the areas say.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import geography, maps
from gnv_pipeline.reports.figures import plotly_base as base
from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures.plotly_base import Spec
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.charts import MapChart

_WIDTH = 440.0
_NARROW = 320.0  # what a 360 pixel phone leaves


def county(chart: MapChart, style: Style) -> Spec:
    """The whole figure: one outline per area, and one trace of names that hovering and keys reach."""
    flat = geography.flat(chart, _WIDTH)
    looks = maps.looks(chart, style)
    data = [
        _area(rings, looks[area.step], style, area.text)
        for area, rings in zip(chart.areas, flat.rings, strict=True)
    ]
    layout = base.layout(style, round(flat.height) + 16, {"l": 2, "r": 2, "t": 4, "b": 4})
    layout["xaxis"] = base.axis(style, range=[-4, flat.width + 4], visible=False)
    layout["yaxis"] = base.axis(
        style, range=[flat.height + 4, -4], visible=False, scaleanchor="x", scaleratio=1
    )
    layout["hovermode"] = "closest"
    return {
        "data": [*data, _names(chart, flat, style)],
        "layout": layout,
        "narrow": {},
        "aspect": round((flat.height + 8) / (flat.width + 8), 4),
    }


def _area(rings: geography.Rings, look: maps.StepLook, style: Style, text: str) -> Spec:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        if xs:
            xs.append(None)
            ys.append(None)
        xs += [round(x, 1) for x, _ in ring]
        ys += [round(y, 1) for _, y in ring]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": look.ground,
        "fillpattern": {
            "shape": base.SHAPES[look.hatch],
            "bgcolor": look.ground,
            "fgcolor": look.stroke,
            "size": 7,
            "solidity": 0.16,
        },
        "line": {"color": style.text, "width": 1, "shape": "linear", "simplify": False},
        "hoverinfo": "text",
        "hoveron": "fills",
        "text": text,
        "cliponaxis": False,
    }


def _names(chart: MapChart, flat: geography.Flat, style: Style) -> Spec:
    """Symbol above name, as wide as on a phone: there the map shrinks and the letters do not."""
    size = 11.0
    factor = _WIDTH / _NARROW
    texts = [(chart.steps[area.step].symbol, area.label) for area in chart.areas]
    sizes = [
        (scales.text_width(label, size) * factor, 13.0 * (2 if symbol else 1) * factor)
        for symbol, label in texts
    ]
    wanted = [geography.roomiest(rings) for rings in flat.rings]
    places = geography.labelled(wanted, sizes, flat.width, flat.height)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [round(x, 1) for x, _ in places],
        "y": [round(y, 1) for _, y in places],
        "text": [f"{symbol}<br>{label}" if symbol else label for symbol, label in texts],
        "hovertext": [area.text for area in chart.areas],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "textposition": "middle center",
        "textfont": {"size": size, "color": style.text, "shadow": _EDGE},
        "cliponaxis": False,
    }


_EDGE = ", ".join(
    f"{x}px {y}px 1px #ffffff"
    for x, y in ((1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1), (1, 0), (-1, 0))
)
