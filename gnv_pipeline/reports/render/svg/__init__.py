"""Still pictures of the charts as SVG: for print, for mail and for readers without JavaScript.

Belongs here: drawing a chart of the model with text, lines and marks. No ids, styles or scripts stand in
the pictures, so that many fit in one page and a strict content policy lets them through.
"""

from __future__ import annotations

from dataclasses import replace

from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.charts import Chart, DotChart, LineChart, MapChart
from gnv_pipeline.reports.render.svg.dots import draw_dots
from gnv_pipeline.reports.render.svg.lines import draw_lines
from gnv_pipeline.reports.render.svg.map import draw_map
from gnv_pipeline.reports.render.svg.stack import draw_stack

WIDE, HALF, THIRD = (
    720.0,
    440.0,
    236.0,
)  # widths; letters are about as large on paper in all of them


def draw(chart: Chart, style: Style, *, wide: bool, small: bool = False, keyed: bool = True) -> str:
    """The chart as one ``<svg>``.

    ``wide`` is for figures over the whole page, ``small`` for three in a row, else it takes half the page.
    A dot chart that is not ``keyed`` leaves its key to who shows several of them.
    """
    width = THIRD if small else WIDE if wide else HALF
    if isinstance(chart, LineChart):
        return draw_lines(chart, style, width)
    if isinstance(chart, DotChart):
        return draw_dots(chart if keyed else replace(chart, key=()), style, width)
    if isinstance(chart, MapChart):
        return draw_map(chart, style, min(width, HALF), small=small)
    return draw_stack(chart, style, width)
