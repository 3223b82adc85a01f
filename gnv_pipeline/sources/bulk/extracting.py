"""Values of a table with everything the file says of each: title, area, year, gender, sheet and cell.

Belongs here: reading the rows of a block by the meaning of its columns. Does not belong here: which of
the values the plan follows (``choosing``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gnv_pipeline.excel.grid import Cell, Sheet, address
from gnv_pipeline.excel.values import MissingSign, ParsedNumber, Problem, parse_number
from gnv_pipeline.plan.models import Area
from gnv_pipeline.sources.bulk.areas import Place, Places
from gnv_pipeline.sources.bulk.catalogue import NOTHING, Catalogue, Match
from gnv_pipeline.sources.bulk.columns import Columns, ValueColumn
from gnv_pipeline.sources.bulk.headers import Block, is_value
from gnv_pipeline.sources.bulk.words import (
    gender_inside,
    gender_of,
    is_span_of_years,
    text_of,
    year_of,
    years_inside,
)

NOWHERE = Place("nothing", None, "")


@dataclass(frozen=True, slots=True)
class Title:
    """What a value is a value of: the text as read, its cell (none for a file name), its meaning."""

    text: str
    cell: Cell | None
    match: Match


UNTITLED = Title("", None, NOTHING)


@dataclass(frozen=True, slots=True)
class Context:
    """What title rows, the sheet's name and the file name say of all values of a block."""

    title: Title
    year: int | None
    gender: str | None
    area: Area | None


@dataclass(frozen=True, slots=True)
class Found:
    """One value as read.

    Attributes:
        title: What it is a value of.
        place: Its area.
        year: Its year; None where none is said, or where it is said to be a part of a year or a span.
        time: Why there is no year: ``no_year``, ``part_of_year``, ``span``; empty where there is one.
        gender: ``T``, ``K``, ``M``, ``?`` for a word that is none of them; None where none is said.
        component: ``value``, ``numerator`` or ``denominator``.
        number: What the cell holds.
        cell: Where it stands.
        column: What is known of its column.
        others: What unknown columns of the row say, by their heading.
    """

    title: Title
    place: Place
    year: int | None
    time: str
    gender: str | None
    component: str
    number: ParsedNumber | MissingSign | Problem
    cell: Cell
    column: ValueColumn
    others: tuple[tuple[str, str], ...]


def read_context(
    block: Block, file_name: str, places: Places, catalogue: Catalogue, above: Context | None = None
) -> Context:
    """What stands above the table, on its tab and in the file's name.

    ``above`` is what was said of the table above it on the same sheet: its title goes on where nothing but
    a gender or a year stands between the two, as where one title heads a table of women and one of men.

    The nearest title row that names an indicator wins, then the tab, then the file name. A year counts
    where the title rows mention one alone, or the tab is a year; one in a file name is as often the day
    the file was saved, so it never counts.
    """
    sheet = block.sheet
    cells = [cell for row in reversed(block.titles) for cell in sheet.by_row[row].values()]
    written = [cell for cell in cells if isinstance(cell.value, str)]
    texts = [text_of(cell) for cell in written]
    years = {year for text in texts for year in years_inside(text)}
    genders = {gender for text in (*texts, sheet.title) if (gender := gender_inside(text))}
    if tab_gender := gender_of(sheet.title):
        genders.add(tab_gender)
    if not genders and (from_file := gender_inside(file_name.rpartition(".")[0])):
        genders = {from_file}
    areas = {area.id: area for text in texts if (area := places.in_text(text))}
    tab_area = places.find(None, sheet.title)
    if not areas and tab_area.outcome == "plan" and tab_area.area is not None:
        areas = {tab_area.area.id: tab_area.area}
    title = _context_title(written, sheet, file_name, catalogue)
    if above is not None and not title.text and all(map(_says_gender_or_year, cells)):
        title = above.title
    return Context(
        title=title,
        year=next(iter(years)) if len(years) == 1 else None if years else year_of(sheet.title),
        gender=next(iter(genders)) if len(genders) == 1 else None,
        area=next(iter(areas.values())) if len(areas) == 1 else None,
    )


def _says_gender_or_year(cell: Cell) -> bool:
    return gender_of(text_of(cell)) is not None or year_of(cell.value) is not None


def _context_title(above: list[Cell], sheet: Sheet, file_name: str, catalogue: Catalogue) -> Title:
    titles = [Title(text_of(cell), cell, catalogue.find(text_of(cell))) for cell in above]
    named = {
        t.match.indicator.id: t.match.indicator for t in titles if t.match.indicator is not None
    }
    if len(named) > 1:  # two titles over one table: the nearest need not be the right one
        clear = [title for title in titles if title.match.clear]
        both = " / ".join(title.text for title in reversed(clear))
        return Title(both, clear[-1].cell, Match(None, tuple(named.values()), None))
    titles.append(Title(sheet.title, None, catalogue.find(sheet.title)))
    titles.append(Title(file_name, None, catalogue.find(file_name, file_name=True)))
    for title in titles:
        if title.match.clear or title.match.kolada_id:
            return title
    asked = next((title for title in titles if title.match.candidates), None)
    return asked or _part_of_title(titles, catalogue) or UNTITLED


def _part_of_title(titles: list[Title], catalogue: Catalogue) -> Title | None:
    """A title row that says less than any title, but whose words stand in a few of them: asked about."""
    for title in titles:
        if some := catalogue.with_words_of(title.text):
            return Title(title.text, title.cell, Match(None, some, None))
    return None


def read_rows(
    block: Block, columns: Columns, context: Context, places: Places, catalogue: Catalogue
) -> Iterator[Found]:
    """Every value of the block, also blank ones in rows that say their area."""
    rows = block.sheet.by_row
    carried: dict[int, Cell] = {}
    for row in block.body:
        cells = rows[row]
        labels = dict(cells)
        for column in sorted(columns.filled_down):
            if column in cells:
                carried[column] = cells[column]
            elif column in carried:
                labels[column] = carried[column]
        has_value = any(is_value(cells[v.column]) for v in columns.values if v.column in cells)
        if not has_value and not _is_blank_record(labels, columns, places):
            continue
        yield from _read_row(row, labels, columns, context, places, catalogue)


def _is_blank_record(labels: dict[int, Cell], columns: Columns, places: Places) -> bool:
    """A row that names its area and, in long tables, year, and whose value is left blank.

    A lone text under the table (a source, a note) or between its parts is a row only where it names an
    area of the plan.
    """
    place = columns.area or columns.area_code
    if place not in labels or (columns.year is not None and columns.year not in labels):
        return False
    return len(labels) > 1 or _row_place(labels, columns, places).outcome in {"plan", "alike"}


def _read_row(
    row: int,
    labels: dict[int, Cell],
    columns: Columns,
    context: Context,
    places: Places,
    catalogue: Catalogue,
) -> Iterator[Found]:
    place = _row_place(labels, columns, places)
    title = _row_title(labels, columns, catalogue)
    year, time = _row_year(labels, columns)
    gender = _row_gender(labels, columns)
    others = tuple(
        (columns.headings.get(column, ""), text_of(labels[column]))
        for column in columns.others
        if column in labels
    )
    for value in columns.values:
        cell = labels.get(value.column) or _blank(row, value.column)
        here = title or _column_title(value, catalogue) or context.title
        when = (value.year, "") if value.year and not year else (year, time)
        if when == (None, "no_year") and context.year:
            when = context.year, ""
        yield Found(
            title=here,
            place=_place_of(place, value, context),
            year=when[0],
            time=when[1],
            gender=gender or value.gender or _title_gender(here) or context.gender,
            component=value.component,
            number=parse_number(cell),
            cell=cell,
            column=value,
            others=others,
        )


def _blank(row: int, column: int) -> Cell:
    return Cell(address(row, column), row, column, None)


def _row_place(labels: dict[int, Cell], columns: Columns, places: Places) -> Place:
    code = labels.get(columns.area_code) if columns.area_code else None
    name = labels.get(columns.area) if columns.area else None
    return places.find(
        code.value if code else None,
        name.value if name else None,
        plain_letters=columns.plain_letters,
    )


def _place_of(place: Place, value: ValueColumn, context: Context) -> Place:
    if place.outcome != "nothing":
        return place
    if value.place is not None:
        return value.place
    if context.area is not None:
        return Place("plan", context.area, context.area.name)
    return NOWHERE


def _row_title(labels: dict[int, Cell], columns: Columns, catalogue: Catalogue) -> Title | None:
    cells = [labels[column] for column in columns.titles if column in labels]
    if not cells:
        return None
    text = " ".join(dict.fromkeys(text_of(cell) for cell in cells))
    return Title(text, cells[0], catalogue.find(text))


def _column_title(value: ValueColumn, catalogue: Catalogue) -> Title | None:
    """The heading that names an indicator, read alone, with its unit or with the headings above it."""
    if not value.titles:
        return None
    texts = [text_of(cell) for cell in value.titles]
    ways = [*texts, *(f"{text}, {value.unit}" for text in texts if value.unit), ", ".join(texts)]
    found = [
        Title(way, value.titles[-1], match)
        for way in ways
        if (match := catalogue.find(way)).clear or match.kolada_id
    ]
    # All headings must be understood: "Trygghet, 85 år och äldre" is not the indicator "Trygghet".
    if found and (len(texts) == 1 or found[-1].text == ways[-1]):
        return found[-1]
    return Title(", ".join(texts), value.titles[-1], catalogue.find(", ".join(texts)))


def _row_year(labels: dict[int, Cell], columns: Columns) -> tuple[int | None, str]:
    if any(column in labels for column in columns.parts_of_year):
        return None, "part_of_year"
    cell = labels.get(columns.year) if columns.year else None
    if cell is None:
        return None, "no_year"
    if is_span_of_years(cell.value):
        return None, "span"
    year = year_of(cell.value)
    return (year, "") if year else (None, "no_year")


def _row_gender(labels: dict[int, Cell], columns: Columns) -> str | None:
    cell = labels.get(columns.gender) if columns.gender else None
    return None if cell is None else gender_of(text_of(cell)) or "?"


def _title_gender(title: Title) -> str | None:
    """A gender in the title itself, unless the indicator's own title has it."""
    indicator = title.match.indicator
    if indicator is None or gender_inside(indicator.name):
        return None
    return gender_inside(title.text)
