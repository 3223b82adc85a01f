"""What a template and a check are told of earlier years."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.example import holds_example, holds_real
from gnv_pipeline.intake.history import Remembered, history_for
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.kolada import import_file
from gnv_pipeline.sources.ledger import STOCKHOLM
from gnv_pipeline.workbooks.rows import EarlierValue, Identity
from tests.intake.conftest import KOMMUN, OPEN, OTHER, REGION, YEAR, Fill, days, quick_store

TABLE = """kpi,municipality_id,municipality_name,year,gender,value
U99001,9901,Ödsele,2024,T,80
U99001,9901,Ödsele,2026,T,82
U99001,9901,Ödsele,2028,T,
U99001,9901,Ödsele,2029,T,99
U99001,9902,Högvret,2028,T,70
N99003,9901,Ödsele,2028,T,4100
N99003,0099,Region Fjällmark,2027,T,4000
N99003,0099,Region Fjällmark,2028,T,3900
"""


def national(home: DataHome, tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "kolada.csv"
    path.write_text(TABLE, encoding="utf-8")
    result = import_file(path, home, datetime(2029, 1, 2, tzinfo=STOCKHOLM), plan=plan)
    assert result.new


def known(values: tuple[EarlierValue, ...], indicator: str) -> list[tuple[int, str, float | None]]:
    return [(v.data_year, v.gender, v.value) for v in values if v.indicator_id == indicator]


def test_a_fresh_home_knows_nothing(home: DataHome, plan: Plan) -> None:
    found = history_for(home, plan, YEAR, 1, KOMMUN)
    assert found.values == ()
    assert found.previous_year is None


def test_national_values_are_the_latest_two_not_after_the_year(
    home: DataHome, plan: Plan, tmp_path: Path
) -> None:
    national(home, tmp_path, plan)
    found = history_for(home, plan, YEAR, 1, KOMMUN)
    assert known(found.values, "a1") == [(2026, "T", 82), (2028, "T", None)]
    empty = next(v for v in found.values if v.indicator_id == "a1" and v.value is None)
    assert empty.missing_reason == "empty_at_source"
    assert empty.source == plan.indicator_by_id["a1"].original_source
    assert {value.organisation_id for value in found.values} == {KOMMUN}
    assert known(history_for(home, plan, 2027, 1, KOMMUN).values, "a1") == [
        (2024, "T", 80), (2026, "T", 82)
    ]  # fmt: skip


def test_the_region_sees_its_own_level(home: DataHome, plan: Plan, tmp_path: Path) -> None:
    national(home, tmp_path, plan)
    found = history_for(home, plan, YEAR, 1, REGION)
    assert known(found.values, "c1") == [(2027, "T", 4000), (2028, "T", 3900)]
    assert known(found.values, "a1") == []


def test_last_years_workbook_comes_along_as_it_counts(
    home: DataHome, plan: Plan, fill: Fill, tmp_path: Path
) -> None:
    national(home, tmp_path, plan)
    store = quick_store(home)
    last = YEAR - 1
    store.submit(fill(year=last, answers={"h_1": "ibland"}), plan, "", days(-330))
    store.submit(
        fill(year=last, counts={"K": (10, 40), "M": (9, 30)}, activities={"9901-2027-1": "Hembesök"}),
        plan, "", days(-329),
    )  # fmt: skip
    store.submit(fill(OTHER, last, answers={"h_1": "alltid"}), plan, "", days(-329))
    found = history_for(home, plan, YEAR, 1, KOMMUN)
    assert found.previous_year == last
    assert [(row.statement_id, row.answer) for row in found.answers] == [("h_1", "ibland")]
    assert [row.values["name"] for row in found.activities] == ["Hembesök"]
    assert known(found.values, "d1") == [(last, "K", 25.0), (last, "M", 30.0)]
    own = next(v for v in found.values if v.indicator_id == "d1")
    assert (own.numerator, own.denominator) == (10, 40)
    assert known(found.values, "a1")  # beside the national ones
    assert history_for(home, plan, YEAR + 0, 1, "9903").previous_year is None


@pytest.mark.parametrize(("year", "organisation"), [(YEAR, "1234"), (1999, KOMMUN)])
def test_an_unknown_organisation_or_round_is_a_key_error(
    home: DataHome, plan: Plan, year: int, organisation: str
) -> None:
    with pytest.raises(KeyError):
        history_for(home, plan, year, 1, organisation)


def test_what_a_home_holds(home: DataHome, plan: Plan, fill: Fill) -> None:
    assert (holds_example(home), holds_real(home)) == (False, False)
    quick_store(home).submit(fill(example=True), plan, "", days(0), example=True)
    assert (holds_example(home), holds_real(home)) == (True, False)


def test_a_hand_in_is_read_beside_the_year_before(home: DataHome, plan: Plan, fill: Fill) -> None:
    store = quick_store(home)
    store.submit(fill(year=YEAR - 1, counts={"K": (100, 400)}), plan, "", days(-300))
    path = fill(counts={"K": (300, 400)})
    blind = store.check(path, plan)
    seeing = store.check(path, plan, Remembered(home))
    assert "large-change" not in {one.code for one in blind.findings}
    (asked,) = [one for one in seeing.findings if one.code == "large-change"]
    assert asked.sheet == "Nyckeltal"
    taken = store.submit(path, plan, "", OPEN, Remembered(home))
    assert "large-change" in {one.code for one in taken.findings}
    assert taken.status == "accepted_with_warnings"


def test_nothing_is_known_of_a_round_that_the_plan_has_not(home: DataHome, plan: Plan) -> None:
    known = Remembered(home)
    strange = Identity(KOMMUN, 2040, 1, "2027.1", plan.revision, False)
    assert known(strange) is None
    assert known(replace(strange, year=YEAR, organisation_id="9999")) is None
