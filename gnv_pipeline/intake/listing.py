"""All decisions of a year as lines for people.

Belongs here: one line per decision, with what, why and who by function. Does not belong here: making or
withdrawing them, or printing. It is for those who run the follow-up: texts and values are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import (
    AttemptEntry,
    SubmissionEntry,
    Told,
    moment,
    read_ledger,
    received_day,
)
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.registry import RULES

_REVIEW = {"review_request": "Rapport för faktagranskning lagd att skicka"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One decision."""

    decision_id: str
    on: str
    organisation: str
    what: str
    why: str
    function: str


def decisions_of(
    home: DataHome, plan: Plan, year: int, organisation_id: str | None = None
) -> tuple[Listed, ...]:
    """The decisions of a report year, oldest first; those that were withdrawn say so.

    Raises:
        StoreError: The ledger is damaged.
    """
    told = read_ledger(home)
    names = {area.id: area.name for area in plan.areas}
    back = {one.of: one for one in told.withdrawals}
    found = []
    for received_at, of_year, organisation, decision_id, what, why, function in _all(told):
        if of_year not in {year, None} or organisation_id not in {None, organisation}:
            continue
        if gone := back.get(decision_id):
            taken = day(received_day(gone.received_at))
            what = f"ÅTERTAGET {taken} ({gone.reason}; {gone.function}): {what}"
        listed = Listed(
            decision_id,
            day(received_day(received_at)),
            names.get(organisation or "", organisation or "okänd"),
            what,
            why,
            function,
        )
        found.append((moment(received_at), listed))
    return tuple(listed for _, listed in sorted(found, key=lambda one: one[0]))


def _all(told: Told) -> Iterator[tuple[str, int | None, str | None, str, str, str, str]]:
    for one in told.decisions:
        until = f"Anstånd till {day(one.until)}" if one.until else "Avstår"
        yield (
            one.received_at,
            one.year,
            one.organisation_id,
            one.decision_id,
            until,
            one.reason,
            one.function,
        )
    for cell in told.corrections:
        what = f"Rättat {cell.place}: {cell.old or 'tom'} → {cell.new or 'tom'}"
        why = f"{cell.reason} ({cell.source})"
        yield (
            cell.received_at, cell.year, cell.organisation_id, cell.decision_id, what, why, cell.function,
        )  # fmt: skip
    for rule in told.waivers:
        about = RULES[rule.code].about if rule.code in RULES else rule.code
        what = f"Upphävt för {rule.place}: {about}"
        yield (
            rule.received_at, rule.year, rule.organisation_id, rule.decision_id, what, rule.reason,
            rule.function,
        )  # fmt: skip
    for review in told.reviews:
        what = _REVIEW.get(review.kind) or (
            "Faktagranskning: stämmer"
            if review.outcome == "approved"
            else "Faktagranskning: synpunkt"
        )
        yield (
            review.received_at, review.year, review.organisation_id, review.decision_id, what,
            review.comment or "", review.function,
        )  # fmt: skip
    known: list[SubmissionEntry | AttemptEntry] = [*told.attempts, *told.submissions]
    files = {one.sha256: one for one in known}
    for tombstone in told.purges:
        file = files.get(tombstone.sha256)
        yield (
            tombstone.received_at, file.year if file else None,
            file.organisation_id if file else None, "",
            f"Originalet {file.file_name if file else tombstone.sha256[:12]} borttaget",
            tombstone.reason, tombstone.decision,
        )  # fmt: skip
