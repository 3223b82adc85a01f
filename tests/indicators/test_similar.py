"""Similar kommuner, who of them improved, and survey rounds put together."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from gnv_pipeline import methods
from gnv_pipeline.indicators import judge
from gnv_pipeline.plan.models import Plan, Pooling, Similar, SimilarVariable
from gnv_pipeline.warehouse import loading
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.reader import read_table
from gnv_pipeline.warehouse.schema import create_schema
from tests.indicators.cases import Case, changed, kolada

A, B, C = "9901", "9902", "9903"
KIND = "Liknande kommuner äldreomsorg"
Value = tuple[str, str, int, str, float | None]


def with_rule(plan: Plan, count: int = 1, **rule: Any) -> Plan:
    variables = (SimilarVariable(kind="indicator", indicator="a1n", name="antal svarande"),)
    similar = Similar(kolada_group=KIND, count=count, variables=variables)
    header = plan.header.model_copy(update={"similar": similar} | rule)
    return changed(plan, header=header)


def survey(year: int, shares: tuple[float, ...], sizes: tuple[float, ...]) -> list[Value]:
    found: list[Value] = []
    for area, share, size in zip((A, B, C), shares, sizes, strict=True):
        found += [("U99001", area, year, "T", share), ("U99002", area, year, "T", size)]
    return found


VALUES = survey(2026, (50.0, 60.0, 70.0), (400, 500, 2000)) + survey(
    2027, (70.0, 60.0, 70.0), (400, 500, 2000)
)


def judged(
    plan: Plan, values: list[Value], groups: list[tuple[str, ...]]
) -> dict[str, pd.DataFrame]:
    """Judged tables with groups among what was received."""
    columns = ["group_id", "group_title", "member_id", "member_title"]
    frame = pd.DataFrame(groups, columns=columns).assign(
        sha256="c" * 64, source_file="grupper.csv", line=1, fetched_on="2028-02-20"
    )
    with connect() as con:
        create_schema(con, "raw")
        loading.load(con, "raw.kolada_value", kolada(values))
        loading.load(con, "raw.kolada_group", frame)
        run = loading.Run(2027, "final", Case(plan).as_of, plan_in_force=True)
        loading.build_core(con, plan, run)
        judge(con, plan)
        return {name: read_table(con, f"judged.{name}") for name in ("similar", "similar_change")}


def test_the_nearest_by_the_plans_variables(fjallmark: Plan) -> None:
    table = Case(with_rule(fjallmark), values=VALUES).table("judged.similar")
    pairs = dict(zip(table["organisation_id"], table["similar_id"], strict=True))
    assert pairs == {A: B, B: A, C: B}
    assert set(table["basis"]) == {"nearest"}
    assert set(table["variables"]) == {"antal svarande"}
    assert set(table["basis_year"]) == {2027}


def test_without_a_rule_there_are_none(fjallmark: Plan) -> None:
    case = Case(fjallmark, values=VALUES)
    assert case.table("judged.similar").empty
    assert case.table("judged.similar_change").empty


def test_what_became_of_them_is_what_their_own_trend_says(fjallmark: Plan) -> None:
    case = Case(with_rule(fjallmark), values=VALUES)
    row = case.row("judged.similar_change", indicator_id="a1", organisation_id=B)
    assert (row["similar_id"], row["signal"], row["change"]) == (A, "better", 20)
    assert (row["from_value"], row["value"], row["from_year"]) == (50, 70, 2026)
    still = case.row("judged.similar_change", indicator_id="a1", organisation_id=A)
    assert (still["signal"], still["reason"]) == ("uncertain", "interval_covers_zero")


def test_koladas_group_goes_before_nearness_for_the_kommun_that_has_one(fjallmark: Plan) -> None:
    group = [
        ("G1", f"{KIND}, Ödsele, 2026", "0007", "Fjärran"),
        ("G1", f"{KIND}, Ödsele, 2026", C, "Myrtjärn-Ås"),
        ("G0", f"{KIND}, Ödsele, 2024", B, "Högvret"),
        ("G2", "Liknande kommuner grundskola, Ödsele, 2026", B, "Högvret"),
        ("G3", f"{KIND}, Ödsele, 2029", B, "Högvret"),
    ]
    outside: list[Value] = [
        ("U99001", "0007", 2026, "T", 50.0), ("U99001", "0007", 2027, "T", 60.0),
        ("U99002", "0007", 2026, "T", 800), ("U99002", "0007", 2027, "T", 800),
    ]  # fmt: skip
    found = judged(with_rule(fjallmark), [*VALUES, *outside], group)
    own = found["similar"].query("organisation_id == @A")
    assert list(own["similar_name"]) == ["Fjärran", "Myrtjärn-Ås"]
    assert set(own["basis"]) == {"kolada_group"}
    assert (set(own["group_id"]), set(own["basis_year"])) == ({"G1"}, {2026})
    assert list(own["in_county"]) == [False, True]
    assert set(found["similar"].query("organisation_id != @A")["basis"]) == {"nearest"}
    change = found["similar_change"].query("organisation_id == @A and similar_id == '0007'")
    limits = methods.difference(480, 800, 400, 800, 0.95, 100)
    assert change["signal"].tolist() == ["better"]
    assert change["lower95"].tolist() == pytest.approx([limits.lower])


def test_a_similar_kommun_whose_values_are_not_known_is_not_judged(fjallmark: Plan) -> None:
    group = [("G1", f"{KIND}, Ödsele, 2026", "0007", "Fjärran")]
    change = judged(with_rule(fjallmark), VALUES, group)["similar_change"]
    row = change.query("organisation_id == @A and indicator_id == 'a1'").to_dict("records")[0]
    assert (row["signal"], row["reason"]) == ("not_judged", "no_value")


# --- rounds put together ---------------------------------------------------------------------------


def pooled(plan: Plan, values: list[Value]) -> dict[str, dict[str, Any]]:
    table = Case(with_rule(plan, pooling=Pooling(below=100, rounds=3)), values=values).table(
        "judged.pooled_value"
    )
    return {row["organisation_id"]: row for row in table.to_dict("records")}


def test_rounds_are_put_together_for_few_respondents(fjallmark: Plan) -> None:
    values = survey(2025, (20.0, 50.0, 50.0), (50, 60, 300))
    values += survey(2026, (40.0, 50.0, 50.0), (30, 60, 300))
    values += survey(2027, (60.0, 50.0, 50.0), (40, 60, 300))
    found = pooled(fjallmark, values)
    assert set(found) == {A, B}  # C has enough in one round
    assert (found[A]["rounds"], found[A]["from_year"], found[A]["denominator"]) == (3, 2025, 120)
    share = methods.proportion(10 + 12 + 24, 120, 0.95, 100)
    assert found[A]["value"] == pytest.approx(share.value)
    assert (found[A]["lower95"], found[A]["upper95"]) == pytest.approx((share.lower, share.upper))
    assert (found[B]["rounds"], found[B]["denominator"]) == (2, 120)  # no more than needed


def test_a_round_that_is_missing_ends_what_is_put_together(fjallmark: Plan) -> None:
    values = survey(2025, (20.0, 50.0, 50.0), (50, 60, 300))
    values += survey(2027, (60.0, 50.0, 50.0), (40, 60, 300))
    assert pooled(fjallmark, values) == {}
