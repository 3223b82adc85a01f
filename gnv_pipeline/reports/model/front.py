"""Page 1 of the regional report: what stands alone on one A4.

Belongs here: which boxes page 1 has and where their words come from. Does not belong here: the words.
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import frame, texts
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Box, FrontPage, Statement


def _box(mart: Mart, key: str, title: str, place: str, otherwise: str) -> Box:
    found = frame.plain(mart.sentences(place, mart.common))
    return Box(key, title, found or (Statement(otherwise, "missing"),))


def front_page(mart: Mart, plan: Plan) -> FrontPage:
    """Page 1 from the publication's sentences and what people have written."""
    focus = mart.sentences("front.focus", mart.common)
    return FrontPage(
        focus=focus[0] if focus else plan.header.focus_sentence,
        lead=Box(
            "korthet",
            texts.HEADING_SHORT,
            frame.plain(mart.sentences("front.goals_counted", mart.common)),
            frame.human_text(
                mart, "laget_i_korthet", mart.county, texts.HEADING_SHORT, texts.NOT_WRITTEN
            ),
        ),
        right=_box(mart, "ratt-hall", texts.HEADING_RIGHT, "front.right_way", texts.NOTHING_RIGHT),
        wrong=_box(mart, "fel-hall", texts.HEADING_WRONG, "front.wrong_way", texts.NOTHING_WRONG),
        boxes=tuple(box for box in _boxes(mart) if box.statements or box.human),
        reading=_box(
            mart, "las-sa-har", texts.HEADING_READING, "front.reading", plan.header.reading_advice
        ),
    )


def _boxes(mart: Mart) -> tuple[Box, ...]:
    uncertain = frame.plain(mart.sentences("front.nothing_certain", mart.common))
    decide = frame.human_text(
        mart, "att_ta_stallning_till", mart.county, texts.HEADING_DECIDE, texts.NOT_WRITTEN
    )
    proposals = frame.plain(mart.sentences("front.no_proposals", mart.common))
    return (
        Box("inte-avgora", texts.HEADING_NOTHING_CERTAIN, uncertain),
        _box(mart, "inte-an-kort", texts.HEADING_NOT_KNOWN, "front.not_known", texts.NOTHING_HERE),
        _box(
            mart, "skillnader", texts.HEADING_DIFFERENCES, "front.differences", texts.NOTHING_HERE
        ),
        _box(mart, "ber-om", texts.HEADING_ASKS, "front.asks", texts.NOTHING_HERE),
        Box(
            "stallning",
            texts.HEADING_DECIDE,
            proposals if decide.markdown is None else (),
            decide if decide.markdown or not proposals else None,
        ),
    )
