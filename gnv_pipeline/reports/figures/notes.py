"""What must be said beside a figure because of how it is drawn.

Belongs here: words about the drawing itself. Does not belong here: words about the values (``model``).
"""

from __future__ import annotations

from gnv_pipeline.reports.figures import scale
from gnv_pipeline.reports.model.charts import LineChart, MapChart, StackChart
from gnv_pipeline.reports.model.parts import Figure


def axis_note(figure: Figure) -> str:
    """That the value axis does not start at zero, where it does not; otherwise empty."""
    if isinstance(figure.chart, StackChart | MapChart):
        return ""
    axis = (
        scale.of_lines(figure.chart)
        if isinstance(figure.chart, LineChart)
        else scale.of_dots(figure.chart)
    )
    return f"Axeln börjar vid {axis.ticks[0][1]}." if axis.cut else ""
