"""Who has handed in, and how much of it.

Belongs here: one status per expected organisation of a round. Does not belong here: words for a status
(publishing, the doors) or reminders.

Of several things that are true the status names the one that asks most of somebody: rows that wait,
then lateness, then warnings; the columns beside it tell the rest. Late is who handed in nothing that
could be taken in by the last day; a correction that comes later makes nobody late.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.beside import beside_the_file
from gnv_pipeline.intake.ledger import (
    AttemptEntry,
    DecisionEntry,
    PurgeEntry,
    SubmissionEntry,
    Told,
    WaiverEntry,
    moment,
    read_ledger,
    received_day,
)
from gnv_pipeline.intake.originals import Reader
from gnv_pipeline.intake.store import Store
from gnv_pipeline.intake.superseding import FIELD_OF_SHEET, CurrentContent
from gnv_pipeline.plan.models import Plan, Round
from gnv_pipeline.workbooks.reading import read_workbook

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
    """Swedish day of the newest file that was taken in."""
    completeness: float | None
    """Share 0-1 of asked cells with a value or a reason; None when nothing was taken in."""
    rows_waiting: int
    warnings: int
    template_version: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class _Case:
    """What the ledger tells of one organisation in one round, each kind oldest first."""

    organisation_id: str
    collection: Round
    submissions: tuple[SubmissionEntry, ...]
    attempts: tuple[AttemptEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    waivers: tuple[WaiverEntry, ...]
    purges: tuple[PurgeEntry, ...]
    """Of submissions; removed ones stand among ``submissions`` too, since they came in time or late."""

    @property
    def until(self) -> date | None:
        """Last day of the newest extension."""
        days = [one.until for one in self.decisions if one.until is not None]
        return days[-1] if days else None

    @property
    def last_day(self) -> date:
        """The deadline, or the last day of the extension."""
        return self.until or self.collection.deadline


def statuses(
    home: DataHome,
    plan: Plan,
    year: int,
    number: int,
    as_of: date,
    *,
    reader: Reader = read_workbook,
) -> tuple[OrganisationStatus, ...]:
    """One status per organisation that hands in, in the plan's order.

    Args:
        home: Where the ledger and the originals lie.
        plan: The plan of the round.
        year: Uppföljningsår.
        number: Round of the year.
        as_of: The day it is seen from; decides whether an extension has run out.
        reader: What reads workbooks.

    Raises:
        KeyError: The plan has no such round.
        StoreError: The ledger is damaged, or an original is gone or has changed.
    """
    collection = plan.round(year, number)
    told = read_ledger(home).in_force()
    store = Store(home, reader)
    contents = {one.organisation_id: one for one in store.contents(plan, year, number)}
    lost: dict[str, tuple[SubmissionEntry, Finding]] = {}
    if any(
        (one.year, one.round) == (year, number)
        and one.organisation_id not in contents
        and told.purged(one.sha256) is None
        for one in told.submissions
    ):
        lost = {
            one.organisation_id: (one, why) for one, why in store.no_longer_read(plan, year, number)
        }
    found = []
    for area in plan.reporters:
        case = _case(told, area.id, collection)
        if area.id in contents:
            found.append(_delivered(contents[area.id], case))
        else:
            found.append(_not_delivered(case, lost.get(area.id), as_of))
    return tuple(found)


def _case(told: Told, organisation_id: str, collection: Round) -> _Case:
    key = (organisation_id, collection.year, collection.round)

    def mine(one: SubmissionEntry | AttemptEntry | DecisionEntry | WaiverEntry) -> bool:
        return (one.organisation_id, one.year, one.round) == key

    submissions = tuple(filter(mine, told.submissions))
    return _Case(
        organisation_id,
        collection,
        submissions,
        tuple(one for one in filter(mine, told.attempts) if told.purged(one.sha256) is None),
        tuple(filter(mine, told.decisions)),
        tuple(filter(mine, told.waivers)),
        tuple(one for one in map(_tombstone(told), submissions) if one is not None),
    )


def _tombstone(told: Told) -> Callable[[SubmissionEntry], PurgeEntry | None]:
    return lambda one: told.purged(one.sha256)


def _delivered(current: CurrentContent, case: _Case) -> OrganisationStatus:
    newest = current.submissions[-1]
    first_day = received_day(case.submissions[0].received_at)
    late = first_day > case.last_day
    warnings = _warnings(current)
    held = len(current.content.held)
    status: StatusCode = "delivered"
    if held:
        status = "rows_waiting"
    elif late:
        status = "delivered_late"
    elif warnings:
        status = "with_warnings"
    notes = []
    if late:
        notes.append(f"Kom {day(first_day)}, sista dagen var {day(case.last_day)}")
    if case.attempts and moment(case.attempts[-1].received_at) > moment(newest.received_at):
        came = day(received_day(case.attempts[-1].received_at))
        notes.append(f"En fil som kom {came} gick inte att ta emot, så den tidigare gäller")
    notes += beside_the_file(current, len(case.waivers))
    asked, answered = current.content.asked_cells, current.content.answered_cells
    return OrganisationStatus(
        organisation_id=case.organisation_id,
        year=case.collection.year,
        round=case.collection.round,
        status=status,
        received_on=received_day(newest.received_at),
        completeness=min(1.0, max(0.0, answered / asked)) if asked else None,
        rows_waiting=held,
        warnings=warnings,
        template_version=current.content.identity.template_version,
        note=". ".join(notes) or None,
    )


def _warnings(current: CurrentContent) -> int:
    """Warnings on the sheets that count, and on the newest file as a whole."""
    newest = current.submissions[-1]
    count = 0
    for submission in current.submissions:
        counting = {
            row.sheet
            for sheet_id, one in current.sheets.items()
            if one is submission
            for row in getattr(current.content, FIELD_OF_SHEET[sheet_id])
        }
        titles = {sheet.title: sheet.sheet_id for sheet in submission.sheets}
        counting |= {
            title
            for title, sheet_id in titles.items()
            if current.sheets.get(sheet_id) is submission
        }
        for finding in submission.findings:
            if finding.severity is Severity.WARNING and (
                finding.sheet in counting
                or (submission is newest and _nobodys_sheet(finding, current, titles))
            ):
                count += 1
    return count + (1 if current.differing else 0)


def _nobodys_sheet(finding: Finding, current: CurrentContent, titles: dict[str, str]) -> bool:
    """Whether a finding is on the file as a whole, or on a sheet that no file has filled in."""
    return finding.sheet is None or titles.get(finding.sheet, "") not in current.sheets


def _not_delivered(
    case: _Case, lost: tuple[SubmissionEntry, Finding] | None, as_of: date
) -> OrganisationStatus:
    status, note = _why_not(case, lost, as_of)
    return OrganisationStatus(
        organisation_id=case.organisation_id,
        year=case.collection.year,
        round=case.collection.round,
        status=status,
        received_on=None,
        completeness=None,
        rows_waiting=0,
        warnings=0,
        template_version=None,
        note=note,
    )


def _why_not(
    case: _Case, lost: tuple[SubmissionEntry, Finding] | None, as_of: date
) -> tuple[StatusCode, str | None]:
    """Why nothing was taken in: the decision first, then what came, then the extension."""
    if case.decisions and case.decisions[-1].kind == "abstention":
        return "abstains", "Avstår i år"
    extended = case.until is not None and as_of <= case.until
    notes = []
    if case.until is not None:
        notes.append(
            f"Anstånd till {day(case.until)}"
            if extended
            else f"Anståndet gick ut {day(case.until)}"
        )
    if lost is not None:
        entry, why = lost
        came = day(received_day(entry.received_at))
        return "refused", ". ".join(
            (f"Filen som kom {came} går inte att använda: {why.message.rstrip('.')}", *notes)
        )
    if case.purges:
        removed = case.purges[-1]
        notes.insert(0, f"Filen togs bort {day(received_day(removed.received_at))} enligt beslut")
    if case.attempts:
        came = day(received_day(case.attempts[-1].received_at))
        return "refused", ". ".join((f"Filen som kom {came} gick inte att ta emot", *notes))
    return ("extended" if extended else "missing"), ". ".join(notes) or None
