"""The lines of the submissions' ledger, one type per kind, and all of them together.

Belongs here: plain frozen data. Does not belong here: reading lines (``ledger``), how decisions are taken
down (``noting``) or what follows from them (``store``, ``status``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

AcceptedStatus = Literal["accepted", "accepted_with_warnings", "rows_held"]
Decision = Literal["extension", "abstention"]
Outcome = Literal["approved", "comment"]


@dataclass(frozen=True, slots=True)
class SubmissionEntry:
    """A workbook that was taken in. ``status`` is what was answered when it came."""

    submission_id: str
    organisation_id: str
    year: int
    round: int
    sha256: str
    stored: str
    file_name: str
    received_at: str
    status: AcceptedStatus
    template_version: str
    plan_revision: int
    example: bool
    sender: str = ""


@dataclass(frozen=True, slots=True)
class AttemptEntry:
    """A file that was refused. Whose it is may be unknown, or known from the file's name only."""

    organisation_id: str | None
    year: int | None
    round: int | None
    sha256: str
    stored: str | None
    file_name: str
    received_at: str
    reason: str
    """Code of the first finding."""


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """An extension of the deadline, or that an organisation abstains this year."""

    kind: Decision
    organisation_id: str
    year: int
    round: int
    until: date | None
    """Last day of an extension."""
    reason: str
    function: str
    """Who decided, as a function."""
    received_at: str
    decision_id: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """What a cell of one original is read as instead of what stands there."""

    decision_id: str
    organisation_id: str
    year: int
    round: int
    submission_id: str
    sha256: str
    sheet: str
    """Title of the sheet in the file."""
    sheet_id: str
    row_key: str
    field: str
    cell: str
    old: str
    """What stood there when it was corrected; empty for an empty cell."""
    new: str
    reason: str
    source: str
    """Who said so and how, e.g. ``telefon 12 april``."""
    function: str
    received_at: str

    @property
    def place(self) -> str:
        """``Nyckeltal D7``."""
        return f"{self.sheet} {self.cell}"


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """A hard rule that is lifted for one row of an organisation's workbook, in whichever file it stands."""

    decision_id: str
    organisation_id: str
    year: int
    round: int
    code: str
    sheet: str
    sheet_id: str
    row_key: str
    cell: str
    """Where the finding stood when it was waived."""
    reason: str
    function: str
    received_at: str

    @property
    def place(self) -> str:
        """``Nyckeltal D7``."""
        return f"{self.sheet} {self.cell}"


@dataclass(frozen=True, slots=True)
class WithdrawalEntry:
    """That a decision no longer holds."""

    of: str
    """Id of the decision."""
    reason: str
    function: str
    received_at: str


@dataclass(frozen=True, slots=True)
class PurgeEntry:
    """The tombstone of an original that was removed."""

    sha256: str
    reason: str
    decision: str
    """Which decision, e.g. a diarienummer."""
    received_at: str


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """Faktagranskning: that a report was put ready to send, or what came back."""

    decision_id: str
    kind: Literal["review_request", "review_answer"]
    organisation_id: str
    year: int
    edition: str
    outcome: Outcome | None
    comment: str | None
    public: bool
    """Whether the comment may stand in the report."""
    function: str
    on: date
    """Swedish day the report was sent, or the answer given."""
    received_at: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the ledger tells, each kind oldest first."""

    submissions: tuple[SubmissionEntry, ...] = ()
    attempts: tuple[AttemptEntry, ...] = ()
    decisions: tuple[DecisionEntry, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()
    waivers: tuple[WaiverEntry, ...] = ()
    reviews: tuple[ReviewEntry, ...] = ()
    purges: tuple[PurgeEntry, ...] = ()
    withdrawals: tuple[WithdrawalEntry, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    """Ids of decisions that no longer hold. ``decisions``, ``corrections`` and ``waivers`` hold them too."""

    def in_force(self) -> Told:
        """The same without the decisions that were withdrawn."""
        gone = self.withdrawn
        return Told(
            self.submissions,
            self.attempts,
            tuple(one for one in self.decisions if one.decision_id not in gone),
            tuple(one for one in self.corrections if one.decision_id not in gone),
            tuple(one for one in self.waivers if one.decision_id not in gone),
            tuple(one for one in self.reviews if one.decision_id not in gone),
            self.purges,
            self.withdrawals,
            gone,
        )

    def purged(self, sha256: str) -> PurgeEntry | None:
        """The tombstone of an original, if it was removed."""
        return next((one for one in self.purges if one.sha256 == sha256), None)
