"""The workbook's own description of itself: two very hidden sheets.

Belongs here: the sheet of dropdown values and the map from (sheet, row key, field) to cell, written by
the template. With them a filled-in workbook can be completed or understood without the plan that made
it. Does not belong here: the visible sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gnv_pipeline.excel.preflight import column_letters
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.layout import key_cell
from gnv_pipeline.workbooks.shapes import Layout

_MAP_HEADER = ("sheet_id", "sheet", "key", "field", "cell", "kind", "list")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field of one row stands; ``field`` is ``key`` for the cell of the row's key."""

    sheet_id: str
    sheet: str
    key: str
    field: str
    cell: str
    kind: str
    choices: str | None


def write_lists(book: Any, layout: Layout) -> dict[str, str]:
    """Write the dropdown values as ranges with defined names; returns the name by list id.

    Two columns per list: what is shown, and its code.
    """
    sheet = book.add_worksheet(words.LIST_SHEET)
    sheet.very_hidden()
    names = {}
    for index, (list_id, choices) in enumerate(sorted(layout.lists.items())):
        column = 2 * index
        sheet.write_string(0, column, list_id)
        for row, choice in enumerate(choices, start=1):
            sheet.write_string(row, column, choice.label)
            sheet.write_string(row, column + 1, choice.code)
        letter = column_letters(column + 1)
        names[list_id] = f"lista_{list_id.strip('_')}{'_' if list_id.startswith('_') else ''}"
        book.define_name(
            names[list_id], f"={words.LIST_SHEET}!${letter}$2:${letter}${len(choices) + 1}"
        )
    sheet.protect()
    return names


def write_map(book: Any, layout: Layout) -> None:
    """Write where every field stands."""
    sheet = book.add_worksheet(words.MAP_SHEET)
    sheet.very_hidden()
    sheet.write_row(0, 0, _MAP_HEADER)
    for number, place in enumerate(places(layout), start=1):
        row = (
            place.sheet_id, place.sheet, place.key, place.field, place.cell, place.kind,
            place.choices or "",
        )  # fmt: skip
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    sheet.protect()


def places(layout: Layout) -> tuple[Place, ...]:
    """Every open cell of the layout, and the cell of each row's key."""
    found = []
    for sheet in layout.sheets:
        for row in sheet.rows:
            found.append(
                Place(sheet.id, sheet.title, row.key, "key", key_cell(sheet, row), "text", None)
            )
            found += [
                Place(
                    sheet.id, sheet.title, row.key, name, sheet.cell(row, name), i.kind, i.choices
                )
                for name, i in row.inputs.items()
            ]
    return tuple(found)


def read_map(book: Any) -> tuple[Place, ...]:
    """The map of a workbook opened with openpyxl; raises ``KeyError`` where it has none."""
    rows = book[words.MAP_SHEET].iter_rows(min_row=2, max_col=len(_MAP_HEADER), values_only=True)
    found = []
    for row in rows:
        sheet_id, sheet, key, name, cell, kind, choices = (str(part or "") for part in row)
        if sheet_id:
            found.append(Place(sheet_id, sheet, key, name, cell, kind, choices or None))
    return tuple(found)


def read_labels(book: Any) -> dict[str, dict[str, str]]:
    """What codes are called, by list: ``{"activity_status": {"planned": "Planerad"}}``."""
    sheet = book[words.LIST_SHEET]
    labels: dict[str, dict[str, str]] = {}
    for column in range(1, sheet.max_column, 2):
        list_id = sheet.cell(1, column).value
        if list_id:
            labels[str(list_id)] = {
                str(sheet.cell(row, column + 1).value): str(sheet.cell(row, column).value)
                for row in range(2, sheet.max_row + 1)
                if sheet.cell(row, column + 1).value is not None
            }
    return labels
