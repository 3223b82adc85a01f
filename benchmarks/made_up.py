"""A made-up county of any size, straight into schema core.

Belongs here: a plan with many organisations and indicators, and their observations. Does not belong here:
measuring (``measure``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Area, Goal, GoalIndicator, Indicator, Plan, Population, Target
from gnv_pipeline.warehouse.connection import Connection, transaction
from gnv_pipeline.warehouse.loading import Run, load
from gnv_pipeline.warehouse.loading import load_plan as load_plan_tables
from gnv_pipeline.warehouse.schema import create_all

FIXTURE = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "fjallmark"
YEARS = 10
LAST = 2030
GENDERS = ("T", "K", "M")
PER_GOAL = 25
"""One indicator in so many has a goal."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a case is."""

    organisations: int = 311
    indicators: int = 500

    @property
    def observations(self) -> int:
        """Organisations x indicators x years x genders."""
        return self.organisations * self.indicators * YEARS * len(GENDERS)


def plan_of(size: Size) -> Plan:
    """The fixture's plan with other areas, indicators and goals; the county and region among the areas."""
    base = load_plan(FIXTURE)
    region, county = base.region, base.county
    kommuner = tuple(
        Area(
            id=f"{10_000 + number}",
            name=f"Ort {number}",
            full_name=f"Orts kommun {number}",
            kind="kommun",
            population=Population(total=3000 + 97 * number, aged_80=200 + 5 * number),
            reports=True,
        )
        for number in range(size.organisations - 2)
    )
    indicators = _indicators(base, size.indicators)
    target = Target(kind="at_least", lower=75, year=LAST + 2, source="påhittat")
    goals = tuple(
        Goal(
            id=f"mal_{number}",
            delmal=base.delmal[0].id,
            name=f"Mål {number}",
            text="Påhittat mål.",
            indicators=(GoalIndicator(indicator=one.id, target=target),),
        )
        for number, one in enumerate(indicators[::PER_GOAL])
    )
    parts = {name: getattr(base, name) for name in Plan.model_fields}
    return Plan(
        **parts | {"areas": (*kommuner, region, county), "indicators": indicators, "goals": goals}
    )


def _indicators(base: Plan, count: int) -> tuple[Indicator, ...]:
    """Own counts, surveys with respondents, rates and values of unknown base, in equal parts.

    The first two are the surveys' respondents and the population.
    """
    survey, own, rate = (base.indicator_by_id[one] for one in ("a1", "b1", "c1"))
    respondents = base.indicator_by_id["a1n"].model_copy(update={"genders": GENDERS})
    people = respondents.model_copy(
        update={"id": "a2n", "kolada_id": "U99990", "short_name": "Folkmängd", "name": "Folkmängd"}
    )
    found = [respondents, people]
    whole = {"from_year": LAST - YEARS + 1, "to_year": None, "version": 1}
    for number in range(count - len(found)):
        model = (own, survey, rate, survey)[number % 4]
        basis = {
            0: {"kind": "counts"},
            1: {"kind": "respondents", "indicator": "a1n"},
            2: {"kind": "derived_counts", "indicator": "a2n"},
            3: {"kind": "none"},
        }[number % 4]
        identity = f"m{number:03d}"
        raw = model.model_dump() | {
            "id": identity,
            "kolada_id": None,
            "name": f"Mått {number}",
            "short_name": f"Mått {number}",
            "genders": GENDERS,
            "basis": basis,
            "companion": None,
            "county_value": "summed" if number % 4 == 0 else "unweighted" if number % 4 else "none",
            "level": "kommun",
            "definitions": [{**model.definitions[0].model_dump(), **whole}],
            "sources": [one.model_dump() | {"from_year": None} for one in model.sources[:1]],
        }
        found.append(Indicator.model_validate(raw))
    return tuple(found)


def fill(con: Connection, plan: Plan, seed: int = 1) -> int:
    """Core with the plan and an observation for every kommun, indicator, year and gender; how many rows."""
    with transaction(con):
        create_all(con)
        run = Run(LAST, "final", date(LAST + 1, 6, 1), plan_in_force=True)
        load_plan_tables(con, plan, run)
        frame = _observations(plan, np.random.default_rng(seed))
        load(con, "core.observation", frame)
    return len(frame)


def _observations(plan: Plan, rng: np.random.Generator) -> pd.DataFrame:
    areas = [area.id for area in plan.areas if area.kind.value != "county"]
    years = np.arange(LAST - YEARS + 1, LAST + 1)
    shape = (len(areas), YEARS)
    size = np.rint(rng.lognormal(5.5, 0.8, (len(areas), 1)) + rng.uniform(0, 20, shape)) + 40
    parts = []
    for indicator in plan.indicators:
        level = rng.uniform(0.3, 0.9)
        for gender, part in (("K", 0.6), ("M", 0.4), ("T", 1.0)):
            n = np.rint(size * part)
            share = np.clip(level + rng.normal(0, 0.05, shape), 0.02, 0.98)
            x = rng.binomial(n.astype(int), share).astype(float)
            parts.append(_frame(indicator, areas, years, gender, x, n))
    return pd.concat(parts, ignore_index=True)


def _frame(
    indicator: Indicator,
    areas: list[str],
    years: np.ndarray[tuple[int], np.dtype[np.int64]],
    gender: str,
    x: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    n: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> pd.DataFrame:
    own = indicator.basis.kind == "counts"
    value = {"count": n, "per_100k": x / n * 1000}.get(indicator.unit, np.round(100 * x / n))
    return pd.DataFrame(
        {
            "indicator_id": indicator.id,
            "organisation_id": np.repeat(areas, YEARS),
            "data_year": np.tile(years, len(areas)),
            "gender": gender,
            "numerator": x.ravel() if own else np.nan,
            "denominator": n.ravel() if own else np.nan,
            "value": (100 * x / n if own else value).ravel(),
            "value_kind": "reported" if own else "official",
            "missing_reason": None,
            "preliminary": False,
            "source_kind": "workbook" if own else "kolada",
            "sha256": "a" * 64,
            "source_file": "pahittad.csv",
            "received_at": "2031-05-01T08:00:00+02:00",
        }
    )
