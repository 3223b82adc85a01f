"""Is a level reached, how much remains, and what could be seen: signals that need no history.

Belongs here: level signal with reason, gap, smallest visible change. Does not belong here: pace
(``pace``), which goal holds for whom (``goals``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from gnv_pipeline import methods
from gnv_pipeline.indicators.catalogue import multiplier
from gnv_pipeline.indicators.targets import Measured, Target
from gnv_pipeline.plan.models import Indicator

Signal = tuple[str, str]
"""A signal and its reason."""

_POWER = 0.8


def held_back(
    indicator: Indicator, now: Measured, target: Target | None, adopted: bool
) -> str | None:
    """Why an area is not judged at all, before any number is looked at; None when it is."""
    if target is None:
        return "no_target"
    if not adopted:
        return "reference_only"
    if now.state == "no_value" or now.value is None:
        return "no_value"
    if now.state == "older_year":
        return "older_year"
    if indicator.under_construction:
        return "under_construction"
    return None


def level(indicator: Indicator, now: Measured, target: Target) -> Signal:
    """Level signal of a value that may be judged.

    With an interval: met when it lies wholly on the good side of every limit, not met when it lies
    wholly beyond one. Without one, a full count (basis ``none``) is compared as it is, and so is a plain
    mean of the kommuner's full counts, which is no count of anybody (``unweighted_mean``); where the base
    should be known and is not, nothing is said.
    """
    if now.lower is None or now.upper is None:
        counted = indicator.basis.kind == "none" and indicator.basis.complete
        if not counted or now.value is None:
            return "not_judged", "base_unknown"
        codes = [
            methods.compare_value_with_goal(now.value, limit, good) for limit, good in target.sides
        ]
        reason = "unweighted_mean" if now.made == "unweighted" else "full_count"
        return ("met" if all(code == "better" for code in codes) else "not_met"), reason
    if now.few:
        return "uncertain", "few"
    codes = [
        methods.compare_with_goal(now.lower, now.upper, limit, good) for limit, good in target.sides
    ]
    if all(code == "better" for code in codes):
        if len(target.sides) == 2:
            return "met", "inside_with_certainty"
        return "met", _certainly(above=target.sides[0][1] == "high")
    for code, (_, good) in zip(codes, target.sides, strict=True):
        if code == "worse":
            return "not_met", _certainly(above=good == "low")
    return "uncertain", "interval_covers_goal"


def _certainly(*, above: bool) -> str:
    return "above_with_certainty" if above else "below_with_certainty"


@dataclass(frozen=True, slots=True)
class Gap:
    """What remains: in the indicator's unit, and as a number of ``unit`` where the base is known."""

    value: float
    count: float | None
    unit: str | None


def gap(indicator: Indicator, now: Measured, target: Target) -> Gap | None:
    """What remains to the nearest limit; 0 when the value itself is on the right side.

    The count is the smallest whole number that closes the gap: of those asked or counted for shares, of
    events in one year for rates.
    """
    if now.value is None:
        return None
    value = now.value
    remains = max(
        0.0, *(limit - value if good == "high" else value - limit for limit, good in target.sides)
    )
    count = None
    if now.size is not None and indicator.gap_unit is not None:
        years = indicator.basis.years if indicator.basis.kind == "derived_counts" else 1
        # 0.3 of 10 may come out as 3.0000000000000004 and must not become 4.
        count = float(math.ceil(remains * now.size / years / multiplier(indicator) - 1e-9))
    return Gap(remains, count, indicator.gap_unit if count is not None else None)


def smallest_visible(
    indicator: Indicator, now: Measured, direction: Literal["up", "down", "either"]
) -> float | None:
    """Smallest change that the next measurement, of the same size, would show with 80 % probability.

    Shares: ``methods.smallest_detectable``. Rates: (z + z_power) * sqrt(2 x) / n, the standard error of
    the difference of two equal Poisson counts.
    """
    if now.count is None or not now.size or now.lower is None:
        return None
    if indicator.basis.kind == "derived_counts":
        z = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(_POWER)
        return (
            z * math.sqrt(2 * now.count) / now.size * multiplier(indicator) if now.count else None
        )
    share = min(now.count / now.size, 1.0)
    found = float(methods.smallest_detectable(now.size, share, power=_POWER, direction=direction))
    return None if math.isnan(found) else found * multiplier(indicator)
