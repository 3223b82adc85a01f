"""A small database in memory for worked cases: rows in, judged tables out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from gnv_pipeline.indicators import judge
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.warehouse import loading
from gnv_pipeline.warehouse.connection import Connection, connect
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.warehouse.schema import create_schema, read_table_docs

ORIGIN = {
    "submission_id": "s1",
    "sha256": "a" * 64,
    "source_file": "arbetsbok.xlsx",
    "received_at": "2028-02-01T10:00:00+01:00",
    "sheet": "Nyckeltal",
    "cells": json.dumps({"numerator": "D7", "denominator": "E7"}),
}


def kolada(rows: Sequence[tuple[str, str, int, str, float | None]]) -> pd.DataFrame:
    """(kolada_id, area, year, gender, value) as ``raw.kolada_value``."""
    frame = pd.DataFrame(
        rows, columns=["kolada_id", "organisation_id", "data_year", "gender", "value"]
    )
    return frame.assign(
        sha256="b" * 64,
        source_file="kolada.csv",
        line=range(2, len(frame) + 2),
        fetched_on="2028-02-20",
    )


def keyfigure(
    by: str,
    area: str,
    indicator: str,
    gender: str,
    numerator: float | None,
    denominator: float | None,
    *,
    year: int = 2027,
    round_number: int = 1,
    reason: str | None = None,
) -> dict[str, Any]:
    """One row of ``raw.keyfigure``."""
    return {
        "year": year,
        "round": round_number,
        "reported_by": by,
        "organisation_id": area,
        "indicator_id": indicator,
        "gender": gender,
        "data_year": year,
        "numerator": numerator,
        "denominator": denominator,
        "missing_reason": reason,
        "comment": None,
        **ORIGIN,
    }


@dataclass
class Case:
    """What a case puts into raw."""

    plan: Plan
    report_year: int = 2027
    as_of: date = date(2028, 3, 1)
    edition: str = "final"
    in_force: bool = True
    values: Sequence[tuple[str, str, int, str, float | None]] = field(default_factory=list)
    keyfigures: list[dict[str, Any]] = field(default_factory=list)
    local_plan: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    answers: list[tuple[str, str, int, str, int, str | None]] = field(default_factory=list)
    hand_in: list[tuple[str, int, str, str]] = field(default_factory=list)
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict)

    @contextmanager
    def judged(self) -> Iterator[Connection]:
        """Load, transform and judge; the connection is open inside the block."""
        with connect() as con:
            create_schema(con, "raw")
            self._load(con)
            run = loading.Run(self.report_year, self.edition, self.as_of, self.in_force)
            loading.build_core(con, self.plan, run)
            judge(con, self.plan)
            yield con

    def table(self, full_name: str) -> pd.DataFrame:
        """One judged table; the judging is done once."""
        if not self._tables:
            with self.judged() as con:
                for doc in read_table_docs():
                    if doc.schema == "judged":
                        self._tables[doc.full_name] = read_table(con, doc.full_name)
        return self._tables[full_name]

    def row(self, full_name: str, **key: Any) -> dict[str, Any]:
        """The one row of a judged table with these values; missing as None."""
        return one_row(self.table(full_name), **key)

    def _load(self, con: Connection) -> None:
        loading.load(con, "raw.kolada_value", kolada(self.values))
        loading.load(con, "raw.keyfigure", pd.DataFrame(self.keyfigures))
        plans = [
            {"year": self.report_year, "round": 1, "organisation_id": area, "goal_id": goal}
            | {"fields": json.dumps(fields)} | ORIGIN
            for area, goal, fields in self.local_plan
        ]  # fmt: skip
        loading.load(con, "raw.local_plan", pd.DataFrame(plans))
        columns = ["organisation_id", "unit", "year", "statement_id", "statement_version", "answer"]
        answers = pd.DataFrame(self.answers, columns=columns).assign(round=1, **ORIGIN)
        loading.load(con, "raw.answer", answers)
        told = pd.DataFrame(self.hand_in, columns=["organisation_id", "year", "field_id", "value"])
        loading.load(con, "raw.hand_in", told.assign(round=1, **ORIGIN))


def one_row(table: pd.DataFrame, **key: Any) -> dict[str, Any]:
    """The one row with these values; missing as None."""
    for column, value in key.items():
        table = table[table[column] == value]
    assert len(table) == 1, f"{len(table)} rows for {key}"
    row = table.astype(object).where(table.notna(), None).to_dict("records")[0]
    return {str(column): value for column, value in row.items()}


def changed(plan: Plan, **parts: Any) -> Plan:
    """The plan with other parts. (``model_copy`` would keep the look-ups of the old ones.)"""
    return Plan(**{name: getattr(plan, name) for name in Plan.model_fields} | parts)


def with_indicator(plan: Plan, identity: str, **changes: Any) -> Plan:
    """The plan with one indicator changed."""
    indicators = tuple(
        one.model_copy(update=changes) if one.id == identity else one for one in plan.indicators
    )
    return changed(plan, indicators=indicators)


def fixture_plan(name: str) -> Path:
    """Folder of a made-up plan."""
    return Path(__file__).resolve().parents[1] / "fixtures" / name
