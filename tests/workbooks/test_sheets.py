"""Sheets and headers that were moved, renamed, copied or lost, and what is left open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.answer import answer_mail
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.receipt_model import headline
from gnv_pipeline.workbooks.rows import History, ReadResult
from tests.workbooks.conftest import KOMMUN, Blank, edited, only

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def test_what_is_left_open_is_told_once_per_sheet(read: Callable[..., ReadResult]) -> None:
    result = read({"Självskattning": {"D8": 3}})
    finding = only(result, "unanswered")
    assert finding.severity is INFO
    assert "14 av 15" in finding.message
    assert {f.sheet for f in result.findings if f.code == "sheet-empty"} == {
        "Inlämning", "Nyckeltal", "Lokal plan",
    }  # fmt: skip


def test_stray_spaces_and_ghost_cells_are_nothing(read: Callable[..., ReadResult]) -> None:
    result = read(
        {
            "Nyckeltal": {"D7": " ", "E7": "\u00a0", "XFD1048576": "  "},
            "Aktiviteter": {"B9": " \n ", "B400": " "},
            "Självskattning": {"D8": "\u200b"},
        }
    )
    assert result.content is not None
    assert result.content.sheets_with_content == ()
    assert {finding.code for finding in result.findings} == {"workbook-empty"}


@pytest.mark.parametrize("with_history", [False, True], ids=["first year", "last year's rows"])
def test_a_workbook_nobody_has_written_in_is_asked_about(
    plan: Plan, blank: Blank, history: History, with_history: bool
) -> None:
    known = history if with_history else None
    result = read_workbook(blank(plan, KOMMUN, known), plan, known, guarded=False)
    finding = only(result, "workbook-empty")
    assert finding.severity is WARNING
    assert "inget är ifyllt" in finding.message
    assert not [f for f in result.findings if f.code == "sheet-empty"]
    assert result.content is not None
    assert headline(result) == "Mottagen, men filen är tom. Inget är ifyllt."
    assert "Tack" not in answer_mail(result)


def test_one_answer_is_enough_not_to_be_empty(plan: Plan, blank: Blank, history: History) -> None:
    path = blank(plan, KOMMUN, history)
    result = read_workbook(
        edited(path, {"Aktiviteter": {"B7": "Hembesök hos alla"}}), plan, history, guarded=False
    )
    assert "workbook-empty" not in {f.code for f in result.findings}


def test_signs_read_as_reasons_are_told_once(read: Callable[..., ReadResult]) -> None:
    result = read({"Nyckeltal": {"D7": "..", "E7": "..", "D8": "saknas", "E8": "-"}})
    finding = only(result, "sign-as-reason")
    assert (finding.severity, finding.cell) == (INFO, "D7")
    assert "'..' i D7, E7 som 'För få personer'" in finding.message
    assert "'saknas' i D8 som 'Ej mätt'" in finding.message
    assert "H7" in finding.remedy
    assert result.content is not None
    assert [row.missing_reason for row in result.content.keyfigures] == ["secrecy", "dropout"]


def test_a_reason_chosen_in_the_list_needs_no_word(read: Callable[..., ReadResult]) -> None:
    result = read({"Nyckeltal": {"D7": "-", "E7": "-", "H7": "Ej mätt", "D8": 40, "E8": 180}})
    assert "sign-as-reason" not in {f.code for f in result.findings}


def test_a_sign_in_a_held_row_waits_with_it(read: Callable[..., ReadResult]) -> None:
    result = read({"Nyckeltal": {"D7": "..", "E7": 41}})
    assert {f.code for f in result.findings} >= {"value-and-reason"}
    assert "sign-as-reason" not in {f.code for f in result.findings}


# --- sheets and headers ----------------------------------------------------------------------------


def test_a_moved_header_row_is_found(read: Callable[..., ReadResult]) -> None:
    def move(book: Any) -> None:
        book["Nyckeltal"].insert_rows(1, 4)

    result = read({"Nyckeltal": {"D7": 40, "E7": 180}}, move)
    assert result.content is not None
    assert result.content.keyfigures[0].cells == {"numerator": "D11", "denominator": "E11"}


def test_lost_keys_are_known_by_place(read: Callable[..., ReadResult]) -> None:
    def lose(book: Any) -> None:
        book["Nyckeltal"].delete_cols(10)
        book["Nyckeltal"].insert_rows(1, 2)

    result = read({"Nyckeltal": {"D8": 40, "E8": 180}}, lose)
    assert result.content is not None
    assert [(row.gender, row.numerator) for row in result.content.keyfigures] == [("M", 40)]


def test_columns_in_another_order_are_read_by_their_headers(
    read: Callable[..., ReadResult],
) -> None:
    def swap(book: Any) -> None:
        sheet = book["Nyckeltal"]
        for row in range(6, 9):
            left, right = sheet.cell(row, 4), sheet.cell(row, 5)
            left.value, right.value = right.value, left.value

    result = read({"Nyckeltal": {"D7": 40, "E7": 180}}, swap)
    assert result.content is not None
    row = result.content.keyfigures[0]
    assert (row.numerator, row.denominator) == (40, 180)
    assert row.cells["numerator"] == "E7"


def test_a_renamed_sheet_is_known_by_its_headers(read: Callable[..., ReadResult]) -> None:
    def rename(book: Any) -> None:
        book["Nyckeltal"].title = "Siffror"

    result = read({"Nyckeltal": {"D7": 40, "E7": 180}}, rename)
    assert only(result, "sheet-renamed").severity is INFO
    assert result.content is not None
    assert result.content.keyfigures[0].sheet == "Siffror"


def test_a_missing_sheet_is_said_and_the_rest_taken(read: Callable[..., ReadResult]) -> None:
    def remove(book: Any) -> None:
        del book["Självskattning"]

    result = read({"Nyckeltal": {"D7": 40, "E7": 180}}, remove)
    finding = only(result, "sheet-missing")
    assert (finding.severity, finding.sheet) == (WARNING, "Självskattning")
    assert result.content is not None
    assert len(result.content.keyfigures) == 1


def test_a_lost_header_is_said_and_the_rest_taken(read: Callable[..., ReadResult]) -> None:
    result = read({"Nyckeltal": {"D6": "Hej", "D7": 40}, "Självskattning": {"D8": 3}})
    finding = only(result, "header-missing")
    assert "Täljare" in finding.message
    assert result.content is not None
    assert result.content.keyfigures == ()
    assert len(result.content.answers) == 1


def test_a_copied_activity_gets_an_id_of_its_own(read: Callable[..., ReadResult]) -> None:
    row = {"B": "Hembesök", "C": "Nära för mig", "G": "Pågående"}
    cells = {f"{column}{number}": value for number in (7, 8) for column, value in row.items()}
    result = read({"Aktiviteter": {**cells, "A8": "2034-2026-1", "A9": None, "B9": "Ny", "C9": "Nära för mig",
                                   "G9": "Pausad"}})  # fmt: skip
    assert result.content is not None
    ids = [activity.activity_id for activity in result.content.activities]
    assert ids == ["2034-2026-1", "2034-2026-2", "2034-2026-3"]
