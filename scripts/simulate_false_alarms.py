"""How often does a signal appear where nothing differs? Equal kommuner, drawn again and again.

    python scripts/simulate_false_alarms.py --sizes 852 154 84 67 ...
    python scripts/simulate_false_alarms.py --kolada FILE.csv --base U23592 --year 2022

Every kommun has the same true share; only chance makes their answers differ. They are rounded to whole per
cent as the survey publishes them and go through the functions that judge the real ones. Printed is how many
signals appear, beside what the level promises. The same seed gives the same figures.

Belongs here: drawing and counting. Does not belong here: any rule of judging.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gnv_pipeline import methods
from gnv_pipeline.indicators.comparisons import compare
from gnv_pipeline.plan.models import AreaKind, Indicator, Plan

SHARE = 0.85
ROUNDS = 2_000
SEED = 20_260_101
POINTS = 5
"""Survey rounds of the trend test."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alarms:
    """What one question gave: false signals as parts of 1, and what its level promises."""

    question: str
    level: float
    of_kommuner: float
    """Part of all kommuner and rounds with a signal."""
    of_rounds: float
    """Part of the rounds where at least one kommun has one."""
    kommuner: int

    @property
    def promised(self) -> float:
        """Part of kommuner that the level lets through."""
        return 1 - self.level

    @property
    def promised_of_rounds(self) -> float:
        """At least one of so many independent kommuner."""
        return float(1 - self.level**self.kommuner)


def simulate(
    sizes: Sequence[int], plan: Plan, share: float = SHARE, rounds: int = ROUNDS, seed: int = SEED
) -> list[Alarms]:
    """Draw and judge.

    Args:
        sizes: Respondents of each kommun.
        plan: Lends an indicator where high is good, and its rules.
        share: The true share that all have, 0-1.
        rounds: How many times to draw.
        seed: Of the generator.

    Returns:
        Comparison with the other kommuner at 95 and 99.8 %, change since the measurement before (95 %),
        and the trend over five measurements (99.8 %).
    """
    size = np.asarray(sizes, dtype=float)
    drawn = np.random.default_rng(seed).binomial(
        size.astype(int)[:, None, None], share, (len(size), rounds, POINTS)
    )
    value = np.floor(drawn / size[:, None, None] * 100 + 0.5)  # published as whole per cent
    indicator = next(
        one for one in plan.indicators if one.better == "high" and one.unit == "percent"
    )
    compared = strengths(value[..., -1], size, indicator, plan)
    return [
        _alarms("Mot övriga kommuner, 95 %", 0.95, compared >= 95),
        _alarms("Mot övriga kommuner, klart (99,8 %)", 0.998, compared >= 998),
        _alarms("Sedan förra mätningen, 95 %", 0.95, _changed(value, size)),
        _alarms("Trend över fem mätningar, 99,8 %", 0.998, _trending(value, size)),
    ]


def _alarms(question: str, level: float, signals: NDArray[np.bool_]) -> Alarms:
    """``signals`` as kommuner x rounds."""
    return Alarms(
        question, level, float(signals.mean()), float(signals.any(axis=0).mean()), len(signals)
    )


def strengths(value: Floats, size: Floats, indicator: Indicator, plan: Plan) -> NDArray[np.int64]:
    """Strength of the signal beside the others: 0, 95 or 998; each round stands as a gender of its own."""
    areas, rounds = value.shape
    base = np.repeat(size, rounds)
    count = value.ravel() * base / 100
    limits = {
        name: methods.proportion(count, base, level, 100.0)
        for name, level in (("95", 0.95), ("998", 0.998))
    }
    rows = pd.DataFrame(
        {
            "indicator_id": indicator.id,
            "organisation_id": np.repeat([f"k{number:03d}" for number in range(areas)], rounds),
            "gender": np.tile([f"r{number:06d}" for number in range(rounds)], areas),
            "kind": AreaKind.KOMMUN.value,
            "state": "judged",
            "judged_year": 0,
            "flag": None,
            "value": value.ravel(),
            "base_count": count,
            "base_size": base,
            **{f"lower{name}": limit.lower for name, limit in limits.items()},
            **{f"upper{name}": limit.upper for name, limit in limits.items()},
        }
    )
    rows.loc[rows["base_size"] < 30, "flag"] = "few"
    told = compare(rows, plan).sort_values(["organisation_id", "gender"])
    strength = told["strength"].fillna(0).to_numpy(dtype=np.int64)
    return np.asarray(strength.reshape(areas, rounds))


def _changed(value: Floats, size: Floats) -> NDArray[np.bool_]:
    now, before = (value[..., place] * size[:, None] / 100 for place in (-1, -2))
    base = np.broadcast_to(size[:, None], now.shape)
    found = methods.difference(now, base, before, base, 0.95, 100.0)
    return np.asarray((found.lower > 0) | (found.upper < 0))


def _trending(value: Floats, size: Floats) -> NDArray[np.bool_]:
    base = np.broadcast_to(size[:, None, None], value.shape)
    limits = methods.proportion(value * base / 100, base, 0.95, 100.0)
    years = np.arange(POINTS, dtype=float)
    return np.asarray(methods.recent_trend(years, value, limits.lower, limits.upper).significant)


def sizes_of(path: Path, base: str, year: int, areas: Sequence[str]) -> list[int]:
    """Respondents of the areas in a Kolada file, in the order of their ids."""
    with path.open(encoding="utf-8", newline="") as file:
        found = {
            row["municipality_id"]: int(float(row["value"]))
            for row in csv.DictReader(file)
            if (row["kpi"], row["year"], row["gender"]) == (base, str(year), "T") and row["value"]
        }
    return [found[area] for area in sorted(areas) if area in found]


def table(alarms: Sequence[Alarms]) -> str:
    """The result as a Markdown table, in Swedish."""
    lines = [
        "| Fråga | Kommuner med signal | Nivån lovar | Minst en kommun | Om de vore oberoende |",
        "|---|---|---|---|---|",
    ]
    for one in alarms:
        figures = (one.of_kommuner, one.promised, one.of_rounds, one.promised_of_rounds)
        cells = [f"{100 * figure:.1f} %".replace(".", ",") for figure in figures]
        lines.append(f"| {one.question} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Read the sizes, simulate, print the table."""
    from gnv_pipeline.plan.loading import load_plan

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--plan", type=Path, default=Path("data/raw/plan/2026"))
    parser.add_argument("--sizes", type=int, nargs="+")
    parser.add_argument("--kolada", type=Path)
    parser.add_argument("--base", default="U23592")
    parser.add_argument("--year", type=int, default=2022)
    parser.add_argument("--share", type=float, default=SHARE)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    plan = load_plan(given.plan)
    sizes = given.sizes
    if given.kolada is not None:
        sizes = sizes_of(given.kolada, given.base, given.year, [area.id for area in plan.kommuner])
    if not sizes:
        parser.error("ange --sizes eller --kolada")
    print(table(simulate(sizes, plan, given.share, given.rounds, given.seed)))


if __name__ == "__main__":
    main()
