"""Where in a sheet its tables begin: header rows, title rows above them, rows of values below.

Belongs here: finding blocks of rows. Does not belong here: what the columns mean (``columns``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from gnv_pipeline.excel.grid import Cell, Sheet
from gnv_pipeline.excel.model import LAST_COLUMN
from gnv_pipeline.excel.values import (
    MissingSign,
    ParsedNumber,
    Problem,
    ProblemCode,
    fold,
    parse_number,
    parse_number_text,
)
from gnv_pipeline.sources.bulk.areas import Places
from gnv_pipeline.sources.bulk.words import Role, gender_of, role_of, text_of, year_of

SEARCHED = 40
"""Rows with anything in them among which the first header is looked for; seen at most: 10."""
_LOOK_DOWN = 30  # cells under a heading that say whether it heads values
_STACKED = 2  # rows that may stand above the lowest header row and still belong to it
# Two headings (kommun, värde) make 4; one year over numbers makes 4; below that a header is only
# believed where nothing better is found and numbers follow right under it.
_SURE = 4
_AGAIN = (
    6  # a further header in the same sheet must be plainer: text rows stand between values, too
)

_ACROSS = 3  # so many areas of the plan in one row are headings

_MEANT_AS_NUMBERS = frozenset(
    {
        ProblemCode.APPROXIMATE,
        ProblemCode.BELOW_OR_ABOVE,
        ProblemCode.RANGE,
        ProblemCode.AMBIGUOUS,
        ProblemCode.EXCEL_ERROR,
        ProblemCode.FORMULA_WITHOUT_VALUE,
    }
)

Row = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet; rows from 1. ``titles`` are the rows of text above its header."""

    sheet: Sheet
    titles: tuple[int, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]


def is_value(cell: Cell) -> bool:
    """Whether a cell holds a number, a sign for a missing one, or what is meant as one (``<5``)."""
    if isinstance(cell.value, str) and not cell.is_error:
        return _is_value_text(cell.value)
    return _is_meant(parse_number(cell))


def _is_meant(parsed: ParsedNumber | MissingSign | Problem) -> bool:
    return not isinstance(parsed, Problem) or parsed.code in _MEANT_AS_NUMBERS


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number."""
    if isinstance(cell.value, str) and not cell.is_error:
        return _is_number_text(cell.value)
    return isinstance(parse_number(cell), ParsedNumber)


@lru_cache(maxsize=50_000)
def _is_value_text(text: str) -> bool:
    return _is_meant(parse_number_text(text))


@lru_cache(maxsize=50_000)
def _is_number_text(text: str) -> bool:
    return isinstance(parse_number_text(text), ParsedNumber)


def find_blocks(sheet: Sheet, places: Places) -> tuple[Block, ...]:
    """The tables of a sheet, from the top; none where no row heads any values."""
    rows = sheet.by_row
    numbers = list(rows)
    first = _first_header(sheet, numbers, places)
    if first is None:
        return ()
    starts = [first]
    for row in numbers[numbers.index(first) + 1 :]:
        again = _may_be_header(rows[row]) and score(sheet, row, places) >= _AGAIN
        if again and _has_values(rows, numbers, starts[-1], row):
            starts.append(row)
    headers = [_whole_header(sheet, row, starts) for row in starts]
    blocks: list[Block] = []
    above = [row for row in numbers if row < headers[0][0]]
    for at, header in enumerate(headers):
        ends = headers[at + 1][0] if at + 1 < len(headers) else numbers[-1] + 1
        body = [row for row in numbers if header[-1] < row < ends]
        body, trailing = _without_titles(rows, body) if at + 1 < len(headers) else (body, [])
        blocks += _side_by_side(Block(sheet, tuple(above), header, tuple(body)))
        above = trailing
    return tuple(blocks)


def _side_by_side(block: Block) -> list[Block]:
    """A block as the tables that stand beside each other in it, where the heading of areas comes again.

    Each then has its own areas and years; read as one, the right table would get those of the left.
    """
    heads = block.sheet.by_row[block.header[-1]]
    areas = [c for c, cell in heads.items() if role_of(text_of(cell)) is Role.AREA]
    starts = [c for c in areas if fold(text_of(heads[c])) == fold(text_of(heads[areas[0]]))]
    if len(starts) < 2:
        return [block]
    ends = [*starts[1:], LAST_COLUMN + 1]
    found = []
    for start, end in zip([1, *starts[1:]], ends, strict=True):
        cells = {
            place: cell for place, cell in block.sheet.cells.items() if start <= place[1] < end
        }
        part = Sheet(block.sheet.title, block.sheet.state, cells)
        rows = part.by_row
        titles, header, body = (
            tuple(row for row in of if row in rows)
            for of in (block.titles, block.header, block.body)
        )
        found.append(Block(part, titles, header, body))
    return found


def _may_be_header(cells: Row) -> bool:
    """A quick look, since it is taken at every row: two headings, or one and a year."""
    told = sum(
        role_of(text_of(cell)) is not None or year_of(cell.value) is not None
        for cell in cells.values()
    )
    return told >= 2


def score(sheet: Sheet, row: int, places: Places) -> int:
    """How much a row looks like a header; 0 for a row with numbers of its own."""
    cells = sheet.by_row.get(row, {})
    roles = {role for cell in cells.values() if (role := role_of(text_of(cell))) is not None}
    genders = {gender for cell in cells.values() if (gender := gender_of(text_of(cell)))}
    across = sum(places.names(cell.value) for cell in cells.values()) >= _ACROSS
    years = [] if across else _years_over_values(sheet, row, cells)
    if not across and any(is_number(cell) for cell in cells.values() if cell not in years):
        return 0
    total = 2 * len(roles - {Role.NOTE}) if len(cells) > 1 else 0
    total += 3 + min(len(years), 5) if years else 0
    total += 4 if across else 0
    return total + (3 if len(genders) >= 2 else 0)


def _first_header(sheet: Sheet, numbers: list[int], places: Places) -> int | None:
    best, best_score = None, _SURE - 1
    for row in numbers[:SEARCHED]:
        found = score(sheet, row, places)
        if found > best_score and _has_values(sheet.by_row, numbers, row, numbers[-1] + 1):
            best, best_score = row, found
    return best if best is not None else _above_values(sheet, numbers)


def _above_values(sheet: Sheet, numbers: list[int]) -> int | None:
    """The topmost row of texts over the first number, with no gap between them."""
    for row in numbers[: SEARCHED + 1]:
        for column, cell in sheet.by_row[row].items():
            if not is_number(cell):
                continue
            top = row
            while (above := sheet.get(top - 1, column)) is not None and not is_number(above):
                top -= 1
            if top < row:
                return top
    return None


def _years_over_values(sheet: Sheet, row: int, cells: Row) -> list[Cell]:
    """Cells of the row that are years and head a column of values that are no years themselves.

    Codes of kommuner look like years (2021, 2023 …), and a row of a long table holds one of each: what
    stands below tells.
    """
    found = []
    for column, cell in cells.items():
        if year_of(cell.value) is None:
            continue
        below = _below(sheet, row, column)
        values = [under for under in below if is_value(under)]
        years = [under for under in values if year_of(under.value) is not None]
        if not below or (len(values) * 2 >= len(below) and len(years) * 2 < len(values)):
            found.append(cell)
    # An empty column under a year counts only beside a column that has values.
    return found if any(_below(sheet, row, cell.column) for cell in found) else []


def _below(sheet: Sheet, row: int, column: int) -> list[Cell]:
    below = (sheet.get(row + step, column) for step in range(1, _LOOK_DOWN + 1))
    return [cell for cell in below if cell is not None]


def _has_values(rows: Mapping[int, Row], numbers: list[int], after: int, before: int) -> bool:
    return any(
        is_value(cell) for row in numbers if after < row < before for cell in rows[row].values()
    )


def _whole_header(sheet: Sheet, lowest: int, starts: list[int]) -> tuple[int, ...]:
    """The header row with those above and below it that head columns of values as well."""
    rows = sheet.by_row
    header = [lowest]
    first_column = min(rows[lowest])
    for row in range(lowest - 1, lowest - 1 - _STACKED, -1):
        if row not in rows or row in starts or not _heads_columns(rows[row], first_column):
            break
        header.insert(0, row)
    for row in range(lowest + 1, lowest + 1 + _STACKED):
        if row not in rows or not _second_header(rows[row]):
            break
        header.append(row)
    return tuple(header)


def _heads_columns(cells: Row, first_column: int) -> bool:
    """Whether a row above the header is part of it: texts over columns, not a title at the left."""
    if any(is_number(cell) for cell in _not_years(cells)):
        return False
    return any(column > first_column for column in cells)


def _second_header(cells: Row) -> bool:
    """Whether a row under the header goes on with it: genders, years or headings and nothing else."""
    if any(is_number(cell) for cell in _not_years(cells)):
        return False
    told = [
        cell
        for cell in cells.values()
        if gender_of(text_of(cell)) or role_of(text_of(cell)) or year_of(cell.value)
    ]
    return len(told) >= 2 and len(told) == len(cells)


def _not_years(cells: Row) -> list[Cell]:
    return [cell for cell in cells.values() if year_of(cell.value) is None]


def _without_titles(rows: Mapping[int, Row], body: list[int]) -> tuple[list[int], list[int]]:
    """Body rows, and the rows of text at its end that are titles of the next table."""
    cut = len(body)
    while cut and not any(is_value(cell) for cell in rows[body[cut - 1]].values()):
        cut -= 1
    return body[:cut], body[cut:]
