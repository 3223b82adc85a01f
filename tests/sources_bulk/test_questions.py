"""Which indicator a value is of: what is asked about instead of guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnv_pipeline.plan.models import Plan, Source
from tests.sources_bulk.conftest import (
    Take,
    codes,
    one,
    with_indicator,
)
from tests.sources_bulk.tables import (
    HEAD,
    TITLE,
    TRUTH,
    long,
    table,
)


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
