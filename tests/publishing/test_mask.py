"""The mask on whole tables: a masked value is gone everywhere, a public one is never touched."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import mask, mask_tables, table_checks
from gnv_pipeline.publishing.export import mart_tables
from gnv_pipeline.publishing.small_numbers import Key
from gnv_pipeline.warehouse.connection import Connection, transaction
from gnv_pipeline.warehouse.loading import load
from gnv_pipeline.warehouse.reader import Publication, read_table

HIDDEN = {
    ("d1", "9901", 2027, "K"),  # 3 of 20
    ("d1", "9901", 2027, "M"),  # would follow from the total of all
    ("d1", "9903", 2027, "K"),  # would else leave 9901 alone in the county's sum of women
    ("d1", "9903", 2027, "M"),
}


@pytest.fixture(scope="module")
def mart(candidate_file: Path) -> dict[str, pd.DataFrame]:
    """The tables of the made-up county's publication; only read."""
    with Publication(candidate_file / "mart.duckdb") as opened:
        return {name: opened.table(name) for name in mart_tables()}


def apply(con: Connection, plan: Plan, earlier: set[Key] | None = None) -> set[Key]:
    with transaction(con):
        return set(mask.apply(con, plan, earlier or set()))


def rows_of(frame: pd.DataFrame, indicator: str, area: str, gender: str) -> pd.DataFrame:
    return frame[
        (frame["indicator_id"] == indicator)
        & (frame["organisation_id"] == area)
        & (frame["gender"] == gender)
    ]


def test_the_keys_that_are_masked(judged: Connection, plan: Plan) -> None:
    assert apply(judged, plan) == HIDDEN


def test_masked_rows_carry_nothing(mart: dict[str, pd.DataFrame]) -> None:
    values = mart["indicator_value"]
    masked = values[values["masked"]]
    assert set(masked["missing_reason"]) == {"suppressed"}
    assert (
        masked[["value", "numerator", "denominator", "lower95", "upper998"]].isna().all(axis=None)
    )
    assert list(table_checks.masked(mart)) == []


def test_totals_that_reveal_nothing_stay(mart: dict[str, pd.DataFrame]) -> None:
    row = rows_of(mart["indicator_value"], "d1", "9901", "T").iloc[-1]
    assert (row["numerator"], row["denominator"], row["masked"]) == (12, 38, False)
    county = rows_of(mart["indicator_value"], "d1", "LAN99", "K").iloc[-1]
    assert county["numerator"] == 83


def test_public_values_are_left_as_they_are(
    mart: dict[str, pd.DataFrame], judged: Connection
) -> None:
    before = read_table(judged, "judged.indicator_value")
    after = mart["indicator_value"]
    public = after["indicator_id"].isin(["a1", "a1n", "c1"])
    pd.testing.assert_series_equal(after.loc[public, "value"], before.loc[public, "value"])
    assert not after.loc[public, "masked"].any()


def test_implied_counts_of_surveys_are_not_shown(mart: dict[str, pd.DataFrame]) -> None:
    row = rows_of(mart["indicator_value"], "a1", "9902", "T").iloc[-1]
    assert pd.isna(row["numerator"])
    assert row["denominator"] == 900
    assert row["lower95"] < row["value"] < row["upper95"]


def test_what_was_judged_from_a_masked_value_is_not_told(mart: dict[str, pd.DataFrame]) -> None:
    for table in ("comparison", "trend"):
        found = rows_of(mart[table], "d1", "9901", "K")
        assert set(found["signal"]) == {"not_judged"}
        assert set(found["reason"]) == {"suppressed"}
    others = rows_of(mart["comparison"], "d1", "9901", "K")
    assert others.loc[others["benchmark_kind"] == "others", "benchmark_value"].isna().all()
    spread = mart["inequality"]
    women = spread[(spread["indicator_id"] == "d1") & (spread["gender"] == "K")]
    assert set(women["reason"]) == {"suppressed"}
    assert women[["lowest", "highest", "difference"]].isna().all(axis=None)


def test_an_earlier_mask_holds(judged: Connection, plan: Plan) -> None:
    earlier = {("b1", "9901", 2027, "T")}
    keys = apply(judged, plan, earlier)
    assert earlier < keys
    assert ("b1", "9903", 2027, "T") in keys  # 200 + 90 + the rest = the county


def test_a_public_key_in_an_earlier_mask_changes_nothing(judged: Connection, plan: Plan) -> None:
    assert apply(judged, plan, {("a1", "9902", 2027, "T")}) == HIDDEN


def test_comments_on_masked_values_stay_behind(judged: Connection, plan: Plan) -> None:
    observations = read_table(judged, "core.observation")
    observations["comment"] = "Vi räknade 3 av 20."
    load(judged, "core.observation", observations)
    apply(judged, plan)
    notes = read_table(judged, "mart.note")
    told = notes[notes["origin"] == "organisation"]
    about = set(
        told[["indicator_id", "organisation_id", "data_year", "gender"]].itertuples(
            index=False, name=None
        )
    )
    assert about
    assert not about & HIDDEN


def test_goal_status_of_a_masked_value(plan: Plan) -> None:
    columns = {
        "goal_id": ["bo_hemma"] * 2, "indicator_id": ["d1"] * 2, "organisation_id": ["9901", "9902"],
        "gender": ["K"] * 2, "report_year": [2027] * 2, "data_year": [2027] * 2,
        "baseline_value": [10.0, 11.0], "baseline_year": [2027, 2027],
        "level_signal": ["met"] * 2, "level_reason": ["above_with_certainty"] * 2,
        "pace_signal": ["on_track"] * 2, "pace_reason": ["on_path"] * 2, "expected_now": [12.0, 12.0],
    }  # fmt: skip
    numbers = {name: [1.0, 1.0] for name in mask_tables._STATUS_DERIVED}
    out = mask.mask_goal_status(pd.DataFrame({**columns, **numbers}), HIDDEN)
    hidden, shown = out.iloc[0], out.iloc[1]
    assert (hidden["level_signal"], hidden["level_reason"]) == ("not_judged", "suppressed")
    assert (hidden["pace_signal"], hidden["pace_reason"]) == ("not_judged", "suppressed")
    assert hidden[[*numbers, "baseline_value", "expected_now"]].isna().all()
    assert (shown["level_signal"], shown["value"], shown["baseline_value"]) == ("met", 1.0, 11.0)


def test_every_table_of_the_plan_is_copied(mart: dict[str, pd.DataFrame], plan: Plan) -> None:
    assert set(mart["organisation"]["organisation_id"]) == {area.id for area in plan.areas}
    assert len(mart["indicator"]) == len(plan.indicators)
    assert len(mart["statement"]) == len(plan.statements.statements)
    assert list(mart["local_plan"]["works_with"]) == [True]
    assert mart["indicator"].set_index("indicator_id").loc["a1", "judged_year"] == 2027


def test_lineage_leads_to_cells_also_for_masked_values(mart: dict[str, pd.DataFrame]) -> None:
    lineage = mart["lineage"]
    own = lineage[lineage["subject_key"] == "d1|9901|2027|K"]
    assert list(own["cell"]) == ["E7", "D7"]  # denominator, numerator
    both = lineage[lineage["subject_key"] == "d1|9901|2027|T"]
    assert len(both) == 4  # women and men, two cells each
    county = lineage[lineage["subject_key"] == "d1|LAN99|2027|K"]
    assert len(county) == 6  # three kommuner
    survey = lineage[lineage["subject_key"] == "a1|9902|2027|T"]
    assert sorted(survey["component"]) == ["denominator", "value"]
    assert survey["locator"].str.startswith("rad ").all()
