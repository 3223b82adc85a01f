"""Reading one original as it holds: by the plan revision it was made from, with corrections and waivers.

Belongs here: how the bytes of one workbook become a result. Does not belong here: which of several counts
(``archive``, ``superseding``), or how corrections and waivers come about (``correcting``, ``waiving``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import SubmissionEntry, Told, read_ledger
from gnv_pipeline.plan.loading import load_plan, plan_folders
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import verified
from gnv_pipeline.workbooks.reading import Expected, Waived, read_workbook
from gnv_pipeline.workbooks.rows import History, Identity, ReadResult

# Refusals that depend on the plan revision: another revision may know the organisation or round.
_OTHER_REVISION = frozenset({"unknown-organisation", "unknown-round"})

Known = History | Callable[[Identity], History | None] | None
"""What is known from before about an organisation, or what finds it."""


class Reader(Protocol):
    """What reads a workbook; :func:`workbooks.reading.read_workbook` unless a test says otherwise."""

    def __call__(
        self,
        source: Path | bytes,
        plan: Plan,
        history: History | None = None,
        expected: Expected | None = None,
        file_name: str | None = None,
        *,
        waived: Iterable[Waived] = (),
        guarded: bool = True,
        corrected: Mapping[tuple[str, str], str] | None = None,
    ) -> ReadResult:
        """As :func:`workbooks.reading.read_workbook`."""
        ...


class Originals:
    """Reads the workbooks of one data home. Holds no state: several may be used at once."""

    def __init__(self, home: DataHome, reader: Reader = read_workbook) -> None:
        self.home = home
        self._reader = reader

    def read_entry(
        self,
        entry: SubmissionEntry,
        plan: Plan,
        told: Told,
        more: Mapping[tuple[str, str], str] | None = None,
    ) -> ReadResult:
        """Read an original as it holds, with its corrections and waivers.

        Args:
            entry: Which.
            plan: Any revision that knows the organisation.
            told: The ledger without what was withdrawn.
            more: Further cells to read otherwise, by (sheet title, address).

        Raises:
            StoreError: The original is gone or has changed.
        """
        data = verified(self.home.submissions / entry.stored, entry.sha256)
        corrected = {**cells_corrected(told, entry.submission_id), **(more or {})}
        return self.read(
            data, entry.file_name, plan, guarded=False, corrected=corrected, told=told
        )  # fmt: skip

    def read(
        self,
        data: bytes,
        file_name: str,
        plan: Plan,
        history: Known = None,
        expected: Expected | None = None,
        *,
        guarded: bool = True,
        corrected: Mapping[tuple[str, str], str] | None = None,
        told: Told | None = None,
    ) -> ReadResult:
        """Read by the plan revision that the workbook names, where the home has it.

        Args:
            data: All bytes of the file.
            file_name: Its name.
            plan: Any revision that knows the organisation.
            history: What is known from before, or what finds it once the file has said whose it is.
            expected: Whose file it should be, where the door knows.
            guarded: False only for originals: they were opened within limits when they came.
            corrected: What cells are read as instead, by (sheet title, address).
            told: The ledger without what was withdrawn; else it is read. Rules that were waived for the
                organisation's rows are lifted.
        """

        def by(
            revision: Plan, before: History | None, waived: tuple[Waived, ...] = ()
        ) -> ReadResult:
            return self._reader(
                data, revision, before, expected, file_name,
                waived=waived, guarded=guarded, corrected=corrected,
            )  # fmt: skip

        given = None if callable(history) else history
        revision, result = self._by_revision(plan, lambda one: by(one, given))
        if result.content is None:
            return result
        identity = result.content.identity
        lifted = rules_waived(told or read_ledger(self.home).in_force(), identity)
        before = history(identity) if callable(history) else given
        if not lifted and before is given:
            return result
        return by(revision, before, lifted)

    def _by_revision(self, plan: Plan, by: Callable[[Plan], ReadResult]) -> tuple[Plan, ReadResult]:
        """The revision that a workbook is read by, and what came out."""
        result = by(plan)
        if result.content is None:
            if not {finding.code for finding in result.findings} & _OTHER_REVISION:
                return plan, result
            for other in self._revisions(plan):
                again = by(other)
                if again.content and again.content.identity.plan_revision == other.revision:
                    return other, again
            return plan, result
        named = result.content.identity.plan_revision
        if named == plan.revision:
            return plan, result
        for other in self._revisions(plan):
            if other.revision == named:
                return other, by(other)
        return plan, result

    def _revisions(self, plan: Plan) -> Iterator[Plan]:
        """The home's other revisions, newest first."""
        for folder in reversed(plan_folders(self.home)):
            if folder.name != str(plan.revision):
                yield load_plan(folder)


def cells_corrected(told: Told, submission_id: str) -> dict[tuple[str, str], str]:
    """What cells of a submission are read as instead, by (sheet title, address); the newest holds."""
    return {
        (one.sheet, one.cell): one.new
        for one in told.corrections
        if one.submission_id == submission_id
    }


def rules_waived(told: Told, identity: Identity) -> tuple[Waived, ...]:
    """The rules lifted for the rows of a workbook."""
    key = (identity.organisation_id, identity.year, identity.round)
    return tuple(
        Waived(one.code, one.sheet_id, one.row_key, one.reason, one.function)
        for one in told.waivers
        if (one.organisation_id, one.year, one.round) == key
    )
