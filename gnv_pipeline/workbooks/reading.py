"""Reading a filled-in workbook into typed rows and findings, step by step.

Belongs here: the way from a file to :class:`WorkbookContent`, through the same layout that made the
template. Does not belong here: opening files (``excel``), single cells (``cells``), rules (``rules*``),
what is kept of a row (``taking``), keeping anything (``intake``).

The steps follow each other (``layers``); a fault on the file refuses it and the answer says where it
stopped. A fault in a cell holds that row only; everything else is taken in. A template of another
version is read by the layout in its own hidden map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gnv_pipeline.excel.cautions import cautions
from gnv_pipeline.excel.grid import Grid, read_grid, split_address
from gnv_pipeline.excel.refusals import WorkbookRefused, shown_name
from gnv_pipeline.excel.sandbox import read_guarded
from gnv_pipeline.findings import has_errors
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.corrected import Corrections, with_corrections
from gnv_pipeline.workbooks.explanations import (
    explained,
    given_explanations,
    with_comments,
)
from gnv_pipeline.workbooks.fieldmap import HEADER, KEY, Place, map_in, prefilled
from gnv_pipeline.workbooks.forms import (
    Form,
    Prefill,
    is_blank,
    open_cells,
    read_form,
    untouched_obstacles,
)
from gnv_pipeline.workbooks.grouping import reading_order
from gnv_pipeline.workbooks.identity import (
    Expected,
    check_block,
    check_identity,
    not_ours,
    read_identity,
)
from gnv_pipeline.workbooks.layers import Layer
from gnv_pipeline.workbooks.layout import asked_inputs
from gnv_pipeline.workbooks.layout import layout as declare
from gnv_pipeline.workbooks.locating import locate, no_sheets
from gnv_pipeline.workbooks.outside import in_notes, stray_numbers
from gnv_pipeline.workbooks.own_layout import is_another_version, own_layout, version_finding
from gnv_pipeline.workbooks.parts import MISSING
from gnv_pipeline.workbooks.registry import Waived
from gnv_pipeline.workbooks.rows import (
    History,
    Identity,
    ReadResult,
    RowPlace,
    SheetCount,
    WorkbookContent,
)
from gnv_pipeline.workbooks.rules_change import ask_about_copied, ask_about_gone
from gnv_pipeline.workbooks.rules_sheet import left_open, rows_missing, tell_blank, tell_signs
from gnv_pipeline.workbooks.rules_workbook import (
    ask_about_answers,
    ask_about_lost,
    ask_about_repeated,
    ask_about_series,
    tell_untouched,
)
from gnv_pipeline.workbooks.shapes import Choice, Layout, SheetLayout
from gnv_pipeline.workbooks.taking import Taker, keyfigure_row, unit_fields

__all__ = ["Expected", "Waived", "read_workbook"]


def read_workbook(
    source: Path | bytes,
    plan: Plan,
    history: History | None = None,
    expected: Expected | None = None,
    file_name: str | None = None,
    waived: Iterable[Waived] = (),
    guarded: bool = True,
    corrected: Corrections | None = None,
) -> ReadResult:
    """Read a workbook that somebody handed in.

    Args:
        source: The file, or its bytes.
        plan: The plan revision in force.
        history: Earlier values; without them nothing is said of changes.
        expected: Whose workbook, and for which round, is expected.
        file_name: The name shown in findings; else the file's own.
        waived: Decisions to lift a hard rule for a row.
        guarded: Whether the file is opened in a child process with limits. Without it a file that was
            opened before is read again sooner; never for what anyone just sent.
        corrected: What an analyst has decided that cells are read as; all rules hold for them too.

    Returns:
        Findings in order, errors first, and the content; no content where the file was refused, and
        then ``stopped_at`` says at which step.
    """
    name = file_name or (source.name if isinstance(source, Path) else None)
    try:
        grid = (read_guarded if guarded else read_grid)(source, name)
    except WorkbookRefused as refused:
        return ReadResult((refused.finding(name),), None, Layer.FILE.label)
    grid = with_corrections(grid, corrected)
    name = shown_name(name) if name else name
    identity = read_identity(grid)
    if identity is None:
        return ReadResult((not_ours(grid, name),), None, Layer.TEMPLATE.label)
    if refusal := check_identity(identity, plan, expected or Expected(), name):
        return ReadResult((refusal,), None, Layer.TEMPLATE.label)
    about = check_block(grid, identity, plan, name)
    organisation = plan.area_by_id[identity.organisation_id].full_name
    if has_errors(about):
        return ReadResult(
            about, None, Layer.TEMPLATE.label, organisation_name=organisation
        )  # fmt: skip
    by_row = {(one.code, one.sheet_id, one.key): one for one in waived}
    reader = _Reader(grid, plan, identity, history, name, Taker(plan, identity, history, by_row))
    reader.taker.tell((*cautions(grid, name), *about))
    return reader.result(organisation)


Lists = Mapping[str, tuple[Choice, ...]]


@dataclass
class _Reader:
    grid: Grid
    plan: Plan
    identity: Identity
    history: History | None
    file: str | None
    taker: Taker
    forms: dict[str, Form] = field(default_factory=dict)
    counts: list[SheetCount] = field(default_factory=list)
    with_content: list[str] = field(default_factory=list)
    asked: int = 0
    answered: int = 0

    def result(self, organisation: str) -> ReadResult:
        """Read all sheets of the round."""
        layout, places = self._layout()
        prefill = self._prefill(places)
        for sheet in layout.sheets:
            located, findings = locate(self.grid, sheet, self.file)
            self.taker.tell(findings)
            if located is None:
                asked = len(asked_inputs(sheet))
                self.asked += asked
                self.counts.append(SheetCount(sheet.id, sheet.title, asked, 0, 0, 0))
                continue
            form = read_form(located, layout, _ids_by_row(places, sheet), self.file)
            self.forms[sheet.id] = form
            self._take_sheet(sheet, form, prefill, layout.lists)
        self._whole(prefill, places)
        self._about_persons()
        rows = tuple(
            RowPlace(
                form.title, row.number, sheet_id, row.row.key,
                {name: row.cells[name] for name in row.row.inputs},
                {name: answer.raw for name, answer in row.answers.items() if answer.filled},
            )
            for sheet_id, form in self.forms.items()
            for row in form.rows
        )  # fmt: skip
        self._nothing(prefill)
        given, wrong = given_explanations(self.grid, self.file)
        self.taker.tell(wrong)
        findings_now, explanations = explained(self.taker.findings, given, rows)
        ordered = tuple(
            sorted(findings_now, key=reading_order([s.title for s in self.grid.sheets]))
        )
        if not self.forms:
            return ReadResult(
                ordered, None, Layer.SHEETS.label, organisation_name=organisation,
                dormant=tuple(self.taker.dormant),
            )  # fmt: skip
        gone = {e.key for e in explanations if e.code == "value-gone"}
        kept = [typed for _, typed in self.taker.keyfigures]
        kept += [
            keyfigure_row(row, self.identity, {})
            for row in (self.forms["keyfigures"].rows if "keyfigures" in self.forms else ())
            if row.row.key in gone and not row.filled
        ]
        content = WorkbookContent(
            identity=self.identity,
            keyfigures=tuple(with_comments(kept, explanations)),
            answers=tuple(typed for _, typed in self.taker.answers),
            activities=tuple(self.taker.activities),
            local_plan=tuple(self.taker.local_plan),
            obstacles=tuple(self.taker.obstacles),
            hand_in=tuple(self.taker.hand_in),
            held=tuple(self.taker.held),
            asked_cells=self.asked,
            answered_cells=self.answered,
            sheets_with_content=tuple(self.with_content),
            explanations=explanations,
        )
        return ReadResult(
            ordered, content, None, tuple(self.counts), rows, organisation,
            tuple(self.taker.dormant),
        )  # fmt: skip

    def _layout(self) -> tuple[Layout, tuple[Place, ...]]:
        """The layout to read by, and the file's own map."""
        identity = self.identity
        current = declare(self.plan, identity.year, identity.round, identity.organisation_id)
        places = map_in(self.grid)
        if not is_another_version(identity, self.plan):
            return current, places
        if version := version_finding(identity, self.plan, self.file):
            self.taker.tell((version,))
        return own_layout(self.grid, places, identity, current) or current, places

    def _prefill(self, places: tuple[Place, ...]) -> Prefill:
        """What the template brought along; by the history where the file's map is gone."""
        if places or self.history is None:
            return prefilled(places)
        identity = self.identity
        made = declare(
            self.plan, identity.year, identity.round, identity.organisation_id, self.history
        )
        return {
            (sheet.id, row.key): dict(row.prefill)
            for sheet in made.sheets
            for row in sheet.rows
            if row.prefill
        }

    def _take_sheet(self, sheet: SheetLayout, form: Form, prefill: Prefill, lists: Lists) -> None:
        untouched = untouched_obstacles(form, prefill)
        rows = [row for row in form.rows if row.filled and row not in untouched]
        if rows:
            self.with_content.append(sheet.id)
        asked = len(asked_inputs(sheet))
        empty = open_cells(form)
        lost = sum(1 for row in form.missing for i in row.inputs.values() if i.required)
        answered = asked - len(empty) - lost
        self.asked += asked
        self.answered += answered
        tell = self.taker.tell
        tell(rows_missing(form.title, form.missing, self.file))
        tell(left_open(sheet, form.title, empty, asked - lost, self.file))
        tell(tell_untouched(untouched, next(iter(sheet.rows[0].inputs), "")) if untouched else ())
        held, taken = len(self.taker.held), self.taker.taken(sheet.id)
        for row in rows:
            self.taker.take(sheet, row, form.copies.get(row.row.key, ()))
        waiting = {key for of, key, _ in self.taker.held if of == sheet.id}
        tell(tell_signs([row for row in rows if row.row.key not in waiting], lists[MISSING]))
        held, taken = len(self.taker.held) - held, self.taker.taken(sheet.id) - taken
        self.counts.append(SheetCount(sheet.id, form.title, asked, answered, taken, held))

    def _whole(self, prefill: Prefill, places: tuple[Place, ...]) -> None:
        """What shows only in the workbook as a whole, and against last year."""
        tell, taker, year = self.taker.tell, self.taker, self.identity.year
        if form := self.forms.get("keyfigures"):
            tell(ask_about_series(taker.keyfigures))
            tell(ask_about_copied(taker.keyfigures, self.history, year))
            if "keyfigures" in self.with_content:
                plan = self.plan
                tell(
                    ask_about_gone(
                        form.rows, plan.indicator_by_id, plan.area_by_id, year, self.history
                    )
                )
        if form := self.forms.get("self_assessment"):
            tell(ask_about_answers(taker.answers, unit_fields(form.located.layout), self.history))
        for sheet_id in ("activities", "obstacles"):
            if not (form := self.forms.get(sheet_id)):
                continue
            first = next(iter(form.located.layout.rows[0].inputs))
            tell(ask_about_repeated(form.rows, first))
            if sheet_id == "activities":
                carried = {key: shown for (of, key), shown in prefill.items() if of == sheet_id}
                stood = {p.key: p.cell for p in places if (p.sheet_id, p.field) == (sheet_id, KEY)}
                present = [row.row.key for row in form.rows if row.filled]
                tell(ask_about_lost(form.title, present, carried, stood, first, self.file))

    def _nothing(self, prefill: Prefill) -> None:
        """A workbook without any sheet of ours, and one where nothing is filled in: each told once."""
        taker = self.taker
        if not self.forms:
            taker.findings = [
                no_sheets(f) if f.code == "sheet-missing" else f for f in taker.findings
            ]
        elif all(is_blank(form, prefill) for form in self.forms.values()):
            taker.findings = [f for f in taker.findings if f.code != "sheet-empty"]
            taker.tell((tell_blank(next(iter(self.forms.values())).title, self.file),))

    def _about_persons(self) -> None:
        """Identity numbers outside the form, and notes: they are not read, but lie in the file."""
        inside = {
            (form.title, cell)
            for form in self.forms.values()
            for row in (*form.rows, *(copy for found in form.copies.values() for copy in found))
            for cell in row.cells.values()
        }
        self.taker.tell(stray_numbers(self.grid, inside, self.file))
        self.taker.tell(in_notes(self.grid, self.file))


def _ids_by_row(places: tuple[Place, ...], sheet: SheetLayout) -> Mapping[int, str]:
    """Which id the template had in which row."""
    if not sheet.growing:
        return {}
    if not places:
        return {row.number: row.key for row in sheet.rows}
    found = {}
    for place in places:
        if place.sheet_id == sheet.id and place.field == KEY and place.kind != HEADER:
            try:
                found[split_address(place.cell)[0]] = place.key
            except ValueError:
                continue  # a damaged map: the row then gets its id by its number
    return found
