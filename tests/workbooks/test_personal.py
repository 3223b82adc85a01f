"""Data about persons: known, stopped or asked about, and never repeated."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.personal import (
    covered,
    has_contact,
    has_doubtful_number,
    has_personal_number,
)
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.receipt import write_receipt
from gnv_pipeline.workbooks.rows import ReadResult
from tests.workbooks.conftest import Edits, edited

NUMBERS = ["121212-1212", "19121212-1212", "1912-12-12-1212", "121272-1219", "191212121212"]


@pytest.fixture
def read(plan: Plan, kommun_template: Path) -> Callable[..., ReadResult]:
    def reading(edits: Edits, change: Any = None) -> ReadResult:
        return read_workbook(edited(kommun_template, edits, change), plan, guarded=False)

    return reading


def found(result: ReadResult, code: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.code == code]


def checked(nine: str) -> str:
    """Nine figures with their check digit."""
    total = 0
    for index, figure in enumerate(nine):
        value = int(figure) * (2 - index % 2)
        total += value // 10 + value % 10
    return nine + str(-total % 10)


@given(
    day=st.dates(), serial=st.integers(0, 999), century=st.booleans(), coordination=st.booleans(),
    dash=st.sampled_from(["", "-", "+", "–", " "]), before=st.sampled_from(["", "Se ", "nr:"]),
)  # fmt: skip
def test_every_valid_number_is_known(
    day: Any, serial: int, century: bool, coordination: bool, dash: str, before: str
) -> None:
    number = f"{day:%m}{day.day + 60 * coordination:02d}"
    ten = checked(f"{day.year % 100:02d}{number}{serial:03d}")
    if day.month == 2 and day.day == 29:
        return  # whether 1900 was a leap year can't be told from two figures
    text = f"{before}{'19' if century else ''}{ten[:6]}{dash}{ten[6:]}."
    assert has_personal_number(text)
    assert ten[6:] not in covered(text)
    wrong = ten[:-1] + str((int(ten[-1]) + 1) % 10)
    slip = f"{before}{wrong[:6]}-{wrong[6:]}"
    assert not has_personal_number(slip)
    assert has_doubtful_number(slip)
    assert wrong[6:] not in covered(slip)


@pytest.mark.parametrize(
    "text",
    ["310299-1234", "2026-03-19", "120230-1219", "0250-55 21 00", "1 234 567 890", "2034-2026-1"],
)
def test_what_cannot_be_a_date_of_birth_is_nothing(text: str) -> None:
    assert not has_personal_number(text)
    assert not has_doubtful_number(text)


@pytest.mark.parametrize(
    "text",
    ["20260319 1430", "2026-03-19 – 2027", "2026-03-19-2027", "0701234567", "nr 12345678901234"],
)
def test_dates_with_times_and_telephones_are_no_doubt(text: str) -> None:
    assert not has_doubtful_number(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Ring 0250-55 21 00", True),
        ("070-123 45 67", True),
        ("+46 70 123 45 67", True),
        ("0046701234567", True),
        ("08-123 456 78", True),
        ("maria.svensson@orsa.example", True),
        ("Möte 2026-03-19", False),
        ("45 av 180", False),
        ("0,5", False),
        ("klockan 08.00 till 16.30", False),
        ("2034-2026-12", False),
        ("@rubrik", False),
    ],
)
def test_addresses_and_telephones_are_known(text: str, known: bool) -> None:
    assert has_contact(text) is known


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Aktiviteter", "K7"), ("Nyckeltal", "D7"), ("Nyckeltal", "H7"), ("Självskattning", "E8"),
     ("Inlämning", "B8"), ("Inlämning", "B10"), ("Lokal plan", "C8"), ("Stöd och hinder", "B7")],
)  # fmt: skip
def test_an_identity_number_stops_its_row_and_is_not_repeated(
    read: Callable[..., ReadResult], sheet: str, cell: str, number: str
) -> None:
    text = f"Hon, {number}, behöver hjälp"
    result = read({sheet: {cell: text}})
    (finding,) = found(result, "personal-number")
    assert (finding.severity, finding.sheet, finding.cell) == (Severity.ERROR, sheet, cell)
    assert finding.value is None
    assert number not in "".join(str(f.as_dict()) for f in result.findings)
    assert result.content is not None
    assert len(result.content.held) == 1
    assert number not in str(result.content)


def test_an_identity_number_outside_the_form_is_found(read: Callable[..., ReadResult]) -> None:
    result = read({"Nyckeltal": {"M30": "121212-1212"}, "Läs mig": {"F40": 191212121212}})
    places = {finding.place for finding in found(result, "personal-number")}
    assert places == {"Nyckeltal M30", "Läs mig F40"}


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Aktiviteter", "B7"), ("Nyckeltal", "I7"), ("Inlämning", "B7"), ("Stöd och hinder", "B7"),
     ("Nyckeltal", "M30")],
)  # fmt: skip
def test_a_number_with_another_check_digit_is_asked_about(
    read: Callable[..., ReadResult], sheet: str, cell: str
) -> None:
    number = "121212-1213"
    result = read({sheet: {cell: f"Hon, {number}, behöver hjälp"}})
    (finding,) = found(result, "personal-number-doubtful")
    assert (finding.severity, finding.sheet, finding.cell) == (Severity.WARNING, sheet, cell)
    assert finding.value is None
    assert number not in "".join(str(f.as_dict()) for f in result.findings)
    assert result.content is not None
    assert result.content.held == ()


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("Gäller 121212-1212", "personal-number", Severity.ERROR),
        ("Gäller 121212-1213", "personal-number-doubtful", Severity.WARNING),
        ("Fråga maria@orsa.example", "contact-details", Severity.WARNING),
        ("Ring 070-123 45 67", "contact-details", Severity.WARNING),
    ],
)
def test_notes_on_cells_are_looked_through(
    read: Callable[..., ReadResult], text: str, code: str, severity: Severity
) -> None:
    def note(book: Any) -> None:
        book["Nyckeltal"]["D7"].comment = Comment(f"Maria:\n{text}", "Maria")

    result = read({"Nyckeltal": {"D7": 40, "E7": 180}}, note)
    (finding,) = found(result, code)
    assert (finding.severity, finding.place) == (severity, "Nyckeltal D7")
    assert "anteckning" in finding.message
    assert text.split()[-1] not in "".join(str(f.as_dict()) for f in result.findings)
    assert result.content is not None
    assert result.content.keyfigures[0].numerator == 40


def test_a_receipt_does_not_remember_a_note_about_a_person(
    read: Callable[..., ReadResult], plan: Plan, kommun_template: Path, tmp_path: Path
) -> None:
    """Its writer can't see that sheet; taking the note away in the receipt is enough."""

    def note(book: Any) -> None:
        book["Nyckeltal"]["D7"].comment = Comment("Se 121212-1212", "Maria")

    sent = edited(kommun_template, {"Nyckeltal": {"D7": 40, "E7": 180}}, note)
    out = tmp_path / "kvittens.xlsx"
    write_receipt(sent, out, read_workbook(sent, plan, guarded=False), file_name="f.xlsx")
    again = read_workbook(out, plan, guarded=False)
    assert [f.place for f in found(again, "personal-number")] == ["Nyckeltal D7"]

    def clear(book: Any) -> None:
        book["Nyckeltal"]["D7"].comment = None

    mended = edited(out, {}, clear)
    assert found(read_workbook(mended, plan, guarded=False), "personal-number") == []
    with zipfile.ZipFile(BytesIO(mended)) as archive:
        assert not any(b"1212-1212" in archive.read(name) for name in archive.namelist())


def test_addresses_are_asked_about_and_kept(read: Callable[..., ReadResult]) -> None:
    address = "maria.svensson@orsa.example"
    result = read(
        {
            "Aktiviteter": {"B7": f"Fråga {address}", "C7": "Nära för mig", "G7": "Pågående"},
            "Inlämning": {"B8": "aldre@orsa.example", "B7": "MAS, 0250-55 21 00"},
        }
    )
    (finding,) = found(result, "contact-details")
    assert (finding.severity, finding.place) == (Severity.WARNING, "Aktiviteter B7")
    assert finding.value is None
    assert address not in str(finding.as_dict())
    assert result.content is not None
    assert address in str(result.content.activities[0].values["name"])


def test_an_address_in_a_list_is_covered_in_what_is_said(
    read: Callable[..., ReadResult],
) -> None:
    address = "maria.svensson@orsa.example"
    result = read({"Aktiviteter": {"B7": "Hembesök", "C7": address, "G7": "Pågående"}})
    (finding,) = found(result, "not-in-list")
    assert "[visas inte]" in finding.message
    assert address not in "".join(str(f.as_dict()) for f in result.findings)
