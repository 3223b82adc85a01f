"""Damage to rows, columns, sheets, and the file's own account of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

import openpyxl

from tests.workbooks.conftest import edited_bytes, sheet_parts, with_parts
from tests.workbooks.damage_kinds import (
    Damaged,
    Good,
    a_sheet,
    kind,
    with_xml,
)


def by_openpyxl(good: Good, change: Callable[[Any], None]) -> Damaged:
    book = openpyxl.load_workbook(BytesIO(good.data))
    change(book)
    out = BytesIO()
    book.save(out)
    return Damaged(out.getvalue())


@kind
def rows_inserted(good: Good, random: Random) -> Damaged:
    sheet, row = a_sheet(good, random), random.randrange(1, 25)
    return by_openpyxl(good, lambda book: book[sheet].insert_rows(row, random.randrange(1, 4)))


@kind
def rows_deleted(good: Good, random: Random) -> Damaged:
    sheet, row = a_sheet(good, random), random.randrange(1, 25)
    return by_openpyxl(good, lambda book: book[sheet].delete_rows(row, random.randrange(1, 4)))


@kind
def column_inserted(good: Good, random: Random) -> Damaged:
    sheet, column = a_sheet(good, random), random.randrange(1, 10)
    return by_openpyxl(good, lambda book: book[sheet].insert_cols(column))


@kind
def column_deleted(good: Good, random: Random) -> Damaged:
    sheet, column = a_sheet(good, random), random.randrange(1, 10)
    return by_openpyxl(good, lambda book: book[sheet].delete_cols(column))


@kind
def sheet_deleted(good: Good, random: Random) -> Damaged:
    names = openpyxl.load_workbook(BytesIO(good.data), read_only=True).sheetnames
    title = random.choice(names)
    return by_openpyxl(good, lambda book: book.remove(book[title]))


@kind
def sheet_renamed(good: Good, random: Random) -> Damaged:
    title, new = a_sheet(good, random), random.choice(["Blad1", "x" * 31, "Nyckeltal (2)", "Åäö"])
    escaped = f'name="{title}"'
    return with_xml(good, "xl/workbook.xml", lambda xml: xml.replace(escaped, f'name="{new}"', 1))


@kind
def sheets_trade_names(good: Good, random: Random) -> Damaged:
    titles = sorted({sheet for sheet, _ in good.counts + good.codes + good.texts})
    first, second = random.sample(titles, 2)

    def trade(xml: str) -> str:
        xml = xml.replace(f'name="{first}"', 'name="~"', 1)
        xml = xml.replace(f'name="{second}"', f'name="{first}"', 1)
        return xml.replace('name="~"', f'name="{second}"', 1)

    return with_xml(good, "xl/workbook.xml", trade)


@kind
def sheet_copied(good: Good, random: Random) -> Damaged:
    title = a_sheet(good, random)
    return by_openpyxl(good, lambda book: book.copy_worksheet(book[title]))


@kind
def sheets_hidden(good: Good, random: Random) -> Damaged:
    return with_xml(
        good,
        "xl/workbook.xml",
        lambda xml: re.sub(r"<sheet name", '<sheet state="hidden" name', xml),
    )


@kind
def properties_lost(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {"docProps/custom.xml": None}))


@kind
def another_organisation(good: Good, random: Random) -> Damaged:
    other = random.choice(["2062", "9999", "0000", "", "0020", "x" * 50])
    return with_xml(
        good,
        "docProps/custom.xml",
        lambda xml: re.sub(r'(name="gnv_organisation">.*?>)[^<]*<', rf"\g<1>{other}<", xml),
    )


@kind
def map_damaged(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)["Fältkarta"]
    return with_xml(good, part, lambda xml: re.sub(r"<v>\d+</v>", "<v>3</v>", xml, count=200))


@kind
def everything_emptied(good: Good, random: Random) -> Damaged:
    cells: dict[str, dict[str, Any]] = {}
    for sheet, cell in good.counts + good.codes + good.dates + good.texts:
        cells.setdefault(sheet, {})[cell] = None
    return Damaged(edited_bytes(good.data, cells))


@kind
def everything_the_same(good: Good, random: Random) -> Damaged:
    value = random.choice([1, "Ja", "x", "..", "2026-01-01", "Vet ej"])
    cells: dict[str, dict[str, Any]] = {}
    for sheet, cell in good.counts + good.codes + good.dates + good.texts:
        cells.setdefault(sheet, {})[cell] = value
    return Damaged(edited_bytes(good.data, cells))
