"""Who has handed in, and how much of it.

Belongs here: one status per expected organisation of a round. Does not belong here: words for a status
(publishing, the doors) or reminders.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gnv_pipeline.findings import Severity
from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import Told, read_ledger, received_day
from gnv_pipeline.intake.store import Store
from gnv_pipeline.intake.superseding import CurrentContent, Submission, combine
from gnv_pipeline.plan.models import Plan, Round

StatusCode = Literal[
    "delivered",
    "delivered_late",
    "with_warnings",
    "rows_waiting",
    "refused",
    "missing",
    "extended",
    "abstains",
]


@dataclass(frozen=True, slots=True)
class OrganisationStatus:
    """One expected submission; the fields are the columns of ``mart.submission``."""

    organisation_id: str
    year: int
    round: int
    status: StatusCode
    received_on: date | None
    completeness: float | None
    """Share 0-1 of asked cells with a value or a reason; None when nothing was taken in."""
    rows_waiting: int
    warnings: int
    template_version: str | None
    note: str | None


def statuses(
    home: DataHome,
    plan: Plan,
    year: int,
    number: int,
    as_of: date,
) -> tuple[OrganisationStatus, ...]:
    """One status per organisation that hands in, in the plan's order.

    Args:
        home: Where the ledger lies.
        plan: The plan of the round; raises ``KeyError`` when it has no such round.
        year: Uppföljningsår.
        number: Round of the year.
        as_of: The day it is seen from; what came later is not counted.
    """
    collection = plan.round(year, number)
    told = read_ledger(home)
    by_organisation: dict[str, list[Submission]] = {}
    for submission in Store(home).accepted(plan, year, number):
        if received_day(submission.received_at) <= as_of:
            by_organisation.setdefault(submission.organisation_id, []).append(submission)
    return tuple(
        _delivered(combine(by_organisation[area.id]), collection, _until(told, area.id, collection))
        if area.id in by_organisation
        else _not_delivered(told, area.id, collection, as_of)
        for area in plan.reporters
    )


def _delivered(
    current: CurrentContent, collection: Round, until: date | None
) -> OrganisationStatus:
    newest = current.submissions[-1]
    received = received_day(newest.received_at)
    warnings = sum(
        finding.severity is Severity.WARNING
        for submission in current.submissions
        for finding in submission.findings
    )
    late = received_day(current.submissions[0].received_at) > (until or collection.deadline)
    status: StatusCode = "delivered"
    if current.content.held:
        status = "rows_waiting"
    elif late:
        status = "delivered_late"
    elif warnings:
        status = "with_warnings"
    asked = current.content.asked_cells
    return OrganisationStatus(
        organisation_id=current.organisation_id,
        year=collection.year,
        round=collection.round,
        status=status,
        received_on=received,
        completeness=min(1.0, current.content.answered_cells / asked) if asked else None,
        rows_waiting=len(current.content.held),
        warnings=warnings,
        template_version=current.content.identity.template_version,
        note=None,
    )


def _not_delivered(
    told: Told, organisation_id: str, collection: Round, as_of: date
) -> OrganisationStatus:
    status: StatusCode = "missing"
    note: str | None = None
    attempts = [
        attempt
        for attempt in told.attempts
        if attempt.organisation_id == organisation_id
        and collection.opens <= received_day(attempt.received_at) <= as_of
    ]
    decisions = [
        decision
        for decision in told.decisions
        if (decision.organisation_id, decision.year, decision.round)
        == (organisation_id, collection.year, collection.round)
        and received_day(decision.received_at) <= as_of
    ]
    if decisions and decisions[-1].kind == "abstention":
        status, note = "abstains", "Avstår i år"
    elif decisions and decisions[-1].until:
        status, note = "extended", f"Anstånd till {day(decisions[-1].until)}"
    elif attempts:
        status = "refused"
        note = f"Filen som kom {day(received_day(attempts[-1].received_at))} gick inte att ta emot"
    return OrganisationStatus(
        organisation_id=organisation_id,
        year=collection.year,
        round=collection.round,
        status=status,
        received_on=None,
        completeness=None,
        rows_waiting=0,
        warnings=0,
        template_version=None,
        note=note,
    )


def _until(told: Told, organisation_id: str, collection: Round) -> date | None:
    """The last day of the newest extension, if any."""
    days = [
        decision.until
        for decision in told.decisions
        if decision.kind == "extension"
        and (decision.organisation_id, decision.year, decision.round)
        == (organisation_id, collection.year, collection.round)
    ]
    return days[-1] if days else None
