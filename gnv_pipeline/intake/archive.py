"""Reading back what was taken in, always from the originals.

Belongs here: which plan revision a workbook is read by, and the submissions of a round as they came and
as they count. Does not belong here: taking files in (``store``), the rule of superseding itself
(``superseding``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from gnv_pipeline.findings import Finding
from gnv_pipeline.formatting import day
from gnv_pipeline.intake import messages
from gnv_pipeline.intake.differences import between, open_questions, said_in
from gnv_pipeline.intake.ledger import SubmissionEntry, Told, moment, read_ledger, received_day
from gnv_pipeline.intake.originals import Originals, cells_corrected
from gnv_pipeline.intake.superseding import (
    NOTHING_CARRIED,
    CarriedRows,
    CurrentContent,
    Submission,
    combine,
    only_sheets,
    winners,
)
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.kolada import ReceivedFile
from gnv_pipeline.workbooks.rows import ReadResult


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new submission changed."""

    superseded: tuple[str, ...]
    """Earlier submissions that lost at least one sheet."""
    notes: tuple[Finding, ...]
    """One per sheet that is kept from an earlier file."""
    origins: Mapping[str, str]
    """By sheet id, which file the sheet counts from and when that came."""


class Archive(Originals):
    """The submissions of one data home, read anew. Holds no state: several may be used at once."""

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
        known, told = set(plan.area_by_id), read_ledger(self.home)
        return tuple(
            ReceivedFile("workbook", one.file_name, one.sha256, one.received_at, one.example)
            for one in told.submissions
            if (one.year, one.round) == (year, round)
            and one.organisation_id in known
            and told.purged(one.sha256) is None
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
            for entry, read in self._read_entries(
                read_ledger(self.home).in_force(), plan, year, round, None
            )
            if read.content is None
        )

    def earlier(self, plan: Plan, year: int) -> tuple[ReadResult, ...]:
        """Every original of the years before, read again by today's rules."""
        told = read_ledger(self.home).in_force()
        return tuple(
            self.read_entry(entry, plan, told)
            for entry in told.submissions
            if entry.year < year and told.purged(entry.sha256) is None
        )

    def previous(self, plan: Plan, year: int, organisation_id: str) -> CurrentContent | None:
        """An organisation's workbook of the year before, from the last round it handed in; or None."""
        told = read_ledger(self.home)
        rounds = [
            one.round
            for one in told.submissions
            if one.year == year - 1
            and one.organisation_id == organisation_id
            and told.purged(one.sha256) is None
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
        replaced = [
            (sheet_id, before[sheet_id])
            for sheet_id, one in after.items()
            if one is newest and sheet_id in before
        ]
        asked = [
            messages.filled_differently(newest.file_name, found, received_day(old.received_at))
            for sheet_id, old in replaced
            if (found := between(old, newest, sheet_id))
        ]
        took_over = {(sheet_id, old.submission_id): old for sheet_id, old in replaced}
        for correction in read_ledger(self.home).in_force().corrections:
            old_file = took_over.get((correction.sheet_id, correction.submission_id))
            if old_file is None:
                continue
            here = said_in(newest.content, correction)
            if here != said_in(old_file.content, correction):
                asked.append(messages.correction_left(newest.file_name, correction, here))
        origins = {
            sheet_id: f"{one.file_name}, {day(received_day(one.received_at))}"
            for sheet_id, one in after.items()
        }
        return Effect(tuple(sorted(lost)), (*asked, *notes), origins)

    def _combined(self, plan: Plan, year: int, submissions: list[Submission]) -> CurrentContent:
        growing = sum(
            bool({"activities", "obstacles"} & set(one.content.sheets_with_content))
            for one in submissions
        )
        carried = NOTHING_CARRIED
        if growing > 1:
            carried = self._carried(plan, year, submissions[0].organisation_id)
        combined = combine(submissions, carried)
        return replace(combined, differing=len(open_questions(submissions, carried)))

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
        told = read_ledger(self.home).in_force()
        for entry, read in self._read_entries(told, plan, year, number, organisation_id):
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
                    sender=entry.sender,
                    corrected=frozenset(cells_corrected(told, entry.submission_id)),
                )

    def _read_entries(
        self, told: Told, plan: Plan, year: int, number: int, organisation_id: str | None
    ) -> Iterator[tuple[SubmissionEntry, ReadResult]]:
        for entry in told.submissions:
            if (entry.year, entry.round) != (year, number):
                continue
            if organisation_id not in {None, entry.organisation_id} or told.purged(entry.sha256):
                continue
            yield entry, self.read_entry(entry, plan, told)
