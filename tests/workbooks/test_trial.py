"""A new rule the whole way: silent the year before, a warning its first year, hard after, and counted."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.receipt_model import headline, receipt_of
from gnv_pipeline.workbooks.registry import RULES
from gnv_pipeline.workbooks.rows import ReadResult
from gnv_pipeline.workbooks.trial import count_new_rules, new_rules, trial_lines
from tests.workbooks.conftest import YEAR, edited

CODE = "ends-before-starts"
TURNED = {"B7": "Hembesök", "C7": "Nära för mig", "G7": "Pågående", "H7": "2026-09-01",
          "I7": "2026-05-01"}  # fmt: skip


def read(plan: Plan, template: Path, monkeypatch: pytest.MonkeyPatch, since: int) -> ReadResult:
    """The same file, read as if the rule began in some year."""
    monkeypatch.setitem(RULES, CODE, dataclasses.replace(RULES[CODE], since=since))
    return read_workbook(edited(template, {"Aktiviteter": TURNED}), plan, guarded=False)


@pytest.mark.parametrize(
    ("since", "severity", "taken"),
    [(YEAR + 1, None, 1), (YEAR, Severity.WARNING, 1), (YEAR - 1, Severity.ERROR, 0)],
    ids=["year before", "first year", "year after"],
)
def test_the_same_file_before_in_and_after_the_first_year(
    plan: Plan, kommun_template: Path, monkeypatch: pytest.MonkeyPatch, since: int,
    severity: Severity | None, taken: int,
) -> None:  # fmt: skip
    result = read(plan, kommun_template, monkeypatch, since)
    shown = [finding for finding in result.findings if finding.code == CODE]
    assert [finding.severity for finding in shown] == ([severity] if severity else [])
    assert result.content is not None
    assert len(result.content.activities) == taken
    assert len(result.content.held) == 1 - taken
    assert ("väntar på rättning" in headline(result)) is (taken == 0)
    items = [item for part in receipt_of(result, "f.xlsx").parts for item in part.items]
    assert any(item.code == CODE for item in items) is (severity is not None)
    assert [trial.stopped for trial in count_new_rules([result], YEAR)] == (
        [1] if severity is not Severity.ERROR else []
    )


def test_the_analyst_sees_the_count(
    plan: Plan, kommun_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = read(plan, kommun_template, monkeypatch, YEAR)
    sound = read_workbook(kommun_template, plan, guarded=False)
    (line,) = trial_lines([turned, sound, turned], YEAR)
    assert line == (
        f"Ny kontroll: Slutet ligger efter starten ({CODE}) varnar {YEAR} och stoppar rader från "
        f"{YEAR + 1}. 2 av 3 inlämnade filer hade stoppats, på 2 ställen."
    )
    assert trial_lines([sound], YEAR)[0].endswith("Ingen av 1 inlämnade filer hade stoppats.")
    assert "inga inlämnade filer" in trial_lines([], YEAR)[0]


def test_a_rule_that_is_hard_is_no_longer_new() -> None:
    assert [rule.code for rule in new_rules(YEAR)] == [CODE]
    assert new_rules(YEAR + 1) == ()
