"""Goals beside what else the report says: a value is told once, and two changes are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import rows
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import goals
from gnv_pipeline.publishing.wording_checks import faults_of
from tests.indicators.cases import with_indicator
from tests.publishing.conftest import with_rows
from tests.publishing.test_front_sentences import with_nation
from tests.publishing.test_goal_sentences import SHARE, case
from tests.publishing.test_measure_sentences import VALUE

# --- said once -----------------------------------------------------------------------------------

TOLD = replace(VALUE, organisation_id="LAN99", value=73.6, lower95=66.7, upper95=79.9)


def level_of(facts: Facts, row: rows.Status, *values: rows.Value) -> str:
    """The sentence on the level where the indicator's own sentence stands before it."""
    judged = (rows.Judged("a1", 2026, 2026, "judged"),)
    found = with_rows(facts, statuses=(row,), values=values, judged=judged)
    (said,) = [one.text for one in goals.sentences(found) if one.place == "goal.level"]
    assert list(faults_of(said)) == []
    return said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Det går inte att avgöra om målet 76 % är nått: det ligger inom osäkerhetsintervallet."),
        (
            {"level_signal": "met", "level_reason": "above_with_certainty", "target_lower": 60.0},
            "Målet 60 % är nått: hela osäkerhetsintervallet ligger över.",
        ),
        (
            {"level_signal": "not_met", "level_reason": "below_with_certainty", "target_lower": 85.0},
            "Målet 85 % är inte nått: hela osäkerhetsintervallet ligger under.",
        ),
        (
            # 67–80 and "målet 80 %" would read as if they met.
            {"level_signal": "not_met", "level_reason": "below_with_certainty", "target_lower": 80.0},
            "Målet 80 % är inte nått: osäkerhetsintervallets övre gräns är 79,9 %.",
        ),
        (
            {"level_signal": "met", "level_reason": "inside_with_certainty", "target_kind": "between",
             "target_lower": 60.0, "target_upper": 95.0},
            "Målet mellan 60 och 95 % är nått: hela osäkerhetsintervallet ligger inom det.",
        ),
        (
            {"level_signal": "not_met", "level_reason": "full_count", "target_lower": 90.0},
            "Målet 90 % är inte nått.",
        ),
        (
            {"level_signal": "not_met", "level_reason": "unweighted_mean", "target_lower": 90.0},
            "Målet 90 % är inte nått, räknat på kommunernas ovägda medel.",
        ),
        (
            # "74 %" has been said; 73,6 beside 74 needs its decimal, so the value is told again.
            {"level_signal": "not_met", "level_reason": "full_count", "target_lower": 74.0},
            "Andelen är 73,6 % (66,7–79,9) 2026. Målet 74 % är inte nått.",
        ),
    ],
)  # fmt: skip
def test_a_value_that_was_told_is_not_told_again(
    facts: Facts, changes: dict[str, object], text: str
) -> None:
    row = replace(SHARE, **changes)  # type: ignore[arg-type]
    assert level_of(facts, row, TOLD) == text
    assert level_of(facts, row).startswith("Andelen är ")  # nobody has told it


def test_responsibility_is_said_once(facts: Facts) -> None:
    shared = replace(facts, plan=with_indicator(facts.plan, "a1", responsibility="shared"))
    row = replace(SHARE, organisation_id="9901")
    assert "ansvarar" not in level_of(shared, row, replace(TOLD, organisation_id="9901"))
    assert level_of(shared, row).endswith("Kommunen och regionen ansvarar tillsammans.")
    nothing = replace(row, value=None, level_reason="no_value", level_signal="not_judged")
    assert "ansvarar" not in level_of(shared, nothing)


def test_a_kommun_is_told_how_large_a_change_must_be_to_be_seen(facts: Facts) -> None:
    row = replace(SHARE, organisation_id="9901", smallest_detectable=16.6)
    said = level_of(facts, row, replace(TOLD, organisation_id="9901"))
    assert said.endswith(
        "En förändring behöver vara ungefär 17 procentenheter för att synas säkert hos er."
    )
    assert "behöver vara" not in level_of(facts, replace(SHARE, smallest_detectable=2.0), TOLD)


@pytest.mark.parametrize(
    ("submissions", "text"),
    [
        (
            (),
            (
                "Inga lokala planer är lämnade för 2027, så kommunerna bedöms inte mot målen. Länets mål "
                "visas som jämförelse."
            ),
        ),
        (
            (rows.Submission("9901", 2027, 1, "delivered", None, 1.0, 0, None),),
            (
                "Ingen kommun har ännu tagit in något av målen i sin lokala plan, så kommunerna bedöms inte "
                "mot målen. Länets mål visas som jämförelse."
            ),
        ),
    ],
)
def test_that_nobody_has_adopted_any_goal_is_said_once(
    facts: Facts, submissions: tuple[rows.Submission, ...], text: str
) -> None:
    reference = replace(
        SHARE, organisation_id="9901", level_reason="reference_only", level_signal="not_judged"
    )
    found = with_rows(facts, statuses=(SHARE, reference), submissions=submissions)
    said = [one for one in goals.sentences(found) if one.place.startswith("goal.local")]
    assert [(one.place, one.text) for one in said] == [("goal.local_none", text)]
    adopted = replace(reference, level_reason="interval_covers_goal", level_signal="uncertain")
    found = with_rows(facts, statuses=(SHARE, adopted), submissions=submissions)
    places = {one.place for one in goals.sentences(found) if one.place.startswith("goal.local")}
    assert places == {"goal.local_count"}


# --- since the start, and since the measurement before ---------------------------------------------


@pytest.mark.parametrize(
    ("pace", "last", "told"),
    [
        ("wrong_way", "better", "har det däremot gått åt rätt håll."),
        ("on_track", "worse", "har det däremot gått åt fel håll."),
        ("reached", "worse", "har det däremot gått åt fel håll."),
        ("on_track", "better", None),
        ("wrong_way", "uncertain", None),
        ("behind", "better", None),
    ],
)
def test_two_changes_that_point_different_ways_are_told_apart(
    plan: Plan, pace: str, last: str, told: str | None
) -> None:
    row = replace(SHARE, pace_signal=pace, pace_reason="on_path", baseline_year=2020)
    since = rows.Trend("a1", "LAN99", 2026, "T", 2024, 70.0, 3.6, last, "interval_excludes_zero")
    said = goals.pace(replace(case(plan, row), since_last=since))
    assert said is not None
    if told is None:
        assert "förra mätningen" not in said
    else:
        assert said.endswith(f"Sedan förra mätningen, 2024, {told}")
    same = replace(since, from_year=2020)
    assert "förra mätningen" not in (goals.pace(replace(case(plan, row), since_last=same)) or "")


def test_where_the_way_leads_is_told_with_its_interval(plan: Plan) -> None:
    row = replace(
        SHARE, pace_signal="behind", pace_reason="off_path", projected=75.4, projected_lower=68.0,
        projected_upper=82.0,
    )  # fmt: skip
    said = (goals.pace(case(plan, row)) or "").replace("\u00a0", " ")
    assert said.endswith("Fortsätter det på samma sätt blir värdet 2030 ungefär 75 % (68–82).")
    bare = replace(row, projected_lower=None, projected_upper=None)
    assert "Fortsätter" not in (goals.pace(case(plan, bare)) or "")


def test_what_the_nation_did_since_the_start_stands_beside_the_countys_pace(facts: Facts) -> None:
    row = replace(SHARE, pace_signal="wrong_way", pace_reason="off_path")
    values = tuple(
        replace(VALUE, organisation_id="0000", data_year=year, value=value)
        for year, value in ((2025, 84.0), (2026, 83.0))
    )
    of_kommun = replace(row, organisation_id="9901")
    found = with_rows(
        replace(facts, plan=with_nation(facts.plan)), statuses=(row, of_kommun), values=values
    )
    said = {
        one.organisation_id: one.text.replace("\u00a0", " ")
        for one in goals.sentences(found)
        if one.place == "goal.pace"
    }
    assert said["LAN99"].endswith("I riket gick det samtidigt från 84 % till 83 %.")
    assert "riket" not in said["9901"]
