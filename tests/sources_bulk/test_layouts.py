"""The same values come out of every layout, each with its own cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gnv_pipeline.sources.bulk.files import read_book
from gnv_pipeline.sources.bulk.importing import assess
from tests.sources_bulk.conftest import Take, codes, example_plan
from tests.sources_bulk.tables import LAYOUTS, NAMES, TRUTH, Truth, long, text_file, workbook


def read(result_values: tuple, truth: Truth) -> Truth:
    """What was taken of the kommuner in the truth, for all (T)."""
    return {
        (v.organisation_id, v.data_year): v.value
        for v in result_values
        if v.gender == "T" and v.organisation_id in NAMES and v.value is not None
    }


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_every_layout_gives_the_same_values(layout: str, tmp_path: Path, take: Take) -> None:
    path = workbook(tmp_path / "länsfil.xlsx", {"Blad1": LAYOUTS[layout](TRUTH)})
    result = take(path, dry_run=True)
    assert read(result.values, TRUTH) == TRUTH
    assert {value.indicator_id for value in result.values} == {"nm1"}
    assert not [f for f in result.findings if f.severity == "error"], result.findings


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_each_value_stands_in_the_cell_that_is_named(
    layout: str, tmp_path: Path, take: Take
) -> None:
    path = workbook(tmp_path / "länsfil.xlsx", {"Blad1": LAYOUTS[layout](TRUTH)})
    result = take(path, dry_run=True)
    sheet = openpyxl.load_workbook(path)["Blad1"]
    for value in result.values:
        assert value.sheet == "Blad1"
        assert sheet[value.cell].value == value.value
        assert sheet[value.cell].row == value.row


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_text_file_reads_the_same(layout: str, encoding: str, tmp_path: Path, take: Take) -> None:
    path = text_file(tmp_path / "export.csv", LAYOUTS[layout](TRUTH), encoding)
    assert read(take(path, dry_run=True).values, TRUTH) == TRUTH


def test_genders_of_a_two_row_header_are_kept_apart(tmp_path: Path, take: Take) -> None:
    path = workbook(tmp_path / "l.xlsx", {"Blad1": LAYOUTS["two_row_header"](TRUTH)})
    genders = [value.gender for value in take(path, dry_run=True).values]
    assert {gender: genders.count(gender) for gender in "TKM"} == {"T": 8, "K": 8, "M": 8}


def test_group_rows_are_the_group_or_nobody_and_never_the_nation(
    tmp_path: Path, take: Take
) -> None:
    path = workbook(tmp_path / "l.xlsx", {"Kolada nyckeltal": LAYOUTS["kolada_export"](TRUTH)})
    result = take(path, dry_run=True)
    others = {v.organisation_id: v.value for v in result.values if v.organisation_id not in NAMES}
    assert others == {"G33627": 85.0}
    assert "Alla kommuner (ovägt medel)" in next(
        f.message for f in result.findings if f.code == "bulk-other-areas"
    )


def test_a_tab_per_year(tmp_path: Path, take: Take) -> None:
    sheets = {}
    for year in (2020, 2022):
        rows = [["Trygghet med hemtjänst"], ["Kommun", "Andel (%)"]]
        rows += [[NAMES[a], value] for (a, y), value in TRUTH.items() if y == year]
        sheets[str(year)] = rows
    result = take(workbook(tmp_path / "l.xlsx", sheets), dry_run=True)
    assert read(result.values, TRUTH) == TRUTH


def test_a_year_in_the_title_row_counts_and_one_in_the_file_name_does_not(
    tmp_path: Path, take: Take
) -> None:
    rows = [["Kommun", "Trygghet med hemtjänst"], ["Falun", 83], ["Orsa", 86]]
    named = take(workbook(tmp_path / "trygghet 2022.xlsx", {"Blad1": rows}), dry_run=True)
    assert named.rows == 0
    assert "bulk-no-year" in codes(named)
    titled = [["Undersökningen 2022"], [], *rows]
    result = take(workbook(tmp_path / "l.xlsx", {"Blad1": titled}), dry_run=True)
    assert {(v.organisation_id, v.data_year) for v in result.values} == {
        ("2080", 2022),
        ("2034", 2022),
    }


amounts = st.floats(min_value=61, max_value=99).map(lambda value: round(value, 2))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(amounts, min_size=8, max_size=8),
    first=st.integers(min_value=2012, max_value=2020),
    layout=st.sampled_from(sorted(LAYOUTS)),
)
def test_any_values_survive_any_layout(
    values: list[float], first: int, layout: str, tmp_path: Path
) -> None:
    keys = [(area, year) for year in (first, first + 1) for area in sorted(NAMES)]
    truth = dict(zip(keys, values, strict=True))
    path = workbook(tmp_path / "l.xlsx", {"Blad1": LAYOUTS[layout](truth)})
    taken, _ = assess(read_book(path.read_bytes(), path.name), path.name, example_plan(), {})
    assert read(taken, truth) == truth


def test_swedish_numbers_written_as_text(tmp_path: Path, take: Take) -> None:
    rows = long({("2080", 2022): 0.0, ("2081", 2022): 0.0, ("2034", 2022): 0.0})
    for row, text in zip(rows[1:], ("83,5", "82,0 %", "\u00a086"), strict=True):
        row[3] = text
    result = take(workbook(tmp_path / "l.xlsx", {"Blad1": rows}), dry_run=True)
    assert sorted(value.value for value in result.values) == [82.0, 83.5, 86.0]


def test_a_column_of_text_with_decimal_points_is_read_as_one(tmp_path: Path, take: Take) -> None:
    rows = long({("2080", 2022): 88.125, ("2081", 2022): 82.5, ("2034", 2022): 86.0})
    result = take(text_file(tmp_path / "l.csv", rows), dry_run=True)
    assert sorted(value.value for value in result.values) == [82.5, 86.0, 88.125]
