"""Kolada's groups of kommuner: told from values, read, kept, and the newest ones used."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan, Similar, SimilarVariable
from gnv_pipeline.sources.kolada import files, import_file, observations, similar_groups
from tests.sources.conftest import MORNING, Write

HEADER = "group_id,group_title,member_id,member_title"
VALUES = "U99001,{area},Namn,2026,T,80.5"


@pytest.fixture(scope="module")
def choosing(plan: Plan) -> Plan:
    """The made-up region, whose plan names Kolada's groups."""
    similar = Similar(
        kolada_group="Liknande kommuner",
        variables=(SimilarVariable(kind="inhabitants", name="antal invånare"),),
    )
    return plan.model_copy(update={"header": plan.header.model_copy(update={"similar": similar})})


def group(number: str, kommun: str, year: int, *members: str) -> list[str]:
    title = f'"Liknande kommuner, {kommun}, {year}"'
    return [f"{number},{title},{member},Kommun {member}" for member in members]


def test_the_newest_year_of_each_kommun_of_the_plan_is_used(
    home: DataHome, choosing: Plan, write: Write
) -> None:
    path = write(
        *group("G1", "Ödsele", 2025, "1001", "1002"),
        *group("G2", "Ödsele", 2026, "1002", "1003"),
        *group("G3", "Annanstans", 2026, "1004"),
        'G4,"Liknande kommuner grundskola, Ödsele, 2026",1005,Kommun 1005',
        header=HEADER,
    )
    result = import_file(path, home, MORNING, plan=choosing)
    assert result.new
    assert result.findings == ()
    found = similar_groups(home, choosing)
    assert list(found["member_id"]) == ["1002", "1003"]
    assert list(found["line"]) == [4, 5]
    assert [one.file_name for one in files(home)] == ["värden.csv"]


def test_a_newer_file_replaces_a_group(home: DataHome, choosing: Plan, write: Write) -> None:
    first = write(*group("G2", "Ödsele", 2026, "1002", "1003"), header=HEADER)
    import_file(first, home, MORNING)
    later = write(*group("G2", "Ödsele", 2026, "1003", "1004"), header=HEADER, name="nyare.csv")
    import_file(later, home, MORNING + timedelta(days=1))
    assert list(similar_groups(home, choosing)["member_id"]) == ["1003", "1004"]


def test_values_of_similar_kommuner_are_let_through(
    home: DataHome, choosing: Plan, plan: Plan, write: Write
) -> None:
    import_file(write(*group("G2", "Ödsele", 2026, "1002"), header=HEADER), home, MORNING)
    values = [VALUES.format(area=area) for area in ("9901", "1002", "1003")]
    import_file(write(*values, name="tal.csv"), home, MORNING)
    assert list(observations(home, choosing)["organisation_id"]) == ["1002", "9901"]
    assert list(observations(home, plan)["organisation_id"]) == ["9901"]


@pytest.mark.parametrize(
    ("header", "line", "code", "said"),
    [
        ("group_id,group_title,member_id", "G1,T,1001", "kolada-groups-columns", "member_title"),
        (HEADER, "1,T,1001,K", "kolada-groups-row", "”1”"),
        (HEADER, "G1,T,Mora,K", "kolada-groups-row", "”Mora”"),
        (HEADER, "", "kolada-no-rows", "inga rader"),
    ],
)
def test_a_faulty_table_is_refused_whole(
    header: str, line: str, code: str, said: str, home: DataHome, write: Write
) -> None:
    result = import_file(write(line, header=header), home, MORNING)
    assert [one.code for one in result.findings] == [code]
    assert said in result.findings[0].message
    assert files(home) == ()


def test_the_real_groups_of_the_real_kommuner(
    home: DataHome, project_root: Path, shared_data: Path
) -> None:
    from gnv_pipeline.plan.loading import load_plan

    real = load_plan(project_root / "data" / "raw" / "plan" / "2026")
    source = shared_data / "kolada" / "kolada_municipality_groups.csv"
    assert import_file(source, home, MORNING).new
    found = similar_groups(home, real)
    assert set(found.groupby("group_id").size()) == {7}
    assert len(found) == 15 * 7
    assert set(found["group_title"].str[-4:]) == {"2024"}
