"""A chart as the dictionary that Plotly draws in the reader's browser.

Belongs here: choosing how each kind of chart is drawn. All are plain dictionaries, so that the same chart
gives the same bytes; every hover text is the model's. Does not belong here: Plotly itself.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures.plotly_base import Spec
from gnv_pipeline.reports.figures.plotly_dots import dots
from gnv_pipeline.reports.figures.plotly_lines import lines
from gnv_pipeline.reports.figures.plotly_map import county
from gnv_pipeline.reports.figures.plotly_stack import stack
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.charts import Chart, DotChart, LineChart, MapChart


def figure(chart: Chart, style: Style) -> Spec:
    """``{"data": [...], "layout": {...}, "narrow": {...}}``; ``narrow`` is laid over on small screens.

    A map also has ``aspect``, its height by its width: it is drawn as wide as there is room.
    """
    if isinstance(chart, LineChart):
        return lines(chart, style)
    if isinstance(chart, DotChart):
        return dots(chart, style)
    if isinstance(chart, MapChart):
        return county(chart, style)
    return stack(chart, style)
