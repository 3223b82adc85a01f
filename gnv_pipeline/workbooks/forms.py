"""The rows of one sheet as they stand in the file, each cell read by its question.

Belongs here: from a located sheet to read rows. Does not belong here: finding the sheet (``locating``),
what one cell means (``cells``), or what is kept of a row (``taking``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gnv_pipeline.excel.values import fold
from gnv_pipeline.workbooks.cells import Answer, Spot, read_cell
from gnv_pipeline.workbooks.locating import Located, growing_rows, rows_of
from gnv_pipeline.workbooks.number_findings import counted, counted_share
from gnv_pipeline.workbooks.parts import id_prefix
from gnv_pipeline.workbooks.rules import ReadRow
from gnv_pipeline.workbooks.shapes import Layout, Row

Prefill = Mapping[tuple[str, str], Mapping[str, str]]
_SHARES = frozenset({"percent-in-count", "not-whole"})
_OUTCOME = "outcome"  # of an obstacle: what happened to it since last year


@dataclass(frozen=True)
class Form:
    """One sheet as read. ``copies`` holds further rows with the key of a row, ``missing`` lost rows."""

    located: Located
    rows: tuple[ReadRow, ...]
    copies: Mapping[str, tuple[ReadRow, ...]] = field(default_factory=dict)
    missing: tuple[Row, ...] = ()

    @property
    def title(self) -> str:
        """The sheet's title in the file."""
        return self.located.sheet.title


def read_form(
    located: Located, layout: Layout, by_place: Mapping[int, str], file: str | None
) -> Form:
    """Read every row of a sheet.

    Args:
        located: Where the sheet and its columns stand.
        layout: The whole layout, for dropdown lists.
        by_place: Ids by row number as the template had them, for a sheet that grows.
        file: The file's name.
    """
    sheet = located.layout
    if sheet.growing:
        model = sheet.rows[0]
        prefix = id_prefix(layout.organisation_id, layout.year)
        rows = tuple(
            _row(located, layout, Row(key, number, (key,), {}, model.inputs), number, file)
            for key, number in growing_rows(located, prefix, by_place)
        )
        return Form(located, rows)
    found = rows_of(located)
    asked = [row for row in sheet.rows if row.inputs]
    copies = {
        row.key: tuple(_row(located, layout, row, n, file) for n in located.twice[row.key])
        for row in asked
        if row.key in located.twice
    }
    return Form(
        located,
        tuple(
            _row(located, layout, row, found[row.key], file) for row in asked if row.key in found
        ),
        copies,
        tuple(row for row in asked if row.key not in found),
    )


def _row(located: Located, layout: Layout, row: Row, number: int, file: str | None) -> ReadRow:
    sheet = located.layout
    cells = {name: located.address(number, name) for name in row.inputs}
    if "value" in sheet.position and sheet.id == "keyfigures":
        cells["value"] = located.address(number, "value")
    answers = {}
    for name, asked in row.inputs.items():
        spot = Spot(
            file, located.sheet.title, cells[name], asked, cells.get("missing_reason"),
            cells.get("comment"), contacts_welcome=sheet.id == "hand_in",
        )  # fmt: skip
        choices = layout.lists[asked.choices] if asked.choices else ()
        answers[name] = read_cell(located.cell(number, name), asked, choices, spot)
    _count_share(answers)
    return ReadRow(file, located.sheet.title, row, cells, answers, number)


def _count_share(answers: dict[str, Answer]) -> None:
    """Where a share stands as numerator beside a denominator: say how many that is."""
    top, under = answers.get("numerator"), answers.get("denominator")
    if (
        top is None
        or under is None
        or top.share is None
        or not under.number
        or under.share is not None
    ):
        return
    remedy = counted_share(top.share, under.number)
    findings = tuple(
        replace(f, remedy=remedy, example=counted(top.share, under.number))
        if f.code in _SHARES
        else f
        for f in top.findings
    )
    answers["numerator"] = replace(top, findings=findings)


def open_cells(form: Form) -> list[str]:
    """Asked cells without a value or a reason, in the order of reading; none on a sheet that grows."""
    found: list[str] = []
    if form.located.layout.growing:
        return found
    for row in form.rows:
        reason = row.answers.get("missing_reason")
        if reason is not None and (reason.filled or any(a.missing for a in row.answers.values())):
            continue
        found += [
            row.cells[name]
            for name, asked in row.row.inputs.items()
            if asked.required and not row.answers[name].filled
        ]
    return found


def untouched_obstacles(form: Form, prefill: Prefill) -> tuple[ReadRow, ...]:
    """Last year's obstacles that stand exactly as the template brought them along.

    Such a row is nobody's answer for this year: it counts only when something is written of what
    happened, or when its text was changed.
    """
    if form.located.layout.id != "obstacles":
        return ()
    return tuple(
        row
        for row in form.rows
        if not (_OUTCOME in row.answers and row.answers[_OUTCOME].filled)
        and _as_brought(row, prefill.get(("obstacles", row.row.key)))
    )


def is_blank(form: Form, prefill: Prefill) -> bool:
    """Whether nobody has written anything on the sheet: only rows that the template brought along."""
    sheet_id = form.located.layout.id
    copies = [row for found in form.copies.values() for row in found]
    return all(
        _as_brought(row, prefill.get((sheet_id, row.row.key)))
        for row in (*form.rows, *copies)
        if row.filled
    )


def _as_brought(row: ReadRow, before: Mapping[str, str] | None) -> bool:
    return before is not None and all(
        fold(answer.raw) == fold(before.get(name, "")) for name, answer in row.answers.items()
    )
