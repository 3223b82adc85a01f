"""Workbooks are read by the revision of the plan that they were made from."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.store import Store, Submission
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from tests.intake.conftest import KOMMUN, OPEN, YEAR, Fill, quick_store

ALL = {"h_1": "alltid", "s_1": "ibland", "i_1": "aldrig", "f_1": "vet_ej"}


def answers(submission: Submission) -> dict[str, str | None]:
    return {row.statement_id: row.answer for row in submission.content.answers}


def revise(home: DataHome, change: Callable[[str], str], file: str) -> Plan:
    """A newer revision of the plan beside the first one."""
    newer = home.plans / "2028"
    shutil.copytree(home.plans / "2027", newer)
    header = newer / "plan.yaml"
    header.write_text(
        header.read_text(encoding="utf-8").replace("revision: 2027", "revision: 2028"),
        encoding="utf-8",
    )
    changed = newer / file
    changed.write_text(change(changed.read_text(encoding="utf-8")), encoding="utf-8")
    return load_plan(newer)


def test_a_workbook_is_read_by_the_revision_it_was_made_from(
    home: DataHome, fill: Fill, plan: Plan
) -> None:
    newer = revise(home, lambda text: text.replace("id: h_1", "id: h_9"), "statements.yaml")
    path = fill(answers=ALL)
    result = quick_store(home).submit(path, newer, "", OPEN)
    assert result.submission_id is not None
    (submission,) = Store(home).accepted(newer, YEAR, 1)
    assert answers(submission) == ALL
    assert submission.content.identity.plan_revision == plan.revision


def test_an_older_round_that_the_newest_plan_has_dropped_is_still_read(
    home: DataHome, fill: Fill
) -> None:
    def without_2027(text: str) -> str:
        return "\n".join(line for line in text.splitlines() if "year: 2027" not in line) + "\n"

    newer = revise(home, without_2027, "rounds.yaml")
    result = quick_store(home).submit(fill(year=YEAR - 1, answers=ALL), newer, "", OPEN)
    assert result.submission_id == "2027-1-9901-1"
    assert len(Store(home).accepted(newer, YEAR - 1, 1)) == 1


def test_a_submission_that_no_plan_reads_any_more_is_told(
    home: DataHome, fill: Fill, plan: Plan
) -> None:
    quick_store(home).submit(fill(answers=ALL), plan, "", OPEN)
    shutil.rmtree(home.plans / "2027")
    parts = {name: getattr(plan, name) for name in Plan.model_fields}
    without = Plan(**{**parts, "areas": [area for area in plan.areas if area.id != KOMMUN]})
    assert Store(home).accepted(without, YEAR, 1) == []
    ((entry, finding),) = Store(home).no_longer_read(without, YEAR, 1)
    assert (entry.organisation_id, finding.code) == (KOMMUN, "unknown-organisation")
