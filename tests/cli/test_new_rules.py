"""`gnv plan check` tells the analyst what a new rule would have stopped in the files that have come."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.registry import RULES
from tests.cli.conftest import Run
from tests.intake.conftest import OPEN, Fill, quick_store

CODE = "negative"


def with_a_negative_count(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    book["Nyckeltal"]["D7"] = -5
    book.save(path)
    return path


@pytest.mark.parametrize(("ahead", "told"), [(0, True), (1, True), (-1, False)])
def test_the_count_is_told_until_the_rule_is_hard(
    gnv: Run, home: DataHome, plan: Plan, fill: Fill, monkeypatch: pytest.MonkeyPatch,
    ahead: int, told: bool,
) -> None:  # fmt: skip
    quick_store(home).submit(with_a_negative_count(fill()), plan, "", OPEN)
    first = plan.revision + ahead
    rule = dataclasses.replace(RULES[CODE], since=first, trial=True)
    for code in [code for code, known in RULES.items() if known.trial]:
        monkeypatch.delitem(RULES, code)
    monkeypatch.setitem(RULES, CODE, rule)
    said = gnv("plan", "check").out
    assert (f"({CODE}) {'börjar varna' if ahead else 'varnar'} {first}" in said) is told
    assert ("1 av 1 inlämnade filer hade stoppats, på 1 ställe." in said) is told
