"""Survey rounds put together for kommuner with few respondents: rows of ``judged.pooled_value``.

Belongs here: which rounds, and what comes out. Does not belong here: anything judged from it; a value over
several rounds says nothing of one year and is set against no goal.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.indicators.blocks import Block
from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.plan.models import AreaKind, Pooling

COLUMNS = [
    "indicator_id", "organisation_id", "data_year", "gender", "from_year", "rounds", "numerator",
    "denominator", "value", "lower95", "upper95",
]  # fmt: skip


def pooled(found: Block, rule: Pooling) -> pd.DataFrame:
    """The pooled values of an indicator's kommuner.

    The latest rounds with a known base, unbroken back from the judged year and all of its definition, as
    many as are needed to come to ``rule.below`` respondents but at most ``rule.rounds``. A kommun that has
    enough in the judged year, or no earlier round, has no row.
    """
    empty = pd.DataFrame(columns=COLUMNS)
    if found.indicator.basis.kind != "respondents":
        return empty
    places = found.comparable()[-rule.rounds :]
    kommuner = found.kinds == AreaKind.KOMMUN.value
    size, count = (
        found.floats(name)[kommuner][:, places].transpose(0, 2, 1)[..., ::-1]
        for name in ("base_size", "base_count")
    )
    known = np.cumprod(~np.isnan(size), axis=-1).astype(bool)
    total = np.where(known, size, 0.0).cumsum(axis=-1)
    # A round is taken while those after it do not yet come to the limit.
    before = np.concatenate([np.zeros((*total.shape[:-1], 1)), total[..., :-1]], axis=-1)
    used = known & (before < rule.below)
    rounds = used.sum(axis=-1)
    rows = np.argwhere(rounds >= 2)
    if not rows.size:
        return empty
    chosen = used[rounds >= 2]
    x = np.where(chosen, count[rounds >= 2], 0.0).sum(axis=-1)
    n = np.where(chosen, size[rounds >= 2], 0.0).sum(axis=-1)
    share = methods.proportion(np.minimum(x, n), n, 0.95, multiplier(found.indicator))
    taken = rounds[rounds >= 2]
    return pd.DataFrame(
        {
            "indicator_id": found.indicator.id,
            "organisation_id": found.areas[kommuner][rows[:, 0]],
            "data_year": found.judged_year,
            "gender": np.array(found.genders, dtype=object)[rows[:, 1]],
            "from_year": found.years[places][::-1][taken - 1],
            "rounds": taken,
            "numerator": x,
            "denominator": n,
            "value": share.value,
            "lower95": share.lower,
            "upper95": share.upper,
        }
    )
