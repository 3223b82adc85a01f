"""Writing the sheets people fill in, each from its layout.

Belongs here: headings, header row, rows, dropdowns, input messages, colours and protection. Does not
belong here: the sheet Läs mig (``template_readme``) or Nyckeltal's values (``template_keyfigures``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.rows import History
from gnv_pipeline.workbooks.shapes import Input, Layout, Row, SheetLayout
from gnv_pipeline.workbooks.styles import DONE_FILL, Styles, lines_needed, row_height
from gnv_pipeline.workbooks.template_keyfigures import mark_swapped, write_values

PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
    "objects": True,
}
_TITLE_LENGTH = 32  # Excel's limits for messages of a data validation
_TEXT_LENGTH = 255
_DATE_FORMAT = "yyyy-mm-dd"
_DATES = (dt.date(2000, 1, 1), dt.date(2100, 12, 31))
_ALIGN = {"count": "right", "number": "right", "date": "left"}
_BLANK_HEIGHT = 36.0  # two lines, so that people see there is room


@dataclass
class Draft:
    """A template being written."""

    book: Any
    plan: Plan
    layout: Layout
    history: History
    styles: Styles
    list_names: dict[str, str]


def write_sheet(draft: Draft, worksheet: Any, sheet: SheetLayout) -> None:
    """Write one sheet."""
    styles = draft.styles
    worksheet.set_row(0, 30)
    worksheet.write_string(0, 0, sheet.heading, styles.heading)
    for number, line in enumerate((_about(draft), *sheet.lead), start=1):
        worksheet.write_string(number, 0, line, styles.lead)
    worksheet.set_row(sheet.header_row - 2, 9 if len(sheet.lead) < 3 else None)
    _columns(draft, worksheet, sheet)
    for band in sheet.bands:
        _band(draft, worksheet, sheet, band.number, band.text, band.colour)
    for row in sheet.rows:
        _row(draft, worksheet, sheet, row)
    if sheet.id == "keyfigures":
        write_values(draft.styles, draft.plan, draft.layout, draft.history, worksheet, sheet)
        mark_swapped(draft.styles, worksheet, sheet)
    _validate(draft, worksheet, sheet)
    _mark_done(draft, worksheet, sheet)
    worksheet.freeze_panes(sheet.header_row, 0)
    worksheet.repeat_rows(sheet.header_row - 1)
    worksheet.protect("", PROTECTION)
    visible = [column for column in sheet.columns if not column.hidden]
    worksheet.print_area(0, 0, sheet.last_row - 1, len(visible) - 1)
    if cells := sheet.open_cells():
        worksheet.set_selection(cells[0])


def _about(draft: Draft) -> str:
    return f"{draft.layout.organisation_name} · Uppföljningsår {draft.layout.year}"


def _columns(draft: Draft, worksheet: Any, sheet: SheetLayout) -> None:
    lines = 1
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, column.width, None, {"hidden": column.hidden})
        style = draft.styles.header(is_open=column.open)
        worksheet.write_string(sheet.header_row - 1, index, column.header, style)
        if not column.hidden:
            lines = max(lines, lines_needed(column.header, column.width, bold=True))
    worksheet.set_row(sheet.header_row - 1, row_height(lines, 30))


def _band(
    draft: Draft, worksheet: Any, sheet: SheetLayout, number: int, text: str, colour: str
) -> None:
    style = draft.styles.band(colour)
    for index, column in enumerate(sheet.columns):
        if not column.hidden:
            worksheet.write_string(number - 1, index, text if index == 0 else "", style)
    worksheet.set_row(number - 1, 21)


def _row(draft: Draft, worksheet: Any, sheet: SheetLayout, row: Row) -> None:
    styles = draft.styles
    lines = 1
    for index, column in enumerate(sheet.columns):
        asked = row.inputs.get(column.field)
        if column.hidden:
            worksheet.write_string(row.number - 1, index, row.key, styles.get())
        elif asked:
            _open_cell(
                styles, worksheet, row.number - 1, index, asked, row.prefill.get(column.field)
            )
            lines = max(lines, lines_needed(row.prefill.get(column.field, ""), column.width))
        else:
            text = _locked_cell(draft, worksheet, sheet, row, index)
            lines = max(lines, lines_needed(text, column.width))
    minimum = _BLANK_HEIGHT if sheet.growing else 24.0
    worksheet.set_row(row.number - 1, row_height(lines, minimum))


def _open_cell(
    styles: Styles, worksheet: Any, number: int, index: int, asked: Input, shown: str | None
) -> None:
    """Write a cell people fill in; ``shown`` is what stands in it from the start."""
    more: dict[str, Any] = {}
    if asked.kind in _ALIGN:
        more["align"] = _ALIGN[asked.kind]
    if asked.kind == "date":
        more["num_format"] = _DATE_FORMAT
    if asked.kind == "count":
        more["num_format"] = "#,##0"
    style = styles.open(**more)
    if not shown:
        worksheet.write_blank(number, index, None, style)
    elif asked.kind == "date":
        worksheet.write_datetime(number, index, dt.date.fromisoformat(shown), style)
    elif asked.kind in {"count", "number"}:
        worksheet.write_number(number, index, float(shown), style)
    else:
        worksheet.write_string(number, index, shown, style)


def _locked_cell(draft: Draft, worksheet: Any, sheet: SheetLayout, row: Row, index: int) -> str:
    """Write a cell people only read; returns its text."""
    styles, look = draft.styles, draft.plan.header.look
    name = sheet.columns[index].field
    text = row.texts.get(name, "")
    place = (row.number - 1, index)
    under = {"name": "about", "goal": "goal_text"}.get(name)
    if name == "previous" and sheet.id == "self_assessment":
        text = previous_answers(draft, row)
        worksheet.write_string(*place, text, styles.locked(font_color=look.muted))
    elif under and (more := row.texts.get(under, "")):
        bold, plain = styles.get(bold=True), styles.get(font_color=look.muted)
        worksheet.write_rich_string(*place, bold, text, plain, f"\n{more}", styles.locked())
        text = f"{text}\n{more}"
    elif name in {"help", "who", "nr"} or (name == "key" and sheet.growing):
        worksheet.write_string(*place, text, styles.locked(font_color=look.muted))
    elif name == "delmal":
        colour = next(d.colour for d in draft.plan.delmal if d.name == text)
        worksheet.write_string(*place, text, styles.locked(left=5, left_color=colour))
    else:
        bold = name in {"name", "goal"}
        worksheet.write_string(*place, text, styles.locked(bold=bold))
    return text


def previous_answers(draft: Draft, row: Row) -> str:
    """Last year's answer to a statement, or the answers of its divisions."""
    statement_id, version = row.subject
    found = [
        answer
        for answer in draft.history.answers
        if (answer.statement_id, str(answer.statement_version)) == (statement_id, version)
        and answer.answer
    ]
    labels = {choice.code: choice.label for choice in draft.layout.lists["_scale"]}
    shown = []
    for answer in found:
        label = labels.get(answer.answer or "", "")
        if label and answer.unit:  # several in one cell: the figure alone says enough
            label = f"{answer.unit} {label.split()[0] if label[0].isdigit() else label.lower()}"
        shown.append(label)
    return " · ".join(label for label in shown if label)


# --- dropdowns, messages, colours ----------------------------------------------------------------


def _runs(sheet: SheetLayout) -> Iterator[tuple[int, Input, int, int]]:
    """Runs of rows below each other that ask the same in a column: (column, input, first, last)."""
    for index, column in enumerate(sheet.columns):
        asked = [
            (row.number, row.inputs[column.field])
            for row in sheet.rows
            if column.field in row.inputs
        ]
        # Rows below each other keep the difference between row number and position.
        for _, group in groupby(
            enumerate(asked), key=lambda item: (item[1][0] - item[0], item[1][1])
        ):
            members = [member for _, member in group]
            yield index, members[0][1], members[0][0], members[-1][0]


def _validate(draft: Draft, worksheet: Any, sheet: SheetLayout) -> None:
    for index, asked, first, last in _runs(sheet):
        worksheet.data_validation(
            first - 1, index, last - 1, index, validation(asked, draft.list_names)
        )


def validation(asked: Input, list_names: dict[str, str]) -> dict[str, Any]:
    """The dropdown or limits of an input, with a good example and what to do after a mistake."""
    options: dict[str, Any] = {
        "input_title": _shorten(asked.label, _TITLE_LENGTH),
        "input_message": _message(asked),
        "ignore_blank": True,
    }
    if asked.choices:
        options |= {
            "validate": "list",
            "source": f"={list_names[asked.choices]}",
            "error_title": "Välj i listan",
            "error_message": "Välj ett av svaren i listan: klicka på pilen till höger om cellen. "
            "Tryck på Avbryt för att börja om.",
        }
    elif asked.kind == "count":
        options |= {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "Skriv ett heltal",
            "error_message": f"Skriv bara siffror, till exempel {asked.example}. Är talet okänt: "
            "lämna cellen tom och välj skälet i kolumnen Saknas därför att.",
        }
    elif asked.kind == "number":
        options |= {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "Skriv ett tal",
            "error_message": f"Skriv bara siffror, till exempel {asked.example}.",
        }
    elif asked.kind == "date":
        options |= {
            "validate": "date",
            "criteria": "between",
            "minimum": _DATES[0],
            "maximum": _DATES[1],
            "error_title": "Skriv ett datum",
            "error_message": f"Skriv år-månad-dag, till exempel {asked.example}.",
        }
    else:
        options["validate"] = "any"
    return options


def _message(asked: Input) -> str:
    example = f"\nExempel: {asked.example}" if asked.example else ""
    return _shorten(asked.help, _TEXT_LENGTH - len(example)) + example


def _shorten(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;–") + "…"


def _mark_done(draft: Draft, worksheet: Any, sheet: SheetLayout) -> None:
    """Filled cells fade, so that what is left stands out."""
    done = draft.book.add_format({"bg_color": DONE_FILL})
    for index, _, first, last in _runs(sheet):
        worksheet.conditional_format(
            first - 1, index, last - 1, index, {"type": "no_blanks", "format": done}
        )
