"""How native charts look: the same colours, marks and dashes per role as in the other reports.

Belongs here: axes, markers, error bars, labels, all texts Swedish. Does not belong here: series.
"""

from __future__ import annotations

from typing import Any, Literal

from pptx.enum.chart import (
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from gnv_pipeline.reports.figures.scale import Scale
from gnv_pipeline.reports.figures.style import RoleStyle, mixed
from gnv_pipeline.reports.model.charts import Dot, Role
from gnv_pipeline.reports.render.office import LANGUAGE
from gnv_pipeline.reports.render.pptx.book import Bars
from gnv_pipeline.reports.render.pptx.labels import point_label
from gnv_pipeline.reports.render.pptx.look import DeckLook
from gnv_pipeline.reports.render.pptx.texts import rgb

_C = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_SWEDISH_NUMBERS = "[$-41D]"  # decimal comma where a program does not take it from the computer
_MARKS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle": XL_MARKER_STYLE.TRIANGLE,
    "none": XL_MARKER_STYLE.NONE,
}


def number_format(decimals: int, percent: bool) -> str:
    """A number with so many decimals, as Swedes write it."""
    digits = "0" if decimals == 0 else f"0.{'0' * decimals}"
    sign = '"\u00a0%"' if percent else ""
    return f"{_SWEDISH_NUMBERS}{digits}{sign}"


def decimals_of(shown: str) -> int:
    """How many decimals a number in words has: ``3,5 dagar`` has one."""
    after = shown.partition(",")[2]
    return len(after) - len(after.lstrip("0123456789"))


def common(native: Any, look: DeckLook, *, legend: bool = False) -> None:
    """Font, language, gaps where values are missing, and a legend only where asked for."""
    native.font.size, native.font.color.rgb = Pt(12), rgb(look.style.text)
    native.font.name = look.font
    native.has_title = False
    native.has_legend = legend
    if legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
        native.legend.font.size = Pt(13)
    space = native._chartSpace
    for one in space.iter(qn("a:defRPr")):
        one.set("lang", LANGUAGE)
    blanks = space.chart.find(qn("c:dispBlanksAs"))
    if blanks is None:
        blanks = parse_xml(f'<c:dispBlanksAs {_C} val="gap"/>')
        space.chart.find(qn("c:plotVisOnly")).addnext(blanks)
    blanks.set("val", "gap")
    language = space.find(qn("c:lang"))
    if language is None:
        language = parse_xml(f'<c:lang {_C} val="{LANGUAGE}"/>')
        after = space.find(qn("c:date1904"))
        if after is not None:
            after.addnext(language)
        else:
            space.insert(0, language)
    language.set("val", LANGUAGE)


# --- axes --------------------------------------------------------------------------------------


def value_axis(native: Any, scale: Scale, look: DeckLook, percent: bool) -> None:
    """The axis of the values, with round ends and thin lines."""
    axis = native.value_axis
    axis.minimum_scale, axis.maximum_scale = scale.low, scale.high
    if len(scale.ticks) > 1:
        axis.major_unit = scale.ticks[1][0] - scale.ticks[0][0]
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(look.style.line)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    labels = axis.tick_labels
    labels.font.size = Pt(13)
    decimals = max((decimals_of(text) for _, text in scale.ticks), default=0)
    labels.number_format, labels.number_format_is_linked = number_format(decimals, percent), False


def count_axis(native: Any, scale: Scale, look: DeckLook) -> None:
    """An axis of whole numbers from zero; each part of a bar says its own number."""
    value_axis(native, scale, look, percent=False)
    axis = native.value_axis
    axis.major_unit = max(1.0, float(axis.major_unit or 1))
    axis.tick_labels.number_format = number_format(0, percent=False)


def category_axis(
    native: Any,
    look: DeckLook,
    *,
    size: float,
    reverse: bool = False,
    turned: bool = False,
    every: int = 1,
) -> None:
    """The axis of years, areas or statements; ``turned`` slants the names, ``every`` leaves some out."""
    axis = native.category_axis
    axis.tick_labels.font.size = Pt(size)
    axis.format.line.color.rgb = rgb(look.style.muted)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    if reverse:  # the first row on top, and the numbers still at the bottom
        axis.reverse_order = True
        native.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    properties = axis._element.find(qn("c:txPr"))
    if turned and properties is not None:
        properties.find(qn("a:bodyPr")).set("rot", "-2700000")
        properties.find(qn("a:bodyPr")).set("vert", "horz")
    for existing in axis._element.findall(qn("c:noMultiLvlLbl")):
        existing.addprevious(parse_xml(f'<c:tickLblSkip {_C} val="{every}"/>'))


# --- series ------------------------------------------------------------------------------------


def _dash(series: Any, role: RoleStyle) -> None:
    if not role.dash:
        return
    kind = "sysDash" if role.dash[0] <= 2 else ("lgDash" if role.dash[0] >= 9 else "dash")
    line = series.format.line._get_or_add_ln()
    for old in line.findall(qn("a:prstDash")):
        line.remove(old)
    line.find(qn("a:solidFill")).addnext(
        parse_xml(
            f'<a:prstDash xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" val="{kind}"/>'
        )
    )


def line(series: Any, role: RoleStyle) -> None:
    """A line with its marks."""
    series.smooth = False
    series.format.line.color.rgb = rgb(role.colour)
    series.format.line.width = Pt(role.width + 0.5)
    _dash(series, role)
    _marker(series.marker, role, size=8)


def reference(series: Any, look: DeckLook) -> None:
    """A level line that all marks are read against; the legend names it."""
    role = look.style.role("goal")
    series.smooth = False
    series.format.line.color.rgb = rgb(role.colour)
    series.format.line.width = Pt(2)
    _dash(series, role)
    series.marker.style = XL_MARKER_STYLE.NONE


def _marker(marker: Any, role: RoleStyle, fill: str | None = None, size: int = 10) -> None:
    marker.style, marker.size = _MARKS[role.mark], size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(fill or role.colour)
    marker.format.line.color.rgb = rgb(role.outline)
    marker.format.line.width = Pt(1.75)


def marks(
    series: Any, dots: tuple[Dot | None, ...], role: Role, look: DeckLook, *, certain: bool
) -> None:
    """Marks without a line; pale where nothing certain can be said. Each says its value."""
    series.smooth = False
    series.format.line.fill.background()
    dressed = look.style.role(role)
    # Some programs draw no edge, so an empty mark would vanish: pale is the same sign without being empty.
    _marker(series.marker, dressed, None if certain else mixed(dressed.colour, "#ffffff", 0.6))
    for n, dot in enumerate(dots):
        if dot is not None:
            shown = number_format(decimals_of(dot.shown), percent=False)
            point_label(
                series, n, XL_LABEL_POSITION.RIGHT, look.style.text, name=False, value=shown
            )


def bar(series: Any, dots: tuple[Dot | None, ...], role: Role, look: DeckLook) -> None:
    """A bar with its value at the foot, where no error bar crosses it."""
    style = look.style
    dark = role in {"own", "observed"}
    colour = style.dark if dark else mixed(style.muted, "#ffffff", 0.75)
    if role in {"women", "men"}:
        colour = style.role(role).colour
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(colour)
    series.format.line.color.rgb = rgb(style.muted)
    series.invert_if_negative = False
    for n, dot in enumerate(dots):
        if dot is not None:
            shown = number_format(decimals_of(dot.shown), percent=False)
            place = XL_LABEL_POSITION.INSIDE_BASE
            point_label(
                series, n, place, look.style_ink(colour), name=False, value=shown, bold=dark
            )


def part(series: Any, colour: str, look: DeckLook) -> None:
    """One step of a stacked bar, with its count; none is not written."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(colour)
    series.format.line.color.rgb = rgb(look.style.muted)
    series.format.line.width = Pt(0.75)
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "0;;;", False
    labels.font.size, labels.font.bold = Pt(14), True
    labels.font.color.rgb = rgb(look.style_ink(colour))


def error_bars(
    series: Any, bars: Bars, role: RoleStyle, *, direction: Literal["x", "y"] | None
) -> None:
    """Intervals as error bars whose lengths stand in the chart's workbook."""
    where = f'<c:errDir val="{direction}"/>' if direction else ""
    colour = mixed(role.colour, "#ffffff", 0.25)[1:].upper()
    element = parse_xml(
        f'<c:errBars {_C}>{where}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_reference(bars.plus_at, bars.plus)}</c:plus>'
        f"<c:minus>{_reference(bars.minus_at, bars.minus)}</c:minus>"
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(element)


def _reference(place: str, values: tuple[float | None, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value!r}</c:v></c:pt>'
        for n, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{place}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )
