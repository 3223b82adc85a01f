"""Marking cells of a sender's workbook, and taking the marks of an earlier receipt away again.

Belongs here: colours, comments and the very hidden sheet that remembers what was there before. Does not
belong here: the receipt's first sheet (``receipt_sheet``).

A cell gets its colour twice: as its own fill, for programs that show nothing else, and as a rule that
looks at the first sheet, so that the colour goes away as soon as the cell is changed (the template's own
rule fades cells that are filled in and would else hide the mark).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle

from gnv_pipeline.workbooks.explanations import MARK, MEMORY_SHEET, RECEIPT_TITLE
from gnv_pipeline.workbooks.personal import has_doubtful_number, has_personal_number
from gnv_pipeline.workbooks.saving import existing_cells
from gnv_pipeline.workbooks.styles import DONE_FILL, OPEN_FILL, lines_needed

ERROR_COLOUR, WARNING_COLOUR = "F8C4BC", "FFD79A"
_COLOURS = {"error": ERROR_COLOUR, "warning": WARNING_COLOUR}
LABELS = {"error": "Måste rättas", "warning": "Kontrollera"}
_AUTHOR = "Kvittens"
_BEFORE = "\n\n— Stod här förut —\n"
_SCAN_ROWS = 30
_WIDTH, _LINE_HEIGHT = 340, 17  # of comments, in pixels
_WIDTH_IN_FIGURES = 50.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell to mark: how hard, what its comment says, and the rows of the first sheet about it."""

    sheet: str
    cell: str
    severity: str
    text: str
    lines: tuple[int, ...]


# --- marking -----------------------------------------------------------------------------------------


def mark_cells(book: Any, marks: Sequence[Marked], status_column: str) -> None:
    """Colour and comment cells, and remember what was there before.

    Args:
        book: The openpyxl workbook; its first sheet is the receipt's.
        marks: One per cell; cells of sheets that don't exist are passed over.
        status_column: Column letter of the state (Kvar, Ändrad) on the first sheet.
    """
    memory = []
    by_sheet: dict[str, list[Marked]] = {}
    for mark in marks:
        if mark.sheet in book.sheetnames and mark.cell:
            by_sheet.setdefault(mark.sheet, []).append(mark)
    for title, found in by_sheet.items():
        sheet = book[title]
        for mark in found:
            cell = sheet[mark.cell]
            memory.append((title, mark.cell, _fill_text(cell.fill), cell.comment))
            colour = _COLOURS[mark.severity]
            cell.fill = PatternFill("solid", fgColor=colour, bgColor=colour)
            before = cell.comment.text if cell.comment else ""
            cell.comment = _comment(mark.text + (_BEFORE + before if before else ""))
        _add_rules(sheet, found, f"'{book.worksheets[0].title}'!$", status_column)
    _remember(book, memory)


def _comment(text: str) -> Comment:
    lines = lines_needed(text, _WIDTH_IN_FIGURES) + 2
    return Comment(text, _AUTHOR, height=min(lines * _LINE_HEIGHT, 500), width=_WIDTH)


def _add_rules(sheet: Any, marks: Sequence[Marked], first: str, status_column: str) -> None:
    """Rules that go before the template's own."""
    rules = []
    for mark in marks:
        states = [f"{first}{status_column}${line}" for line in mark.lines]
        left = ",".join(f'{state}="Kvar"' for state in states)
        # Not in the list: marked until the receipt's sheet is gone.
        is_left = f"OR({left})" if states else f"LEN({first}A$1)>0"
        rules.append((mark.cell, is_left, _COLOURS[mark.severity]))
        if states:
            rules.append((mark.cell, f"NOT({is_left})", DONE_FILL.lstrip("#")))
    own = list(_rules_of(sheet))
    # Excel goes by priority. LibreOffice goes by the order in the file where ranges overlap.
    sheet.conditional_formatting = ConditionalFormattingList()
    for priority, (cell, formula, colour) in enumerate(rules, start=1):
        look = DifferentialStyle(fill=PatternFill(bgColor=colour))
        rule = Rule("expression", dxf=look, priority=priority, stopIfTrue=True, formula=[formula])
        sheet.conditional_formatting.add(cell, rule)
    for place, rule in own:
        rule.priority += len(rules)
        sheet.conditional_formatting.add(place, rule)


def _rules_of(sheet: Any) -> Iterator[tuple[str, Any]]:
    for found in sheet.conditional_formatting:
        for rule in found.rules:
            yield str(found.sqref), rule


def _remember(book: Any, memory: Sequence[tuple[str, str, str, Any]]) -> None:
    if not memory:
        return
    sheet = book.create_sheet(MEMORY_SHEET)
    sheet.sheet_state = "veryHidden"
    for number, (title, address, fill, comment) in enumerate(memory, start=1):
        said = (_kept(comment.text), comment.author or "") if comment else ("", "")
        for column, text in enumerate((title, address, fill, *said), start=1):
            _write_text(sheet.cell(number, column), text)


def _kept(text: str) -> str:
    """A note to remember; one about a person is not copied to a sheet that its writer can't see."""
    return "" if has_personal_number(text) or has_doubtful_number(text) else text


def _write_text(cell: Any, text: str) -> None:
    if text:
        cell.value = text
        cell.data_type = "s"  # a text that begins with = stays a text


def _fill_text(proxy: Any) -> str:
    fill = copy(proxy)  # openpyxl hands out a stand-in
    if not isinstance(fill, PatternFill):
        return ""
    return json.dumps(
        {"type": fill.fill_type, "fg": _colour(fill.fgColor), "bg": _colour(fill.bgColor)},
        sort_keys=True,
    )


def _colour(colour: Color) -> dict[str, Any]:
    return {colour.type: getattr(colour, colour.type), "tint": colour.tint}


def _fill_from(text: str) -> PatternFill:
    """The fill as remembered; the template's yellow where it can't be known."""
    plain = OPEN_FILL.lstrip("#")
    try:
        said = json.loads(text)
        return PatternFill(said["type"], Color(**said["fg"]), Color(**said["bg"]))
    except (KeyError, TypeError, ValueError):
        return PatternFill("solid", fgColor=plain, bgColor=plain)


# --- taking marks away ---------------------------------------------------------------------------------


def remove_marks(book: Any) -> None:
    """Take away everything that an earlier receipt put into the workbook."""
    titles = {RECEIPT_TITLE}
    for sheet in list(book.worksheets):
        if _is_receipt(sheet):
            titles.add(sheet.title)
            book.remove(sheet)
    memory = _recall(book)
    for sheet in book.worksheets:
        _remove_rules(sheet, titles)
        for cell in existing_cells(sheet):
            remembered = memory.get((sheet.title, cell.coordinate))
            if _is_marked(cell):
                cell.fill = _fill_from(remembered[0] if remembered else "")
            if cell.comment and _is_ours(cell.comment):
                _restore_comment(cell, remembered)


def _is_receipt(sheet: Any) -> bool:
    return any(cell.value == MARK for cell in existing_cells(sheet) if cell.row <= _SCAN_ROWS)


def _recall(book: Any) -> Mapping[tuple[str, str], tuple[str, str, str]]:
    if MEMORY_SHEET not in book.sheetnames:
        return {}
    sheet = book[MEMORY_SHEET]
    found = {}
    for row in sheet.iter_rows(max_row=min(sheet.max_row, 100_000), max_col=5, values_only=True):
        title, cell, fill, text, author = (str(part or "") for part in row)
        found[title, cell] = (fill, text, author)
    book.remove(sheet)
    return found


def _is_marked(cell: Any) -> bool:
    if not cell.has_style:
        return False
    colour = getattr(cell.fill, "fgColor", None)
    return (
        colour is not None
        and colour.type == "rgb"
        and str(colour.rgb)[-6:].upper() in set(_COLOURS.values())
    )


def _is_ours(comment: Comment) -> bool:
    # LibreOffice forgets who wrote a comment; the first word then tells.
    labels = tuple(f"{label}: " for label in LABELS.values())
    return comment.author == _AUTHOR or str(comment.text).startswith(labels)


def _restore_comment(cell: Any, remembered: tuple[str, str, str] | None) -> None:
    """The note that stood there before, as it stands now: its writer may have changed it since."""
    _, before, author = remembered or ("", "", "")
    now = str(cell.comment.text).partition(_BEFORE)[2]
    if _same_words(now, before):
        now = before  # LibreOffice changes line breaks
    cell.comment = Comment(now, author) if now else None


def _same_words(one: str, other: str) -> bool:
    return one.split() == other.split()


def _remove_rules(sheet: Any, titles: set[str]) -> None:
    kept = ConditionalFormattingList()
    for place, rule in _rules_of(sheet):
        formulas = " ".join(rule.formula)
        # Where somebody deleted the receipt's sheet its name has become #REF!.
        ours = any(f"{title}'!" in formulas or f"{title}!" in formulas for title in titles)
        if not ours and "#REF!" not in formulas:
            kept.add(place, rule)
    sheet.conditional_formatting = kept
    ordered = sorted((rule for _, rule in _rules_of(sheet)), key=lambda rule: rule.priority)
    for priority, rule in enumerate(ordered, start=1):
        rule.priority = priority
