"""What each column of a table says: areas, titles, years, genders, values.

Belongs here: headings and contents to the meaning of a column. Does not belong here: finding the header
(``headers``) or reading rows (``extracting``).

A heading decides where it is a known word; else the contents do. A value's year, gender, area and title
may stand in its row, in the heading of its column, or in a title row: long, wide, crossed and stacked
tables are all read by this one rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from gnv_pipeline.excel.grid import Cell, split_address
from gnv_pipeline.sources.bulk.areas import Place, Places, only_plain_letters
from gnv_pipeline.sources.bulk.catalogue import Catalogue
from gnv_pipeline.sources.bulk.headers import Block, is_value
from gnv_pipeline.sources.bulk.words import (
    Role,
    gender_of,
    is_part_of_year,
    is_preliminary,
    role_of,
    text_of,
    year_and_rest,
    year_of,
)

_MOSTLY = 0.5  # share of a column's cells that must be of a kind for the column to be of it
_FEW_AREAS = (
    3  # so many different areas of the plan make a column one of areas whatever else it holds
)
_PIVOT = (
    0.2  # above this share of blanks a label column is written once per group, else it has gaps
)
_VALUES = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
_PARTS = {Role.NUMERATOR: "numerator", Role.DENOMINATOR: "denominator"}


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values and what its headings say of them. ``titles`` from the top, with their cells."""

    column: int
    component: str = "value"
    year: int | None = None
    gender: str | None = None
    place: Place | None = None
    titles: tuple[Cell, ...] = ()
    unit: str = ""
    """What the heading says besides, such as ``andel (%)`` or ``antal``."""
    preliminary: bool = False


@dataclass(frozen=True)
class Columns:
    """The columns of a block by what they say; columns from 1."""

    values: tuple[ValueColumn, ...]
    area: int | None
    area_code: int | None
    titles: tuple[int, ...]
    year: int | None
    gender: int | None
    parts_of_year: tuple[int, ...]
    others: tuple[int, ...]
    """Columns of text that say something the reader does not know, such as an age."""
    headings: dict[int, str]
    plain_letters: bool
    filled_down: frozenset[int]
    """Label columns written once per group; blanks below mean the same again."""


def read_columns(block: Block, places: Places, catalogue: Catalogue) -> Columns:
    """The meaning of every column of the block."""
    return _Reader(block, places, catalogue).columns()


class _Reader:
    def __init__(self, block: Block, places: Places, catalogue: Catalogue) -> None:
        self.block = block
        self.places = places
        self.catalogue = catalogue

    def columns(self) -> Columns:
        roles = self.roles
        area = self._best_area(Role.AREA) or self._best_area(Role.COUNTY)
        titles = tuple(column for column, role in roles.items() if role is Role.TITLE)
        values = [column for column, role in roles.items() if role in _VALUES]
        return Columns(
            values=tuple(self._value(column) for column in values),
            area=area,
            area_code=self._best_area(Role.AREA_CODE),
            titles=titles,
            year=next((c for c, role in roles.items() if role is Role.YEAR), None),
            gender=next((c for c, role in roles.items() if role is Role.GENDER), None),
            parts_of_year=tuple(c for c, role in roles.items() if role is Role.PART_OF_YEAR),
            others=tuple(c for c, role in roles.items() if role is None),
            headings={
                c: ", ".join(text_of(cell) for cell in cells) for c, cells in self.heads.items()
            },
            plain_letters=area is not None and only_plain_letters(self._texts(area)),
            filled_down=frozenset(
                c for c in (area, *titles) if c is not None and self._written_once(c)
            ),
        )

    # --- headings

    @cached_property
    def heads(self) -> dict[int, tuple[Cell, ...]]:
        """The heading cells of every column, from the top; a heading above reaches to the next one."""
        rows = self.block.sheet.by_row
        lowest = rows[self.block.header[-1]]
        columns = sorted(set(lowest) | {c for row in self.block.body for c in rows[row]})
        heads: dict[int, list[Cell]] = {column: [] for column in columns}
        for row in self.block.header:
            last: Cell | None = None
            for column in columns:
                here = rows[row].get(column)
                reaches = row != self.block.header[-1] and self._is_under_span(column)
                last = here or (last if reaches and _spans(last) else None)
                if last is not None:
                    heads[column].append(last)
        return {column: tuple(cells) for column, cells in heads.items()}

    def _is_under_span(self, column: int) -> bool:
        """A merged heading reaches over columns that have a heading of their own further down."""
        return column in self.block.sheet.by_row[self.block.header[-1]]

    @cached_property
    def bodies(self) -> dict[int, list[Cell]]:
        bodies: dict[int, list[Cell]] = {column: [] for column in self.heads}
        for row in self.block.body:
            for column, cell in self.block.sheet.by_row[row].items():
                bodies[column].append(cell)
        return bodies

    # --- roles

    @cached_property
    def roles(self) -> dict[int, Role | None]:
        return {column: self._role(column) for column in self.heads if self.bodies[column]}

    def _role(self, column: int) -> Role | None:
        said = [role for cell in self.heads[column] if (role := role_of(text_of(cell)))]
        body = self.bodies[column]
        role = said[-1] if said else None
        if role in _VALUES and not self._share(body, is_value):
            return None
        if role in {Role.YEAR, Role.PART_OF_YEAR}:
            return self._time(body, role)
        if role in {Role.AREA_CODE, Role.AREA} and not self._names_areas(column, role):
            role = None
        if role is not None:
            return role
        return self._by_heading(column) or self._by_contents(column)

    def _by_heading(self, column: int) -> Role | None:
        """A year, a gender, an area or an indicator as a heading stands over values."""
        told = any(
            year_of(cell.value)
            or gender_of(text_of(cell))
            or self._place(cell)
            or self.catalogue.find(text_of(cell)).clear
            for cell in self.heads[column]
        )
        return Role.VALUE if told and self._share(self.bodies[column], is_value) else None

    def _by_contents(self, column: int) -> Role | None:
        body = self.bodies[column]
        texts = {text_of(cell) for cell in body}
        if self._holds_areas(body, texts):
            return Role.AREA
        years = self._share(body, lambda cell: year_of(cell.value) is not None)
        if years == 1.0 and not self._says(Role.YEAR):
            return Role.YEAR
        if self._share(body, lambda cell: is_part_of_year(cell.value)) > _MOSTLY:
            return Role.PART_OF_YEAR
        if self._share(body, is_value) > _MOSTLY:
            return Role.VALUE
        if texts and all(gender_of(text) for text in texts):
            return Role.GENDER
        if any(self.catalogue.find(text).clear for text in texts):
            return Role.TITLE
        return self._unheaded(column, texts)

    def _says(self, role: Role) -> bool:
        """Whether any heading of the table names this role."""
        return any(
            role_of(text_of(cell)) is role for cells in self.heads.values() for cell in cells
        )

    def _holds_areas(self, body: list[Cell], texts: set[str]) -> bool:
        """Three areas by name, or mostly areas where they are written as numbers.

        Among 7 000 prices there is a 2023 and a 2026 that are codes of kommuner, too.
        """
        if all(year_of(cell.value) is not None for cell in body):
            return False  # 2021 is a year and a kommun's code
        hits = {text for text in texts if self.places.names(text)}
        if any(letter.isalpha() for text in hits for letter in text):
            return len(hits) >= min(_FEW_AREAS, len(texts))
        return len(hits) > _MOSTLY * len(texts)

    def _unheaded(self, column: int, texts: set[str]) -> Role | None:
        """Two columns of text without headings, as in Kolada's export: titles, which repeat, and areas."""
        if self.heads[column]:
            return None
        if self._says(Role.AREA):
            return Role.TITLE
        bare = [
            other
            for other, cells in self.heads.items()
            if not cells and self.bodies[other] and not self._share(self.bodies[other], is_value)
        ]
        if column not in bare:
            return None
        most = max(len(self._texts(other)) for other in bare)
        return Role.AREA if len(texts) == most else Role.TITLE

    def _time(self, body: list[Cell], said: Role) -> Role | None:
        if self._share(body, lambda cell: is_part_of_year(cell.value)) > _MOSTLY:
            return Role.PART_OF_YEAR
        if said is Role.PART_OF_YEAR:
            years = self._share(body, lambda cell: year_of(cell.value) is not None)
            return Role.YEAR if years == 1.0 else Role.PART_OF_YEAR
        return Role.YEAR

    def _names_areas(self, column: int, role: Role) -> bool:
        """A heading such as ”kod” may be about other codes; a column of counts is no area."""
        body = self.bodies[column]
        if role is Role.AREA:
            return not self._are_years(body) and (
                self._share(body, lambda cell: isinstance(cell.value, str)) > _MOSTLY
                or any(self._place(cell) for cell in body)
            )
        heading = text_of(self.heads[column][-1]).casefold() if self.heads[column] else ""
        return heading != "kod" or any(
            self.places.find(cell.value, None).outcome == "plan" for cell in body
        )

    def _are_years(self, body: list[Cell]) -> bool:
        """A column of years under the word kommun: the word names the headings beside it."""
        years = self._share(body, lambda cell: year_of(cell.value) is not None)
        return years == 1.0 and not all(self.places.names(cell.value) for cell in body)

    # --- values

    def _value(self, column: int) -> ValueColumn:
        found = ValueColumn(column)
        for cell in self.heads[column]:
            if (year := year_of(cell.value)) is not None and not self._across:
                found = replace(found, year=year)
            else:
                found = self._told(found, cell)
        return found

    def _told(self, found: ValueColumn, cell: Cell) -> ValueColumn:
        """What a heading that is no bare year adds.

        A year within it counts where the rest is understood: ``Andel 2022``, not ``priser i 2022 års nivå``.
        """
        text = text_of(cell)
        year, rest = year_and_rest(text)
        if year is not None and (
            role_of(rest) in _VALUES or gender_of(rest) or self.catalogue.find(rest).clear
        ):
            found, text = replace(found, year=year), rest
        elif year is not None and is_preliminary(rest):
            return replace(found, year=year, preliminary=True)
        role = role_of(text)
        if role in _PARTS:
            return replace(found, component=_PARTS[role])
        if role is Role.VALUE:
            return replace(found, unit=text)
        if gender := gender_of(text):
            return replace(found, gender=gender)
        if place := self._place(cell) or self._foreign(cell):
            return replace(found, place=place)
        if role is None and text and cell not in found.titles:
            return replace(found, titles=(*found.titles, cell))
        return found

    @cached_property
    def _across(self) -> bool:
        """Whether areas stand as headings; then 2021 there is a kommun and no year."""
        heads = {cell.address: cell for cells in self.heads.values() for cell in cells}
        named = [cell for cell in heads.values() if self._place(cell)]
        return len(named) >= _FEW_AREAS and any(year_of(cell.value) is None for cell in named)

    @cached_property
    def _corner(self) -> frozenset[str]:
        """Addresses of headings that say kommun over a column of years: areas stand beside them."""
        return frozenset(
            cell.address
            for column, cells in self.heads.items()
            for cell in cells
            if role_of(text_of(cell)) is Role.AREA and self._are_years(self.bodies[column])
        )

    def _foreign(self, cell: Cell) -> Place | None:
        """An area outside the plan as a heading, where the corner says that areas stand there."""
        in_row = any(split_address(corner)[0] == cell.row for corner in self._corner)
        if not in_row or role_of(text_of(cell)) is not None:
            return None
        return self.places.find(None, cell.value)

    def _place(self, cell: Cell) -> Place | None:
        return self.places.find(None, cell.value) if self.places.names(cell.value) else None

    # --- choosing among columns

    def _best_area(self, role: Role) -> int | None:
        """Of several columns with areas the one with most areas of the plan, else the first."""
        found = [column for column, has in self.roles.items() if has is role]
        return max(found, key=lambda column: (self._hits(column, role), -column), default=None)

    def _hits(self, column: int, role: Role) -> int:
        texts = self._texts(column)
        if role is Role.AREA_CODE:
            return sum(self.places.find(text, None).outcome == "plan" for text in texts)
        return sum(self.places.names(text) for text in texts)

    def _texts(self, column: int) -> set[str]:
        return {text_of(cell) for cell in self.bodies[column]}

    def _written_once(self, column: int) -> bool:
        rows = [
            row
            for row in self.block.body
            if any(is_value(cell) for cell in self.block.sheet.by_row[row].values())
        ]
        blank = sum(column not in self.block.sheet.by_row[row] for row in rows)
        return bool(rows) and blank > _PIVOT * len(rows)

    @staticmethod
    def _share(body: list[Cell], holds: object) -> float:
        if not body or not callable(holds):
            return 0.0
        return sum(bool(holds(cell)) for cell in body) / len(body)


def _spans(cell: Cell | None) -> bool:
    """Whether a heading may reach over the next columns: one of a label column stands for itself."""
    return cell is None or role_of(text_of(cell)) in {None, *_VALUES}
