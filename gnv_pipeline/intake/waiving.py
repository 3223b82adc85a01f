"""Lifting a hard rule for one row of an organisation's workbook.

Belongs here: which rules stand in the way of a row, whether they may be lifted, and writing that down. Does
not belong here: the rules (``workbooks.registry``), or reading with them lifted (``originals``).

A waiver holds for the row in every file the organisation hands in for the round. It is told in each
receipt, counted in the status and published with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.formatting import enumeration
from gnv_pipeline.intake.correcting import Target, find_target
from gnv_pipeline.intake.ledger import WaiverEntry, read_ledger
from gnv_pipeline.intake.noting import note, said, wrong
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.registry import RULES


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver that was taken down."""

    decision_id: str
    sheet: str
    cell: str
    about: str
    """What the rule looks at, in Swedish."""


def waive(
    store: Store,
    plan: Plan,
    year: int,
    number: int,
    organisation_id: str,
    sheet: str,
    cell: str,
    *,
    reason: str,
    function: str,
    now: datetime,
) -> tuple[Waiver, ...]:
    """Lift the rules that stop a cell; one waiver per rule.

    Args:
        store: The store of the home.
        plan: The plan of the year.
        year: Uppföljningsår.
        number: Round of the year.
        organisation_id: Whose workbook.
        sheet: Title of the sheet.
        cell: The cell that the finding names.
        reason: Why.
        function: Who decided, as a function.
        now: When, with time zone.

    Raises:
        FindingsError: There is no such file, sheet or cell, nothing stops it, the rule can't be lifted, or a
            text is missing.
        StoreError: The store is damaged.
    """
    texts = said(reason=reason, function=function)
    target = find_target(store, plan, year, number, organisation_id, sheet)
    wanted = cell.strip().upper().replace("$", "")
    found = [
        one
        for one in target.read.findings
        if one.severity is Severity.ERROR and (one.sheet, one.cell) == (target.sheet, wanted)
    ]
    if not found:
        raise wrong(
            "waiver-nothing-stops",
            f"Ingen kontroll stoppar {wanted} på bladet {target.sheet}. Inget är sparat.",
            "Skriv cellen som står efter Måste rättas i svaret på filen.",
            wanted,
        )
    fixed = [one for one in found if not _may_be_lifted(one)]
    if fixed:
        names = enumeration(sorted({_about(one) for one in fixed}))
        raise wrong(
            "waiver-not-allowed",
            f"Kontrollen '{names}' i {wanted} går inte att upphäva. Inget är sparat.",
            "Be om en rättad fil, eller rätta med gnv correct om ni har fått rätt uppgift.",
            wanted,
        )
    made = []
    for code in sorted({one.code for one in found}):
        row_key = _row_key(store, plan, target, wanted, code)
        entry = {
            "kind": "waiver",
            "organisation_id": organisation_id,
            "year": year,
            "round": number,
            "code": code,
            "sheet": target.sheet,
            "sheet_id": target.sheet_id,
            "row_key": row_key,
            "cell": wanted,
            **texts,
        }
        decision_id = note(store.home, entry, now, example=target.entry.example)
        made.append(Waiver(decision_id, target.sheet, wanted, RULES[code].about))
    return tuple(made)


def _row_key(store: Store, plan: Plan, target: Target, cell: str, code: str) -> str:
    """The row whose rule is lifted by a waiver for a cell.

    A row that stands twice is told at its copy, which is no row of the form: then it is the row that waits
    and lets the finding go when its rule is lifted.

    Raises:
        FindingsError: Lifting the rule for no row would help.
    """
    for row in target.read.rows:
        if row.sheet_id == target.sheet_id and cell in row.cells.values():
            return row.key
    told = read_ledger(store.home).in_force()
    entry = target.entry
    held = target.read.content.held if target.read.content else ()
    for key in sorted({key for sheet_id, key, _ in held if sheet_id == target.sheet_id}):
        trial = WaiverEntry(
            "", entry.organisation_id, entry.year, entry.round, code, target.sheet,
            target.sheet_id, key, cell, "prov", "prov", entry.received_at,
        )  # fmt: skip
        read = store.read_entry(entry, plan, replace(told, waivers=(*told.waivers, trial)))
        left = {(one.code, one.cell) for one in read.findings if one.severity is Severity.ERROR}
        if (code, cell) not in left:
            return key
    raise wrong(
        "waiver-no-row",
        f"Vi hittar inte raden som {cell} hör till. Inget är sparat.",
        "Be om en rättad fil där raden står en gång.",
        cell,
    )


def _may_be_lifted(finding: Finding) -> bool:
    rule = RULES.get(finding.code)
    return rule is not None and rule.waivable


def _about(finding: Finding) -> str:
    rule = RULES.get(finding.code)
    return rule.about if rule else finding.code
