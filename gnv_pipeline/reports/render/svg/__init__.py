"""Still pictures of the charts as SVG: for print, for mail and for readers without JavaScript.

Belongs here: drawing a chart of the model with text, lines and marks. No ids, styles or scripts stand in
the pictures, so that many fit in one page and a strict content policy lets them through.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.charts import Chart, DotChart, LineChart
from gnv_pipeline.reports.render.svg.dots import draw_dots
from gnv_pipeline.reports.render.svg.lines import draw_lines
from gnv_pipeline.reports.render.svg.stack import draw_stack


def draw(chart: Chart, style: Style, *, wide: bool) -> str:
    """The chart as one ``<svg>``; ``wide`` for figures over the whole page, else half of it."""
    width = 720.0 if wide else 440.0
    if isinstance(chart, LineChart):
        return draw_lines(chart, style, width)
    if isinstance(chart, DotChart):
        return draw_dots(chart, style, width)
    return draw_stack(chart, style, width)
