"""Which year, which gender and which value, and doubts about values that fit by their title."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan, Source
from tests.sources_bulk.conftest import (
    Take,
    changed_indicator,
    codes,
    one,
)
from tests.sources_bulk.tables import (
    HEAD,
    TITLE,
    TRUTH,
    kolada_export,
    long,
    table,
)


@pytest.mark.parametrize(
    ("head", "when", "reason"),
    [
        ("År", "2020–2022", "bulk-span-of-years"),
        ("År", "2022M01", "bulk-part-of-year"),
        ("Månad", "januari", "bulk-part-of-year"),
        ("Tid", "2022K1", "bulk-part-of-year"),
        ("År", "i fjol", "bulk-no-year"),
    ],
)
def test_times_that_are_no_year(
    head: str, when: str, reason: str, tmp_path: Path, take: Take
) -> None:
    rows = [["Kommun", head, "Nyckeltal", "Värde"], ["Falun", when, TITLE, 83]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert result.rows == 0
    assert reason in codes(result)
    assert result.findings[0].code == "bulk-nothing-usable"


def test_years_and_months_beside_each_other_are_no_years(tmp_path: Path, take: Take) -> None:
    rows = [["Kommun", "År", "Månad", "Nyckeltal", "Värde"], ["Falun", 2022, "05", TITLE, 83]]
    assert take(table(tmp_path, rows), dry_run=True).rows == 0


def test_a_file_that_says_no_gender_is_read_as_all_and_says_so(tmp_path: Path, take: Take) -> None:
    result = take(table(tmp_path, kolada_export(TRUTH)), dry_run=True)
    assert {value.gender for value in result.values} == {"T"}
    assert one(result, "bulk-gender-assumed").severity == "warning"


@pytest.mark.parametrize(
    ("name", "gender"),
    [("l kvinnor.xlsx", "K"), ("län_män.xlsx", "M"), ("kvinnor och män.xlsx", "T")],
)
def test_a_gender_in_the_file_name_counts(
    name: str, gender: str, tmp_path: Path, take: Take
) -> None:
    result = take(table(tmp_path, kolada_export(TRUTH), name), dry_run=True)
    assert {value.gender for value in result.values} == {gender}
    assert "bulk-gender-assumed" not in codes(result)


def test_a_gender_code_that_may_mean_either_is_left(tmp_path: Path, take: Take) -> None:
    rows = [[*HEAD, "Kön"], ["Falun", 2022, TITLE, 83, 1], ["Falun", 2022, TITLE, 85, 2]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert result.rows == 0
    assert "bulk-unknown-gender" in codes(result)


def test_several_values_for_the_same_thing_name_the_column_that_differs(
    tmp_path: Path, take: Take
) -> None:
    rows = [
        [*HEAD, "Mätning"],
        ["Falun", 2022, TITLE, 83, "vår"],
        ["Falun", 2022, TITLE, 90, "höst"],
        ["Orsa", 2022, TITLE, 86, "vår"],
        ["Orsa", 2022, TITLE, 86, "vår"],
    ]
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2034"]
    assert "Mätning" in one(result, "bulk-several-values").message


def test_of_count_and_share_the_share_is_taken(tmp_path: Path, take: Take) -> None:
    rows = [
        [TITLE, None, None],
        [None, 2022, None],
        ["Kommun", "Antal", "Andel (%)"],
        ["Falun", 240, 83],
        ["Orsa", 61, 86],
    ]
    result = take(table(tmp_path, rows), dry_run=True)
    assert sorted(value.value for value in result.values) == [83.0, 86.0]
    assert "bulk-other-unit" in codes(result)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ca 45", "bulk-approximate"),
        ("<5", "bulk-below-or-above"),
        ("45–50", "bulk-range"),
        ("#DIV/0!", "bulk-excel-error"),
        ("bra", "bulk-not-a-number"),
        (True, "bulk-boolean"),
        ("=1+1", "bulk-formula-without-value"),
    ],
)
def test_a_cell_that_can_not_be_read_holds_its_value_only(
    written: object, code: str, tmp_path: Path, take: Take
) -> None:
    rows = long(TRUTH)
    rows[3][3] = written
    result = take(table(tmp_path, rows), dry_run=True)
    finding = one(result, code)
    assert (finding.sheet, finding.cell, finding.severity) == ("Blad1", "D4", "error")
    assert result.rows == len(TRUTH) - 1


def test_like_cells_are_shown_ten_times_and_then_counted(tmp_path: Path, take: Take) -> None:
    rows = [HEAD, *(["Falun", 2000 + n, TITLE, "ca 80"] for n in range(12, 25))]
    result = take(table(tmp_path, [*rows, ["Orsa", 2022, TITLE, 86]]), dry_run=True)
    assert codes(result).count("bulk-approximate") == 10
    assert "Och 3 till" in one(result, "bulk-approximate-more").message


@pytest.mark.parametrize(
    ("sign", "reason"),
    [("..", "secrecy"), ("X", "secrecy"), ("-", "dropout"), (".", "not_applicable")],
)
def test_signs_keep_their_reason(sign: str, reason: str, tmp_path: Path, take: Take) -> None:
    rows = [HEAD, ["Falun", 2022, TITLE, sign], ["Orsa", 2022, TITLE, 86]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert {v.organisation_id: v.missing_reason for v in result.values} == {
        "2080": reason,
        "2034": None,
    }


def test_a_blank_cell_says_missing_only_where_others_have_a_value(
    tmp_path: Path, take: Take
) -> None:
    rows = [
        [TITLE],
        ["Kommun", 2020, 2021, 2022],
        ["Falun", None, None, 83],
        ["Orsa", 80, None, 86],
    ]
    result = take(table(tmp_path, rows), dry_run=True)
    assert {(v.organisation_id, v.data_year): v.missing_reason for v in result.values} == {
        ("2080", 2020): "empty_at_source",
        ("2080", 2022): None,
        ("2034", 2020): None,
        ("2034", 2022): None,
    }


# --- doubts


def test_shares_written_as_parts_of_one_are_asked_about(tmp_path: Path, take: Take) -> None:
    rows = long({key: value / 100 for key, value in TRUTH.items()})
    result = take(table(tmp_path, rows), dry_run=True)
    assert result.rows == 0
    assert "andelar av ett" in one(result, "bulk-fraction").message


def test_shares_that_excel_shows_in_per_cent_are_read_as_shown(tmp_path: Path, take: Take) -> None:
    import openpyxl

    path = table(tmp_path, long({key: value / 100 for key, value in TRUTH.items()}))
    book = openpyxl.load_workbook(path)
    for row in book["Blad1"].iter_rows(min_row=2, min_col=4, max_col=4):
        row[0].number_format = "0.0%"
    book.save(path)
    values = {(v.organisation_id, v.data_year): v.value for v in take(path, dry_run=True).values}
    assert values == pytest.approx(TRUTH)


def test_values_of_another_size_are_asked_about(tmp_path: Path, take: Take) -> None:
    rows = long({key: value * 30 for key, value in TRUTH.items()})
    result = take(table(tmp_path, rows), dry_run=True)
    assert result.rows == 0
    assert "annat mått" in one(result, "bulk-implausible").message


def test_a_source_that_the_plan_ended_is_not_taken_after(
    tmp_path: Path, take: Take, plan: Plan
) -> None:
    ended = changed_indicator(
        plan,
        "nm1",
        sources=(Source(level="kommun", kind="kolada", kolada_id="U21505", to_year=2020),),
    )
    result = take(table(tmp_path, long(TRUTH)), plan=ended, dry_run=True)
    assert {value.data_year for value in result.values} == {2020}
