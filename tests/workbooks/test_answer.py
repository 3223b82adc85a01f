"""The answer for an e-mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.answer import LINES, answer_mail
from gnv_pipeline.workbooks.reading import read_workbook
from tests.workbooks.conftest import edited
from tests.workbooks.receipts import (
    KNOWN,
    SECRET,
)


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
