"""Writing typed rows into the open cells of a template, for examples and tests.

Belongs here: the way back from rows to a workbook. Does not belong here: making up content
(``examples``) or blank templates (``template``).

The template describes itself (``fieldmap``), so no plan is needed. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from gnv_pipeline.excel.values import as_read
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.fieldmap import HEADER, Place, read_labels, read_map
from gnv_pipeline.workbooks.layout import answer_field
from gnv_pipeline.workbooks.rows import WorkbookContent
from gnv_pipeline.workbooks.saving import keep_comment_sizes, saved_bytes

_GROWING = ("activities", "obstacles")

Values = Mapping[str, str | float | None]


class DoesNotFit(ValueError):
    """The content cannot be written into this template; the message says what."""


def fill_workbook(template: Path, out: Path, content: WorkbookContent) -> None:
    """Write content into a template's open cells and save it as another file.

    Args:
        template: A workbook made by ``write_template``.
        out: The file to write; its folder is made when missing.
        content: Rows to write. Their ``sheet`` and ``cells`` are not used: the template knows where
            each row belongs. Codes become the words of the dropdowns.

    Raises:
        DoesNotFit: The template is another organisation's or round's, or has no place for a row.
    """
    book = openpyxl.load_workbook(template, rich_text=True)
    _check_identity(book, content)
    filler = _Filler(book, read_map(book), read_labels(book))
    # Rows that have a place of their own first: rows from elsewhere take what is left blank.
    for row in sorted(_rows(content), key=lambda row: row[:2] not in filler.rows):
        filler.write(*row)
    keep_comment_sizes(book)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(saved_bytes(book, template.read_bytes()))


def _check_identity(book: Any, content: WorkbookContent) -> None:
    properties = {item.name: item.value for item in book.custom_doc_props.props}
    for name in ("organisation_id", "year", "round"):
        there, wanted = properties.get(words.PROPERTIES[name]), getattr(content.identity, name)
        if as_read(there) != str(wanted):  # some programs save whole numbers as 2026.0
            raise DoesNotFit(f"{name}: the template has {there!r}, the content {wanted!r}")


def _rows(content: WorkbookContent) -> Iterable[tuple[str, str, Values]]:
    """All rows as (sheet id, row key, values by field)."""
    for figure in content.keyfigures:
        key = f"{figure.indicator_id}|{figure.organisation_id}|{figure.gender}"
        reason = None if figure.missing_reason == "not_reported" else figure.missing_reason
        yield (
            "keyfigures",
            key,
            {
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "missing_reason": reason,
                "comment": figure.comment,
            },
        )
    for answer in content.answers:
        values = {answer_field(answer.unit): answer.answer, "basis": answer.basis}
        yield "self_assessment", answer.statement_id, values
    for activity in content.activities:
        yield "activities", activity.activity_id, activity.values
    for goal in content.local_plan:
        yield "local_plan", goal.goal_id, goal.values
    for obstacle in content.obstacles:
        yield "obstacles", obstacle.obstacle_id, obstacle.values
    for handed in content.hand_in:
        yield "hand_in", handed.field_id, {"value": handed.value}


@dataclass
class _Filler:
    book: Any
    places: tuple[Place, ...]
    labels: Mapping[str, Mapping[str, str]]
    rows: dict[tuple[str, str], dict[str, Place]] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for place in self.places:
            if place.kind == HEADER:
                continue
            self.rows.setdefault((place.sheet_id, place.key), {})[place.field] = place

    def write(self, sheet_id: str, key: str, values: Values) -> None:
        """Write one row."""
        row = self.rows.get((sheet_id, key))
        if row is None and sheet_id in _GROWING:
            row = self._blank_row(sheet_id, key)
        if row is None:
            raise DoesNotFit(f"no row {key!r} on {sheet_id}")
        self.used.add((sheet_id, row["key"].key))
        for name, value in values.items():
            if name in row:
                self._write_cell(row[name], value)
            elif value is not None:
                raise DoesNotFit(f"no field {name!r} in row {key!r} on {sheet_id}")

    def _blank_row(self, sheet_id: str, key: str) -> dict[str, Place] | None:
        """The first row that is neither used nor filled in, given the id of the content's row."""
        for (candidate, name), row in self.rows.items():
            if candidate != sheet_id or (candidate, name) in self.used:
                continue
            cells = [self._cell(place) for place in row.values() if place.field != "key"]
            if all(cell.value is None for cell in cells):
                self._cell(row["key"]).value = key
                return row
        return None

    def _cell(self, place: Place) -> Any:
        return self.book[place.sheet][place.cell]

    def _write_cell(self, place: Place, value: str | float | None) -> None:
        cell = self._cell(place)
        if value is None:
            cell.value = None
        elif place.kind in {"count", "number"}:
            number = float(value)
            cell.value = int(number) if number.is_integer() else number
        elif place.kind == "date":
            cell.value = dt.date.fromisoformat(str(value))
            cell.number_format = "yyyy-mm-dd"
        else:
            cell.value = self._label(place, str(value)) if place.choices else str(value)
            cell.data_type = "s"  # a text that begins with = stays a text

    def _label(self, place: Place, code: str) -> str:
        try:
            return self.labels[place.choices or ""][code]
        except KeyError:
            raise DoesNotFit(f"{place.cell} on {place.sheet}: no code {code!r}") from None
