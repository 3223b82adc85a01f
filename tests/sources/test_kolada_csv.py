"""Tables of Kolada values as people really save them: what is read, and what is said of faults."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.findings import Severity, has_errors
from gnv_pipeline.sources.kolada_csv import read_table

HEADER = "kpi,municipality_id,municipality_name,year,gender,value"
SOUND = "U99001,9901,Ödsele,2022,T,87.5"


def table(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *lines)).encode("utf-8")


def only(data: bytes) -> tuple[float, str | None]:
    """Value and reason of the one row."""
    rows = read_table(data, "fil.csv").rows
    assert len(rows) == 1
    return float(rows["value"].iloc[0]), rows["missing_reason"].iloc[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("87.5", 87.5),
        ('"87,5"', 87.5),
        ("0", 0.0),
        ("-1.5", -1.5),
        ("\u22121.5", -1.5),
        ("4725326.0", 4725326.0),
        ('"4\u00a0725\u00a0326"', 4725326.0),
        ('" 4 725 "', 4725.0),
        ("1e-05", 1e-05),
        ("162.5", 162.5),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, value: float) -> None:
    assert only(table(f"U99001,9901,Ödsele,2022,T,{text}")) == (value, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty_at_source"),
        ("NA", "empty_at_source"),
        ("NaN", "empty_at_source"),
        ("..", "secrecy"),
        ("-", "dropout"),
        (".", "not_applicable"),
    ],
)
def test_a_missing_value_keeps_its_reason(text: str, reason: str) -> None:
    value, found = only(table(f"U99001,9901,Ödsele,2022,T,{text}"))
    assert math.isnan(value)
    assert found == reason


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + table(SOUND),
        table(SOUND).replace(b"\n", b"\r\n"),
        table(SOUND).replace(b",", b";").replace(b"87.5", b"87,5"),
        table(SOUND).replace(b",", b"\t"),
        b"sep=;\r\n" + table(SOUND).replace(b",", b";"),
        table("87.5,T,2022,9901,U99001", header="Value, Gender ,YEAR,municipality_id,KPI"),
        table("", SOUND, "", ""),
        table("u99001, 9901 ,Ödsele,2022.0,t,87.50"),
    ],
    ids=["bom", "crlf", "semicolon", "tab", "sep", "order", "blank lines", "loose writing"],
)
def test_ways_of_saving_that_mean_the_same(data: bytes) -> None:
    found = read_table(data, "fil.csv")
    assert found.findings == ()
    row = found.rows.iloc[0]
    assert (row.kolada_id, row.organisation_id, row.data_year, row.gender, row.value) == (
        "U99001", "9901", 2022, "T", 87.5
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("U99001,9901,Ödsele,2022,T,ca 45", "kolada-bad-value", "ca 45"),
        ("U99001,9901,Ödsele,2022,T,<5", "kolada-bad-value", "<5"),
        ("U99001,9901,Ödsele,2022,T,1e999", "kolada-bad-value", "1e999"),
        ("U99001,9901,Ödsele,2022,F,45", "kolada-bad-gender", "F"),
        ("U99001,9901,Ödsele,1869,T,45", "kolada-bad-year", "1869"),
        ("U99001,9901,Ödsele,2022Q1,T,45", "kolada-bad-year", "2022Q1"),
        ("99001,9901,Ödsele,2022,T,45", "kolada-bad-kpi", "99001"),
        ("U99001,Ödsele,Ödsele,2022,T,45", "kolada-bad-area", "Ödsele"),
        ("U99001,9901,Ödsele,2022,T,45,5", "kolada-broken-row", "7 fält"),
        ('U99001,9901,"Ödsele,2022,T,45', "kolada-broken-row", "citattecken"),
    ],
)
def test_a_fault_refuses_the_file_and_names_its_line(line: str, code: str, said: str) -> None:
    found = read_table(table(SOUND, "", line), "fil.csv")
    assert found.rows.empty
    (finding,) = found.findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.line == 4
    assert said in finding.message
    assert finding.remedy


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "kolada-empty-file", "tom"),
        (b" \r\n ", "kolada-empty-file", "tom"),
        (table(), "kolada-no-rows", "inga rader"),
        (b"PK\x03\x04\x14\x00rest of a zip", "kolada-not-a-table", "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "kolada-not-a-table", ".xls"),
        (b"%PDF-1.7", "kolada-not-a-table", "PDF"),
        (b'{"values": []}', "kolada-not-a-table", "JSON"),
        (b"<!doctype html>", "kolada-not-a-table", "webbsida"),
        (b"a\x00b\x00c", "kolada-not-a-table", "ingen textfil"),
        (table(SOUND).decode("utf-8").encode("latin-1"), "kolada-not-utf8", "UTF-8"),
        (table(SOUND).decode("utf-8").encode("utf-16"), "kolada-not-utf8", "UTF-8"),
        (table("U99001,9901,2022,87", header="kpi,municipality_id,year,value"),
         "kolada-missing-column", "gender"),
        (table("a,b", header="kommun;värde"), "kolada-missing-column", "kommun, värde"),
        (table("U99001,9901,2022,T,1,2", header="kpi,municipality_id,year,gender,value,value"),
         "kolada-double-column", "value"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_said_to_be_what_it_is(data: bytes, code: str, said: str) -> None:
    found = read_table(data, "fil.csv")
    assert found.rows.empty
    assert [finding.code for finding in found.findings] == [code]
    assert said in found.findings[0].message


def test_not_utf8_names_the_line() -> None:
    data = table(SOUND, "U99001,9902,H\u00f6gvret,2022,T,1").replace(
        "H\u00f6gvret".encode(), "H\u00f6gvret".encode("latin-1")
    )
    assert read_table(data, "fil.csv").findings[0].line == 3


def test_a_lost_zero_is_given_back_and_told() -> None:
    lines = ("U99001,99,Region Fjällmark,2022,T,80", "U99001,0,Riket,2022,T,81")
    found = read_table(table(SOUND, *lines), "fil.csv")
    assert list(found.rows["organisation_id"]) == ["9901", "0099", "0000"]
    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.line) == (
        "kolada-lost-zero", Severity.WARNING, 3
    )  # fmt: skip
    assert "0099" in finding.message


def test_the_same_row_twice_counts_once_and_a_contradiction_is_an_error() -> None:
    twice = read_table(table(SOUND, SOUND, "U99001,9901,Ödsele,2021,T,"), "fil.csv")
    assert len(twice.rows) == 2
    assert [finding.severity for finding in twice.findings] == [Severity.INFO]

    clash = read_table(table(SOUND, "U99001,9901,Ödsele,2022,T,88"), "fil.csv")
    assert clash.rows.empty
    assert (clash.findings[0].code, clash.findings[0].line) == ("kolada-contradiction", 3)

    empty_against_value = read_table(table(SOUND, "U99001,9901,Ödsele,2022,T,"), "fil.csv")
    assert has_errors(empty_against_value.findings)


def test_comma_and_point_together_are_asked_about() -> None:
    found = read_table(table(SOUND, 'U99001,9902,Högvret,2022,T,"4,725"'), "fil.csv")
    assert [(finding.code, finding.line) for finding in found.findings] == [
        ("kolada-mixed-marks", 3)
    ]


def test_many_like_faults_are_shown_ten_times_and_counted() -> None:
    lines = [f"U99001,9901,Ödsele,{1980 + index},T,okänt" for index in range(40)]
    found = read_table(table(*lines), "fil.csv").findings
    assert len(found) == 11
    assert "30 rader till" in found[-1].message


def test_lines_are_those_of_the_file_also_after_a_field_with_a_line_break() -> None:
    lines = ('U99001,9901,"Öd\nsele",2022,T,1', "U99001,9902,Högvret,2022,T,2")
    assert list(read_table(table(*lines), "fil.csv").rows["line"]) == [2, 4]


@given(st.binary(max_size=300))
def test_any_bytes_end_in_rows_or_a_finding(data: bytes) -> None:
    found = read_table(data, "fil.csv")
    assert found.rows.empty
    assert has_errors(found.findings)


@given(
    st.lists(
        st.tuples(
            st.integers(1990, 2030),
            st.floats(-1e9, 1e9).map(lambda value: round(value, 3)),
        ),
        min_size=1,
        max_size=20,
        unique_by=lambda row: row[0],
    ),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_is_written_comes_back(rows: list[tuple[int, float]], separator: str) -> None:
    lines = [f"U99001,9901,Ödsele,{year},T,{value}" for year, value in rows]
    data = table(*lines).replace(b",", separator.encode())
    found = read_table(data, "fil.csv").rows
    assert list(zip(found["data_year"], found["value"], strict=True)) == rows


def test_file_names_do_not_decide(tmp_path: Path) -> None:
    assert read_table(table(SOUND), "fil.xlsx").findings == ()
