"""Any bytes at all are read or refused: nothing else ever comes out of the reader."""

from __future__ import annotations

import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.excel.refusals import WorkbookRefused
from tests.excel.build import mail, ole, parts, repacked
from tests.excel.hostile import (
    GOOD,
)


def read_or_refused(data: bytes) -> None:
    try:
        told = [sheet.title for sheet in read_grid(data, "mall.xlsx").sheets]
    except WorkbookRefused as refused:
        told = [refused.finding("mall.xlsx").remedy]
    assert told


BEGINNINGS = [
    b"",
    b"PK\x03\x04",
    ole("Workbook")[:600],
    b"From: a@example.se\r\n",
    b"<html>",
    b"II*\x00",
]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(begin: bytes, rest: bytes) -> None:
    read_or_refused(begin + rest)


VICTIMS = {
    "workbook": GOOD,
    "ole": ole("Workbook", "B", inside=["C"]),
    "mail": mail(("a.xlsx", GOOD)),
}


@given(
    st.sampled_from(sorted(VICTIMS)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 30)), max_size=4),
)
def test_damaged_bytes_are_read_or_refused(
    victim: str, damages: list[tuple[float, bytes, int]]
) -> None:
    data = VICTIMS[victim]
    for where, put, gone in damages:
        at = int(where * len(data))
        data = data[:at] + put + data[at + gone :]
    read_or_refused(data)


@given(
    st.sampled_from(sorted(parts(""))),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["<", ">", '"', "&", "-1", "9" * 12, "x", ""]),
                       st.integers(0, 12)), min_size=1, max_size=4),
)  # fmt: skip
def test_damaged_parts_are_read_or_refused(
    part: str, damages: list[tuple[float, str, int]]
) -> None:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        content = archive.read(part).decode("utf-8")
    for where, put, gone in damages:
        at = int(where * len(content))
        content = content[:at] + put + content[at + gone :]
    read_or_refused(repacked(GOOD, {part: content}))
