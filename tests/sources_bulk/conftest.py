"""A plan, a home and a quick way to hand a bulk workbook over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gnv_pipeline.findings import Finding
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Indicator, Plan
from gnv_pipeline.sources.bulk.importing import BulkResult, import_file

WHEN = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
SOURCE = "Socialstyrelsen, öppna jämförelser 2024"

Take = Callable[..., BulkResult]


PROJECT = Path(__file__).resolve().parents[2]


@cache
def example_plan() -> Plan:
    """The example plan of the repository; generated examples call it, since its text is long."""
    return load_plan(PROJECT / "data" / "raw" / "plan" / "2026")


@pytest.fixture(scope="session")
def plan() -> Plan:
    return example_plan()


@pytest.fixture
def home(tmp_path: Path) -> DataHome:
    return DataHome(tmp_path / "hem")


@pytest.fixture
def take(home: DataHome, plan: Plan) -> Take:
    """Import a file into the home; keywords as ``import_file``."""

    def hand_over(path: Path, **given: Any) -> BulkResult:
        return import_file(
            path,
            home,
            given.pop("received", WHEN),
            given.pop("plan", plan),
            given.pop("source_text", SOURCE),
            **given,
        )

    return hand_over


def codes(result: BulkResult) -> list[str]:
    """The codes of the findings, in order."""
    return [finding.code for finding in result.findings]


def one(result: BulkResult, code: str) -> Finding:
    """The only finding with a code."""
    found = [finding for finding in result.findings if finding.code == code]
    assert len(found) == 1, codes(result)
    return found[0]


def with_indicator(plan: Plan, like: str, **changed: object) -> Plan:
    """The plan with one indicator more, a copy of another with some things changed."""
    source = plan.indicator_by_id[like].model_dump()
    return with_parts(
        plan, indicators=(*plan.indicators, Indicator.model_validate({**source, **changed}))
    )


def changed_indicator(plan: Plan, indicator_id: str, **changed: object) -> Plan:
    """The plan with one indicator changed."""
    indicators = tuple(
        Indicator.model_validate({**i.model_dump(), **changed}) if i.id == indicator_id else i
        for i in plan.indicators
    )
    return with_parts(plan, indicators=indicators)


def with_parts(plan: Plan, **changed: object) -> Plan:
    """The plan with other parts, built anew: a copy would keep the look-ups of the old one."""
    return Plan.model_validate(
        {**{name: getattr(plan, name) for name in Plan.model_fields}, **changed}
    )
