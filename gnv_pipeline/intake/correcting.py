"""An analyst's correction of what stands in a cell, kept beside the original.

Belongs here: which cells may be corrected and by what, and writing the correction down. Does not belong
here: reading a workbook with its corrections (``originals``), or taking one back (``decisions.withdraw``).

The original is never changed. A correction belongs to one original and one cell of it, and holds as long as
that file counts for the sheet; what a later file says goes before it, and the answer to that file says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gnv_pipeline.findings import Finding, FindingsError, Severity
from gnv_pipeline.formatting import enumeration
from gnv_pipeline.intake.ledger import SubmissionEntry, read_ledger
from gnv_pipeline.intake.noting import collection, note, reporter, said, wrong
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.names import name_key
from gnv_pipeline.workbooks.personal import covered
from gnv_pipeline.workbooks.rows import ReadResult, RowPlace
from gnv_pipeline.workbooks.words import TITLES


@dataclass(frozen=True, slots=True)
class CorrectedCell:
    """One cell, what stood there and what is read instead; ``""`` is an empty cell."""

    cell: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that was taken down."""

    decision_id: str
    submission_id: str
    file_name: str
    sheet: str
    cells: tuple[CorrectedCell, ...]
    findings: tuple[Finding, ...]
    """What is still said of the rows: errors in other cells, and what to look at."""
    released: bool
    """Whether a row that waited for correction is taken in now."""
    waiting: bool
    """Whether one of the rows still waits."""


@dataclass(frozen=True, slots=True)
class Target:
    """The file and the sheet that a decision on a row is about, as they are read now."""

    entry: SubmissionEntry
    sheet_id: str
    sheet: str
    """Title in the file."""
    read: ReadResult

    def row_of(self, cell: str) -> tuple[RowPlace, str]:
        """The row that an input cell belongs to, and its field.

        Raises:
            FindingsError: The cell is none that is filled in.
        """
        rows = [row for row in self.read.rows if row.sheet_id == self.sheet_id]
        for row in rows:
            for name, address in row.cells.items():
                if address == cell:
                    return row, name
        known = sorted({address for row in rows for address in row.cells.values()}, key=_in_order)
        between = f"mellan {known[0]} och {known[-1]}" if known else "på bladet"
        raise wrong(
            "correction-not-an-input",
            f"{cell} på bladet {self.sheet} är ingen cell som fylls i. Inget är sparat.",
            f"Öppna filen och se efter. De celler som fylls i är gula och ligger {between}.",
            cell,
        )


def correct(
    store: Store,
    plan: Plan,
    year: int,
    number: int,
    organisation_id: str,
    sheet: str,
    values: Mapping[str, str],
    *,
    reason: str,
    source: str,
    function: str,
    now: datetime,
) -> Correction:
    """Take down a correction of cells on one sheet, all together or not at all.

    Args:
        store: The store of the home.
        plan: The plan of the year.
        year: Uppföljningsår.
        number: Round of the year.
        organisation_id: Whose workbook.
        sheet: Title of the sheet.
        values: What is read instead, as somebody would write it in Excel, by cell; ``""`` empties the cell.
        reason: Why.
        source: Who said so and how, e.g. ``telefon 12 april``.
        function: Who corrects, as a function.
        now: When, with time zone.

    Raises:
        FindingsError: There is no such file, sheet or input cell, the value can't stand there, nothing would
            change, or a text is missing.
        StoreError: The store is damaged.
    """
    texts = said(reason=reason, source=source, function=function)
    wanted = {cell.strip().upper().replace("$", ""): text.strip() for cell, text in values.items()}
    target = find_target(store, plan, year, number, organisation_id, sheet)
    places = {cell: target.row_of(cell) for cell in wanted}
    standing = {cell: row.texts.get(name, "") for cell, (row, name) in places.items()}
    if all(standing[cell] == text for cell, text in wanted.items()):
        raise wrong(
            "correction-changes-nothing",
            f"Så står det redan i {enumeration(sorted(wanted, key=_in_order))}. Inget är sparat.",
            "Inget behöver göras.",
        )
    overlay = {(target.sheet, cell): text for cell, text in wanted.items()}
    told = read_ledger(store.home).in_force()
    after = store.read_entry(target.entry, plan, told, overlay)
    about = _about(after, target.sheet, {row.row for row, _ in places.values()})
    refused = [one for one in about if one.severity is Severity.ERROR and one.cell in wanted]
    if after.content is None or refused:
        raise FindingsError(refused or after.findings)
    cells = tuple(
        CorrectedCell(cell, places[cell][1], covered(standing[cell]), text)
        for cell, text in sorted(wanted.items(), key=lambda item: _in_order(item[0]))
        if standing[cell] != text
    )
    entry = {
        "kind": "correction",
        "organisation_id": organisation_id,
        "year": year,
        "round": number,
        "submission_id": target.entry.submission_id,
        "sha256": target.entry.sha256,
        "sheet": target.sheet,
        "sheet_id": target.sheet_id,
        "cells": [
            {
                "row_key": places[one.cell][0].key,
                "field": one.field,
                "cell": one.cell,
                "old": one.old,
                "new": one.new,
            }
            for one in cells
        ],
        **texts,
    }
    decision_id = note(store.home, entry, now, example=target.entry.example)
    keys = {row.key for row, _ in places.values()}
    before, still = (_held(read, target.sheet_id, keys) for read in (target.read, after))
    return Correction(
        decision_id=decision_id,
        submission_id=target.entry.submission_id,
        file_name=target.entry.file_name,
        sheet=target.sheet,
        cells=cells,
        findings=about,
        released=bool(before - still),
        waiting=bool(still),
    )


def find_target(
    store: Store, plan: Plan, year: int, number: int, organisation_id: str, sheet: str
) -> Target:
    """The file that counts for a sheet, else the newest one of the organisation.

    Raises:
        FindingsError: The organisation or the round is unknown, nothing has come, or the sheet is no sheet
            of the workbook.
        StoreError: The store is damaged.
    """
    area = reporter(plan, organisation_id)
    collection(plan, year, number)
    content = next(
        (
            one
            for one in store.contents(plan, year, number)
            if one.organisation_id == organisation_id
        ),
        None,
    )
    if content is None:
        raise wrong(
            "correction-no-file",
            f"Ingen fil från {area.full_name} är mottagen för {year}, så det finns inget att rätta.",
            "Lämna in filen först: gnv submit FIL.",
            organisation_id,
        )
    titles = {one.sheet_id: one.title for one in content.submissions[-1].sheets}
    found = [
        sheet_id
        for sheet_id, title in titles.items()
        if name_key(sheet) in {name_key(title), name_key(TITLES[sheet_id])}
    ]
    if not found:
        raise wrong(
            "correction-unknown-sheet",
            f"Det finns inget blad {sheet} att rätta i.",
            f"Bladen är {enumeration(list(titles.values()))}.",
            sheet,
        )
    submission = content.sheets.get(found[0], content.submissions[-1])
    told = read_ledger(store.home).in_force()
    entry = next(one for one in told.submissions if one.submission_id == submission.submission_id)
    title = next(one.title for one in submission.sheets if one.sheet_id == found[0])
    return Target(entry, found[0], title, store.read_entry(entry, plan, told))


def _about(read: ReadResult, sheet: str, rows: set[int]) -> tuple[Finding, ...]:
    """What is found on some rows of a sheet, nothing to know only."""
    return tuple(
        one
        for one in read.findings
        if one.sheet == sheet
        and one.cell
        and one.severity is not Severity.INFO
        and _in_order(one.cell)[0] in rows
    )


def _held(read: ReadResult, sheet_id: str, keys: set[str]) -> set[str]:
    """Which of some rows wait; an answer of one division waits with its statement's key in front."""
    held = read.content.held if read.content else ()
    return {
        key
        for of, key, _ in held
        if of == sheet_id and (key in keys or key.partition("|")[0] in keys)
    }


def _in_order(cell: str) -> tuple[int, int, str]:
    """Row, then column: ``C10`` after ``D9``."""
    letters = cell.rstrip("0123456789")
    number = cell[len(letters) :]
    return (int(number) if number else 0, len(letters), letters)
