"""Spread between kommuner in the judged year, always beside what chance alone gives.

Belongs here: rows of ``judged.inequality``. Does not belong here: the formula of chance (methods).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.plan.models import AreaKind, Indicator, Plan

LEAST = 3
"""With fewer kommuner with a known base nothing is said of spread."""


def spreads(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Spread of every measure that kommuner have.

    Args:
        rows: Where areas stand (``standing.standing``), measures only.
        plan: Gives units.

    Returns:
        Rows of ``judged.inequality``. Chance: areas of the same sizes, all with the share or rate
        that they have together.
    """
    kommuner = rows[(rows["kind"] == AreaKind.KOMMUN.value) & (rows["state"] == "judged")]
    by_id = plan.indicator_by_id
    found = [
        _spread(by_id[group["indicator_id"].iloc[0]], group)
        for _, group in kommuner.groupby(["indicator_id", "judged_year", "gender"], sort=True)
    ]
    return pd.DataFrame(found, columns=COLUMNS)


COLUMNS = [
    "indicator_id", "data_year", "gender", "areas", "areas_known", "lowest", "highest", "difference",
    "chance_mean", "chance_lower", "chance_upper", "signal", "reason",
]  # fmt: skip


def _spread(indicator: Indicator, group: pd.DataFrame) -> dict[str, Any]:
    known = group[group["base_size"].notna()]
    row: dict[str, Any] = {
        "indicator_id": indicator.id,
        "data_year": int(group["judged_year"].iloc[0]),
        "gender": group["gender"].iloc[0],
        "areas": len(group),
        "areas_known": len(known),
        "lowest": float(group["value"].min()),
        "highest": float(group["value"].max()),
        "signal": "not_judged",
        "reason": "base_unknown" if known.empty else "too_few",
    }
    if len(known) < LEAST:
        return row
    difference = float(known["value"].max() - known["value"].min())
    size = known["base_size"].to_numpy(dtype=float)
    together = float(known["base_count"].sum() / size.sum())
    if indicator.basis.kind == "derived_counts" and together > 1:
        return {**row, "difference": difference, "reason": "base_unknown"}
    chance = methods.expected_range(
        np.maximum(np.rint(size), 1), together, 0.95, multiplier(indicator)
    )
    return {
        **row,
        "difference": difference,
        "chance_mean": float(chance.mean),
        "chance_lower": float(chance.lower),
        "chance_upper": float(chance.upper),
        "signal": "beyond_chance" if difference > chance.upper else "within_chance",
        "reason": "compared",
    }
