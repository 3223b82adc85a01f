"""Faktagranskning: each organisation reads its preliminary local report and says yes or comments.

Belongs here: what was sent and answered, and writing it down. Does not belong here: the report, the letter
that goes with it (``review_letters``), or where the report says how many have answered.

An organisation's newest answer counts. A comment stands in the report only where the sender said it may.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import Told, read_ledger
from gnv_pipeline.intake.noting import note, reporter, said, wrong
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import STOCKHOLM

EDITION = "preliminary"
"""The edition that is sent out to be checked."""
ReviewOutcome = Literal["approved", "comment", "none"]


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Where one organisation stands; the fields are the columns of ``raw.fact_check``."""

    organisation_id: str
    year: int
    edition: str
    outcome: ReviewOutcome
    sent_on: date | None
    answered_on: date | None
    comment: str | None
    public: bool
    function: str | None


def record_sent(
    home: DataHome,
    plan: Plan,
    year: int,
    organisation_id: str,
    *,
    now: datetime,
    example: bool = False,
) -> str:
    """Note that a report was put ready to send; returns the line's id.

    Raises:
        FindingsError: The organisation does not hand in, or the home is of the other sort.
    """
    reporter(plan, organisation_id)
    entry = {
        "kind": "review_request",
        "organisation_id": organisation_id,
        "year": year,
        "edition": EDITION,
        "on": now.astimezone(STOCKHOLM).date().isoformat(),
    }
    return note(home, entry, now, example=example)


def record_answer(
    home: DataHome,
    plan: Plan,
    year: int,
    organisation_id: str,
    *,
    comment: str | None,
    public: bool = False,
    function: str,
    on: date,
    now: datetime,
    example: bool = False,
) -> str:
    """Note an answer: a comment, or without one that the report is approved; returns the line's id.

    Args:
        home: The data home.
        plan: The plan of the year.
        year: Uppföljningsår.
        organisation_id: Who answers.
        comment: What they say; None where they approve.
        public: Whether the comment may stand in the report.
        function: Who answered, as a function.
        on: Day of the answer.
        now: When it is taken down, with time zone.
        example: Whether it concerns example inputs.

    Raises:
        FindingsError: The organisation does not hand in, the day has not come, a text is missing or holds
            an identity number, or the home is of the other sort.
    """
    reporter(plan, organisation_id)
    today = now.astimezone(STOCKHOLM).date()
    if on > today:
        raise wrong(
            "review-in-the-future",
            f"Dagen {on.isoformat()} har inte varit än. Inget är sparat.",
            "Skriv dagen då svaret kom.",
            on.isoformat(),
        )
    texts = said(function=function) if comment is None else said(function=function, comment=comment)
    entry = {
        "kind": "review_answer",
        "organisation_id": organisation_id,
        "year": year,
        "edition": EDITION,
        "outcome": "approved" if comment is None else "comment",
        "public": public and comment is not None,
        "on": on.isoformat(),
        **texts,
    }
    return note(home, entry, now, example=example)


def review_states(home: DataHome, plan: Plan, year: int) -> tuple[ReviewState, ...]:
    """One per organisation that hands in, in the plan's order; none where nothing was sent or answered."""
    told = read_ledger(home).in_force()
    if not any(one.year == year for one in told.reviews):
        return ()
    return tuple(_state(told, area.id, year) for area in plan.reporters)


def _state(told: Told, organisation_id: str, year: int) -> ReviewState:
    mine = [
        one for one in told.reviews if (one.organisation_id, one.year) == (organisation_id, year)
    ]
    sent = [one for one in mine if one.kind == "review_request"]
    answers = [one for one in mine if one.kind == "review_answer"]
    answer = answers[-1] if answers else None
    return ReviewState(
        organisation_id=organisation_id,
        year=year,
        edition=EDITION,
        outcome=answer.outcome or "none" if answer else "none",
        sent_on=sent[-1].on if sent else None,
        answered_on=answer.on if answer else None,
        comment=answer.comment if answer else None,
        public=answer.public if answer else False,
        function=answer.function if answer else None,
    )
