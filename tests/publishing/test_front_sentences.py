"""The first page: the county's story, in words that the tests carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gnv_pipeline.formatting import day
from gnv_pipeline.plan.models import Area, AreaKind, Plan
from gnv_pipeline.publishing import rows, rows_compared
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import front
from gnv_pipeline.publishing.wording_checks import faults_of
from tests.indicators.cases import changed, with_indicator
from tests.publishing.conftest import with_rows
from tests.publishing.test_goal_sentences import SHARE
from tests.publishing.test_measure_sentences import VALUE

TREND = rows.Trend(
    indicator_id="a1", organisation_id="LAN99", data_year=2027, gender="T", from_year=2025,
    from_value=80.6, change=-6.1, signal="worse", reason="interval_excludes_zero",
)  # fmt: skip
JUDGED = rows.Judged("a1", 2027, 2027, "judged")
COUNTY = replace(VALUE, organisation_id="LAN99", data_year=2027, value=74.5)
SUBMISSION = rows.Submission("9901", 2027, 1, "delivered", date(2028, 2, 20), 1.0, 0, None)


def texts(facts: Facts, place: str) -> list[str]:
    found = [one.text for one in front.sentences(facts) if one.place == f"front.{place}"]
    for text in found:
        assert list(faults_of(text)) == []
    return [text.replace("\u00a0", " ") for text in found]


def with_nation(plan: Plan) -> Plan:
    nation = Area(id="0000", name="Riket", full_name="Riket", kind=AreaKind.NATION)
    return changed(plan, areas=(*plan.areas, nation))


def test_a_certain_change_stands_beside_what_the_nation_did(facts: Facts) -> None:
    nation = [
        replace(VALUE, organisation_id="0000", data_year=year, value=value)
        for year, value in ((2025, 82.0), (2027, 79.0))
    ]
    found = with_rows(
        replace(facts, plan=with_nation(facts.plan)),
        judged=(JUDGED,), trends=(TREND,), values=(COUNTY, *nation),
    )  # fmt: skip
    assert texts(found, "wrong_way") == [
        "Nöjd med hjälpen hemma: från 81 % (2025) till 75 % (2027). I riket gick det från 82 % till 79 %."
    ]
    assert texts(found, "right_way") == [
        (
            "För inget av måtten går det att säkerställa en förändring åt rätt håll "
            "sedan förra mätningen."
        )
    ]
    assert texts(found, "nothing_certain") == []


def test_a_long_unit_is_written_once(facts: Facts) -> None:
    # c1 is per 100 000; its county value is the region's, which the county row repeats.
    row = replace(TREND, indicator_id="c1", from_value=5649.2, signal="better")
    nation = [
        replace(VALUE, indicator_id="c1", organisation_id="0000", data_year=year, value=value)
        for year, value in ((2025, 5716.0), (2027, 5334.0))
    ]
    found = with_rows(
        replace(facts, plan=with_nation(facts.plan)),
        judged=(replace(JUDGED, indicator_id="c1"),),
        trends=(row,),
        values=(replace(COUNTY, indicator_id="c1", value=5381.0), *nation),
    )
    assert texts(found, "right_way") == [
        (
            "Fallskador per 100 000 invånare: från 5649 (2025) till 5381 per 100 000 invånare (2027). "
            "I riket gick det från 5716 till 5334. Lägre är bättre."
        )
    ]


@pytest.mark.parametrize(
    ("nation", "ending"),
    [
        ((82.0, None), "För riket saknas värden att jämföra med."),
        ((82.0, 82.0), "I riket var det 82 % båda åren."),
        ((82.1, 82.2), "I riket gick det från 82,1 % till 82,2 %."),
    ],
)
def test_what_is_said_of_the_nation(
    facts: Facts, nation: tuple[float, float | None], ending: str
) -> None:
    values = [
        replace(VALUE, organisation_id="0000", data_year=year, value=value)
        for year, value in zip((2025, 2027), nation, strict=True)
    ]
    found = with_rows(
        replace(facts, plan=with_nation(facts.plan)),
        judged=(JUDGED,), trends=(TREND,), values=(COUNTY, *values),
    )  # fmt: skip
    assert texts(found, "wrong_way")[0].endswith(ending)


def test_a_change_that_rounding_would_hide_gets_a_decimal(facts: Facts) -> None:
    row = replace(TREND, from_value=74.9, signal="better")
    found = with_rows(facts, judged=(JUDGED,), trends=(row,), values=(replace(COUNTY, value=75.2),))
    assert texts(found, "right_way") == [
        "Nöjd med hjälpen hemma: från 74,9 % (2025) till 75,2 % (2027)."
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"signal": "uncertain", "reason": "interval_covers_zero"},
            "För inget av måtten går det att säkerställa en förändring i länet sedan förra mätningen.",
        ),
        (
            {
                "signal": "not_judged",
                "reason": "no_earlier_value",
                "from_year": None,
                "from_value": None,
            },
            "Ingen förändring kan bedömas än: det saknas jämförbara tidigare värden för länet.",
        ),
    ],
)
def test_when_nothing_is_certain(facts: Facts, changes: dict[str, object], text: str) -> None:
    row = replace(TREND, **changes)  # type: ignore[arg-type]
    found = with_rows(facts, judged=(JUDGED,), trends=(row,), values=(COUNTY,))
    assert texts(found, "nothing_certain") == [text]
    assert texts(found, "wrong_way") == texts(found, "right_way") == []


def test_what_is_not_known_names_the_month(plan: Plan, facts: Facts) -> None:
    later = with_indicator(plan, "a1", publication_month=10, publication_lag=1)
    found = with_rows(
        replace(facts, plan=later),
        judged=(
            rows.Judged("a1", 2026, 2026, "judged"),
            rows.Judged("b1", None, None, "no_data"),
            rows.Judged("c1", None, None, "no_data"),
            rows.Judged("d1", 2027, 2027, "judged"),
        ),
    )
    assert texts(found, "not_known") == [
        "”Nöjd med hjälpen hemma” visas för 2026. Värden för 2027 kommer i oktober 2028.",
        (
            "Värden saknas för ”Samtal inom två dagar efter utskrivning”. Uppgifter för 2028 "
            "samlas in till 1 mars 2029."
        ),
        "För ”Fallskador per 100 000 invånare” finns inga värden i de filer som har lästs in.",
    ]


def test_a_month_that_has_passed_is_not_promised(plan: Plan, facts: Facts) -> None:
    passed = with_indicator(plan, "a1", publication_month=2, publication_lag=1)
    late = replace(facts.edition, as_of=date(2029, 12, 1))
    found = with_rows(
        replace(facts, plan=passed, edition=late), judged=(rows.Judged("a1", 2026, 2026, "judged"),)
    )
    assert texts(found, "not_known") == [
        "”Nöjd med hjälpen hemma” visas för 2026. Det är inte känt när nästa värde kommer."
    ]


@pytest.mark.parametrize(
    ("signals", "text"),
    [
        (
            {"a1": "beyond_chance", "b1": "within_chance", "d1": "within_chance"},
            (
                "”Nöjd med hjälpen hemma” skiljer mer mellan kommunerna än slumpen förklarar; "
                "för ”Samtal inom två "
                "dagar efter utskrivning” och ”Förebyggande hembesök” går det inte att säga."
            ),
        ),
        (
            {"a1": "beyond_chance"},
            "”Nöjd med hjälpen hemma” skiljer mer mellan kommunerna än slumpen förklarar.",
        ),
        (
            {"a1": "within_chance"},
            (
                "För ”Nöjd med hjälpen hemma” går det inte att säga om kommunerna skiljer sig "
                "mer än slumpen "
                "förklarar."
            ),
        ),
        (
            {"d1": "not_judged"},
            "För ”Förebyggande hembesök” har skillnader mellan kommunerna inte kunnat prövas.",
        ),
        ({}, "Skillnader mellan kommunerna har inte kunnat prövas för något av måtten."),
    ],
)
def test_differences_in_the_county(facts: Facts, signals: dict[str, str], text: str) -> None:
    found = with_rows(
        facts,
        judged=tuple(rows.Judged(one, 2027, 2027, "judged") for one in signals),
        inequalities=tuple(
            rows_compared.Inequality(one, 2027, "T", signal, "") for one, signal in signals.items()
        ),
    )
    assert texts(found, "differences") == [text]


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        (
            {"9901": "delivered", "9902": "extended", "9903": "with_warnings", "0099": "delivered"},
            "2 av 3 kommuner och regionen har lämnat underlag; Högvret har anstånd till 9 april 2028.",
        ),
        (
            {"9901": "delivered", "9902": "missing", "9903": "missing", "0099": "missing"},
            "1 av 3 kommuner har lämnat underlag; Högvret, Myrtjärn-Ås och regionen har inte lämnat.",
        ),
        (
            {
                "9901": "refused",
                "9902": "delivered_late",
                "9903": "abstains",
                "0099": "rows_waiting",
            },
            (
                "1 av 3 kommuner och regionen har lämnat underlag; filen från Ödsele gick inte att ta emot; "
                "Myrtjärn-Ås avstår i år."
            ),
        ),
        (dict.fromkeys(("9901", "9902", "9903", "0099"), "missing"), "Inga underlag har lämnats."),
        ({}, "Ingen insamling av underlag gäller 2027."),
    ],
)
def test_who_has_handed_in(facts: Facts, statuses: dict[str, str], text: str) -> None:
    found = with_rows(
        facts,
        submissions=tuple(
            replace(
                SUBMISSION, organisation_id=area, status=status,
                note="Anstånd till 9\u00a0april 2028" if status == "extended" else None,
            )
            for area, status in statuses.items()
        ),
    )  # fmt: skip
    assert texts(found, "reading") == [facts.plan.header.reading_advice, text]


def test_no_proposals_are_made_by_a_machine(facts: Facts) -> None:
    nobody = rows.HumanTextRow("att_ta_stallning_till", "LAN99", missing=True)
    said = "Inga förslag är beredda. Samverkanskansliet bereder och vårdrådet beslutar."
    assert texts(with_rows(facts, texts=(nobody,)), "no_proposals") == [said]
    somebody = replace(nobody, missing=False)
    assert texts(with_rows(facts, texts=(somebody,)), "no_proposals") == []


def test_focus_and_closeness_come_from_the_plan(facts: Facts) -> None:
    said = {one.place: one.text for one in front.sentences(facts)}
    assert said["front.focus"] == facts.plan.header.focus_sentence
    assert said["indicator.closeness"] == facts.plan.header.closeness_sentence


# --- goals counted -------------------------------------------------------------------------------


def statuses(*signals: tuple[str, str]) -> tuple[rows.Status, ...]:
    """Rows of the county with level and pace; the indicator only tells them apart."""
    return tuple(
        replace(SHARE, report_year=2027, level_signal=level, pace_signal=pace)
        for level, pace in signals
    )


@pytest.mark.parametrize(
    ("signals", "texts_of_place"),
    [
        ((), []),
        (
            (("met", "reached"),),
            ["Planen har ett målvärde för länet: ett är nått."],
        ),
        (
            (("met", "on_track"), ("not_met", "wrong_way"), ("not_met", "partly"), ("uncertain", "on_track"),
             ("not_judged", "not_judged")),
            [("Planen har fem målvärden för länet: ett är nått, två är inte nådda, ett går inte att "
              "avgöra och ett bedöms inte än.")],
        ),
        (
            (("not_met", "uncertain"), ("not_met", "not_judged")),
            ["Planen har två målvärden för länet: två är inte nådda."],
        ),
    ],
)  # fmt: skip
def test_goals_are_counted_by_level(
    facts: Facts, signals: tuple[tuple[str, str], ...], texts_of_place: list[str]
) -> None:
    kommun = replace(SHARE, organisation_id="9901", level_signal="met")
    without = replace(SHARE, target_kind=None)
    found = with_rows(facts, statuses=(*statuses(*signals), kommun, without))
    assert texts(found, "goals_counted") == texts_of_place


def test_what_goals_do_since_their_start_stands_beside_what_changed_since_the_measurement_before(
    facts: Facts,
) -> None:
    """Page 1 never says less than page 2: the two are told apart by their words."""
    moving = (
        replace(SHARE, pace_signal="wrong_way", pace_reason="off_path"),
        replace(SHARE, goal_id="tidig_kontakt", indicator_id="b1", pace_signal="on_track"),
        replace(
            SHARE, goal_id="fall", indicator_id="c1", pace_signal="behind", organisation_id="0099"
        ),
        replace(
            SHARE, goal_id="bo_hemma", indicator_id="d1", pace_signal="on_track", level_signal="met"
        ),
    )
    wrong = "Sedan startåret har ett mått gått åt fel håll: ”Nöjd med hjälpen hemma”."
    right = [
        "Sedan startåret är ett mått i takt med målet: ”Samtal inom två dagar efter utskrivning”.",
        "Sedan startåret ligger ett mått efter takten mot målet: ”Fallskador per 100 000 invånare”.",
    ]
    uncertain = replace(TREND, signal="uncertain", reason="interval_covers_zero")
    found = with_rows(facts, judged=(JUDGED,), trends=(uncertain,), statuses=moving)
    assert len(texts(found, "nothing_certain")) == 1
    assert texts(found, "wrong_way") == [wrong]
    assert texts(found, "right_way") == right
    better = with_rows(
        facts, judged=(JUDGED,), trends=(replace(TREND, signal="better"),), values=(COUNTY,), statuses=moving
    )  # fmt: skip
    assert texts(better, "wrong_way") == [
        (
            "För inget av måtten går det att säkerställa en förändring åt fel håll "
            "sedan förra mätningen."
        ),
        wrong,
    ]
    assert texts(better, "right_way")[1:] == right
    kommun = with_rows(facts, statuses=(replace(moving[0], organisation_id="9901"),))
    assert texts(kommun, "wrong_way") == []


def test_targets_that_nobody_has_decided_are_counted_as_examples(facts: Facts) -> None:
    header = facts.plan.header.model_copy(update={"decided": False})
    undecided = replace(facts, plan=changed(facts.plan, header=header))
    (said,) = texts(with_rows(undecided, statuses=statuses(("met", "reached"))), "goals_counted")
    assert said == "Planen har ett målvärde (exempel) för länet: ett är nått."


def test_a_round_before_the_report_year_is_never_promised(plan: Plan, facts: Facts) -> None:
    """Without any input the date lies before the year, and before earlier rounds too."""
    early = replace(
        facts.edition, as_of=date(2020, 1, 1), has_submissions=False, has_national=False
    )
    found = with_rows(
        replace(facts, edition=early), judged=(rows.Judged("d1", None, None, "no_data"),)
    )
    first = min(one.deadline for one in plan.rounds if one.year >= 2027)
    (said,) = texts(found, "not_known")
    assert said == (
        "Värden saknas för ”Förebyggande hembesök”. Uppgifter för 2027 samlas in till "
        f"{day(first)}.".replace("\u00a0", " ")
    )
