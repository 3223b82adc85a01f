"""Similar kommuner, and who of them has improved: rows of ``judged.similar`` and ``judged.similar_change``.

Kolada's yearly group where the plan names one and it has been read in, else the nearest kommuner of the
county by the plan's variables. In name order: being similar is no ranking.

Belongs here: choosing them and taking over what became of them. Does not belong here: the distance (methods).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.formatting import swedish_order
from gnv_pipeline.indicators.blocks import Floats
from gnv_pipeline.indicators.catalogue import definition_version
from gnv_pipeline.indicators.intervals import FEW
from gnv_pipeline.plan.models import AreaKind, Indicator, Plan, Similar, SimilarVariable

COLUMNS = [
    "organisation_id", "similar_id", "similar_name", "basis", "basis_year", "variables", "group_id",
    "sort_order", "in_county",
]  # fmt: skip
CHANGE_COLUMNS = [
    "indicator_id", "organisation_id", "similar_id", "data_year", "from_year", "from_value", "value",
    "change", "lower95", "upper95", "signal", "reason",
]  # fmt: skip
Values = dict[tuple[str, str, int], float]
"""By indicator, kommun and data year."""

_TAKEN = [
    "data_year",
    "from_year",
    "from_value",
    "change",
    "lower95",
    "upper95",
    "signal",
    "reason",
]


def similar(
    groups: pd.DataFrame, frame: pd.DataFrame, plan: Plan, report_year: int
) -> pd.DataFrame:
    """The similar kommuner of each kommun; none where the plan does not say what makes them so.

    Args:
        groups: Rows of ``core.similar_group``.
        frame: All values (``values.build``), for variables that are indicators.
        plan: Gives the rule.
        report_year: No later values and groups count, unless there is only a later group.
    """
    rule = plan.header.similar
    if rule is None:
        return pd.DataFrame(columns=COLUMNS)
    rows: list[dict[str, Any]] = []
    common: dict[str, Any]
    chosen = _groups(groups, rule, report_year)
    near, year = _nearest(frame, plan, rule, report_year)
    words = ", ".join(one.name for one in rule.variables)
    county = {area.id: area.name for area in plan.kommuner}
    for area in plan.kommuner:
        if area.id in chosen:
            members, common = chosen[area.id], {"basis": "kolada_group"}
        else:
            members = [{"similar_id": one, "similar_name": county[one]} for one in near[area.id]]
            common = {"basis": "nearest", "variables": words, "basis_year": year}
        named = sorted(members, key=lambda one: swedish_order(str(one["similar_name"])))
        rows += [
            {"organisation_id": area.id, **common, **one, "sort_order": number,
             "in_county": one["similar_id"] in county}
            for number, one in enumerate(named, start=1)
        ]  # fmt: skip
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found.astype({"basis_year": "Int64"})


def _groups(
    groups: pd.DataFrame, rule: Similar, report_year: int
) -> dict[str, list[dict[str, Any]]]:
    """Members by kommun: of its latest group not after the report year, else of its first one."""
    of_kind = groups[groups["kind"] == rule.kolada_group]
    found: dict[str, list[dict[str, Any]]] = {}
    for area, rows in of_kind.groupby("organisation_id", sort=True):
        years = sorted(set(rows["group_year"].astype(int)))
        year = max((one for one in years if one <= report_year), default=years[0])
        members = rows[rows["group_year"] == year]
        found[str(area)] = [
            {"similar_id": member, "similar_name": name, "group_id": group, "basis_year": year}
            for member, name, group in members[["member_id", "member_name", "group_id"]].itertuples(
                index=False, name=None
            )
        ]
    return found


def _nearest(
    frame: pd.DataFrame, plan: Plan, rule: Similar, report_year: int
) -> tuple[dict[str, list[str]], int | None]:
    """The nearest kommuner of the county by kommun, and the latest year among the variables."""
    ids = [area.id for area in plan.kommuner]
    columns, years = zip(
        *(_variable(frame, plan, one, report_year) for one in rule.variables), strict=True
    )
    weights = [one.weight for one in rule.variables]
    near = methods.nearest(np.column_stack(columns), rule.count, weights)
    known = [year for year in years if year is not None]
    found = {area: [ids[i] for i in np.flatnonzero(near[row])] for row, area in enumerate(ids)}
    return found, max(known, default=None)


def _variable(
    frame: pd.DataFrame, plan: Plan, variable: SimilarVariable, report_year: int
) -> tuple[Floats, int | None]:
    """One value per kommun in the plan's order, and its year."""
    if variable.kind == "indicator":
        of_it = frame[
            (frame["indicator_id"] == variable.indicator)
            & (frame["kind"] == AreaKind.KOMMUN.value)
            & (frame["gender"] == "T")
            & (frame["data_year"] <= report_year)
            & frame["value"].notna()
        ]
        counts = of_it.groupby("data_year")["organisation_id"].nunique()
        full = counts.index[counts * 2 >= len(plan.kommuner)]
        if full.empty:
            return np.full(len(plan.kommuner), np.nan), None
        year = int(full.max())
        values = of_it[of_it["data_year"] == year].set_index("organisation_id")["value"]
        held = values.reindex([area.id for area in plan.kommuner])
        return held.to_numpy(dtype=np.float64), year
    sizes, years = [], []
    for area in plan.kommuner:
        size = area.population
        total = size.total if size else None
        aged = size.aged_80 if size else None
        if variable.kind == "inhabitants":
            sizes.append(np.nan if total is None else float(total))
        else:
            sizes.append(np.nan if not total or aged is None else aged / total)
        years += [one for one in ((size.total_year, size.aged_80_year) if size else ()) if one]
    return np.array(sizes, dtype=np.float64), max(years, default=None)


def changes(
    similar_to: pd.DataFrame, trend: pd.DataFrame, outside: pd.DataFrame, plan: Plan
) -> pd.DataFrame:
    """What became of every similar kommun, for indicators that kommuner have.

    Args:
        similar_to: Rows of :func:`similar`.
        trend: Rows of ``judged.trend`` with the internal column ``value``.
        outside: Values of similar kommuner outside the county (``core.similar_value``).
        plan: Gives the indicators.
    """
    wanted = [one.id for one in plan.indicators if one.level != "region" and one.unit != "count"]
    rows = trend[(trend["gender"] == "T") & trend["indicator_id"].isin(wanted)]
    years = rows.groupby("indicator_id", sort=True)["data_year"].first()
    if similar_to.empty or years.empty:
        return pd.DataFrame(columns=CHANGE_COLUMNS)
    pairs = similar_to[["organisation_id", "similar_id"]].merge(
        years.rename("data_year").reset_index(), how="cross"
    )
    known = rows.rename(columns={"organisation_id": "similar_id"})[
        ["indicator_id", "similar_id", "value", *[one for one in _TAKEN if one != "data_year"]]
    ]
    elsewhere = _outside(outside, years, plan)
    found = pairs.merge(
        pd.concat([known, elsewhere], ignore_index=True) if len(elsewhere) else known,
        on=["indicator_id", "similar_id"],
        how="left",
        validate="many_to_one",
    )
    unknown = found["reason"].isna()
    found["signal"] = found["signal"].where(~unknown, "not_judged")
    found["reason"] = found["reason"].where(~unknown, "no_value")
    return found[CHANGE_COLUMNS].astype({"from_year": "Int64", "data_year": "int64"})


def _outside(outside: pd.DataFrame, years: pd.Series, plan: Plan) -> pd.DataFrame:
    """Changes of kommuner outside the county between the judged year and the one before.

    Judged as in the county where the respondents of both years are known, else not at all.
    """
    values = {
        (str(one), str(member), int(year)): float(value)
        for one, member, year, value in outside[
            ["indicator_id", "member_id", "data_year", "value"]
        ].itertuples(index=False, name=None)
    }
    rows = []
    for identity, member in sorted({key[:2] for key in values if key[0] in years.index}):
        year = int(years[identity])
        if (identity, member, year) not in values:
            continue
        indicator = plan.indicator_by_id[identity]
        latest = year - indicator.basis.years
        before = [
            one
            for (found, area, one) in values
            if (found, area) == (identity, member)
            and one <= latest
            and definition_version(indicator, one) == definition_version(indicator, year)
        ]
        start = max(before, default=None)
        rows.append(
            {
                "indicator_id": identity,
                "similar_id": member,
                **_change(values, indicator, member, year, start),
            }
        )
    return pd.DataFrame(rows, columns=["indicator_id", "similar_id", "value", *_TAKEN[1:]])


def _change(
    values: Values, indicator: Indicator, member: str, year: int, start: int | None
) -> dict[str, Any]:
    """One kommun's change; the interval is Newcombe's, as in ``trends``."""
    value = values[indicator.id, member, year]
    row: dict[str, Any] = {"value": value, "signal": "not_judged", "reason": "no_earlier_value"}
    if start is None:
        return row
    before = values[indicator.id, member, start]
    row |= {"from_year": start, "from_value": before, "change": value - before}
    base = indicator.basis.indicator if indicator.basis.kind == "respondents" else None
    sizes = [values.get((base or "", member, one), 0.0) for one in (year, start)]
    if min(sizes) <= 0 or max(value, before) > 100:
        return row | {"reason": "base_unknown"}
    counts = [value / 100 * sizes[0], before / 100 * sizes[1]]
    limits = methods.difference(counts[0], sizes[0], counts[1], sizes[1], 0.95, 100.0)
    row |= {"lower95": limits.lower, "upper95": limits.upper}
    if min(sizes) < FEW:
        return row | {"signal": "uncertain", "reason": "few"}
    code = methods.compare_with_value(limits.lower, limits.upper, 0.0, indicator.better)
    if code == "similar":
        return row | {"signal": "uncertain", "reason": "interval_covers_zero"}
    return row | {"signal": code, "reason": "interval_excludes_zero"}
