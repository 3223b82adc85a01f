"""Words in native charts: the value at a mark, the name at a line's end.

Belongs here: labels of single points and where they stand. Does not belong here: axes and series (``dress``).
"""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from gnv_pipeline.reports.figures.scale import Scale
from gnv_pipeline.reports.model.charts import Line, LineChart
from gnv_pipeline.reports.render.pptx.look import DeckLook
from gnv_pipeline.reports.render.pptx.texts import rgb

_C = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_CLOSE = 0.07  # of the axis: names nearer than this would cover each other
_PLOT = (0.09, 0.04, 0.71, 0.84)  # left, top, width and height of a line chart's plot, of the chart


def point_label(
    series: Any,
    index: int,
    position: Any,
    colour: str,
    *,
    name: bool,
    value: str | None,
    size: float = 12,
    bold: bool = False,
) -> None:
    """A label at one point: the series' name, its value in a number format, or both."""
    label = series.points[index].data_label
    label.position = position
    label.font.size, label.font.bold = Pt(size), bold
    label.font.color.rgb = rgb(colour)
    element = label._dLbl
    for tag, wanted in (("showSerName", name), ("showVal", value is not None)):
        element.find(qn(f"c:{tag}")).set("val", "1" if wanted else "0")
    for tag in ("showLegendKey", "showCatName", "showPercent"):
        found = element.find(qn(f"c:{tag}"))
        if found is not None:
            found.set("val", "0")
    if value is not None:
        old = element.find(qn("c:numFmt"))
        if old is None:
            old = parse_xml(f'<c:numFmt {_C} formatCode="General" sourceLinked="0"/>')
            element.find(qn("c:idx")).addnext(old)
        old.set("formatCode", value)
        old.set("sourceLinked", "0")
    if name and value is not None:
        last = element.find(qn("c:showBubbleSize"))
        separator = parse_xml(f"<c:separator {_C}> </c:separator>")
        if last is not None:
            last.addnext(separator)
        else:
            element.append(separator)


def end_labels(native: Any, drawn: LineChart, look: DeckLook, scale: Scale) -> None:
    """Each line's name at its last point, so that no legend is needed; two that lie close go apart."""
    _room_to_the_right(native)
    first = min(point.year for one in drawn.lines for point in one.points)
    ends: list[tuple[float, int, Line, int]] = []
    for n, one in enumerate(drawn.lines):
        known = [point for point in one.points if point.value is not None]
        if known:
            ends.append((scale.share(known[-1].value or 0.0), n, one, known[-1].year - first))
    series = list(native.plots[0].series)
    for share, n, one, index in ends:
        near = [
            (other, m)
            for other, m, _, there in ends
            if m != n and there == index and abs(other - share) < _CLOSE
        ]
        position = XL_LABEL_POSITION.RIGHT
        if near:
            higher = (share, -n) > max((other, -m) for other, m in near)
            position = XL_LABEL_POSITION.RIGHT if higher else XL_LABEL_POSITION.BELOW
        bold = one.role in {"own", "county"}
        colour = look.style.label(one.role)
        point_label(series[n], index, position, colour, name=True, value=None, size=14, bold=bold)


def _room_to_the_right(native: Any) -> None:
    """A plot that leaves a margin for the names at the lines' ends."""
    plot = native._chartSpace.chart.plotArea
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    x, y, width, height = _PLOT
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {_C}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/><c:x val="{x}"/><c:y val="{y}"/><c:w val="{width}"/><c:h val="{height}"/>'
            "</c:manualLayout></c:layout>"
        ),
    )
