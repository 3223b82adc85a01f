"""Bars in parts as Plotly's dictionary.

Belongs here: traces and the words above the bars. Does not belong here: what the bars say.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import plotly_base as base
from gnv_pipeline.reports.figures import scale as scales
from gnv_pipeline.reports.figures import stacks
from gnv_pipeline.reports.figures.plotly_base import Spec
from gnv_pipeline.reports.figures.style import Style, ink
from gnv_pipeline.reports.model.charts import StackChart

_LETTERS = 46  # letters on a line that fit a 360 pixel phone at 12 pixels


def stack(chart: StackChart, style: Style) -> Spec:
    """The whole figure."""
    colours = stacks.colours(chart, style)
    hatches = stacks.hatches(chart)
    count = len(chart.rows)
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": step.label,
            "x": [row.parts[i].count for row in chart.rows],
            "y": list(range(count)),
            "width": 0.36,
            "text": [str(row.parts[i].count) if row.parts[i].count else "" for row in chart.rows],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": ink(colours[i]), "size": 12},
            "hovertext": [row.parts[i].text for row in chart.rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {
                "color": colours[i],
                "line": {"color": style.muted, "width": 1},
                "pattern": {
                    "shape": base.SHAPES[hatches[i]],
                    "fgcolor": style.hatch,
                    "size": 7,
                    "solidity": 0.14,
                },
            },
        }
        for i, step in enumerate(chart.steps)
    ]
    layout = base.layout(style, 20 + 66 * count, {"l": 2, "r": 2, "t": 4, "b": 4})
    layout["barmode"] = "stack"
    layout["xaxis"] = base.axis(style, range=[0, stacks.longest(chart) * 1.004], visible=False)
    layout["yaxis"] = base.axis(style, range=[count - 0.5, -0.75], visible=False)
    layout["annotations"] = [
        {
            "text": "<br>".join(scales.wrapped(row.label, _LETTERS * 2)),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": y - 0.22,
            "yref": "y",
            "yanchor": "bottom",
            "align": "left",
            "showarrow": False,
            "font": {"size": 12, "color": style.text},
        }
        for y, row in enumerate(chart.rows)
    ]
    narrow = {
        f"annotations[{y}].text": "<br>".join(scales.wrapped(row.label, _LETTERS))
        for y, row in enumerate(chart.rows)
    }
    return {"data": data, "layout": layout, "narrow": narrow}
