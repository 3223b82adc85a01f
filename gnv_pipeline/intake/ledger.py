"""What the lines of the submissions' ledger mean.

Belongs here: one type per kind of line, and reading them in the order they came. Does not belong here:
how lines are written safely (``sources.ledger``) or what follows from them (``store``, ``status``).

Kinds: ``submission`` (a workbook that was taken in), ``attempt`` (one that was refused), ``extension``
and ``abstention`` (decisions). Lines of other kinds belong to later versions and are passed over here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast

from gnv_pipeline.home import DataHome
from gnv_pipeline.sources.ledger import Entry, Ledger

AcceptedStatus = Literal["accepted", "accepted_with_warnings", "rows_held"]
Decision = Literal["extension", "abstention"]


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


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the ledger tells, each kind oldest first."""

    submissions: tuple[SubmissionEntry, ...] = ()
    attempts: tuple[AttemptEntry, ...] = ()
    decisions: tuple[DecisionEntry, ...] = ()


def read_ledger(home: DataHome) -> Told:
    """The ledger of a home; empty where nothing was handed in. Raises ``StoreError`` when damaged."""
    return told(Ledger(home.submissions).entries())


def told(entries: tuple[Entry, ...] | list[Entry]) -> Told:
    """The entries by kind, by the moment they came; those of one moment in the ledger's order."""
    ordered = sorted(entries, key=lambda entry: moment(str(entry["received_at"])))
    return Told(
        tuple(_submission(entry) for entry in ordered if entry["kind"] == "submission"),
        tuple(_attempt(entry) for entry in ordered if entry["kind"] == "attempt"),
        tuple(
            _decision(entry) for entry in ordered if entry["kind"] in {"extension", "abstention"}
        ),
    )


def moment(received_at: str) -> datetime:
    """A time of the ledger as an aware moment."""
    return datetime.fromisoformat(received_at)


def received_day(received_at: str) -> date:
    """The Swedish calendar day of a time of the ledger (it is written in Swedish time)."""
    return moment(received_at).date()


def _submission(entry: Entry) -> SubmissionEntry:
    return SubmissionEntry(
        submission_id=str(entry["submission_id"]),
        organisation_id=str(entry["organisation_id"]),
        year=int(entry["year"]),
        round=int(entry["round"]),
        sha256=str(entry["sha256"]),
        stored=str(entry["stored"]),
        file_name=str(entry["file_name"]),
        received_at=str(entry["received_at"]),
        status=cast("AcceptedStatus", entry["status"]),
        template_version=str(entry["template_version"]),
        plan_revision=int(entry["plan_revision"]),
        example=bool(entry["example"]),
    )


def _attempt(entry: Entry) -> AttemptEntry:
    return AttemptEntry(
        organisation_id=entry["organisation_id"],
        year=entry["year"],
        round=entry["round"],
        sha256=str(entry["sha256"]),
        stored=entry["stored"],
        file_name=str(entry["file_name"]),
        received_at=str(entry["received_at"]),
        reason=str(entry["reason"]),
    )


def _decision(entry: Entry) -> DecisionEntry:
    until = entry.get("until")
    return DecisionEntry(
        kind=cast("Decision", entry["kind"]),
        organisation_id=str(entry["organisation_id"]),
        year=int(entry["year"]),
        round=int(entry["round"]),
        until=date.fromisoformat(until) if until else None,
        reason=str(entry["reason"]),
        function=str(entry["function"]),
        received_at=str(entry["received_at"]),
    )
