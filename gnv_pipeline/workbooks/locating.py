"""Finding the template's sheets, headers and rows in a workbook that may have been rearranged.

Belongs here: which sheet, row and column of the file answers to which of the layout. Does not belong
here: what the cells say (``cells``, ``reading``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gnv_pipeline.excel.grid import Cell, Grid, Sheet, address
from gnv_pipeline.excel.values import as_read, fold
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.workbooks.personal import covered
from gnv_pipeline.workbooks.shapes import OPEN_MARK, SheetLayout

HEADER_SEARCH_ROWS = 20
_NEAR = 0.8  # a header this like the template's (a slip of one or two letters) is taken for it
_GROWING_LIMIT = 500  # rows below the header that are looked at on a sheet that grows


@dataclass(frozen=True)
class Located:
    """A sheet of the layout as it stands in the file."""

    layout: SheetLayout
    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    """Column number in the file by field."""
    twice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Rows of the file that bear the key of an earlier row, by key."""

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
    for name, number, label in _near_headers(sheet, layout, header_row, columns):
        columns[name] = number
        findings.append(_renamed_header(sheet, header_row, number, label, file))
    lost = [c.field for c in layout.columns if c.open and c.field not in columns]
    if lost:
        findings += [_missing_header(layout, sheet, n, header_row, columns, file) for n in lost]
        return None, tuple(findings)
    usual = layout.position[layout.key_field] + _shift(layout, columns)
    if layout.key_field not in columns and usual not in columns.values():
        columns[layout.key_field] = usual  # its header is hidden, or locked and written over
    located = Located(layout, sheet, header_row, columns)
    return Located(layout, sheet, header_row, columns, _twice(located)), tuple(findings)


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


def _shift(layout: SheetLayout, columns: Mapping[str, int]) -> int:
    """How far most columns have moved to the right: tells where a lost one stood."""
    shifts = [number - layout.position[known] for known, number in columns.items()]
    return max(sorted(set(shifts)), key=shifts.count, default=0)


def _near_headers(
    sheet: Sheet, layout: SheetLayout, header_row: int, columns: Mapping[str, int]
) -> list[tuple[str, int, str]]:
    """Headers that are nearly the template's, as (field, column, the template's words)."""
    missing = {_plain(c.label): c for c in layout.columns if c.open and c.field not in columns}
    taken = set(columns.values())
    found = []
    for number, cell in sheet.by_row.get(header_row, {}).items():
        shown = _plain(as_read(cell.value))
        near = difflib.get_close_matches(shown, list(missing), n=1, cutoff=_NEAR)
        if number not in taken and near:
            column = missing.pop(near[0])
            found.append((column.field, number, column.header))
    return found


def _twice(located: Located) -> dict[str, tuple[int, ...]]:
    """Further rows with a declared key on a sheet that does not grow: somebody copied a row."""
    if located.layout.growing:
        return {}
    first = _keys(located)
    found: dict[str, tuple[int, ...]] = {}
    for number in located.sheet.by_row:
        key = _key_text(located, number)
        if number > located.header_row and key in first and first[key] != number:
            found[key] = (*found.get(key, ()), number)
    return found


def rows_of(located: Located) -> dict[str, int]:
    """Row number in the file by key, for the rows that the layout declares.

    By the key that stands in the row. A row that lost its key is known by its place under the header,
    as long as every row that kept its key stands where it should: nothing was deleted or moved then.
    """
    keys = _keys(located)
    moved = located.header_row - located.layout.header_row
    if any(keys[r.key] != r.number + moved for r in located.layout.rows if r.key in keys):
        return keys
    found = {}
    for row in located.layout.rows:
        place = keys.get(row.key, row.number + moved)
        if row.key in keys or not _key_text(located, place):
            found[row.key] = place
    return found


def growing_rows(
    located: Located, prefix: str, by_place: Mapping[int, str]
) -> list[tuple[str, int]]:
    """Rows with content on a sheet that grows, as (id, row number); missing ids are made up.

    An id that was lost or written over is the one the template had in that row; else, or where an id
    stands twice because a row was copied, it becomes the row's number under the header, or the next
    free one.

    Args:
        located: The sheet.
        prefix: What this year's new ids begin with: organisation and year.
        by_place: Ids by row number as the template had them.
    """
    last = located.header_row + _GROWING_LIMIT
    moved = located.header_row - located.layout.header_row
    open_fields = [column.field for column in located.layout.columns if column.open]
    known = re.compile(rf"{re.escape(prefix.split('-', maxsplit=1)[0])}-\d{{4}}-\d{{1,6}}")
    rows = [number for number in located.sheet.by_row if located.header_row < number <= last]
    ids = {n: text for n in rows if known.fullmatch(text := _key_text(located, n))}
    used: set[str] = set()
    found = []
    for number in rows:
        if all(located.cell(number, name) is None for name in open_fields):
            continue
        key = ids.get(number, "")
        if not key or key in used:
            key = by_place.get(number - moved, "")
            key = "" if key in ids.values() else key
        if not key or key in used:
            count = number - located.header_row
            while (key := f"{prefix}{count}") in {*ids.values(), *by_place.values()} | used:
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


def _missing_sheet(layout: SheetLayout, file: str | None) -> Finding:
    """A sheet that is not in the file: like one left empty, since a colleague may fill in that one."""
    return Finding(
        code="sheet-missing",
        severity=Severity.WARNING,
        message=f"Bladet {layout.title} finns inte i filen. Övriga blad är mottagna. Det som har kommit in "
        "på bladet tidigare ligger kvar.",
        remedy=f"Lämnar någon annan det bladet behöver ni inte göra något. Annars fyller ni i bladet "
        f"{layout.title} i mallen och skickar hela filen igen.",
        file=file,
        sheet=layout.title,
    )


def no_sheets(finding: Finding) -> Finding:
    """The same where no sheet of the template is left: then there is nothing to take in."""
    return replace(
        finding,
        severity=Severity.ERROR,
        message=f"Bladet {finding.sheet} finns inte i filen.",
        remedy="Fyll i mallen som den är, med alla blad kvar, och skicka den igen.",
    )


def _missing_header(
    layout: SheetLayout, sheet: Sheet, name: str, header_row: int, columns: Mapping[str, int],
    file: str | None,
) -> Finding:  # fmt: skip
    label = next(column.header for column in layout.columns if column.field == name)
    where = address(header_row, max(layout.position[name] + _shift(layout, columns), 1))
    there = sheet.at(where)
    shown = covered(as_read(there.value))[:60] if there is not None else ""
    instead = f" I {where} står '{shown}'." if shown else f" Den brukar stå i {where}."
    return Finding(
        code="header-missing",
        severity=Severity.ERROR,
        message=f"Vi hittar inte rubriken '{label}' bland de första {HEADER_SEARCH_ROWS} raderna på "
        f"bladet {sheet.title}, så bladet går inte att läsa.{instead} Övriga blad är mottagna.",
        remedy=f"Skriv '{label}' i {where}, eller flytta svaren till en ny mall.",
        file=file,
        sheet=sheet.title,
        cell=where,
        field=name,
        value=shown or None,
        example=label,
    )


def _renamed_header(
    sheet: Sheet, header_row: int, number: int, label: str, file: str | None
) -> Finding:
    where = address(header_row, number)
    there = sheet.at(where)
    shown = covered(as_read(there.value)) if there is not None else ""
    return Finding(
        code="header-renamed",
        severity=Severity.INFO,
        message=f"Rubriken i {where} är '{shown}'. Vi läser kolumnen som '{label}'.",
        remedy="Inget behöver göras.",
        file=file,
        sheet=sheet.title,
        cell=where,
        value=shown,
        example=label,
    )
