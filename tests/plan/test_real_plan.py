"""The plan of the project: complete, free of faults, and true to the values it starts from."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import PlanMissing, load_plan, plan_folder, plan_folders, read_plan
from gnv_pipeline.plan.models import AreaKind, Plan
from gnv_pipeline.plan.names import find_area
from tests.plan.conftest import FJALLMARK, REAL

Values = dict[tuple[str, str, int, str], float]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(REAL)


@pytest.fixture(scope="module")
def kolada(shared_data: Path) -> Values:
    with (shared_data / "kolada" / "kolada_dalarna_plan.csv").open(encoding="utf-8") as file:
        return {
            (row["kpi"], row["municipality_id"], int(row["year"]), row["gender"]): float(
                row["value"]
            )
            for row in csv.DictReader(file)
            if row["value"]
        }


@pytest.mark.parametrize("folder", [REAL, FJALLMARK], ids=["real", "fjallmark"])
def test_no_errors_and_no_warnings(folder: Path) -> None:
    plan, findings = read_plan(folder)
    assert plan is not None
    assert {one.severity for one in findings} <= {Severity.INFO}


def test_loading_twice_gives_the_same_plan_and_findings() -> None:
    assert read_plan(REAL) == read_plan(REAL)


@pytest.mark.parametrize("folder", [REAL, FJALLMARK], ids=["real", "fjallmark"])
def test_no_text_holds_a_character_that_cannot_be_seen(folder: Path) -> None:
    """Folded texts once kept the reader's own fold marks, shown as boxes in templates and reports."""
    dumped = load_plan(folder).model_dump_json()
    assert not [code for code in (f"\\u{number:04x}" for number in range(32)) if code in dumped]


def test_areas(plan: Plan) -> None:
    assert Counter(area.kind for area in plan.areas) == {
        AreaKind.KOMMUN: 15,
        AreaKind.REGION: 1,
        AreaKind.COUNTY: 1,
        AreaKind.NATION: 1,
        AreaKind.GROUP: 1,
    }
    assert [area.id for area in plan.reporters][-1] == "0020"
    assert len(plan.reporters) == 16
    assert plan.kommuner[-1].name == "Älvdalen"
    assert plan.county.name == "Dalarna (länet)"


@pytest.mark.parametrize(
    ("written", "area"),
    [
        ("Falu kommun", "2080"),
        ("FALUN", "2080"),
        ("2080", "2080"),
        ("2080 Falun", "2080"),
        ("Malung Sälen", "2023"),
        ("malung_sälen", "2023"),
        ("Malung-Sälens  kommun", "2023"),
        ("20 Dalarnas län", "LAN20"),
        ("Dalarna", "LAN20"),
        ("Region Dalarna", "0020"),
        ("Landstinget\u00a0Dalarna", "0020"),
        ("Riket", "0000"),
        ("Gävle", None),
        ("", None),
    ],
)
def test_names_people_write(plan: Plan, written: str, area: str | None) -> None:
    found = find_area(plan, written)
    assert (found.id if found else None) == area


def test_size_of_the_catalogue(plan: Plan) -> None:
    roles = Counter(one.role for one in plan.indicators)
    assert len(plan.indicators) >= 18
    assert 5 <= roles["main"] <= 10
    assert sum(one.own for one in plan.indicators) == 2
    assert len(plan.delmal) == 5
    assert len(plan.header.principles) == 5
    per_delmal = Counter(one.delmal for one in plan.indicators)
    assert all(per_delmal[delmal.id] >= 3 for delmal in plan.delmal)


def test_statements(plan: Plan) -> None:
    assert len(plan.statements.statements) == 15
    assert set(Counter(one.delmal for one in plan.statements.statements).values()) == {3}
    assert [step.score for step in plan.statements.scale] == [1, 2, 3, 4, 5, None, None]
    assert plan.statements.display == "distribution"


def test_every_delmal_has_a_goal_and_every_goal_an_indicator(plan: Plan) -> None:
    assert {goal.delmal for goal in plan.goals} == {delmal.id for delmal in plan.delmal}
    assert all(goal.indicators for goal in plan.goals)


def test_what_is_not_decided_is_marked(plan: Plan) -> None:
    assert plan.header.decided is False
    assert all(goal.example for goal in plan.goals)
    assert all(one.target.example for goal in plan.goals for one in goal.indicators if one.target)
    assert all(one.example for one in plan.statements.statements)
    assert all(one.example for one in plan.rounds)
    assert all(one.example for one in plan.calendar.milestones)
    assert all(one.example for one in plan.indicators if one.own)


def test_a_plan_that_everybody_needs_has_no_target(plan: Plan) -> None:
    """Not everybody needs a SIP, so 100 % is no goal."""
    (one,) = plan.goal_by_id["samordnad_plan"].indicators
    assert (one.indicator, one.target) == ("no3", None)


def test_surveys_know_their_base_and_the_year_without_survey(plan: Plan) -> None:
    for one in plan.indicators:
        if one.basis.kind == "respondents":
            assert one.no_survey_years == (2021,), one.id
            assert plan.indicator_by_id[one.basis.indicator or ""].unit == "count", one.id
            assert one.gap_unit == "svarande", one.id


def test_the_rounds_that_the_examples_run(plan: Plan) -> None:
    assert [one.key for one in plan.rounds] == ["2025-1", "2026-1", "2027-1"]
    assert plan.round(2026).deadline.isoformat() == "2027-03-19"
    with pytest.raises(KeyError, match="2031-1"):
        plan.round(2031)


def test_baselines_are_the_real_values(plan: Plan, kolada: Values) -> None:
    """Each start value, computed anew by the indicator's own rule."""
    checked = 0
    for goal in plan.goals:
        for one in goal.indicators:
            if one.baseline is None:
                continue
            computed = _county_value(plan, kolada, one.indicator, one.baseline.year)
            places = 1 if computed < 1000 else 0
            assert round(computed, places) == one.baseline.value, one.indicator
            checked += 1
    assert checked >= 8


def _county_value(plan: Plan, kolada: Values, indicator_id: str, year: int) -> float:
    one = plan.indicator_by_id[indicator_id]
    kpi = one.kolada_id or ""
    if one.county_value == "official_region":
        return kolada[kpi, plan.region.id, year, "T"]
    base = plan.indicator_by_id[one.basis.indicator].kolada_id if one.basis.indicator else None
    pairs = [
        (kolada[kpi, area.id, year, "T"], kolada.get((base or "", area.id, year, "T")))
        for area in plan.kommuner
        if (kpi, area.id, year, "T") in kolada
    ]
    if one.county_value == "unweighted":
        return sum(value for value, _ in pairs) / len(pairs)
    weighted = [(value, count) for value, count in pairs if count is not None]
    return sum(v * n for v, n in weighted) / sum(n for _, n in weighted)


def test_real_values_lie_where_they_are_said_to_lie(plan: Plan, kolada: Values) -> None:
    """The kommuner's values 2015–2022 are inside the plausible limits; they were made from them."""
    seen = 0
    ids = {area.id for area in plan.kommuner}
    for one in plan.indicators:
        if one.kolada_id is None or one.plausible is None:
            continue
        for (kpi, area, year, gender), value in kolada.items():
            if kpi == one.kolada_id and area in ids and year >= 2015 and gender == "T":
                assert one.plausible.low <= value <= one.plausible.high, (one.id, area, year)
                seen += 1
    assert seen > 500


def test_every_value_of_the_file_has_a_definition(plan: Plan, kolada: Values) -> None:
    first = {
        one.kolada_id: one.definitions[0].from_year for one in plan.indicators if one.kolada_id
    }
    early = {(kpi, year) for kpi, _, year, _ in kolada if kpi in first and year < first[kpi]}
    assert early == set()


def test_ids_in_kolada_exist(plan: Plan, shared_data: Path) -> None:
    path = shared_data / "kolada" / "kolada_kpi_metadata.csv"
    with path.open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for one in plan.indicators:
        if one.kolada_id is None:
            continue
        kind = rows[one.kolada_id]["municipality_type"]
        assert {"K": "kommun", "L": "region", "A": "both"}[kind] == one.level, one.id


def test_the_map_has_every_kommun_and_nothing_else(plan: Plan) -> None:
    path = REAL / "map.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["id"]: one["properties"]["name"] for one in features} == {
        area.id: area.name for area in plan.kommuner
    }
    assert all(set(one["properties"]) == {"id", "name"} for one in features)
    assert path.stat().st_size < 60_000


def test_which_revision_holds_for_a_year(tmp_path: Path) -> None:
    home = DataHome(tmp_path)
    assert plan_folders(home) == ()
    with pytest.raises(PlanMissing):
        plan_folder(home, 2026)
    for name in ("2028", "2026", "utkast"):
        (home.plans / name).mkdir(parents=True)
    assert [folder.name for folder in plan_folders(home)] == ["2026", "2028"]
    assert plan_folder(home, 2022) == (home.plans / "2026", False)
    assert plan_folder(home, 2026) == (home.plans / "2026", True)
    assert plan_folder(home, 2027) == (home.plans / "2026", True)
    assert plan_folder(home, 2030) == (home.plans / "2028", True)
