"""Whatever stands in a sheet: an answer, never an exception, and only values that stand there."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnv_pipeline.excel.grid import Cell, Sheet, address
from gnv_pipeline.excel.values import ParsedNumber, parse_number
from gnv_pipeline.findings import has_errors
from gnv_pipeline.sources.bulk.choice import BulkValue
from gnv_pipeline.sources.bulk.files import Book
from gnv_pipeline.sources.bulk.importing import assess
from tests.sources_bulk.conftest import example_plan
from tests.sources_bulk.tables import LAYOUTS, TITLE, TRUTH

WORDS = [
    "Kommun", "Kommunkod", "Län", "Nyckeltal", "År", "Månad", "Kön", "Värde", "Täljare", "Nämnare",
    "Falun", "2080 Falun", "Borlänge", "Orsa", "Ale", "Riket", "Dalarnas län", "Region Dalarna",
    "Alla kommuner (ovägt medel)", TITLE, "Trygghet med hemtjänst", "U21505", "N20402", "U21505 U23521",
    "Kvinnor", "Män", "Totalt", "T", "K", "2022", "2020–2022", "2022M01", "ar_2021", "X", "..", "-", "ca 5",
    "<5", "83,5", "Källa: SCB 2023", "#DIV/0!", "kommun/landsting", "(", "%", "*", "å" * 300,
]  # fmt: skip
values = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.integers(min_value=-5, max_value=3000),
    st.sampled_from([2020, 2021, 2022, 2080, 2081, 20, 0, 83.0, 0.83, 1e308, -0.0, float("inf")]),
    st.booleans(),
    st.just(dt.datetime(2022, 5, 1)),
    st.text(max_size=12),
)
grids = st.lists(st.lists(values, min_size=1, max_size=7), min_size=1, max_size=12)


def book_of(rows: list[list[object]], title: str = "Blad1") -> Book:
    cells = {
        (r, c): Cell(address(r, c), r, c, value, is_error=value == "#DIV/0!")
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
        if value is not None and not (isinstance(value, str) and not value.strip())
    }
    return Book("xlsx", (Sheet(title, "visible", cells),))


def check(book: Book, file: str) -> tuple[BulkValue, ...]:
    plan = example_plan()
    taken, findings = assess(book, file, plan, {})
    assert (taken, findings) == assess(book, file, plan, {})
    assert findings, "a file is never passed over in silence"
    assert has_errors(findings) or taken
    assert len({value.key for value in taken}) == len(taken)
    (sheet,) = book.sheets
    for value in taken:
        assert value.organisation_id in plan.area_by_id
        if value.value is not None and value.numerator is None:
            cell = sheet.at(value.cell)
            assert cell is not None
            read = parse_number(cell)
            assert isinstance(read, ParsedNumber)
            assert read.value == value.value
    return taken


@given(rows=grids, file=st.sampled_from(["l.xlsx", "U21505.xlsx", "kvinnor 2022.csv", "~"]))
def test_any_sheet_gets_an_answer(rows: list[list[object]], file: str) -> None:
    check(book_of(rows), file)


@settings(max_examples=60)
@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    row=st.integers(min_value=0, max_value=8),
    column=st.integers(min_value=0, max_value=5),
    value=values,
)
def test_one_cell_changed_never_changes_the_others(
    layout: str, row: int, column: int, value: object
) -> None:
    """A damaged cell may lose values, but every value that is taken is a true one or the cell's own."""
    rows = [list(line) for line in LAYOUTS[layout](TRUTH)]
    if row >= len(rows) or column >= len(rows[row]):
        return
    rows[row][column] = value
    taken = check(book_of(rows), "l.xlsx")
    changed = address(row + 1, column + 1)
    for found in taken:
        assert (
            found.cell == changed
            or found.value is None
            or found.value == 85.0
            or (found.value in TRUTH.values())
        )


@settings(max_examples=1_500)
@pytest.mark.fuzz
@given(rows=grids)
def test_many_sheets_get_an_answer(rows: list[list[object]]) -> None:
    check(book_of(rows), "l.xlsx")
