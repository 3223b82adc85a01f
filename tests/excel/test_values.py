"""Swedish numbers, signs for missing values, dates and texts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline import formatting
from gnv_pipeline.excel.dates import likely_date, parse_date
from gnv_pipeline.excel.grid import Cell, Value
from gnv_pipeline.excel.values import (
    EMPTY,
    MissingSign,
    ParsedNumber,
    Problem,
    ProblemCode,
    clean_text,
    parse_number,
    parse_number_text,
    parse_text,
)

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


def cell(value: Value, number_format: str = "General", **more: bool) -> Cell:
    return Cell("D7", 7, 4, value, number_format, **more)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("45", 45),
        (" 45 ", 45),
        ("0", 0),
        ("4,5", 4.5),
        (",5", 0.5),
        ("4.3", 4.3),
        ("0.256", 0.256),
        ("1 234", 1234),
        (f"1{NBSP}234,5", 1234.5),
        (f"12{NARROW}345", 12345),
        (f"1{THIN}234{THIN}567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("-3", -3),
        ("\u22123", -3),
        ("\u20133", -3),
        ("\u2010 3", -3),
        ("+3", 3),
        ("45\u200b", 45),
    ],
)
def test_numbers_as_people_write_them(written: str, value: float) -> None:
    parsed = parse_number_text(written)
    assert isinstance(parsed, ParsedNumber)
    assert parsed.value == value
    assert not parsed.percent


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "percent"),
    [
        (0.256, "0.0%", 25.6, True),
        (0.07, "0%", 7.0, True),
        (1, "0 %", 100.0, True),
        (25.6, "General", 25.6, False),
        (25.6, '0.0" %"', 25.6, False),
        (25.6, "0.0\\%", 25.6, False),
        ("25,6 %", "General", 25.6, True),
        (f"25,6{NBSP}%", "@", 25.6, True),
        ("26 procent", "General", 26.0, True),
        (1234, "#,##0", 1234.0, False),
    ],
)
def test_percent_is_known_by_its_format(
    value: Value, number_format: str, expected: float, percent: bool
) -> None:
    parsed = parse_number(cell(value, number_format))
    assert isinstance(parsed, ParsedNumber)
    assert (parsed.value, parsed.percent) == (expected, percent)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("..", "secrecy"),
        ("x", "secrecy"),
        ("X", "secrecy"),
        ("-", "dropout"),
        ("\u2013", "dropout"),
        ("\u2014", "dropout"),
        (".", "not_applicable"),
        ("uppgift saknas", "dropout"),
        ("Uppgift  saknas.", "dropout"),
        ("Uppg. saknas", "dropout"),
        ("N/A", "dropout"),
        ("NULL", "dropout"),
        ("Ej aktuellt", "not_applicable"),
        ("VET EJ", "unknown"),
        ("", "not_reported"),
        (f" {NBSP} ", "not_reported"),
    ],
)
def test_signs_for_missing_values_have_a_meaning(written: str, reason: str) -> None:
    parsed = parse_number(cell(written))
    assert isinstance(parsed, MissingSign)
    assert parsed.reason == reason


def test_no_cell_is_not_reported() -> None:
    assert parse_number(None) == EMPTY
    assert parse_number(cell(None)) == EMPTY


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (cell("ca 45"), ProblemCode.APPROXIMATE),
        (cell("Cirka 45 st"), ProblemCode.APPROXIMATE),
        (cell("~45"), ProblemCode.APPROXIMATE),
        (cell("<5"), ProblemCode.BELOW_OR_ABOVE),
        (cell("färre än 5"), ProblemCode.BELOW_OR_ABOVE),
        (cell("≤ 5"), ProblemCode.BELOW_OR_ABOVE),
        (cell("45\u201350"), ProblemCode.RANGE),
        (cell("45 - 50"), ProblemCode.RANGE),
        (cell("45 till 50"), ProblemCode.RANGE),
        (cell(dt.datetime(2026, 5, 3)), ProblemCode.DATE),
        (cell(dt.time(3, 5)), ProblemCode.DATE),
        (cell(True), ProblemCode.BOOLEAN),
        (cell("#DIV/0!", is_error=True), ProblemCode.EXCEL_ERROR),
        (cell(None, is_formula=True), ProblemCode.FORMULA_WITHOUT_VALUE),
        (cell("1.234"), ProblemCode.AMBIGUOUS),
        (cell("fyrtiofem"), ProblemCode.NOT_A_NUMBER),
        (cell("45 st"), ProblemCode.NOT_A_NUMBER),
        (cell("12 34"), ProblemCode.NOT_A_NUMBER),
        (cell("1e5"), ProblemCode.NOT_A_NUMBER),
        (cell("nan"), ProblemCode.NOT_A_NUMBER),
        (cell("٤٥"), ProblemCode.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_read_says_why(what: Cell, code: ProblemCode) -> None:
    parsed = parse_number(what)
    assert isinstance(parsed, Problem)
    assert parsed.code is code


def test_a_formula_counts_by_its_stored_value() -> None:
    assert parse_number(cell(12.0, is_formula=True)) == ParsedNumber(12.0, "12")


@given(
    value=st.floats(-1e12, 1e12, allow_nan=False),
    decimals=st.integers(0, 6),
    space=st.sampled_from([NBSP, NARROW, THIN, " "]),
)
def test_what_we_print_we_can_read(value: float, decimals: int, space: str) -> None:
    printed = formatting.number(value, decimals).replace(NBSP, space)
    parsed = parse_number_text(printed)
    assert isinstance(parsed, ParsedNumber)
    assert parsed.value == pytest.approx(float(formatting.round_half_up(value, decimals)))


@given(st.floats(0, 100), st.integers(0, 2))
def test_printed_percent_can_be_read(value: float, decimals: int) -> None:
    parsed = parse_number_text(formatting.percent(value, decimals))
    assert isinstance(parsed, ParsedNumber)
    assert parsed.percent
    assert parsed.value == pytest.approx(float(formatting.round_half_up(value, decimals)))


@given(st.text(max_size=40))
def test_any_text_ends_in_one_of_three(text: str) -> None:
    parsed = parse_number_text(text)
    assert isinstance(parsed, ParsedNumber | MissingSign | Problem)
    if isinstance(parsed, ParsedNumber):
        assert abs(parsed.value) < float("inf")


@given(st.integers(-(10**9), 10**9), st.sampled_from(["General", "0", "#,##0", "0.00"]))
def test_whole_numbers_come_back_unchanged(value: int, number_format: str) -> None:
    assert parse_number(cell(value, number_format)) == ParsedNumber(float(value), str(value))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (dt.datetime(2027, 3, 19), dt.date(2027, 3, 19)),
        ("2027-03-19", dt.date(2027, 3, 19)),
        ("2027-03", dt.date(2027, 3, 1)),
        ("20270319", dt.date(2027, 3, 19)),
        (20270319, dt.date(2027, 3, 19)),
        ("19 mars 2027", dt.date(2027, 3, 19)),
        (f"fredag 19{NBSP}mars 2027", dt.date(2027, 3, 19)),
        ("mars 2027", dt.date(2027, 3, 1)),
        ("19 okt. 2027", dt.date(2027, 10, 19)),
        ("den 19:e mars 2027", dt.date(2027, 3, 19)),
        ("19/3 2027", dt.date(2027, 3, 19)),
        ("19.3.2027", dt.date(2027, 3, 19)),
        ("3/19/2027", dt.date(2027, 3, 19)),
        ("3/3 2027", dt.date(2027, 3, 3)),
    ],
)
def test_dates_as_people_write_them(written: Value, expected: dt.date) -> None:
    assert parse_date(cell(written)) == expected


@pytest.mark.parametrize(
    "written",
    [
        "våren",
        "2027-13-01",
        "31 februari 2027",
        "19/3",
        45,
        True,
        "4/3 2027",
        "19/3 27",
        "4/3-27",
        "31/2 2027",
    ],
)
def test_what_is_no_date_is_said(written: Value) -> None:
    parsed = parse_date(cell(written))
    assert isinstance(parsed, Problem)
    assert parsed.code is ProblemCode.NOT_A_DATE


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(
        ["{d}/{m} {y}", "{d}/{m}-{y}", "{d}.{m}.{y}", "{d}/{m} -{s:02d}", "{d}-{m}-{y}"]
    ),
)
def test_a_date_is_read_only_where_it_has_one_reading(day: dt.date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year, s=day.year % 100)
    parsed = parse_date(cell(text))
    one_reading = (day.day > 12 or day.day == day.month) and "s:" not in form
    assert (parsed == day) is one_reading
    if not one_reading:
        assert isinstance(parsed, Problem)
        assert likely_date(text) == day


@given(st.text(max_size=30))
def test_no_text_makes_the_date_reader_fail(text: str) -> None:
    assert isinstance(parse_date(cell(text)), dt.date | Problem | None)
    assert isinstance(likely_date(text), dt.date | None)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_dates_we_print_we_can_read(day: dt.date) -> None:
    assert parse_date(cell(formatting.day(day))) == day
    assert parse_date(cell(formatting.weekday_and_day(day))) == day


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  Vi  har\u00a0börjat \r\n nu ", "Vi har börjat\nnu"),
        (45.0, "45"),
        (4.5, "4,5"),
        ("   ", None),
        (None, None),
    ],
)
def test_texts_are_cleaned(written: Value, text: str | None) -> None:
    assert parse_text(cell(written)) == text


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
