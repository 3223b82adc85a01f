"""What is asked about a workbook as a whole and against earlier years; never a demand."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.grouping import SHOWN, grouped
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.rows import AnswerRow, EarlierValue, History, ReadResult
from gnv_pipeline.workbooks.rules_change import allowed_change
from tests.workbooks.conftest import KOMMUN, Blank, Edits, edited

WARNING, INFO = Severity.WARNING, Severity.INFO
# The cells of the answers: three under each heading.
CELLS = [f"D{row}" for row in (8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26)]


@pytest.fixture
def read(plan: Plan, kommun_template: Path) -> Callable[..., ReadResult]:
    def reading(edits: Edits, **more: Any) -> ReadResult:
        return read_workbook(edited(kommun_template, edits), plan, guarded=False, **more)

    return reading


def found(result: ReadResult, code: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.code == code]


def before(gender: str, numerator: float, denominator: float, year: int = 2025) -> EarlierValue:
    return EarlierValue("no3", KOMMUN, year, gender, None, numerator, denominator)


# --- changes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "earlier", "asked"),
    [
        ((78, 100), (31, 100), True),
        ((4, 5), (1, 5), False),  # five persons: chance alone can do it
        ((52, 100), (31, 100), False),  # 21 against a bound of 21.6
        ((53, 100), (31, 100), True),
        ((31, 100), (78, 100), True),
        ((1, 100), (0, 100), False),
    ],
)
def test_a_change_is_asked_about_beyond_what_chance_allows(
    read: Callable[..., ReadResult], now: tuple[int, int], earlier: tuple[int, int], asked: bool
) -> None:
    history = History(values=(before("K", *earlier),))
    result = read({"Nyckeltal": {"D7": now[0], "E7": now[1]}}, history=history)
    assert bool(found(result, "large-change")) is asked
    assert result.content is not None
    assert len(result.content.keyfigures) == 1


def test_the_bound_is_the_two_proportion_test(plan: Plan) -> None:
    share = (31 + 53) / 200
    expected = 3.09 * 100 * (share * (1 - share) * (2 / 100)) ** 0.5
    own = plan.indicator_by_id["no3"].model_copy(update={"plausible": None})
    assert allowed_change(own, 53, 100, before("K", 31, 100)) == pytest.approx(expected)
    # without earlier counts the earlier value rests on as many
    known = EarlierValue("no3", KOMMUN, 2025, "K", 31.0)
    assert allowed_change(own, 53, 100, known) == pytest.approx(expected)
    counted = own.model_copy(update={"unit": "count"})
    assert allowed_change(counted, 40, None, EarlierValue("no3", KOMMUN, 2025, "K", 60.0)) == (
        pytest.approx(30.9)
    )
    days = own.model_copy(update={"unit": "days"})
    assert allowed_change(days, 40, 10, known) is None


def test_a_value_that_was_there_and_is_gone_is_asked_about(
    read: Callable[..., ReadResult],
) -> None:
    history = History(values=(before("K", 40, 180), before("M", 30, 150, 2024)))
    (finding,) = found(read({"Nyckeltal": {"D8": 31, "E8": 150}}, history=history), "value-gone")
    assert (finding.severity, finding.cell) == (WARNING, "D7")
    assert found(read({"Nyckeltal": {"H7": "Ej mätt"}}, history=history), "value-gone") == []
    # somebody else fills in the sheet: nothing to ask
    assert found(read({"Självskattning": {"D8": 3}}, history=history), "value-gone") == []


def test_last_years_numbers_again_is_a_question(read: Callable[..., ReadResult]) -> None:
    history = History(values=(before("K", 40, 180), before("M", 30, 150)))
    same = {"D7": 40, "E7": 180, "D8": 30, "E8": 150}
    (finding,) = found(read({"Nyckeltal": same}, history=history), "copied-values")
    assert finding.severity is INFO
    assert "?" in finding.message
    other = read({"Nyckeltal": {**same, "D8": 31}}, history=history)
    assert found(other, "copied-values") == []


def test_a_lost_activity_is_asked_about(plan: Plan, blank: Blank, history: History) -> None:
    template = blank(plan, KOMMUN, history)
    data = edited(template, {"Aktiviteter": dict.fromkeys(("B7", "C7", "G7", "H7", "J7"))})
    result = read_workbook(data, plan, history, guarded=False)
    (finding,) = found(result, "row-gone")
    assert (finding.severity, finding.cell) == (WARNING, "A7")
    assert "Hembesök" in finding.message


# --- answers -----------------------------------------------------------------------------------------


def test_answers_all_alike_is_a_question(read: Callable[..., ReadResult]) -> None:
    (finding,) = found(read({"Självskattning": dict.fromkeys(CELLS, 3)}), "straight-line")
    assert finding.severity is INFO
    assert finding.message.endswith("?")
    assert found(read({"Självskattning": dict.fromkeys(CELLS[:4], 3)}), "straight-line") == []
    mixed = {**dict.fromkeys(CELLS, 3), "D8": 4}
    assert found(read({"Självskattning": mixed}), "straight-line") == []


def test_last_years_answers_again_is_a_question(
    plan: Plan, read: Callable[..., ReadResult]
) -> None:
    codes = [f"s{1 + n % 3}" for n in range(15)]
    history = History(
        answers=tuple(
            AnswerRow("", {}, KOMMUN, "", s.id, s.version, code, None)
            for s, code in zip(plan.statements.statements, codes, strict=True)
        )
    )
    same = {cell: int(code[1]) for cell, code in zip(CELLS, codes, strict=True)}
    (finding,) = found(read({"Självskattning": same}, history=history), "copied-answers")
    assert finding.severity is INFO
    assert (
        found(read({"Självskattning": {**same, "D8": 5}}, history=history), "copied-answers") == []
    )


def test_mostly_vet_ej_is_a_question(read: Callable[..., ReadResult]) -> None:
    answers = dict(zip(CELLS, ["Vet ej"] * 7 + [1, 2, 3, 4, 1, 2, 3, 4], strict=True))
    (finding,) = found(read({"Självskattning": answers}), "many-unknown")
    assert finding.severity is INFO
    answers["D8"] = 2
    assert found(read({"Självskattning": answers}), "many-unknown") == []


# --- rows that repeat each other -----------------------------------------------------------------------


def test_the_same_numbers_twice_are_asked_about(plan: Plan, blank: Blank) -> None:
    template = blank(plan, plan.region.id)
    data = edited(template, {"Nyckeltal": {"D7": 30, "E7": 40, "D9": 30, "E9": 40, "D8": 5, "E8": 8,
                                           "D10": 5, "E10": 8}})  # fmt: skip
    (finding,) = found(read_workbook(data, plan, guarded=False), "same-series")
    assert (finding.severity, finding.cell) == (WARNING, "D9")
    assert "D7" in finding.message


def test_the_same_activity_twice_is_asked_about(read: Callable[..., ReadResult]) -> None:
    row = {"B": "Hembesök", "C": "Nära för mig", "G": "Pågående"}
    cells = {f"{column}{n}": value for n in (7, 9) for column, value in row.items()}
    result = read({"Aktiviteter": {**cells, "B9": " HEMBESÖK "}})
    (finding,) = found(result, "duplicate-row")
    assert (finding.severity, finding.cell) == (WARNING, "B9")
    assert result.content is not None
    assert len(result.content.activities) == 2


def test_an_own_target_as_a_fraction_is_asked_about(read: Callable[..., ReadResult]) -> None:
    result = read({"Lokal plan": {"B8": "Ja", "D8": 0.92}})
    (finding,) = found(result, "fraction-or-percent")
    assert (finding.severity, finding.cell) == (WARNING, "D8")
    assert "Skriv då 92 i D8" in finding.remedy
    assert found(read({"Lokal plan": {"B8": "Ja", "D8": "92 %"}}), "fraction-or-percent") == []
    too_much = read({"Lokal plan": {"B8": "Ja", "D8": 920}})
    assert found(too_much, "outside-range")[0].cell == "D8"
    assert too_much.content is not None
    assert too_much.content.local_plan == ()


# --- grouping ----------------------------------------------------------------------------------------


def test_like_findings_are_grouped_and_ten_shown() -> None:
    def one(code: str, row: int) -> Finding:
        return Finding(code, WARNING, "x", sheet="Nyckeltal", cell=f"D{row}")

    many = [one("large-change", row) for row in range(1, 31)]
    few = [one("outside-usual", row) for row in range(31, 33)]
    groups = grouped(itertools.chain(many, few))
    assert [len(group.findings) for group in groups] == [30, 2]
    assert sum(len(group.shown) for group in groups) == SHOWN
    assert all(group.shown for group in groups)
    assert groups[0].more.startswith("… och 21 till av samma slag på bladet Nyckeltal: D10, D11")
    assert len(groups[1].shown) == 1
    assert sum(len(group.shown) for group in grouped(many, None)) == 30


def test_findings_come_in_the_order_of_reading(read: Callable[..., ReadResult]) -> None:
    result = read(
        {
            "Självskattning": {"D10": 9, "D8": 7, "D26": 8},
            "Nyckeltal": {"D8": "ca 4", "E8": "många", "D7": "x1"},
            "Inlämning": {"B11": "många"},
        }
    )
    places = [f.place for f in result.findings if f.severity is Severity.ERROR]
    assert places == [
        "Inlämning B11", "Nyckeltal D7", "Nyckeltal D8", "Nyckeltal E8", "Självskattning D8",
        "Självskattning D10", "Självskattning D26",
    ]  # fmt: skip
