"""What the lines of the submissions' ledger mean.

Belongs here: reading them in the order they came, as the types of ``entries``. Does not belong here: how
lines are written safely (``sources.ledger``), how decisions are taken down (``noting``) or what follows
from them (``store``, ``status``).

Kinds: ``submission`` (a workbook that was taken in), ``attempt`` (one that was refused), ``extension``
and ``abstention`` (decisions on a hand-in), ``correction`` and ``waiver`` (decisions on a row),
``withdrawal`` (of one of these), ``purge`` (an original that was removed), ``review_request`` and
``review_answer`` (faktagranskning). Lines of other kinds belong to later versions and are passed over.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.entries import (
    AcceptedStatus,
    AttemptEntry,
    CorrectionEntry,
    Decision,
    DecisionEntry,
    PurgeEntry,
    ReviewEntry,
    SubmissionEntry,
    Told,
    WaiverEntry,
    WithdrawalEntry,
)
from gnv_pipeline.sources.ledger import Entry, Ledger

__all__ = [
    "AcceptedStatus",
    "AttemptEntry",
    "CorrectionEntry",
    "Decision",
    "DecisionEntry",
    "PurgeEntry",
    "ReviewEntry",
    "SubmissionEntry",
    "Told",
    "WaiverEntry",
    "WithdrawalEntry",
    "moment",
    "read_ledger",
    "received_day",
    "told",
]


def read_ledger(home: DataHome) -> Told:
    """The ledger of a home; empty where nothing was handed in. Raises ``StoreError`` when damaged."""
    return told(Ledger(home.submissions).entries())


def told(entries: tuple[Entry, ...] | list[Entry]) -> Told:
    """The entries by kind, by the moment they came; those of one moment in the ledger's order."""
    by_kind: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: moment(str(entry["received_at"]))):
        by_kind.setdefault(str(entry["kind"]), []).append(entry)

    def of(*kinds: str) -> list[Entry]:
        found = [entry for kind in kinds for entry in by_kind.get(kind, [])]
        return sorted(found, key=lambda entry: moment(str(entry["received_at"])))

    withdrawals = tuple(_withdrawal(entry) for entry in of("withdrawal"))
    return Told(
        submissions=tuple(_submission(entry) for entry in of("submission")),
        attempts=tuple(_attempt(entry) for entry in of("attempt")),
        decisions=tuple(_decision(entry) for entry in of("extension", "abstention")),
        corrections=tuple(one for entry in of("correction") for one in _corrections(entry)),
        waivers=tuple(_waiver(entry) for entry in of("waiver")),
        reviews=tuple(_review(entry) for entry in of("review_request", "review_answer")),
        purges=tuple(_purge(entry) for entry in of("purge")),
        withdrawals=withdrawals,
        withdrawn=frozenset(one.of for one in withdrawals),
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
        sender=str(entry.get("sender", "")),
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
        decision_id=str(entry.get("decision_id", "")),  # the first versions gave none
    )


def _corrections(entry: Entry) -> tuple[CorrectionEntry, ...]:
    """One per cell: cells corrected together stand in one line, so that none goes without the others."""
    return tuple(
        CorrectionEntry(
            year=int(entry["year"]),
            round=int(entry["round"]),
            **{name: str(entry[name]) for name in _CORRECTION},
            **{name: str(one[name]) for name in _CORRECTED_CELL},
        )
        for one in entry["cells"]
    )


def _waiver(entry: Entry) -> WaiverEntry:
    texts = {name: str(entry[name]) for name in (*_WHOSE, *_WHY, "row_key", "cell", "code")}
    return WaiverEntry(year=int(entry["year"]), round=int(entry["round"]), **texts)


_WHOSE = ("decision_id", "organisation_id", "sheet", "sheet_id")
_WHY = ("reason", "function", "received_at")
_CORRECTION = (*_WHOSE, *_WHY, "submission_id", "sha256", "source")
_CORRECTED_CELL = ("row_key", "field", "cell", "old", "new")


def _withdrawal(entry: Entry) -> WithdrawalEntry:
    return WithdrawalEntry(
        *(str(entry[name]) for name in ("of", "reason", "function", "received_at"))
    )


def _purge(entry: Entry) -> PurgeEntry:
    return PurgeEntry(
        *(str(entry[name]) for name in ("sha256", "reason", "decision", "received_at"))
    )


def _review(entry: Entry) -> ReviewEntry:
    return ReviewEntry(
        decision_id=str(entry["decision_id"]),
        kind=entry["kind"],
        organisation_id=str(entry["organisation_id"]),
        year=int(entry["year"]),
        edition=str(entry["edition"]),
        outcome=entry.get("outcome"),
        comment=entry.get("comment"),
        public=bool(entry.get("public", False)),
        function=str(entry.get("function", "")),
        on=date.fromisoformat(str(entry["on"])),
        received_at=str(entry["received_at"]),
    )
