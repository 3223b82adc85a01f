"""Sentences on spread, women and men, distance, trend and similar kommuner: what each test carries."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import rows, rows_compared
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import equity, series, similar
from gnv_pipeline.publishing.wording_checks import faults_of, language_faults_of
from tests.indicators.cases import with_indicator
from tests.publishing.conftest import with_rows
from tests.publishing.test_front_sentences import JUDGED, TREND
from tests.publishing.test_goal_sentences import SHARE

SPREAD = rows_compared.Inequality(
    indicator_id="a1", data_year=2027, gender="T", signal="within_chance", reason="compared", areas=3,
    areas_used=3, difference=13.0, chance_mean=10.5, chance_lower=6.0, chance_upper=16.4, remaining=2.5,
    from_year=2025, development="uncertain", development_reason="interval_covers_zero",
)  # fmt: skip
GAP = rows_compared.GenderGap(
    indicator_id="a1", organisation_id="LAN99", data_year=2027, women=86.4, men=85.9, gap=0.5, lower95=-4.0,
    upper95=5.0, signal="similar", reason="interval_covers_zero", from_year=2025, development="uncertain",
)  # fmt: skip


def plainly(text: str) -> str:
    assert [*faults_of(text), *language_faults_of(text)] == []
    return text.replace("\u00a0", " ")


# --- between kommuner --------------------------------------------------------------------------

BEYOND = {"signal": "beyond_chance", "difference": 27.0, "remaining": 5.7}


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {},
            (
                "Mellan högsta och lägsta kommun skiljer det 13 procentenheter 2027. "
                "Slumpen ensam ger ungefär 11 (6–16), så skillnaderna kan vara slump."
            ),
        ),
        (
            BEYOND,
            (
                "Mellan högsta och lägsta kommun skiljer det 27 procentenheter 2027. "
                "Slumpen ensam ger ungefär 11 (6–16): kommunerna skiljer sig mer än slumpen förklarar. "
                "När slumpen är borträknad ligger en kommun typiskt 6 procentenheter från genomsnittet. "
                "Det går inte att avgöra om skillnaderna har ökat eller minskat sedan 2025."
            ),
        ),
        (
            # 17 beside 16,9 would read as 17 beside 17.
            {**BEYOND, "difference": 17.0, "chance_upper": 16.9, "remaining": None, "development": "wider"},
            (
                "Mellan högsta och lägsta kommun skiljer det 17,0 procentenheter 2027. "
                "Slumpen ensam ger ungefär 10,5 (6,0–16,9): kommunerna skiljer sig mer än slumpen förklarar. "
                "Bortom slumpen har skillnaderna ökat sedan 2025."
            ),
        ),
        (
            {"areas": 15, "areas_used": 11, "development": "narrower"},
            (
                "Mellan högsta och lägsta kommun skiljer det 13 procentenheter 2027. "
                "Slumpen ensam ger ungefär 11 (6–16), så skillnaderna kan vara slump. "
                "Det gäller de elva kommuner där underlaget är känt. "
                "Bortom slumpen har skillnaderna minskat sedan 2025."
            ),
        ),
        (
            {"signal": "not_judged", "reason": "base_unknown", "chance_mean": None,
             "development": "not_judged"},
            (
                "Mellan högsta och lägsta kommun skiljer det 13 procentenheter 2027. Det är inte känt hur "
                "många värdena bygger på, så det går inte att säga hur mycket av skillnaden som är slump."
            ),
        ),
        (
            {"signal": "not_judged", "reason": "suppressed", "difference": None},
            "Skillnaderna mellan kommunerna visas inte eftersom något tal bygger på få personer.",
        ),
        (
            {"signal": "not_judged", "reason": "too_few", "difference": None},
            "För få kommuner har ett värde för att skillnaderna ska kunna prövas.",
        ),
    ],
)  # fmt: skip
def test_spread_stands_beside_chance(plan: Plan, changes: dict[str, object], text: str) -> None:
    row = replace(SPREAD, **changes)  # type: ignore[arg-type]
    assert plainly(equity.spread(plan.indicator_by_id["a1"], row)) == text


# --- women and men -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "changes", "text"),
    [
        ("a1", {}, "År 2027 är andelen 86 % bland både kvinnor och män. Ingen säker skillnad."),
        (
            "a1",
            {"women": 88.0, "men": 84.0, "signal": "higher", "development": "wider"},
            (
                "År 2027 är andelen högre bland kvinnor (88 %) än bland män (84 %). "
                "Skillnaden är 4 procentenheter. Den har ökat sedan 2025."
            ),
        ),
        (
            "a1",
            {"women": 84.0, "men": 85.0, "signal": "lower"},
            (
                "År 2027 är andelen lägre bland kvinnor (84 %) än bland män (85 %). Skillnaden är "
                "1 procentenhet. Det går inte att avgöra om den har ökat eller minskat sedan 2025."
            ),
        ),
        (
            "c1",
            {"women": 6331.0, "men": 4864.7, "signal": "higher", "development": "narrower"},
            (
                "År 2027 är värdet högre bland kvinnor (6331 per 100 000 invånare) än bland män (4865). "
                "Skillnaden är 1466. Den har minskat sedan 2025."
            ),
        ),
        (
            "a1",
            {"women": 88.0, "signal": "not_judged", "reason": "base_unknown"},
            (
                "År 2027 är andelen 88 % bland kvinnor och 86 % bland män. Det är inte känt hur många "
                "värdena bygger på, så skillnaden kan inte prövas."
            ),
        ),
        ("a1", {"women": None, "gap": None, "signal": "not_judged", "reason": "no_value"}, ""),
        (
            "a1",
            {"women": None, "men": None, "gap": None, "signal": "not_judged", "reason": "suppressed"},
            "Kvinnors och mäns värden visas inte eftersom något tal bygger på få personer.",
        ),
    ],
)  # fmt: skip
def test_women_and_men(plan: Plan, indicator: str, changes: dict[str, object], text: str) -> None:
    row = replace(GAP, **changes)  # type: ignore[arg-type]
    said = equity.genders(plan.indicator_by_id[indicator], row)
    assert (plainly(said) if said else said) == text


# --- distance ----------------------------------------------------------------------------------


def distances(*shares: float | None, unit: str = "svarande") -> list[rows_compared.CountyDistance]:
    return [
        rows_compared.CountyDistance("kontaktperson", "a1", f"990{number}", 2027, 1.0, unit, share)
        for number, share in enumerate(shares, 1)
    ]


@pytest.mark.parametrize(
    ("shares", "kommuner", "text"),
    [
        (
            (60.0, 40.0, 0.0),
            3,
            (
                "Det som fattas till målet 76 % finns i två av tre kommuner. Hälften eller mer finns i "
                "en av dem; en kommun med många svarande får lätt en stor del."
            ),
        ),
        (
            (30.0, 30.0, 40.0),
            3,
            (
                "Det som fattas till målet 76 % finns i alla tre kommuner. Hälften eller mer finns i "
                "två av dem; en kommun med många svarande får lätt en stor del."
            ),
        ),
        (
            (0.0, 100.0),
            3,
            "Det som fattas till målet 76 % finns i en av de två kommuner där underlaget är känt.",
        ),
        (
            (None, None),
            3,
            (
                "Var i länet avståndet till målet 76 % ligger visas inte eftersom något tal bygger på "
                "få personer."
            ),
        ),
    ],
)
def test_where_the_distance_lies_names_nobody(
    plan: Plan, shares: tuple[float | None, ...], kommuner: int, text: str
) -> None:
    said = equity.distance(
        plan.goal_by_id["kontaktperson"], plan.indicator_by_id["a1"], SHARE, distances(*shares), kommuner
    )  # fmt: skip
    assert plainly(said) == text
    assert not any(area.name in said for area in plan.kommuner)


def test_equity_comes_in_the_plans_order_and_only_of_the_judged_year(facts: Facts) -> None:
    found = with_rows(
        facts,
        judged=(JUDGED, replace(JUDGED, indicator_id="d1")),
        inequalities=(
            replace(SPREAD, indicator_id="d1"),
            SPREAD,
            replace(SPREAD, data_year=2026),
            replace(SPREAD, gender="K"),
        ),
        gender_gaps=(GAP, replace(GAP, organisation_id="9901")),
        statuses=(SHARE,),
        distances=tuple(distances(60.0, 40.0, 0.0)),
    )
    said = [(one.place, one.organisation_id, one.indicator_id) for one in equity.sentences(found)]
    assert said == [
        ("equity.indicator", "LAN99", "a1"),
        ("equity.indicator", "LAN99", "d1"),
        ("equity.gender", "LAN99", "a1"),
        ("distance.indicator", "LAN99", "a1"),
    ]


# --- trend over five ---------------------------------------------------------------------------

SERIES = replace(
    TREND, points=5, first_year=2022, slope=-1.24, series_signal="worse", series_reason="trend_certain",
    nation_slope=-0.84,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {},
            (
                "De senaste fem mätningarna, 2022–2027, går åt fel håll: i genomsnitt "
                "−1,2 procentenheter per år, mot −0,8 i riket."
            ),
        ),
        (
            {"slope": 0.03, "series_signal": "better", "nation_slope": None},
            (
                "De senaste fem mätningarna, 2022–2027, går åt rätt håll: i genomsnitt "
                "+0,03 procentenheter per år."
            ),
        ),
        (
            {"series_signal": "higher", "slope": 2.0, "nation_slope": 0.0},
            (
                "De senaste fem mätningarna, 2022–2027, går uppåt: i genomsnitt "
                "+2,0 procentenheter per år, mot 0,0 i riket."
            ),
        ),
        (
            {"series_signal": "uncertain", "series_reason": "trend_uncertain"},
            "Det går inte att avgöra åt vilket håll de senaste fem mätningarna, 2022–2027, pekar.",
        ),
        (
            {"series_signal": "uncertain", "series_reason": "few"},
            "Någon av de senaste fem mätningarna bygger på färre än 30, så trenden kan inte bedömas.",
        ),
        (
            {"series_signal": "not_judged", "series_reason": "too_few_points", "points": 1},
            "Trenden kan inte bedömas än: det finns en jämförbar mätning och det behövs fem.",
        ),
        (
            {"series_signal": "not_judged", "series_reason": "too_few_points", "points": 3},
            "Trenden kan inte bedömas än: det finns tre jämförbara mätningar och det behövs fem.",
        ),
        ({"series_signal": "not_judged", "series_reason": "no_value"}, ""),
    ],
)
def test_the_trend_over_five(plan: Plan, changes: dict[str, object], text: str) -> None:
    said = series.series(plan.indicator_by_id["a1"], replace(SERIES, **changes))  # type: ignore[arg-type]
    assert (plainly(said) if said else said) == text


def test_nothing_that_could_not_be_seen_is_said_to_stand_still(plan: Plan) -> None:
    signals = ("better", "worse", "higher", "lower", "uncertain", "not_judged")
    reasons = ("trend_certain", "trend_uncertain", "too_few_points", "few", "overlapping_means",
               "base_unknown", "suppressed", "no_value", "a new reason")  # fmt: skip
    for signal, reason, points in product(signals, reasons, range(6)):
        row = replace(SERIES, series_signal=signal, series_reason=reason, points=points)
        said = series.series(plan.indicator_by_id["a1"], row)
        assert said == "" or plainly(said)
        assert not any(word in said.lower() for word in ("oförändra", "stabil", "ligger still"))


def test_what_holds_for_the_whole_measure_is_said_of_the_county_alone(facts: Facts) -> None:
    unknown = replace(SERIES, series_signal="not_judged", series_reason="base_unknown")
    found = with_rows(
        facts,
        judged=(JUDGED,),
        trends=(unknown, replace(unknown, organisation_id="9901"), replace(SERIES, organisation_id="9902")),
    )  # fmt: skip
    assert [one.organisation_id for one in series.sentences(found)] == ["LAN99", "9902"]


# --- similar kommuner --------------------------------------------------------------------------

NAMES = {"9902": "Högvret", "7777": "Långbo", "9903": "Myrtjärn-Ås"}
BESIDE = tuple(
    rows_compared.Similar("9901", area, name, "kolada_group", 2026, None, order)
    for order, (area, name) in enumerate(NAMES.items(), 1)
)
CHANGED = rows_compared.SimilarChange("a1", "9901", "9902", 2027, 2025, 80.0, 88.0, "better")


def told(facts: Facts, **tables: tuple[rows.Row, ...]) -> list[str]:
    found = with_rows(facts, judged=(JUDGED,), similar=BESIDE, **tables)
    return [plainly(one.text) for one in similar.sentences(found)]


def test_who_improved_is_named_with_figures(facts: Facts) -> None:
    others = (
        replace(CHANGED, similar_id="9903", signal="uncertain"),
        replace(CHANGED, similar_id="7777", signal="worse"),
    )
    assert told(facts, similar_changes=(*others, CHANGED)) == [
        "Liknande kommuner enligt Kolada 2026: Högvret, Långbo och Myrtjärn-Ås.",
        (
            "”Nöjd med hjälpen hemma”: säkert bättre än förra mätningen i Högvret "
            "(från 80 % till 88 %, 2025–2027)."
        ),
    ]


@pytest.mark.parametrize("signal", ["uncertain", "worse", "higher"])
def test_where_nobody_improved_that_is_said_and_nobody_is_named(facts: Facts, signal: str) -> None:
    changes = tuple(
        replace(CHANGED, similar_id=one, signal=signal) for one in ("9902", "9903", "7777")
    )
    said = told(facts, similar_changes=changes)
    assert said[1:] == [
        (
            "”Nöjd med hjälpen hemma”: ingen av de tre liknande kommunerna har blivit säkert bättre "
            "sedan förra mätningen."
        ),
        "Där ingen har blivit säkert bättre: se aktiviteterna under samma mål.",
    ]


def test_where_nobody_could_be_judged_nothing_is_claimed(facts: Facts) -> None:
    changes = (replace(CHANGED, signal="not_judged"),)
    assert told(facts, similar_changes=changes)[1] == (
        "”Nöjd med hjälpen hemma”: för de liknande kommunerna går det inte att säga om något har "
        "blivit bättre."
    )


def test_the_nearest_are_said_to_be_nearest_in_what(facts: Facts) -> None:
    beside = tuple(
        replace(one, basis="nearest", variables="antal invånare, andel 80 år och äldre")
        for one in BESIDE[:1]
    )
    found = with_rows(facts, judged=(JUDGED,), similar=beside)
    assert [plainly(one.text) for one in similar.sentences(found)] == [
        (
            "De kommuner i länet som liknar er mest i fråga om antal invånare och andel 80 år och äldre "
            "(2026): Högvret."
        )
    ]


def test_what_the_region_answers_for_is_not_compared_between_kommuner(facts: Facts) -> None:
    plan = with_indicator(facts.plan, "a1", responsibility="region")
    found = with_rows(
        replace(facts, plan=plan), judged=(JUDGED,), similar=BESIDE, similar_changes=(CHANGED,)
    )
    assert [one.indicator_id for one in similar.sentences(found)] == [None]
