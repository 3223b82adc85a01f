"""Women against men, with an interval that holds: rows of ``judged.gender_gap``.

Where the source tells respondents only for all together, the split between women and men is unknown but
not free: p = s pK + (1 - s) pM for the published, rounded values, and the plan says between which shares
the women's part s may lie. The interval given is the widest over that span. It lies at one of its ends: the
squared distance to each limit is a sum of two convex functions of s.

Belongs here: gaps, their intervals and development. Does not belong here: formulas (methods), the mask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gnv_pipeline import methods
from gnv_pipeline.indicators.blocks import Block, Floats
from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.indicators.frames import integers
from gnv_pipeline.indicators.intervals import FEW
from gnv_pipeline.indicators.trends import at_least, combined, rounding
from gnv_pipeline.plan.models import AreaKind

COLUMNS = [
    "indicator_id", "organisation_id", "data_year", "women", "men", "gap", "lower95", "upper95",
    "interval_basis", "areas_included", "areas_expected", "signal", "reason", "from_year", "from_gap",
    "change", "change_lower95", "change_upper95", "development", "development_reason",
]  # fmt: skip
SPLIT = "respondents_split"

Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Gaps:
    """Gaps of all areas and years: arrays areas x years; NaN where there is none."""

    women: Floats
    men: Floats
    lower: Floats
    upper: Floats
    few: Flags
    basis: NDArray[Any]
    included: Floats
    """For rows weighted over kommuner: how many; NaN elsewhere."""

    @property
    def gap(self) -> Floats:
        """Women minus men."""
        return self.women - self.men

    def bounds(self) -> Floats:
        """Value, lower and upper limit along a last axis."""
        return np.stack([self.gap, self.lower, self.upper], axis=-1)


def has_both(found: Block) -> bool:
    """Whether women and men have values of their own."""
    return {"K", "M"} <= set(found.genders)


def gender_gaps(found: Block) -> pd.DataFrame:
    """Rows of an indicator that has women and men; one per area."""
    gaps = _weighted(found, _own(found))
    now = found.place(found.judged_year)
    included = gaps.included[:, now]
    expected = float((found.kinds == AreaKind.KOMMUN.value).sum())
    rows = pd.DataFrame(
        {
            "indicator_id": found.indicator.id,
            "organisation_id": found.areas,
            "data_year": found.judged_year,
            "women": gaps.women[:, now],
            "men": gaps.men[:, now],
            "gap": gaps.gap[:, now],
            "lower95": gaps.lower[:, now],
            "upper95": gaps.upper[:, now],
            "interval_basis": gaps.basis[:, now],
            "areas_included": integers(included),
            "areas_expected": integers(np.where(np.isnan(included), np.nan, expected)),
        }
    )
    code = np.asarray(methods.compare_with_value(rows["lower95"], rows["upper95"], 0.0, "none"))
    earlier = ~np.isnan(gaps.gap[:, :now]).all(axis=1)
    lacking = rows["gap"].isna().to_numpy()
    reason = np.select(
        [
            lacking & earlier,
            lacking,
            rows["lower95"].isna().to_numpy(),
            gaps.few[:, now],
            code == "similar",
        ],
        ["older_year", "no_value", "base_unknown", "few", "interval_covers_zero"],
        default="interval_excludes_zero",
    )
    said = np.isin(reason, ["interval_covers_zero", "interval_excludes_zero"])
    rows = rows.assign(signal=np.where(said, code, "not_judged"), reason=reason)
    return rows.assign(**_development(found, gaps, now))[COLUMNS]


def _own(found: Block) -> Gaps:
    """Gaps of areas that have values of their own for women and men."""
    women, men = found.genders.index("K"), found.genders.index("M")
    everyone = found.genders.index("T") if "T" in found.genders else women
    value, size, count = (found.floats(name) for name in ("value", "base_size", "base_count"))
    limits = np.stack([value, found.floats("lower95"), found.floats("upper95")], axis=-1)
    both = ~np.isnan(value[..., women] - value[..., men])
    shape = both.shape
    lower, upper = np.full(shape, np.nan), np.full(shape, np.nan)
    basis = np.full(shape, "none", dtype=object)
    kind = found.indicator.basis.kind
    known = both & ~np.isnan(size[..., women] + size[..., men])
    if kind == "derived_counts":
        lower, upper = combined(limits[..., women, :], limits[..., men, :])
    elif known.any():
        gap = methods.difference(
            count[known, women], size[known, women], count[known, men], size[known, men], 0.95,
            multiplier(found.indicator),
        )  # fmt: skip
        lower[known], upper[known] = gap.lower, gap.upper
    basis[known & ~np.isnan(lower)] = kind
    flags = found.few()
    few = flags[..., women] | flags[..., men]
    if kind == "respondents" and found.indicator.basis.women_share is not None:
        triple = value[..., [women, men, everyone]]
        split = both & ~known & ~np.isnan(size[..., everyone] + value[..., everyone])
        if split.any():
            lower[split], upper[split] = _over_splits(
                triple[split], size[split, everyone], found.indicator.basis.women_share
            )
        basis[split & ~np.isnan(lower)] = SPLIT
        few = np.where(split, size[..., everyone] < 2 * FEW, few)
    if kind == "respondents":
        off = rounding(value[..., women]) + rounding(value[..., men])
        lower, upper = at_least(value[..., women] - value[..., men], lower, upper, off)
    nothing = np.full(shape, np.nan)
    return Gaps(
        np.where(both, value[..., women], np.nan), np.where(both, value[..., men], np.nan),
        lower, upper, few, basis, nothing,
    )  # fmt: skip


def _over_splits(
    values: Floats, size: Floats, women_share: tuple[float, float]
) -> tuple[Floats, Floats]:
    """The widest Newcombe limits, in percentage points, over all splits that the values allow.

    Args:
        values: Percent of women, men and all, one row per area.
        size: Respondents of all.
        women_share: Between which percentages of them the women are, by the plan.
    """
    women, men, everyone = np.clip(values, 0.0, 100.0).T
    # Values without decimals are rounded to 1, else to 0.1; all three may be off by half of that.
    off = np.where((values == np.rint(values)).all(axis=1), 1.0, 0.1)
    least, most = (np.full(len(size), share / 100) for share in women_share)
    apart = women - men
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.sort(
            np.stack([(everyone - men - off) / apart, (everyone - men + off) / apart]), axis=0
        )
    # Values that say nothing of the split, or contradict what the plan allows, leave the plan's span.
    usable = (apart != 0) & (ends[0] <= most) & (ends[1] >= least)
    shares = (
        np.where(usable, np.maximum(least, ends[0]), least),
        np.where(usable, np.minimum(most, ends[1]), most),
    )
    lowers, uppers = [], []
    for share in shares:
        many, few = np.maximum(share * size, 1.0), np.maximum((1 - share) * size, 1.0)
        found = methods.difference(women / 100 * many, many, men / 100 * few, few, 0.95, 100.0)
        lowers.append(found.lower)
        uppers.append(found.upper)
    return np.min(lowers, axis=0), np.max(uppers, axis=0)


def _weighted(found: Block, gaps: Gaps) -> Gaps:
    """Fill the county where it has no values by gender: the mean over kommuner, weighted by respondents.

    Every kommun counts with the same weight for women and men, so that the gap is between women and men
    of the same kommun. Limits: gap -/+ the root of the sum of squared weighted distances to the limits.
    """
    county = np.flatnonzero(found.kinds == AreaKind.COUNTY.value)
    if found.indicator.county_value != "weighted_by_respondents" or not county.size:
        return gaps
    kommuner = found.kinds == AreaKind.KOMMUN.value
    size = found.floats("base_size")[kommuner]
    everyone = found.genders.index("T") if "T" in found.genders else 0
    bounds = gaps.bounds()[kommuner]
    used = ~np.isnan(bounds).any(axis=-1) & ~np.isnan(size[..., everyone])
    included = used.sum(axis=0)
    weight = np.where(used, size[..., everyone], 0.0)
    enough = (included * 2 >= kommuner.sum()) & (included > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        weight = weight / weight.sum(axis=0)
    held = np.where(used[..., None], bounds, 0.0)
    down, up = (
        np.sqrt(((weight * (held[..., 0] - held[..., one])) ** 2).sum(axis=0)) for one in (1, 2)
    )
    women, men = (
        (weight * np.where(used, side[kommuner], 0.0)).sum(axis=0)
        for side in (gaps.women, gaps.men)
    )
    for place in county:
        fill = enough & np.isnan(gaps.gap[place])
        gaps.women[place, fill], gaps.men[place, fill] = women[fill], men[fill]
        gaps.lower[place, fill] = (women - men - down)[fill]
        gaps.upper[place, fill] = (women - men + up)[fill]
        gaps.basis[place, fill] = SPLIT if (gaps.basis[kommuner] == SPLIT).any() else "respondents"
        gaps.few[place, fill] = False
        gaps.included[place, fill] = included[fill]
    return gaps


def _development(found: Block, gaps: Gaps, now: int) -> dict[str, Any]:
    """Whether the size of the gap has changed since the latest earlier year that can be compared.

    now² - then² = (now - then)(now + then): the gap is wider where both differ from 0 with certainty in
    the same direction, narrower where in opposite ones, whichever of women and men is higher.
    """
    latest = found.judged_year - found.indicator.basis.years
    places = np.array([one for one in found.comparable() if found.years[one] <= latest], dtype=int)
    bounds = gaps.bounds()
    before = np.full((len(found.areas), 3), np.nan)
    few = np.zeros(len(found.areas), dtype=bool)
    from_year = np.full(len(found.areas), np.nan)
    for place in places:  # the latest one that an area has stands at last
        has = ~np.isnan(bounds[:, place, 0])
        before[has], few[has] = bounds[has, place], gaps.few[has, place]
        from_year[has] = found.years[place]
    today = bounds[:, now]
    none = np.isnan(today[:, 0])
    before[none], from_year[none] = np.nan, np.nan
    lower, upper = combined(today, before)
    less, more = combined(today, -before[:, [0, 2, 1]])
    sides = np.where(lower > 0, 1, np.where(upper < 0, -1, 0))
    sums = np.where(less > 0, 1, np.where(more < 0, -1, 0))
    certain = sides * sums
    reason = np.select(
        [
            none,
            np.isnan(before[:, 0]),
            np.isnan(lower),
            few | gaps.few[:, now],
            certain == 0,
        ],
        ["no_value", "no_earlier_value", "base_unknown", "few", "interval_covers_zero"],
        default="interval_excludes_zero",
    )
    development = np.select(
        [
            reason == "interval_excludes_zero",
            np.isin(reason, ["interval_covers_zero", "few"]),
        ],
        [np.where(certain > 0, "wider", "narrower"), "uncertain"],
        default="not_judged",
    )
    return {
        "from_year": integers(from_year),
        "from_gap": before[:, 0],
        "change": today[:, 0] - before[:, 0],
        "change_lower95": lower,
        "change_upper95": upper,
        "development": development,
        "development_reason": reason,
    }
