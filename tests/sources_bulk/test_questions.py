"""What is asked about instead of guessed, and what is left with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan, Source
from tests.sources_bulk.conftest import (
    Take,
    changed_indicator,
    codes,
    one,
    with_indicator,
    with_parts,
)
from tests.sources_bulk.tables import NAMES, TITLE, TRUTH, Rows, kolada_export, long, workbook

HEAD = ["Kommun", "År", "Nyckeltal", "Värde"]


def table(tmp_path: Path, rows: Rows, name: str = "l.xlsx") -> Path:
    return workbook(tmp_path / name, {"Blad1": rows})


# --- which indicator


@pytest.mark.parametrize(
    "title",
    [
        "U21505",
        "u21505 Trygghet",
        TITLE,
        TITLE.upper(),
        TITLE.removesuffix(", andel (%)"),
        "U. " + TITLE,
        "Trygghet  med\u00a0hemtjänst ",
        "Trygg med hemtjänst (%)",
        "Tabell 4: Trygghet med hemtjänst, procent, 2022",
    ],
)
def test_titles_that_say_the_same(title: str, tmp_path: Path, take: Take) -> None:
    result = take(table(tmp_path, [HEAD, ["Falun", 2022, title, 83]]), dry_run=True)
    assert [value.indicator_id for value in result.values] == ["nm1"]


@pytest.mark.parametrize(
    "title",
    [
        "Trygghet",
        "Trygghet med hemtjänst, antal",
        "Brukarbedömning hemtjänst äldreomsorg - mycket trygga, andel (%)",
        "Brukarbedömning särskilt boende äldreomsorg - mycket trygga, andel (%)",
        "Osäkerhetstal - " + TITLE,
        "Trygghet med hemtjänst, 85 år och äldre",
        "U21506",
        "Antal svarande",
    ],
)
def test_titles_that_do_not(title: str, tmp_path: Path, take: Take) -> None:
    result = take(table(tmp_path, [HEAD, ["Falun", 2022, title, 83]]), dry_run=True)
    assert result.rows == 0
    assert result.findings[0].severity == "error"
    assert "Inget är sparat" in result.findings[0].message


def test_a_title_that_is_nearly_one_is_asked_about_with_its_candidate(
    tmp_path: Path, take: Take
) -> None:
    title = "Brukarbedömning särskilt boende äldreomsorg - mycket trygga, andel (%)"
    result = take(table(tmp_path, [[], HEAD, ["Falun", 2022, title, 83]]), dry_run=True)
    finding = one(result, "bulk-which-indicator")
    assert "Trygghet på särskilt boende (nm2, U23521)" in finding.message
    assert (finding.sheet, finding.cell) == ("Blad1", "C3")
    assert result.findings[0].code == "bulk-nothing-sure"


def test_an_id_in_the_file_name_answers(tmp_path: Path, take: Take) -> None:
    rows = [["Kommun", "Resultat 2022"], ["Falun", 83], ["Orsa", 86]]
    rows = [["Kommun", "År", "Resultat"], ["Falun", 2022, 83], ["Orsa", 2022, 86]]
    assert codes(take(table(tmp_path, rows), dry_run=True))[0] == "bulk-untitled"
    answered = take(table(tmp_path, rows, "U21505 från kollegan.xlsx"), dry_run=True)
    assert {value.indicator_id for value in answered.values} == {"nm1"}


def test_an_id_in_the_file_name_does_not_answer_against_the_title(
    tmp_path: Path, take: Take
) -> None:
    path = table(tmp_path, [HEAD, ["Falun", 2022, TITLE, 83]], "U23521.xlsx")
    result = take(path, dry_run=True)
    assert result.rows == 0
    message = one(result, "bulk-which-indicator").message
    assert "U21505" in message
    assert "U23521" in message


def test_an_id_and_a_title_that_contradict_each_other_are_asked_about(
    tmp_path: Path, take: Take
) -> None:
    path = table(tmp_path, [HEAD, ["Falun", 2022, f"U23521 {TITLE}", 83]])
    result = take(path, dry_run=True)
    assert result.rows == 0
    assert "inte samma nyckeltal" in one(result, "bulk-which-indicator").message


def test_others_in_the_same_file_are_named_and_left(tmp_path: Path, take: Take) -> None:
    rows = [*long(TRUTH), ["Arbetslöshet 18-64 år", "Falun", 2022, 5.0]]
    result = take(table(tmp_path, rows), dry_run=True)
    assert result.rows == len(TRUTH)
    assert "”Arbetslöshet 18-64 år”" in one(result, "bulk-not-followed").message


def test_what_workbooks_ask_for_is_not_taken_from_a_county_file(tmp_path: Path, take: Take) -> None:
    rows = [HEAD, ["Falun", 2022, "Har SIP", 12]]
    finding = one(take(table(tmp_path, rows), dry_run=True), "bulk-other-way")
    assert "samlas in i arbetsböckerna" in finding.message


def test_an_indicator_with_a_bulk_source_takes_numerator_and_denominator(
    tmp_path: Path, take: Take, plan: Plan
) -> None:
    own = with_indicator(
        plan,
        "na2",
        id="nx1",
        name="Läkemedelsgenomgång i hemsjukvård",
        short_name="Läkemedelsgenomgång",
        sources=(Source(level="kommun", kind="bulk", from_year=2020),),
        genders=("T",),
    )
    rows = [
        ["Kommun", "År", "Indikator", "Täljare", "Nämnare"],
        ["Falun", 2022, "Läkemedelsgenomgång", 45, 60],
        ["Orsa", 2022, "Läkemedelsgenomgång", "X", "X"],
        ["Mora", 2022, "Läkemedelsgenomgång", 5, "ca 20"],
        ["Mora", 2019, "Läkemedelsgenomgång", 5, 20],
    ]
    result = take(table(tmp_path, rows), plan=own, dry_run=True)
    assert [
        (v.organisation_id, v.numerator, v.denominator, v.value, v.missing_reason)
        for v in result.values
    ] == [("2034", None, None, None, "secrecy"), ("2080", 45.0, 60.0, 75.0, None)]
    assert one(result, "bulk-approximate").cell == "E4"
    assert "bulk-outside-years" in codes(result)


# --- which area


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


# --- which year, which gender, which value


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
        [*HEAD, "Ålder"],
        ["Falun", 2022, TITLE, 83, "65–79 år"],
        ["Falun", 2022, TITLE, 90, "80 år och äldre"],
        ["Orsa", 2022, TITLE, 86, "65–79 år"],
        ["Orsa", 2022, TITLE, 86, "65–79 år"],
    ]
    result = take(table(tmp_path, rows), dry_run=True)
    assert [value.organisation_id for value in result.values] == ["2034"]
    assert "Ålder" in one(result, "bulk-several-values").message


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
