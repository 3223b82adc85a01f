"""Spread between kommuner in the judged year, always beside what chance alone gives, and its development.

One set of kommuner stands behind every measure of a row: those with a known base where there are at least
three, else all that have a value. Development is judged over the kommuner with a known base in both years.

Belongs here: rows of ``judged.inequality``. Does not belong here: the formulas (methods).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnv_pipeline import methods
from gnv_pipeline.indicators.blocks import Block, Floats
from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.plan.models import AreaKind, Indicator

LEAST = 3
"""With fewer kommuner with a known base nothing is said of spread."""
Z = 1.959963984540054
"""97.5 % quantile of the normal distribution."""

COLUMNS = [
    "indicator_id", "data_year", "gender", "areas", "areas_known", "areas_used", "lowest", "highest",
    "difference", "ratio", "mean_deviation", "between_variance", "chance_mean", "chance_lower",
    "chance_upper", "chance_mean_deviation", "remaining", "signal", "reason", "from_year", "from_areas",
    "from_difference", "from_chance_mean", "from_remaining", "development", "development_reason",
]  # fmt: skip

Chosen = NDArray[np.bool_]


def spreads(found: Block) -> list[dict[str, Any]]:
    """Rows of ``judged.inequality``: one per gender that any kommun has in the judged year."""
    kommuner = found.kinds == AreaKind.KOMMUN.value
    value, count, size = (
        found.floats(name)[kommuner] for name in ("value", "base_count", "base_size")
    )
    now = found.place(found.judged_year)
    rows = []
    for number, gender in enumerate(found.genders):
        have = ~np.isnan(value[:, now, number])
        if not have.any():
            continue
        known = have & ~np.isnan(size[:, now, number])
        row: dict[str, Any] = {
            "indicator_id": found.indicator.id,
            "data_year": found.judged_year,
            "gender": gender,
            "areas": int(have.sum()),
            "areas_known": int(known.sum()),
        }
        if known.sum() >= LEAST:
            row |= _with_chance(
                found.indicator, value[known, now, number], count[known, now, number],
                size[known, now, number],
            )  # fmt: skip
        else:
            row |= _of_values(value[have, now, number])
            row |= {"signal": "not_judged", "reason": "too_few" if known.any() else "base_unknown"}
        row |= _development(found, value[..., number], count[..., number], size[..., number], known)
        rows.append(row)
    return rows


def _of_values(value: Floats) -> dict[str, Any]:
    """What the values alone tell."""
    lowest, highest = float(value.min()), float(value.max())
    return {
        "areas_used": len(value),
        "lowest": lowest,
        "highest": highest,
        "difference": highest - lowest,
        "ratio": highest / lowest if lowest > 0 else None,
    }


def _with_chance(
    indicator: Indicator, value: Floats, count: Floats, size: Floats
) -> dict[str, Any]:
    """All measures of kommuner with a known base, beside those of equal kommuner of the same sizes."""
    measures = methods.inequality(value, size)
    row = _of_values(value) | {
        "mean_deviation": float(measures.mdmw),
        "between_variance": float(measures.bgv),
    }
    chance = _chance(indicator, count, size)
    if chance is None:
        return row | {"signal": "not_judged", "reason": "base_unknown"}
    beyond = row["difference"] > chance.upper
    return row | {
        "chance_mean": float(chance.mean),
        "chance_lower": float(chance.lower),
        "chance_upper": float(chance.upper),
        "chance_mean_deviation": float(
            methods.expected_deviation(
                size,
                count.sum() / size.sum(),
                rates=_rates(indicator),
                multiplier=multiplier(indicator),
            )
        ),
        "remaining": _remaining(indicator, count, size).spread,
        "signal": "beyond_chance" if beyond else "within_chance",
        "reason": "compared",
    }


def _rates(indicator: Indicator) -> bool:
    """Whether events are counted, of which one person may have several."""
    return indicator.basis.kind == "derived_counts"


def _chance(indicator: Indicator, count: Floats, size: Floats) -> methods.ExpectedRange | None:
    """Largest minus smallest by chance alone; None where events outnumber persons."""
    together = float(count.sum() / size.sum())
    if together > 1:
        return None
    whole = np.maximum(np.rint(size), 1)
    return methods.expected_range(whole, together, 0.95, multiplier(indicator))


def _remaining(indicator: Indicator, count: Floats, size: Floats) -> methods.Remaining:
    # One respondent tells nothing of the spread; two is the least that the formula takes.
    held = size if _rates(indicator) else np.maximum(size, 2.0)
    return methods.remaining_spread(
        count, held, rates=_rates(indicator), multiplier=multiplier(indicator)
    )


def _development(
    found: Block, value: Floats, count: Floats, size: Floats, known: Chosen
) -> dict[str, Any]:
    """Whether the spread beyond chance has changed since the latest earlier year that can be compared.

    Its estimate may fall below 0 where chance explains everything, so that the difference of two years
    stays without bias; its interval is the estimate -/+ z times the root of both squared errors.
    """
    nothing = {"development": "not_judged", "development_reason": "no_earlier_value"}
    now = found.place(found.judged_year)
    latest = found.judged_year - found.indicator.basis.years
    earlier = [place for place in found.comparable() if found.years[place] <= latest]
    if not any((~np.isnan(value[:, place])).any() for place in earlier):
        return nothing
    if not known.any():
        return nothing | {"development_reason": "base_unknown"}
    both = {place: known & ~np.isnan(size[:, place]) for place in earlier}
    enough = [place for place in earlier if both[place].sum() >= LEAST]
    if not enough:
        few = any(chosen.any() for chosen in both.values())
        return nothing | {"development_reason": "too_few" if few else "base_unknown"}
    before = enough[-1]
    chosen = both[before]
    chance = _chance(found.indicator, count[chosen, before], size[chosen, before])
    new = _remaining(found.indicator, count[chosen, now], size[chosen, now])
    old = _remaining(found.indicator, count[chosen, before], size[chosen, before])
    change = new.variance - old.variance
    reach = Z * float(np.hypot(new.standard_error, old.standard_error))
    certain = abs(change) > reach
    return {
        "from_year": int(found.years[before]),
        "from_areas": int(chosen.sum()),
        "from_difference": float(np.ptp(value[chosen, before])),
        "from_chance_mean": None if chance is None else float(chance.mean),
        "from_remaining": old.spread,
        "development": ("wider" if change > 0 else "narrower") if certain else "uncertain",
        "development_reason": "interval_excludes_zero" if certain else "interval_covers_zero",
    }
