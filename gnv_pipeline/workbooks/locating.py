"""Finding the template's sheets, headers and rows in a workbook that may have been rearranged.

Belongs here: which sheet, row and column of the file answers to which of the layout. Does not belong
here: what the cells say (``cells``, ``reading``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gnv_pipeline.excel.grid import Cell, Grid, Sheet, address
from gnv_pipeline.excel.values import as_read, fold
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.shapes import OPEN_MARK, Row, SheetLayout

HEADER_SEARCH_ROWS = 20
_GROWING_LIMIT = 500  # rows below the header that are looked at on a sheet that grows


@dataclass(frozen=True)
class Located:
    """A sheet of the layout as it stands in the file."""

    layout: SheetLayout
    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    """Column number in the file by field."""

    def cell(self, row: int, name: str) -> Cell | None:
        """The cell of a field in a row of the file."""
        column = self.columns.get(name)
        return None if column is None else self.sheet.get(row, column)

    def address(self, row: int, name: str) -> str:
        """Address in the file, also of an empty cell."""
        column = self.columns.get(name) or self.layout.position[name]
        return address(row, column)


def locate(
    grid: Grid, layout: SheetLayout, file: str | None
) -> tuple[Located | None, tuple[Finding, ...]]:
    """The sheet of a layout in the file, by its title or, where it was renamed, by its header row."""
    findings: list[Finding] = []
    sheet = _by_title(grid, layout)
    if sheet is None:
        sheet = next((s for s in grid.sheets if _complete(s, layout)), None)
        if sheet is None:
            return None, (_missing_sheet(layout, file),)
        findings.append(
            Finding(
                code="sheet-renamed",
                severity=Severity.INFO,
                message=f"Bladet {layout.title} heter {sheet.title} i filen. Vi kände igen rubrikerna.",
                remedy="Inget behöver göras.",
                file=file,
                sheet=sheet.title,
                value=sheet.title,
            )
        )
    header_row, columns = _header(sheet, layout)
    lost = [c for c in layout.columns if c.open and c.field not in columns]
    if lost:
        return None, (*findings, _missing_header(layout, sheet, [c.label for c in lost], file))
    return Located(layout, sheet, header_row, columns), tuple(findings)


def _by_title(grid: Grid, layout: SheetLayout) -> Sheet | None:
    return next((s for s in grid.sheets if fold(s.title) == fold(layout.title)), None)


def _complete(sheet: Sheet, layout: SheetLayout) -> bool:
    _, columns = _header(sheet, layout)
    return all(column.field in columns for column in layout.columns if not column.hidden)


def _plain(label: str) -> str:
    return fold(label.replace(OPEN_MARK, " ")).replace(" ", "").rstrip("?:.")


def _header(sheet: Sheet, layout: SheetLayout) -> tuple[int, dict[str, int]]:
    """The row that holds most of the headers, and the column of each field found in it."""
    wanted = {_plain(column.label): column.field for column in layout.columns}
    best: tuple[int, dict[str, int]] = (layout.header_row, {})
    for number, cells in sheet.by_row.items():
        if number > HEADER_SEARCH_ROWS:
            break
        found: dict[str, int] = {}
        for column, cell in cells.items():
            name = wanted.get(_plain(as_read(cell.value)))
            if name and name not in found:
                found[name] = column
        if len(found) > len(best[1]):
            best = (number, found)
    return best


def rows_of(located: Located) -> dict[str, int]:
    """Row number in the file by key, for the rows that the layout declares.

    By the key that stands in the row; where the keys are gone, by the row's place under the header.
    """
    keys = _keys(located)
    moved = located.header_row - located.layout.header_row
    taken = set(keys.values())
    found = {}
    for row in located.layout.rows:
        if row.key in keys:
            found[row.key] = keys[row.key]
        elif row.number + moved not in taken and not _key_text(located, row.number + moved):
            found[row.key] = row.number + moved
    return found


def growing_rows(located: Located, prefix: str) -> list[tuple[str, int]]:
    """Rows with content on a sheet that grows, as (id, row number); missing ids are made up.

    An id that was lost, or stands twice because a row was copied, becomes the row's number under the
    header, or the next free one.
    """
    last = located.header_row + _GROWING_LIMIT
    open_fields = [column.field for column in located.layout.columns if column.open]
    numbers = [
        number
        for number in located.sheet.by_row
        if located.header_row < number <= last
        and any(located.cell(number, name) is not None for name in open_fields)
    ]
    present = {text for number in located.sheet.by_row if (text := _key_text(located, number))}
    used: set[str] = set()
    found = []
    for number in numbers:
        key = _key_text(located, number)
        if not key or key in used:
            count = number - located.header_row
            while (key := f"{prefix}{count}") in present | used:
                count += 1
        used.add(key)
        found.append((key, number))
    return found


def _key_text(located: Located, row: int) -> str:
    cell = located.cell(row, located.layout.key_field)
    return as_read(cell.value) if cell is not None else ""


def _keys(located: Located) -> dict[str, int]:
    declared = located.layout.row_by_key
    keys: dict[str, int] = {}
    for number in located.sheet.by_row:
        text = _key_text(located, number) if number > located.header_row else ""
        if text in declared and text not in keys:
            keys[text] = number
    return keys


def lost_rows(located: Located, found: Mapping[str, int]) -> tuple[Row, ...]:
    """Declared rows that stand nowhere in the file."""
    return tuple(row for row in located.layout.rows if row.key not in found)


def _missing_sheet(layout: SheetLayout, file: str | None) -> Finding:
    return Finding(
        code="sheet-missing",
        severity=Severity.ERROR,
        message=f"Bladet {layout.title} finns inte i filen. Övriga blad är mottagna.",
        remedy=f"Fyll i bladet {layout.title} i mallen och skicka hela filen igen.",
        file=file,
        sheet=layout.title,
    )


def _missing_header(
    layout: SheetLayout, sheet: Sheet, labels: list[str], file: str | None
) -> Finding:
    names = ", ".join(labels)
    return Finding(
        code="header-missing",
        severity=Severity.ERROR,
        message=f"Vi hittar inte rubriken {names} bland de första {HEADER_SEARCH_ROWS} raderna på bladet "
        f"{sheet.title}, så bladet går inte att läsa. Övriga blad är mottagna.",
        remedy="Skriv tillbaka rubriken som den stod i mallen, eller flytta svaren till en ny mall.",
        file=file,
        sheet=sheet.title,
        value=names,
    )
