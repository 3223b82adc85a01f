"""Sentences on indicators: values with how they were made, positions, and every reason for a gap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import rows, rows_compared
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import measures
from gnv_pipeline.publishing.wording_checks import faults_of
from tests.indicators.cases import with_indicator
from tests.publishing.conftest import with_rows

VALUE = rows.Value(
    indicator_id="a1", organisation_id="9901", data_year=2026, gender="T", numerator=None,
    denominator=112.0, value=83.6, value_kind="official", lower95=75.2, upper95=90.1,
    interval_basis="respondents", missing_reason=None, masked=False, flag=None, areas_included=None,
    areas_expected=None,
)  # fmt: skip
AGAINST = rows.Comparison(
    indicator_id="a1", organisation_id="9901", data_year=2026, gender="T", benchmark_kind="others",
    benchmark_value=81.4, signal="similar", strength=None, reason="interval_covers",
)  # fmt: skip
POSITION = "Andelen är 84 % (75–90) 2026."


def plainly(text: str) -> str:
    assert list(faults_of(text)) == []
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Ingen säker skillnad mot övriga kommuner i länet (81 %)."),
        ({"signal": "better", "strength": 95}, "Högre än i övriga kommuner i länet (81 %)."),
        ({"signal": "worse", "strength": 95}, "Lägre än i övriga kommuner i länet (81 %)."),
        ({"signal": "better", "strength": 998}, "Klart högre än i övriga kommuner i länet (81 %)."),
        (
            {"signal": "not_judged", "reason": "base_unknown", "benchmark_value": None},
            (
                "Det är inte känt hur många värdet bygger på, så det går inte att avgöra om det "
                "skiljer sig från övriga kommuner."
            ),
        ),
        (
            {"signal": "not_judged", "reason": "few"},
            "Underlaget är under 30, så värdet jämförs inte med övriga kommuner.",
        ),
        (
            {"signal": "not_judged", "reason": "suppressed", "benchmark_value": None},
            "Det jämförs inte med övriga kommuner eftersom små tal inte visas.",
        ),
        ({"signal": "not_judged", "reason": "no_value"}, ""),
    ],
)
def test_position_of_a_kommun(plan: Plan, changes: dict[str, object], text: str) -> None:
    against = replace(AGAINST, **changes)  # type: ignore[arg-type]
    said = measures.position(plan.indicator_by_id["a1"], VALUE, against)
    assert plainly(said) == f"{POSITION} {text}".strip()


def test_lower_is_better_is_said_where_it_is(plan: Plan) -> None:
    indicator = plan.indicator_by_id["c1"]
    row = replace(VALUE, indicator_id="c1", value=5163.2, lower95=None, upper95=None)
    against = replace(AGAINST, signal="better", strength=95, benchmark_value=5729.0)
    assert plainly(measures.position(indicator, row, against)) == (
        "Värdet är 5163 per 100 000 invånare 2026. Lägre än i övriga kommuner i länet "
        "(5729 per 100 000 invånare). Lägre är bättre. Kommunen och regionen ansvarar tillsammans."
    )


def test_a_small_base_is_said_once(plan: Plan) -> None:
    row = replace(VALUE, flag="few")
    indicator = plan.indicator_by_id["a1"]
    assert plainly(measures.position(indicator, row, None)) == f"{POSITION} Underlaget är under 30."
    few = replace(AGAINST, signal="not_judged", reason="few")
    assert measures.position(indicator, row, few).count("under 30") == 1


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("official", "Det är källans eget värde."),
        ("summed", "Det är summerat från 2 av 3 kommuner."),
        ("weighted", "Det är vägt efter antal svarande i 2 av 3 kommuner."),
        ("unweighted", "Det är ett ovägt medel av värdena för 2 av 3 kommuner."),
    ],
)
def test_the_countys_value_says_how_it_was_made(facts: Facts, kind: str, made: str) -> None:
    row = replace(
        VALUE, organisation_id="LAN99", value_kind=kind, areas_included=2, areas_expected=3
    )
    said = measures.county(facts, facts.plan.indicator_by_id["a1"], row)
    assert plainly(said) == f"I Fjällmark är andelen 84 % (75–90) 2026. {made}"


@pytest.mark.parametrize(
    ("signal", "strength", "text"),
    [
        ("better", 95, "Högre än i riket (81 %)."),
        ("worse", 998, "Klart lägre än i riket (81 %)."),
        ("similar", None, "Ingen säker skillnad mot riket (81 %)."),
        ("not_judged", None, "I riket är andelen 81 %."),
    ],
)
def test_the_nation_stands_beside_the_county(
    facts: Facts, signal: str, strength: int | None, text: str
) -> None:
    row = replace(VALUE, organisation_id="LAN99")
    nation = replace(
        AGAINST, organisation_id="LAN99", benchmark_kind="nation", signal=signal, strength=strength
    )
    found = with_rows(facts, comparisons=(nation,))
    indicator = facts.plan.indicator_by_id["a1"]
    assert plainly(measures.county(found, indicator, row)).endswith(
        f" 2026. Det är källans eget värde. {text}"
    )
    older = with_rows(facts, comparisons=(replace(nation, data_year=2025),))
    assert "riket" not in measures.county(older, indicator, row)


def test_a_spread_never_stands_without_chance(plan: Plan, facts: Facts) -> None:
    basis = plan.indicator_by_id["d1"].basis.model_copy(update={"kind": "none", "indicator": "a1"})
    changed = with_indicator(plan, "d1", derived="spread", basis=basis)
    row = replace(VALUE, indicator_id="d1", organisation_id="LAN99", value=13.0, lower95=None)
    spread = rows_compared.Inequality(
        "a1", 2026, "T", "within_chance", "compared", areas=3, areas_used=3, difference=13.0,
        chance_mean=10.5, chance_lower=6.0, chance_upper=16.4,
    )  # fmt: skip
    judged = (rows.Judged("a1", 2026, 2026, "judged"),)
    found = with_rows(replace(facts, plan=changed), judged=judged, inequalities=(spread,))
    indicator = changed.indicator_by_id["d1"]
    assert plainly(measures.county(found, indicator, row)) == (
        "Mellan högsta och lägsta kommun skiljer det 13 procentenheter 2026. "
        "Slumpen ensam ger ungefär 11 (6–16), så skillnaderna kan vara slump."
    )
    alone = measures.county(replace(found, inequalities=()), indicator, row)
    assert plainly(alone).endswith("Hur mycket som är slump är inte känt.")


def test_several_rounds_put_together_are_said_to_be(facts: Facts) -> None:
    together = rows_compared.Pooled("a1", "9901", 2026, "T", 2023, 3, 82.4, 78.0, 86.1)
    found = with_rows(
        facts,
        judged=(rows.Judged("a1", 2026, 2026, "judged"),),
        values=(VALUE,),
        pooled=(together,),
    )
    said = [one.text for one in measures.sentences(found) if one.organisation_id == "9901"]
    assert [plainly(text) for text in said] == [
        f"{POSITION} Tre omgångar sammanslagna, 2023–2026: 82 % (78–86)."
    ]


MISSING = {
    "secrecy": "Inget värde för 2026: få personer eller sekretess hos källan.",
    "dropout": "Inget värde för 2026: inte mätt eller bortfall.",
    "not_applicable": "Måttet är inte aktuellt 2026.",
    "not_reported": "Ingen uppgift har lämnats för 2026.",
    "unknown": "Värdet för 2026 finns inte i de filer som har lästs in.",
    "empty_at_source": "Källan har inget värde för 2026.",
    "no_survey": "Måttet samlades inte in 2026.",
    "not_yet_published": "Värdet för 2026 är inte publicerat än.",
    "discontinued": "Måttet hade upphört 2026.",
    "wrong_level": "Måttet finns inte på den här nivån.",
    "awaiting_correction": "Uppgiften för 2026 väntar på rättning.",
    "suppressed": "Värdet för 2026 visas inte eftersom det bygger på få personer.",
}


@pytest.mark.parametrize(("reason", "text"), MISSING.items())
def test_every_reason_for_a_gap_is_told(facts: Facts, reason: str, text: str) -> None:
    assert plainly(measures.missing(facts.plan.indicator_by_id["a1"], reason, 2026, facts)) == text


def test_reasons_told_with_what_the_catalogue_knows(plan: Plan, facts: Facts) -> None:
    changed = with_indicator(
        plan, "a1", publication_month=10, publication_lag=1, no_survey_years=(2025,), valid_to=2024,
        replaced_by="c1",
    )  # fmt: skip
    indicator = changed.indicator_by_id["a1"]
    told = replace(facts, plan=changed)
    assert measures.missing(indicator, "no_survey", 2025, told) == "Enkäten genomfördes inte 2025."
    assert measures.missing(indicator, "not_yet_published", 2026, told) == (
        "Värdet för 2026 är inte publicerat än. Det kommer i oktober 2027."
    )
    assert measures.missing(indicator, "discontinued", 2026, told) == (
        "Måttet har upphört; sista året är 2024. Det har ersatts av ”Fallskador per 100 000 invånare”."
    )
    own = plan.indicator_by_id["d1"]
    assert (
        measures.missing(own, "unknown", 2026, told)
        == "Inget värde för 2026: uppgiften är inte känd."
    )


def test_a_kommun_without_a_value_gets_its_latest_one_with_its_year(facts: Facts) -> None:
    found = with_rows(
        facts,
        judged=(rows.Judged("a1", 2027, 2027, "judged"),),
        values=(
            VALUE,
            replace(
                VALUE,
                data_year=2027,
                value=None,
                lower95=None,
                upper95=None,
                missing_reason="secrecy",
            ),
        ),
    )
    said = [one for one in measures.sentences(found) if one.organisation_id == "9901"]
    assert [(one.place, plainly(one.text)) for one in said] == [
        (
            "indicator.missing",
            (
                "Inget värde för 2027: få personer eller sekretess hos källan. Det senaste värdet "
                "är 84 % (75–90) 2026."
            ),
        )
    ]


def test_a_masked_value_is_never_in_a_sentence(facts: Facts) -> None:
    hidden = replace(
        VALUE, indicator_id="d1", value=None, lower95=None, upper95=None, missing_reason="suppressed",
        masked=True, data_year=2027,
    )  # fmt: skip
    found = with_rows(facts, judged=(rows.Judged("d1", 2027, 2027, "judged"),), values=(hidden,))
    said = [one.text for one in measures.sentences(found) if one.organisation_id == "9901"]
    assert said == ["Värdet för 2027 visas inte eftersom det bygger på få personer."]


def test_what_only_the_region_has_is_labelled_as_the_regions(plan: Plan, facts: Facts) -> None:
    changed = with_indicator(plan, "c1", level="region")
    found = with_rows(
        replace(facts, plan=changed),
        judged=(rows.Judged("c1", 2026, 2026, "judged"),),
        values=(
            replace(VALUE, indicator_id="c1", organisation_id="0099", value=7226.0, lower95=None),
        ),
    )
    said = {one.organisation_id: plainly(one.text) for one in measures.sentences(found)}
    assert said["0099"] == (
        "I Region Fjällmark är värdet 7226 per 100 000 invånare 2026. Det är källans eget värde."
    )
    assert said["9901"] == (
        "Måttet finns bara för regionen. Region Fjällmark: 7226 per 100 000 invånare 2026."
    )


def test_an_indicator_without_data_says_so(facts: Facts) -> None:
    found = with_rows(
        facts,
        judged=(
            rows.Judged("a1", None, None, "no_data"),
            rows.Judged("b1", None, 2027, "too_few"),
            rows.Judged("d1", None, None, "no_data"),
        ),
    )
    said = {one.indicator_id: one.text for one in measures.sentences(found)}
    assert said == {
        "a1": "Det finns inga värden för måttet i de filer som har lästs in.",
        "b1": "Färre än hälften av områdena har ett värde, så måttet bedöms inte än.",
        "d1": "Det finns inga värden för måttet än. Uppgifter för 2028 samlas in till 1\u00a0mars 2029.",
    }


def test_survey_years_that_were_skipped_are_named(plan: Plan, facts: Facts) -> None:
    changed = with_indicator(plan, "a1", no_survey_years=(2021, 2025))
    found = with_rows(
        replace(facts, plan=changed),
        judged=(rows.Judged("a1", 2026, 2026, "judged"),),
        values=(VALUE, replace(VALUE, data_year=2022)),
    )
    said = [one.text for one in measures.sentences(found) if one.organisation_id == "LAN99"]
    assert said[-1] == "Enkäten genomfördes inte 2025."  # 2021 lies before the first value
