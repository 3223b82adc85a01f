"""Files from Kolada in a home: kept unchanged, the newest winning, read back as the plan follows them."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from gnv_pipeline.findings import Severity
from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan, Source
from gnv_pipeline.sources.errors import StoreError
from gnv_pipeline.sources.kolada import (
    OBSERVATION_COLUMNS,
    files,
    import_file,
    kolada_areas,
    kolada_ids,
    observations,
)
from gnv_pipeline.sources.ledger import Ledger, sha256_of
from tests.sources.conftest import MORNING, Write

ROWS = (
    "U99001,9901,Ödsele,2021,T,80.5",
    "U99001,9901,Ödsele,2022,T,81.5",
    "U99001,9902,Högvret,2022,T,",
    "N99003,0099,Region Fjällmark,2022,T,4100",
)


def value(frame: pd.DataFrame, area: str, year: int, kolada_id: str = "U99001") -> float:
    row = frame[
        (frame["kolada_id"] == kolada_id)
        & (frame["organisation_id"] == area)
        & (frame["data_year"] == year)
    ]
    assert len(row) == 1
    return float(row["value"].iloc[0])


def test_a_file_is_kept_as_it_came(home: DataHome, plan: Plan, write: Write) -> None:
    path = write(*ROWS)
    result = import_file(path, home, MORNING, plan=plan)
    assert result.findings == ()
    assert (result.rows, result.new) == (4, True)
    sha256 = sha256_of(path.read_bytes())
    kept = home.kolada / f"2027-03-01_{sha256[:12]}.csv"
    assert result.stored == kept
    assert kept.read_bytes() == path.read_bytes()
    (entry,) = Ledger(home.kolada).entries()
    assert entry == {
        "kind": "csv",
        "sha256": sha256,
        "file_name": "värden.csv",
        "stored": kept.name,
        "received_at": "2027-03-01T09:00:00+01:00",
        "rows": 4,
        "example": False,
    }
    assert [file.file_name for file in files(home)] == ["värden.csv"]


def test_the_received_day_is_the_swedish_one(home: DataHome, write: Write) -> None:
    late = MORNING.replace(hour=23, minute=30)
    from datetime import UTC

    result = import_file(write(*ROWS), home, late.astimezone(UTC))
    assert result.stored is not None
    assert result.stored.name.startswith("2027-03-01_")
    assert files(home)[0].received_at == "2027-03-01T23:30:00+01:00"


def test_a_moment_without_time_zone_is_a_programming_error(home: DataHome, write: Write) -> None:
    with pytest.raises(ValueError, match="time zone"):
        import_file(write(*ROWS), home, MORNING.replace(tzinfo=None))
    assert files(home) == ()


def test_the_same_file_twice_is_told_and_changes_nothing(
    home: DataHome, plan: Plan, write: Write
) -> None:
    import_file(write(*ROWS), home, MORNING, plan=plan)
    before = (home.kolada / "ledger.jsonl").read_bytes()
    again = import_file(write(*ROWS, name="annat namn.csv"), home, MORNING + timedelta(days=3))
    assert again.new is False
    assert [finding.code for finding in again.findings] == ["kolada-same-file"]
    assert "1\u00a0mars 2027" in again.findings[0].message
    assert (home.kolada / "ledger.jsonl").read_bytes() == before


@pytest.mark.parametrize("lines", [("U99001,9901,Ödsele,2022,F,1",), ()])
def test_a_refused_file_stores_nothing(
    home: DataHome, write: Write, lines: tuple[str, ...]
) -> None:
    result = import_file(write(*lines), home, MORNING)
    assert (result.rows, result.new, result.stored) == (0, False, None)
    assert result.findings[0].severity is Severity.ERROR
    assert not home.kolada.exists()


def test_a_file_that_is_not_there_is_told(home: DataHome, tmp_path: Path) -> None:
    result = import_file(tmp_path / "finns inte.csv", home, MORNING)
    assert [finding.code for finding in result.findings] == ["kolada-no-file"]


def test_observations_know_where_they_come_from(home: DataHome, plan: Plan, write: Write) -> None:
    result = import_file(write(*ROWS), home, MORNING, plan=plan)
    frame = observations(home, plan)
    assert tuple(frame.columns) == OBSERVATION_COLUMNS
    assert len(frame) == 4
    row = frame[frame["organisation_id"] == "9902"].iloc[0]
    assert pd.isna(row["value"])
    assert row["missing_reason"] == "empty_at_source"
    assert (row["line"], row["sha256"], row["source_file"], row["fetched_on"]) == (
        4, result.sha256, "värden.csv", "2027-03-01T09:00:00+01:00"
    )  # fmt: skip
    others = frame[frame["organisation_id"] != "9902"]
    assert all(reason is None for reason in others["missing_reason"])
    key = ["kolada_id", "organisation_id", "data_year", "gender"]
    assert frame[key].equals(frame[key].sort_values(key))
    assert frame.equals(observations(home, plan))


def test_the_newest_file_wins_for_each_value_also_when_it_empties_it(
    home: DataHome, plan: Plan, write: Write
) -> None:
    import_file(write(*ROWS), home, MORNING, plan=plan)
    newer = write(
        "U99001,9901,Ödsele,2022,T,90", "N99003,0099,Region Fjällmark,2022,T,", name="b.csv"
    )
    import_file(newer, home, MORNING + timedelta(days=1), plan=plan)
    # What comes last into the ledger is not always the newest.
    oldest = write("U99001,9901,Ödsele,2022,T,10", name="c.csv")
    import_file(oldest, home, MORNING - timedelta(days=1), plan=plan)
    frame = observations(home, plan)
    assert value(frame, "9901", 2021) == 80.5
    assert value(frame, "9901", 2022) == 90
    assert pd.isna(value(frame, "0099", 2022, "N99003"))
    assert [file.file_name for file in files(home)] == ["c.csv", "värden.csv", "b.csv"]


def test_only_what_the_plan_follows_is_read(home: DataHome, plan: Plan, write: Write) -> None:
    path = write(*ROWS, "U12345,9901,Ödsele,2022,T,1", "U99001,1234,Annan,2022,T,2")
    result = import_file(path, home, MORNING, plan=plan)
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("kolada-outside-plan", Severity.INFO)
    assert finding.message.startswith("2 av 6 rader")
    assert result.rows == 6
    frame = observations(home, plan)
    assert set(frame["kolada_id"]) == {"U99001", "N99003"}
    assert set(frame["organisation_id"]) == {"9901", "9902", "0099"}


def test_a_source_holds_only_for_its_years(home: DataHome, plan: Plan, write: Write) -> None:
    indicator = plan.indicator_by_id["a1"]
    span = Source(level="kommun", kind="kolada", kolada_id="U99001", from_year=2022)
    later = plan.model_copy(
        update={
            "indicators": (
                indicator.model_copy(update={"sources": (span,)}),
                *(other for other in plan.indicators if other.id != "a1"),
            )
        }
    )
    import_file(write(*ROWS), home, MORNING)
    years = observations(home, later).query("organisation_id == '9901'")["data_year"]
    assert list(years) == [2022]
    assert list(observations(home, plan).query("organisation_id == '9901'")["data_year"]) == [
        2021, 2022
    ]  # fmt: skip


def test_a_share_above_100_is_told_and_kept(home: DataHome, plan: Plan, write: Write) -> None:
    result = import_file(write("U99001,9901,Ödsele,2022,T,162.5"), home, MORNING, plan=plan)
    (finding,) = result.findings
    assert (finding.code, finding.severity, finding.line) == (
        "kolada-share-above-100", Severity.INFO, 2
    )  # fmt: skip
    assert "162,5" in finding.message
    assert value(observations(home, plan), "9901", 2022) == 162.5


def test_an_id_beside_another_kommuns_name_is_refused(
    home: DataHome, plan: Plan, write: Write
) -> None:
    path = write("U99001,9901,Ödsele,2022,T,1", "U99001,9901,Högvret,2021,T,2")
    result = import_file(path, home, MORNING, plan=plan)
    assert [(f.code, f.line, f.example) for f in result.findings] == [
        ("kolada-area-and-name", 3, "9902")
    ]
    assert not home.kolada.exists()


def test_the_region_may_stand_under_the_countys_name(
    home: DataHome, plan: Plan, write: Write
) -> None:
    result = import_file(write("N99003,0099,Fjällmark,2022,T,1"), home, MORNING, plan=plan)
    assert result.new


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_an_original_that_is_not_as_received_stops_everything(
    home: DataHome, plan: Plan, write: Write, harm: str
) -> None:
    kept = import_file(write(*ROWS), home, MORNING).stored
    assert kept is not None
    kept.chmod(0o644)
    if harm == "gone":
        kept.unlink()
    else:
        kept.write_bytes(kept.read_bytes().replace(b"81.5", b"91.5"))
    with pytest.raises(StoreError) as raised:
        observations(home, plan)
    assert kept.name in str(raised.value)
    assert "säkerhetskopian" in raised.value.findings[0].remedy
    with pytest.raises(StoreError):  # the same file again does not paper over it
        import_file(write(*ROWS), home, MORNING)


def test_no_files_give_an_empty_frame_of_the_same_form(home: DataHome, plan: Plan) -> None:
    frame = observations(home, plan)
    assert tuple(frame.columns) == OBSERVATION_COLUMNS
    assert frame.empty
    assert frame["value"].dtype == "float64"


def test_example_and_real_files_never_share_a_home(
    home: DataHome, plan: Plan, write: Write
) -> None:
    import_file(write(*ROWS), home, MORNING, example=True)
    real = import_file(write(*ROWS[:2], name="b.csv"), home, MORNING, plan=plan)
    assert [finding.code for finding in real.findings] == ["real-into-example-home"]
    assert "gnv init" in real.findings[0].remedy
    assert real.new is False
    assert len(files(home)) == 1


def test_many_at_once_lose_nothing(home: DataHome, plan: Plan, write: Write) -> None:
    paths = [write(f"U99001,9901,Ödsele,{2000 + n},T,{n}", name=f"{n}.csv") for n in range(12)]
    threads = [threading.Thread(target=import_file, args=(path, home, MORNING)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files(home)) == 12
    assert len(observations(home, plan)) == 12


def test_ids_and_areas_to_ask_for(plan: Plan) -> None:
    assert kolada_ids(plan) == ("N99003", "U99001", "U99002")
    assert kolada_areas(plan) == ("0099", "9901", "9902", "9903")


def test_the_ledger_is_plain_json_lines(home: DataHome, write: Write) -> None:
    import_file(write(*ROWS), home, MORNING)
    text = (home.kolada / "ledger.jsonl").read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert json.loads(text)["file_name"] == "värden.csv"


# --- the real values ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(
    shared_data: Path, project_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[DataHome, Plan]:
    home = DataHome(tmp_path_factory.mktemp("verkligt"))
    plan = load_plan(project_root / "data" / "raw" / "plan" / "2026")
    source = shared_data / "kolada" / "kolada_dalarna_plan.csv"
    result = import_file(source, home, MORNING, plan=plan)
    assert result.rows == 14_022
    assert result.new
    assert {finding.severity for finding in result.findings} == {Severity.INFO}
    return home, plan


def test_every_followed_value_of_the_real_file_comes_out_unchanged(
    real: tuple[DataHome, Plan], shared_data: Path
) -> None:
    home, plan = real
    lines = (shared_data / "kolada" / "kolada_dalarna_plan.csv").read_text("utf-8").splitlines()
    frame = observations(home, plan)
    assert len(frame) > 5_000
    for row in frame.itertuples():
        kpi, area, _, year, gender, text = lines[int(str(row.line)) - 1].split(",")
        assert (kpi, area, year, gender) == (
            row.kolada_id, row.organisation_id, str(row.data_year), row.gender
        )  # fmt: skip
        if text:
            assert row.value == float(text)
            assert row.missing_reason is None
        else:
            assert row.missing_reason == "empty_at_source"


def test_known_truths_of_the_real_file(real: tuple[DataHome, Plan]) -> None:
    home, plan = real
    frame = observations(home, plan)
    falun = frame[frame["organisation_id"] == "2080"]
    safe = falun[(falun["kolada_id"] == "U21505") & (falun["data_year"] == 2022)]
    assert dict(zip(safe["gender"], safe["value"], strict=True)) == {"K": 89, "M": 90, "T": 90}
    survey = frame[frame["kolada_id"].isin(["U21505", "U21463", "U21481", "U23521", "U23482"])]
    assert {2020, 2022} <= set(survey["data_year"])
    assert 2021 not in set(survey.loc[survey["value"].notna(), "data_year"])
    assert (frame["missing_reason"] == "empty_at_source").sum() == frame["value"].isna().sum() > 100


def test_an_id_from_the_plan_and_a_value_by_gender(
    real: tuple[DataHome, Plan],
) -> None:
    home, plan = real
    first = plan.indicators[0]
    with_dinner = first.model_copy(update={"id": "mat", "kolada_id": "U23433", "sources": ()})
    wider = plan.model_copy(update={"indicators": (*plan.indicators, with_dinner)})
    frame = observations(home, wider)
    falun = frame[
        (frame["organisation_id"] == "2080")
        & (frame["kolada_id"] == "U23433")
        & (frame["data_year"] == 2022)
    ]
    assert dict(zip(falun["gender"], falun["value"], strict=True)) == {"K": 85, "M": 57, "T": 49}


def test_reading_the_real_file_is_quick(real: tuple[DataHome, Plan]) -> None:
    home, plan = real
    observations(home, plan)
    start = time.perf_counter()
    observations(home, plan)
    assert time.perf_counter() - start < 2.0  # 0.1 s alone on the machine
