"""Tables as people make them by hand: what is read, what is asked about, and that nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.sources_bulk.conftest import Take, codes, one
from tests.sources_bulk.tables import TITLE, Rows, table, workbook

OTHER = "Brukarbedömning särskilt boende äldreomsorg - mycket eller ganska trygga, andel (%)"
FALUN, ORSA = ["Falun", 83], ["Orsa", 86]
Taken = dict[tuple[str, str, int, str], float | None]


def read(tmp_path: Path, take: Take, rows: Rows) -> Taken:
    values = take(table(tmp_path, rows), dry_run=True).values
    return {(v.indicator_id, v.organisation_id, v.data_year, v.gender): v.value for v in values}


# --- tables beside and below each other --------------------------------------------------------------


def test_tables_side_by_side_keep_their_own_areas_and_years(tmp_path: Path, take: Take) -> None:
    """Read as one, the right table would get the kommuner of the left."""
    rows: Rows = [
        [TITLE, None, None, "", OTHER],
        ["Kommun", "År", "Värde", None, "Kommun", "År", "Värde"],
        ["Falun", 2021, 83, None, "Orsa", 2022, 70],
        ["Orsa", 2021, 86, None, "Falun", 2022, 71],
    ]
    assert read(tmp_path, take, rows) == {
        ("nm1", "2080", 2021, "T"): 83, ("nm1", "2034", 2021, "T"): 86,
        ("nm2", "2034", 2022, "T"): 70, ("nm2", "2080", 2022, "T"): 71,
    }  # fmt: skip


def test_one_title_over_a_table_of_women_and_one_of_men(tmp_path: Path, take: Take) -> None:
    rows: Rows = [
        [TITLE], ["Kvinnor"], ["Kommun", 2022], FALUN, ORSA, [], ["Män"], ["Kommun", 2022],
        ["Falun", 80], ["Orsa", 79],
    ]  # fmt: skip
    assert read(tmp_path, take, rows) == {
        ("nm1", "2080", 2022, "K"): 83, ("nm1", "2034", 2022, "K"): 86,
        ("nm1", "2080", 2022, "M"): 80, ("nm1", "2034", 2022, "M"): 79,
    }  # fmt: skip


def test_genders_as_rows_between_are_asked_about(tmp_path: Path, take: Take) -> None:
    rows: Rows = [
        [TITLE],
        ["Kommun", 2022],
        ["Kvinnor"],
        FALUN,
        ORSA,
        ["Män"],
        ["Falun", 80],
        ["Orsa", 79],
    ]
    result = take(table(tmp_path, rows), dry_run=True)
    assert result.rows == 0
    assert "bulk-several-values" in codes(result)


# --- titles ------------------------------------------------------------------------------------------


def test_two_titles_over_one_table_are_asked_about(tmp_path: Path, take: Take) -> None:
    result = take(table(tmp_path, [[TITLE], [OTHER], ["Kommun", 2022], FALUN, ORSA]), dry_run=True)
    assert result.rows == 0
    asked = one(result, "bulk-which-indicator")
    assert "U21505" in asked.message
    assert "U23521" in asked.message


@pytest.mark.parametrize("title", ["Trygghet", "Mycket eller ganska trygga, andel (%)"])
def test_a_title_that_says_too_little_is_asked_about(
    title: str, tmp_path: Path, take: Take
) -> None:
    result = take(table(tmp_path, [[title], ["Kommun", 2022], FALUN, ORSA]), dry_run=True)
    assert result.rows == 0
    asked = one(result, "bulk-which-indicator")
    assert "(nm1, U21505)" in asked.message
    assert "(nm2, U23521)" in asked.message


# --- rows --------------------------------------------------------------------------------------------


def test_totals_and_lines_under_the_table_are_no_kommuner(tmp_path: Path, take: Take) -> None:
    rows: Rows = [
        [TITLE], ["Kommun", 2022], ["Norra Dalarna"], ORSA, ["Södra Dalarna", 82.5], FALUN,
        ["Summa", 339], ["Medel", 84.7], ["Länet totalt", 84], [],
        ["Källa: Socialstyrelsen 2023"], ["* preliminär uppgift"], ["1) Avser 2021"],
    ]  # fmt: skip
    result = take(table(tmp_path, rows), dry_run=True)
    assert {(v.organisation_id, v.value) for v in result.values} == {("2034", 86), ("2080", 83)}
    assert one(result, "bulk-other-areas").message.startswith("4 värden")
    assert "bulk-area-contradiction" not in codes(result)


@pytest.mark.parametrize("name", ["Falun*", "Falun 1)", "Falun²", "2080.0", "2080 Falun *"])
def test_marks_of_notes_are_no_part_of_a_name(name: str, tmp_path: Path, take: Take) -> None:
    assert read(tmp_path, take, [[TITLE], ["Kommun", 2022], [name, 83], ORSA])[
        "nm1", "2080", 2022, "T"
    ] == 83  # fmt: skip


@pytest.mark.parametrize("name", ["Falun (delar)", "Faluns kn", "Kommunen Falun", "Fallun"])
def test_names_with_something_more_are_asked_about(name: str, tmp_path: Path, take: Take) -> None:
    result = take(table(tmp_path, [[TITLE], ["Kommun", 2022], [name, 83], ORSA]), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2034"]
    assert one(result, "bulk-area-alike").example == "Falun"


@pytest.mark.parametrize(
    ("heading", "text"), [("Ålder", "80+"), ("Regi", "Kommunal"), ("Enhet", "Solgården")]
)
def test_rows_that_count_only_some_are_not_taken_for_all(
    heading: str, text: str, tmp_path: Path, take: Take
) -> None:
    rows: Rows = [["Kommun", heading, "År", TITLE], ["Falun", text, 2022, 83]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert result.rows == 0
    assert f"{heading} säger ”{text}”" in one(result, "bulk-part-of-group").message


@pytest.mark.parametrize(("heading", "text"), [("Ålder", "Totalt"), ("Enhet", "%"), ("Not", "x")])
def test_rows_of_all_are_taken(heading: str, text: str, tmp_path: Path, take: Take) -> None:
    rows: Rows = [["Kommun", heading, "År", TITLE], ["Falun", text, 2022, 83]]
    assert read(tmp_path, take, rows) == {("nm1", "2080", 2022, "T"): 83}


def test_a_header_far_down_is_found(tmp_path: Path, take: Take) -> None:
    lines: Rows = [[f"Rad {number} om undersökningen"] for number in range(25)]
    assert len(read(tmp_path, take, [*lines, [TITLE], ["Kommun", 2022], FALUN, ORSA])) == 2


# --- values ------------------------------------------------------------------------------------------


def test_a_table_of_little_but_doubtful_values_is_still_a_table(tmp_path: Path, take: Take) -> None:
    rows: Rows = [[TITLE], ["Kommun", 2022], ["Falun", "ca 82"], ["Orsa", "<5"], ["Mora", "45–50"],
                  ["Avesta", "1.040"], ["Säter", 83]]  # fmt: skip
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.value for value in result.values] == [83]
    found = {f.cell: f.code for f in result.findings if f.severity == "error"}
    assert found == {
        "B3": "bulk-approximate", "B4": "bulk-below-or-above", "B5": "bulk-range",
        "B6": "bulk-ambiguous-number",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        (830, "bulk-impossible", "mer än 100"),
        (-5, "bulk-impossible", "mindre än noll"),
        (0.83, "bulk-fraction-value", "Är det 83 %?"),
    ],
)
def test_a_single_value_that_cannot_be_is_held_at_its_cell(
    written: float, code: str, said: str, tmp_path: Path, take: Take
) -> None:
    rows: Rows = [[TITLE], ["Kommun", 2022], ["Falun", written], ORSA, ["Mora", 88]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2034", "2062"]
    held = one(result, code)
    assert held.cell == "B3"
    assert "Falun 2022" in held.message
    assert said in held.message


def test_many_impossible_values_are_shown_ten_times_and_counted(tmp_path: Path, take: Take) -> None:
    years = range(2010, 2022)
    rows: Rows = [[TITLE], ["Kommun", *years], ["Falun", *(83 for _ in years)],
                  ["Orsa", *(-1 for _ in years)]]  # fmt: skip
    found = codes(take(table(tmp_path, rows), dry_run=True))
    assert found.count("bulk-impossible") == 10
    assert found.count("bulk-impossible-more") == 1


def test_preliminary_years_are_told_and_left(tmp_path: Path, take: Take) -> None:
    rows: Rows = [[TITLE], ["Kommun", 2021, "2022 (prel.)"], [*FALUN, 84], [*ORSA, 87]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert {value.data_year for value in result.values} == {2021}
    assert one(result, "bulk-preliminary").cell == "C3"


# --- the answer where nothing is taken ---------------------------------------------------------------


def test_hidden_sheets_are_named_where_nothing_else_holds_values(
    tmp_path: Path, take: Take
) -> None:
    path = workbook(
        tmp_path / "l.xlsx", {"Info": [["Hej"]], "Data": [[TITLE], ["Kommun", 2022], FALUN]}
    )
    book = openpyxl.load_workbook(path)
    book["Data"].sheet_state = "hidden"
    book.save(path)
    assert "Dolda blad läses inte: ”Data”" in one(take(path, dry_run=True), "bulk-no-table").message


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Falun", None], ["Orsa", None], ["Halmstad", 80]], "områden är tomma"),
        ([["Halmstad", 80], ["Laholm", 81]], "Inget av värdena gäller ett område"),
        ([["Falun", 830], ["Orsa", 830]], "här under"),
    ],
)
def test_the_answer_names_what_follows_only_where_something_does(
    rows: Rows, said: str, tmp_path: Path, take: Take
) -> None:
    result = take(table(tmp_path, [[TITLE], ["Kommun", 2022], *rows]), dry_run=True)
    answer = one(result, "bulk-nothing-usable")
    assert said in answer.remedy
    others = [f for f in result.findings if f is not answer and f.severity != "info"]
    assert bool(others) is ("här under" in answer.remedy)
