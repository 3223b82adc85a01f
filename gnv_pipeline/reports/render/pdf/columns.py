"""How wide a table's columns are on paper, and whether it stays on one page.

Belongs here: counting letters. Does not belong here: what the tables hold.
"""

from __future__ import annotations

from gnv_pipeline.reports.model.parts import Cell, Table

_LONGEST = 40  # letters of a cell that still widen its column; longer texts wrap
_SHORT = 16  # letters of a cell that never wraps
_WORD = 13  # letters of a heading's word that is not divided
_LABEL_LINES = 3  # lines that a heading may take in a narrow column
_WHOLE = 50  # lines of a table that stays on one page, which has room for 60
_ROOM = 72  # letters for such columns of about 118 in a line of a table


def widths(table: Table) -> list[dict[str, int]]:
    """How wide each column is: ``fixed`` letters where its words are short, else a ``share`` of the rest."""
    found: list[dict[str, int]] = []
    for index, column in enumerate(table.columns):
        longest = max((len(one) for one in column.label.split()), default=0)
        word = min(max(longest, -(-len(column.label) // _LABEL_LINES)), _WORD)
        cells = max((_length(row.cells[index]) for row in table.rows), default=0)
        wide = max(word, cells, 4) + 1
        found.append({"share": _share(wide)} if cells > _SHORT else {"fixed": wide})
    fixed = sum(one.get("fixed", 0) for one in found)
    if fixed > _ROOM or all("fixed" in one for one in found):
        return [{"share": one.get("fixed") or one["share"]} for one in found]
    return found


def _share(letters: int) -> int:
    """The part of the room that a column of texts gets: long ones more, but not all."""
    return min(letters, _LONGEST + max(0, letters - _LONGEST) // 8, 2 * _LONGEST)


def stays_whole(table: Table) -> bool:
    """Whether the table surely fits on one page."""
    return _lines(table) <= _WHOLE


def _lines(table: Table) -> int:
    """About how many lines the table takes, rather too many than too few."""
    room = 100 // max(1, len(table.columns))
    return 3 + sum(max(1 + _length(cell) // room for cell in row.cells) for row in table.rows)


def _length(cell: Cell) -> int:
    return len(cell.text) + (2 if cell.symbol else 0) + (9 if cell.example else 0)
