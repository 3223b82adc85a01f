"""Damage to single cells and headers."""

from __future__ import annotations

import datetime as dt
from functools import partial
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from tests.workbooks.conftest import edited_bytes, sheet_parts
from tests.workbooks.damage_kinds import (
    KINDS,
    Damaged,
    Expect,
    Good,
    a_sheet,
    kind,
    with_xml,
)

# --- one cell ----------------------------------------------------------------------------------------


def one_cell(
    where: str, values: tuple[Any, ...], expect: Expect, good: Good, random: Random
) -> Damaged:
    sheet, cell = random.choice(getattr(good, where))
    value = random.choice(values)
    return Damaged(edited_bytes(good.data, {sheet: {cell: value}}), (sheet, cell), expect)


WRONG: dict[str, tuple[str, tuple[Any, ...]]] = {
    "count_in_words": ("counts", ("ca 45", "ungefär 3", "drygt 10", "cirka 7")),
    "count_as_bound": ("counts", ("<5", "färre än 5", ">100", "högst 4")),
    "count_as_range": ("counts", ("45–50", "45-50", "4 till 6", "3 eller 4")),
    "count_as_text": ("counts", ("fem", "många", "??!", "se bilaga", "45 st", "4a")),
    "count_as_date": ("counts", (dt.datetime(2026, 5, 3), dt.datetime(2026, 3, 5))),
    "count_negative": ("counts", (-1, -45, "-7", "−3")),
    "count_with_decimals": ("counts", (4.5, "4,5", 0.25)),
    "count_too_large": ("counts", (1e300, 10**9, "123456789")),
    "count_as_truth": ("counts", (True, False)),
    "count_as_share": ("counts", ("25 %", (0.25, "0%"), (0.5, "0.0%"))),
    "count_with_words": ("counts", ("4 st", "1 040 personer", "12 kvinnor")),
    "share_as_fraction": ("counts", (0.25, "0,5", 0.07)),
    "date_read_two_ways": ("dates", ("4/3 2027", "4.3.2027", "4/3 -27", "4 mars 27")),
    "doubtful_identity_number": ("texts", ("Se 121212-1213", "191212121213", "hon 121272-1218")),
    "excel_error": ("counts", ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?")),
    "formula_without_value": ("counts", ("=1+1", "=SUM(D1:D3)")),
    "ambiguous_number": ("counts", ("1.234", "45.678")),
    "unknown_choice": ("codes", ("Kanske", "hej hopp", 77, "Ja och nej")),
    "impossible_date": ("dates", ("våren", "2026-13-40", 45, dt.datetime(1926, 1, 1), "31 juni")),
    "identity_number_in_text": ("texts", ("Se 121212-1212", "19121212-1212", "ring 121272-1219")),
    "identity_number_elsewhere": ("codes", ("121212-1212",)),
    "error_in_text": ("texts", ("#NAME?", "#REF!")),
}
KINDS |= {
    name: partial(one_cell, where, values, "named") for name, (where, values) in WRONG.items()
}
KINDS["address_in_text"] = partial(
    one_cell, "texts", ("Fråga maria@orsa.example", "Ring 070-123 45 67"), "either"
)


@kind
def note_about_a_person(good: Good, random: Random) -> Damaged:
    sheet, cell = random.choice(good.counts + good.texts)
    text = random.choice(["Se 121212-1212", "Maria: ring 070-123 45 67", "fråga a@orsa.example"])
    data = edited_bytes(good.data, {}, lambda book: _note(book[sheet][cell], text))
    return Damaged(data, (sheet, cell), "named")


def _note(cell: Any, text: str) -> None:
    cell.comment = Comment(text, "Orsa")


@kind
def cell_emptied(good: Good, random: Random) -> Damaged:
    where = random.choice(["counts", "codes", "dates", "texts"])
    return one_cell(where, (None, " ", "\u00a0"), "either", good, random)


@kind
def number_written_as_text(good: Good, random: Random) -> Damaged:
    """As people write it; it means the same."""
    sheet, cell = random.choice(good.counts)
    book = openpyxl.load_workbook(BytesIO(good.data), read_only=True)
    value = book[sheet][cell].value
    if not isinstance(value, int):
        return Damaged(good.data, (sheet, cell), "same")
    written = random.choice(
        [f" {value} ", f"{value}\u00a0", f"{value},0", f"{value}.", f"+{value}"]
    )
    written = written.rstrip(".")
    return Damaged(edited_bytes(good.data, {sheet: {cell: written}}), (sheet, cell), "same")


@kind
def ghost_cells(good: Good, random: Random) -> Damaged:
    """Stray spaces far away."""
    sheet = a_sheet(good, random)
    part = sheet_parts(good.data)[sheet]
    row = random.randrange(500, 1_048_576)
    ghost = f'<row r="{row}"><c r="XFD{row}" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>'
    damaged = with_xml(good, part, lambda xml: xml.replace("</sheetData>", ghost + "</sheetData>"))
    return Damaged(damaged.data, (sheet, f"XFD{row}"), "same")


@kind
def scribble_outside_the_form(good: Good, random: Random) -> Damaged:
    sheet = a_sheet(good, random)
    part = sheet_parts(good.data)[sheet]
    row = random.randrange(700, 900)
    note = f'<row r="{row}"><c r="Z{row}" t="inlineStr"><is><t>minns detta</t></is></c></row>'
    damaged = with_xml(good, part, lambda xml: xml.replace("</sheetData>", note + "</sheetData>"))
    return Damaged(damaged.data, (sheet, f"Z{row}"), "same")


# --- headers -----------------------------------------------------------------------------------------


def a_header(good: Good, random: Random) -> tuple[str, str, str]:
    where = random.choice(sorted(good.headers))
    sheet, _, cell = where.partition("!")
    return sheet, cell, good.headers[where]


@kind
def header_written_over(good: Good, random: Random) -> Damaged:
    sheet, cell, _ = a_header(good, random)
    value = random.choice(["Hej", "Summa 2026", 17, None])
    return Damaged(edited_bytes(good.data, {sheet: {cell: value}}), (sheet, cell), "named")


@kind
def header_with_a_slip(good: Good, random: Random) -> Damaged:
    sheet, cell, text = a_header(good, random)
    position = random.randrange(1, max(len(text) - 3, 2))
    slip = text[:position] + "x" + text[position + 1 :]
    return Damaged(edited_bytes(good.data, {sheet: {cell: slip}}), (sheet, cell), "named")


@kind
def header_in_capitals(good: Good, random: Random) -> Damaged:
    sheet, cell, text = a_header(good, random)
    shouted = f"  {text.upper()} "
    return Damaged(edited_bytes(good.data, {sheet: {cell: shouted}}), (sheet, cell), "same")


@kind
def headers_swapped(good: Good, random: Random) -> Damaged:
    sheet, cell, text = a_header(good, random)
    others = [(w, t) for w, t in sorted(good.headers.items()) if w.startswith(f"{sheet}!")]
    where, other = random.choice(others)
    swapped = {sheet: {cell: other, where.partition("!")[2]: text}}
    return Damaged(edited_bytes(good.data, swapped))
