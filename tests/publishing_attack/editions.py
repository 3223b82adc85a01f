"""Two editions of the real plan with made-up own counts, published one after the other."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import candidate, publication
from gnv_pipeline.publishing.manifest import InputFile
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.reader import read_table
from tests.indicators.cases import Case, keyfigure
from tests.publishing_attack.attacker import read
from tests.publishing_attack.reader import Counts, Tables

YEAR = 2026
BY_GENDER, BY_REGION = "no3", "na2"

Filled = dict[tuple[str, str], tuple[int, int]]
"""(area, gender) -> numerator and denominator; of women and men by the kommuner, of all by the region."""


@dataclass(frozen=True)
class Published:
    """An edition as its readers have it, and the counts behind it."""

    tables: Tables
    truth: Counts


def made_up(plan: Plan, seed: int) -> Filled:
    """Counts of which many are small: 5 to 60 persons, about half of them with the property."""
    rng = np.random.default_rng(seed)
    filled: Filled = {}
    for area in plan.kommuner:
        size = float(rng.lognormal(np.log(18), 0.7))
        for gender, share in (("K", 1.0), ("M", 0.7), ("T", 3.0)):
            people = int(rng.poisson(size * share)) + 1
            filled[area.id, gender] = int(rng.binomial(people, 0.45)), people
    return filled


def revised(plan: Plan, filled: Filled, seed: int) -> Filled:
    """Two kommuner correct their numbers for women, by a person or a few."""
    rng = np.random.default_rng(seed + 1000)
    out = dict(filled)
    for area in rng.choice([one.id for one in plan.kommuner], size=2, replace=False):
        x, n = out[str(area), "K"]
        out[str(area), "K"] = x + int(rng.integers(1, 3)), n + int(rng.integers(3, 5))
    return out


def case_of(plan: Plan, filled: Filled, edition: str, missing: set[str], before: Filled) -> Case:
    """What has come in: all but the missing kommuner; a corrected number comes in another file."""
    rows: list[dict[str, Any]] = []
    for (area, gender), (x, n) in sorted(filled.items()):
        if area in missing and gender != "T":
            continue
        by, indicator = (area, BY_GENDER) if gender != "T" else (plan.region.id, BY_REGION)
        row = keyfigure(by, area, indicator, gender, x, n, year=YEAR)
        digit = "a" if before.get((area, gender), (x, n)) == (x, n) else "c"
        rows.append(row | {"sha256": digit * 64})
    as_of = date(2027, 3, 20) if edition == "preliminary" else date(2027, 6, 20)
    return Case(plan, YEAR, as_of, edition, keyfigures=rows)


def home_of(folder: Path, plan_folder: Path) -> DataHome:
    """A data home with the plan."""
    shutil.copytree(plan_folder, folder / "data" / "raw" / "plan" / str(YEAR))
    return DataHome(folder)


def publish(home: DataHome, plan: Plan, case: Case) -> Published:
    """Judge, mask and publish; later editions in the same home reckon with this one."""
    inputs = (InputFile("workbook", f"{case.edition}.xlsx", "a" * 64, "2027-03-01T10:00:00+01:00"),)
    with case.judged() as con:
        folder = candidate.build(
            con, home=home, plan=plan, plan_folder=home.plans / str(YEAR), inputs=inputs
        )
        truth = _truth(con)
    page = folder / "reports" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Rapport</p>", encoding="utf-8")
    publication.publish(home, folder)
    return Published(read(folder / candidate.DATABASE), truth)


def _truth(con: Connection) -> Counts:
    rows = read_table(con, "judged.indicator_value")
    rows = rows[rows["numerator"].notna() & rows["denominator"].notna()]
    return {
        (row["indicator_id"], row["organisation_id"], int(row["data_year"]), row["gender"]): (
            row["numerator"],
            row["denominator"],
        )
        for row in rows.to_dict("records")
    }


def copies(editions: list[Published]) -> list[dict[str, pd.DataFrame]]:
    """Tables to spoil."""
    return [{name: table.copy() for name, table in one.tables.items()} for one in editions]
