"""Kinds of damage to a good workbook, from the zip to single values.

Every kind is a function of (good workbook, random numbers) that gives a damaged one and, where a single
cell was damaged, what may be expected of it. The same seed gives the same damage.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from random import Random
from typing import Any, Literal

import openpyxl

from tests.workbooks.conftest import edited_bytes, sheet_parts, with_parts

# What is expected of damage to one cell: a finding that names it, the same content as before, or either
# a finding there or content that differs in that row only.
Expect = Literal["named", "same", "either"]


@dataclasses.dataclass(frozen=True, slots=True)
class Good:
    """A sound workbook, and its open cells by kind of question: (sheet, address)."""

    data: bytes
    counts: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    """Text of every open column's header by ``sheet!address``."""


@dataclasses.dataclass(frozen=True, slots=True)
class Damaged:
    """What came of it."""

    data: bytes
    place: tuple[str, str] | None = None
    expect: Expect | None = None


Kind = Callable[[Good, Random], Damaged]
KINDS: dict[str, Kind] = {}


def kind(function: Kind) -> Kind:
    KINDS[function.__name__] = function
    return function


def xml_of(data: bytes, part: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(part).decode("utf-8")


def names_of(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


def a_sheet(good: Good, random: Random) -> str:
    return random.choice(sorted({sheet for sheet, _ in good.counts + good.codes + good.texts}))


def with_xml(good: Good, part: str, change: Callable[[str], str]) -> Damaged:
    return Damaged(with_parts(good.data, {part: change(xml_of(good.data, part)).encode("utf-8")}))


# --- the zip -----------------------------------------------------------------------------------------


@kind
def cut_off(good: Good, random: Random) -> Damaged:
    return Damaged(good.data[: random.randrange(len(good.data))])


@kind
def flipped_byte(good: Good, random: Random) -> Damaged:
    data = bytearray(good.data)
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return Damaged(bytes(data))


@kind
def flipped_bytes_at_the_end(good: Good, random: Random) -> Damaged:
    data = bytearray(good.data)
    for _ in range(random.randrange(1, 40)):
        data[-random.randrange(1, 3000)] = random.randrange(256)
    return Damaged(bytes(data))


@kind
def bytes_taken_out(good: Good, random: Random) -> Damaged:
    start = random.randrange(len(good.data))
    return Damaged(good.data[:start] + good.data[start + random.randrange(1, 2000) :])


@kind
def bytes_put_in_front(good: Good, random: Random) -> Damaged:
    return Damaged(random.randbytes(random.randrange(1, 200)) + good.data)


@kind
def bytes_added_at_the_end(good: Good, random: Random) -> Damaged:
    return Damaged(good.data + random.randbytes(random.randrange(1, 5000)))


@kind
def part_lost(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {random.choice(names_of(good.data)): None}))


@kind
def part_emptied(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {random.choice(names_of(good.data)): b""}))


@kind
def part_is_noise(good: Good, random: Random) -> Damaged:
    name = random.choice(names_of(good.data))
    return Damaged(with_parts(good.data, {name: random.randbytes(random.randrange(1, 2000))}))


@kind
def parts_swapped(good: Good, random: Random) -> Damaged:
    first, second = random.sample([n for n in names_of(good.data) if n.endswith(".xml")], 2)
    with zipfile.ZipFile(BytesIO(good.data)) as archive:
        return Damaged(
            with_parts(good.data, {first: archive.read(second), second: archive.read(first)})
        )


@kind
def part_twice(good: Good, random: Random) -> Damaged:
    out = BytesIO(good.data)
    name = random.choice(names_of(good.data))
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<x/>")
    return Damaged(out.getvalue())


@kind
def marked_as_encrypted(good: Good, random: Random) -> Damaged:
    data = bytearray(good.data)
    for start in [m.start() for m in re.finditer(rb"PK\x01\x02", good.data)]:
        data[start + 8] |= 1
    return Damaged(bytes(data))


@kind
def macros_added(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {"xl/vbaProject.bin": random.randbytes(200)}))


# --- the XML -----------------------------------------------------------------------------------------


@kind
def xml_cut_off(good: Good, random: Random) -> Damaged:
    part = random.choice([n for n in names_of(good.data) if n.endswith((".xml", ".rels"))])
    return with_xml(good, part, lambda xml: xml[: random.randrange(len(xml))])


@kind
def tag_lost(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]

    def lose(xml: str) -> str:
        tag = random.choice(list(re.finditer(r"<[^>]+>", xml)))
        return xml[: tag.start()] + xml[tag.end() :]

    return with_xml(good, part, lose)


@kind
def element_lost(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    name = random.choice(
        ["row", "c", "cols", "sheetViews", "dataValidations", "sheetProtection", "dimension"]
    )
    pattern = rf"<{name}\b(?:[^>]*/>|.*?</{name}>)"
    return with_xml(good, part, lambda xml: re.sub(pattern, "", xml, count=1, flags=re.DOTALL))


@kind
def entity_bomb(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return with_xml(good, part, lambda xml: xml.replace("<worksheet", bomb + "<worksheet", 1))


@kind
def wrong_dimension(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    there = random.choice(["A1", "A1:XFD1048576", "B2:A1", "hej", ""])
    return with_xml(
        good, part, lambda xml: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{there}"', xml)
    )


@kind
def addresses_lost(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    return with_xml(good, part, lambda xml: re.sub(r'<c r="[A-Z]+\d+"', "<c", xml))


@kind
def rows_in_another_order(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]

    def shuffle(xml: str) -> str:
        rows = re.findall(r"<row\b(?:[^>]*/>|.*?</row>)", xml, flags=re.DOTALL)
        mixed = random.sample(rows, len(rows))
        return re.sub(
            r"<sheetData>.*</sheetData>",
            lambda _: f"<sheetData>{''.join(mixed)}</sheetData>",
            xml,
            flags=re.DOTALL,
        )

    return with_xml(good, part, shuffle)


@kind
def odd_stored_value(good: Good, random: Random) -> Damaged:
    sheet, cell = random.choice(good.counts)
    part = sheet_parts(good.data)[sheet]
    odd = random.choice(["None", "NaN", "1e999", "-", "0x1F", "1 234", "１２", "4" * 400])
    pattern = rf'<c r="{cell}"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)'
    damaged = with_xml(
        good, part, lambda xml: re.sub(pattern, rf'<c r="{cell}"\1><v>{odd}</v></c>', xml)
    )
    return Damaged(damaged.data, (sheet, cell), "either")


@kind
def shared_string_out_of_range(good: Good, random: Random) -> Damaged:
    sheet, cell = random.choice(good.texts)
    part = sheet_parts(good.data)[sheet]
    pattern = rf'<c r="{cell}"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)'
    return with_xml(
        good,
        part,
        lambda xml: re.sub(pattern, rf'<c r="{cell}"\1 t="s"><v>999999</v></c>', xml),
    )


# --- styles ------------------------------------------------------------------------------------------


@kind
def styles_lost(good: Good, random: Random) -> Damaged:
    return Damaged(with_parts(good.data, {"xl/styles.xml": None}))


@kind
def style_out_of_range(good: Good, random: Random) -> Damaged:
    part = sheet_parts(good.data)[a_sheet(good, random)]
    return with_xml(good, part, lambda xml: re.sub(r' s="\d+"', ' s="99999"', xml))


@kind
def style_elements_lost(good: Good, random: Random) -> Damaged:
    name = random.choice(["cellXfs", "fonts", "fills", "borders", "numFmts", "dxfs", "cellStyles"])
    pattern = rf"<{name}\b(?:[^>]*/>|.*?</{name}>)"
    return with_xml(good, "xl/styles.xml", lambda xml: re.sub(pattern, "", xml, flags=re.DOTALL))


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


# --- rows, columns, sheets ---------------------------------------------------------------------------


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
