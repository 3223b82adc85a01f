"""What is kept of the rows that were read: typed rows, or a row held until it is put right.

Belongs here: the rules of each sheet's rows, and making typed rows. Does not belong here: reading cells
(``forms``) or the steps of reading a file (``reading``).

A fault in a cell holds that row only; everything else is taken in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field

from gnv_pipeline.findings import Finding, Severity, has_errors
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.cells import Answer
from gnv_pipeline.workbooks.registry import Waived, settle
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    History,
    Identity,
    KeyfigureRow,
    LocalPlanRow,
    ObstacleRow,
)
from gnv_pipeline.workbooks.rules import (
    ReadRow,
    check_counts,
    check_dates,
    check_own_target,
    check_required,
    check_twice,
    counts_of,
)
from gnv_pipeline.workbooks.rules_change import ask_about_value
from gnv_pipeline.workbooks.shapes import SheetLayout


@dataclass
class Taker:
    """Takes rows in, one sheet after the other."""

    plan: Plan
    identity: Identity
    history: History | None
    waived: Mapping[tuple[str, str, str], Waived]
    findings: list[Finding] = field(default_factory=list)
    dormant: list[Finding] = field(default_factory=list)
    held: list[tuple[str, str, str]] = field(default_factory=list)
    keyfigures: list[tuple[ReadRow, KeyfigureRow]] = field(default_factory=list)
    answers: list[tuple[ReadRow, AnswerRow]] = field(default_factory=list)
    activities: list[ActivityRow] = field(default_factory=list)
    local_plan: list[LocalPlanRow] = field(default_factory=list)
    obstacles: list[ObstacleRow] = field(default_factory=list)
    hand_in: list[HandInRow] = field(default_factory=list)

    def tell(
        self, findings: tuple[Finding, ...], sheet_id: str = "", key: str = ""
    ) -> list[Finding]:
        """Add findings with the weight they have this year; returns those that are in force."""
        told = []
        for finding in findings:
            waived = self.waived.get((finding.code, sheet_id, key))
            settled = settle(finding, self.identity.year, waived)
            if settled is None:
                self.dormant.append(finding)
            else:
                told.append(settled)
        self.findings += told
        return told

    def taken(self, sheet_id: str) -> int:
        """How many typed rows there are of a sheet so far."""
        rows: dict[str, Sized] = {
            "keyfigures": self.keyfigures,
            "self_assessment": self.answers,
            "activities": self.activities,
            "local_plan": self.local_plan,
            "obstacles": self.obstacles,
            "hand_in": self.hand_in,
        }
        return len(rows[sheet_id])

    def take(self, sheet: SheetLayout, row: ReadRow, copies: tuple[ReadRow, ...]) -> None:
        """Keep a row as typed rows, or hold it where it has errors."""
        if not self._is_asked(sheet, row):
            return
        if sheet.id == "self_assessment":
            self._take_answers(sheet, row, copies)
            return
        key = row.row.key
        cells = tuple(finding for answer in row.answers.values() for finding in answer.findings)
        found = self.tell((*check_twice(row, copies), *cells), sheet.id, key)
        if not has_errors(found):
            found += self.tell(self._row_findings(sheet.id, row), sheet.id, key)
        if has_errors(found):
            self.held.append((sheet.id, key, row.sheet))
            return
        self._keep(sheet.id, row)

    def _is_asked(self, sheet: SheetLayout, row: ReadRow) -> bool:
        """Whether the plan still knows what the row is about; an older template may ask for more."""
        plan, subject = self.plan, row.row.subject
        known = {
            "keyfigures": lambda: (
                subject[0] in plan.indicator_by_id and subject[1] in plan.area_by_id
            ),
            "self_assessment": lambda: (
                subject[0] in {statement.id for statement in plan.statements.statements}
            ),
            "local_plan": lambda: subject[0] in plan.goal_by_id,
            "hand_in": lambda: subject[0] in {spec.id for spec in plan.fields.hand_in},
        }.get(sheet.id)
        if known is None or known():
            return True
        first = next(iter(row.cells))
        message = f"Raden vid {row.cells[first]} frågas det inte längre efter. Den är inte sparad."
        remedy = "Inget behöver göras."
        self.tell((row.finding("row-not-asked", first, message, remedy, Severity.INFO),))
        return False

    def _row_findings(self, sheet_id: str, row: ReadRow) -> tuple[Finding, ...]:
        if sheet_id == "keyfigures":
            indicator_id, area_id, gender = row.row.subject
            indicator = self.plan.indicator_by_id[indicator_id]
            year = self.identity.year
            if errors := check_counts(row, indicator):
                return errors
            area = self.plan.area_by_id[area_id]
            return ask_about_value(row, indicator, area, gender, year, self.history)
        if sheet_id in {"activities", "obstacles"}:
            needed = check_required(row, first=next(iter(row.row.inputs)))
            return (*needed, *check_dates(row))
        if sheet_id == "local_plan":
            goal = self.plan.goal_by_id[row.row.subject[0]]
            own = check_own_target(row, goal, self.plan.indicator_by_id)
            return (*check_required(row, first=""), *own)
        return ()

    # --- typed rows --------------------------------------------------------------------------------

    def _keep(self, sheet_id: str, row: ReadRow) -> None:
        cells = {name: row.cells[name] for name, answer in row.answers.items() if answer.filled}
        owner, key, sheet = self.identity.organisation_id, row.row.key, row.sheet
        if sheet_id == "keyfigures":
            self.keyfigures.append((row, keyfigure_row(row, self.identity, cells)))
        elif sheet_id == "activities":
            self.activities.append(
                ActivityRow(sheet, cells, owner, key, self._values(sheet_id, row))
            )
        elif sheet_id == "obstacles":
            self.obstacles.append(
                ObstacleRow(sheet, cells, owner, key, self._values(sheet_id, row))
            )
        elif sheet_id == "local_plan":
            self.local_plan.append(
                LocalPlanRow(sheet, cells, owner, key, self._values(sheet_id, row))
            )
        elif sheet_id == "hand_in":
            self.hand_in.append(HandInRow(sheet, cells, owner, key, row.answers["value"].text))

    def _values(self, sheet_id: str, row: ReadRow) -> dict[str, str | None]:
        """The plan's fields in its order; a field that the file's template did not have is missing."""
        specs = {
            "activities": self.plan.fields.activities,
            "obstacles": self.plan.fields.obstacles,
            "local_plan": self.plan.fields.local_plan,
        }[sheet_id]
        return {spec.id: row.answers.get(spec.id, Answer()).text for spec in specs}

    def _take_answers(self, sheet: SheetLayout, row: ReadRow, copies: tuple[ReadRow, ...]) -> None:
        """One statement: an answer per division, each held for itself; a fault in the basis holds all."""
        statement_id, version = row.row.subject
        basis = row.answers["basis"]
        shared = self.tell((*check_twice(row, copies), *basis.findings), sheet.id, statement_id)
        fields = unit_fields(sheet)
        anything = any(row.answers[name].filled for name in fields.values())
        for unit, name in fields.items():
            answer = row.answers[name]
            key = f"{statement_id}|{unit}"
            found = self.tell(answer.findings, sheet.id, key)
            if has_errors(found) or has_errors(shared):
                self.held.append((sheet.id, key, row.sheet))
                continue
            if not (answer.filled or (basis.filled and not anything)):
                continue
            cells = {"answer": row.cells[name]} if answer.filled else {}
            if basis.filled:
                cells["basis"] = row.cells["basis"]
            typed = AnswerRow(
                sheet=row.sheet,
                cells=cells,
                organisation_id=self.identity.organisation_id,
                unit=unit,
                statement_id=statement_id,
                statement_version=int(version),
                answer=answer.text,
                basis=basis.text,
            )
            self.answers.append((row, typed))


def unit_fields(sheet: SheetLayout) -> dict[str, str]:
    """Name of the answer column by division; the empty division where there are none."""
    return {
        column.unit: column.field
        for column in sheet.columns
        if column.field.partition("|")[0] == "answer"
    }


def keyfigure_row(row: ReadRow, identity: Identity, cells: Mapping[str, str]) -> KeyfigureRow:
    """A row of Nyckeltal; without counts it says why there are none."""
    indicator_id, area_id, gender = row.row.subject
    found = counts_of(row)
    nothing = found.numerator is None and found.denominator is None
    return KeyfigureRow(
        sheet=row.sheet,
        cells=cells,
        reported_by=identity.organisation_id,
        organisation_id=area_id,
        indicator_id=indicator_id,
        gender=gender,
        data_year=identity.year,
        numerator=found.numerator,
        denominator=found.denominator,
        missing_reason=(found.missing or "not_reported") if nothing else None,
        comment=row.answers["comment"].text,
    )
