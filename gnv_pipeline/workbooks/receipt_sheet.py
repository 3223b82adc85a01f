"""The receipt's first sheet: what must be put right, with links, states and room for explanations.

Belongs here: writing that one sheet with openpyxl. Does not belong here: what it says
(``receipt_model``), the marks in the other sheets (``receipt_marks``).

The state of a line (Kvar, Ändrad) is a formula that compares the cells named in the line with what stood
in them, so people see what is left while they work.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.hyperlink import Hyperlink

from gnv_pipeline.excel.values import as_read
from gnv_pipeline.workbooks.explanations import EXPLANATION, HIDDEN_COLUMNS, MARK
from gnv_pipeline.workbooks.receipt_marks import ERROR_COLOUR, LABELS, WARNING_COLOUR, Marked
from gnv_pipeline.workbooks.receipt_model import Item, Part, Receipt
from gnv_pipeline.workbooks.shapes import OPEN_MARK
from gnv_pipeline.workbooks.styles import FONT, OPEN_FILL, OPEN_LINE, SIZE, lines_needed, row_height

STATUS_COLUMN = "A"
LEFT, CHANGED = "Kvar", "Ändrad"
_HEADS = (
    ("Läge", 10.0),
    ("Var", 22.0),
    ("Vi läste", 21.0),
    ("Vad det gäller", 48.0),
    ("Gör så här", 48.0),
    ("Till exempel", 20.0),
    (f"{EXPLANATION} {OPEN_MARK}", 34.0),
)
_LAST = len(_HEADS)
_FIRST_HIDDEN = _LAST + 1
_ADDRESS = re.compile(r"(?<![\w'])[A-Z]{1,2}[1-9]\d{0,4}(?![\w'])")
_LITERAL = 200  # a text in a formula may be 255 characters; a doubled quote counts twice
_DARK, _TEXT, _MUTED, _LINE, _SURFACE = "22313F", "1F2933", "5B6670", "C9D1D8", "F4F6F8"
_BAND = {"error": "B3392B", "warning": "8A5A00", "info": "4A5A68"}
_TINT = {"error": ERROR_COLOUR, "warning": WARNING_COLOUR, "info": _SURFACE}


@dataclass
class _Writer:
    book: Any
    values: Mapping[str, Mapping[str, Any]]
    sheet: Any
    row: int = 1
    counter_row: int = 1
    stored: dict[str, str] = field(default_factory=dict)
    marks: dict[tuple[str, str], list[tuple[Item, int | None]]] = field(default_factory=dict)

    def put(self, column: int, text: str, **style: Any) -> Any:
        cell = self.sheet.cell(self.row, column)
        cell.value = text or None
        if text and not style.pop("formula", False):
            cell.data_type = "s"  # a text that begins with = stays a text
        bold, colour, size = (
            style.get("bold", False), style.get("colour", _TEXT), style.get("size", SIZE)
        )  # fmt: skip
        cell.font = Font(FONT, size, bold=bold, color=colour, underline=style.get("underline"))
        cell.alignment = Alignment(
            wrap_text=style.get("wrap", True),
            vertical="center",
            horizontal="left",  # Excel indents only what has a side
            indent=1 if style.get("line") or style.get("fill") else 0,
        )
        if fill := style.get("fill"):
            cell.fill = PatternFill("solid", fgColor=fill, bgColor=fill)
        if line := style.get("line"):
            side = Side("thin", color=line)
            cell.border = Border(side, side, side, side)
        return cell

    def height(self, points: float) -> None:
        self.sheet.row_dimensions[self.row].height = points


def write_first_sheet(
    book: Any, receipt: Receipt, values: Mapping[str, Mapping[str, Any]]
) -> tuple[tuple[Marked, ...], dict[str, str]]:
    """Write the sheet as the workbook's first.

    Args:
        book: The openpyxl workbook.
        receipt: What it says.
        values: Stored values of formula cells by sheet and address.

    Returns:
        The cells to mark, and the values to store with the sheet's own formulas, by address.
    """
    title = receipt.title if receipt.title not in book.sheetnames else f"{receipt.title} (kvittens)"
    sheet = book.create_sheet(title, 0)
    writer = _Writer(book, values, sheet)
    for number, (_, width) in enumerate(_HEADS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _top(writer, receipt)
    for part in receipt.parts:
        _part(writer, part)
    if receipt.sums:
        _sums(writer, receipt)
    _hidden(writer)
    _set_up(writer, receipt)
    return _marks(writer), writer.stored


def _top(writer: _Writer, receipt: Receipt) -> None:
    writer.put(1, receipt.title, bold=True, size=18, colour=_DARK, wrap=False)
    writer.height(30)
    writer.row += 1
    writer.put(1, receipt.about, colour=_MUTED, wrap=False)
    writer.row += 1
    writer.put(1, receipt.headline, bold=True, size=12, wrap=False)
    writer.height(20)
    writer.row += 1
    for line in receipt.advice:
        writer.put(1, line, wrap=False)
        writer.row += 1
    errors = next((part for part in receipt.parts if part.severity == "error"), None)
    if errors:
        writer.counter_row = writer.row
        writer.row += 1
    writer.height(8)
    writer.row += 1


def _part(writer: _Writer, part: Part) -> None:
    for column in range(1, _LAST + 1):
        text = part.heading if column == 1 else ""
        writer.put(column, text, bold=True, colour="FFFFFF", fill=_BAND[part.severity], wrap=False)
    writer.height(20)
    writer.row += 1
    listed = [item for item in part.items if item.listed]
    explained = any(item.explainable for item in listed)
    for column, (head, _) in enumerate(_HEADS, start=1):
        text = "" if column == _LAST and not explained else head
        text = "" if column in {1, 3, 6} and part.severity == "info" else text
        writer.put(column, text, bold=True, fill=_SURFACE, line=_LINE)
    for column, name in enumerate(HIDDEN_COLUMNS, start=_FIRST_HIDDEN):
        writer.put(column, name)
    writer.height(20)
    writer.row += 1
    first = writer.row
    for item in listed:
        _line(writer, item)
    if part.severity == "error":
        _counter(writer, first, writer.row - 1, len(listed))
    for item in part.items:
        if not item.listed:
            writer.marks.setdefault((item.sheet, item.cell), []).append((item, None))
    for line in part.more:
        writer.put(2, line, colour=_MUTED, wrap=False)
        writer.row += 1
    writer.height(10)
    writer.row += 1


def _counter(writer: _Writer, first: int, last: int, count: int) -> None:
    here = writer.row
    writer.row = writer.counter_row
    cells = f"${STATUS_COLUMN}${first}:${STATUS_COLUMN}${last}"
    left = f'COUNTIF({cells},"{LEFT}")'
    done = "Allt som måste rättas är ändrat. Spara och skicka filen igen."
    writer.put(
        1, f'=IF({left}=0,"{done}",{left}&" av {count} kvar att rätta")', formula=True, bold=True,
        size=12, colour=_BAND["error"], wrap=False,
    )  # fmt: skip
    writer.height(20)
    writer.stored[f"A{writer.row}"] = f"{count} av {count} kvar att rätta"
    writer.row = here


def _line(writer: _Writer, item: Item) -> None:
    sheet_exists = item.sheet in writer.book.sheetnames
    if item.severity != "info":
        formula = (
            _state(writer, item) if sheet_exists and item.cell and item.field != "note" else ""
        )
        writer.put(1, formula or LEFT, formula=bool(formula), line=_LINE, fill=_TINT[item.severity])
        if formula:
            writer.stored[f"{STATUS_COLUMN}{writer.row}"] = LEFT
        writer.marks.setdefault((item.sheet, item.cell), []).append((item, writer.row))
    else:
        writer.put(1, "", line=_LINE)
    where = " ".join(text for text in (item.sheet, item.cell) if text) or "Hela filen"
    link = sheet_exists
    cell = writer.put(
        2, where, bold=True, line=_LINE, colour="1F5FA8" if link else _TEXT,
        underline="single" if link else None,
    )  # fmt: skip
    if link:
        quoted = item.sheet.replace("'", "''")
        target = f"'{quoted}'!{item.cell or 'A1'}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=where)
    texts = (_read(writer, item), item.message, item.remedy, item.example)
    for column, text in enumerate(texts, start=3):
        writer.put(column, text, line=_LINE, colour=_MUTED if column == 3 else _TEXT)
    if item.explainable:
        yellow = OPEN_FILL.lstrip("#")
        open_cell = writer.put(_LAST, item.explanation, fill=yellow, line=OPEN_LINE.lstrip("#"))
        open_cell.protection = Protection(locked=False)
    else:
        writer.put(_LAST, "", line=_LINE)
    for column, text in enumerate(
        (item.code, item.sheet_id, item.row_id, item.field), start=_FIRST_HIDDEN
    ):
        writer.put(column, text)
    shown = (where, *texts, item.explanation)
    widths = [width for _, width in _HEADS[1:]]
    writer.height(
        row_height(max(lines_needed(t, w) for t, w in zip(shown, widths, strict=True)), 30)
    )
    writer.row += 1


def _read(writer: _Writer, item: Item) -> str:
    if item.read == "":
        return "(visas inte här)"
    if item.read is not None:
        return item.read
    if item.severity == "info" or not item.cell or item.sheet not in writer.book.sheetnames:
        return ""
    value = _value(writer, item.sheet, item.cell)
    text = as_read(value) if value is None or isinstance(value, _PLAIN) else ""
    return (text[:59] + "…" if len(text) > 60 else text) or "(tom cell)"


_PLAIN = (str, int, float, bool, dt.datetime, dt.date, dt.time)


def _value(writer: _Writer, sheet: str, address: str) -> Any:
    """What a cell shows: for a formula the value stored with it."""
    cell = writer.book[sheet][address]
    if cell.data_type == "f":
        return writer.values.get(sheet, {}).get(address)
    return str(cell.value) if cell.data_type == "s" and cell.value is not None else cell.value


def _state(writer: _Writer, item: Item) -> str:
    """A formula that tells whether the cells of a line still hold what was read."""
    named = _ADDRESS.findall(f"{item.message} {item.remedy}") if item.read != "" else []
    cells = list(dict.fromkeys([item.cell, *named]))
    # The template's own formulas change as soon as they are calculated; the cells they rest on count.
    cells = [a for a in cells if not _is_formula(writer.book[item.sheet][a])] or cells
    quoted = item.sheet.replace("'", "''")
    same = []
    for address in cells:
        ref = f"'{quoted}'!${address.rstrip('0123456789')}${address.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
        same.append(
            _same(ref, _value(writer, item.sheet, address), writer.book[item.sheet][address], item)
        )
    together = f"AND({','.join(same)})" if len(same) > 1 else same[0]
    return f'=IFERROR(IF({together},"{LEFT}","{CHANGED}"),"{LEFT}")'


def _is_formula(cell: Any) -> bool:
    return bool(cell.data_type == "f" and cell.protection.locked)


def _same(ref: str, value: Any, cell: Any, item: Item) -> str:
    if value is None:
        return f'{ref}=""'
    if cell.data_type == "e" or (
        isinstance(value, str) and value.startswith("#") and cell.data_type == "f"
    ):
        return f"ISERROR({ref})"
    if isinstance(value, bool):
        return f"{ref}={'TRUE' if value else 'FALSE'}"
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return f"{ref}={_serial(value)!r}"
    if isinstance(value, int | float):
        return f"{ref}={value!r}"
    text = str(value)
    # A text about a person is not repeated, and a long one has no room: its length tells.
    if item.read == "" or len(text) > _LITERAL or not text.isprintable():
        return f"LEN({ref})={_length(text)}"
    doubled = text.replace('"', '""')
    return f'{ref}="{doubled}"'


def _serial(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> float:
    """A date as Excel's number."""
    return float(to_excel(value))  # type: ignore[no-untyped-call]


def _length(text: str) -> int:
    """The length as Excel counts: a character beyond the first 65 536 is two."""
    return len(text.encode("utf-16-le")) // 2


def _sums(writer: _Writer, receipt: Receipt) -> None:
    for column in range(1, _LAST + 1):
        text = "Det här kom fram" if column == 1 else ""
        writer.put(column, text, bold=True, colour="FFFFFF", fill=_DARK, wrap=False)
    writer.height(20)
    writer.row += 1
    for column, head in ((2, "Blad"), (3, "Ifyllt"), (4, "Räknas från")):
        writer.put(column, head, bold=True, fill=_SURFACE, line=_LINE)
    writer.row += 1
    for one in receipt.sums:
        for column, text in ((2, one.sheet), (3, one.amount), (4, one.origin)):
            writer.put(column, text, line=_LINE, bold=column == 2)
        lines = max(lines_needed(one.amount, _HEADS[2][1]), lines_needed(one.origin, _HEADS[3][1]))
        writer.height(row_height(lines, 18))
        writer.row += 1


def _hidden(writer: _Writer) -> None:
    writer.sheet.cell(1, _FIRST_HIDDEN).value = MARK
    for number in range(_FIRST_HIDDEN, _FIRST_HIDDEN + len(HIDDEN_COLUMNS)):
        writer.sheet.column_dimensions[get_column_letter(number)].hidden = True


def _set_up(writer: _Writer, receipt: Receipt) -> None:
    sheet = writer.sheet
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.5, 0.6
    sheet.oddFooter.left.text = receipt.about.replace("&", "&&")
    sheet.oddFooter.right.text = "Sida &P av &N"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{get_column_letter(_LAST)}{max(writer.row - 1, 1)}"
    sheet.sheet_properties.tabColor = _BAND["error" if receipt.parts and
                                            receipt.parts[0].severity == "error" else "info"]  # fmt: skip
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False  # False: allowed
    sheet.protection.formatRows = False
    for other in writer.book.worksheets:
        other.sheet_view.tabSelected = other is sheet  # else Excel opens with sheets grouped
    writer.book.active = 0


def _marks(writer: _Writer) -> tuple[Marked, ...]:
    marks = []
    for (sheet, cell), found in writer.marks.items():
        worst = "error" if any(item.severity == "error" for item, _ in found) else "warning"
        text = "\n\n".join(_comment_text(item) for item, _ in found)
        lines = tuple(line for _, line in found if line is not None)
        marks.append(Marked(sheet, cell, worst, text, lines))
    return tuple(marks)


def _comment_text(item: Item) -> str:
    label = LABELS[item.severity]
    example = f"\nTill exempel: {item.example}" if item.example else ""
    return f"{label}: {item.message}\n{item.remedy}{example}"
