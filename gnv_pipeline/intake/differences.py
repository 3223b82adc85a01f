"""What two files of the same organisation say differently about the same cell.

Belongs here: comparing a sheet that counts with the file it took over from, and whether both came from the
same sender. Does not belong here: which of them counts (``superseding``) or the words of the question
(``messages``).

The newest file counts until somebody answers; both originals stay. A sender who corrects the own file is not
asked: it is known by the function on the sheet Inlämning, else by what was told when the file came. Where
nobody can tell, the answer asks, but the status says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gnv_pipeline.findings import Severity
from gnv_pipeline.intake.ledger import CorrectionEntry
from gnv_pipeline.intake.superseding import (
    FIELD_OF_SHEET,
    NOTHING_CARRIED,
    CarriedRows,
    Row,
    Submission,
    winners,
)
from gnv_pipeline.plan.names import name_key
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    KeyfigureRow,
    LocalPlanRow,
    WorkbookContent,
)

Senders = Literal["same", "different", "unknown"]
DOORS = ("", "inkorgen")
"""Senders that tell nothing of who sent."""
_FILLED_BY = "filled_by"
_ABOUT_THE_FILE = "hand_in"  # says who filled in this very file: it differs between two by nature


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that two files fill in differently."""

    sheet_id: str
    sheet: str
    row_key: str
    field: str
    cell: str
    """Address in the newer file; where it is empty there, in the earlier one."""
    before: str
    after: str | None
    """None where the newer file leaves the cell empty."""


def between(earlier: Submission, newer: Submission, sheet_id: str) -> tuple[Difference, ...]:
    """The cells of a sheet that the newer file fills in otherwise, or leaves empty.

    Cells that were asked about in the earlier file are left out: a change there is the answer. So are those
    that an analyst has corrected in either file, and rows that wait for correction in the newer one.
    """
    if sheet_id == _ABOUT_THE_FILE or senders(earlier, newer) == "same":
        return ()
    asked = {
        (finding.sheet, finding.cell)
        for finding in earlier.findings
        if finding.severity is not Severity.INFO and finding.cell
    }
    settled = {*earlier.corrected, *newer.corrected}
    held = {key.partition("|")[0] if sheet_id == "self_assessment" else key
            for of, key, _ in newer.content.held if of == sheet_id}  # fmt: skip
    now = {
        (key, name): (sheet, cell, text)
        for key, name, sheet, cell, text in _told(newer.content, sheet_id)
    }
    found = []
    for key, name, sheet, cell, text in _told(earlier.content, sheet_id):
        new_sheet, new_cell, new_text = now.get((key, name), (sheet, cell, None))
        if new_text == text or key in held or key.partition("|")[0] in held:
            continue
        if (sheet, cell) in asked or not settled.isdisjoint({(sheet, cell), (new_sheet, new_cell)}):
            continue
        found.append(Difference(sheet_id, new_sheet, key, name, new_cell, text, new_text))
    return tuple(found)  # fmt: skip


def open_questions(
    submissions: Sequence[Submission], carried: CarriedRows = NOTHING_CARRIED
) -> tuple[Difference, ...]:
    """What the files that count say otherwise than those they took over from, sheet by sheet.

    Only where two senders are known to differ: it is told where everybody sees it.

    Args:
        submissions: One organisation's in one round, oldest first.
        carried: What the template brought along.
    """
    found: list[Difference] = []
    for sheet_id, winner in winners(submissions, carried).items():
        earlier = winners(submissions[: submissions.index(winner)], carried).get(sheet_id)
        if earlier is not None and senders(earlier, winner) == "different":
            found += between(earlier, winner, sheet_id)
    return tuple(found)


def said_in(content: WorkbookContent, correction: CorrectionEntry) -> str:
    """What a workbook says in the field that was corrected in an earlier one; empty where nothing."""
    return next(
        (
            text
            for key, name, _, _, text in _told(content, correction.sheet_id)
            if (key, name) == (correction.row_key, correction.field)
        ),
        "",
    )


def senders(one: Submission, other: Submission) -> Senders:
    """Whether two files come from the same function, as far as they and the door tell."""
    functions = [_filled_by(submission) for submission in (one, other)]
    told = [name_key(submission.sender) for submission in (one, other)]
    if all(functions):
        return "same" if functions[0] == functions[1] else "different"
    if any(sender in DOORS for sender in told):
        return "unknown"
    return "same" if told[0] == told[1] else "different"


def _filled_by(submission: Submission) -> str:
    return next(
        (name_key(row.value or "") for row in submission.content.hand_in if row.field_id == _FILLED_BY),
        "",
    )  # fmt: skip


def _told(content: WorkbookContent, sheet_id: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Every filled-in cell of a sheet: row key, field, sheet, address, what it says."""
    rows: tuple[Row, ...] = getattr(content, FIELD_OF_SHEET[sheet_id])
    for row in rows:
        key, values = _values(row)
        for name, value in values.items():
            cell = row.cells.get(name)
            if value is not None and cell is not None:
                yield key, name, row.sheet, cell, _text(value)


def _values(row: Row) -> tuple[str, dict[str, str | float | None]]:
    if isinstance(row, KeyfigureRow):
        key = f"{row.indicator_id}|{row.organisation_id}|{row.gender}"
        return key, {
            "numerator": row.numerator,
            "denominator": row.denominator,
            "missing_reason": row.missing_reason,
            "comment": row.comment,
        }
    if isinstance(row, AnswerRow):
        return f"{row.statement_id}|{row.unit}", {"answer": row.answer, "basis": row.basis}
    if isinstance(row, HandInRow):
        return row.field_id, {"value": row.value}
    if isinstance(row, ActivityRow):
        return row.activity_id, dict(row.values)
    if isinstance(row, LocalPlanRow):
        return row.goal_id, dict(row.values)
    return row.obstacle_id, dict(row.values)


def _text(value: str | float) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return str(int(value)) if float(value).is_integer() else repr(float(value)).replace(".", ",")
