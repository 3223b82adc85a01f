"""The PowerPoint files: one per deck, the same bytes every time.

Belongs here: putting each slide's parts in their places, and the files' names. Does not belong here: words.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pptx.util import Pt

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures.notes import axis_note
from gnv_pipeline.reports.model import slides_texts
from gnv_pipeline.reports.model.charts import DotChart
from gnv_pipeline.reports.model.slides import Deck, Slide
from gnv_pipeline.reports.render.office import describe, fixed, write_all
from gnv_pipeline.reports.render.pptx import look as at
from gnv_pipeline.reports.render.pptx import texts
from gnv_pipeline.reports.render.pptx.base import empty
from gnv_pipeline.reports.render.pptx.charts import chart
from gnv_pipeline.reports.render.pptx.look import Area, DeckLook
from gnv_pipeline.reports.render.pptx.tables import table

FOLDER = "motesmaterial"
_FIRST, _OTHER = 0, 1  # places of the layouts


def write_decks(decks: Iterable[Deck], plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write ``out/motesmaterial/<who, year and edition>.pptx`` for every deck; returns the files."""
    return write_all(decks, out / FOLDER, "pptx", lambda deck: deck_bytes(deck, plan))


def deck_bytes(deck: Deck, plan: Plan) -> bytes:
    """One deck as a file; the same bytes for the same deck."""
    look = DeckLook(plan.header.look)
    presentation = empty(look)
    if deck.opening is not None:
        _opening(presentation, deck, look)
    for one in deck.slides:
        _slide(presentation, one, deck, look)
    describe(
        presentation.core_properties,
        title=deck.title,
        subject=plan.header.focus_title,
        author=deck.edition.sender,
        dated=deck.edition.dated,
        remark=" ".join(deck.banners),
    )
    stream = io.BytesIO()
    presentation.save(stream)
    return fixed(stream.getvalue())


def _opening(presentation: Any, deck: Deck, look: DeckLook) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_FIRST])
    heading, subtitle = slide.placeholders[0], slide.placeholders[1]
    texts.title(heading, deck.title)
    frame = subtitle.text_frame
    for n, text in enumerate(deck.opening or ()):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        texts.run(paragraph, text, size=26 if n < 2 else 18, colour="#ffffff", bold=n == 0)
    if deck.banners:
        width = at.WIDTH - 2 * at.OPENING_LEFT
        height = at.height_of(deck.banners, 16, width - 2 * at.CARD_PAD) + 1.5 * at.CARD_PAD
        shape = texts.box(
            slide,
            Area(at.OPENING_LEFT, at.STRIP_TOP - height - 0.25, width, height),
            "Viktigt att veta",
            at.TAG_GROUND,
        )
        for n, text in enumerate(deck.banners):
            frame = shape.text_frame
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.space_before = Pt(16 * at.PARAGRAPH_GAP if n else 0)
            texts.run(paragraph, text, size=16, colour=at.TAG_TEXT)
    texts.tag_row(slide, deck.edition)
    texts.strip(slide, deck.edition, look, light=True)
    texts.notes(
        slide,
        (
            (slides_texts.NOTES_TOLD, (deck.opening or ())[-1:]),
            (slides_texts.NOTES_EDITION, deck.banners),
        ),
    )


def _slide(presentation: Any, one: Slide, deck: Deck, look: DeckLook) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[_OTHER])
    width = at.WIDTH - 2 * at.MARGIN
    texts.title(slide.shapes.title, one.title, texts.title_size(one.title, width))
    if one.kicker:
        tagged = len(texts.tags(deck.edition)) * (at.TAG_WIDTH + 0.12)
        texts.kicker(slide, one.kicker, look, width - tagged - 0.2)
    _body(slide, one, deck, look)
    source = " ".join(part for part in (_axis(one), one.source) if part)
    if source:
        texts.foot(slide, source, look)
    texts.tag_row(slide, deck.edition)
    texts.strip(slide, deck.edition, look)
    texts.notes(
        slide,
        (
            (slides_texts.NOTES_TOLD, one.notes.told),
            (slides_texts.NOTES_ORIGIN, one.notes.origin),
            (slides_texts.NOTES_LIMITS, one.notes.limits),
            (slides_texts.NOTES_EDITION, deck.banners),
        ),
    )


def _axis(one: Slide) -> str:
    """That the value axis does not start at zero, where it does not and the scale does not say so itself."""
    if one.figure is None or one.axis is not None:
        return ""
    if isinstance(one.figure.chart, DotChart) and one.figure.chart.stems:
        return ""
    return axis_note(one.figure)


def _body(slide: Any, one: Slide, deck: Deck, look: DeckLook) -> None:
    top, height = at.BODY_TOP, at.BODY_BOTTOM - at.BODY_TOP
    whole = Area(at.MARGIN, top, at.WIDTH - 2 * at.MARGIN, height)
    if one.table is not None:
        table(slide, one.table, whole, look)
    elif one.figure is not None and one.points:
        width = texts.chart_width(one.points, whole.width, height)
        left = Area(at.MARGIN, top, width, height)
        beside = width + at.CHART_GAP
        right = Area(at.MARGIN + beside, top, whole.width - beside, height)
        chart(slide, one, one.figure, left, look, deck.edition.dated)
        texts.cards(slide, one.points, right, look, columns=1)
    elif one.figure is not None:
        chart(slide, one, one.figure, whole, look, deck.edition.dated)
    else:
        texts.cards(slide, one.points, whole, look, columns=len(one.points))
