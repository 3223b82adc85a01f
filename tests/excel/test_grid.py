"""Files of every kind: read with addresses, or refused with a reason and a way out."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.excel.grid import address, read_grid, split_address
from gnv_pipeline.excel.preflight import Limits, inspect
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def workbook(fill: dict[str, object], **properties: object) -> bytes:
    book = openpyxl.Workbook()
    for place, value in fill.items():
        book.active[place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(*names: str, content: bytes = b"x") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.xlsx", Reason.EMPTY),
        (bytes(200), "a.xlsx", Reason.EMPTY),
        (b"\x05RSS  ", "~$a.xlsx", Reason.LOCK_FILE),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", Reason.ENCRYPTED),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", Reason.OLD_EXCEL),
        (OLE + "__substg1.0_".encode("utf-16-le"), "a.msg", Reason.MAIL),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", Reason.WORD),
        (b"%PDF-1.7 ...", "a.xlsx", Reason.PDF),
        ("Kommun;Värde\nOrsa;45\n".encode("latin-1"), "a.xlsx", Reason.TEXT),
        ("Kommun;Värde\n".encode("utf-16"), "a.csv", Reason.TEXT),
        (b"<html><table>", "a.xls", Reason.WEB_PAGE),
        (b"From: a@example.se\r\nSubject: mall", "a.eml", Reason.MAIL),
        (zipped("mimetype", "content.xml"), "a.ods", Reason.OPEN_DOCUMENT),
        (zipped("word/document.xml"), "a.xlsx", Reason.WORD),
        (zipped("ppt/presentation.xml"), "a.xlsx", Reason.POWERPOINT),
        (zipped("xl/workbook.bin"), "a.xlsx", Reason.BINARY_WORKBOOK),
        (zipped("mall.xlsx"), "a.zip", Reason.OTHER_ZIP),
        (b"PK\x03\x04broken", "a.xlsx", Reason.DAMAGED),
        (zipped("xl/workbook.xml"), "a.xlsx", Reason.DAMAGED),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.xlsx", Reason.UNKNOWN),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else None,
)
def test_what_is_no_workbook_is_refused_in_words(data: bytes, name: str, reason: Reason) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(data, name)
    assert refused.value.reason is reason
    finding = refused.value.finding(name)
    assert finding.code == f"file-{reason.value}"
    assert finding.message
    assert finding.remedy


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(tmp_path / "finns inte.xlsx")
    assert refused.value.reason is Reason.UNREADABLE


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file_bytes=1000),
        Limits(unzipped_bytes=1000),
        Limits(ratio=1.0, ratio_from_bytes=100),
        Limits(cells=2),
        Limits(parts=3),
    ],
)
def test_what_is_too_large_is_refused(limits: Limits) -> None:
    data = workbook({"A1": 1, "A2": 2, "A3": 3})
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(data, limits=limits)
    assert refused.value.reason is Reason.TOO_LARGE


def test_a_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    data = zipped("xl/worksheets/sheet1.xml", content=b" " * 40_000_000)
    with pytest.raises(WorkbookRefused) as refused:
        inspect(data)
    assert refused.value.reason is Reason.TOO_LARGE


def test_one_cell_in_the_last_corner_costs_nothing() -> None:
    grid = read_grid(workbook({"B2": "hej", "XFD1048576": "långt bort"}))
    (sheet,) = grid.sheets
    assert grid.preflight.highest_row == 1_048_576
    assert grid.preflight.highest_column == 16_384
    assert [cell.address for cell in sheet.cells.values()] == ["B2", "XFD1048576"]


def test_cells_keep_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "Svar från Älvdalen.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad å")
        sheet.write("A1", "  ")
        sheet.write("B2", " 1 234,5 ")
        sheet.write("C3", 0.256, book.add_format({"num_format": "0.0%"}))
        sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
        sheet.write_formula("E5", "=1+1", None, 2)
        sheet.write("F6", dt.date(2026, 5, 3), book.add_format({"num_format": "d mmm"}))
        sheet.write("G7", True)
        book.add_worksheet("Dolt").very_hidden()
        book.set_custom_property("År", 2026, "number")
    grid = read_grid(path)
    cells = {cell.address: cell for cell in grid.sheets[0].cells.values()}
    assert set(cells) == {"B2", "C3", "D4", "E5", "F6", "G7"}
    assert cells["B2"].value == " 1 234,5 "
    assert (cells["C3"].value, cells["C3"].number_format) == (0.256, "0.0%")
    assert (cells["D4"].is_error, cells["D4"].is_formula) == (True, True)
    assert (cells["E5"].value, cells["E5"].is_formula) == (2, True)
    assert cells["F6"].value == dt.datetime(2026, 5, 3)
    assert cells["G7"].value is True
    assert grid.sheets[1].state == "veryHidden"
    assert grid.properties == {"År": 2026}


def test_a_formula_that_was_never_calculated_is_kept() -> None:
    grid = read_grid(workbook({"A1": "=B1+1"}))
    cell = grid.sheets[0].at("A1")
    assert cell is not None
    assert cell.is_formula
    assert cell.value is None


def outcome(path: Path) -> str:
    try:
        grid = read_grid(path)
    except WorkbookRefused as refused:
        return refused.reason.value
    assert sum(len(sheet.cells) for sheet in grid.sheets) > 50
    return grid.mode


def test_real_files_are_read_or_refused(shared_data: Path) -> None:
    paths = [path for path in sorted((shared_data / "workbooks").rglob("*")) if path.is_file()]
    small = [p for p in paths if p.suffix != ".xlsx" or p.stat().st_size < 120_000]
    outcomes = [(path.suffix, outcome(path)) for path in small]
    assert {what for suffix, what in outcomes if suffix == ".xls"} == {"old-excel"}
    assert {what for suffix, what in outcomes if suffix == ".csv"} == {"text"}
    assert outcomes.count((".xlsx", "read_only")) >= 5  # plain load_workbook cannot open these
    assert {what for suffix, what in outcomes if suffix == ".xlsx"} == {"full", "read_only"}


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_addresses_go_both_ways(row: int, column: int) -> None:
    assert split_address(address(row, column)) == (row, column)


@pytest.mark.parametrize("text", ["", "7", "D", "D7:D9", "Å7"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        split_address(text)
