"""A marked copy handed in again: as it is, corrected, explained, and through another program."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.explanations import MARK
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.receipt import write_receipt
from gnv_pipeline.workbooks.receipt_marks import MEMORY_SHEET, WARNING_COLOUR
from tests.conftest import Convert
from tests.workbooks.receipts import (
    CORRECTED,
    ERROR,
    INFO,
    KNOWN,
    SECRET,
    changed,
    explain,
    texts,
)


def test_a_receipt_handed_in_as_it_is_reads_as_the_file_itself(
    plan: Plan, faulty: Path, receipt: Path
) -> None:
    before = read_workbook(faulty, plan, KNOWN, file_name="f", guarded=False)
    after = read_workbook(receipt, plan, KNOWN, file_name="f", guarded=False)
    assert after.findings == before.findings
    assert after.content == before.content


def test_correcting_the_receipt_is_enough(plan: Plan, receipt: Path, tmp_path: Path) -> None:
    result = read_workbook(changed(receipt, CORRECTED), plan, KNOWN, guarded=False)
    assert [f for f in result.findings if f.severity is ERROR] == []
    assert result.content is not None
    assert result.content.held == ()
    row = result.content.keyfigures[0]
    assert (row.numerator, row.denominator) == (41, 48)
    # Correcting does not wash the marks away; the next receipt does.
    data = changed(receipt, CORRECTED)
    out = tmp_path / "k.xlsx"
    write_receipt(data, out, result, file_name="Orsa.xlsx", guarded=False)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames.count("Att rätta") == 1
    figures = book["Nyckeltal"]
    assert figures["D7"].fill.fgColor.rgb[-6:] == "FFF6C7"
    assert (figures["D7"].comment.text, figures["D7"].comment.author) == ("Räknat av MAS", "Orsa")
    assert figures["E8"].fill.fgColor.rgb[-6:] == "00FF00"
    assert book["Aktiviteter"]["K7"].comment is None
    assert figures["F8"].fill.fgColor.rgb[-6:] == WARNING_COLOUR


def test_no_marks_are_left_when_all_is_well(
    plan: Plan, receipt: Path, filled: Path, tmp_path: Path
) -> None:
    data = changed(receipt, {**CORRECTED, "Nyckeltal": {"D7": 41, "E7": 48, "D8": 30, "E8": 100}})
    result = read_workbook(data, plan, KNOWN, guarded=False)
    assert {f.severity for f in result.findings} <= {INFO}
    write_receipt(data, tmp_path / "k.xlsx", result, file_name="Orsa.xlsx", guarded=False)
    book, clean = openpyxl.load_workbook(tmp_path / "k.xlsx"), openpyxl.load_workbook(filled)
    assert book.sheetnames == ["Kvittens", *clean.sheetnames]
    for sheet in clean:
        other = book[sheet.title]
        rules, others = (
            sorted(
                (str(f.sqref), r.type, r.priority)
                for f in s.conditional_formatting
                for r in f.rules
            )
            for s in (sheet, other)
        )
        assert rules == others
        for row in sheet.iter_rows():
            for cell in row:
                if (sheet.title, cell.coordinate) != ("Nyckeltal", "E8"):
                    assert repr(other[cell.coordinate].fill) == repr(cell.fill)


def test_an_explanation_follows_the_value(plan: Plan, receipt: Path, tmp_path: Path) -> None:
    why = "Ny rutin sedan i våras."
    data, _ = explain(receipt, plan, why)
    result = read_workbook(data, plan, KNOWN, guarded=False)
    (finding,) = [f for f in result.findings if f.code == "large-change"]
    assert finding.severity is INFO
    assert result.content is not None
    row = next(row for row in result.content.keyfigures if row.gender == "M")
    assert row.comment == why
    (kept,) = result.content.explanations
    assert (kept.code, kept.sheet_id, kept.text) == ("large-change", "keyfigures", why)
    # The next receipt still holds it, so that handing that one in keeps it.
    write_receipt(data, tmp_path / "k.xlsx", result, file_name="Orsa.xlsx", guarded=False)
    again = read_workbook(tmp_path / "k.xlsx", plan, KNOWN, guarded=False)
    assert again.content == result.content
    assert again.content is not None
    assert again.content.explanations == (kept,)


def test_an_explanation_comes_after_a_comment_already_there(plan: Plan, receipt: Path) -> None:
    data, _ = explain(receipt, plan, "Ny rutin.")
    book = openpyxl.load_workbook(BytesIO(data))
    book["Nyckeltal"]["I8"] = "Uppskattat"
    out = BytesIO()
    book.save(out)
    result = read_workbook(out.getvalue(), plan, KNOWN, guarded=False)
    assert result.content is not None
    row = next(row for row in result.content.keyfigures if row.gender == "M")
    assert row.comment == "Uppskattat\nNy rutin."


def test_an_explanation_of_what_was_corrected_is_passed_over(plan: Plan, receipt: Path) -> None:
    data, _ = explain(receipt, plan, "Ny rutin.")
    book = openpyxl.load_workbook(BytesIO(data))
    book["Nyckeltal"]["D8"] = 32
    out = BytesIO()
    book.save(out)
    result = read_workbook(out.getvalue(), plan, KNOWN, guarded=False)
    assert result.content is not None
    assert result.content.explanations == ()
    assert next(r for r in result.content.keyfigures if r.gender == "M").comment is None


def test_an_identity_number_in_an_explanation_stops_it(plan: Plan, receipt: Path) -> None:
    data, cell = explain(receipt, plan, f"Gäller {SECRET}")
    result = read_workbook(data, plan, KNOWN, guarded=False)
    places = {f.place for f in result.findings if f.code == "personal-number"}
    assert places == {"Aktiviteter K7", f"Att rätta {cell}"}
    assert SECRET not in str(result.content)


def test_a_receipt_whose_first_sheet_was_deleted_or_renamed_still_works(
    plan: Plan, faulty: Path, receipt: Path, tmp_path: Path
) -> None:
    expected = read_workbook(faulty, plan, KNOWN, file_name="f", guarded=False)
    for number in (0, 1):
        book = openpyxl.load_workbook(receipt)
        if number:
            book.worksheets[0].title = "Mina anteckningar"
        else:
            del book["Att rätta"]
        path = tmp_path / f"{number}.xlsx"
        book.save(path)
        result = read_workbook(path, plan, KNOWN, file_name="f", guarded=False)
        assert result.content == expected.content
        assert write_receipt(path, tmp_path / f"k{number}.xlsx", result, guarded=False)
        again = openpyxl.load_workbook(tmp_path / f"k{number}.xlsx")
        assert again.sheetnames[0] == "Att rätta"
        assert MARK in texts(again.worksheets[0])
        assert "Mina anteckningar" not in again.sheetnames
        assert again["Nyckeltal"]["D7"].comment.text.count("Stod här förut") == 1


# --- through another program --------------------------------------------------------------------------------


@pytest.mark.full
def test_a_receipt_corrected_in_libreoffice_is_accepted(
    plan: Plan, receipt: Path, tmp_path: Path, libreoffice: Convert
) -> None:
    def convert(path: Path) -> Path:
        return libreoffice(path, to="xlsx", out=tmp_path / f"via {path.stem}")[0]

    def recalculated(sheet: Any) -> list[str]:
        return [str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1)]

    data, _ = explain(receipt, plan, "Ny rutin.")
    (tmp_path / "rättad.xlsx").write_bytes(changed(data, CORRECTED))
    passed = convert(tmp_path / "rättad.xlsx")
    result = read_workbook(passed, plan, KNOWN)
    assert [f for f in result.findings if f.severity is ERROR] == []
    assert result.content is not None
    assert result.content.held == ()
    assert result.content.keyfigures[1].comment == "Ny rutin."
    shown = openpyxl.load_workbook(passed, data_only=True)["Att rätta"]
    states = recalculated(shown)
    assert states.count("Ändrad") == 5
    assert "Allt som måste rättas är ändrat. Spara och skicka filen igen." in states
    out = tmp_path / "kvittens.xlsx"
    assert write_receipt(passed, out, result)
    book = openpyxl.load_workbook(out)
    assert book["Nyckeltal"]["D7"].fill.fgColor.rgb[-6:] == "FFF6C7"
    assert "Räknat av MAS" in book["Nyckeltal"]["D7"].comment.text
    assert "Måste rättas" not in book["Nyckeltal"]["D7"].comment.text
    assert [s for s in book.sheetnames if s.startswith(("Att rätta", MEMORY_SHEET))] == [
        "Att rätta"
    ] or MEMORY_SHEET not in book.sheetnames
    again = read_workbook(out, plan, KNOWN)
    assert again.content is not None
    assert again.content.keyfigures == result.content.keyfigures
    assert (
        read_grid(out).sheets[0].title == "Att rätta"
        or read_grid(out).sheets[0].title == "Kvittens"
    )
