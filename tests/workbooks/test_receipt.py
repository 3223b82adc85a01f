"""The marked copy: what it shows, that nothing else changes, and that correcting it works."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.findings import Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.answer import LINES, answer_mail
from gnv_pipeline.workbooks.explanations import MARK
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.layout import layout
from gnv_pipeline.workbooks.reading import Expected, read_workbook
from gnv_pipeline.workbooks.receipt import write_receipt
from gnv_pipeline.workbooks.receipt_marks import ERROR_COLOUR, MEMORY_SHEET, WARNING_COLOUR
from gnv_pipeline.workbooks.rows import EarlierValue, History, ReadResult
from tests.workbooks.conftest import KOMMUN, YEAR, edited
from tests.workbooks.test_round_trip import some_content

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
KNOWN = History(values=(EarlierValue("no3", KOMMUN, 2025, "M", None, 31.0, 100.0),))
SECRET = "121212-1212"
FAULTS = {
    "Nyckeltal": {"D7": 48, "E7": 41, "D8": 78, "E8": 100, "H8": None},
    "Självskattning": {"D8": 7, "E9": "Ring 070-123 45 67"},
    "Aktiviteter": {"K7": f"Se {SECRET}"},
    "Inlämning": {"B11": "=2+2"},
}
CORRECTED = {
    "Nyckeltal": {"D7": 41, "E7": 48},
    "Självskattning": {"D8": "4 Stämmer till stor del", "E9": "Samtal"},
    "Aktiviteter": {"K7": "Det går bra."},
    "Inlämning": {"B11": 4},
}
Receipts = Callable[..., tuple[Path, ReadResult]]


@pytest.fixture(scope="module")
def filled(plan: Plan, kommun_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with everything filled in and nothing wrong."""
    path = tmp_path_factory.mktemp("ifyllda") / "Orsa 2026.xlsx"
    fill_workbook(kommun_template, path, some_content(plan))
    return path


@pytest.fixture(scope="module")
def faulty(filled: Path) -> Path:
    """The same with faults of several kinds, one sender's own comment and own colour."""

    def own(book: Any) -> None:
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill

        book["Nyckeltal"]["D7"].comment = Comment("Räknat av MAS", "Orsa")
        book["Nyckeltal"]["E8"].fill = PatternFill("solid", fgColor="00FF00")

    path = filled.parent / "Orsa 2026 fel.xlsx"
    path.write_bytes(edited(filled, FAULTS, own))
    return path


@pytest.fixture(scope="module")
def receipt(plan: Plan, faulty: Path) -> Path:
    out = faulty.parent / "kvittens" / "Orsa 2026 kvittens.xlsx"
    assert write_receipt(faulty, out, read_workbook(faulty, plan, KNOWN, guarded=False))
    return out


def changed(path: Path, edits: dict[str, dict[str, Any]]) -> bytes:
    """As somebody would change it in Excel, everything else kept."""
    book = openpyxl.load_workbook(path, rich_text=True)
    for title, cells in edits.items():
        for address, value in cells.items():
            book[title][address].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def line_of(sheet: Any, place: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == place)


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
    rules = {
        (str(found.sqref), rule.priority, rule.formula[0])
        for found in openpyxl.load_workbook(receipt)["Nyckeltal"].conditional_formatting
        for rule in found.rules
    }
    ours = [priority for _, priority, formula in rules if "Att rätta" in formula]
    theirs = [priority for _, priority, formula in rules if "Att rätta" not in formula]
    assert ours
    assert max(ours) < min(theirs)


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


# --- reading it back -----------------------------------------------------------------------------------


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


def explain(receipt: Path, plan: Plan, text: str) -> tuple[bytes, str]:
    sheet = openpyxl.load_workbook(receipt).worksheets[0]
    cell = f"G{line_of(sheet, 'Nyckeltal F8')}"
    assert not sheet[cell].protection.locked
    return changed(receipt, {"Att rätta": {cell: text}}), cell


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


# --- the answer for an e-mail ------------------------------------------------------------------------------


def test_the_answer_says_what_and_where_in_few_lines(plan: Plan, faulty: Path) -> None:
    answer = answer_mail(read_workbook(faulty, plan, KNOWN, guarded=False))
    lines = answer.splitlines()
    assert len(lines) <= LINES
    assert lines[2] == "Orsa kommun – Orsa 2026 fel.xlsx: Mottagen – 4 rader väntar på rättning."
    assert "Måste rättas – Nyckeltal D7: Ni har skrivit 48 i D7" in answer
    assert "Kontrollera – Nyckeltal F8" in answer
    assert SECRET not in answer
    assert "Er egen fil med markeringar är bifogad. Rätta i den och skicka den igen." in lines


def test_the_answer_is_never_long(plan: Plan, kommun_template: Path) -> None:
    rows = (8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21, 22)
    data = edited(kommun_template, {"Självskattning": {f"D{row}": "Kanske" for row in rows},
                                    "Nyckeltal": {"D7": "ca 5", "E7": "x y"}})  # fmt: skip
    result = read_workbook(data, plan, file_name="f.xlsx", guarded=False)
    answer = answer_mail(result)
    assert len(answer.splitlines()) <= LINES
    assert "… och 7 till, som står i den bifogade filen." in answer


@pytest.mark.parametrize("stored", [True, False])
def test_a_clean_file_is_thanked_for(plan: Plan, filled: Path, stored: bool) -> None:
    answer = answer_mail(read_workbook(filled, plan, guarded=False), stored=stored)
    assert ("Mottagen." if stored else "Går att ta emot.") in answer
    assert "Tack! Ni behöver inte göra något mer." in answer


def test_a_refusal_says_where_it_stopped(plan: Plan) -> None:
    answer = answer_mail(read_workbook(b"%PDF-1.7", plan, file_name="svar.pdf"))
    assert "svar.pdf: Filen kunde inte tas emot. Inget är sparat." in answer
    assert "steg 1 av 7 (filen)" in answer
    assert "Det här är en PDF" in answer


# --- through another program --------------------------------------------------------------------------------


@pytest.mark.full
def test_a_receipt_corrected_in_libreoffice_is_accepted(
    plan: Plan, receipt: Path, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")

    def convert(path: Path) -> Path:
        out = tmp_path / f"via {path.stem}"
        profile = (tmp_path / "profil").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
        subprocess.run(
            [*command, "--outdir", str(out), str(path)],
            check=True,
            capture_output=True,
            timeout=240,
        )
        return out / path.name

    def recalculated(sheet: Any) -> list[str]:
        return [str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1)]

    data, _ = explain(receipt, plan, "Ny rutin.")
    (tmp_path / "rättad.xlsx").write_bytes(changed_data(data))
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


def changed_data(data: bytes) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    for title, cells in CORRECTED.items():
        for address, value in cells.items():
            book[title][address].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()
