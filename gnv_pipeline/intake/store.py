"""The store: originals by content hash and a ledger that is only ever added to.

Belongs here: taking a workbook in, and reading what was taken in back from the originals. Does not
belong here: the rule of superseding (``superseding``), statuses (``status``), safe writing
(``sources.ledger``).

Nothing read from a workbook is kept: every reading starts from the original's bytes and the plan
revision the workbook was made from. The order of writing is original first, ledger last: a crash in
between leaves a file that no line names, and the same file handed in again takes its place.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from gnv_pipeline.intake import messages
from gnv_pipeline.intake.archive import Archive
from gnv_pipeline.intake.attribution import attribute
from gnv_pipeline.intake.ledger import (
    SubmissionEntry,
    Told,
    moment,
    read_ledger,
    received_day,
    told,
)
from gnv_pipeline.intake.originals import Known, Reader
from gnv_pipeline.intake.outcome import (
    SubmitResult,
    accepted_status,
    bytes_of,
    hash_of,
    not_kept,
    removed,
    result,
    with_findings,
)
from gnv_pipeline.intake.superseding import (
    CurrentContent,
    Submission,
)
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.example import mixing
from gnv_pipeline.sources.ledger import (
    Ledger,
    keep_original,
    local_time,
    sha256_of,
    verified,
)
from gnv_pipeline.workbooks.reading import Expected
from gnv_pipeline.workbooks.rows import ReadResult

__all__ = ["CurrentContent", "Reader", "Store", "Submission", "SubmitResult"]

ORIGINALS, ATTEMPTS = "originals", "attempts"
UNFINISHED = ".inkommer-*"
"""Names of originals on their way in (``sources.ledger.keep_original``)."""
LARGEST = 50_000_000  # bytes; a filled workbook of ours is below 0.2 MB
_PLAIN_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


class Store(Archive):
    """The submissions of one data home: taking in, and (:class:`Archive`) reading back."""

    def check(
        self,
        path: Path,
        plan: Plan,
        history: Known = None,
        expected: Expected | None = None,
    ) -> ReadResult:
        """Read a workbook as :meth:`submit` would; nothing is stored."""
        data, refusal = bytes_of(path, LARGEST)
        if data is None:
            return ReadResult(refusal, None)
        told_now = read_ledger(self.home).in_force()
        if (tombstone := told_now.purged(sha256_of(data))) is not None:
            return removed(path, tombstone)
        return self.read(data, path.name, plan, history, expected, told=told_now)

    def submit(
        self,
        path: Path,
        plan: Plan,
        sender: str,
        now: datetime,
        history: Known = None,
        expected: Expected | None = None,
        example: bool = False,
    ) -> SubmitResult:
        """Take a workbook in.

        Args:
            path: The file; read once, never changed.
            plan: Any revision that knows the areas; the workbook is read by the one it names.
            sender: Who sent it, for the ledger only.
            now: When it came, with time zone.
            history: Earlier values, for questions about changes.
            expected: Whose file it should be, where the door knows.
            example: Whether example inputs are being made.

        Returns:
            What became of it. When this returns, what is told is on the disk.

        Raises:
            StoreError: The store is damaged, or somebody else has been writing for too long.
        """
        data, refusal = bytes_of(path, LARGEST)
        read = (
            ReadResult(refusal, None)
            if data is None
            else self.read(data, path.name, plan, history, expected)
        )
        sha256 = hash_of(path, data)
        if read.content is None:
            return self._refuse(path, data, sha256, plan, sender, now, expected, read, example)
        if read.content.identity.example != example:
            wrong = messages.other_sort(path.name, example=read.content.identity.example)
            return not_kept(path, with_findings(read, wrong, content=False), sha256)
        return self._accept(path, data or b"", sha256, plan, sender, now, read, example)

    def _accept(
        self,
        path: Path,
        data: bytes,
        sha256: str,
        plan: Plan,
        sender: str,
        now: datetime,
        read: ReadResult,
        example: bool,
    ) -> SubmitResult:
        if read.content is None:
            raise ValueError("a refused file can't be accepted")
        identity = read.content.identity
        status = accepted_status(read)
        with Ledger(self.home.submissions).writing() as ledger:
            self._sweep()
            if (refusal := mixing(self.home, path.name, example=example)) is not None:
                return not_kept(path, with_findings(read, refusal, content=False), sha256)
            known = told(ledger.entries)
            if (tombstone := known.purged(sha256)) is not None:
                return not_kept(path, removed(path, tombstone), sha256)
            same = next((one for one in known.submissions if one.sha256 == sha256), None)
            if same is not None:
                return self._same_again(path, read, same, known)
            key = (identity.organisation_id, identity.year, identity.round)
            before = sum(
                (one.organisation_id, one.year, one.round) == key for one in known.submissions
            )
            submission_id = (
                f"{identity.year}-{identity.round}-{identity.organisation_id}-{before + 1}"
            )
            kept = keep_original(self.home.submissions / ORIGINALS, f"{sha256}.xlsx", data)
            ledger.append(
                {
                    "kind": "submission",
                    "submission_id": submission_id,
                    "organisation_id": identity.organisation_id,
                    "year": identity.year,
                    "round": identity.round,
                    "sha256": sha256,
                    "stored": f"{ORIGINALS}/{kept.name}",
                    "file_name": path.name,
                    "received_at": local_time(now),
                    "sender": sender,
                    "status": status,
                    "template_version": identity.template_version,
                    "plan_revision": identity.plan_revision,
                    "example": example,
                }
            )
        effect = self.effect(plan, submission_id, *key)
        return SubmitResult(
            file_name=path.name,
            status=status,
            read=with_findings(read, *effect.notes),
            submission_id=submission_id,
            sha256=sha256,
            superseded=effect.superseded,
            origins=effect.origins,
        )

    def _refuse(
        self,
        path: Path,
        data: bytes | None,
        sha256: str,
        plan: Plan,
        sender: str,
        now: datetime,
        expected: Expected | None,
        read: ReadResult,
        example: bool,
    ) -> SubmitResult:
        """Keep a refused file as an attempt, once; it never counts for anything but a status."""
        whose = attribute(path.name, plan, expected, received_day(local_time(now)))
        with Ledger(self.home.submissions).writing() as ledger:
            self._sweep()
            if (refusal := mixing(self.home, path.name, example=example)) is not None:
                return not_kept(path, with_findings(read, refusal), sha256)
            known = told(ledger.entries)
            if (tombstone := known.purged(sha256)) is not None:
                return not_kept(path, removed(path, tombstone), sha256)
            again = any(
                (one.sha256, one.organisation_id, one.year, one.round)
                == (sha256, whose.organisation_id, whose.year, whose.round)
                for one in known.attempts
            )
            if sha256 and not again:
                stored = None
                if data is not None:
                    suffix = path.suffix.lower()
                    name = sha256 + (suffix if _PLAIN_SUFFIX.fullmatch(suffix) else ".bin")
                    keep_original(self.home.submissions / ATTEMPTS, name, data)
                    stored = f"{ATTEMPTS}/{name}"
                ledger.append(
                    {
                        "kind": "attempt",
                        "organisation_id": whose.organisation_id,
                        "year": whose.year,
                        "round": whose.round,
                        "sha256": sha256,
                        "stored": stored,
                        "file_name": path.name,
                        "received_at": local_time(now),
                        "sender": sender,
                        "reason": read.findings[0].code if read.findings else "refused",
                        "example": example,
                    }
                )
        if data is None:
            return not_kept(path, read, sha256)
        return result(path, "refused", read, None, sha256)

    def _sweep(self) -> None:
        """Remove what writers that were killed left half written; only while the ledger is held."""
        for folder in (ORIGINALS, ATTEMPTS):
            for left in sorted((self.home.submissions / folder).glob(UNFINISHED)):
                left.unlink(missing_ok=True)

    def _same_again(
        self, path: Path, read: ReadResult, same: SubmissionEntry, known: Told
    ) -> SubmitResult:
        """The answer to a file that was taken in before; its original must still be there."""
        verified(self.home.submissions / same.stored, same.sha256)
        key = (same.organisation_id, same.year, same.round)
        later = [
            one
            for one in known.submissions
            if (one.organisation_id, one.year, one.round) == key
            and moment(one.received_at) >= moment(same.received_at)
            and one.submission_id != same.submission_id
            and known.purged(one.sha256) is None
        ]
        note = messages.same_file(
            path.name,
            received_day(same.received_at),
            received_day(later[-1].received_at) if later else None,
        )
        return result(path, "duplicate", with_findings(read, note), same.submission_id, same.sha256)
