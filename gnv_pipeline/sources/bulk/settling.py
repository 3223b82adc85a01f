"""One value where a table says several things of the same indicator, area, year and gender.

Belongs here: which column counts, the same said twice, blank cells, numerator and denominator beside the
value. Does not belong here: whether the plan follows it (``choosing``).
"""

from __future__ import annotations

from collections.abc import Mapping

from gnv_pipeline.excel.values import EMPTY, MissingSign, ParsedNumber, Problem
from gnv_pipeline.plan.models import Indicator
from gnv_pipeline.sources.bulk.choice import EMPTY_AT_SOURCE, BulkValue, Key, Left
from gnv_pipeline.sources.bulk.extracting import Found
from gnv_pipeline.sources.bulk.reading import SheetRead

Rows = Mapping[tuple[str, int], list[tuple[str, Found]]]
"""By sheet and row, what stands there of one key, each with its sheet."""


def one_column_each(sheet: SheetRead, left: Left) -> list[Found]:
    """Where a table has several columns of values for one title, the one whose heading fits its unit.

    ``Antal`` and ``Andel (%)`` under one title: for a share the latter. Where none or several fit, all
    are left.
    """
    columns: dict[tuple[str, int | None, str | None, str, str], dict[int, str]] = {}
    for found in sheet.found:
        columns.setdefault(_column_group(found), {})[found.column.column] = found.column.unit
    keep: dict[tuple[str, int | None, str | None, str, str], set[int]] = {}
    for found in sheet.found:
        group = _column_group(found)
        if group in keep:
            continue
        units = columns[group]
        indicator = found.title.match.indicator
        if len(units) == 1 or indicator is None:
            keep[group] = set(units)
        else:
            fits = {column for column, unit in units.items() if _fits(unit, indicator)}
            keep[group] = fits if len(fits) == 1 else set()
    chosen = []
    for found in sheet.found:
        kept = keep[_column_group(found)]
        if found.column.column in kept:
            chosen.append(found)
        elif not kept:
            left.add("several_columns", sheet.sheet.title, found)
        else:
            left.add("other_unit", sheet.sheet.title, found)
    return chosen


def _column_group(found: Found) -> tuple[str, int | None, str | None, str, str]:
    column = found.column
    place = column.place.area.id if column.place and column.place.area else ""
    return found.title.text, column.year, column.gender, place, column.component


def _fits(unit: str, indicator: Indicator) -> bool:
    plain = unit.casefold()
    if indicator.unit == "percent":
        return any(word in plain for word in ("andel", "%", "procent"))
    if indicator.unit == "count":
        return plain == "antal"
    return plain in {"värde", "visat värde", "medelvärde"}


def settled(key: Key, rows: Rows, left: Left, *, said: bool) -> BulkValue | None:
    """The one value of a key; None where nothing is taken, with the reason in ``left``.

    The same twice counts once, blank cells give way. ``said``: other areas have a value for the same
    indicator, year and gender, so that a blank cell says that this one is missing.
    """
    rows = {place: items for place, items in rows.items() if not _held(items, left)}
    made = [(_value(key, items), items) for items in rows.values()]
    spoken = [(value, items) for value, items in made if value.missing_reason != EMPTY_AT_SOURCE]
    if not spoken:
        if made and said:
            return made[0][0]
        for _, items in made:
            for sheet, found in items:
                left.add("blank", sheet, found)
        return None
    contents = {
        (value.value, value.numerator, value.denominator, value.missing_reason)
        for value, _ in spoken
    }
    if len(contents) == 1 and all(len(items) == _components(items) for _, items in spoken):
        return spoken[0][0]
    for _, items in spoken:
        for sheet, found in items:
            left.add("split", sheet, found)
    return None


def _components(items: list[tuple[str, Found]]) -> int:
    return len({found.component for _, found in items})


def _value(key: Key, items: list[tuple[str, Found]]) -> BulkValue:
    """The value of one row: its value, numerator and denominator columns together."""
    sheet, first = items[0]
    parts = {found.component: found for _, found in items}
    main = parts.get("value", first)
    numbers = {
        name: found.number.value
        for name, found in parts.items()
        if isinstance(found.number, ParsedNumber)
    }
    signs = [
        found.number.reason for found in parts.values() if isinstance(found.number, MissingSign)
    ]
    value = numbers.get("value")
    if value is None and "value" not in parts:
        value = _share(numbers, first.title.match.indicator)
    missing = None
    if value is None:
        said = [reason for reason in signs if reason != EMPTY.reason]
        missing = said[0] if said else EMPTY_AT_SOURCE
    indicator = first.title.match.indicator
    indicator_id, organisation_id, data_year, gender = key
    return BulkValue(
        indicator_id=indicator_id,
        organisation_id=organisation_id,
        data_year=data_year,
        gender=gender,
        value=value,
        numerator=numbers.get("numerator"),
        denominator=numbers.get("denominator"),
        missing_reason=missing,
        kolada_id=indicator.kolada_id if indicator else None,
        sheet=sheet,
        cell=main.cell.address,
        row=main.cell.row,
        title=first.title.text,
        gender_said=first.gender is not None,
    )


def _share(numbers: Mapping[str, float], indicator: Indicator | None) -> float | None:
    """The share of a numerator and a denominator, for a table that gives only these."""
    if indicator is None or indicator.unit != "percent" or not numbers.get("denominator"):
        return None
    if "numerator" not in numbers:
        return None
    return 100.0 * numbers["numerator"] / numbers["denominator"]


def _held(items: list[tuple[str, Found]], left: Left) -> bool:
    """A row of which one part can't be read is held as a whole."""
    unreadable = [(s, found) for s, found in items if isinstance(found.number, Problem)]
    for sheet, found in unreadable:
        left.add("unreadable", sheet, found)
    return bool(unreadable)
