"""Questions: where own view and outcome point different ways, and what the plan's yearly review may need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import rows, rows_answers
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import questions, review, unused
from gnv_pipeline.publishing.sentences.sentence import Sentence
from gnv_pipeline.publishing.wording_checks import faults_of, language_faults_of
from tests.indicators.cases import changed, with_indicator
from tests.publishing.conftest import with_rows
from tests.publishing.test_front_sentences import COUNTY, JUDGED, SUBMISSION, TREND, with_nation
from tests.publishing.test_goal_sentences import SHARE
from tests.publishing.test_measure_sentences import AGAINST, VALUE
from tests.publishing.test_organisation_sentences import SELF

HIGH = replace(SELF, mean=2.6, index_0_100=86.7)
LOW = replace(SELF, mean=1.0, index_0_100=33.3)
OWN = replace(VALUE, data_year=2027, value=74.0)
WORSE = replace(AGAINST, data_year=2027, signal="worse", strength=95, reason="interval_excludes")
CHANGED = replace(TREND, organisation_id="9901")


def asked(facts: Facts, **tables: tuple[rows.Row, ...]) -> list[Sentence]:
    found = list(
        questions.sentences(with_rows(facts, judged=(JUDGED,), values=(OWN, COUNTY), **tables))
    )
    for one in found:
        assert [*faults_of(one.text), *language_faults_of(one.text)] == []
        assert one.text.endswith("?")  # never a conclusion
    return found


def texts(found: list[Sentence]) -> list[str]:
    return [one.text.replace("\u00a0", " ") for one in found]


# --- own view and outcome ----------------------------------------------------------------------


def test_a_high_own_view_beside_a_lower_outcome_is_a_question(facts: Facts) -> None:
    found = asked(facts, self_assessments=(HIGH,), comparisons=(WORSE,))
    assert texts(found) == [
        (
            "Ni skattar ”Sedd” till 2,6 på skalan 0–3. Samtidigt är värdet för ”Nöjd med hjälpen hemma” "
            "lägre hos er än i övriga kommuner, 74 % mot 81 %. Vad kan det bero på?"
        )
    ]
    (one,) = found
    assert (one.place, one.organisation_id) == ("question.local", "9901")
    assert facts.plan.delmal[(one.order or 0) - 1].id == "sedd"


def test_a_low_own_view_beside_a_better_outcome_is_a_question_too(facts: Facts) -> None:
    better = replace(WORSE, signal="better", benchmark_value=70.0)
    assert texts(asked(facts, self_assessments=(LOW,), comparisons=(better,))) == [
        (
            "Ni skattar ”Sedd” till 1,0 på skalan 0–3. Samtidigt är värdet för ”Nöjd med hjälpen hemma” "
            "högre hos er än i övriga kommuner, 74 % mot 70 %. Vad är det som fungerar, och vad ser ni som "
            "måttet inte fångar?"
        )
    ]


def test_a_certain_change_the_other_way_is_a_question(facts: Facts) -> None:
    middle = replace(SELF, mean=2.0, index_0_100=66.7, previous_mean=1.5, previous_year=2026)
    assert texts(asked(facts, self_assessments=(middle,), trends=(CHANGED,))) == [
        (
            "Ni skattar ”Sedd” till 2,0 på skalan 0–3, högre än 2026 (1,5). Samtidigt har "
            "”Nöjd med hjälpen hemma” gått från 81 % (2025) till 74 % (2027). Hur hänger det ihop?"
        )
    ]


@pytest.mark.parametrize(
    ("own", "comparison", "trend"),
    [
        (HIGH, replace(WORSE, signal="better"), None),  # both point the same way
        (LOW, WORSE, None),
        (HIGH, replace(WORSE, signal="similar"), None),  # nothing certain
        (HIGH, replace(WORSE, signal="not_judged"), None),
        (replace(SELF, mean=None), WORSE, None),
        (replace(SELF, mean=2.0, index_0_100=66.7), WORSE, None),  # neither high nor low
        # a step in the own view is set beside a change only, never beside a level
        (replace(SELF, mean=2.0, index_0_100=66.7, previous_mean=1.0, previous_year=2026), WORSE, None),
        # other people answered: the two means are not one step
        (
            replace(
                SELF, mean=2.0, index_0_100=66.7, previous_mean=1.0, previous_year=2026, other_people=True,
            ),
            replace(WORSE, signal="similar"),
            CHANGED,
        ),
    ],
)  # fmt: skip
def test_no_question_where_nothing_points_different_ways(
    facts: Facts, own: rows.SelfAssessment, comparison: rows.Comparison, trend: rows.Trend | None
) -> None:
    trends = (trend,) if trend else ()
    assert asked(facts, self_assessments=(own,), comparisons=(comparison,), trends=trends) == []


def test_the_region_is_asked_on_the_countys_own(facts: Facts) -> None:
    whole = replace(HIGH, organisation_id="LAN99")
    nation = replace(WORSE, organisation_id="LAN99", benchmark_kind="nation", benchmark_value=79.0)
    found = asked(
        replace(facts, plan=with_nation(facts.plan)),
        self_assessments=(whole,), comparisons=(nation,), trends=(TREND,),
    )  # fmt: skip
    assert [one.place for one in found] == ["question.regional"]
    assert texts(found)[0].startswith(
        "I självskattningen får ”Sedd” medelvärdet 2,6 på skalan 0–3. Samtidigt är värdet för "
        "”Nöjd med hjälpen hemma” lägre i länet än i riket, 75 % mot 79 %."
    )


def test_what_is_shared_is_not_asked_as_one_kommuns_own(facts: Facts) -> None:
    shared = replace(facts, plan=with_indicator(facts.plan, "a1", responsibility="shared"))
    (said,) = texts(asked(shared, self_assessments=(HIGH,), comparisons=(WORSE,)))
    assert said.endswith("Vad kan det bero på, och vilka behöver prata om det?")
    regions = replace(facts, plan=with_indicator(facts.plan, "a1", responsibility="region"))
    assert asked(regions, self_assessments=(HIGH,), comparisons=(WORSE,)) == []


def test_goals_of_the_local_plan_without_activity_are_asked_about_once(facts: Facts) -> None:
    plans = tuple(
        rows.LocalPlan("9901", goal, 2027, True) for goal in ("kontaktperson", "fall", "bo_hemma")
    )
    activity = rows.Activity("9901-1", "9901", 2027, "ongoing", "Pågår")
    link = rows.ActivityLink("9901-1", 2027, "hemma", "bo_hemma")
    found = asked(facts, local_plans=plans, activities=(activity,), links=(link,))
    assert texts(found) == [
        (
            "Er lokala plan har målen ”Nöjd med hjälpen hemma” och ”Inte fler fall”, men ingen aktivitet är "
            "kopplad till dem. Hur tänker ni arbeta med dem?"
        )
    ]


# --- the yearly review -------------------------------------------------------------------------

MET = replace(SHARE, level_signal="met", level_reason="above_with_certainty")


def reviewed(facts: Facts, place: str, **tables: tuple[rows.Row, ...]) -> list[str]:
    found = [one for one in review.sentences(with_rows(facts, **tables)) if one.place == place]
    for one in found:
        assert [*faults_of(one.text), *language_faults_of(one.text)] == []
        assert one.text.endswith("?")
        assert one.organisation_id == facts.plan.county.id
    return [one.text.replace("\u00a0", " ") for one in found]


def test_a_goal_that_is_reached_is_asked_about(facts: Facts) -> None:
    assert reviewed(facts, "review.reached", statuses=(MET,)) == [
        "Målet 76 % för ”Nöjd med hjälpen hemma” är nått. Ska nivån höjas, hållas eller är målet färdigt?"
    ]
    kept = replace(MET, target_kind="keep")
    assert reviewed(facts, "review.reached", statuses=(kept,)) == [
        "Målet ”Nöjd med hjälpen hemma” är att hålla nivån, och den hålls. Ska målet stå kvar?"
    ]
    other = replace(MET, indicator_id="b1")
    assert reviewed(facts, "review.reached", statuses=(MET, other)) == [
        (
            "Alla målvärden för ”Nöjd med hjälpen hemma” är nådda. Ska nivån höjas, hållas eller är målet "
            "färdigt?"
        )
    ]
    undecided = replace(other, level_signal="uncertain")
    assert reviewed(facts, "review.reached", statuses=(MET, undecided)) == []
    assert reviewed(facts, "review.reached", statuses=(replace(MET, organisation_id="9901"),)) == []


def test_goals_that_nothing_measures(facts: Facts) -> None:
    judged = (JUDGED, replace(JUDGED, indicator_id="c1"), rows.Judged("b1", None, None, "no_data"))
    said = reviewed(facts, "review.no_indicator", judged=judged)
    assert said == [
        (
            "Målet ”Kontakt inom två dagar” går inte att mäta än: ”Samtal inom två dagar efter utskrivning” "
            "saknar värden. Hur ska vi se om vi är på väg?"
        ),
        (
            "Målet ”Hembesök i tid” går inte att mäta än: ”Förebyggande hembesök” har inget målvärde. "
            "Hur ska vi se om vi är på väg?"
        ),
    ]
    bare = facts.plan.goals[0].model_copy(update={"indicators": ()})
    plan = changed(facts.plan, goals=(bare,))
    assert reviewed(replace(facts, plan=plan), "review.no_indicator") == [
        "Målet ”Nöjd med hjälpen hemma” har inget mått. Hur ska vi se om vi är på väg?"
    ]


@pytest.mark.parametrize(
    ("better", "value", "lower", "upper", "asks"),
    [
        ("high", 97.0, 96.0, 98.0, True),
        ("high", 97.0, 93.0, 99.0, False),  # the interval reaches below
        ("high", 97.0, None, None, True),
        ("low", 3.0, 2.0, 4.0, True),
        ("low", 97.0, 96.0, 98.0, False),
    ],
)
def test_an_indicator_at_its_ceiling(
    facts: Facts, better: str, value: float, lower: float | None, upper: float | None, asks: bool
) -> None:
    plan = with_indicator(facts.plan, "a1", better=better)
    row = replace(COUNTY, value=value, lower95=lower, upper95=upper)
    said = reviewed(replace(facts, plan=plan), "review.ceiling", judged=(JUDGED,), values=(row,))
    assert bool(said) is asks
    if asks:
        assert said[0].endswith("Säger måttet fortfarande något, eller finns det ett bättre?")


def test_an_indicator_that_has_ended(facts: Facts) -> None:
    ended = with_indicator(facts.plan, "a1", valid_to=2026, replaced_by="d1")
    assert reviewed(replace(facts, plan=ended), "review.discontinued") == [
        (
            "”Nöjd med hjälpen hemma” har upphört; sista året är 2026. Ska planen gå över till "
            "”Förebyggande hembesök”?"
        )
    ]
    later = with_indicator(facts.plan, "a1", valid_to=2028)
    assert reviewed(replace(facts, plan=later), "review.discontinued") == []


def test_goals_without_activity_only_where_somebody_handed_in(facts: Facts) -> None:
    assert reviewed(facts, "review.no_activity") == []
    links = tuple(
        rows.ActivityLink("x", 2027, goal.delmal, goal.id) for goal in facts.plan.goals[1:]
    )
    assert reviewed(facts, "review.no_activity", submissions=(SUBMISSION,), links=links) == [
        (
            "Ingen aktivitet är kopplad till målet ”Nöjd med hjälpen hemma” i år. Görs det något som inte "
            "syns, eller behöver något sättas igång?"
        )
    ]


def test_nothing_is_reviewed_for_years_before_the_plan(facts: Facts) -> None:
    before = replace(facts, edition=replace(facts.edition, plan_in_force=False))
    found = with_rows(before, statuses=(MET,), submissions=(SUBMISSION,))
    assert list(review.sentences(found)) == []


# --- cells that nobody uses --------------------------------------------------------------------


def all_handed_in(plan: Plan) -> tuple[rows.Submission, ...]:
    return tuple(replace(SUBMISSION, organisation_id=area.id) for area in plan.reporters)


def test_columns_that_nobody_fills_in_are_asked_about(facts: Facts) -> None:
    activity = rows.Activity(
        "x", "9901", 2027, "ongoing", "Pågår", partners="Vårdcentral", responsible="Chef", starts_on="2027",
        learned="Mycket",
    )  # fmt: skip
    obstacle = rows.Obstacle("y", "9901", 2027, "it", "IT", needed="Alla", support="Hjälp")
    found = with_rows(
        facts, submissions=all_handed_in(facts.plan), activities=(activity,), obstacles=(obstacle,)
    )
    said = list(unused.questions(found))
    assert said == [
        (
            "Kolumnerna ”Slut” och ”Finansiering” på bladet Aktiviteter är tomma i alla fyra underlag. "
            "Behöver vi fråga efter det?"
        )
    ]
    assert [*faults_of(said[0]), *language_faults_of(said[0])] == []
    used = replace(activity, ends_on="2028", funding="Projekt")
    assert list(unused.questions(replace(found, activities=(used,)))) == []
    assert list(unused.questions(replace(found, submissions=(SUBMISSION,)))) == []


def test_statements_without_any_number_and_indicators_nobody_can_give(facts: Facts) -> None:
    answers = tuple(
        rows_answers.Answer(area, "", 2027, statement, score)
        for area in ("9901", "9902")
        for statement, score in (("h_1", None), ("s_1", 2))
    )
    judged = (rows.Judged("d1", None, None, "too_few"), rows.Judged("b1", 2027, 2027, "judged"))
    found = with_rows(facts, submissions=all_handed_in(facts.plan), answers=answers, judged=judged)
    assert list(unused.questions(found)) == [
        (
            "Påståendet ”Vi kommer hem till den som behöver” har ingen kunnat svara på. Ska det skrivas om "
            "eller tas bort?"
        ),
        (
            "”Förebyggande hembesök” frågas efter i mallen, men färre än hälften har kunnat lämna det. "
            "Behöver vi fråga på ett annat sätt?"
        ),
    ]


def test_fields_of_the_handing_in_that_nobody_answers(facts: Facts) -> None:
    field = facts.plan.fields.hand_in[0]
    empty = rows_answers.HandIn("9901", 2027, field.id, None)
    found = with_rows(facts, submissions=all_handed_in(facts.plan), hand_ins=(empty,))
    assert list(unused.questions(found)) == [
        (
            f"Kolumnen ”{field.label}” på bladet Inlämning är tom i alla fyra underlag. "
            "Behöver vi fråga efter det?"
        )
    ]
