"""Rows of the sheet Nyckeltal: which values are asked for, which are filled in, which were known before.

Belongs here: who is asked for which indicator, and the choice of earlier values to show. Does not
belong here: the other sheets (``layout``) or writing cells (``template``).
"""

from __future__ import annotations

from dataclasses import dataclass

from gnv_pipeline.plan.models import Area, AreaKind, Indicator, Plan, Source
from gnv_pipeline.workbooks.rows import EarlierValue, History

_MULTIPLIERS = {
    "percent": 100.0,
    "per_100k": 100_000.0,
    "days": 1.0,
    "days_per_capita": 1.0,
    "count": 1.0,
}
_UNITS = {
    "percent": " %",
    "per_100k": " per 100 000",
    "days": " dagar",
    "days_per_capita": " dagar per invånare",
    "count": "",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One value the workbook holds: asked for (``own``) or filled in from a national source."""

    indicator: Indicator
    area: Area
    gender: str
    own: bool

    @property
    def key(self) -> str:
        """``indicator|area|gender``."""
        return f"{self.indicator.id}|{self.area.id}|{self.gender}"


def asked_values(plan: Plan, year: int, organisation: Area) -> tuple[Asked, ...]:
    """All rows of the sheet in order: own values first, then national ones, each by delmål.

    An own value is asked per gender where the indicator has women and men, else as a whole.
    """
    own: list[Asked] = []
    national: list[Asked] = []
    for indicator in _in_order(plan, year):
        for area in _own_areas(plan, indicator, organisation, year):
            asked = tuple(g for g in indicator.genders if g != "T") or ("T",)
            own += [Asked(indicator, area, gender, own=True) for gender in sorted(asked)]
        if _is_national(indicator, organisation, year):
            gender = "T" if "T" in indicator.genders else indicator.genders[0]
            national.append(Asked(indicator, organisation, gender, own=False))
    return (*own, *national)


def _in_order(plan: Plan, year: int) -> list[Indicator]:
    order = {delmal.id: index for index, delmal in enumerate(plan.delmal)}
    found = [
        indicator
        for indicator in plan.indicators
        if indicator.delmal is not None
        and indicator.derived is None
        and (indicator.valid_to is None or indicator.valid_to >= year)
    ]
    return sorted(found, key=lambda indicator: order[indicator.delmal or ""])


def _in_force(source: Source, year: int) -> bool:
    return (source.from_year is None or source.from_year <= year) and (
        source.to_year is None or year <= source.to_year
    )


def _own_areas(plan: Plan, indicator: Indicator, organisation: Area, year: int) -> tuple[Area, ...]:
    """The areas whose own values stand in this organisation's workbook."""
    areas: list[Area] = []
    for source in indicator.sources:
        if source.kind != "workbook" or not _in_force(source, year):
            continue
        reporter = source.reported_by or source.level
        if reporter != organisation.kind.value:
            continue
        if source.level == organisation.kind.value:
            areas.append(organisation)
        elif source.level == AreaKind.KOMMUN.value:
            areas += plan.kommuner
    return tuple(dict.fromkeys(areas))


def _is_national(indicator: Indicator, organisation: Area, year: int) -> bool:
    return any(
        source.kind == "kolada"
        and source.level == organisation.kind.value
        and _in_force(source, year)
        for source in indicator.sources
    )


def earlier(history: History | None, asked: Asked, before: int) -> tuple[EarlierValue, ...]:
    """Known values of a row with a data year below ``before``, newest first."""
    if history is None:
        return ()
    found = [
        value
        for value in history.values
        if (value.indicator_id, value.organisation_id, value.gender)
        == (asked.indicator.id, asked.area.id, asked.gender)
        and value.data_year < before
    ]
    return tuple(sorted(found, key=lambda value: value.data_year, reverse=True))


def value_of(
    indicator: Indicator, numerator: float | None, denominator: float | None
) -> float | None:
    """The value of counts in the indicator's unit (percent 0–100); ``None`` where it has none."""
    if numerator is None:
        return None
    if indicator.unit == "count":
        return numerator
    if not denominator:
        return None
    return numerator / denominator * _MULTIPLIERS[indicator.unit]


def earlier_value(indicator: Indicator, known: EarlierValue) -> float | None:
    """The value of an earlier year, from its counts where only they are known."""
    if known.value is not None:
        return known.value
    return value_of(indicator, known.numerator, known.denominator)


def multiplier(indicator: Indicator) -> float:
    """What numerator through denominator is multiplied with."""
    return _MULTIPLIERS[indicator.unit]


def unit_suffix(indicator: Indicator) -> str:
    """The unit as it follows a number, with its leading blank: `` %``."""
    return _UNITS[indicator.unit]
