"""A sheet before it becomes a file: headings, and cells that know what they are.

Belongs here: the typed parts of a sheet, and how a row of a publication becomes cells. Does not belong here:
which sheets there are, or XlsxWriter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gnv_pipeline.reports.model import words
from gnv_pipeline.reports.model.mart import Mart, Row
from gnv_pipeline.reports.render.opendata.column import Column
from gnv_pipeline.reports.render.opendata.dictionary import column


@dataclass(frozen=True, slots=True)
class Number:
    """A number with all its digits, and how many decimals are shown."""

    value: float
    decimals: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A text; ``missing`` ones stand where a value is not."""

    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year: a number without thousands separator."""

    value: int


Cell = Number | Words | Year | date | None


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column. ``width`` is in characters; None lets the contents decide."""

    title: str
    number: bool = False
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: what it holds, one row of headings, rows.

    ``fixed`` columns stay when scrolling; ``wraps`` gives long texts several lines.
    """

    name: str
    about: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 1
    wraps: bool = True


Made = Callable[[Mart, Row], Cell]


def text(value: object) -> Words | None:
    """A text; nothing where there is none."""
    return None if value is None or value == "" else Words(str(value))


def label(mart: Mart, codes: str, code: str | None) -> str:
    """The words of a code; the code itself where the publication has no words for it yet."""
    try:
        return mart.label(codes, code)
    except KeyError:
        return str(code)


def decimals(mart: Mart, row: Row) -> int:
    """How many decimals the row's indicator is shown with; one where the row has no indicator."""
    indicator = mart.indicators.get(row.get("indicator_id") or "")
    return 1 if indicator is None else int(indicator["decimals"])


def cell(mart: Mart, name: str, told: Column, row: Row) -> Cell:
    """One column of a row, written as its description says."""
    value = row[name]
    if value is None:
        return None
    match told.kind:
        case "code":
            return text(label(mart, told.codes or "", str(value)))
        case "value" | "signed":
            return Number(float(value), decimals(mart, row), told.kind == "signed")
        case "number":
            return Number(float(value), told.decimals)
        case "whole":
            return Number(float(value))
        case "year":
            return Year(int(value))
        case "date":
            return value if isinstance(value, date) else text(value)
        case "flag":
            return Words("Ja" if value else "Nej")
        case _:
            return text(value)


# --- columns that are looked up in other tables ------------------------------------------------


def _indicator(mart: Mart, row: Row) -> Row | None:
    return mart.indicators.get(row["indicator_id"] or "")


def _indicator_name(mart: Mart, row: Row) -> Cell:
    found = _indicator(mart, row)
    return text(found["name"] if found else row["indicator_id"])


def _delmal(mart: Mart, row: Row) -> Cell:
    key = row["delmal_id"] if "delmal_id" in row else (_indicator(mart, row) or {}).get("delmal_id")
    return text({one["delmal_id"]: one["name"] for one in mart.rows("delmal")}.get(key))


def _area(mart: Mart, row: Row) -> Cell:
    known = mart.organisations.get(row["organisation_id"] or "")
    return text(known["name"] if known else row["organisation_id"])


def _area_kind(mart: Mart, row: Row) -> Cell:
    known = mart.organisations.get(row["organisation_id"] or "")
    return text(label(mart, "organisation_kind", known["kind"])) if known else None


def _goal(mart: Mart, row: Row) -> Cell:
    goal = mart.goals.get(row["goal_id"] or "")
    return text(f"{goal['name']}{' (exempel)' if goal['example'] else ''}") if goal else None


def _unit(mart: Mart, row: Row) -> Cell:
    found = _indicator(mart, row)
    return text(label(mart, "unit", found["unit"])) if found else None


def _period(mart: Mart, row: Row) -> Cell:
    found = _indicator(mart, row)
    return text(words.period(found, row["data_year"])) if found else None


def _target(mart: Mart, row: Row) -> Cell:
    found = _indicator(mart, row)
    if found is None or not (told := words.target(mart, found, row)):
        return None
    return Words(f"{told}{' (exempel)' if _target_is_example(mart, row) else ''}")


def _target_is_example(mart: Mart, row: Row) -> bool:
    if row.get("target_origin") == "local":
        return False
    link = (row["goal_id"], row["indicator_id"], row["gender"])
    return any(
        one["target_example"]
        for one in mart.goal_indicators
        if (one["goal_id"], one["indicator_id"], one["gender"]) == link
    )


def _compared(mart: Mart, row: Row) -> Cell:
    found = _indicator(mart, row)
    return text(words.compared(mart, found, row)[1]) if found else None


@lru_cache(maxsize=1)
def _similar_names(mart: Mart) -> dict[str, str]:
    """Names of similar kommuner, which may lie outside the county."""
    return {row["similar_id"]: row["similar_name"] for row in mart.optional("similar")}


def _similar(mart: Mart, row: Row) -> Cell:
    return text(_similar_names(mart).get(row["similar_id"], row["similar_id"]))


def _value(mart: Mart, row: Row) -> Cell:
    """The area's own value beside what is said of it."""
    gender = row.get("gender") or "T"
    own = mart.value(row["indicator_id"], row["organisation_id"], row["data_year"], gender)
    if own is None or own["value"] is None:
        return Words(words.missing_words(mart, own), missing=True)
    return Number(float(own["value"]), decimals(mart, row))


LOOKED_UP: dict[str, tuple[Heading, Made]] = {
    "@indicator": (Heading("Indikator"), _indicator_name),
    "@delmal": (Heading("Delmål"), _delmal),
    "@area": (Heading("Område"), _area),
    "@area_kind": (Heading("Typ av område"), _area_kind),
    "@goal": (Heading("Mål"), _goal),
    "@unit": (Heading("Enhet"), _unit),
    "@period": (Heading("Avser"), _period),
    "@target": (Heading("Målvärde"), _target),
    "@compared": (Heading("Utfall"), _compared),
    "@similar": (Heading("Liknande kommun"), _similar),
    "@value": (Heading("Värde", number=True), _value),
}
"""Columns of a sheet that come from another table than the sheet's own."""

_NUMBERS = frozenset({"value", "signed", "number", "whole", "year"})


def made(table: str, name: str) -> tuple[Heading, Made]:
    """The heading of a column and how its cells are made; ``name`` is a column or one of LOOKED_UP."""
    if name in LOOKED_UP:
        return LOOKED_UP[name]
    told = column(table, name)
    return (
        Heading(told.title, told.kind in _NUMBERS),
        lambda mart, row: cell(mart, name, told, row),
    )
