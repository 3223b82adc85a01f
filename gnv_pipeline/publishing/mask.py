"""The mask: judged tables, unmasked, become mart tables in which small numbers are hidden.

Belongs here: finding what is masked, applying it to every table that it reaches, copying the rest to mart.
Does not belong here: which cells are hidden (``small_numbers``), what is emptied in each table
(``mask_tables``), sentences, or anything that reads mart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from gnv_pipeline import methods
from gnv_pipeline.plan.models import Disclosure, Indicator, Plan
from gnv_pipeline.publishing.mask_tables import (
    mask_comparison,
    mask_county_distance,
    mask_gender_gap,
    mask_goal_status,
    mask_inequality,
    mask_pooled_value,
    mask_similar_change,
    mask_trend,
    mask_values,
)
from gnv_pipeline.publishing.small_numbers import SMALLEST_SHOWN, Count, Key, Told, search
from gnv_pipeline.warehouse.connection import Connection
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.warehouse.schema import read_table_docs, recreate_schema, run_insert

JUDGED = (
    "indicator_value",
    "goal_status",
    "comparison",
    "trend",
    "inequality",
    "gender_gap",
    "county_distance",
    "similar",
    "similar_change",
    "pooled_value",
)
AFTER_MASK = ("note", "lineage")
"""Tables whose SQL reads masked mart rows."""


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
            "gender_gap": mask_gender_gap(judged["gender_gap"], plan, every),
            "county_distance": mask_county_distance(judged["county_distance"], plan, every),
            "similar": judged["similar"],
            "similar_change": mask_similar_change(judged["similar_change"], every),
            "pooled_value": mask_pooled_value(judged["pooled_value"], plan, every),
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


def _key(row: dict[Any, Any]) -> Key:
    return (
        str(row["indicator_id"]),
        str(row["organisation_id"]),
        int(row["data_year"]),
        str(row["gender"]),
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
