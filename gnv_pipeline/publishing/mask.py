"""The mask: judged tables, unmasked, become mart tables in which small numbers are hidden.

Belongs here: applying the mask to every table that a masked value reaches, and copying the rest to mart.
Does not belong here: which cells are hidden (``small_numbers``), sentences, or anything that reads mart.

A masked row keeps its key; value, counts, limits, gaps and projections are empty and every signal is
``not_judged`` with reason ``suppressed`` (rule 7 of the house).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Disclosure, Indicator, Plan
from gnv_pipeline.publishing.small_numbers import SMALLEST_SHOWN, Count, Key, Told, search
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.warehouse.schema import read_table_docs, recreate_schema, run_insert

VALUE_KEY = ["indicator_id", "organisation_id", "data_year", "gender"]
JUDGED = ("indicator_value", "goal_status", "comparison", "trend", "inequality")
AFTER_MASK = ("note", "lineage")
"""Tables whose SQL reads masked mart rows."""

_COUNTS = ["numerator", "denominator"]
_LIMITS = ["lower95", "upper95", "lower998", "upper998"]
_STATUS_DERIVED = [
    "value",
    "lower95",
    "upper95",
    "pace_ratio",
    "needed_per_year",
    "projected",
    "projected_lower",
    "projected_upper",
    "gap",
    "gap_count",
    "smallest_detectable",
]


@dataclass(frozen=True, slots=True)
class Masked:
    """The frames of the judged tables after the mask, and the keys that were masked."""

    frames: dict[str, pd.DataFrame]
    keys: tuple[Key, ...]
    exposed: tuple[Key, ...] = ()
    """Masked keys that earlier editions have already given away."""


def apply(
    con: Connection,
    plan: Plan,
    earlier: Collection[Key] = (),
    editions: Sequence[Sequence[Told]] = (),
) -> tuple[Key, ...]:
    """Make schema mart anew from core and judged, as :func:`fill`; returns the masked keys, sorted."""
    return fill(con, plan, earlier, editions).keys


def fill(
    con: Connection,
    plan: Plan,
    earlier: Collection[Key] = (),
    editions: Sequence[Sequence[Told]] = (),
) -> Masked:
    """Make schema mart anew from core and judged; returns what was masked.

    Sentences, human texts, labels and the edition's own row are added by their own modules; lineage
    and notes are filled here, since they are plain SQL over masked rows.

    Args:
        con: Connection with core and judged filled.
        plan: The plan whose disclosure rules hold.
        earlier: Keys masked by earlier editions; none of them is shown again.
        editions: Own counts as earlier editions had them (``told``).
    """
    recreate_schema(con, "mart")
    judged = {name: read_table(con, f"judged.{name}") for name in JUDGED}
    done = mask_frames(judged, plan, earlier, editions)
    docs = [doc for doc in read_table_docs() if doc.schema == "mart"]
    for doc in docs:
        if doc.name in done.frames:
            load(con, doc.full_name, done.frames[doc.name])
        elif doc.insert is not None and doc.name not in AFTER_MASK:
            run_insert(con, doc.full_name)
    for name in AFTER_MASK:
        run_insert(con, f"mart.{name}")
    return done


def mask_frames(
    judged: dict[str, pd.DataFrame],
    plan: Plan,
    earlier: Collection[Key] = (),
    editions: Sequence[Sequence[Told]] = (),
) -> Masked:
    """Apply the mask to frames of the judged tables (columns as in mart); the given ones stay as they are."""
    own = own_rows(judged["indicator_value"], plan)
    before = {key[:1] + key[2:3] for key in earlier}
    before |= {
        one.count.key[:1] + one.count.key[2:3] for told in editions for one in told if not one.shown
    }
    found = search(counts(_touched(own, plan, before), plan), earlier, SMALLEST_SHOWN, editions)
    keys = found.keys
    derived = _derived_keys(judged["indicator_value"], plan, keys)
    every = keys | derived
    values = mask_values(judged["indicator_value"], plan, every)
    return Masked(
        frames={
            "indicator_value": values,
            "goal_status": mask_goal_status(judged["goal_status"], every),
            "comparison": mask_comparison(judged["comparison"], values, every),
            "trend": mask_trend(judged["trend"], every),
            "inequality": mask_inequality(judged["inequality"], plan, every),
        },
        keys=tuple(sorted(every)),
        exposed=tuple(sorted(found.exposed)),
    )


def own_counts(values: pd.DataFrame, plan: Plan) -> Iterator[Count]:
    """Counts of indicators that are not public, as the rule needs them."""
    return counts(own_rows(values, plan), plan)


def own_rows(values: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Rows of indicators that are not public with a value, or with counts of nobody (0 of 0).

    0 of 0 has no value but belongs in the sums: women 3 of 8 and men 0 of 0 are all 3 of 8.
    """
    own = [one.id for one in plan.indicators if one.disclosure is not Disclosure.PUBLIC]
    rows = values[values["indicator_id"].isin(own)]
    counted = rows["numerator"].notna() | rows["denominator"].notna()
    return rows[counted & (rows["value"].notna() | (rows["denominator"] == 0))]


def counts(rows: pd.DataFrame, plan: Plan) -> Iterator[Count]:
    """Rows of :func:`own_rows` as counts."""
    for row in rows.to_dict("records"):
        indicator = plan.indicator_by_id[str(row["indicator_id"])]
        yield Count(
            key=_key(row),
            kind=plan.area_by_id[str(row["organisation_id"])].kind.value,
            numerator=_number(row["numerator"]),
            denominator=_number(row["denominator"]),
            bounded=indicator.unit == "percent",
            sensitive=indicator.disclosure is Disclosure.SENSITIVE,
        )


def _touched(rows: pd.DataFrame, plan: Plan, before: Collection[tuple[Any, ...]]) -> pd.DataFrame:
    """Rows of the indicators and years in which something is small, or was told before.

    Everything else needs no mask, and there is much of it: only these rows are looked at one by one.
    """
    small = pd.Series(data=False, index=rows.index)
    for indicator in plan.indicators:
        of_it = rows["indicator_id"] == indicator.id
        if of_it.any():
            small[of_it] = _small(rows[of_it], indicator)
    block = pd.MultiIndex.from_frame(rows[["indicator_id", "data_year"]])
    wanted = block[small.to_numpy()].union(
        pd.MultiIndex.from_tuples(sorted(before), names=block.names) if before else block[:0]
    )
    return rows[block.isin(wanted)]


def _small(rows: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """Whether the primary rule hides the rows; the same as ``is_small``, for many at once."""
    x, n = rows["numerator"], rows["denominator"]
    if indicator.unit == "percent":
        sensitive = indicator.disclosure is Disclosure.SENSITIVE
        codes = [methods.suppress_proportion(x, n, SMALLEST_SHOWN, sensitive=sensitive)]
    else:
        codes = [
            methods.suppress_proportion(None, n, SMALLEST_SHOWN),
            methods.suppress_proportion(x, None, SMALLEST_SHOWN),
        ]
    hide = np.any([np.asarray(one) == "suppress" for one in codes], axis=0)
    return pd.Series(hide, index=rows.index)


def mask_values(values: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> pd.DataFrame:
    """``indicator_value`` with masked rows emptied and implied counts of public values left out."""
    out = values.copy()
    masked = _in(out, VALUE_KEY, keys)
    out["masked"] = masked
    out["missing_reason"] = out["missing_reason"].astype(object)
    out.loc[masked, "missing_reason"] = "suppressed"
    _empty(out, masked, ["value", *_COUNTS, *_LIMITS, "value_kind", "flag"])
    out.loc[masked, "interval_basis"] = "none"
    public = out["indicator_id"].isin(
        [one.id for one in plan.indicators if one.disclosure is Disclosure.PUBLIC]
    )
    # Implied counts serve intervals only: a survey shows its respondents, never persons worked out.
    _empty(
        out, public & out["interval_basis"].isin(["respondents", "derived_counts"]), ["numerator"]
    )
    _empty(out, public & (out["interval_basis"] == "derived_counts"), ["denominator"])
    _empty(out, out["value"].isna(), _COUNTS)
    return out


def mask_goal_status(status: pd.DataFrame, keys: Collection[Key]) -> pd.DataFrame:
    """``goal_status``: nothing is said of a masked value; a masked start value takes the pace with it."""
    out = status.copy()
    masked = _in(out, VALUE_KEY, keys)
    _empty(out, masked, _STATUS_DERIVED)
    _signal(out, masked, "level_signal", "level_reason")
    _signal(out, masked, "pace_signal", "pace_reason")
    start = [*VALUE_KEY[:2], "baseline_year", "gender"]
    start_masked = _in(out, start, keys)
    _empty(
        out,
        start_masked,
        [
            "baseline_value",
            "expected_now",
            "pace_ratio",
            "projected",
            "projected_lower",
            "projected_upper",
        ],
    )
    _signal(out, start_masked, "pace_signal", "pace_reason")
    return out


def mask_comparison(
    comparison: pd.DataFrame, values: pd.DataFrame, keys: Collection[Key]
) -> pd.DataFrame:
    """``comparison``: a masked value is compared with nothing, and no benchmark gives one away.

    The county without the area stays where the area and the county are both shown, for then it is their
    difference and tells nothing new; in years with any masked cell it is hidden everywhere else.
    """
    out = comparison.copy()
    own = _in(out, VALUE_KEY, keys)
    year_key = ["indicator_id", "data_year", "gender"]
    touched = _in(out, year_key, {(one[0], one[2], one[3]) for one in keys})
    shown = values[values["numerator"].notna() & ~values["masked"]]
    county = shown[shown["value_kind"] == "summed"]
    summed = set(map(tuple, county[year_key].to_numpy().tolist()))
    others = touched & (out["benchmark_kind"] == "others") & ~_in(out, year_key, summed)
    whole = touched & (out["benchmark_kind"] == "county") & ~_in(out, year_key, summed)
    hide = own | others | whole
    _empty(out, hide & ~out["benchmark_kind"].isin(["nation", "group"]), ["benchmark_value"])
    _empty(out, hide, ["strength"])
    _signal(out, hide, "signal", "reason")
    return out


def mask_trend(trend: pd.DataFrame, keys: Collection[Key]) -> pd.DataFrame:
    """``trend``: no change is shown where either end is masked."""
    out = trend.copy()
    earlier = _in(out, [*VALUE_KEY[:2], "from_year", "gender"], keys)
    masked = _in(out, VALUE_KEY, keys) | earlier
    _empty(out, masked, ["change", "lower95", "upper95"])
    # The earlier value itself is shown elsewhere unless it is masked; beside a masked change it stays out.
    _empty(out, masked, ["from_value"])
    _signal(out, masked, "signal", "reason")
    return out


def mask_inequality(inequality: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> pd.DataFrame:
    """``inequality``: a spread over kommuner of which any is masked would bound it; it is not shown."""
    kommuner = {area.id for area in plan.kommuner}
    touched = {(one[0], one[2], one[3]) for one in keys if one[1] in kommuner}
    out = inequality.copy()
    masked = _in(out, ["indicator_id", "data_year", "gender"], touched)
    _empty(
        out,
        masked,
        ["lowest", "highest", "difference", "chance_mean", "chance_lower", "chance_upper"],
    )
    _signal(out, masked, "signal", "reason")
    return out


# --- small tools -------------------------------------------------------------------------------


def _derived_keys(values: pd.DataFrame, plan: Plan, keys: Collection[Key]) -> frozenset[Key]:
    """Values derived from an indicator with a masked kommun in the same year."""
    kommuner = {area.id for area in plan.kommuner}
    touched = {(one[0], one[2], one[3]) for one in keys if one[1] in kommuner}
    found: set[Key] = set()
    for indicator in plan.indicators:
        source = indicator.basis.indicator or indicator.companion
        if indicator.derived is None or source is None:
            continue
        rows = values[(values["indicator_id"] == indicator.id) & values["value"].notna()]
        for row in rows.to_dict("records"):
            key = _key(row)
            if (source, key[2], key[3]) in touched:
                found.add(key)
    return frozenset(found)


def _in(frame: pd.DataFrame, columns: list[str], keys: Collection[tuple[Any, ...]]) -> pd.Series:
    """Which rows have one of the keys in ``columns``; an empty cell is in none."""
    if not keys or frame.empty:
        return pd.Series(data=False, index=frame.index, dtype=bool)
    wanted = pd.MultiIndex.from_tuples(sorted(keys))
    present = frame[columns].notna().all(axis=1)
    rows = frame.loc[present, columns]
    typed = [
        rows[column].astype("int64") if column.endswith("year") else rows[column].astype(object)
        for column in columns
    ]
    found = pd.MultiIndex.from_arrays(typed).isin(wanted)
    result = pd.Series(data=False, index=frame.index, dtype=bool)
    result[present] = found
    return result


def _empty(frame: pd.DataFrame, rows: pd.Series, columns: list[str]) -> None:
    for column in columns:
        if pd.api.types.is_float_dtype(frame[column]):
            frame.loc[rows, column] = np.nan
        else:
            frame[column] = frame[column].astype(object)
            frame.loc[rows, column] = None


def _signal(frame: pd.DataFrame, rows: pd.Series, signal: str, reason: str) -> None:
    frame.loc[rows, signal] = "not_judged"
    frame.loc[rows, reason] = "suppressed"


def _key(row: dict[Any, Any]) -> Key:
    return (
        str(row["indicator_id"]),
        str(row["organisation_id"]),
        int(row["data_year"]),
        str(row["gender"]),
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
