"""Reading a filled-in workbook into typed rows and findings.

Belongs here: the way from a file to :class:`WorkbookContent`, through the same layout that made the
template. Does not belong here: opening files (``excel``), single cells (``cells``), rules (``rules``),
keeping anything (``intake``).

A fault on the file refuses it. A fault in a cell holds that row only; everything else is taken in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gnv_pipeline.excel.grid import Grid, read_grid
from gnv_pipeline.excel.refusals import WorkbookRefused
from gnv_pipeline.findings import Finding, has_errors, sort_key
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.cells import Answer, Spot, read_cell
from gnv_pipeline.workbooks.identity import Expected, check_identity, not_ours, read_identity
from gnv_pipeline.workbooks.layout import answer_field, asked_inputs, id_prefix
from gnv_pipeline.workbooks.layout import layout as declare
from gnv_pipeline.workbooks.locating import Located, growing_rows, locate, rows_of
from gnv_pipeline.workbooks.rows import (
    ActivityRow,
    AnswerRow,
    HandInRow,
    History,
    Identity,
    KeyfigureRow,
    LocalPlanRow,
    ObstacleRow,
    ReadResult,
    WorkbookContent,
)
from gnv_pipeline.workbooks.rules import (
    ReadRow,
    ask_about_value,
    check_counts,
    check_required,
    counts_of,
    left_open,
)
from gnv_pipeline.workbooks.shapes import Layout, Row

__all__ = ["Expected", "read_workbook"]


def read_workbook(
    source: Path | bytes,
    plan: Plan,
    history: History | None = None,
    expected: Expected | None = None,
    file_name: str | None = None,
) -> ReadResult:
    """Read a workbook that somebody handed in.

    Args:
        source: The file, or its bytes.
        plan: The plan revision in force.
        history: Earlier values; without them nothing is said of changes.
        expected: Whose workbook, and for which round, is expected.
        file_name: The name shown in findings; else the file's own.

    Returns:
        Findings in order, errors first, and the content; no content where the file was refused.
    """
    name = file_name or (source.name if isinstance(source, Path) else None)
    try:
        grid = read_grid(source, name)
    except WorkbookRefused as refused:
        return ReadResult((refused.finding(name),), None)
    identity = read_identity(grid)
    if identity is None:
        return ReadResult((not_ours(grid, name),), None)
    if refusal := check_identity(identity, plan, expected or Expected(), name):
        return ReadResult((refusal,), None)
    reader = _Reader(plan, identity, history, name)
    reader.read(grid)
    return ReadResult(tuple(sorted(reader.findings, key=sort_key)), reader.content())


@dataclass
class _Reader:
    plan: Plan
    identity: Identity
    history: History | None
    file: str | None
    findings: list[Finding] = field(default_factory=list)
    held: list[tuple[str, str, str]] = field(default_factory=list)
    keyfigures: list[KeyfigureRow] = field(default_factory=list)
    answers: list[AnswerRow] = field(default_factory=list)
    activities: list[ActivityRow] = field(default_factory=list)
    local_plan: list[LocalPlanRow] = field(default_factory=list)
    obstacles: list[ObstacleRow] = field(default_factory=list)
    hand_in: list[HandInRow] = field(default_factory=list)
    asked: int = 0
    answered: int = 0
    with_content: list[str] = field(default_factory=list)

    @property
    def _owner(self) -> str:
        return self.identity.organisation_id

    def content(self) -> WorkbookContent:
        """Everything read so far."""
        return WorkbookContent(
            identity=self.identity,
            keyfigures=tuple(self.keyfigures),
            answers=tuple(self.answers),
            activities=tuple(self.activities),
            local_plan=tuple(self.local_plan),
            obstacles=tuple(self.obstacles),
            hand_in=tuple(self.hand_in),
            held=tuple(self.held),
            asked_cells=self.asked,
            answered_cells=self.answered,
            sheets_with_content=tuple(self.with_content),
        )

    def read(self, grid: Grid) -> None:
        """Read all sheets of the round."""
        identity = self.identity
        layout = declare(self.plan, identity.year, identity.round, identity.organisation_id)
        for sheet in layout.sheets:
            asked = len(asked_inputs(sheet))
            self.asked += asked
            located, findings = locate(grid, sheet, self.file)
            self.findings += findings
            if located is None:
                continue
            rows = self._rows(located, layout)
            if any(answer.filled for row in rows for answer in row.answers.values()):
                self.with_content.append(sheet.id)
            open_cells = self._open_cells(rows)
            self.answered += asked - len(open_cells)
            self.findings += left_open(sheet, located.sheet.title, open_cells, asked, self.file)
            for row in rows:
                if any(answer.filled for answer in row.answers.values()):
                    self._take(sheet.id, row)

    # --- cells -----------------------------------------------------------------------------------

    def _rows(self, located: Located, layout: Layout) -> list[ReadRow]:
        if located.layout.growing:
            model = located.layout.rows[0]
            places = [
                (Row(key, number, (key,), {}, model.inputs), number)
                for key, number in growing_rows(
                    located, id_prefix(self.identity.organisation_id, self.identity.year)
                )
            ]
        else:
            found = rows_of(located)
            places = [
                (row, found[row.key])
                for row in located.layout.rows
                if row.inputs and row.key in found
            ]
        return [self._row(located, layout, row, number) for row, number in places]

    def _row(self, located: Located, layout: Layout, row: Row, number: int) -> ReadRow:
        cells = {name: located.address(number, name) for name in row.inputs}
        if "value" in located.layout.position and located.layout.id == "keyfigures":
            cells["value"] = located.address(number, "value")
        answers = {}
        for name, asked in row.inputs.items():
            spot = Spot(
                self.file,
                located.sheet.title,
                cells[name],
                asked,
                cells.get("missing_reason"),
                cells.get("comment"),
            )
            choices = layout.lists[asked.choices] if asked.choices else ()
            answers[name] = read_cell(located.cell(number, name), asked, choices, spot)
        return ReadRow(self.file, located.sheet.title, row, cells, answers)

    def _open_cells(self, rows: list[ReadRow]) -> list[str]:
        """Asked cells without a value or a reason."""
        found = []
        for row in rows:
            reason = row.answers.get("missing_reason")
            if reason is not None and (
                reason.filled or any(a.missing for a in row.answers.values())
            ):
                continue
            found += [
                row.cells[name]
                for name, asked in row.row.inputs.items()
                if asked.required and not row.answers[name].filled
            ]
        return found

    # --- rows ------------------------------------------------------------------------------------

    def _take(self, sheet_id: str, row: ReadRow) -> None:
        """Keep a row as typed rows, or hold it where it has errors."""
        if sheet_id == "self_assessment":
            self._take_answers(row)
            return
        found = [finding for answer in row.answers.values() for finding in answer.findings]
        if not has_errors(found):
            found += self._row_findings(sheet_id, row)
        self.findings += found
        if has_errors(found):
            self.held.append((sheet_id, row.row.key, row.sheet))
            return
        cells = {name: row.cells[name] for name, answer in row.answers.items() if answer.filled}
        values = {name: answer.text for name, answer in row.answers.items()}
        owner, key, sheet = self._owner, row.row.key, row.sheet
        if sheet_id == "keyfigures":
            self._take_counts(row, cells)
        elif sheet_id == "activities":
            self.activities.append(ActivityRow(sheet, cells, owner, key, values))
        elif sheet_id == "obstacles":
            self.obstacles.append(ObstacleRow(sheet, cells, owner, key, values))
        elif sheet_id == "local_plan":
            self.local_plan.append(LocalPlanRow(sheet, cells, owner, key, values))
        else:
            self.hand_in.append(HandInRow(sheet, cells, owner, key, values["value"]))

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
            return check_required(row, first=next(iter(row.row.inputs)))
        if sheet_id == "local_plan":
            return check_required(row, first="")
        return ()

    def _take_counts(self, row: ReadRow, cells: Mapping[str, str]) -> None:
        indicator_id, area_id, gender = row.row.subject
        found = counts_of(row)
        nothing = found.numerator is None and found.denominator is None
        self.keyfigures.append(
            KeyfigureRow(
                sheet=row.sheet,
                cells=cells,
                reported_by=self._owner,
                organisation_id=area_id,
                indicator_id=indicator_id,
                gender=gender,
                data_year=self.identity.year,
                numerator=found.numerator,
                denominator=found.denominator,
                missing_reason=(found.missing or "not_reported") if nothing else None,
                comment=row.answers["comment"].text,
            )
        )

    def _take_answers(self, row: ReadRow) -> None:
        """One statement: an answer per division, each held for itself; a fault in the basis holds all."""
        statement_id, version = row.row.subject
        basis = row.answers["basis"]
        self.findings += basis.findings
        units = self.plan.area_by_id[self._owner].units or ("",)
        anything = any(row.answers[answer_field(unit)].filled for unit in units)
        for unit in units:
            name = answer_field(unit)
            answer: Answer = row.answers[name]
            self.findings += answer.findings
            if has_errors(answer.findings) or has_errors(basis.findings):
                self.held.append(("self_assessment", f"{statement_id}|{unit}", row.sheet))
                continue
            if not (answer.filled or (basis.filled and not anything)):
                continue
            cells = {"answer": row.cells[name]} if answer.filled else {}
            if basis.filled:
                cells["basis"] = row.cells["basis"]
            self.answers.append(
                AnswerRow(
                    sheet=row.sheet,
                    cells=cells,
                    organisation_id=self._owner,
                    unit=unit,
                    statement_id=statement_id,
                    statement_version=int(version),
                    answer=answer.text,
                    basis=basis.text,
                )
            )
