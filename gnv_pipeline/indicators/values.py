"""Every value of every indicator, dense: what an area has in a data year, or why it has nothing.

The frame made here has the columns of ``judged.indicator_value`` and the internal ``kind`` (of the area),
``base_count`` and ``base_size`` (see ``intervals``), which the judgements use.

Belongs here: the grid, own totals, labels and definition versions. Does not belong here: how county values
are made (``county``), intervals (``intervals``), the reasons' order (``missing``).
"""

from __future__ import annotations

from collections.abc import Iterator

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
    frame = _with_observations(_grid(plan, observations, run), observations, plan)
    frame = _own_totals(frame, plan)
    frame = add_bases(frame, plan)
    frame = _with_reasons(frame, plan, run)
    frame = county.fill(frame, plan, run)
    frame = add_intervals(frame, plan)
    frame = _labels(frame, plan)
    return frame.sort_values(KEY, kind="stable", ignore_index=True)


def _grid(plan: Plan, observations: pd.DataFrame, run: RunFacts) -> pd.DataFrame:
    first = _first_years(plan, observations, run)
    grids = [
        pd.MultiIndex.from_product(
            [
                [indicator.id],
                area_ids(plan, indicator),
                range(first[indicator.id], run.report_year + 1),
                indicator.genders,
            ],
            names=KEY,
        ).to_frame(index=False)
        for indicator in plan.indicators
    ]
    grid = pd.concat(grids, ignore_index=True)
    grid["data_year"] = grid["data_year"].astype("int64")
    grid["kind"] = grid["organisation_id"].map(kinds(plan))
    return grid


def _first_years(plan: Plan, observations: pd.DataFrame, run: RunFacts) -> dict[str, int]:
    """First data year shown: of the first value since the first definition, else the report year."""
    received = observations.loc[observations["value"].notna()]
    found: dict[str, int] = {}
    for indicator in plan.indicators:
        of_it = received["indicator_id"] == (_model(indicator) or indicator.id)
        years = received.loc[of_it, "data_year"]
        years = years[(years >= indicator.definitions[0].from_year) & (years <= run.report_year)]
        found[indicator.id] = run.report_year if years.empty else int(years.min())
    return found


def _model(indicator: Indicator) -> str | None:
    """The indicator that a derived one is made from."""
    if indicator.derived is None:
        return None
    return indicator.basis.indicator or indicator.companion


def _with_observations(grid: pd.DataFrame, observations: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    columns = [
        *KEY,
        "numerator",
        "denominator",
        "value",
        "value_kind",
        "missing_reason",
        "preliminary",
    ]
    received = observations[columns].astype(
        {"numerator": "float64", "denominator": "float64", "value": "float64", "data_year": "int64"}
    )
    frame = grid.merge(received, on=KEY, how="left", validate="one_to_one")
    frame["preliminary"] = frame["preliminary"].astype("boolean").fillna(value=False).astype(bool)
    for column in ("value_kind", "missing_reason"):
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    frame["areas_included"] = pd.array([pd.NA] * len(frame), dtype="Int64")
    frame["areas_expected"] = pd.array([pd.NA] * len(frame), dtype="Int64")
    return frame


def _own_totals(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Sum women and men to a total where counts were asked for by gender (value_kind ``summed``)."""
    for indicator in plan.indicators:
        if not indicator.own or not {"T", "K", "M"} <= set(indicator.genders):
            continue
        of_it = frame["indicator_id"] == indicator.id
        wide = frame[of_it].set_index(["organisation_id", "data_year", "gender"])
        totals = wide.xs("T", level="gender")
        empty = totals["value"].isna() & totals["missing_reason"].isna()
        women, men = (wide.xs(gender, level="gender").loc[totals.index] for gender in ("K", "M"))
        came = women["value_kind"].notna() | men["value_kind"].notna()
        rows = frame.index[of_it & (frame["gender"] == "T")]
        numerator = (women["numerator"] + men["numerator"]).to_numpy()
        denominator = (women["denominator"] + men["denominator"]).to_numpy()
        use = (empty & came).to_numpy()
        scale = 100.0 if indicator.unit == "percent" else 1.0
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(denominator > 0, numerator * scale / denominator, np.nan)
        lacking = [
            _worst(pair)
            for pair in zip(women["missing_reason"], men["missing_reason"], strict=True)
        ]
        frame.loc[rows[use], "numerator"] = numerator[use]
        frame.loc[rows[use], "denominator"] = denominator[use]
        frame.loc[rows[use], "value"] = value[use]
        frame.loc[rows[use], "value_kind"] = "summed"
        frame.loc[rows[use], "preliminary"] = (
            women["preliminary"] | men["preliminary"]
        ).to_numpy()[use]
        missing = use & np.isnan(value)
        frame.loc[rows[missing], "missing_reason"] = np.array(lacking, dtype=object)[missing]
    return frame


def _worst(reasons: tuple[object, object]) -> str | None:
    for one in REASON_ORDER:
        if one in reasons:
            return one
    return None


def _with_reasons(frame: pd.DataFrame, plan: Plan, run: RunFacts) -> pd.DataFrame:
    """Reasons of received values; those of values made from others follow in ``county``."""
    lacking = frame["value"].isna()
    frame["missing_reason"] = frame["missing_reason"].where(lacking, None)
    cases = frame.loc[lacking, ["indicator_id", "kind", "data_year", "missing_reason"]]
    distinct = cases.drop_duplicates()
    by_id = plan.indicator_by_id
    answers = {
        case: reason(by_id[case[0]], case[1], case[2], case[3], run) for case in _tuples(distinct)
    }
    frame.loc[lacking, "missing_reason"] = np.array(
        [answers[case] for case in _tuples(cases)], dtype=object
    )
    return frame


def _tuples(cases: pd.DataFrame) -> Iterator[tuple[str, str, int, str | None]]:
    for identity, kind, year, received in cases.itertuples(index=False, name=None):
        yield identity, kind, int(year), received if isinstance(received, str) else None


def _labels(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Source labels (rule 8 of the house) and definition versions."""
    by_id = plan.indicator_by_id
    labels: dict[tuple[str, object], str | None] = {}
    for indicator in plan.indicators:
        source = f"Källa: {indicator.original_source}"
        national = has_national(indicator) or (
            indicator.derived is not None and has_national(by_id[_model(indicator) or indicator.id])
        )
        own_work = plan.header.processing_label if national else f"Egen summering. {source}"
        labels[indicator.id, "official"] = f"{source} (via Kolada)"
        labels[indicator.id, "reported"] = source
        for made in ("summed", "weighted", "unweighted", "derived"):
            labels[indicator.id, made] = own_work
    pairs = zip(frame["indicator_id"], frame["value_kind"], strict=True)
    frame["source_label"] = np.array([labels.get(pair) for pair in pairs], dtype=object)
    versions = {
        (identity, year): definition_version(by_id[identity], int(year))
        for identity, year in frame[["indicator_id", "data_year"]].drop_duplicates().to_numpy()
    }
    years = zip(frame["indicator_id"], frame["data_year"], strict=True)
    frame["definition_version"] = pd.array([versions[one] for one in years], dtype="Int64")
    frame["value_kind"] = frame["value_kind"].where(frame["value"].notna(), None)
    frame["source_label"] = frame["source_label"].where(frame["value"].notna(), None)
    frame["masked"] = False
    return frame
