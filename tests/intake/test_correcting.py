"""An analyst's correction: beside the original, by every rule, and possible to take back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gnv_pipeline.findings import FindingsError
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.correcting import Correction, correct
from gnv_pipeline.intake.decisions import withdraw
from gnv_pipeline.intake.history import history_for
from gnv_pipeline.intake.ledger import read_ledger
from gnv_pipeline.intake.listing import decisions_of
from gnv_pipeline.intake.status import statuses
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import Ledger, sha256_of
from tests.intake.conftest import DEADLINE, KOMMUN, OPEN, OTHER, YEAR, Fill, days, quick_store

Correct = Callable[..., Correction]


@pytest.fixture
def corrected(home: DataHome, plan: Plan) -> Correct:
    """Correct cells of the kommun's workbook."""

    def run(sheet: str = "Nyckeltal", when: int = 10, **values: str) -> Correction:
        return correct(
            quick_store(home), plan, YEAR, 1, KOMMUN, sheet, values,
            reason="Talen hade bytt plats", source="telefon 12 april", function="Analytiker",
            now=days(when),
        )  # fmt: skip

    return run


def counts(home: DataHome, plan: Plan) -> dict[str, tuple[float | None, float | None]]:
    """The counts that hold, by gender."""
    (content,) = quick_store(home).contents(plan, YEAR, 1)
    return {row.gender: (row.numerator, row.denominator) for row in content.content.keyfigures}


def code_of(stopped: pytest.ExceptionInfo[FindingsError]) -> str:
    (finding,) = stopped.value.findings
    assert finding.remedy
    return finding.code


def test_a_held_row_is_released_and_the_original_is_as_it_came(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    path = fill(counts={"K": (50, 40), "M": (9, 30)})
    sent = quick_store(home).submit(path, plan, "", OPEN)
    assert sent.status == "rows_held"
    made = corrected(D7="40", E7="50")
    assert (made.decision_id, made.released, made.waiting) == ("R1", True, False)
    assert [(one.cell, one.old, one.new) for one in made.cells] == [
        ("D7", "50", "40"), ("E7", "40", "50")
    ]  # fmt: skip
    assert counts(home, plan) == {"K": (40, 50), "M": (9, 30)}
    original = home.submissions / "originals" / f"{sent.sha256}.xlsx"
    assert original.read_bytes() == path.read_bytes()
    (row,) = [
        one for one in statuses(home, plan, YEAR, 1, DEADLINE) if one.organisation_id == KOMMUN
    ]
    assert (row.status, row.rows_waiting) == ("delivered", 0)
    assert row.note == "2 uppgifter rättade efter inlämningen"


def test_the_line_says_why_who_and_what_stood_there(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", OPEN)
    corrected(D7="14")
    (one,) = read_ledger(home).corrections
    assert (one.place, one.row_key, one.field) == ("Nyckeltal D7", "d1|9901|K", "numerator")
    assert (one.old, one.new) == ("12", "14")
    assert (one.reason, one.source, one.function) == (
        "Talen hade bytt plats", "telefon 12 april", "Analytiker"
    )  # fmt: skip
    assert one.received_at == "2029-02-11T09:00:00+01:00"
    (listed,) = decisions_of(home, plan, YEAR)
    assert listed.what == "Rättat Nyckeltal D7: 12 → 14"
    assert listed.why == "Talen hade bytt plats (telefon 12 april)"


def test_the_newest_correction_holds_and_taking_it_back_brings_the_one_before(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", OPEN)
    corrected(D7="14")
    assert corrected(D7="15", when=11).cells[0].old == "14"
    assert counts(home, plan)["K"] == (15, 40)
    assert withdraw(home, "r2", reason="Fel", function="Analytiker", now=days(12)) == "R2"
    assert counts(home, plan)["K"] == (14, 40)
    withdraw(home, "R1", reason="Fel", function="Analytiker", now=days(13))
    assert counts(home, plan)["K"] == (12, 40)
    with pytest.raises(FindingsError) as again:
        withdraw(home, "R1", reason="Fel", function="Analytiker", now=days(14))
    assert code_of(again) == "decision-withdrawn"
    assert "ÅTERTAGET" in decisions_of(home, plan, YEAR)[0].what


@pytest.mark.parametrize(
    ("sheet", "values", "code", "words"),
    [
        ("Nyckeltal", {"D7": "ca 45"}, "approximate", "ca 45"),
        ("Nyckeltal", {"D7": "-4"}, "negative", "mindre än noll"),
        ("Nyckeltal", {"D7": "41"}, "numerator-above-denominator", "kan inte vara fler"),
        ("Nyckeltal", {"C7": "12"}, "correction-not-an-input", "ingen cell som fylls i"),
        ("Nyckeltal", {"D99": "12"}, "correction-not-an-input", "D99"),
        ("Nyckeltal", {"inte en cell": "1"}, "correction-not-an-input", "INTE EN CELL"),
        ("Nyckeltal", {"D7": "12"}, "correction-changes-nothing", "redan"),
        ("Nyckeltal", {"I7": "hör med 19121212-1212"}, "personal-number", "personnummer"),
        ("Läs mig", {"B2": "x"}, "correction-unknown-sheet", "Läs mig"),
        ("Självskattning", {"E8": "Nja"}, "not-in-list", "Nja"),
    ],
)
def test_a_bad_target_or_value_is_told_and_nothing_is_taken_down(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct,
    sheet: str, values: dict[str, str], code: str, words: str,
) -> None:  # fmt: skip
    quick_store(home).submit(
        fill(counts={"K": (12, 40)}, answers={"h_1": "alltid"}), plan, "", OPEN
    )
    if sheet == "Självskattning":
        row = next(
            row
            for row in quick_store(home).accepted(plan, YEAR, 1)[0].content.answers
            if row.statement_id == "h_1"
        )
        values = {row.cells["answer"]: "Nja"}
    with pytest.raises(FindingsError) as stopped:
        corrected(sheet, **values)
    assert code in {finding.code for finding in stopped.value.findings}
    assert words in " ".join(f"{one.message} {one.remedy}" for one in stopped.value.findings)
    assert read_ledger(home).corrections == ()


@pytest.mark.parametrize(
    ("organisation", "year", "number", "code"),
    [
        (OTHER, YEAR, 1, "correction-no-file"),
        ("9999", YEAR, 1, "decision-unknown-organisation"),
        (KOMMUN, YEAR, 7, "decision-unknown-round"),
    ],
)
def test_a_workbook_that_is_not_there(
    home: DataHome, plan: Plan, fill: Fill, organisation: str, year: int, number: int, code: str
) -> None:
    quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", OPEN)
    with pytest.raises(FindingsError) as stopped:
        correct(
            quick_store(home), plan, year, number, organisation, "Nyckeltal", {"D7": "1"},
            reason="r", source="s", function="f", now=days(3),
        )  # fmt: skip
    assert code_of(stopped) == code


@pytest.mark.parametrize("empty", ["reason", "source", "function"])
def test_reason_source_and_function_are_needed(
    home: DataHome, plan: Plan, fill: Fill, empty: str
) -> None:
    quick_store(home).submit(fill(counts={"K": (12, 40)}), plan, "", OPEN)
    texts = {"reason": "r", "source": "s", "function": "f", empty: "  "}
    with pytest.raises(FindingsError) as stopped:
        correct(
            quick_store(home), plan, YEAR, 1, KOMMUN, "Nyckeltal", {"D7": "1"}, **texts, now=days(3)
        )
    assert code_of(stopped) == "decision-without-reason"


def test_a_row_with_two_faults_waits_until_both_are_corrected(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    quick_store(home).submit(fill(counts={"K": (-3, -40)}), plan, "", OPEN)
    first = corrected(D7="3")
    assert (first.released, first.waiting) == (False, True)
    assert [one.cell for one in first.findings] == ["E7"]
    second = corrected(E7="40")
    assert (second.released, second.waiting) == (True, False)
    assert counts(home, plan) == {"K": (3, 40)}


def test_an_empty_cell_may_be_filled_and_a_filled_one_emptied(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    quick_store(home).submit(fill(answers={"h_1": "alltid"}), plan, "", OPEN)
    corrected(D7="3", E7="40")
    assert counts(home, plan) == {"K": (3, 40)}
    corrected(D7="", E7="", when=11)
    assert counts(home, plan) == {}


def test_what_a_text_said_of_a_person_is_not_repeated_in_the_ledger(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    path = fill(activities={"9901-2028-1": "Ring 070-123 45 67"})
    quick_store(home).submit(path, plan, "", OPEN)
    (activity,) = quick_store(home).accepted(plan, YEAR, 1)[0].content.activities
    corrected("Aktiviteter", **{activity.cells["name"]: "Hembesök"})
    assert "070" not in (home.submissions / "ledger.jsonl").read_text(encoding="utf-8")
    (content,) = quick_store(home).contents(plan, YEAR, 1)
    assert [row.values["name"] for row in content.content.activities] == ["Hembesök"]


def test_a_later_file_goes_before_the_correction_and_says_so(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    quick_store(home).submit(fill(counts={"K": (12, 40)}, filled_by="MAS"), plan, "", OPEN)
    corrected(D7="14")
    old = fill(counts={"K": (12, 40), "M": (1, 2)}, filled_by="MAS")
    again = quick_store(home).submit(old, plan, "", days(20))
    (asked,) = [one for one in again.findings if one.code == "correction-left"]
    assert asked.cell == "D7"
    assert "till 14 (telefon 12 april)" in asked.message
    assert "står 12, och det gäller nu" in asked.message
    assert counts(home, plan)["K"] == (12, 40)
    right = fill(counts={"K": (14, 40), "M": (1, 2)}, filled_by="MAS")
    corrected(D7="14", when=21)
    agreed = quick_store(home).submit(right, plan, "", days(22))
    assert "correction-left" not in {one.code for one in agreed.findings}


def test_next_years_template_is_filled_from_what_holds(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    quick_store(home).submit(fill(year=YEAR - 1, counts={"K": (12, 40)}), plan, "", days(-300))
    correct(
        quick_store(home), plan, YEAR - 1, 1, KOMMUN, "Nyckeltal", {"D7": "14"},
        reason="r", source="s", function="f", now=days(-200),
    )  # fmt: skip
    known = history_for(home, plan, YEAR, 1, KOMMUN)
    assert [value.numerator for value in known.values if value.gender == "K"] == [14]


def test_the_original_is_what_the_correction_names(
    home: DataHome, plan: Plan, fill: Fill, corrected: Correct
) -> None:
    path = fill(counts={"K": (12, 40)})
    quick_store(home).submit(path, plan, "", OPEN)
    corrected(D7="14")
    (one,) = read_ledger(home).corrections
    assert one.sha256 == sha256_of(path.read_bytes())
    assert [entry["kind"] for entry in Ledger(home.submissions).entries()] == [
        "submission", "correction"
    ]  # fmt: skip
    assert Store(home).files(plan, YEAR, 1)[0].sha256 == one.sha256
