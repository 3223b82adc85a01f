"""The room's own reader: every cell as openpyxl reads it, and sound files that openpyxl cannot open."""

from __future__ import annotations

import datetime as dt
import math
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel

from gnv_pipeline.excel import number_formats
from gnv_pipeline.excel.grid import Grid, Value, read_grid
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from tests.excel.build import (
    STRICT_MAIN,
    STRICT_REL,
    filled,
    one_row,
    parts,
    relations,
    repacked,
    rows,
    zipped,
)

Seen = dict[tuple[str, int, int], tuple[type, Value, str, bool, bool]]


def ours(grid: Grid) -> Seen:
    return {
        (sheet.title, *place): (
            type(cell.value), cell.value, cell.number_format, cell.is_formula, cell.is_error,
        )
        for sheet in grid.sheets
        for place, cell in sheet.cells.items()
    }  # fmt: skip


def theirs(data: bytes) -> tuple[Seen, bool]:
    """What openpyxl reads, and whether it needed its read-only mode for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            values, formulas = (
                openpyxl.load_workbook(BytesIO(data), data_only=only) for only in (True, False)
            )
            plain = False
        except KeyError:  # it refers to a part that is not there
            values, formulas = (
                openpyxl.load_workbook(BytesIO(data), data_only=only, read_only=True)
                for only in (True, False)
            )
            plain = True
        found: Seen = {}
        for sheet, other in zip(values.worksheets, formulas.worksheets, strict=True):
            held = set()
            for place, cell in cells_of(other, plain):
                if cell.data_type == "f":
                    held.add(place)
            for place, cell in cells_of(sheet, plain):
                empty = cell.value is None or not str(cell.value).strip()
                if empty and place not in held:
                    continue
                found[sheet.title, *place] = (
                    type(cell.value), cell.value, cell.number_format, place in held,
                    cell.data_type == "e",
                )  # fmt: skip
    return found, plain


def cells_of(sheet: object, plain: bool) -> list[tuple[tuple[int, int], openpyxl.cell.Cell]]:
    if not plain:
        return list(sheet._cells.items())  # type: ignore[attr-defined]
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    return [
        ((cell.row, cell.column), cell)
        for row in sheet.iter_rows()  # type: ignore[attr-defined]
        for cell in row
        if cell.value is not None
    ]


def test_real_files_read_as_openpyxl_reads_them(shared_data: Path) -> None:
    compared = by_the_other_way = 0
    for path in sorted((shared_data / "workbooks").rglob("*.xlsx")):
        if path.stat().st_size > 100_000:
            continue  # the larger ones take openpyxl seconds
        data = path.read_bytes()
        expected, plain = theirs(data)
        assert ours(read_grid(data)) == expected, path.name
        compared += len(expected)
        by_the_other_way += plain
    assert compared > 30_000
    assert by_the_other_way >= 5  # plain openpyxl.load_workbook cannot open these


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30
).filter(lambda text: not text.startswith(("=", "{=")) and "_x" not in text)
written = st.one_of(
    texts,
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.dates(dt.date(1900, 3, 1)),
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=99)).map(
        lambda span: dt.timedelta(seconds=int(span.total_seconds()))
    ),
)
places = st.tuples(st.integers(1, 60), st.integers(1, 40))


@given(st.dictionaries(places, written, max_size=12))
def test_what_openpyxl_saves_is_read_as_it_reads(cells: dict[tuple[int, int], Value]) -> None:
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        book.active.cell(row, column).value = value
    out = BytesIO()
    book.save(out)
    assert ours(read_grid(out.getvalue())) == theirs(out.getvalue())[0]


# Not [h]:mm, since openpyxl is a second off in durations of centuries.
FORMATS = ["0.0%", "yyyy-mm-dd", "h:mm", '0 "dagar"', "#,##0.00", '[Red]0;"d"', "d mmm", "@"]


@given(st.lists(st.tuples(written, st.sampled_from(FORMATS)), max_size=10), st.booleans())
def test_what_xlsxwriter_saves_is_read_as_openpyxl_reads(
    cells: list[tuple[Value, str]], inline: bool
) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": inline}) as book:
        sheet = book.add_worksheet("Blad å")
        for row, (value, code) in enumerate(cells):
            sheet.write(row, row % 3, value, book.add_format({"num_format": code}))
            sheet.write_formula(row, 5, "=1+1", None, row)
    assert ours(read_grid(out.getvalue())) == theirs(out.getvalue())[0]


pieces = st.lists(
    st.sampled_from(
        [*"ymdhs0#.;@%", "[h]", "[mm]", "[Red]", "[$-41D]", '"dag"', '"', "\\d", "_d", "General", " "]
    ),
    max_size=8,
).map("".join)  # fmt: skip


@given(pieces)
def test_which_formats_are_dates_is_told_as_openpyxl_tells(code: str) -> None:
    # An odd quote, and a sign that itself follows a sign, mean nothing in particular to Excel.
    assume(code.count('"') % 2 == 0)
    assume("\\d_" not in code and "_d\\" not in code)
    assert number_formats.is_date(code) == is_date_format(code)
    if is_date_format(code):
        assert number_formats.is_elapsed(code) == is_timedelta_format(code)


@pytest.mark.parametrize(
    ("days", "span"),
    [
        (1.25, dt.timedelta(hours=30)),
        (0, dt.timedelta(0)),
        (244835.0020949074, dt.timedelta(days=244835, seconds=181)),
    ],
)
def test_durations_go_beyond_a_day(days: float, span: dt.timedelta) -> None:
    epoch = number_formats.EPOCH_1900
    assert number_formats.as_date(days, epoch, elapsed=True) == span


@pytest.mark.parametrize("number", sorted(BUILTIN_FORMATS))
def test_built_in_formats_mean_the_same(number: int) -> None:
    code = number_formats.format_code(number, {})
    assert number_formats.is_date(code) == is_date_format(BUILTIN_FORMATS[number])
    assert ("%" in code) == ("%" in BUILTIN_FORMATS[number])


@given(
    st.one_of(st.integers(-700_000, 3_000_000), st.floats(-700_000, 3_000_000)),
    st.sampled_from([number_formats.EPOCH_1900, number_formats.EPOCH_1904]),
)
def test_serial_numbers_are_the_same_days(serial: float, epoch: dt.datetime) -> None:
    def outcome(read: object, *arguments: object) -> object:
        try:
            return read(*arguments)  # type: ignore[operator]
        except (OverflowError, ValueError):
            return None

    assert outcome(number_formats.as_date, serial, epoch) == outcome(from_excel, serial, epoch)


@pytest.mark.parametrize(
    ("cell", "value", "is_error"),
    [
        ('<c r="A1"><v>45</v></c>', 45, False),
        ('<c r="A1"><v>4.50</v></c>', 4.5, False),
        ('<c r="A1"><v>1E3</v></c>', 1000.0, False),
        ('<c r="A1"><v> 7 </v></c>', 7, False),
        ('<c r="A1" t="str"><f>B1</f><v>ja</v></c>', "ja", False),
        ('<c r="A1" t="s"><v>0</v></c>', "Orsa kommun", False),
        ('<c r="A1" t="inlineStr"><is><t>Rä</t><r><t>tt</t></r><rPh><t>x</t></rPh></is></c>', "Rätt", False),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_\nb_x005F_x000D_</t></is></c>', "a\r\nb_x000D_", False),
        ('<c r="A1" t="b"><v>1</v></c>', True, False),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!", True),
        ('<c r="A1" t="d"><v>2026-05-03T00:00:00</v></c>', dt.datetime(2026, 5, 3), False),
        ('<c r="A1" s="1"><v>0.256</v></c>', 0.256, False),
        ('<c r="A1" s="2"><v>46145</v></c>', dt.datetime(2026, 5, 3), False),
        # damaged content: that cell is an error or shows what stands there, the others are read
        ('<c r="A1"><v>None</v></c>', "None", False),
        ('<c r="A1"><v>1_000</v></c>', "1_000", False),
        ('<c r="A1"><v>nan</v></c>', "nan", False),
        ('<c r="A1" t="s"><v>99</v></c>', "#VALUE!", True),
        ('<c r="A1" t="s"><v>x</v></c>', "#VALUE!", True),
        ('<c r="A1" t="b"><v>kanske</v></c>', "#VALUE!", True),
        ('<c r="A1" s="2"><v>9e15</v></c>', "#VALUE!", True),
        ('<c r="A1" s="99"><v>5</v></c>', 5, False),
    ],
)  # fmt: skip
def test_a_cell_is_read_by_its_type(cell: str, value: Value, is_error: bool) -> None:
    data = zipped(
        parts(
            one_row(cell, '<c r="B1"><v>1</v></c>'),
            shared=["<r><t>Orsa </t></r><r><t>kommun</t></r><rPh><t>x</t></rPh>"],
            formats=["0.0%", "yyyy-mm-dd"],
        )
    )
    (sheet,) = read_grid(data).sheets
    first = sheet.cells[1, 1]
    assert (first.value, first.is_error) == (value, is_error)
    assert type(first.value) is type(value)
    assert sheet.cells[1, 2].value == 1


def test_formats_of_rules_are_not_formats_of_cells() -> None:
    data = zipped(parts(one_row('<c r="A1" s="1"><v>0.5</v></c>'), formats=["0.00"]))
    cell = read_grid(data).sheets[0].cells[1, 1]
    assert cell.number_format == "0.00"  # a conditional format declares the same id as a percentage


def test_places_are_counted_where_none_are_written() -> None:
    data = zipped(
        parts(rows('<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c/><c><v>3</v></c></row>'))
    )
    (sheet,) = read_grid(data).sheets
    assert {cell.address: cell.value for cell in sheet.cells.values()} == {
        "A1": 1,
        "B1": 2,
        "B5": 3,
    }


def test_dates_of_the_1904_system() -> None:
    data = zipped(
        parts(
            one_row('<c r="A1" s="1"><v>0</v></c>', '<c r="B1" s="1"><v>44683</v></c>'),
            formats=["yyyy-mm-dd"],
            book='<workbookPr date1904="1"/>',
        )
    )
    cells = read_grid(data).sheets[0].cells
    assert cells[1, 2].value == dt.datetime(2026, 5, 3)


def test_what_lies_under_a_merged_cell_is_not_seen() -> None:
    inside = one_row('<c r="A1"><v>1</v></c>', '<c r="B1"><v>2</v></c>', '<c r="D1"><v>4</v></c>')
    for reference in ("A1:B2", "A1:C1048576"):
        data = zipped(parts(f'{inside}<mergeCells><mergeCell ref="{reference}"/></mergeCells>'))
        (sheet,) = read_grid(data).sheets
        assert [cell.address for cell in sheet.cells.values()] == ["A1", "D1"]


def test_sheets_keep_order_and_state_and_charts_are_no_sheets() -> None:
    made = parts("", "", "")
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace(
        'name="Blad2"', 'name="Blad2" state="veryHidden"'
    )
    made["xl/_rels/workbook.xml.rels"] = str(made["xl/_rels/workbook.xml.rels"]).replace(
        'worksheet" Target="worksheets/sheet3.xml', 'chartsheet" Target="worksheets/sheet3.xml'
    )
    grid = read_grid(zipped(made))
    assert [(sheet.title, sheet.state) for sheet in grid.sheets] == [
        ("Blad1", "visible"),
        ("Blad2", "veryHidden"),
    ]


def test_files_of_the_strict_standard_are_read() -> None:
    strict = parts(
        one_row('<c r="A1" t="s"><v>0</v></c>'),
        shared=["<t>hej</t>"],
        main=STRICT_MAIN,
        base=STRICT_REL,
    )
    assert read_grid(zipped(strict)).sheets[0].cells[1, 1].value == "hej"


def test_names_with_other_slashes_and_prefixes_are_read() -> None:
    made = parts(one_row('<c r="A1"><v>7</v></c>'))
    sheet = str(made["xl/worksheets/sheet1.xml"]).replace(
        "<worksheet xmlns=", "<worksheet xmlns:x="
    )
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        for begin in ("<", "</"):
            for end in (">", " "):
                sheet = sheet.replace(f"{begin}{name}{end}", f"{begin}x:{name}{end}")
    made["xl/worksheets/sheet1.xml"] = sheet
    renamed = {name.replace("/", "\\").replace("xl\\", "XL\\"): made[name] for name in made}
    data = zipped(renamed)
    assert read_grid(data).sheets[0].cells[1, 1].value == 7
    assert read_grid(data).preflight.cells == 1


def broken_drawing(data: bytes) -> bytes:
    """As R writes: the sheet refers to a drawing and comments that are not in the file."""
    rels = relations(
        [("rId1", "drawing", "../drawings/drawing1.xml"), ("rId2", "comments", "../comments1.xml")]
    )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    sheet = sheet.replace(
        "</worksheet>",
        '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'r:id="rId1"/></worksheet>',
    )
    return repacked(
        data, {"xl/worksheets/sheet1.xml": sheet, "xl/worksheets/_rels/sheet1.xml.rels": rels}
    )


def broken_styles(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        styles = archive.read("xl/styles.xml").decode("utf-8")
    return repacked(
        data, {"xl/styles.xml": styles.replace("<font>", '<font><color rgb="rött"/>', 1)}
    )


def broken_rule(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    rule = '<pageSetup orientation="på tvären"/></worksheet>'
    return repacked(data, {"xl/worksheets/sheet1.xml": sheet.replace("</worksheet>", rule)})


@pytest.mark.parametrize("damage", [broken_drawing, broken_styles, broken_rule])
def test_sound_cells_are_read_where_openpyxl_gives_up(damage: object) -> None:
    cells = {"A1": "Kommun", "B2": 0.256, "C3": dt.datetime(2026, 5, 3), "D4": "=B2*2"}
    good = filled(cells)
    odd = damage(good)  # type: ignore[operator]
    with pytest.raises((KeyError, ValueError, TypeError)):
        openpyxl.load_workbook(BytesIO(odd))
    assert ours(read_grid(odd)) == ours(read_grid(good)) == theirs(good)[0]


@pytest.mark.parametrize(
    ("part", "content", "word"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row", "Blad1"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c r='7'/>", "Blad1"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c r='A9999999'/>", "Blad1"),
        ("xl/worksheets/sheet1.xml", "<a>" * 5000, "Blad1"),
        ("xl/styles.xml", "<styleSheet", "skadad"),  # without formats 25,6 % would be read as 0,256
        ("xl/sharedStrings.xml", "inte xml", "skadad"),
        ("xl/workbook.xml", "", "skadad"),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>", "blad"),
    ],
)
def test_a_damaged_part_refuses_the_file_and_says_where(part: str, content: str, word: str) -> None:
    data = zipped({**parts(one_row('<c r="A1"><v>1</v></c>')), part: content})
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(data)
    assert refused.value.reason is Reason.DAMAGED
    assert word in refused.value.message


def test_a_number_beyond_all_bounds_is_no_crash() -> None:
    data = zipped(
        parts(one_row('<c r="A1"><v>1e999</v></c>', f'<c r="B1"><v>{"9" * 5000}</v></c>'))
    )
    cells = read_grid(data).sheets[0].cells
    assert cells[1, 1].value == math.inf
    assert isinstance(cells[1, 2].value, str)
