"""Sentences on what organisations handed in, and on the edition itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.publishing import rows
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.sentences import handed_in, make, organisations
from gnv_pipeline.publishing.wording_checks import faults_of
from tests.publishing.conftest import with_rows
from tests.publishing.test_front_sentences import SUBMISSION

SELF = rows.SelfAssessment(
    organisation_id="9901", unit="", year=2027, round=1, delmal_id="sedd", asked=1, answered=1, unknown=0,
    mean=2.35, previous_mean=None, previous_year=None, other_people=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "county", "text"),
    [
        ({}, False, "Medelvärdet är 2,4 på skalan 0–3; det enda påståendet är besvarat."),
        (
            {"previous_mean": 2.0, "previous_year": 2026},
            False,
            (
                "Medelvärdet är 2,4 på skalan 0–3; det enda påståendet är besvarat. År "
                "2026 var det 2,0 med samma "
                "påståenden."
            ),
        ),
        (
            {"previous_mean": 2.0, "previous_year": 2026, "other_people": True},
            False,
            (
                "Medelvärdet är 2,4 på skalan 0–3; det enda påståendet är besvarat. År "
                "2026 var det 2,0 med samma "
                "påståenden. Då var det andra som svarade."
            ),
        ),
        (
            {"mean": None, "asked": 3, "answered": 1},
            False,
            "För få påståenden är besvarade för ett medelvärde: 1 av 3 svar.",
        ),
        (
            {"mean": None, "answered": 0},
            False,
            "Inga påståenden är besvarade med ett tal på skalan.",
        ),
        (
            {"answered": 8, "asked": 9},
            True,
            "Medelvärdet är 2,4 på skalan 0–3; 8 av 9 svar ligger på skalan.",
        ),
    ],
)
def test_self_assessment(plan: Plan, changes: dict[str, object], county: bool, text: str) -> None:
    row = replace(SELF, **changes)  # type: ignore[arg-type]
    said = organisations.self_assessment(row, plan, county=county)
    assert said == text
    assert list(faults_of(said)) == []


def test_only_whole_organisations_and_the_newest_round_are_told(facts: Facts) -> None:
    found = with_rows(
        facts,
        self_assessments=(
            SELF,
            replace(SELF, unit="Vårdcentraler"),
            replace(SELF, year=2026),
            replace(SELF, round=2, mean=1.0),
        ),
    )
    said = [one for one in organisations.sentences(found) if one.place == "self_assessment.delmal"]
    assert [one.text[:22] for one in said] == ["Medelvärdet är 1,0 på "]
    assert [one.order for one in said] == [[d.id for d in facts.plan.delmal].index("sedd") + 1]


def activity(number: int, area: str, status: str | None) -> rows.Activity:
    return rows.Activity(f"{area}-{number}", area, 2027, status, status)


@pytest.mark.parametrize(
    ("statuses", "text"),
    [
        ([], "Inga aktiviteter är rapporterade."),
        ([("9901", "ongoing")], "En aktivitet är rapporterad av en organisation. Status: pågår."),
        (
            [("9901", "planned"), ("9902", "ongoing"), ("9902", "ongoing")],
            "Tre aktiviteter är rapporterade av två organisationer. Status: planerad 1 och pågår 2.",
        ),
        (
            [("9901", None), ("9901", "ongoing")],
            "Två aktiviteter är rapporterade av en organisation. Status: pågår 1 och inte angiven 1.",
        ),
    ],
)
def test_activities_are_counted(
    plan: Plan, statuses: list[tuple[str, str | None]], text: str
) -> None:
    labels = {code.code: code.label.lower() for code in plan.codes("activity_status")}
    found = [activity(number, area, status) for number, (area, status) in enumerate(statuses)]
    said = organisations.activities(found, plan, whole=True)
    assert said == text.replace("pågår", labels["ongoing"]).replace(
        "planerad 1", f"{labels['planned']} 1"
    )


def test_one_sentence_for_all_delmal_and_one_for_each(facts: Facts) -> None:
    one = activity(1, "9901", "ongoing")
    link = rows.ActivityLink(one.activity_id, 2027, "sedd", "")
    found = with_rows(facts, activities=(one,), links=(link,))
    said = {
        (sentence.organisation_id, sentence.order): sentence.text
        for sentence in organisations.sentences(found)
        if sentence.place == "activity.summary"
    }
    place = [delmal.id for delmal in facts.plan.delmal].index("sedd") + 1
    assert said["9901", 0] == said["9901", place]
    assert said["9902", 0] == "Inga aktiviteter är rapporterade."
    assert said["LAN99", 0].startswith("En aktivitet är rapporterad av en organisation.")
    other = 1 if place != 1 else 2
    name = facts.plan.delmal[other - 1].name
    assert said["LAN99", other] == f"Inga aktiviteter är kopplade till ”{name}”."
    assert ("9902", place) not in said  # nothing at all is said once


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Underlaget är lämnat 20 februari 2028."),
        ({"status": "delivered_late"}, "Underlaget är lämnat 20 februari 2028, efter sista dag."),
        (
            {"status": "rows_waiting", "rows_waiting": 1},
            "Underlaget är lämnat 20 februari 2028. En rad väntar på rättning.",
        ),
        (
            {"status": "rows_waiting", "rows_waiting": 3},
            "Underlaget är lämnat 20 februari 2028. 3 rader väntar på rättning.",
        ),
        (
            {"status": "refused", "received_on": None},
            "Filen gick inte att ta emot, så inget underlag finns.",
        ),
        ({"status": "missing", "received_on": None}, "Inget underlag är lämnat."),
        ({"status": "abstains"}, "Organisationen avstår från att lämna underlag i år."),
        (
            {"status": "extended", "note": "Anstånd till 9 april 2028"},
            "Inget underlag är lämnat än. Anstånd till 9 april 2028.",
        ),
    ],
)
def test_submissions(changes: dict[str, object], text: str) -> None:
    row = replace(SUBMISSION, **changes)  # type: ignore[arg-type]
    assert handed_in.submission(row).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Handlingsplanens version 2027 ligger till grund."),
        (
            {"plan_in_force": False, "report_year": 2022},
            (
                "Handlingsplanens första version är från 2027. Den gällde inte 2022, så inget "
                "sägs om takten mot "
                "målen."
            ),
        ),
        ({"example": True}, "Rapporten bygger på exempeldata."),
        ({"has_submissions": False}, "Inga underlag har lämnats för 2027."),
        ({"has_national": False}, "Inga värden från nationella källor har lästs in."),
    ],
)
def test_the_edition_says_what_it_is(
    facts: Facts, changes: dict[str, object], expected: str
) -> None:
    edition = replace(facts.edition, **changes)  # type: ignore[arg-type]
    said = list(organisations.edition(replace(facts, edition=edition)))
    assert said[0].startswith("Slutlig utgåva för uppföljningsår ")
    assert said[0].endswith("med uppgifter till och med 20\u00a0mars 2028.")
    assert expected in said


def test_ids_are_stable_and_unique(facts: Facts) -> None:
    assert facts.edition.as_of == date(2028, 3, 20)
    first = list(make(facts))
    ids = [one.sentence_id for one in first]
    assert len(set(ids)) == len(ids)
    example = replace(facts.edition, example=True, edition="preliminary")
    again = {one.sentence_id: one.text for one in make(replace(facts, edition=example))}
    assert again["edition.summary|LAN99|1"] != first[ids.index("edition.summary|LAN99|1")].text
    assert set(ids) <= set(again)


def test_an_edition_without_input_has_no_date_of_input(facts: Facts) -> None:
    edition = replace(facts.edition, has_submissions=False, has_national=False)
    said = list(organisations.edition(replace(facts, edition=edition)))
    assert said[0] == "Slutlig utgåva för uppföljningsår 2027."
