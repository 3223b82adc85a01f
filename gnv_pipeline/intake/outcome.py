"""What became of a file that was handed in.

Belongs here: the result that the doors show, and small pieces it is put together from. Does not belong
here: taking the file in (``store``) or the words of the answer (``answers``, ``messages``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.intake import messages
from gnv_pipeline.intake.ledger import AcceptedStatus, PurgeEntry
from gnv_pipeline.sources.ledger import sha256_of
from gnv_pipeline.workbooks.rows import ReadResult

Status = Literal["accepted", "accepted_with_warnings", "rows_held", "refused", "duplicate"]


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """What became of a file.

    ``status`` is ``refused`` when nothing of it counts (kept as an attempt, unless it is of the wrong
    sort for the home) and ``duplicate`` when these very bytes were taken in before.
    """

    file_name: str
    status: Status
    read: ReadResult
    submission_id: str | None
    sha256: str
    superseded: tuple[str, ...] = ()
    """Earlier submissions that no longer count for at least one sheet they counted for."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """By sheet id, which file the sheet counts from and when that came, for the receipt."""
    kept: bool = True
    """Whether the bytes are in the store now (as a submission or an attempt)."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, in the file and on taking it in."""
        return self.read.findings


def result(
    path: Path, status: Status, read: ReadResult, submission_id: str | None, sha256: str
) -> SubmitResult:
    """A result without notes on other files."""
    return SubmitResult(path.name, status, read, submission_id, sha256)


def not_kept(path: Path, read: ReadResult, sha256: str) -> SubmitResult:
    """A refusal where nothing was put in the store."""
    return SubmitResult(path.name, "refused", read, None, sha256, kept=False)


def removed(path: Path, tombstone: PurgeEntry) -> ReadResult:
    """What is said of a file whose original was removed under a decision."""
    return ReadResult((messages.purged(path.name, tombstone),), None)


def with_findings(read: ReadResult, *more: Finding, content: bool = True) -> ReadResult:
    """The same reading with further findings, and without content where it must not count."""
    found = tuple(sorted((*read.findings, *more), key=weight))  # else in the order of reading
    return replace(read, findings=found, content=read.content if content else None)


def weight(finding: Finding) -> int:
    """Errors first, then warnings; findings of one file already stand in the order of its sheets."""
    return list(Severity).index(finding.severity)


def accepted_status(read: ReadResult) -> AcceptedStatus:
    """What is answered to a file that is taken in."""
    if read.content is not None and read.content.held:
        return "rows_held"
    # An error that holds no row counts as well: a sheet whose header is lost, a number in a note.
    if any(finding.severity is not Severity.INFO for finding in read.findings):
        return "accepted_with_warnings"
    return "accepted"


def bytes_of(path: Path, largest: int) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a file, or why it is not read at all."""
    if not path.is_file():
        return None, (messages.no_file(path.name),)
    if path.stat().st_size > largest:
        return None, (messages.too_large(path.name, largest),)
    return path.read_bytes(), ()


def hash_of(path: Path, data: bytes | None) -> str:
    """The hash of a file, read in parts where it was too large to be opened; empty where there is none."""
    if data is not None:
        return sha256_of(data)
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
