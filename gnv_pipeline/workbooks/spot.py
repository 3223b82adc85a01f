"""Where a cell stands, and what it gave.

Belongs here: the two types that reading a cell and finding fault with it share. Does not belong here:
reading (``cells``) or the findings' words (``number_findings``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.shapes import Input

_SHORT = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands, for findings."""

    file: str | None
    sheet: str
    cell: str
    asked: Input
    reason_cell: str | None = None
    comment_cell: str | None = None
    contacts_welcome: bool = False
    """Whether an address is asked for here (the sheet Inlämning)."""

    def finding(
        self, code: str, message: str, remedy: str, *, severity: Severity = Severity.ERROR,
        value: str | None = None, example: str | None = None,
    ) -> Finding:  # fmt: skip
        """A finding on this cell."""
        return Finding(
            code=code,
            severity=severity,
            message=message,
            remedy=remedy,
            file=self.file,
            sheet=self.sheet,
            cell=self.cell,
            field=self.asked.field,
            value=value,
            example=self.asked.example if example is None else example,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What one cell gave: ``text`` for texts, codes, ISO dates and numbers; ``number`` for numbers.

    ``share`` is a share in percent that was written where a count is asked for. ``raw`` is what stood
    there, for comparing with what the template had put there.
    """

    filled: bool = False
    text: str | None = None
    number: float | None = None
    missing: str | None = None
    percent: bool = False
    share: float | None = None
    findings: tuple[Finding, ...] = field(default=())
    raw: str = ""


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _SHORT else one_line[: _SHORT - 1] + "…"
