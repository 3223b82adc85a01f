"""Check and receipt stay within a small multiple of plainly opening the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.intake import filled_workbooks, measure, report
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.reading import read_workbook

CHECK, WITH_RECEIPT = 5.0, 25.0  # processor time; about twice what is measured


@pytest.mark.bench
def test_check_and_receipt_beside_openpyxl(tmp_path: Path) -> None:
    plain, check, receipt = measured = measure(tmp_path)
    print(f"\n{report(measured)}")
    assert check.cpu < CHECK * plain.cpu
    assert receipt.cpu < WITH_RECEIPT * plain.cpu


def test_what_is_measured_is_whole_workbooks_with_a_fault(plan: Plan, tmp_path: Path) -> None:
    (path,) = filled_workbooks(plan, tmp_path, most=1)
    result = read_workbook(path, plan, guarded=False)
    assert result.content is not None
    assert len(result.content.held) == 1
    assert result.content.answered_cells > 0.8 * result.content.asked_cells
