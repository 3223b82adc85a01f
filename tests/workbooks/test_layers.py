"""The steps of reading in order: where a file stops, what is recovered, and older templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gnv_pipeline.findings import Finding, Severity
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.workbooks import words
from gnv_pipeline.workbooks.layers import Layer, stop_sentence
from gnv_pipeline.workbooks.layout import layout
from gnv_pipeline.workbooks.reading import Expected, read_workbook
from gnv_pipeline.workbooks.rows import History, ReadResult
from gnv_pipeline.workbooks.template import write_template
from tests.workbooks.conftest import AS_OF, KOMMUN, YEAR, Blank, edited, sheet_parts, with_parts

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def found(result: ReadResult, code: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.code == code]


def reading(source: Path | bytes, plan: Plan, **more: Any) -> ReadResult:
    return read_workbook(source, plan, file_name="Fil.xlsx", guarded=False, **more)


def block_cell(plan: Plan, template: Path, name: str) -> str:
    """Where the block on Läs mig has a value."""
    from gnv_pipeline.excel.grid import address, read_grid

    sheet = read_grid(template).sheet(words.README_TITLE)
    assert sheet is not None
    (label,) = [c for c in sheet.cells.values() if c.value == words.BLOCK[name]]
    return address(label.row, label.column + 1)


# --- where it stops ----------------------------------------------------------------------------------


def test_what_is_no_workbook_stops_at_the_file(plan: Plan) -> None:
    result = reading(b"%PDF-1.7", plan)
    assert result.stopped_at == "filen"
    assert stop_sentence(result.stopped_at) == (
        "Kontrollen stannade vid steg 1 av 7 (filen). Resten av filen är inte kontrollerad."
    )


def test_another_organisations_file_stops_at_the_template(
    plan: Plan, kommun_template: Path
) -> None:
    result = reading(kommun_template, plan, expected=Expected("2062"))
    assert (result.stopped_at, result.content) == ("mallen", None)


def test_a_workbook_without_any_of_the_sheets_stops_at_the_sheets(
    plan: Plan, kommun_template: Path
) -> None:
    def remove(book: Any) -> None:
        for title in words.TITLES.values():
            del book[title]

    result = reading(edited(kommun_template, {}, remove), plan)
    assert (result.stopped_at, result.content) == ("blad och rubriker", None)
    assert {finding.sheet for finding in found(result, "sheet-missing")} == set(
        words.TITLES.values()
    )


def test_a_sound_file_goes_through(plan: Plan, kommun_template: Path) -> None:
    result = reading(kommun_template, plan)
    assert result.stopped_at is None
    assert stop_sentence(None) == ""
    assert result.organisation_name == "Orsa kommun"
    assert [count.title for count in result.sheets] == list(words.TITLES.values())


def test_the_steps_have_names_of_their_own() -> None:
    assert len({layer.label for layer in Layer}) == len(Layer) == 7


# --- two names in one file -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"), [("organisation_name", "Mora kommun"), ("organisation_id", "2062")]
)
def test_another_organisation_written_over_the_block_is_refused(
    plan: Plan, kommun_template: Path, name: str, value: str
) -> None:
    cell = block_cell(plan, kommun_template, name)
    result = reading(edited(kommun_template, {words.README_TITLE: {cell: value}}), plan)
    (finding,) = result.findings
    assert (finding.code, finding.severity, finding.cell) == ("identity-conflict", ERROR, cell)
    assert result.content is None
    assert result.stopped_at == "mallen"


@pytest.mark.parametrize("name", ["organisation_id", "year", "template_version", "example"])
def test_scribble_in_the_block_is_told_and_the_file_read(
    plan: Plan, kommun_template: Path, name: str
) -> None:
    cell = block_cell(plan, kommun_template, name)
    result = reading(edited(kommun_template, {words.README_TITLE: {cell: "hej"}}), plan)
    (finding,) = found(result, "identity-changed")
    assert (finding.severity, finding.cell) == (WARNING, cell)
    assert result.content is not None


# --- sheets and headers --------------------------------------------------------------------------------


def test_a_header_with_a_slip_is_known(plan: Plan, kommun_template: Path) -> None:
    data = edited(kommun_template, {"Nyckeltal": {"D6": "Täljre", "D7": 40, "E7": 180}})
    result = reading(data, plan)
    (finding,) = found(result, "header-renamed")
    assert (finding.severity, finding.cell) == (INFO, "D6")
    assert result.content is not None
    assert result.content.keyfigures[0].numerator == 40


def test_a_lost_header_is_named_with_its_cell(plan: Plan, kommun_template: Path) -> None:
    data = edited(kommun_template, {"Nyckeltal": {"E6": None, "D7": 40, "E7": 180}})
    (finding,) = found(reading(data, plan), "header-missing")
    assert (finding.cell, finding.example) == ("E6", "Nämnare ►")


def test_a_header_moved_and_lost_is_named_where_it_should_stand(
    plan: Plan, kommun_template: Path
) -> None:
    def move(book: Any) -> None:
        book["Nyckeltal"]["E6"] = None
        book["Nyckeltal"].insert_rows(1, 3)

    (finding,) = found(reading(edited(kommun_template, {}, move), plan), "header-missing")
    assert finding.cell == "E9"


def test_deleted_rows_are_told_once(plan: Plan, kommun_template: Path) -> None:
    def remove(book: Any) -> None:
        book["Självskattning"].delete_rows(9, 2)

    result = reading(edited(kommun_template, {"Självskattning": {"D8": 3}}, remove), plan)
    (finding,) = found(result, "row-missing")
    assert "två av mallens rader" in finding.message
    assert result.content is not None
    assert [answer.statement_id for answer in result.content.answers] == ["nm_1"]


def test_a_row_copied_with_other_numbers_is_held(plan: Plan, kommun_template: Path) -> None:
    def copy(book: Any) -> None:
        sheet = book["Nyckeltal"]
        for column in range(1, 11):
            sheet.cell(60, column).value = sheet.cell(7, column).value
        sheet["D60"] = 50

    result = reading(edited(kommun_template, {"Nyckeltal": {"D7": 40, "E7": 180}}, copy), plan)
    (finding,) = found(result, "row-twice")
    assert (finding.severity, finding.cell) == (ERROR, "D60")
    assert result.content is not None
    assert result.content.held == (("keyfigures", f"no3|{KOMMUN}|K", "Nyckeltal"),)


def test_a_row_copied_as_it_is_counts_once(plan: Plan, kommun_template: Path) -> None:
    def copy(book: Any) -> None:
        sheet = book["Nyckeltal"]
        for column in range(1, 11):
            sheet.cell(60, column).value = sheet.cell(7, column).value

    result = reading(edited(kommun_template, {"Nyckeltal": {"D7": 40, "E7": 180}}, copy), plan)
    assert found(result, "row-twice") == []
    assert result.content is not None
    assert [row.numerator for row in result.content.keyfigures] == [40]


def test_an_id_written_over_is_the_templates(plan: Plan, blank: Blank, history: History) -> None:
    data = edited(blank(plan, KOMMUN, history), {"Aktiviteter": {"A7": "hej", "A8": None}})
    result = reading(data, plan)
    assert result.content is not None
    ids = [row.activity_id for row in result.content.activities]
    assert ids == ["2034-2025-1", "2034-2025-3"]
    assert found(result, "row-gone") == []


# --- other versions of the template ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def older_plan(plan: Plan) -> Plan:
    """The plan as it may have been a version ago: other columns, an own value that is gone now."""
    activities = plan.fields.activities
    fewer = tuple(spec for spec in activities if spec.id not in {"goal", "funding"})
    turned = (fewer[0], *reversed(fewer[1:]))
    renamed = tuple(
        spec.model_copy(update={"label": "Läge just nu"}) if spec.id == "status" else spec
        for spec in turned
    )
    own = plan.indicator_by_id["no3"]
    gone = own.model_copy(update={"id": "gammalt", "name": "Ett mått som inte finns kvar"})
    statements = tuple(
        s.model_copy(update={"version": s.version + 4}) if s.id == "nm_1" else s
        for s in plan.statements.statements
    )
    return plan.model_copy(
        update={
            "header": plan.header.model_copy(update={"template_version": "2025.9"}),
            "fields": plan.fields.model_copy(update={"activities": renamed}),
            "indicators": (gone, *plan.indicators),
            "statements": plan.statements.model_copy(update={"statements": statements}),
        }
    )


@pytest.fixture(scope="module")
def older_template(older_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("äldre") / "mall.xlsx"
    write_template(path, older_plan, YEAR, 1, KOMMUN, History(), AS_OF)
    return path


def filled_older(older_plan: Plan, older_template: Path) -> bytes:
    declared = layout(older_plan, YEAR, 1, KOMMUN)
    figures, acts = declared.by_id["keyfigures"], declared.by_id["activities"]
    known, gone = (figures.row_by_key[f"{i}|{KOMMUN}|K"] for i in ("no3", "gammalt"))
    first = acts.rows[0]
    answers = declared.by_id["self_assessment"]
    return edited(
        older_template,
        {
            "Nyckeltal": {
                figures.cell(known, "numerator"): 40, figures.cell(known, "denominator"): 180,
                figures.cell(gone, "numerator"): 1, figures.cell(gone, "denominator"): 2,
            },
            "Aktiviteter": {
                acts.cell(first, "name"): "Hembesök", acts.cell(first, "status"): "Pågående",
                acts.cell(first, "delmal"): "Nära för mig",
            },
            "Självskattning": {answers.cell(answers.row_by_key["nm_1"], "answer"): "4"},
        },
    )  # fmt: skip


def test_an_older_template_is_read_by_its_own_layout(
    plan: Plan, older_plan: Plan, older_template: Path
) -> None:
    result = reading(filled_older(older_plan, older_template), plan)
    (told,) = found(result, "older-template")
    assert told.severity is INFO
    assert "mall 2025.9, som är äldre än 2026.1" in told.message
    assert [f.code for f in result.findings if f.severity is ERROR] == []
    assert result.content is not None
    (row,) = result.content.keyfigures
    assert (row.indicator_id, row.numerator, row.denominator) == ("no3", 40, 180)
    assert len(found(result, "row-not-asked")) == 1
    (activity,) = result.content.activities
    assert list(activity.values) == [spec.id for spec in plan.fields.activities]
    assert (activity.values["status"], activity.values["goal"]) == ("ongoing", None)
    (answer,) = result.content.answers
    version = next(s.version for s in plan.statements.statements if s.id == "nm_1")
    assert answer.statement_version == version + 4


def test_an_older_template_without_its_map_is_read_by_the_plans(
    plan: Plan, older_plan: Plan, older_template: Path
) -> None:
    def lose(book: Any) -> None:
        del book[words.MAP_SHEET]

    data = edited(older_template, {}, lose)
    result = reading(data, plan)
    assert len(found(result, "older-template")) == 1
    missing = {finding.sheet for finding in found(result, "header-missing")}
    assert missing == {"Aktiviteter"}  # its columns have other headings now
    assert result.content is not None


def test_a_newer_template_is_told(plan: Plan, tmp_path: Path) -> None:
    header = plan.header.model_copy(update={"template_version": "2026.10"})
    write_template(
        tmp_path / "m.xlsx", plan.model_copy(update={"header": header}), YEAR, 1, KOMMUN,
        History(), AS_OF,
    )  # fmt: skip
    result = reading(tmp_path / "m.xlsx", plan)
    assert len(found(result, "newer-template")) == 1
    assert result.content is not None


def test_the_map_describes_the_layout(plan: Plan, blank: Blank, history: History) -> None:
    """A file read by its own map gives what the plan's layout gives."""
    import dataclasses

    from gnv_pipeline.excel.grid import read_grid
    from gnv_pipeline.workbooks.fieldmap import map_in
    from gnv_pipeline.workbooks.identity import read_identity
    from gnv_pipeline.workbooks.own_layout import own_layout

    grid = read_grid(blank(plan, KOMMUN, history))
    identity = read_identity(grid)
    assert identity is not None
    declared = layout(plan, YEAR, 1, KOMMUN, history)
    own = own_layout(grid, map_in(grid), identity, declared)
    assert own is not None
    for ours, theirs in zip(declared.sheets, own.sheets, strict=True):
        assert (ours.id, ours.title, ours.header_row) == (
            theirs.id, theirs.title, theirs.header_row,
        )  # fmt: skip
        assert [(c.field, c.open, c.unit) for c in ours.columns] == [
            (c.field, c.open, c.unit) for c in theirs.columns
        ]
        for row, other in zip(ours.rows, theirs.rows, strict=True):
            assert dataclasses.replace(row, texts={}) == other


def test_a_damaged_map_is_not_trusted(plan: Plan, older_plan: Plan, older_template: Path) -> None:
    data = older_template.read_bytes()
    part = sheet_parts(data)[words.MAP_SHEET]
    import zipfile
    from io import BytesIO

    xml = zipfile.ZipFile(BytesIO(data)).read(part)
    strings = zipfile.ZipFile(BytesIO(data)).read("xl/sharedStrings.xml")
    broken = with_parts(data, {"xl/sharedStrings.xml": strings.replace(b">header<", b">annat<")})
    assert xml
    result = reading(broken, plan)
    assert result.content is not None
    assert [f for f in result.findings if f.code == "header-missing"]
