"""Which submission counts for which sheet.

Belongs here: the rule that the newest file with content on a sheet counts for that sheet, and what an
organisation's workbook is when files are put together so. Does not belong here: reading files
(``store``).

A sheet that is empty in a newer file never wipes an earlier one. Nor does a sheet where only last
year's rows stand, as the template brought them along: a colleague who fills in another sheet has not
answered this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from gnv_pipeline.findings import Finding
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    KeyfigureRow,
    LocalPlanRow,
    ObstacleRow,
    SheetCount,
    WorkbookContent,
)

Row = KeyfigureRow | AnswerRow | ActivityRow | LocalPlanRow | ObstacleRow | HandInRow

FIELD_OF_SHEET = {
    "hand_in": "hand_in",
    "keyfigures": "keyfigures",
    "self_assessment": "answers",
    "activities": "activities",
    "local_plan": "local_plan",
    "obstacles": "obstacles",
}
"""Sheet ids, in the order of the workbook, and the field of ``WorkbookContent`` that holds their rows."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One workbook that was taken in, read anew from its original."""

    submission_id: str
    organisation_id: str
    year: int
    round: int
    sha256: str
    file_name: str
    received_at: str
    """ISO 8601, Swedish time with offset."""
    content: WorkbookContent
    """In :meth:`Store.accepted` all of it; in :meth:`Store.current` only the sheets that count."""
    findings: tuple[Finding, ...]
    example: bool = False
    sheets: tuple[SheetCount, ...] = ()
    """How much of each sheet is filled in, in the whole file."""
    sender: str = ""
    """As told when it came; never published."""
    corrected: frozenset[tuple[str, str]] = frozenset()
    """Cells that an analyst has corrected, as (sheet title, address)."""


@dataclass(frozen=True, slots=True)
class CurrentContent:
    """One organisation's workbook as it counts, put together sheet by sheet."""

    organisation_id: str
    sheets: Mapping[str, Submission]
    """Sheet id to the submission that counts for it."""
    content: WorkbookContent
    """Rows of all sheets; identity of the newest submission."""
    submissions: tuple[Submission, ...]
    """Those that count for at least one sheet, oldest first, and the newest of all."""
    differing: int = 0
    """Cells that two senders have filled in differently; what came last counts."""

    def rows(self, sheet_id: str) -> tuple[tuple[Row, Submission], ...]:
        """The rows of a sheet, each with the submission it came with."""
        if sheet_id not in self.sheets:
            return ()
        submission = self.sheets[sheet_id]
        rows: tuple[Row, ...] = getattr(self.content, FIELD_OF_SHEET[sheet_id])
        return tuple((row, submission) for row in rows)


@dataclass(frozen=True, slots=True)
class CarriedRows:
    """Last year's rows that a template brought along, by id."""

    activities: Mapping[str, ActivityRow]
    obstacles: Mapping[str, ObstacleRow]


NOTHING_CARRIED = CarriedRows({}, {})


def winners(
    submissions: Sequence[Submission], carried: CarriedRows = NOTHING_CARRIED
) -> dict[str, Submission]:
    """For each sheet with content, the submission that counts.

    Args:
        submissions: One organisation's in one round, oldest first.
        carried: What the template brought along; decides whether a sheet was touched at all.
    """
    found: dict[str, Submission] = {}
    for sheet_id in FIELD_OF_SHEET:
        for submission in submissions:
            if sheet_id not in submission.content.sheets_with_content:
                continue
            if sheet_id in found and untouched(submission.content, sheet_id, carried):
                continue
            found[sheet_id] = submission
    return found


def untouched(content: WorkbookContent, sheet_id: str, carried: CarriedRows) -> bool:
    """Whether a sheet holds nothing but rows as they came along from last year."""
    if any(held_sheet == sheet_id for held_sheet, _, _ in content.held):
        return False
    if sheet_id == "activities":
        return all(
            (before := carried.activities.get(row.activity_id)) is not None
            and _as_before(row.values, before.values)
            for row in content.activities
        )
    if sheet_id == "obstacles":
        return all(
            (known := carried.obstacles.get(row.obstacle_id)) is not None
            and _as_before(row.values, known.values)
            for row in content.obstacles
        )
    return False


def combine(
    submissions: Sequence[Submission], carried: CarriedRows = NOTHING_CARRIED
) -> CurrentContent:
    """Put one organisation's submissions of a round together; at least one, oldest first."""
    newest = submissions[-1]
    sheets = winners(submissions, carried)
    parts = {
        sheet_id: only_sheets(submission.content, (sheet_id,))
        for sheet_id, submission in sheets.items()
    }
    rows = {
        FIELD_OF_SHEET[sheet_id]: getattr(part, FIELD_OF_SHEET[sheet_id])
        for sheet_id, part in parts.items()
    }
    bare = WorkbookContent(
        identity=newest.content.identity,
        held=tuple(chain.from_iterable(part.held for part in parts.values())),
        asked_cells=newest.content.asked_cells,
        answered_cells=_answered(newest, sheets),
        sheets_with_content=tuple(parts),
        explanations=(
            *(e for part in parts.values() for e in part.explanations if e.sheet_id),
            *(e for e in newest.content.explanations if not e.sheet_id),
        ),
    )
    counting = {submission.submission_id for submission in sheets.values()}
    kept = tuple(
        submission
        for submission in submissions
        if submission.submission_id in counting or submission is newest
    )
    return CurrentContent(newest.organisation_id, sheets, replace(bare, **rows), kept)


def only_sheets(content: WorkbookContent, sheet_ids: Iterable[str]) -> WorkbookContent:
    """The content with the rows of these sheets alone; the counts of cells stay the whole file's."""
    kept = frozenset(sheet_ids)
    emptied: dict[str, Any] = {
        field: () for sheet_id, field in FIELD_OF_SHEET.items() if sheet_id not in kept
    }
    return replace(
        content,
        held=tuple(row for row in content.held if row[0] in kept),
        sheets_with_content=tuple(s for s in content.sheets_with_content if s in kept),
        explanations=tuple(e for e in content.explanations if e.sheet_id in {"", *kept}),
        **emptied,
    )


def _answered(newest: Submission, sheets: Mapping[str, Submission]) -> int:
    """Answered cells of the sheets that count, whichever file they stand in."""
    change = 0
    for sheet_id, submission in sheets.items():
        if submission is not newest:
            change += _answered_on(submission, sheet_id) - _answered_on(newest, sheet_id)
    return newest.content.answered_cells + change


def _answered_on(submission: Submission, sheet_id: str) -> int:
    return sum(sheet.answered for sheet in submission.sheets if sheet.sheet_id == sheet_id)


def _as_before(now: Mapping[str, str | None], before: Mapping[str, str | None]) -> bool:
    """Whether nothing was written that did not stand there already (a field may not come along)."""
    return all(not value or value == before.get(name) for name, value in now.items())
