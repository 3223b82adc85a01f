"""One status per expected organisation, whatever came or did not come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from gnv_pipeline.findings import FindingsError
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.decisions import grant_extension, record_abstention
from gnv_pipeline.intake.status import OrganisationStatus, statuses
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import Ledger
from tests.intake.conftest import (
    DEADLINE,
    KOMMUN,
    OPEN,
    OTHER,
    REGION,
    YEAR,
    Fill,
    days,
    quick_store,
)

ANSWERS = {"h_1": "alltid", "s_1": "ibland", "i_1": "aldrig", "f_1": "vet_ej"}
LATE = 40  # days after the first file: 13 March, the deadline is 1 March
See = Callable[..., OrganisationStatus]


@pytest.fixture
def see(home: DataHome, plan: Plan) -> See:
    """The status of one organisation."""

    def of(organisation: str = KOMMUN, as_of: date = DEADLINE) -> OrganisationStatus:
        found = {one.organisation_id: one for one in statuses(home, plan, YEAR, 1, as_of)}
        assert list(found) == [area.id for area in plan.reporters]
        return found[organisation]

    return of


def extension(home: DataHome, plan: Plan, until: date, **changes: object) -> None:
    given: dict[str, object] = {
        "until": until, "reason": "Ny chef", "function": "Samordnare", "now": days(5)
    }  # fmt: skip
    grant_extension(home, plan, YEAR, 1, KOMMUN, **{**given, **changes})  # type: ignore[arg-type]


def test_nobody_has_handed_in(home: DataHome, plan: Plan) -> None:
    found = statuses(home, plan, YEAR, 1, DEADLINE)
    assert [one.organisation_id for one in found] == [OTHER, "9903", KOMMUN, REGION]
    assert {one.status for one in found} == {"missing"}
    assert not home.submissions.exists()


def test_the_fields_are_the_columns_of_the_published_table(project_root: Path) -> None:
    sql = project_root / "gnv_pipeline" / "warehouse" / "sql" / "mart" / "submission.sql"
    text = sql.read_text(encoding="utf-8")
    columns = [line.split()[2].rstrip(":") for line in text.splitlines() if "-- column" in line]
    assert [field.name for field in fields(OrganisationStatus)] == columns


def test_a_whole_workbook_in_time(home: DataHome, plan: Plan, fill: Fill, see: See) -> None:
    quick_store(home).submit(fill(answers=ANSWERS), plan, "", OPEN)
    found = see()
    assert found.status in {"delivered", "with_warnings"}
    assert found.received_on == OPEN.date()
    assert found.template_version == "2027.1"
    assert found.rows_waiting == 0
    assert found.completeness is not None
    assert 0 < found.completeness < 1
    assert see(OTHER).status == "missing"


def test_completeness_counts_what_stands_in_either_file(
    home: DataHome, plan: Plan, fill: Fill, see: See
) -> None:
    store = quick_store(home)
    store.submit(fill(answers=ANSWERS), plan, "", OPEN)
    answers_only = see().completeness
    store.submit(fill(counts={"K": (12, 40), "M": (9, 30)}), plan, "", days(1))
    both = see().completeness
    store.submit(fill(OTHER, counts={"K": (12, 40), "M": (9, 30)}), plan, "", days(1))
    counts_only = see(OTHER).completeness
    assert answers_only is not None
    assert both is not None
    assert counts_only is not None
    assert both == pytest.approx(answers_only + counts_only)
    assert see().received_on == days(1).date()


def test_rows_that_wait_come_before_everything(
    home: DataHome, plan: Plan, fill: Fill, see: See
) -> None:
    quick_store(home).submit(fill(counts={"K": (50, 40), "M": (9, 30)}), plan, "", days(LATE))
    found = see()
    assert (found.status, found.rows_waiting) == ("rows_waiting", 1)
    assert found.note == "Kom 13\u00a0mars 2029, sista dagen var 1\u00a0mars 2029"


def test_late_is_who_had_nothing_in_time(home: DataHome, plan: Plan, fill: Fill, see: See) -> None:
    store = quick_store(home)
    store.submit(fill(answers=ANSWERS), plan, "", days(LATE))
    assert see().status == "delivered_late"
    store.submit(fill(OTHER, answers=ANSWERS), plan, "", OPEN)
    store.submit(fill(OTHER, answers={"h_1": "ibland"}), plan, "", days(LATE))
    corrected = see(OTHER)
    assert corrected.status in {"delivered", "with_warnings"}
    assert corrected.received_on == days(LATE).date()
    assert corrected.note is None


def test_who_has_more_time_is_not_late(home: DataHome, plan: Plan, fill: Fill, see: See) -> None:
    extension(home, plan, date(2029, 3, 15))
    quick_store(home).submit(fill(answers=ANSWERS), plan, "", days(LATE))
    assert see().status in {"delivered", "with_warnings"}


def test_the_day_is_the_swedish_one(home: DataHome, plan: Plan, fill: Fill, see: See) -> None:
    from datetime import UTC, datetime

    midnight = datetime(2029, 3, 1, 23, 30, tzinfo=UTC)  # half past midnight, 2 March, in Sweden
    quick_store(home).submit(fill(answers=ANSWERS), plan, "", midnight)
    assert see().received_on == date(2029, 3, 2)
    assert see().status == "delivered_late"


def test_a_refused_file_is_not_the_same_as_none(
    home: DataHome, plan: Plan, see: See, tmp_path: Path
) -> None:
    path = tmp_path / "Ödsele_2028.xlsx"
    path.write_bytes(b"%PDF-1.7")
    quick_store(home).submit(path, plan, "", OPEN)
    found = see()
    assert found.status == "refused"
    assert found.note == "Filen som kom 1\u00a0februari 2029 gick inte att ta emot"
    assert found.completeness is None


def test_a_later_refused_file_takes_nothing_away(
    home: DataHome, plan: Plan, fill: Fill, see: See, tmp_path: Path
) -> None:
    store = quick_store(home)
    store.submit(fill(answers=ANSWERS), plan, "", OPEN)
    path = tmp_path / "Ödsele_2028.xlsx"
    path.write_bytes(b"%PDF-1.7")
    store.submit(path, plan, "", days(1))
    found = see()
    assert found.status in {"delivered", "with_warnings"}
    assert "den tidigare gäller" in str(found.note)


def test_an_extension_lasts_to_its_day(home: DataHome, plan: Plan, see: See) -> None:
    extension(home, plan, date(2029, 3, 20))
    extension(home, plan, date(2029, 4, 9), now=days(6))
    assert (see().status, see().note) == ("extended", "Anstånd till 9\u00a0april 2029")
    assert see(as_of=date(2029, 4, 9)).status == "extended"
    over = see(as_of=date(2029, 4, 10))
    assert (over.status, over.note) == ("missing", "Anståndet gick ut 9\u00a0april 2029")


def test_who_abstains_may_hand_in_all_the_same(
    home: DataHome, plan: Plan, fill: Fill, see: See
) -> None:
    record_abstention(
        home, plan, YEAR, 1, KOMMUN, reason="Omorganisation", function="Kommunchef", now=OPEN
    )
    assert (see().status, see().note) == ("abstains", "Avstår i år")
    quick_store(home).submit(fill(answers=ANSWERS), plan, "", days(1))
    assert see().status in {"delivered", "with_warnings"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until": DEADLINE}, "extension-not-later"),
        ({"reason": " "}, "decision-without-reason"),
        ({"function": ""}, "decision-without-reason"),
        ({"example": True}, "example-into-real-home"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    home: DataHome, plan: Plan, fill: Fill, changes: dict[str, object], code: str
) -> None:
    quick_store(home).submit(fill(OTHER, answers=ANSWERS), plan, "", OPEN)
    before = len(Ledger(home.submissions).entries())
    with pytest.raises(FindingsError) as raised:
        extension(home, plan, **{"until": date(2029, 4, 9), **changes})  # type: ignore[arg-type]
    assert [finding.code for finding in raised.value.findings] == [code]
    assert len(Ledger(home.submissions).entries()) == before


@pytest.mark.parametrize(
    ("year", "organisation", "code"),
    [
        (YEAR, "0000", "decision-unknown-organisation"),
        (1999, KOMMUN, "decision-unknown-round"),
    ],
)
def test_a_decision_on_nobody_or_no_round_is_refused(
    home: DataHome, plan: Plan, year: int, organisation: str, code: str
) -> None:
    with pytest.raises(FindingsError) as raised:
        record_abstention(
            home, plan, year, 1, organisation, reason="Skäl", function="Chef", now=OPEN
        )
    assert [finding.code for finding in raised.value.findings] == [code]
