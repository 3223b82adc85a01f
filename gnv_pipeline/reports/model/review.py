"""Underlag för planens årliga översyn: questions for those who revise the plan, never proposals.

Belongs here: which questions stand under which heading. Does not belong here: the questions, which come
from the publication, or answers.
"""

from __future__ import annotations

from gnv_pipeline.reports.model import texts
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.parts import Bullets, Section, Statement

HEADINGS = (
    ("reached", "Mål som är nådda"),
    ("no_indicator", "Mål utan mätbar indikator"),
    ("ceiling", "Indikatorer nära taket"),
    ("discontinued", "Indikatorer som upphör"),
    ("no_activity", "Mål utan aktivitet"),
    ("unused", "Uppgifter som samlas in men inte används"),
)


def section(mart: Mart) -> Section | None:
    """The page for the yearly review; None where the publication asks nothing."""
    found = [
        Section(f"oversyn-{code}", title, (Bullets(told),))
        for code, title in HEADINGS
        if (told := mart.sentences(f"review.{code}", mart.common))
    ]
    asked = mart.sentences("question.regional", mart.common)
    if asked:
        found.append(Section("oversyn-fragor", "Frågor att prata om", (Bullets(asked),)))
    if not found:
        return None
    return Section(
        "oversyn",
        "Underlag för planens årliga översyn",
        (Statement(texts.REVIEW_INTRO),),
        tuple(found),
        page=True,
    )
