"""The rules as data: since when, how hard, waived, and how much they would have stopped."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from gnv_pipeline.excel.values import ProblemCode
from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.registry import RULES, Rule, Waived, count_stopped, settle
from tests.workbooks.conftest import KOMMUN, YEAR, edited

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
TURNED = {"B7": "Hembesök", "C7": "Nära för mig", "G7": "Pågående", "H7": "2026-09-01",
          "I7": "2026-05-01"}  # fmt: skip
NEW = Rule("x", RULES["negative"].layer, ERROR, "Ny", since=2027, trial=True, waivable=True)


def finding(severity: Severity = ERROR) -> Finding:
    return Finding("x", severity, "Fel.", "Rätta.")


def test_every_rule_that_the_code_names_is_registered(project_root: Path) -> None:
    named = set()
    for path in sorted((project_root / "gnv_pipeline" / "workbooks").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:code=|finding\(\s*)"([a-z]+(?:-[a-z]+)+)"', text))
    assert len(named) > 30
    assert named <= set(RULES)
    spoken = {code.value for code in ProblemCode}
    assert {"date", "range", "negative"} | spoken <= set(RULES) | {"not-a-date"}


@pytest.mark.parametrize(
    ("year", "severity"), [(2026, None), (2027, WARNING), (2028, ERROR), (2040, ERROR)]
)
def test_a_new_rule_warns_in_its_first_year(year: int, severity: Severity | None) -> None:
    settled = settle(finding(), year, rules={"x": NEW})
    assert (settled.severity if settled else None) is severity


def test_a_rule_without_trial_is_hard_at_once() -> None:
    rules = {"x": dataclasses.replace(NEW, trial=False)}
    settled = settle(finding(), 2027, rules=rules)
    assert settled is not None
    assert settled.severity is ERROR


def test_only_waivable_rules_are_lifted() -> None:
    waived = Waived("x", "keyfigures", "k", "Beslutat", "Analytiker")
    lifted = settle(finding(), 2028, waived, {"x": NEW})
    assert lifted is not None
    assert lifted.severity is INFO
    assert "Beslutat, Analytiker" in lifted.message
    hard = settle(finding(), 2028, waived, {"x": dataclasses.replace(NEW, waivable=False)})
    assert hard is not None
    assert hard.severity is ERROR


def test_a_trial_rule_takes_the_row_in_and_counts(plan: Plan, kommun_template: Path) -> None:
    data = edited(kommun_template, {"Aktiviteter": TURNED})
    result = read_workbook(data, plan, guarded=False)
    (told,) = [f for f in result.findings if f.code == "ends-before-starts"]
    assert (told.severity, told.cell) == (WARNING, "I7")
    assert "ny i år" in told.message
    assert result.content is not None
    assert len(result.content.activities) == 1
    sound = read_workbook(kommun_template, plan, guarded=False)
    stopped = count_stopped("ends-before-starts", [result, sound, result])
    assert (stopped.files, stopped.findings) == (2, 2)


def test_a_rule_that_is_not_yet_in_force_is_counted_and_not_shown(
    plan: Plan, kommun_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = dataclasses.replace(RULES["ends-before-starts"], since=YEAR + 1)
    monkeypatch.setitem(RULES, "ends-before-starts", later)
    result = read_workbook(edited(kommun_template, {"Aktiviteter": TURNED}), plan, guarded=False)
    assert "ends-before-starts" not in {f.code for f in result.findings}
    assert count_stopped("ends-before-starts", [result]).files == 1


def test_a_waived_row_is_taken_in(plan: Plan, kommun_template: Path) -> None:
    data = edited(kommun_template, {"Nyckeltal": {"D7": 4.5, "E7": 41}})
    held = read_workbook(data, plan, guarded=False)
    assert held.content is not None
    assert held.content.keyfigures == ()
    decision = Waived(
        "not-whole", "keyfigures", f"no3|{KOMMUN}|K", "Räknas i årsarbeten", "RSS analys"
    )
    result = read_workbook(data, plan, waived=[decision], guarded=False)
    assert result.content is not None
    assert result.content.held == ()
    assert result.content.keyfigures[0].numerator == 4.5
    (told,) = [f for f in result.findings if f.code == "not-whole"]
    assert told.severity is INFO
