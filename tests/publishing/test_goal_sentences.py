"""Sentences on goals, code by code: what each signal and reason may say, and no more."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import rows
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import goals
from gnv_pipeline.publishing.sentences.goals import Case
from gnv_pipeline.publishing.sentences.words import LISTS
from gnv_pipeline.publishing.wording_checks import faults_of
from tests.indicators.cases import changed
from tests.publishing.conftest import with_rows

SHARE = rows.Status(
    goal_id="kontaktperson",
    indicator_id="a1",
    organisation_id="LAN99",
    gender="T",
    report_year=2027,
    data_year=2026,
    target_kind="at_least",
    target_lower=76.0,
    target_upper=None,
    target_year=2030,
    target_origin="plan",
    baseline_value=71.0,
    baseline_year=2025,
    value=73.6,
    lower95=66.7,
    upper95=79.9,
    level_signal="uncertain",
    level_reason="interval_covers_goal",
    pace_signal="not_judged",
    pace_reason="plan_not_in_force",
    expected_now=None,
    needed_per_year=None,
    gap=2.4,
    gap_count=None,
    gap_unit=None,
)


def case(plan: Plan, row: rows.Status, basis: str = "counts", **more: object) -> Case:
    return Case(
        row=row,
        goal=plan.goal_by_id[row.goal_id],
        indicator=plan.indicator_by_id[row.indicator_id],
        local=more.get("local"),  # type: ignore[arg-type]
        basis=basis,
        is_kommun=row.organisation_id != "LAN99",
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Andelen är 74 % (67–80) 2026. Det går inte att avgöra om målet 76 % är nått."),
        (
            {"level_signal": "met", "level_reason": "above_with_certainty", "target_lower": 60.0},
            "Andelen är 74 % (67–80) 2026. Målet 60 % är nått.",
        ),
        (
            {"level_signal": "not_met", "level_reason": "below_with_certainty", "target_lower": 85.0},
            "Andelen är 74 % (67–80) 2026. Målet 85 % är inte nått.",
        ),
        (
            {"level_signal": "not_met", "level_reason": "full_count", "lower95": None, "upper95": None},
            "Andelen är 74 % 2026. Målet 76 % är inte nått.",
        ),
        (
            # 75,6 would read as 76 beside "målet 76 % är inte nått".
            {"level_signal": "not_met", "level_reason": "full_count", "value": 75.6, "lower95": None,
             "upper95": None},
            "Andelen är 75,6 % 2026. Målet 76 % är inte nått.",
        ),
        (
            {"level_reason": "few"},
            ("Andelen är 74 % (67–80) 2026. Det går inte att avgöra om målet 76 % är nått: "
            "underlaget är under 30."),
        ),
        (
            {"level_signal": "not_judged", "level_reason": "base_unknown", "lower95": None,
             "upper95": None},
            ("Andelen är 74 % 2026. Det går inte att avgöra om målet 76 % är nått: "
            "det är inte känt hur många värdet bygger på."),
        ),
        (
            {"level_signal": "not_judged", "level_reason": "older_year", "data_year": 2024},
            ("Det senaste värdet är 74 % (67–80) 2024. Det är från ett tidigare år och jämförs inte med "
            "målet 76 %."),
        ),
        (
            {"value": None, "lower95": None, "upper95": None, "level_signal": "not_judged",
             "level_reason": "no_value"},
            "Det finns inget värde att jämföra med målet 76 %.",
        ),
        (
            {"value": None, "lower95": None, "upper95": None, "level_signal": "not_judged",
             "level_reason": "suppressed"},
            "Värdet visas inte eftersom det bygger på få personer. Målet bedöms därför inte.",
        ),
        (
            {"target_kind": None, "target_lower": None, "level_signal": "not_judged",
             "level_reason": "no_target"},
            "Andelen är 74 % (67–80) 2026. Planen har inget målvärde för måttet.",
        ),
        (
            {"target_kind": "at_most", "target_lower": None, "target_upper": 70.5, "level_signal": "not_met",
             "level_reason": "full_count"},
            "Andelen är 74 % (67–80) 2026. Målet högst 70,5 % är inte nått.",
        ),
        (
            {"target_kind": "between", "target_lower": 60.0, "target_upper": 95.0, "level_signal": "met",
             "level_reason": "inside_with_certainty"},
            "Andelen är 74 % (67–80) 2026. Målet mellan 60 och 95 % är nått.",
        ),
        (
            {"target_kind": "keep", "target_lower": 71.0},
            "Andelen är 74 % (67–80) 2026. Det går inte att avgöra om målet att inte gå under 71 % är nått.",
        ),
        (
            {"target_kind": "keep", "target_lower": None, "target_upper": 71.0},
            "Andelen är 74 % (67–80) 2026. Det går inte att avgöra om målet att inte gå över 71 % är nått.",
        ),
        (
            {"target_kind": "max_gap", "target_lower": None, "target_upper": 3.0, "level_signal": "not_met",
             "level_reason": "full_count"},
            "Andelen är 74 % (67–80) 2026. Målet högst 3 procentenheter mellan kommunerna är inte nått.",
        ),
        (
            {"target_origin": "local", "target_lower": 80.0},
            "Andelen är 74 % (67–80) 2026. Det går inte att avgöra om det egna målet 80 % är nått.",
        ),
    ],
)  # fmt: skip
def test_level(plan: Plan, changes: dict[str, object], text: str) -> None:
    said = goals.level(case(plan, replace(SHARE, **changes)))  # type: ignore[arg-type]
    assert said == text.replace(" %", "\u00a0%").replace(
        "3 procentenheter", "3\u00a0procentenheter"
    )
    assert list(faults_of(said)) == []


def test_an_implied_base_reads_as_approximate(plan: Plan) -> None:
    row = replace(
        SHARE, goal_id="fall", indicator_id="c1", value=7200.0, lower95=5520.4, upper95=10912.0,
        target_kind="at_most", target_lower=None, target_upper=5400.0,
    )  # fmt: skip
    assert goals.level(case(plan, row, basis="derived_counts")) == (
        "Värdet är 7200\u00a0per\u00a0100\u00a0000 invånare (ungefär 5520–10\u00a0912) 2026. "
        "Det går inte att "
        "avgöra om målet högst 5400\u00a0per\u00a0100\u00a0000 invånare är nått."
    )


def test_a_target_that_nobody_decided_is_an_example(plan: Plan) -> None:
    decided = plan.goal_by_id["kontaktperson"]
    undecided = decided.model_copy(update={"example": True})
    example = changed(plan, goals=(undecided, *plan.goals[1:]))
    assert goals.level(case(example, SHARE)).endswith("om målet 76\u00a0% (exempel) är nått.")
    local = replace(SHARE, target_origin="local")
    assert "exempel" not in goals.level(case(example, local))


@pytest.mark.parametrize(
    ("works_with", "ending"),
    [
        (False, "det ingår inte i den lokala planen i år."),
        (None, "den lokala planen säger inte om målet ingår."),
        ("no row", "den lokala planen säger inte om målet ingår."),
    ],
)
def test_the_countys_goal_is_a_reference_for_others(
    plan: Plan, works_with: bool | str | None, ending: str
) -> None:
    row = replace(
        SHARE, organisation_id="9901", level_signal="not_judged", level_reason="reference_only",
        pace_reason="reference_only",
    )  # fmt: skip
    local = (
        None
        if isinstance(works_with, str)
        else rows.LocalPlan("9901", "kontaktperson", 2027, works_with)
    )
    said = goals.level(case(plan, row, local=local))
    assert (
        said == f"Andelen är 74\u00a0% (67–80) 2026. Målet 76\u00a0% visas som jämförelse: {ending}"
    )
    assert goals.pace(case(plan, row, local=local)) is None


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"pace_signal": "on_track", "pace_reason": "on_path", "expected_now": 73.0,
             "needed_per_year": 0.6},
            ("Sedan startåret 2025 är utvecklingen i takt med målet: vägen till målet "
            "går 2026 genom 73 %, och värdet är 74 %. "
            "Det återstår 2,4 procentenheter; 0,6 procentenheter per år behövs till 2030."),
        ),
        (
            {"pace_signal": "partly", "pace_reason": "off_path", "expected_now": 73.8,
             "needed_per_year": 0.6, "gap_count": 12.2, "gap_unit": "svarande"},
            ("Sedan startåret 2025 ligger utvecklingen något efter: vägen till målet "
            "går 2026 genom 73,8 %, och värdet är 73,6 %. "
            "Det återstår 2,4 procentenheter, ungefär 12 svarande; 0,6 procentenheter per år "
            "behövs till 2030."),
        ),
        (
            {"pace_signal": "behind", "pace_reason": "off_path", "expected_now": 75.0, "gap": 1.0,
             "gap_count": 0.3, "gap_unit": "personer", "needed_per_year": 0.25},
            ("Sedan startåret 2025 ligger utvecklingen efter: vägen till målet "
            "går 2026 genom 75 %, och värdet är 74 %. "
            "Det återstår 1,0 procentenheter, ungefär 1 person; 0,3 procentenheter per år "
            "behövs till 2030."),
        ),
        (
            {"pace_signal": "wrong_way", "pace_reason": "off_path", "value": 69.0, "gap": 7.0},
            ("Sedan startåret 2025 går utvecklingen åt fel håll: från 71 % till 69 % 2026. "
            "Det återstår 7,0 procentenheter."),
        ),
        ({"pace_signal": "reached", "pace_reason": "on_path"}, "Målåret är 2030, så målet är nått i förtid."),
        (
            {"pace_signal": "uncertain", "pace_reason": "base_inside_interval"},
            ("Det går inte att avgöra om utvecklingen sedan startåret är i takt med målet: "
            "startvärdet 71 % 2025 "
            "ryms i årets "
            "osäkerhetsintervall."),
        ),
        (
            {"pace_signal": "uncertain", "pace_reason": "few"},
            ("Det går inte att avgöra om utvecklingen sedan startåret är i takt med målet: "
            "underlaget är under 30."),
        ),
        (
            {"pace_reason": "base_year", "baseline_year": 2026},
            "Takten kan bedömas tidigast året efter startåret 2026.",
        ),
        (
            {"pace_reason": "keep_level", "target_kind": "keep"},
            "Målet är att behålla nivån, så ingen takt bedöms.",
        ),
        (
            {"pace_reason": "keep_level"},
            "Startvärdet var redan så bra som målet, så ingen takt bedöms.",
        ),
        (
            {"pace_reason": "definition_changed"},
            "Definitionen har ändrats sedan startåret, så takten kan inte bedömas.",
        ),
        ({"pace_reason": "no_baseline"}, "Startvärde saknas, så takten kan inte bedömas."),
        (
            {"pace_signal": "behind", "pace_reason": "off_path", "data_year": 2030, "gap": 2.4,
             "needed_per_year": None},
            "Sedan startåret 2025 ligger utvecklingen efter. Det återstår 2,4 procentenheter.",
        ),
        ({"pace_reason": "plan_not_in_force"}, None),
        ({"pace_reason": "suppressed"}, None),
        ({"pace_reason": "no_target"}, None),
    ],
)  # fmt: skip
def test_pace(plan: Plan, changes: dict[str, object], text: str | None) -> None:
    said = goals.pace(case(plan, replace(SHARE, **changes)))  # type: ignore[arg-type]
    if text is None or said is None:
        assert said is text
        return
    assert said.replace("\u00a0", " ") == text
    assert list(faults_of(said)) == []


@pytest.mark.parametrize(
    ("signals", "text"),
    [
        ([], "Ingen kommun har ännu tagit in målet i sin lokala plan; det visas som jämförelse."),
        (
            ["uncertain"],
            (
                "En av tre kommuner har tagit in målet i sin lokala plan: det går inte att avgöra om den "
                "når det."
            ),
        ),
        (
            ["met", "uncertain", "not_met"],
            (
                "Tre av tre kommuner har tagit in målet i sin lokala plan: en når målet, en når "
                "det inte och för en "
                "går det inte att avgöra."
            ),
        ),
        (
            ["not_judged", "not_judged"],
            "Två av tre kommuner har tagit in målet i sin lokala plan: ingen av dem bedöms.",
        ),
        (
            ["uncertain", "uncertain"],
            "Två av tre kommuner har tagit in målet i sin lokala plan: för ingen av dem går det att avgöra.",
        ),
        (
            ["met", "not_judged"],
            "Två av tre kommuner har tagit in målet i sin lokala plan: en når målet och en bedöms inte.",
        ),
    ],
)
def test_kommuner_are_counted_and_never_named(signals: list[str], text: str) -> None:
    found = [replace(SHARE, organisation_id="x", level_signal=signal) for signal in signals]
    found += [replace(SHARE, organisation_id="x", level_reason="reference_only")] * (
        3 - len(signals)
    )
    assert goals.local_count(found, 3) == text


LEVELS = ("met", "not_met", "uncertain", "not_judged")
PACES = ("reached", "on_track", "partly", "behind", "wrong_way", "uncertain", "not_judged")
TARGETS = (
    ("at_least", 76.0, None),
    ("at_most", None, 76.25),
    ("between", 60.0, 95.5),
    ("keep", 71.0, None),
    ("keep", None, 71.0),
    ("max_gap", None, 1.0),
    (None, None, None),
)


@pytest.mark.parametrize("kind", TARGETS, ids=str)
@pytest.mark.parametrize("indicator", ["a1", "b1", "c1", "d1"])
def test_whatever_is_judged_the_sentences_are_finished(
    plan: Plan, indicator: str, kind: tuple[str | None, float | None, float | None]
) -> None:
    goal = next(one for one in plan.goals if one.indicators[0].indicator == indicator)
    figures = [(73.6, 66.7, 79.9), (0.0, None, None), (100.0, 96.0, 100.0), (None, None, None)]
    reasons = [*LISTS["level_reason"], "a reason that nobody has written yet"]
    for level, reason, (value, lower, upper) in product(LEVELS, reasons, figures):
        row = replace(
            SHARE, goal_id=goal.id, indicator_id=indicator, level_signal=level, level_reason=reason,
            value=value, lower95=lower, upper95=upper, target_kind=kind[0], target_lower=kind[1],
            target_upper=kind[2],
        )  # fmt: skip
        assert list(faults_of(goals.level(case(plan, row)))) == []
    for pace, reason, gap in product(PACES, LISTS["pace_reason"], (None, 0.0, 0.004, 1.0, 12.5)):
        row = replace(
            SHARE, goal_id=goal.id, indicator_id=indicator, pace_signal=pace, pace_reason=reason, gap=gap,
            expected_now=73.6, needed_per_year=gap, gap_count=gap, gap_unit="personer" if gap else None,
            target_kind=kind[0], target_lower=kind[1], target_upper=kind[2],
        )  # fmt: skip
        said = goals.pace(case(plan, row))
        assert said is None or list(faults_of(said)) == []


def test_all_goals_come_in_the_plans_order(facts: Facts) -> None:
    found = with_rows(
        facts,
        statuses=(
            replace(SHARE, organisation_id="9902", level_signal="met", level_reason="full_count"),
            replace(SHARE, goal_id="tidig_kontakt", indicator_id="b1", organisation_id="9901"),
            SHARE,
        ),
    )
    said = [
        (one.place, one.organisation_id, one.goal_id)
        for one in goals.sentences(found)
        if one.place not in ("goal.local_count", "goal.local_none")
    ]
    assert said == [
        ("goal.level", "LAN99", "kontaktperson"),
        ("goal.level", "9902", "kontaktperson"),
        ("goal.level", "9901", "tidig_kontakt"),
    ]
    of_region = next(one for one in goals.sentences(found) if one.goal_id == "tidig_kontakt")
    assert of_region.text.endswith("Regionen ansvarar.")  # never a kommun's failure
