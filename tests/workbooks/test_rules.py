"""Every rule: what somebody wrote, what is said of it, and that everything else is taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.personal import has_personal_number
from gnv_pipeline.workbooks.rows import EarlierValue, History, ReadResult
from tests.workbooks.conftest import KOMMUN, only

GOOD_ROW = {"D8": 40, "E8": 180}
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
HELD = ("keyfigures", f"no3|{KOMMUN}|K", "Nyckeltal")


@pytest.mark.parametrize(
    ("cells", "code", "cell", "said"),
    [
        ({"D7": 48, "E7": 41}, "numerator-above-denominator", "D7", "Skriv 41 i D7 och 48 i E7"),
        ({"D7": 5, "E7": 0}, "denominator-zero", "E7", "Ej aktuellt"),
        ({"D7": -5, "E7": 41}, "negative", "D7", "utan minustecken"),
        ({"D7": 4.5, "E7": 41}, "not-whole", "D7", "utan decimaler"),
        ({"D7": (0.25, "0%"), "E7": 41}, "percent-in-count", "D7", "andel"),
        ({"D7": "25 %", "E7": 41}, "percent-in-count", "D7", "antalet"),
        ({"D7": 5}, "half-filled", "E7", "Skriv talet i E7"),
        ({"E7": 41}, "half-filled", "D7", "Skriv talet i D7"),
        ({"D7": 5, "E7": 41, "H7": "Ej mätt"}, "value-and-reason", "H7", "töm H7"),
        ({"D7": 5, "E7": ".."}, "value-and-reason", "E7", "töm E7"),
        (
            {"D7": "ca 45", "E7": 180},
            "approximate",
            "D7",
            "45. Vet ni inte exakt: skriv ert bästa tal i D7",
        ),
        ({"D7": "<5", "E7": 41}, "below-or-above", "D7", "välj skälet i H7"),
        ({"D7": "45–50", "E7": 180}, "range", "D7", "till exempel 45"),
        ({"D7": dt.date(2026, 5, 3), "E7": 41}, "date", "D7", "datum"),
        ({"D7": True, "E7": 41}, "boolean", "D7", "SANT"),
        ({"D7": "=1/0", "E7": 41}, "formula-without-value", "D7", "formel"),
        ({"D7": "#DIV/0!", "E7": 41}, "excel-error", "D7", "#DIV/0!"),
        (
            {"D7": "1.234", "E7": 4100},
            "ambiguous-number",
            "D7",
            "Menar ni 1234: skriv 1234 utan punkt",
        ),
        ({"D7": "1.040", "E7": 4100}, "ambiguous-number", "D7", "skriv 1040"),
        ({"D7": "4 st", "E7": 41}, "not-a-number", "D7", "Skriv bara 4."),
        ({"D7": "1 040 personer", "E7": 4100}, "not-a-number", "D7", "Skriv bara 1040."),
        ({"D7": 1.04, "E7": 4100}, "not-whole", "D7", "Menar ni 1040: skriv 1040"),
        ({"D7": "25 %", "E7": 180}, "percent-in-count", "D7", "25\u00a0% av 180 är 45"),
        ({"D7": (0.25, "0%"), "E7": 180}, "percent-in-count", "D7", "25\u00a0% av 180 är 45"),
        ({"D7": 0.25, "E7": 180}, "not-whole", "D7", "25\u00a0% av 180 är 45"),
        ({"D7": "färre än 5", "E7": 41}, "below-or-above", "D7", "till exempel 4."),
        ({"D7": "1 200–1 300", "E7": 4100}, "range", "D7", "till exempel 1200"),
        ({"D7": "fem", "E7": 41}, "not-a-number", "D7", "fem"),
        ({"D7": 5, "E7": 41, "I7": "Se 121212-1212"}, "personal-number", "I7", "Ta bort"),
        ({"H7": "Ej määt"}, "not-in-list", "H7", "Menar ni Ej mätt?"),
        ({"D7": 5, "E7": 41, "I7": "#NAME?"}, "excel-error", "I7", "börja med en bokstav"),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value else None,
)
def test_an_error_holds_its_own_row_only(
    read: Callable[..., ReadResult], cells: dict[str, Any], code: str, cell: str, said: str
) -> None:
    result = read(
        {"Nyckeltal": {**cells, **GOOD_ROW}, "Självskattning": {"D8": "4 Stämmer till stor del"}}
    )
    finding = only(result, code)
    assert (finding.severity, finding.sheet, finding.cell) == (ERROR, "Nyckeltal", cell)
    assert finding.file == "Orsa.xlsx"
    assert said in f"{finding.message} {finding.remedy}"
    assert result.content is not None
    assert result.content.held == (HELD,)
    (other,) = result.content.keyfigures
    assert (other.gender, other.numerator, other.denominator) == ("M", 40, 180)
    assert [answer.answer for answer in result.content.answers] == ["s4"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"D7": "45", "E7": "1\u00a0180"}, (45, 1180, None)),
        ({"D7": " 45 ", "E7": "1 180"}, (45, 1180, None)),
        ({"D7": 45.0, "E7": 180}, (45, 180, None)),
        ({"D7": 0, "E7": 180}, (0, 180, None)),
        ({"D7": ".."}, (None, None, "secrecy")),
        ({"D7": "-", "E7": "–"}, (None, None, "dropout")),
        ({"D7": "x", "E7": "x"}, (None, None, "secrecy")),
        ({"D7": "Uppgift saknas"}, (None, None, "dropout")),
        ({"H7": " ej  MÄTT "}, (None, None, "dropout")),
        ({"H7": "Bortfall"}, (None, None, "dropout")),
        ({"D7": "-", "H7": "Vet ej"}, (None, None, "unknown")),
        ({"I7": "Kommer i april"}, (None, None, "not_reported")),
    ],
)
def test_values_and_signs_as_people_write_them(
    read: Callable[..., ReadResult], cells: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    result = read({"Nyckeltal": cells})
    assert result.content is not None
    assert result.content.held == ()
    (row,) = result.content.keyfigures
    assert (row.numerator, row.denominator, row.missing_reason) == expected
    assert set(row.cells.values()) == set(cells)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("4 Stämmer till stor del", "s4"),
        (" 4  stämmer till STOR del. ", "s4"),
        (4, "s4"),
        (4.0, "s4"),
        ("4", "s4"),
        ("Stämmer helt", "s5"),
        ("vet ej", "vet_ej"),
        ("Ej aktuellt!", "ej_aktuellt"),
    ],
)
def test_answers_are_known_in_other_spellings(
    read: Callable[..., ReadResult], written: Any, code: str
) -> None:
    result = read({"Självskattning": {"D8": written}})
    assert result.content is not None
    assert [answer.answer for answer in result.content.answers] == [code]


def test_an_answer_off_the_scale_holds_that_statement(read: Callable[..., ReadResult]) -> None:
    result = read({"Självskattning": {"D8": 7, "D9": 3}})
    finding = only(result, "not-in-list")
    assert finding.cell == "D8"
    assert "1 Stämmer inte alls" in finding.remedy
    assert result.content is not None
    assert result.content.held == (("self_assessment", "nm_1|", "Självskattning"),)
    assert [answer.statement_id for answer in result.content.answers] == ["nm_2"]


def test_a_personal_number_is_not_repeated(read: Callable[..., ReadResult]) -> None:
    number = "19121212-1212"
    result = read({"Aktiviteter": {"B7": "Stöd till den boende", "K7": f"Se {number}"}})
    finding = only(result, "personal-number")
    assert finding.value is None
    assert number not in str(finding.as_dict())
    assert result.content is not None
    assert result.content.activities == ()
    assert result.content.held == (("activities", "2034-2026-1", "Aktiviteter"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("121212-1212", True),
        ("19121212-1212", True),
        ("191212121212", True),
        ("121212+1212", True),
        ("121272-1219", True),  # samordningsnummer: 60 is added to the day
        ("121212-1213", False),
        ("121312-1212", False),
        ("0250-55 21 00", False),
        ("5560001234567", False),
        ("2026-03-19", False),
    ],
)
def test_personal_numbers_are_known_by_date_and_check_digit(text: str, found: bool) -> None:
    assert has_personal_number(f"Ring {text} idag") is found


# --- questions -----------------------------------------------------------------------------------


def test_a_jump_is_asked_about_and_taken_in(read: Callable[..., ReadResult]) -> None:
    known = History(values=(EarlierValue("no3", KOMMUN, 2025, "K", 31.0),))
    result = read({"Nyckeltal": {"D7": 78, "E7": 100}}, history=known)
    finding = only(result, "large-change")
    assert finding.severity is WARNING
    assert finding.place == "Nyckeltal F7"
    assert finding.message.replace("\u00a0", " ") == (
        "Värdet gick från 31 % till 78 %. Så stora hopp beror sällan på slump."
    )
    assert finding.remedy == (
        "Stämmer det? Skriv gärna varför i I7, så följer förklaringen med i rapporten. "
        "Annars rättar ni D7 eller E7."
    )
    assert result.content is not None
    assert len(result.content.keyfigures) == 1


def test_an_explained_jump_is_good_to_know(read: Callable[..., ReadResult]) -> None:
    known = History(values=(EarlierValue("no3", KOMMUN, 2025, "K", None, 31, 100),))
    result = read({"Nyckeltal": {"D7": 78, "E7": 100, "I7": "Ny rutin"}}, history=known)
    assert only(result, "large-change").severity is INFO


def test_a_value_out_of_the_usual_is_asked_about(read: Callable[..., ReadResult]) -> None:
    finding = only(read({"Nyckeltal": {"D7": 78, "E7": 100}}), "outside-usual")
    assert finding.severity is WARNING
    assert "mellan 0 och 60" in finding.message


def test_text_of_the_templates_example_is_asked_about(
    read: Callable[..., ReadResult], plan: Plan
) -> None:
    example = next(spec.example for spec in plan.fields.activities if spec.id == "learned")
    result = read(
        {"Aktiviteter": {"B7": "Hembesök", "C7": "Nära för mig", "G7": "Pågående", "K7": example}}
    )
    assert only(result, "example-text").severity is WARNING
    assert result.content is not None
    assert len(result.content.activities) == 1


def test_an_activity_without_delmal_is_asked_about(read: Callable[..., ReadResult]) -> None:
    result = read({"Aktiviteter": {"B7": "Hembesök", "G7": "pågår"}})
    finding = only(result, "required-empty")
    assert (finding.severity, finding.cell, finding.field) == (WARNING, "C7", "delmal")
    assert result.content is not None
    assert result.content.activities[0].values["status"] == "ongoing"


def test_an_activity_without_name_is_held(read: Callable[..., ReadResult]) -> None:
    result = read({"Aktiviteter": {"C7": "Nära för mig", "G7": "Pågående"}})
    assert only(result, "row-without-name").cell == "B7"
    assert result.content is not None
    assert result.content.activities == ()


def test_a_stray_sign_is_named(read: Callable[..., ReadResult]) -> None:
    finding = only(read({"Aktiviteter": {"K15": "."}}), "row-without-name")
    assert (finding.cell, finding.field) == ("K15", "learned")
    assert "Töm K15" in finding.remedy


def test_a_date_that_lost_its_format_is_told_as_a_date(read: Callable[..., ReadResult]) -> None:
    row = {"B7": "Hembesök", "C7": "Nära för mig", "G7": "Pågående", "H7": (46266, "General")}
    finding = only(read({"Aktiviteter": row}), "not-a-date")
    assert (finding.cell, finding.example) == ("H7", "2026-09-01")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("4/3 2027", "2027-03-04"), ("4.3.2027", "2027-03-04"), ("4/3 -27", "2027-03-04"),
     ("4 mars 27", "2027-03-04"), ("19/3-27", "2027-03-19")],
)  # fmt: skip
def test_a_date_with_two_readings_is_asked_about_with_the_likely_one(
    read: Callable[..., ReadResult], written: str, meant: str
) -> None:
    finding = only(read({"Inlämning": {"B10": written}}), "not-a-date")
    assert (finding.severity, finding.cell, finding.example) == (ERROR, "B10", meant)
    assert f"skriv {meant} i B10" in finding.remedy


@pytest.mark.parametrize("written", ["våren", "2026-13-40", dt.date(1926, 1, 1)])
def test_dates_that_cannot_be(read: Callable[..., ReadResult], written: Any) -> None:
    row = {"B7": "Hembesök", "C7": "Nära för mig", "G7": "Pågående", "H7": written}
    assert only(read({"Aktiviteter": row}), "not-a-date").cell == "H7"


def test_every_finding_says_what_to_do(read: Callable[..., ReadResult]) -> None:
    result = read(
        {
            "Nyckeltal": {"D7": "ca 45", "E8": "x1", "H8": "fel"},
            "Aktiviteter": {"H7": "våren", "G8": "snart", "B9": "121212-1212"},
            "Inlämning": {"B9": "kanske", "B11": "många"},
            "Lokal plan": {"C9": "Vi ska"},
        }
    )
    assert len(result.findings) >= 9
    for finding in result.findings:
        assert finding.message.endswith((".", "?"))
        assert finding.remedy
        assert finding.sheet
        if finding.severity is ERROR:
            assert finding.cell
            assert finding.field
