"""Removing an original under a decision; a tombstone stays.

Belongs here: finding the original by its hash, the tombstone and the removal. Does not belong here: who may
decide so, or copies outside the store: receipts, mail and backups are named, not touched.

The tombstone is written first. A crash after it leaves a file that nothing reads any more; purging the same
hash again removes it.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import AttemptEntry, PurgeEntry, SubmissionEntry, Told, read_ledger
from gnv_pipeline.intake.noting import note, said, wrong
from gnv_pipeline.sources.ledger import Ledger

_SHORTEST = 8  # hexadecimal digits that may stand for a whole hash, as the reports and trace cut it


@dataclass(frozen=True, slots=True)
class Purgeable:
    """An original that may be removed."""

    sha256: str
    file_name: str
    organisation_id: str | None
    year: int | None
    received_at: str
    submission_id: str | None
    """None for a file that was refused."""
    stored: tuple[str, ...]
    """Where it lies, below the store's folder; empty when only its hash was kept."""
    example: bool
    copies: tuple[Path, ...]
    """Receipts and moved files in the answers' folder that seem to come from it."""
    tombstone: PurgeEntry | None
    """When it was removed before."""


def find_purgeable(home: DataHome, sha256: str) -> Purgeable:
    """The original with a hash, or with the only hash that begins so.

    Raises:
        FindingsError: There is none, or several begin so.
        StoreError: The ledger is damaged.
    """
    told = read_ledger(home)
    wanted = sha256.strip().lower()
    hashes = {one.sha256 for one in _files(told)}
    found = sorted(one for one in hashes if one.startswith(wanted))
    if len(wanted) < _SHORTEST or not found:
        raise wrong(
            "purge-unknown",
            f"Ingen fil i {home.submissions.name} har en sha256 som börjar med {sha256.strip()}. "
            "Inget är borttaget.",
            "Skriv kontrollsumman som den står i gnv trace eller i ledger.jsonl, minst åtta tecken.",
            sha256,
        )
    if len(found) > 1:
        raise wrong(
            "purge-ambiguous",
            f"{len(found)} filer har en sha256 som börjar med {wanted}. Inget är borttaget.",
            "Skriv fler tecken.",
            sha256,
        )
    return _purgeable(home, told, found[0])


def purge(home: DataHome, sha256: str, *, reason: str, decision: str, now: datetime) -> Purgeable:
    """Remove an original; returns what was removed.

    A hash that was purged before is no error: what may be left of the file is removed.

    Args:
        home: The data home.
        sha256: The hash, or at least eight of its first digits.
        reason: Why.
        decision: Under which decision, e.g. a diarienummer.
        now: When, with time zone.

    Raises:
        FindingsError: As :func:`find_purgeable`, or a text is missing.
        StoreError: The ledger is damaged, or somebody else has been writing for too long.
    """
    texts = said(reason=reason, decision=decision)
    found = find_purgeable(home, sha256)
    if found.tombstone is None:
        entry = {"kind": "purge", "sha256": found.sha256, **texts}
        note(home, entry, now, example=found.example)
    for stored in found.stored:
        path = home.submissions / stored
        if path.exists():
            path.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows removes no read-only file
            path.unlink()
    return found


def _purgeable(home: DataHome, told: Told, sha256: str) -> Purgeable:
    entries = [one for one in _files(told) if one.sha256 == sha256]
    first = entries[0]
    submission = next((one for one in told.submissions if one.sha256 == sha256), None)
    example = any(
        bool(one.get("example"))
        for one in Ledger(home.submissions).entries()
        if one.get("sha256") == sha256
    )
    stored = tuple(sorted({one.stored for one in entries if one.stored}))
    return Purgeable(
        sha256=sha256,
        file_name=first.file_name,
        organisation_id=first.organisation_id,
        year=first.year,
        received_at=first.received_at,
        submission_id=submission.submission_id if submission else None,
        stored=stored,
        example=example,
        copies=_copies(home, {one.file_name for one in entries}),
        tombstone=told.purged(sha256),
    )


def _files(told: Told) -> list[SubmissionEntry | AttemptEntry]:
    return [*told.submissions, *told.attempts]


def _copies(home: DataHome, names: set[str]) -> tuple[Path, ...]:
    """Files in the answers' folder whose names begin as the file's does."""
    if not home.answers.is_dir():
        return ()
    stems = tuple(f"{Path(name).stem}_" for name in names)
    return tuple(
        path
        for path in sorted(home.answers.iterdir())
        if path.is_file() and path.name.startswith(stems) and path.suffix != ".txt"
    )
