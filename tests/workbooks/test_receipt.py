"""The marked copy: what it shows, and that nothing else changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.layout import layout
from gnv_pipeline.workbooks.reading import Expected, read_workbook
from gnv_pipeline.workbooks.receipt import write_receipt
from gnv_pipeline.workbooks.receipt_marks import ERROR_COLOUR, MEMORY_SHEET, WARNING_COLOUR
from gnv_pipeline.workbooks.rows import EarlierValue, History
from tests.workbooks.conftest import YEAR, edited
from tests.workbooks.receipts import (
    KNOWN,
    SECRET,
    line_of,
    texts,
)

# --- what it shows -----------------------------------------------------------------------------------


def test_the_first_sheet_lists_errors_first_with_links(receipt: Path) -> None:
    book = openpyxl.load_workbook(receipt)
    sheet = book.worksheets[0]
    assert (sheet.title, book.active) == ("Att rätta", sheet)
    said = texts(sheet)
    assert "Mottagen – 4 rader väntar på rättning." in said
    parts = [
        text for text in said if text.startswith(("Måste rättas (", "Kontrollera –", "Bra att"))
    ]
    assert [part.split(" (")[0] for part in parts] == [
        "Måste rättas", "Kontrollera – stämmer det här?",
    ]  # fmt: skip
    places = [
        sheet.cell(row, 2) for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).hyperlink
    ]
    assert [cell.value for cell in places] == [
        "Inlämning B11", "Nyckeltal D7", "Självskattning D8", "Aktiviteter K7",
        "Nyckeltal F8", "Självskattning E9",
    ]  # fmt: skip
    assert places[1].hyperlink.location == "'Nyckeltal'!D7"
    row = line_of(sheet, "Nyckeltal D7")
    assert sheet.cell(row, 3).value == "48 av 41"
    assert "Skriv 41 i D7 och 48 i E7" in sheet.cell(row, 5).value
    assert not any(
        view.tabSelected for other in book.worksheets[1:] for view in other.views.sheetView
    )


def test_the_state_is_a_formula_with_a_stored_value(receipt: Path) -> None:
    sheet = openpyxl.load_workbook(receipt).worksheets[0]
    shown = openpyxl.load_workbook(receipt, data_only=True).worksheets[0]
    row = line_of(sheet, "Nyckeltal D7")
    assert sheet.cell(row, 1).value == (
        '=IFERROR(IF(AND(\'Nyckeltal\'!$D$7=48,\'Nyckeltal\'!$E$7=41),"Kvar","Ändrad"),"Kvar")'
    )
    assert shown.cell(row, 1).value == "Kvar"
    assert "4 av 4 kvar att rätta" in texts(shown)
    secret = line_of(sheet, "Aktiviteter K7")
    assert "LEN('Aktiviteter'!$K$7)=14" in sheet.cell(secret, 1).value
    # values that were stored with the sender's own formulas are still there
    assert openpyxl.load_workbook(receipt, data_only=True)["Läs mig"] is not None


def test_data_about_persons_is_not_repeated(receipt: Path) -> None:
    book = openpyxl.load_workbook(receipt)
    for sheet in (book.worksheets[0], book[MEMORY_SHEET]):
        assert not [text for text in texts(sheet) if SECRET in text or "070-123" in text]
    comments = [
        cell.comment.text for sheet in book for row in sheet for cell in row if cell.comment
    ]
    assert not [text for text in comments if SECRET in text or "070-123" in text]
    row = line_of(book.worksheets[0], "Aktiviteter K7")
    assert book.worksheets[0].cell(row, 3).value == "(visas inte här)"


@pytest.mark.parametrize(
    ("sheet", "cell", "colour", "label"),
    [
        ("Nyckeltal", "D7", ERROR_COLOUR, "Måste rättas"),
        ("Självskattning", "D8", ERROR_COLOUR, "Måste rättas"),
        ("Aktiviteter", "K7", ERROR_COLOUR, "Måste rättas"),
        ("Nyckeltal", "F8", WARNING_COLOUR, "Kontrollera"),
        ("Självskattning", "E9", WARNING_COLOUR, "Kontrollera"),
    ],
)
def test_cells_are_coloured_and_commented(
    receipt: Path, sheet: str, cell: str, colour: str, label: str
) -> None:
    marked = openpyxl.load_workbook(receipt)[sheet][cell]
    assert marked.fill.fgColor.rgb[-6:] == colour
    assert marked.comment.text.startswith(label)


def test_the_mark_shows_before_the_templates_own_colours(receipt: Path) -> None:
    rules = [
        (str(found.sqref), rule.priority, rule.formula[0])
        for found in openpyxl.load_workbook(receipt)["Nyckeltal"].conditional_formatting
        for rule in found.rules
    ]
    ours = [priority for _, priority, formula in rules if "Att rätta" in formula]
    theirs = [priority for _, priority, formula in rules if "Att rätta" not in formula]
    assert ours
    assert max(ours) < min(theirs)
    # LibreOffice goes by their order in the file where ranges overlap.
    assert ["Att rätta" in formula for _, _, formula in rules] == [
        *[True] * len(ours), *[False] * len(theirs),
    ]  # fmt: skip


def test_all_else_is_as_it_was_sent(faulty: Path, receipt: Path) -> None:
    before, after = openpyxl.load_workbook(faulty), openpyxl.load_workbook(receipt)
    assert after.sheetnames == ["Att rätta", *before.sheetnames, MEMORY_SHEET]
    marked = {("Nyckeltal", "D7"), ("Nyckeltal", "F8"), ("Självskattning", "D8"),
              ("Självskattning", "E9"), ("Aktiviteter", "K7"), ("Inlämning", "B11")}  # fmt: skip
    for sheet in before:
        other = after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                there = other[cell.coordinate]
                assert there.value == cell.value
                assert there.number_format == cell.number_format
                assert repr(there.protection) == repr(cell.protection)
                assert repr(there.border) == repr(cell.border)
                assert repr(there.font) == repr(cell.font)
                if (sheet.title, cell.coordinate) not in marked:
                    assert repr(there.fill) == repr(cell.fill)
        rules, others = (s.data_validations.dataValidation for s in (sheet, other))
        assert [(r.type, str(r.sqref), r.formula1, r.prompt, r.error) for r in rules] == [
            (r.type, str(r.sqref), r.formula1, r.prompt, r.error) for r in others
        ]
        assert other.protection.sheet == sheet.protection.sheet
        assert other.sheet_state == sheet.sheet_state
        assert other.freeze_panes == sheet.freeze_panes
        assert other.print_area == sheet.print_area
        assert {k: d.width for k, d in sheet.column_dimensions.items()} == {
            k: d.width for k, d in other.column_dimensions.items()
        }
    assert set(before.defined_names) == set(after.defined_names)
    assert after["Nyckeltal"]["D7"].comment.text.endswith("Räknat av MAS")


def test_values_of_formulas_are_kept(faulty: Path, plan: Plan, tmp_path: Path) -> None:
    """In Protected View nothing is calculated: what was stored is what people see."""
    data = faulty.read_bytes()
    from tests.workbooks.conftest import sheet_parts, with_parts

    part = sheet_parts(data)["Nyckeltal"]
    import re
    import zipfile

    xml = zipfile.ZipFile(BytesIO(data)).read(part).decode("utf-8")
    xml = re.sub(r'(<c r="F7"[^>]*>)(<f>.*?</f>)<v>?\s*/?(?:</v)?>', r"\1\2<v>117.07</v>", xml)
    (tmp_path / "a.xlsx").write_bytes(with_parts(data, {part: xml.encode("utf-8")}))
    read = read_workbook(tmp_path / "a.xlsx", plan, guarded=False)
    assert write_receipt(tmp_path / "a.xlsx", tmp_path / "k.xlsx", read, guarded=False)
    assert (
        openpyxl.load_workbook(tmp_path / "k.xlsx", data_only=True)["Nyckeltal"]["F7"].value
        == 117.07
    )
    assert openpyxl.load_workbook(tmp_path / "k.xlsx")["Nyckeltal"]["F7"].value.startswith("=IF(")


def test_the_same_file_gives_the_same_bytes(
    plan: Plan, faulty: Path, receipt: Path, tmp_path: Path
) -> None:
    result = read_workbook(faulty, plan, KNOWN, guarded=False)
    for name in ("a.xlsx", "b.xlsx"):
        write_receipt(faulty, tmp_path / name, result, guarded=False)
        assert (tmp_path / name).read_bytes() == receipt.read_bytes()


# --- clean files, refused files ------------------------------------------------------------------------


def test_a_clean_workbook_gets_its_sums(plan: Plan, filled: Path, tmp_path: Path) -> None:
    result = read_workbook(filled, plan, guarded=False)
    origins = {"self_assessment": "Orsa 12 mars.xlsx, inlämnad 12 mars 2027"}
    write_receipt(filled, tmp_path / "k.xlsx", result, origins=origins, guarded=False)
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx").worksheets[0]
    said = texts(sheet)
    assert sheet.title == "Kvittens"
    assert "Mottagen. Inget måste rättas." in said
    row = line_of(sheet, "Självskattning")
    asked = len(plan.statements.statements)
    assert sheet.cell(row, 3).value == f"{asked} av {asked} svar"
    assert sheet.cell(row, 4).value == origins["self_assessment"]
    assert sheet.cell(line_of(sheet, "Aktiviteter"), 3).value == "1 rad"
    assert sheet.cell(line_of(sheet, "Nyckeltal"), 4).value == "Orsa 2026.xlsx"


def test_a_refused_template_is_marked_as_well(plan: Plan, filled: Path, tmp_path: Path) -> None:
    result = read_workbook(filled, plan, expected=Expected("2062"), guarded=False)
    assert write_receipt(filled, tmp_path / "k.xlsx", result, guarded=False)
    said = texts(openpyxl.load_workbook(tmp_path / "k.xlsx").worksheets[0])
    assert "Filen kunde inte tas emot. Inget är sparat." in said
    assert any("steg 2 av 7 (mallen)" in text for text in said)
    assert "Hela filen" in said


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", b"PK\x03\x04 not really"])
def test_what_cannot_be_opened_gets_a_receipt_of_its_own(
    plan: Plan, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "fil.xlsx").write_bytes(data)
    result = read_workbook(tmp_path / "fil.xlsx", plan)
    assert write_receipt(tmp_path / "fil.xlsx", tmp_path / "k.xlsx", result) is False
    sheet = openpyxl.load_workbook(tmp_path / "k.xlsx").worksheets[0]
    assert "Måste rättas (1)" in texts(sheet)
    assert (tmp_path / "k.xlsx").read_bytes()[:2] == b"PK"


def test_many_like_warnings_are_grouped_ten_shown(plan: Plan, blank: Any, tmp_path: Path) -> None:
    areas = plan.kommuner
    known = History(
        values=tuple(EarlierValue("na2", a.id, 2025, "T", None, 90.0, 100.0) for a in areas)
    )
    sheet = layout(plan, YEAR, 1, plan.region.id).by_id["keyfigures"]
    rows = [row for row in sheet.rows if row.inputs]
    cells = {}
    for number, row in enumerate(rows):
        cells[sheet.cell(row, "numerator")] = 20 + number
        cells[sheet.cell(row, "denominator")] = 100
    path = tmp_path / "region.xlsx"
    path.write_bytes(edited(blank(plan, plan.region.id), {"Nyckeltal": cells}))
    result = read_workbook(path, plan, known, guarded=False)
    warnings = [f for f in result.findings if f.code == "large-change"]
    assert len(warnings) == len(rows) > 10
    write_receipt(path, tmp_path / "k.xlsx", result, guarded=False)
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    said = texts(book.worksheets[0])
    assert sum(1 for text in said if text == "large-change") == 10
    assert any(f"… och {len(rows) - 10} till av samma slag" in text for text in said)
    coloured = [f.cell for f in warnings
                if book["Nyckeltal"][f.cell].fill.fgColor.rgb[-6:] == WARNING_COLOUR]  # fmt: skip
    assert len(coloured) == len(rows)
