"""Texts on a slide: cards of points, the foot, the strip with the edition, the tags.

Belongs here: text boxes in the deck's look, every run marked as Swedish. Does not belong here: the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from gnv_pipeline.reports.model.parts import Edition
from gnv_pipeline.reports.model.slides import Points
from gnv_pipeline.reports.render.office import LANGUAGE
from gnv_pipeline.reports.render.pptx import look as at
from gnv_pipeline.reports.render.pptx.look import Area, DeckLook

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
FOOT_SIZES = (12, 11, 10, 9)


def rgb(colour: str) -> RGBColor:
    """``#rrggbb`` as the library wants it."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return RGBColor(*parts)  # type: ignore[no-untyped-call]


def run(
    paragraph: Any, text: str, *, size: float, colour: str, bold: bool = False, italic: bool = False
) -> None:
    """Add a run in Swedish."""
    one = paragraph.add_run()
    one.text = text
    one.font.size, one.font.bold, one.font.italic = Pt(size), bold, italic
    one.font.color.rgb = rgb(colour)
    one._r.get_or_add_rPr().set("lang", LANGUAGE)


def box(slide: Any, area: Area, name: str, ground: str | None = None) -> Any:
    """An empty text box that wraps; filled where ``ground`` is given."""
    shape = slide.shapes.add_textbox(
        Inches(area.left), Inches(area.top), Inches(area.width), Inches(area.height)
    )
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    pad = Inches(at.CARD_PAD if ground else 0)
    frame.margin_left = frame.margin_right = pad
    frame.margin_top = frame.margin_bottom = Inches(at.CARD_PAD * 0.7) if ground else 0
    if ground:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(ground)
    return shape


# --- cards -------------------------------------------------------------------------------------


def cards(slide: Any, points: Sequence[Points], area: Area, look: DeckLook, columns: int) -> None:
    """Cards beside each other (``columns`` > 1) or under each other, at the largest size that fits."""
    if columns > 1:
        width = (area.width - at.CARD_GAP * (len(points) - 1)) / len(points)
        fits = (
            size
            for size in at.TEXT_SIZES
            if all(_card_height(one, size, width) <= area.height for one in points)
        )
        size: float = next(fits, at.TEXT_SIZES[-1])
        height = max(_card_height(one, size, width) for one in points)
        for n, one in enumerate(points):
            left = area.left + n * (width + at.CARD_GAP)
            _card(slide, one, Area(left, area.top, width, height), size, look)
        return
    size = _stacked_size(points, area.width, area.height)
    top = area.top
    for one in points:
        height = _card_height(one, size, area.width)
        _card(slide, one, Area(area.left, top, area.width, height), size, look)
        top += height + at.CARD_GAP


def _stacked_size(points: Sequence[Points], width: float, height: float) -> float:
    """The largest size at which cards under each other fit, else the smallest."""
    room = height - at.CARD_GAP * (len(points) - 1)
    sizes = at.TEXT_SIZES if len(points) == 1 else at.TEXT_SIZES[2:]
    fits = (s for s in sizes if sum(_card_height(one, s, width) for one in points) <= room)
    return next(fits, sizes[-1])


def chart_width(points: Sequence[Points], width: float, height: float) -> float:
    """How wide a chart may be beside its points, so that they can be read."""
    for chart in at.CHART_WIDTHS:
        if _stacked_size(points, width - chart - at.CHART_GAP, height) >= at.READABLE:
            return chart
    return at.CHART_WIDTHS[-1]


def _bulleted(one: Points) -> bool:
    return len(one.items) > 1


def _card_height(one: Points, size: float, width: float) -> float:
    inner = width - 2 * at.CARD_PAD - (size * 1.1 / 72 if _bulleted(one) else 0)
    return at.height_of(one.items, size, inner, one.heading) + 1.5 * at.CARD_PAD


def _card(slide: Any, one: Points, area: Area, size: float, look: DeckLook) -> None:
    style = look.style
    shape = box(slide, area, one.heading or "Text", ground=style.surface)
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = frame.paragraphs[0]
    if one.heading:
        run(paragraph, one.heading, size=size - at.HEADING_LESS, colour=style.dark, bold=True)
        paragraph.space_after = Pt(size * 0.25)
        paragraph = frame.add_paragraph()
    colour = style.muted if one.missing else style.text
    for n, text in enumerate(one.items):
        if n:
            paragraph = frame.add_paragraph()
            paragraph.space_before = Pt(size * at.PARAGRAPH_GAP)
        run(paragraph, text, size=size, colour=colour, italic=one.missing)
        if _bulleted(one):
            _bullet(paragraph, size)


def _bullet(paragraph: Any, size: float) -> None:
    """A bullet with a hanging indent, so that it is a list to a screen reader too."""
    properties = paragraph._p.get_or_add_pPr()
    indent = int(Pt(size * 1.1))
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    properties.append(parse_xml(f'<a:buFont {_A} typeface="Arial"/>'))
    properties.append(parse_xml(f'<a:buChar {_A} char="•"/>'))


# --- around the contents -----------------------------------------------------------------------


def title(shape: Any, text: str, size: float | None = None) -> None:
    """Text in a title placeholder."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.text = text
    for one in frame.paragraphs[0].runs:
        one._r.get_or_add_rPr().set("lang", LANGUAGE)
        if size is not None:
            one.font.size = Pt(size)


def title_size(text: str, width: float) -> float:
    """The largest size at which a title takes at most two lines of its place, one where it can."""
    for size in (at.TITLE_SIZE, 28, 26):
        if at.lines_of(text, size * 1.06, width) == 1:  # bold is a little wider
            return size
    return next((size for size in (24, 22) if at.lines_of(text, size * 1.06, width) <= 2), 20)


def kicker(slide: Any, text: str, look: DeckLook, width: float) -> None:
    """The line above the title."""
    shape = box(slide, Area(at.MARGIN, 0.3, width, 0.32), "Ovanrad")
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    size = 14 if at.lines_of(text, 14, width) == 1 else 12
    run(shape.text_frame.paragraphs[0], text, size=size, colour=look.style.muted)


def foot(slide: Any, text: str, look: DeckLook) -> None:
    """Unit, years, base and source."""
    area = Area(at.MARGIN, at.FOOT_TOP, at.WIDTH - 2 * at.MARGIN, at.FOOT_HEIGHT)
    size = next(
        (s for s in FOOT_SIZES if at.height_of((text,), s, area.width) <= area.height),
        FOOT_SIZES[-1],
    )
    shape = box(slide, area, "Källa")
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    run(shape.text_frame.paragraphs[0], text, size=size, colour=look.style.muted)


def strip(slide: Any, edition: Edition, look: DeckLook, *, light: bool = False) -> None:
    """The edition and the slide's number at the bottom."""
    told = f"{edition.label} {edition.year} · {edition.as_of} · {edition.plan} · {edition.sender}"
    colour = "#ffffff" if light else look.style.muted
    width = at.WIDTH - 2 * at.MARGIN
    shape = box(slide, Area(at.MARGIN, at.STRIP_TOP, width - 1, at.STRIP_HEIGHT), "Utgåva")
    run(shape.text_frame.paragraphs[0], told, size=11, colour=colour)
    place = Area(at.MARGIN + width - 1, at.STRIP_TOP, 1, at.STRIP_HEIGHT)
    number = box(slide, place, "Bildnummer")
    paragraph = number.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph._p.append(
        parse_xml(
            f'<a:fld {_A} id="{{5BCAD085-E8A6-8845-BD4E-CB4CCA059FC4}}" type="slidenum">'
            f'<a:rPr lang="{LANGUAGE}" sz="1100"><a:solidFill><a:srgbClr val="{colour[1:].upper()}"/>'
            "</a:solidFill></a:rPr><a:t>‹Nr›</a:t></a:fld>"
        )
    )


def tags(edition: Edition) -> tuple[str, ...]:
    """What every slide must say of itself: made-up figures, not final."""
    return tuple(
        word
        for word, applies in (
            ("Exempeldata", edition.example),
            ("Preliminär", edition.preliminary),
        )
        if applies
    )


def tag_row(slide: Any, edition: Edition) -> None:
    """The tags at the top right."""
    words = tags(edition)
    for n, word in enumerate(reversed(words)):
        left = at.WIDTH - at.MARGIN - (n + 1) * at.TAG_WIDTH - n * 0.12
        shape = slide.shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE,
            Inches(left),
            Inches(0.26),
            Inches(at.TAG_WIDTH),
            Inches(0.36),
        )
        shape.name = word
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(at.TAG_GROUND)
        shape.line.color.rgb = rgb(at.TAG_TEXT)
        shape.line.width = Pt(1)
        shape.shadow.inherit = False
        frame = shape.text_frame
        frame.margin_top = frame.margin_bottom = frame.margin_left = frame.margin_right = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        run(frame.paragraphs[0], word, size=14, colour=at.TAG_TEXT, bold=True)


def notes(slide: Any, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Speaker notes under their headings."""
    frame = slide.notes_slide.notes_text_frame
    lines: list[tuple[str, bool]] = []
    for heading, told in parts:
        if told:
            lines += [(heading, True), *((f"– {text}", False) for text in told)]
    for n, (text, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        one = paragraph.add_run()
        one.text, one.font.bold = text, bold
        one._r.get_or_add_rPr().set("lang", LANGUAGE)


def described(shape: Any, name: str, alt: str) -> None:
    """Name and alternative text of a chart or table."""
    marks = shape._element.find(f".//{qn('p:cNvPr')}")
    marks.set("name", name)
    marks.set("descr", alt)
