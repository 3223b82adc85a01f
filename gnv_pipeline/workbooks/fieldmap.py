"""The workbook's own description of itself: two very hidden sheets.

Belongs here: the sheet of dropdown values and the map from (sheet, row key, field) to cell, written by
the template. With them a filled-in workbook can be completed or understood without the plan that made
it. Does not belong here: the visible sheets, or a layout made from the map (``own_layout``).

The map has a line per column (kind ``header``, with its heading), per row (field ``key``, with what the
row is about) and per open cell (whether it must be filled in, and what stood there from the start).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gnv_pipeline.excel.grid import Grid, Value, address
from gnv_pipeline.excel.preflight import column_letters
from gnv_pipeline.excel.values import as_read
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.layout import key_cell
from gnv_pipeline.workbooks.shapes import Layout

_MAP_HEADER = ("sheet_id", "sheet", "key", "field", "cell", "kind", "list", "more", "prefill")
HEADER, KEY = "header", "key"
REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field of one row stands.

    ``field`` is ``key`` for the cell of the row's key, ``kind`` is ``header`` for a column's heading.
    ``more`` holds a heading's text, what a row is about (parts joined by ``|``), or ``required``.
    """

    sheet_id: str
    sheet: str
    key: str
    field: str
    cell: str
    kind: str
    choices: str | None
    more: str = ""
    prefill: str = ""


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
        for column, text in enumerate(_line(place)):
            if text:
                sheet.write_string(number, column, text)
    sheet.protect()


def _line(place: Place) -> tuple[str, ...]:
    return (
        place.sheet_id, place.sheet, place.key, place.field, place.cell, place.kind,
        place.choices or "", place.more, place.prefill,
    )  # fmt: skip


def places(layout: Layout) -> tuple[Place, ...]:
    """Every column heading, every row's key and every open cell of the layout."""
    found = []
    for sheet in layout.sheets:
        for number, column in enumerate(sheet.columns, start=1):
            cell = address(sheet.header_row, number)
            more = column.label
            found.append(Place(sheet.id, sheet.title, "", column.field, cell, HEADER, None, more))
        for row in sheet.rows:
            about = "|".join(row.subject)
            cell = key_cell(sheet, row)
            found.append(Place(sheet.id, sheet.title, row.key, KEY, cell, "text", None, about))
            found += [
                Place(
                    sheet.id, sheet.title, row.key, name, sheet.cell(row, name), i.kind, i.choices,
                    REQUIRED if i.required else "", row.prefill.get(name, ""),
                )
                for name, i in row.inputs.items()
            ]  # fmt: skip
    return tuple(found)


def read_map(book: Any) -> tuple[Place, ...]:
    """The map of a workbook opened with openpyxl; raises ``KeyError`` where it has none."""
    rows = book[words.MAP_SHEET].iter_rows(min_row=2, max_col=len(_MAP_HEADER), values_only=True)
    return _places([[str(part or "") for part in row] for row in rows])


def map_in(grid: Grid) -> tuple[Place, ...]:
    """The map of a workbook read as a grid; empty where it has none."""
    sheet = grid.sheet(words.MAP_SHEET)
    if sheet is None:
        return ()
    columns = range(1, len(_MAP_HEADER) + 1)
    return _places(
        [_text(cells[c].value) if c in cells else "" for c in columns]
        for number, cells in sheet.by_row.items()
        if number > 1
    )


def _text(value: Value) -> str:
    # The map's own words need no cleaning; cleaning some thousand cells takes longer than reading them.
    return value if isinstance(value, str) else as_read(value)


def _places(lines: Iterable[list[str]]) -> tuple[Place, ...]:
    found = []
    for line in lines:
        sheet_id, sheet, key, name, cell, kind, choices, more, prefill = line
        if sheet_id:
            place = Place(sheet_id, sheet, key, name, cell, kind, choices or None, more, prefill)
            found.append(place)
    return tuple(found)


def prefilled(places: Iterable[Place]) -> dict[tuple[str, str], dict[str, str]]:
    """What stood in open cells from the start: ``{(sheet id, row key): {field: text}}``."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for place in places:
        if place.prefill and place.kind != HEADER:
            found.setdefault((place.sheet_id, place.key), {})[place.field] = place.prefill
    return found


def lists_in(grid: Grid) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The dropdown values of a workbook read as a grid, as (code, label) by list."""
    sheet = grid.sheet(words.LIST_SHEET)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    if sheet is None:
        return found
    for column, head in sheet.by_row.get(1, {}).items():
        found[as_read(head.value)] = tuple(
            (as_read(cells[column + 1].value), as_read(cells[column].value))
            for number, cells in sheet.by_row.items()
            if number > 1 and column in cells and column + 1 in cells
        )
    return found


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
