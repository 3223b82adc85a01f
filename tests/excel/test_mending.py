"""Files whose end is damaged: read where all their parts are proved whole, refused otherwise."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.excel import wire
from gnv_pipeline.excel.cautions import cautions
from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.excel.mending import mended
from gnv_pipeline.excel.preflight import Limits
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.excel.sandbox import read_guarded
from tests.excel.build import filled, repacked
from tests.excel.hostile import packed_bomb

SOUND = filled({"B2": "hej", "C3": 45, "D4": 0.25})
DIRECTORY = SOUND.index(b"PK\x01\x02")


def reason_of(data: bytes, **more: Limits) -> Reason:
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(data, **more)
    return refused.value.reason


@pytest.mark.parametrize("end", [DIRECTORY, DIRECTORY + 10, len(SOUND) - 30, len(SOUND) - 1])
def test_a_file_cut_in_its_directory_is_read_and_told(end: int) -> None:
    grid = read_grid(SOUND[:end])
    assert grid.sheets == read_grid(SOUND).sheets
    assert grid.mended
    assert [finding.code for finding in cautions(grid)] == ["file-mended"]
    assert read_guarded(SOUND[:end]) == grid
    assert wire.unpack(wire.pack(grid)) == grid


def test_a_sound_file_is_not_touched() -> None:
    assert mended(SOUND) is None
    assert not read_grid(SOUND).mended


def test_noise_for_a_directory_is_read() -> None:
    assert read_grid(SOUND[:DIRECTORY] + b"\x07" * 300).sheets == read_grid(SOUND).sheets


@given(st.integers(0, len(SOUND)))
def test_a_file_cut_anywhere_is_read_whole_or_refused(end: int) -> None:
    try:
        grid = read_grid(SOUND[:end])
    except WorkbookRefused:
        assert end < DIRECTORY
    else:
        assert grid.sheets == read_grid(SOUND).sheets


@given(st.integers(0, DIRECTORY - 1), st.integers(0, 7))
def test_damage_in_a_part_as_well_is_never_read_as_other_cells(place: int, bit: int) -> None:
    data = bytearray(SOUND[:DIRECTORY])
    data[place] ^= 1 << bit
    try:
        grid = read_grid(bytes(data))
    except WorkbookRefused:
        return
    assert grid.sheets == read_grid(SOUND).sheets


@pytest.mark.parametrize(
    "lost", ["xl/styles.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
)
def test_a_part_that_is_named_and_not_there_refuses_the_file(lost: str) -> None:
    data = repacked(SOUND, {lost: None})
    assert reason_of(data[: data.index(b"PK\x01\x02")]) is Reason.DAMAGED


def test_a_part_that_stands_twice_refuses_the_file() -> None:
    out = BytesIO(SOUND)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    data = out.getvalue()
    assert reason_of(data[: data.index(b"PK\x01\x02")]) is Reason.DAMAGED


def test_parts_whose_size_stands_after_them_cannot_be_proved() -> None:
    data = bytearray(SOUND[:DIRECTORY])
    (flags,) = struct.unpack_from("<H", data, 6)
    struct.pack_into("<H", data, 6, flags | 8)
    assert reason_of(bytes(data)) is Reason.DAMAGED


def test_the_limits_hold_for_mended_files_too() -> None:
    bomb = packed_bomb()
    assert reason_of(bomb[: bomb.rindex(b"PK\x01\x02")]) is Reason.TOO_LARGE
    assert reason_of(SOUND[:-5], limits=Limits(parts=3)) is Reason.TOO_LARGE
