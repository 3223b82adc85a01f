"""Whose file it is, and for which round: what is refused and what is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks.reading import Expected, read_workbook
from gnv_pipeline.workbooks.rows import ReadResult
from tests.workbooks.conftest import KOMMUN, YEAR, Blank, edited, only

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


# --- whose file ------------------------------------------------------------------------------------


def no_properties(book: Any) -> None:
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


def test_identity_is_read_from_las_mig_when_properties_are_gone(
    read: Callable[..., ReadResult],
) -> None:
    by_property, by_block = read({}), read({}, no_properties)
    assert by_property.content is not None
    assert by_block.content is not None
    assert by_block.content.identity == by_property.content.identity


def test_another_organisations_template_is_refused(read: Callable[..., ReadResult]) -> None:
    result = read({}, expected=Expected(organisation_id="2062"))
    assert not result.accepted
    (finding,) = result.findings
    assert finding.message == (
        "Filen är mallen för Orsa kommun men kom från Mora. Inget är sparat för Mora."
    )
    assert finding.remedy == "Använd mallen där det står Mora kommun (2062) på bladet Läs mig."


@pytest.mark.parametrize(
    "expected", [Expected(year=2027), Expected(round=2), Expected(None, 2025, 1)]
)
def test_another_year_or_round_is_refused(
    read: Callable[..., ReadResult], expected: Expected
) -> None:
    result = read({}, expected=expected)
    assert not result.accepted
    assert only(result, "other-round").severity is ERROR


@pytest.mark.parametrize("expected", [Expected(), Expected(KOMMUN, YEAR, 1), Expected(year=YEAR)])
def test_the_expected_workbook_is_taken(
    read: Callable[..., ReadResult], expected: Expected
) -> None:
    assert read({}, expected=expected).accepted


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("gnv_organisation", "9999", "unknown-organisation"),
        ("gnv_organisation", "0000", "unknown-organisation"),
        ("gnv_year", 1999, "unknown-round"),
    ],
)
def test_a_template_the_plan_does_not_know_is_refused(
    read: Callable[..., ReadResult], name: str, value: Any, code: str
) -> None:
    def change(book: Any) -> None:
        book.custom_doc_props[name].value = value

    result = read({}, change)
    assert not result.accepted
    assert only(result, code).severity is ERROR


def test_a_workbook_that_is_not_ours_is_refused(plan: Plan) -> None:
    from io import BytesIO

    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Löner"
    book.active["A1"] = 1
    out = BytesIO()
    book.save(out)
    result = read_workbook(out.getvalue(), plan, file_name="löner.xlsx")
    assert not result.accepted
    finding = only(result, "not-our-template")
    assert "Löner" in finding.message
    assert finding.file == "löner.xlsx"


def test_a_file_that_is_no_workbook_is_refused(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "mall.xlsx"
    path.write_bytes(b"%PDF-1.7")
    result = read_workbook(path, plan)
    assert not result.accepted
    assert only(result, "file-pdf").file == "mall.xlsx"


def test_the_regions_rows_are_about_each_kommun(plan: Plan, blank: Blank) -> None:
    data = edited(
        blank(plan, plan.region.id),
        {
            "Nyckeltal": {"D7": 30, "E7": 40, "D8": 50, "E8": 40},
            "Självskattning": {"D8": 3, "E8": 7},
        },
    )
    result = read_workbook(data, plan)
    assert result.content is not None
    first, second = plan.kommuner[:2]
    (row,) = result.content.keyfigures
    assert (row.reported_by, row.organisation_id) == (plan.region.id, first.id)
    units = plan.region.units
    assert set(result.content.held) == {
        ("self_assessment", f"nm_1|{units[1]}", "Självskattning"),
        ("keyfigures", f"na2|{second.id}|T", "Nyckeltal"),
    }
    assert [(answer.unit, answer.answer) for answer in result.content.answers] == [(units[0], "s3")]
