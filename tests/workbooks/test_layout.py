"""The layout follows the plan, and the template shows exactly the layout."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.plan.models import AreaKind, Plan
from gnv_pipeline.workbooks.layout import layout, required_cells
from gnv_pipeline.workbooks.rows import History
from gnv_pipeline.workbooks.template import template_bytes, write_template
from tests.workbooks.conftest import AS_OF, KOMMUN, YEAR, Blank


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_an_organisation_is_asked_for_at_most_sixty_cells(plan: Plan) -> None:
    for year in sorted({r.year for r in plan.rounds}):
        for area in plan.reporters:
            assert 0 < required_cells(layout(plan, year, 1, area.id)) <= 60


def test_an_organisation_of_another_region_is_asked_for_at_most_sixty_cells(
    other_plan: Plan,
) -> None:
    first = other_plan.rounds[0]
    for area in other_plan.reporters:
        assert required_cells(layout(other_plan, first.year, first.round, area.id)) <= 60


def test_nyckeltal_has_the_columns_people_know(plan: Plan) -> None:
    sheet = layout(plan, YEAR, 1, KOMMUN).by_id["keyfigures"]
    assert [column.header for column in sheet.columns if not column.hidden] == [
        "Delmål", "Nyckeltal", "Vem räknas med", "Täljare ►", "Nämnare ►", "Värde i år",
        "Värde förra året", "Saknas därför att ►", "Kommentar ►",
    ]  # fmt: skip
    first = sheet.rows[0]
    assert sheet.cell(first, "numerator") == "D7"
    assert sheet.cell(first, "comment") == "I7"


def test_own_values_are_asked_of_whoever_reports_them(plan: Plan) -> None:
    kommun = layout(plan, YEAR, 1, KOMMUN).by_id["keyfigures"]
    region = layout(plan, YEAR, 1, plan.region.id).by_id["keyfigures"]
    open_kommun = [row.subject for row in kommun.rows if row.inputs]
    open_region = [row.subject for row in region.rows if row.inputs]
    assert open_kommun == [("no3", KOMMUN, "K"), ("no3", KOMMUN, "M")]
    assert [area for _, area, _ in open_region] == [area.id for area in plan.kommuner]
    assert {indicator for indicator, _, _ in open_region} == {"na2"}


def test_national_values_are_of_the_organisations_own_level(plan: Plan) -> None:
    kommun = layout(plan, YEAR, 1, KOMMUN).by_id["keyfigures"]
    region = layout(plan, YEAR, 1, plan.region.id).by_id["keyfigures"]
    of_kommun = {row.subject[0] for row in kommun.rows if not row.inputs}
    of_region = {row.subject[0] for row in region.rows if not row.inputs}
    assert {"nm1", "no1k"} <= of_kommun
    assert "no1" not in of_kommun
    assert "no1" in of_region
    assert not {"nm1", "no1k"} & of_region


def test_the_regions_divisions_answer_in_columns_of_their_own(plan: Plan) -> None:
    sheet = layout(plan, YEAR, 1, plan.region.id).by_id["self_assessment"]
    assert [c.unit for c in sheet.columns if c.unit] == list(plan.region.units)


def test_the_scale_stands_in_words_over_the_statements(plan: Plan, blank: Blank) -> None:
    for area in (KOMMUN, plan.region.id):
        sheet = read_grid(blank(plan, area)).sheet("Självskattning")
        assert sheet is not None
        line = sheet.at("A5")
        assert line is not None
        assert str(line.value).startswith("Svara: 1 Stämmer inte alls · 2 ")
        assert str(line.value).endswith("5 Stämmer helt · Vet ej · Ej aktuellt.")


def test_las_mig_counts_the_regions_answers_as_well(plan: Plan, blank: Blank) -> None:
    sheet = layout(plan, YEAR, 1, plan.region.id).by_id["self_assessment"]
    cells = [c for c in sheet.open_cells() if "basis" not in c]
    page = read_grid(blank(plan, plan.region.id)).sheet("Läs mig")
    assert page is not None
    counted = [c for c in page.cells.values() if c.is_formula and c.value == "0 svar"]
    assert len(counted) == 1
    formula = opened(blank(plan, plan.region.id))["Läs mig"][counted[0].address].value
    assert f"'Självskattning'!{cells[0]}:" in formula


def test_sheets_that_are_not_in_the_round_are_left_out(plan: Plan) -> None:
    rounds = tuple(
        r.model_copy(update={"sheets": ("keyfigures", "activities")}) if r.year == YEAR else r
        for r in plan.rounds
    )
    fewer = plan.model_copy(update={"rounds": rounds})
    assert [sheet.id for sheet in layout(fewer, YEAR, 1, KOMMUN).sheets] == [
        "keyfigures",
        "activities",
    ]


def test_an_unknown_round_or_organisation_is_an_error(plan: Plan) -> None:
    with pytest.raises(KeyError, match="1999-1"):
        layout(plan, 1999, 1, KOMMUN)
    with pytest.raises(KeyError, match="9999"):
        layout(plan, YEAR, 1, "9999")


def test_last_years_activities_keep_their_id(plan: Plan, history: History) -> None:
    sheet = layout(plan, YEAR, 1, KOMMUN, history).by_id["activities"]
    assert [row.key for row in sheet.rows][:4] == [
        "2034-2025-1", "2034-2025-3", "2034-2026-1", "2034-2026-2",
    ]  # fmt: skip
    assert sheet.rows[0].prefill["status"] == "Pågående"
    assert sheet.rows[0].prefill["delmal"] == "Nära mellan oss"


def test_new_ids_go_on_after_those_of_an_earlier_round(plan: Plan, history: History) -> None:
    import dataclasses

    known = dataclasses.replace(history.activities[0], activity_id="2034-2026-6")
    sheet = layout(plan, YEAR, 1, KOMMUN, History(activities=(known,))).by_id["activities"]
    assert [row.key for row in sheet.rows][:2] == ["2034-2026-6", "2034-2026-7"]


# --- the template --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [AreaKind.KOMMUN, AreaKind.REGION])
def test_exactly_the_declared_cells_are_open(
    plan: Plan, blank: Blank, history: History, kind: AreaKind
) -> None:
    organisation = KOMMUN if kind is AreaKind.KOMMUN else plan.region.id
    known = history if kind is AreaKind.KOMMUN else None
    book = opened(blank(plan, organisation, known))
    declared = layout(plan, YEAR, 1, organisation, known)
    assert book.sheetnames[0] == "Läs mig"
    for sheet in declared.sheets:
        worksheet = book[sheet.title]
        assert worksheet.protection.sheet
        assert not worksheet.protection.password
        unlocked = {c.coordinate for row in worksheet for c in row if not c.protection.locked}
        assert unlocked == set(sheet.open_cells())
        assert not worksheet.merged_cells.ranges
        assert worksheet.freeze_panes == f"A{sheet.header_row + 1}"
        assert worksheet.print_title_rows == f"${sheet.header_row}:${sheet.header_row}"
        assert worksheet.page_setup.orientation == "landscape"
        assert worksheet.sheet_properties.pageSetUpPr.fitToPage
        assert declared.organisation_name in worksheet.oddFooter.left.text
    assert book["Läs mig"].protection.sheet


def test_every_open_cell_says_what_to_write(plan: Plan, kommun_template: Path) -> None:
    book = opened(kommun_template)
    for sheet in layout(plan, YEAR, 1, KOMMUN).sheets:
        rules = book[sheet.title].data_validations.dataValidation
        for address in sheet.open_cells():
            (rule,) = [r for r in rules if address in r.sqref]
            assert rule.promptTitle
            assert len(rule.promptTitle) <= 32
            assert "Exempel: " in rule.prompt
            assert len(rule.prompt) <= 255
            if rule.type:
                assert rule.error
                assert len(rule.error) <= 255


def test_dropdowns_come_from_named_ranges(plan: Plan, kommun_template: Path) -> None:
    book = opened(kommun_template)
    lists = [
        rule.formula1
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    ]
    assert lists
    assert all(name in book.defined_names for name in lists)
    assert book["Listor"].sheet_state == "veryHidden"
    assert book["Fältkarta"].sheet_state == "veryHidden"
    scale = book.defined_names["lista_scale_"].attr_text
    shown = [cell.value for (cell,) in book["Listor"][scale.split("!")[1]]]
    assert shown == [choice.label for choice in layout(plan, YEAR, 1, KOMMUN).lists["_scale"]]


def test_national_values_are_filled_in_with_year_and_source(
    plan: Plan, blank: Blank, history: History
) -> None:
    sheet = layout(plan, YEAR, 1, KOMMUN, history).by_id["keyfigures"]
    worksheet = opened(blank(plan, KOMMUN, history))["Nyckeltal"]
    row = sheet.row_by_key[f"nm1|{KOMMUN}|T"]
    value = worksheet[sheet.cell(row, "value")]
    assert value.value == 92
    assert value.number_format == '#,##0" % (2022)"'
    assert "U21505" in value.comment.text
    assert "Avser 2022" in value.comment.text
    assert worksheet[sheet.cell(row, "previous")].value == 93
    secret = sheet.row_by_key[f"nm2|{KOMMUN}|T"]
    assert worksheet[sheet.cell(secret, "value")].value == "För få personer (2022)"
    own = sheet.row_by_key[f"no3|{KOMMUN}|K"]
    assert worksheet[sheet.cell(own, "previous")].value == pytest.approx(40 / 180 * 100)
    assert worksheet[sheet.cell(own, "value")].value.startswith("=IF(")
    answers = layout(plan, YEAR, 1, KOMMUN).by_id["self_assessment"]
    first = answers.row_by_key["nm_1"]
    shown = opened(blank(plan, KOMMUN, history))["Självskattning"][answers.cell(first, "previous")]
    assert shown.value == "3 Stämmer delvis"


def test_the_formula_has_a_stored_value(kommun_template: Path) -> None:
    cell = read_grid(kommun_template).sheet("Nyckeltal").at("F7")  # type: ignore[union-attr]
    assert cell is not None
    assert cell.is_formula
    assert cell.value in {"", None}


def test_las_mig_says_whose_when_and_how(plan: Plan, kommun_template: Path) -> None:
    sheet = read_grid(kommun_template).sheet("Läs mig")
    assert sheet is not None
    text = "\n".join(str(cell.value) for cell in sheet.cells.values()).replace("\u00a0", " ")
    for expected in (
        "Orsa kommun", "Uppföljningsår 2026", "Mall 2026.1", "fredag 19 mars 2027",
        "Fyll bara i gula celler märkta ►", "90 minuter tillsammans", "30 minuter på egen hand",
        "Siffror som finns i Kolada hämtar vi", "inga rätt eller fel svar",
        "Skriv aldrig om enskilda", "samma fil med markeringar", plan.header.focus_sentence, "exempel",
    ):  # fmt: skip
        assert expected in text
    assert "påhittade" not in text


def test_example_data_is_marked(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "exempel.xlsx"
    write_template(path, plan, YEAR, 1, KOMMUN, History(), AS_OF, example=True)
    sheet = read_grid(path).sheet("Läs mig")
    assert sheet is not None
    texts = [str(cell.value) for cell in sheet.cells.values()]
    assert "Exempeldata" in texts
    assert any("påhittade" in text for text in texts)


def test_the_same_input_gives_the_same_bytes(plan: Plan, history: History) -> None:
    first, second = (template_bytes(plan, YEAR, 1, KOMMUN, history, AS_OF) for _ in range(2))
    assert first == second
    later = template_bytes(plan, YEAR, 1, KOMMUN, history, AS_OF + dt.timedelta(days=1))
    assert first != later


def test_no_macros_and_no_links_outside(kommun_template: Path) -> None:
    with zipfile.ZipFile(kommun_template) as archive:
        names = archive.namelist()
        relations = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert b'TargetMode="External"' not in relations
