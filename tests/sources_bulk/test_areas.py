"""Which area a value is of: spellings, codes, and rows that are left with their reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan
from tests.sources_bulk.conftest import (
    Take,
    codes,
    one,
    with_parts,
)
from tests.sources_bulk.tables import (
    HEAD,
    NAMES,
    TITLE,
    table,
)


@pytest.mark.parametrize(
    "text",
    ["Falun", "FALUN", "Falu kommun", "2080 Falun", "Falun (2080)", "2080", 2080, "2080-Falun"],
)
def test_spellings_of_an_area(text: object, tmp_path: Path, take: Take) -> None:
    result = take(table(tmp_path, [HEAD, [text, 2022, TITLE, 83]]), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2080"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ale", "bulk-other-areas"),
        ("Alla kommuner (ovägt medel)", "bulk-other-areas"),
        ("Hela länet utom Falun", "bulk-other-areas"),
        ("Dalarnas län", "bulk-county"),
        ("20 Dalarnas län", "bulk-county"),
        ("Borlänga", "bulk-area-alike"),
        ("2081 Falun", "bulk-area-contradiction"),
        ("2081 Falun-Borlänge", "bulk-area-contradiction"),
        ("Region Dalarna", "bulk-wrong-level"),
        (20, "bulk-area-ambiguous"),
    ],
)
def test_rows_that_are_left_with_their_reason(
    text: object, reason: str, tmp_path: Path, take: Take
) -> None:
    rows = [HEAD, ["Orsa", 2022, TITLE, 86], [text, 2022, TITLE, 83]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2034"]
    assert one(result, reason).cell == "D3"


def test_a_name_like_another_is_no_misspelling_where_the_other_stands_too(
    tmp_path: Path, take: Take
) -> None:
    rows = [HEAD, ["Avesta", 2022, TITLE, 86], ["Alvesta", 2022, TITLE, 83]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2084"]
    assert "bulk-area-alike" not in codes(result)


def test_code_and_name_in_two_columns_must_agree(tmp_path: Path, take: Take) -> None:
    rows = [
        ["Kommunkod", "Kommun", "År", "Nyckeltal", "Värde"],
        [2080, "Falun", 2022, TITLE, 83],
        [2081, "Orsa", 2022, TITLE, 86],
    ]
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2080"]
    assert one(result, "bulk-area-contradiction").cell == "E3"


def test_a_code_that_lost_its_zero_is_the_nation(tmp_path: Path, take: Take) -> None:
    rows = [
        ["Kommunkod", "År", "Nyckeltal", "Värde"],
        [0, 2022, TITLE, 87],
        [2080, 2022, TITLE, 83],
        [114, 2022, TITLE, 83],
    ]
    result = take(table(tmp_path, rows), dry_run=True)
    assert {v.organisation_id: v.value for v in result.values} == {"0000": 87.0, "2080": 83.0}
    assert "0000 Riket" in one(result, "bulk-lost-zero").message


def test_three_figures_get_their_zero_back(tmp_path: Path, take: Take, plan: Plan) -> None:
    areas = tuple(
        area.model_copy(update={"id": "0184", "variants": ()}) if area.id == "2034" else area
        for area in plan.areas
    )
    other = with_parts(plan, areas=areas)
    rows = [["Kommunkod", "År", "Nyckeltal", "Värde"], [184, 2022, TITLE, 86]]
    result = take(table(tmp_path, rows), plan=other, dry_run=True)
    assert [v.organisation_id for v in result.values] == ["0184"]


def test_a_region_only_indicator_takes_no_kommun(tmp_path: Path, take: Take) -> None:
    title = "Patienter med oplanerad återinskrivning inom 30 dagar, andel (%)"
    rows = [HEAD, ["Falun", 2022, title, 18], ["Region Dalarna", 2022, title, 17]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["0020"]
    assert "bulk-wrong-level" in codes(result)


def test_counts_that_look_like_codes_make_no_column_of_areas(tmp_path: Path, take: Take) -> None:
    title = "Svarande på brukarundersökningen, hemtjänst"
    rows = [["kommun", "år", title]]
    amounts = [2021, 2023, 2026, 2029]
    rows += [[name, 2022, n] for name, n in zip(NAMES.values(), amounts, strict=True)]
    result = take(table(tmp_path, rows), dry_run=True)
    assert sorted(value.value for value in result.values) == amounts
