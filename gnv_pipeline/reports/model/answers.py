"""Frågor och svar: what is asked of a report like this, and how its figures cannot be used.

Belongs here: choosing the questions that this publication gives reason to ask. Does not belong here: the
wording, which is the same every year (``answer_texts``).
"""

from __future__ import annotations

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import answer_texts
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Bullets, Question, Questions, Section


def section(mart: Mart, plan: Plan) -> Section:
    """The page of questions and answers."""
    about = Question(
        answer_texts.ABOUT_FRAIL[0],
        f"{plan.header.closeness_sentence} {answer_texts.ABOUT_FRAIL[1]}",
    )
    kept = [about, *(Question(*pair) for pair in answer_texts.ALWAYS)]
    if any(row["masked"] for row in mart.rows("indicator_value")):
        kept.append(Question(*answer_texts.ABOUT_SMALL_NUMBERS))
    if not plan.header.decided:
        kept.append(Question(*answer_texts.ABOUT_EXAMPLES))
    limits = Section(
        "inte-anvandas", answer_texts.NOT_USED_TITLE, (Bullets(answer_texts.NOT_USED),)
    )
    return Section("fragor-svar", "Frågor och svar", (Questions("fragor", tuple(kept)),), (limits,))
