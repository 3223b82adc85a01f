"""Reading back what was taken in, always from the originals.

Belongs here: which plan revision a workbook is read by, and the submissions of a round as they came and
as they count. Does not belong here: taking files in (``store``), the rule of superseding itself
(``superseding``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from gnv_pipeline.findings import Finding
from gnv_pipeline.formatting import day
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake import messages
from gnv_pipeline.intake.ledger import SubmissionEntry, moment, read_ledger, received_day
from gnv_pipeline.intake.superseding import (
    NOTHING_CARRIED,
    CarriedRows,
    CurrentContent,
    Submission,
    combine,
    only_sheets,
    winners,
)
from gnv_pipeline.plan.loading import load_plan, plan_folders
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.kolada import ReceivedFile
from gnv_pipeline.sources.ledger import verified
from gnv_pipeline.workbooks.reading import Expected, read_workbook
from gnv_pipeline.workbooks.rows import History, ReadResult

# Refusals that depend on the plan revision: another revision may know the organisation or round.
_OTHER_REVISION = frozenset({"unknown-organisation", "unknown-round"})


class Reader(Protocol):
    """What reads a workbook; :func:`workbooks.reading.read_workbook` unless a test says otherwise."""

    def __call__(
        self,
        source: Path | bytes,
        plan: Plan,
        history: History | None = None,
        expected: Expected | None = None,
        file_name: str | None = None,
        *,
        guarded: bool = True,
    ) -> ReadResult:
        """As :func:`workbooks.reading.read_workbook`."""
        ...


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new submission changed."""

    superseded: tuple[str, ...]
    """Earlier submissions that lost at least one sheet."""
    notes: tuple[Finding, ...]
    """One per sheet that is kept from an earlier file."""
    origins: Mapping[str, str]
    """By sheet id, which file the sheet counts from and when that came."""


class Archive:
    """The submissions of one data home, read anew. Holds no state: several may be used at once."""

    def __init__(self, home: DataHome, reader: Reader = read_workbook) -> None:
        self.home = home
        self._reader = reader

    def accepted(self, plan: Plan, year: int, round: int) -> list[Submission]:  # noqa: A002
        """Every submission of a round, read anew, oldest first.

        One that the plan revision it names refuses today (an organisation or round was taken out of
        the plan) is left out; :meth:`no_longer_read` tells which.

        Raises:
            StoreError: An original is gone or has changed.
        """
        return list(self._reread(plan, year, round))

    def contents(self, plan: Plan, year: int, round: int) -> tuple[CurrentContent, ...]:  # noqa: A002
        """Each organisation's workbook as it counts, sheet by sheet; in the order of the plan."""
        by_organisation: dict[str, list[Submission]] = {}
        for submission in self._reread(plan, year, round):
            by_organisation.setdefault(submission.organisation_id, []).append(submission)
        order = {area.id: index for index, area in enumerate(plan.reporters)}
        return tuple(
            self._combined(plan, year, submissions)
            for _, submissions in sorted(
                by_organisation.items(), key=lambda item: (order.get(item[0], len(order)), item[0])
            )
        )

    def current(self, plan: Plan, year: int, round: int) -> tuple[Submission, ...]:  # noqa: A002
        """The submissions that count, oldest first, each with the rows of only the sheets it counts for."""
        counting: list[Submission] = []
        for content in self.contents(plan, year, round):
            for submission in content.submissions:
                mine = [
                    sheet_id
                    for sheet_id, one in content.sheets.items()
                    if one.submission_id == submission.submission_id
                ]
                if mine:
                    part = only_sheets(submission.content, mine)
                    counting.append(replace(submission, content=part))
        return tuple(sorted(counting, key=lambda one: (moment(one.received_at), one.submission_id)))

    def files(self, plan: Plan, year: int, round: int) -> tuple[ReceivedFile, ...]:  # noqa: A002
        """The workbooks of a round that the plan's organisations handed in, oldest first."""
        known = set(plan.area_by_id)
        return tuple(
            ReceivedFile("workbook", one.file_name, one.sha256, one.received_at, one.example)
            for one in read_ledger(self.home).submissions
            if (one.year, one.round) == (year, round) and one.organisation_id in known
        )

    def no_longer_read(
        self,
        plan: Plan,
        year: int,
        round: int,  # noqa: A002
    ) -> tuple[tuple[SubmissionEntry, Finding], ...]:
        """Submissions once taken in that the plan refuses today, with the reason."""
        return tuple(
            (entry, read.findings[0])
            for entry, read in self._read_entries(plan, year, round, None)
            if read.content is None
        )

    def previous(self, plan: Plan, year: int, organisation_id: str) -> CurrentContent | None:
        """An organisation's workbook of the year before, from the last round it handed in; or None."""
        rounds = [
            one.round
            for one in read_ledger(self.home).submissions
            if one.year == year - 1 and one.organisation_id == organisation_id
        ]
        if not rounds:
            return None
        mine = list(self._reread(plan, year - 1, max(rounds), organisation_id))
        return self._combined(plan, year - 1, mine) if mine else None

    def effect(
        self, plan: Plan, submission_id: str, organisation_id: str, year: int, number: int
    ) -> Effect:
        """What a submission that was just taken in changed for its organisation and round."""
        known = tuple(self._reread(plan, year, number, organisation_id))
        index = next((i for i, one in enumerate(known) if one.submission_id == submission_id), None)
        if index is None:  # the plan was changed in between, and refuses it now
            return Effect((), (), {})
        mine = known[: index + 1]
        carried = self._carried(plan, year, organisation_id) if index else NOTHING_CARRIED
        before, after = winners(mine[:-1], carried), winners(mine, carried)
        newest = mine[-1]
        lost = {one.submission_id for sheet_id, one in before.items() if after[sheet_id] is not one}
        notes = tuple(
            messages.sheet_kept(
                newest.file_name,
                sheet_id,
                received_day(one.received_at),
                empty=sheet_id not in newest.content.sheets_with_content,
            )
            for sheet_id, one in after.items()
            if one is not newest
        )
        origins = {
            sheet_id: f"{one.file_name}, {day(received_day(one.received_at))}"
            for sheet_id, one in after.items()
        }
        return Effect(tuple(sorted(lost)), notes, origins)

    def _combined(self, plan: Plan, year: int, submissions: list[Submission]) -> CurrentContent:
        growing = sum(
            bool({"activities", "obstacles"} & set(one.content.sheets_with_content))
            for one in submissions
        )
        if growing < 2:
            return combine(submissions)
        return combine(submissions, self._carried(plan, year, submissions[0].organisation_id))

    def _carried(self, plan: Plan, year: int, organisation_id: str) -> CarriedRows:
        before = self.previous(plan, year, organisation_id)
        if before is None:
            return NOTHING_CARRIED
        return CarriedRows(
            {row.activity_id: row for row in before.content.activities},
            {row.obstacle_id: row for row in before.content.obstacles},
        )

    def _reread(
        self, plan: Plan, year: int, number: int, organisation_id: str | None = None
    ) -> Iterator[Submission]:
        for entry, read in self._read_entries(plan, year, number, organisation_id):
            if read.content is not None:
                yield Submission(
                    submission_id=entry.submission_id,
                    organisation_id=entry.organisation_id,
                    year=entry.year,
                    round=entry.round,
                    sha256=entry.sha256,
                    file_name=entry.file_name,
                    received_at=entry.received_at,
                    content=read.content,
                    findings=read.findings,
                    sheets=read.sheets,
                    example=entry.example,
                )

    def _read_entries(
        self, plan: Plan, year: int, number: int, organisation_id: str | None
    ) -> Iterator[tuple[SubmissionEntry, ReadResult]]:
        for entry in read_ledger(self.home).submissions:
            if (entry.year, entry.round) != (year, number):
                continue
            if organisation_id not in {None, entry.organisation_id}:
                continue
            data = verified(self.home.submissions / entry.stored, entry.sha256)
            yield entry, self.read(data, entry.file_name, plan, guarded=False)

    def read(
        self,
        data: bytes,
        file_name: str,
        plan: Plan,
        history: History | None = None,
        expected: Expected | None = None,
        *,
        guarded: bool = True,
    ) -> ReadResult:
        """Read by the plan revision that the workbook names, where the home has it.

        ``guarded=False`` only for originals: they were opened within limits when they came.
        """

        def by(revision: Plan) -> ReadResult:
            return self._reader(data, revision, history, expected, file_name, guarded=guarded)

        result = by(plan)
        if result.content is None:
            if not {finding.code for finding in result.findings} & _OTHER_REVISION:
                return result
            for other in self._revisions(plan):
                again = by(other)
                if again.content and again.content.identity.plan_revision == other.revision:
                    return again
            return result
        named = result.content.identity.plan_revision
        if named == plan.revision:
            return result
        for other in self._revisions(plan):
            if other.revision == named:
                return by(other)
        return result

    def _revisions(self, plan: Plan) -> Iterator[Plan]:
        """The home's other revisions, newest first."""
        for folder in reversed(plan_folders(self.home)):
            if folder.name != str(plan.revision):
                yield load_plan(folder)
