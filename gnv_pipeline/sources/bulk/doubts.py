"""What speaks against values that fit the plan by their title: they are asked about and not taken.

Belongs here: looking at all values of an indicator together, and beside those Kolada has already given.
Does not belong here: single cells (``choosing``) or the words (``saying``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from gnv_pipeline.plan.models import Indicator, Plan
from gnv_pipeline.sources.bulk.choice import BulkValue

Known = Mapping[tuple[str, str, int, str], float]
"""Kolada's values by Kolada id, area, year and gender."""

DoubtKind = Literal["fraction", "implausible", "likely_gender", "unlike_known"]

_ENOUGH = 5  # so many values before their size says anything
_OVERLAP = 3  # so many values that Kolada has, too, before a comparison says anything
_MOSTLY = 0.5
# A revision moves single values by a few per cent. Where the middle difference is a quarter of the value
# it is another measure: all inhabitants instead of those 80 and older differ by a factor of sixteen.
_UNLIKE = 0.25


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an indicator's values are not taken. ``first`` is one of them; ``detail`` what was seen."""

    kind: DoubtKind
    indicator: Indicator
    first: BulkValue
    count: int
    detail: str
    other: float | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """How an indicator's values stand beside Kolada's: how many are the same, how many differ."""

    indicator: Indicator
    same: int
    different: int
    first: BulkValue | None
    other: float | None


def doubt_values(
    values: Iterable[BulkValue], plan: Plan, known: Known
) -> tuple[tuple[Doubt, ...], tuple[Compared, ...]]:
    """Doubts (at most one per indicator) and comparisons of those without a doubt."""
    doubts, compared = [], []
    for indicator_id, own in _by_indicator(values).items():
        indicator = plan.indicator_by_id[indicator_id]
        numbers = [value for value in own if value.value is not None]
        if not numbers:
            continue
        doubt = _size(indicator, numbers) or _beside_known(indicator, numbers, known)
        if doubt is not None:
            doubts.append(doubt)
        elif found := _comparison(indicator, numbers, known):
            compared.append(found)
    return tuple(doubts), tuple(compared)


@dataclass(frozen=True, slots=True)
class Held:
    """One value that is not taken. ``kind``: ``impossible`` or ``fraction-value``."""

    kind: Literal["impossible", "fraction-value"]
    indicator: Indicator
    value: BulkValue
    area: str
    """Name of its area."""


def hold_impossible(
    values: Iterable[BulkValue], plan: Plan
) -> tuple[tuple[BulkValue, ...], tuple[Held, ...]]:
    """Values that may be right, and single ones that can't be: shares beyond 100, or 0,83 among per cents."""
    kept, held = [], []
    for value in values:
        indicator = plan.indicator_by_id[value.indicator_id]
        kind = _impossible(indicator, value.value)
        if kind is None:
            kept.append(value)
        else:
            held.append(Held(kind, indicator, value, plan.area_by_id[value.organisation_id].name))
    return tuple(kept), tuple(held)


def _impossible(
    indicator: Indicator, amount: float | None
) -> Literal["impossible", "fraction-value"] | None:
    if amount is None:
        return None
    share = indicator.unit == "percent"
    if amount < 0 or (share and amount > 100):
        return "impossible"
    usual = indicator.plausible
    if share and usual is not None and usual.low > 1 and 0 < amount <= 1:
        return "fraction-value"
    return None


def _by_indicator(values: Iterable[BulkValue]) -> dict[str, list[BulkValue]]:
    groups: dict[str, list[BulkValue]] = {}
    for value in values:
        groups.setdefault(value.indicator_id, []).append(value)
    return groups


def _size(indicator: Indicator, numbers: list[BulkValue]) -> Doubt | None:
    """Shares written as parts of one, or values that mostly lie where the plan has never seen one."""
    if len(numbers) < _ENOUGH or indicator.plausible is None:
        return None
    low, high = indicator.plausible.low, indicator.plausible.high
    amounts = [_number(value) for value in numbers]
    first = numbers[0]
    if indicator.unit == "percent" and low > 1 and all(0 <= amount <= 1 for amount in amounts):
        return Doubt("fraction", indicator, first, len(numbers), "")
    outside = [value for value in numbers if not low <= _number(value) <= high]
    if len(outside) > _MOSTLY * len(numbers):
        return Doubt("implausible", indicator, outside[0], len(outside), str(len(numbers)))
    return None


def _beside_known(indicator: Indicator, numbers: list[BulkValue], known: Known) -> Doubt | None:
    pairs = _pairs(numbers, known, gender=None)
    if len(pairs) < _OVERLAP:
        return None
    same = sum(_equal(_number(value), other) for value, other in pairs)
    if same > _MOSTLY * len(pairs):
        return None
    for gender in ("K", "M"):
        if not all(value.gender_said for value, _ in pairs):
            theirs = _pairs(numbers, known, gender=gender)
            alike = sum(_equal(_number(value), other) for value, other in theirs)
            if len(theirs) >= _OVERLAP and alike > _MOSTLY * len(theirs) and alike > same:
                first, other = theirs[0]
                return Doubt("likely_gender", indicator, first, alike, gender, other)
    distances = sorted(_distance(_number(value), other) for value, other in pairs)
    if distances[len(distances) // 2] > _UNLIKE:
        first, other = pairs[0]
        return Doubt("unlike_known", indicator, first, len(pairs), "", other)
    return None


def _comparison(indicator: Indicator, numbers: list[BulkValue], known: Known) -> Compared | None:
    pairs = _pairs(numbers, known, gender=None)
    if not pairs:
        return None
    different = [(v, other) for v, other in pairs if not _equal(_number(v), other)]
    first = different[0] if different else (None, None)
    return Compared(indicator, len(pairs) - len(different), len(different), *first)


def _pairs(
    numbers: list[BulkValue], known: Known, gender: str | None
) -> list[tuple[BulkValue, float]]:
    pairs = []
    for value in numbers:
        key = (
            value.kolada_id or "",
            value.organisation_id,
            value.data_year,
            gender or value.gender,
        )
        if key in known:
            pairs.append((value, known[key]))
    return pairs


def _number(value: BulkValue) -> float:
    return value.value if value.value is not None else float("nan")


def _equal(one: float, other: float) -> bool:
    """Whether two values are the same as far as the coarser of them is written."""
    decimals = min(_decimals(one), _decimals(other))
    return abs(one - other) <= 0.5 * 10.0**-decimals + 1e-9 * max(abs(one), abs(other))


def _decimals(value: float) -> int:
    """``4.3`` has 1, ``17.0`` none."""
    if float(value).is_integer():
        return 0
    return len(f"{value:.8f}".rstrip("0").partition(".")[2])


def _distance(one: float, other: float) -> float:
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else 0.0
