"""Real public workbooks: each gets a right answer, and what overlaps with Kolada is the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
import python_calamine

from gnv_pipeline.home import DataHome
from gnv_pipeline.plan.models import Plan, Source
from gnv_pipeline.sources import kolada
from tests.sources_bulk.conftest import WHEN, Take, codes, one, with_indicator
from tests.sources_bulk.tables import workbook

# Which answer every file gets, and words that must stand in it.
ANSWERS = {
    "kolada_export__Kolada_2005.xlsx": ("bulk-nothing-followed", "Excelexport från Kolada: 4 mått"),
    "kolada_export__kolada2019.xlsx": (
        "bulk-nothing-followed",
        "27 områden, inget av dem i planen",
    ),
    "HypergeneExport_View_1_20121224_37819276.xls": (
        "bulk-nothing-followed",
        "(Hypergene): ett mått",
    ),
    "N20014.xls": ("bulk-nothing-followed", "Id N20014 finns inte i planen"),
    "N20028.xls": ("bulk-nothing-followed", "åren 2001–2011"),
    "eos_export1775.xls": ("bulk-nothing-followed", "(EOS): ett mått"),
    "kld_bakgr.csv": ("bulk-nothing-followed", "15 mått"),
    "myh__resultat-ansokningsomgang-2024.xlsx": ("bulk-nothing-followed", "inget år"),
    "rd__NApendling.xlsx": ("bulk-nothing-followed", "15 områden, alla i planen; år 2023"),
    "rd__oversikt_dalastrategin.xlsx": ("bulk-no-table", "utan någon tabell"),
    "rd_laget__BNP.xlsx": ("bulk-nothing-followed", "inga områden; månader"),
    "rd_laget__KPI.xlsx": ("bulk-nothing-followed", "”Inflation”; inga områden"),
    "rd_laget__Socialstyrelsen_2024_08_21.xlsx": ("bulk-nothing-followed", "ett område (Dalarna"),
    "rd_laget__Tillvaxtananalys_2024_08_21.xlsx": ("bulk-nothing-followed", "nystartade företag"),
    "rd_laget__andel_arblosa_2020M01_2022M12.xlsx": ("bulk-nothing-followed", "17 områden, alla"),
    "rd_laget__arbetsmarknadsstatus_lan.xlsx": ("bulk-nothing-followed", "åren 2020–2022"),
    "rd_laget__byggande.xlsx": ("bulk-nothing-followed", "ett område (Dalarnas län)"),
    "rd_laget__smahuspriser.xlsx": ("bulk-nothing-followed", "ett mått, ”Medelpris”"),
    "rd_nms__Bransch_FEK.xlsx": ("bulk-nothing-followed", "inga områden"),
    "rd_nms__ohalsotal.xlsx": (
        "bulk-nothing-followed",
        "”Ohälsotalet”; 4 områden, varav 1 i planen",
    ),
    "rd_nms__overrep.xlsx": ("bulk-nothing-followed", "inga områden; åren 2008–2021"),
    "rd_nms__pagaende_sjukfall_diagnos.xlsx": ("bulk-nothing-followed", "bara rubriken ”Andel”"),
    "rd_nms__sarbarhet_dalarna_2021.xlsx": (
        "bulk-nothing-followed",
        "15 områden, alla i planen; år 2021",
    ),
    "rd_nms__sarbarhet_gavleborg_2022.xlsx": (
        "bulk-nothing-followed",
        "inget av dem i planen; år 2022",
    ),
    "rd_nms__sjukpenningtal_2024_11_06.xlsx": ("bulk-nothing-followed", "månader, kvartal"),
    "Socialstyrelsen 2024_06_17.xlsx": ("bulk-nothing-followed", "”Antal hushåll”"),
    "Socialstyrelsen 2024_10_16.xlsx": ("bulk-nothing-followed", "”Antal hushåll”"),
    "Socialstyrelsen_2024_12_03.xlsx": ("bulk-nothing-followed", "”Antal hushåll”"),
    "scb__folkmangd_popu-sweden.xlsx": ("bulk-untitled", "varav 15 i planen; åren 1950–2019"),
    "socialstyrelsen__covid19-avlidna_first_statistik-covid19-avlidna_2020-06-29.xlsx": (
        "bulk-nothing-followed",
        "Bladet ”Kommun”",
    ),
    "statistik-covid19-avlidna_2020-09-14.xlsx": ("bulk-nothing-followed", "Bladet ”Kommun”"),
    "statistik-covid19-avlidna_2021-02-28.xlsx": ("bulk-nothing-followed", "Bladet ”Kommun”"),
    "statistik-covid19-avlidna_2021-08-15.xlsx": ("bulk-nothing-followed", "Bladet ”Kommun”"),
    "statistik-covid19-avlidna_2022-02-28.xlsx": ("bulk-nothing-followed", "Bladet ”Kommun”"),
    "vf__Kommuner.xlsx": ("bulk-nothing-followed", "Excelexport från Kolada: 16 mått"),
    "vf__kommuner_invanare.xlsx": ("bulk-untitled", "290 områden, varav 15 i planen"),
}


def real(shared_data: Path, name: str) -> Path:
    return next((shared_data / "workbooks").rglob(name))


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_each_real_file_gets_its_answer(name: str, shared_data: Path, take: Take) -> None:
    code, words = ANSWERS[name]
    result = take(real(shared_data, name))
    assert (result.rows, result.new) == (0, False)
    assert result.findings[0].code == code
    assert words in result.findings[0].message
    assert list(result.lines()) == ["Inget togs in."]


def test_every_real_file_is_among_them(shared_data: Path) -> None:
    files = {path.name for path in (shared_data / "workbooks").rglob("*") if path.is_file()}
    assert files == set(ANSWERS)


COSTS = {
    "like": "nb3",
    "unit": "count",
    "genders": ("T",),
    "sources": (Source(level="kommun", kind="kolada"),),
}


@pytest.mark.parametrize(
    ("name", "title", "rows", "falun"),
    [
        ("N20014.xls", "Nettokostnad äldreomsorg, kr/inv", 198, (1998, 6947.37764082)),
        ("N20028.xls", "Nettokostnad äldreomsorg, kr/inv 65+", 165, (2001, 40439.0)),
    ],
)
def test_an_old_export_is_taken_where_the_plan_follows_its_title(
    name: str,
    title: str,
    rows: int,
    falun: tuple[int, float],
    shared_data: Path,
    take: Take,
    plan: Plan,
) -> None:
    followed = with_indicator(
        plan, **COSTS, id="nx1", kolada_id=name[:6], name=title, short_name=title
    )
    path = real(shared_data, name)
    result = take(path, plan=followed)
    assert result.rows == rows
    assert {value.organisation_id for value in result.values} == {k.id for k in plan.kommuner}
    year, amount = falun
    values = {(v.organisation_id, v.data_year): v.value for v in result.values}
    assert values["2080", year] == pytest.approx(amount)
    there = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    for value in result.values:
        kommun = plan.area_by_id[value.organisation_id].name
        row = [title, kommun, str(value.data_year), pytest.approx(value.value)]
        assert there[value.row - 1] == row
        assert value.cell == f"D{value.row}"


@pytest.mark.parametrize("name", ["N20014.xls", "vf__kommuner_invanare.xlsx"])
def test_an_id_in_the_file_name_is_enough_for_a_file_with_one_measure(
    name: str, shared_data: Path, tmp_path: Path, take: Take, plan: Plan
) -> None:
    followed = with_indicator(
        plan, **COSTS, id="nx1", kolada_id="N99999", name="Något annat", short_name="Annat"
    )
    path = tmp_path / f"N99999 {name.removeprefix('N20014')}"
    shutil.copy(real(shared_data, name), path)
    assert {value.indicator_id for value in take(path, plan=followed).values} == {"nx1"}


def inhabitants(shared_data: Path) -> dict[tuple[str, int], float]:
    rows = pd.read_csv(
        shared_data / "kolada" / "kolada_dalarna_plan.csv", dtype={"municipality_id": "str"}
    )
    rows = rows[(rows["kpi"] == "N01951") & (rows["gender"] == "T")]
    keys = zip(rows["municipality_id"], rows["year"], strict=True)
    return {(area, int(year)): v for (area, year), v in zip(keys, rows["value"], strict=True)}


def test_inhabitants_in_a_real_export_are_those_of_kolada(
    shared_data: Path, tmp_path: Path, take: Take, plan: Plan
) -> None:
    followed = with_indicator(
        plan, **COSTS, id="nx1", kolada_id="N01951", name="Invånare", short_name="Invånare"
    )
    path = tmp_path / "N01951 kommuner_invanare.xlsx"
    shutil.copy(real(shared_data, "vf__kommuner_invanare.xlsx"), path)
    values = {(v.organisation_id, v.data_year): v.value for v in take(path, plan=followed).values}
    known = inhabitants(shared_data)
    both = set(values) & set(known)
    assert len(both) == 15 * 10
    assert {key: values[key] for key in both} == {key: known[key] for key in both}


def test_all_inhabitants_are_not_taken_for_those_80_and_older(
    shared_data: Path, tmp_path: Path, take: Take, plan: Plan, home: DataHome
) -> None:
    kolada.import_file(shared_data / "kolada" / "kolada_dalarna_plan.csv", home, WHEN, plan=plan)
    path = tmp_path / "N01957 kommuner_invanare.xlsx"
    shutil.copy(real(shared_data, "vf__kommuner_invanare.xlsx"), path)
    result = take(path)
    assert result.rows == 0
    assert "liknar inte" in one(result, "bulk-unlike-known").message
    assert codes(result)[0] == "bulk-nothing-usable"


@pytest.mark.parametrize(("gender", "name"), [("T", "export.xlsx"), ("K", "export kvinnor.xlsx")])
def test_koladas_values_come_through_an_excel_export_unchanged(
    gender: str,
    name: str,
    shared_data: Path,
    tmp_path: Path,
    take: Take,
    plan: Plan,
    home: DataHome,
) -> None:
    """Kolada's values of every indicator, laid out as Kolada's Excel export lays them out."""
    kolada.import_file(shared_data / "kolada" / "kolada_dalarna_plan.csv", home, WHEN, plan=plan)
    known = kolada.observations(home, plan)
    known = known[known["gender"] == gender]
    years = sorted(known["data_year"].unique())
    rows: list[list[object]] = [["Kolada nyckeltal"], [None, None, *map(int, years)]]
    for indicator in plan.indicators:
        mine = known[known["kolada_id"] == indicator.kolada_id]
        for area, values in mine.groupby("organisation_id"):
            by_year = dict(zip(values["data_year"], values["value"], strict=True))
            cells = [None if pd.isna(v := by_year.get(year)) else float(v) for year in years]
            rows.append([indicator.titles[0], plan.area_by_id[str(area)].name, *cells])
    result = take(workbook(tmp_path / name, {"Kolada nyckeltal": rows}))
    read = {
        (v.kolada_id, v.organisation_id, v.data_year): v.value
        for v in result.values
        if v.value is not None
    }
    assert {v.gender for v in result.values} == {gender}
    kommuner = {kommun.id for kommun in plan.kommuner}
    asked = {i.kolada_id for i in plan.indicators if gender in i.genders and i.level != "region"}
    keys = zip(known["kolada_id"], known["organisation_id"], known["data_year"], strict=True)
    truth = dict(zip(keys, known["value"], strict=True))
    expected = {
        (kolada_id, area, year): value
        for (kolada_id, area, year), value in truth.items()
        if area in kommuner and kolada_id in asked and not pd.isna(value)
    }
    assert {key: value for key, value in read.items() if key[1] in kommuner} == expected
    assert len(expected) > 1_000
    assert all(truth[key] == value for key, value in read.items())
    assert "bulk-differs-from-kolada" not in codes(result)
