"""The answer a sender gets, and that the inbox never loses a file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.answers import answer_mail, answer_text
from gnv_pipeline.intake.inbox import take_in
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.models import Plan
from tests.intake.conftest import OPEN, OTHER, YEAR, Fill, days, quick_store

ANSWERS = {"h_1": "alltid"}


def laid_in(home: DataHome, source: Path) -> Path:
    home.inbox.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(source, home.inbox / source.name))


def test_a_kept_sheet_is_told_in_the_answer(home: DataHome, plan: Plan, fill: Fill) -> None:
    store = quick_store(home)
    first = store.submit(fill(answers=ANSWERS), plan, "", OPEN)
    second = store.submit(fill(counts={"K": (12, 40)}, name="b.xlsx"), plan, "", days(1))
    assert "Bra att veta" not in answer_text(first)
    told = answer_text(second)
    assert "Bra att veta – Självskattning: Bladet är tomt i den här filen" in told
    assert "Svara på det här mejlet." in told
    assert dict(second.origins) == {
        "keyfigures": "b.xlsx, 2\u00a0februari 2029",
        "self_assessment": "9901 2028.xlsx, 1\u00a0februari 2029",
    }


def test_a_file_that_came_before_is_told_so(home: DataHome, plan: Plan, fill: Fill) -> None:
    store = quick_store(home)
    store.submit(fill(answers=ANSWERS), plan, "", OPEN)
    told = answer_text(store.submit(fill(answers=ANSWERS), plan, "", days(1)))
    assert told.startswith("9901 2028.xlsx har kommit in förut.")
    assert "kom in 1\u00a0februari 2029" in told


def test_an_answer_has_at_most_fifteen_lines(home: DataHome, plan: Plan, fill: Fill) -> None:
    store = quick_store(home)
    store.submit(fill(answers=ANSWERS, filled_by="Chef"), plan, "", OPEN)
    path = fill(counts={"K": (50, 40), "M": (99, 30)})
    result = store.submit(path, plan, "", days(1))
    assert len(answer_text(result).splitlines()) <= 15
    letter = answer_mail(result, attached=True)
    assert len(letter.splitlines()) <= 15
    assert letter.startswith("Hej!\n\n9901 2028.xlsx är mottagen – 2 rader väntar på rättning.")
    assert "Rätta i den och skicka den igen." in letter
    many = replace(result, read=replace(result.read, findings=result.findings * 9))
    assert len(answer_mail(many, attached=True).splitlines()) == 15
    assert "till, som står i kvittensen." in answer_text(many)


def test_the_inbox_answers_with_text_and_receipt(home: DataHome, plan: Plan, fill: Fill) -> None:
    path = laid_in(home, fill(answers=ANSWERS))
    answer = take_in(home, path.name, OPEN)
    assert not path.exists()
    assert "mottagen" in answer.read_text(encoding="utf-8")
    assert answer.with_suffix(".xlsx").is_file()
    assert len(Store(home).current(plan, YEAR, 1)) == 1

    again = take_in(home, laid_in(home, fill(answers=ANSWERS)).name, OPEN + timedelta(hours=1))
    assert "har kommit in förut" in again.read_text(encoding="utf-8")
    assert not again.with_suffix(".xlsx").exists()


@pytest.mark.parametrize("kind", ["example", "refused"])
def test_a_file_that_is_not_taken_in_is_still_somewhere(
    home: DataHome, plan: Plan, fill: Fill, tmp_path: Path, kind: str
) -> None:
    quick_store(home).submit(fill(OTHER, answers=ANSWERS), plan, "", OPEN)
    if kind == "example":
        path = laid_in(home, fill(answers=ANSWERS, example=True))
    else:
        path = tmp_path / "Ödsele.xlsx"
        path.write_bytes(b"%PDF-1.7")
        path = laid_in(home, path)
    data = path.read_bytes()
    answer = take_in(home, path.name, days(1))
    assert "kunde inte tas emot" in answer.read_text(encoding="utf-8")
    assert not path.exists()
    folder = home.answers if kind == "example" else home.submissions / "attempts"
    assert data in [found.read_bytes() for found in folder.iterdir()]


def test_a_file_that_left_the_inbox_is_told(home: DataHome) -> None:
    with pytest.raises(FileNotFoundError):
        take_in(home, "borta.xlsx", OPEN)
