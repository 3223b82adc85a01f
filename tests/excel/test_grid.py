"""Cells with their addresses, and the limits of what is read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.excel.grid import address, read_grid, split_address
from gnv_pipeline.excel.preflight import Limits
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from tests.excel.build import filled


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
    data = filled({"A1": 1, "A2": 2, "A3": 3})
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(data, limits=limits)
    assert refused.value.reason is Reason.TOO_LARGE


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
    grid = read_grid(filled({"A1": "=B1+1"}))
    cell = grid.sheets[0].at("A1")
    assert cell is not None
    assert cell.is_formula
    assert cell.value is None


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_addresses_go_both_ways(row: int, column: int) -> None:
    assert split_address(address(row, column)) == (row, column)


@pytest.mark.parametrize("text", ["", "7", "D", "D7:D9", "Å7"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        split_address(text)
