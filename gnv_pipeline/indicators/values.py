"""Every value of every indicator, dense: what an area has in a data year, or why it has nothing.

The frame made here has the columns of ``judged.indicator_value`` and the internal ``kind`` (of the area),
``base_count`` and ``base_size`` (see ``intervals``), which the judgements use.

Belongs here: the grid, own totals, labels and definition versions. Does not belong here: how county values
are made (``county``), intervals (``intervals``), the reasons' order (``missing``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from gnv_pipeline.indicators import county
from gnv_pipeline.indicators.catalogue import (
    RunFacts,
    area_ids,
    definition_version,
    has_national,
    kinds,
)
from gnv_pipeline.indicators.intervals import add_bases, add_intervals
from gnv_pipeline.indicators.missing import reason
from gnv_pipeline.plan.models import Indicator, Plan

KEY = ["indicator_id", "organisation_id", "data_year", "gender"]

REASON_ORDER = (
    "awaiting_correction", "secrecy", "not_reported", "dropout", "unknown", "not_applicable",
)  # fmt: skip
"""Which reason a total takes when one gender lacks its counts; the first that is found."""


def build(plan: Plan, observations: pd.DataFrame, run: RunFacts) -> pd.DataFrame:
    """Make all values of a report year.

    Args:
        plan: The plan used.
        observations: Rows of ``core.observation``.
        run: Report year and ``as_of``.

    Returns:
        One row per indicator, area of its level, data year up to the report year and gender.
    """
    received = _received(observations).groupby("indicator_id", sort=False)
    observed = {str(identity): rows for identity, rows in received}
    parts = {one.id: _part(plan, one, observed, run) for one in plan.indicators}
    for one in plan.indicators:
        basis = parts.get(one.basis.indicator or "")
        parts[one.id] = _with_reasons(add_bases(parts[one.id], one, basis), one, run)
    for one in plan.indicators:
        model = parts.get(_model(one) or "")
        parts[one.id] = add_intervals(county.fill(parts[one.id], one, plan, run, model), one)
        parts[one.id] = _labels(parts[one.id], one, plan)
    ordered = [parts[identity] for identity in sorted(parts)]
    return pd.concat(ordered, ignore_index=True)


def _received(observations: pd.DataFrame) -> pd.DataFrame:
    columns = [
        *KEY,
        "numerator",
        "denominator",
        "value",
        "value_kind",
        "missing_reason",
        "preliminary",
    ]
    kinds = {
        "numerator": "float64",
        "denominator": "float64",
        "value": "float64",
        "data_year": "int64",
    }
    return observations[columns].astype(kinds)


def _part(
    plan: Plan, indicator: Indicator, observed: Mapping[str, pd.DataFrame], run: RunFacts
) -> pd.DataFrame:
    """The rows of one indicator in the order of their keys, with what was received for them."""
    received = observed.get(indicator.id)
    years = _years(indicator, observed.get(_model(indicator) or indicator.id), run)
    area_kinds = kinds(plan)
    grid = pd.MultiIndex.from_product(
        [[indicator.id], sorted(area_ids(plan, indicator)), years, sorted(indicator.genders)],
        names=KEY,
    ).to_frame(index=False)
    grid["data_year"] = grid["data_year"].astype("int64")
    grid["kind"] = grid["organisation_id"].map(area_kinds)
    if received is None:
        frame = grid.assign(
            numerator=np.nan, denominator=np.nan, value=np.nan, value_kind=None,
            missing_reason=None, preliminary=False,
        )  # fmt: skip
    else:
        frame = grid.merge(received, on=KEY, how="left", validate="one_to_one")
    frame["preliminary"] = frame["preliminary"].astype("boolean").fillna(value=False).astype(bool)
    for column in ("value_kind", "missing_reason"):
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    frame["areas_included"] = pd.array([pd.NA] * len(frame), dtype="Int64")
    frame["areas_expected"] = pd.array([pd.NA] * len(frame), dtype="Int64")
    return _own_totals(frame, indicator)


def _years(indicator: Indicator, received: pd.DataFrame | None, run: RunFacts) -> range:
    """Data years shown: from the first value since the first definition, else the report year alone."""
    first = run.report_year
    if received is not None:
        years = received.loc[received["value"].notna(), "data_year"]
        years = years[(years >= indicator.definitions[0].from_year) & (years <= run.report_year)]
        first = first if years.empty else int(years.min())
    return range(first, run.report_year + 1)


def _model(indicator: Indicator) -> str | None:
    """The indicator that a derived one is made from."""
    if indicator.derived is None:
        return None
    return indicator.basis.indicator or indicator.companion


def _own_totals(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Sum women and men to a total where counts were asked for by gender (value_kind ``summed``)."""
    if not indicator.own or not {"T", "K", "M"} <= set(indicator.genders):
        return frame
    wide = frame.set_index(["organisation_id", "data_year", "gender"])
    totals = wide.xs("T", level="gender")
    empty = totals["value"].isna() & totals["missing_reason"].isna()
    women, men = (wide.xs(gender, level="gender").loc[totals.index] for gender in ("K", "M"))
    came = women["value_kind"].notna() | men["value_kind"].notna()
    rows = frame.index[frame["gender"] == "T"]
    numerator = (women["numerator"] + men["numerator"]).to_numpy()
    denominator = (women["denominator"] + men["denominator"]).to_numpy()
    use = (empty & came).to_numpy()
    scale = 100.0 if indicator.unit == "percent" else 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(denominator > 0, numerator * scale / denominator, np.nan)
    lacking = [
        _worst(pair) for pair in zip(women["missing_reason"], men["missing_reason"], strict=True)
    ]
    frame.loc[rows[use], "numerator"] = numerator[use]
    frame.loc[rows[use], "denominator"] = denominator[use]
    frame.loc[rows[use], "value"] = value[use]
    frame.loc[rows[use], "value_kind"] = "summed"
    preliminary = (women["preliminary"] | men["preliminary"]).to_numpy()
    frame.loc[rows[use], "preliminary"] = preliminary[use]
    missing = use & np.isnan(value)
    frame.loc[rows[missing], "missing_reason"] = np.array(lacking, dtype=object)[missing]
    return frame


def _worst(reasons: tuple[object, object]) -> str | None:
    for one in REASON_ORDER:
        if one in reasons:
            return one
    return None


def _with_reasons(frame: pd.DataFrame, indicator: Indicator, run: RunFacts) -> pd.DataFrame:
    """Reasons of received values; those of values made from others follow in ``county``."""
    lacking = frame["value"].isna()
    frame["missing_reason"] = frame["missing_reason"].where(lacking, None)
    cases = list(_tuples(frame.loc[lacking, ["kind", "data_year", "missing_reason"]]))
    answers = {case: reason(indicator, *case, run) for case in set(cases)}
    frame.loc[lacking, "missing_reason"] = np.array([answers[case] for case in cases], dtype=object)
    return frame


def _tuples(cases: pd.DataFrame) -> Iterator[tuple[str, int, str | None]]:
    for kind, year, received in cases.itertuples(index=False, name=None):
        yield kind, int(year), received if isinstance(received, str) else None


def _labels(frame: pd.DataFrame, indicator: Indicator, plan: Plan) -> pd.DataFrame:
    """Source labels (rule 8 of the house) and definition versions."""
    source = f"Källa: {indicator.original_source}"
    national = has_national(indicator) or (
        indicator.derived is not None
        and has_national(plan.indicator_by_id[_model(indicator) or indicator.id])
    )
    own_work = plan.header.processing_label if national else f"Egen summering. {source}"
    labels = {"official": f"{source} (via Kolada)", "reported": source}
    labels |= dict.fromkeys(("summed", "weighted", "unweighted", "derived"), own_work)
    frame["value_kind"] = frame["value_kind"].where(frame["value"].notna(), None)
    frame["source_label"] = np.array([labels.get(one) for one in frame["value_kind"]], dtype=object)
    years = frame["data_year"].to_numpy()
    versions = {int(year): definition_version(indicator, int(year)) for year in np.unique(years)}
    frame["definition_version"] = pd.array([versions[int(one)] for one in years], dtype="Int64")
    frame["masked"] = False
    return frame
