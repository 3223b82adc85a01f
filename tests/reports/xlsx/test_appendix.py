"""The Excel appendix, read back as Excel reads it: every value with its reason, and no text that acts."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Convert
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.opendata.dictionary import has_words
from gnv_pipeline.reports.render.xlsx import NAME, tidy, write_appendix
from gnv_pipeline.reports.render.xlsx.cells import LOOKED_UP
from gnv_pipeline.reports.render.xlsx.look import number_format
from gnv_pipeline.reports.render.xlsx.writer import sheet_names
from gnv_pipeline.warehouse.connection import connect
from gnv_pipeline.warehouse.reader import Publication
from gnv_pipeline.warehouse.schema import read_table_docs
from tests.reports.made_mart import make_mart

HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-1", "=1+1", "https://example.test/x", "#REF!")
TITLES = 2  # the row of headings


@pytest.fixture(scope="module")
def book(site: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(site / NAME)


@pytest.fixture(scope="module")
def mart(publication: Path) -> Mart:
    with Publication(publication) as opened:
        read = Mart(opened)
        for doc in read_table_docs():
            if doc.schema == "mart":
                read.rows(doc.name)
        return read


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows below the headings; a heading that stands twice gets a number."""
    titles: list[str] = []
    for cell in sheet[TITLES]:
        titles.append(cell.value if cell.value not in titles else f"{cell.value} {len(titles)}")
    below = sheet.iter_rows(min_row=TITLES + 1, values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in below]


def test_the_first_sheet_tells_what_the_file_is(book: openpyxl.Workbook, plan: Plan) -> None:
    first = book.worksheets[0]
    assert first.title == "Läs mig"
    told = "\n".join(str(c.value) for row in first.iter_rows() for c in row if c.value is not None)
    header = plan.header
    for words in (
        *("Exempeldata", "Preliminär utgåva", "20\u00a0mars 2028", "märkt exempel"),
        *(header.contact, header.reading_advice, header.focus_sentence, header.closeness_sentence),
    ):
        assert words in told
    links = {c.value: c.hyperlink.location for row in first.iter_rows() for c in row if c.hyperlink}
    assert list(links) == book.sheetnames[1:]
    assert all(where == f"'{name}'!A1" for name, where in links.items())


def test_every_other_sheet_has_marks_fixed_headings_and_a_filter(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet["A1"].value.startswith("Exempeldata · Preliminär utgåva 2027 · ")
        assert sheet.freeze_panes.endswith(str(TITLES + 1))
        last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
        assert sheet.auto_filter.ref == f"A{TITLES}:{last}"
        assert sheet.print_title_rows == f"$1:${TITLES}"
        assert not sheet.merged_cells.ranges
        titles = [cell.value for cell in sheet[TITLES]]
        assert all(titles)
        assert "Exempeldata" in sheet.oddFooter.left.text
        widths = [sheet.column_dimensions[key].width for key in sheet.column_dimensions]
        assert min(widths) >= 8


def test_every_value_stands_with_its_digits_or_its_reason_in_words(
    book: openpyxl.Workbook, mart: Mart
) -> None:
    shown = {
        (r["Indikator-id"], r["Område-id"], r["Dataår"], r["Kön"]): r for r in rows(book["Värden"])
    }
    assert len(shown) == len(mart.rows("indicator_value"))
    for row in mart.rows("indicator_value"):
        key = (
            row["indicator_id"],
            row["organisation_id"],
            row["data_year"],
            mart.label("gender", row["gender"]),
        )
        told = shown[key]
        assert told["Område"] == mart.name(row["organisation_id"])
        if row["value"] is None:
            assert told["Värde"] is None
            assert told["Saknas därför att"] == mart.label("missing_reason", row["missing_reason"])
            assert told["Intervall från"] is None
            assert told["Täljare"] is None
        else:
            assert told["Värde"] == pytest.approx(row["value"], rel=1e-15)
            assert told["Saknas därför att"] is None
    assert {"Visas inte: bygger på få personer", "Källan har inget värde"} <= {
        told["Saknas därför att"] for told in shown.values()
    }


def test_the_sheets_per_delmal_hold_the_same_values_by_year(
    book: openpyxl.Workbook, mart: Mart
) -> None:
    seen = 0
    for delmal in mart.ordered("delmal"):
        indicators = {
            r["short_name"]: r
            for r in mart.indicators.values()
            if r["delmal_id"] == delmal["delmal_id"]
        }
        names = {area["name"]: key for key, area in mart.organisations.items()}
        genders = {mart.label("gender", code): code for code in "TKM"}
        for told in rows(book[delmal["name"]]):
            indicator = indicators[told["Indikator"]]
            series = mart.series(
                indicator["indicator_id"], names[told["Område"]], genders[told["Kön"]]
            )
            for year, cell in [(int(t), c) for t, c in told.items() if t.isdigit()]:
                row = series.get(year)
                if row is None:
                    assert cell is None
                elif row["value"] is None:
                    assert cell == mart.label("missing_reason", row["missing_reason"])
                else:
                    assert cell == pytest.approx(row["value"], rel=1e-15)
                    seen += 1
    assert seen > 100


def test_areas_stand_in_name_order_and_never_by_value(book: openpyxl.Workbook, mart: Mart) -> None:
    order = [area["name"] for area in mart.organisations.values()]
    for sheet in (book["Värden"], book["Jämförelse"]):
        by_indicator: dict[str, list[int]] = {}
        for row in rows(sheet):
            by_indicator.setdefault(row["Indikator-id"], []).append(order.index(row["Område"]))
        assert by_indicator
        assert all(places == sorted(places) for places in by_indicator.values())


def test_goals_that_nobody_decided_are_marked(
    book: openpyxl.Workbook, mart: Mart, plan: Plan, tmp_path: Path
) -> None:
    assert not any(
        "(exempel)" in row["Målvärde"] for row in rows(book["Målläge"]) if row["Målvärde"]
    )
    undecided = tuple(
        goal.model_copy(
            update={
                "example": True,
                "indicators": tuple(
                    one.model_copy(
                        update={
                            "target": one.target and one.target.model_copy(update={"example": True})
                        }
                    )
                    for one in goal.indicators
                ),
            }
        )
        for goal in plan.goals
    )
    example = plan.model_copy(update={"goals": undecided})
    with Publication(make_mart(tmp_path / "mart.duckdb", example, mart.year)) as opened:
        (path,) = write_appendix(Mart(opened), example, tmp_path)
    told = rows(openpyxl.load_workbook(path)["Målläge"])
    assert all(row["Mål"].endswith(" (exempel)") for row in told)
    targets = [row["Målvärde"] for row in told if row["Målvärde"]]
    assert targets
    assert all(target.endswith(" (exempel)") for target in targets)


def test_self_assessment_is_not_set_side_by_side_unless_the_plan_says_so(
    publication: Path, plan: Plan, mart: Mart, book: openpyxl.Workbook, tmp_path: Path
) -> None:
    assert plan.statements.display == "by_name"
    assert len({row["Område-id"] for row in rows(book["Självskattning"])}) > 1
    statements = plan.statements.model_copy(update={"display": "distribution"})
    unnamed = plan.model_copy(update={"statements": statements})
    with Publication(publication) as opened:
        (path,) = write_appendix(Mart(opened), unnamed, tmp_path)
    told = rows(openpyxl.load_workbook(path)["Självskattning"])
    assert {row["Område-id"] for row in told} == {mart.county}


@pytest.fixture(scope="module")
def hostile(publication: Path, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An appendix whose organisations wrote what a spreadsheet could obey."""
    folder = tmp_path_factory.mktemp("elak")
    shutil.copyfile(publication, folder / "mart.duckdb")
    with connect(folder / "mart.duckdb") as con:
        for number, text in enumerate(HOSTILE):
            con.execute(
                "insert into mart.note by name "
                "select * replace (? as note_id, ? as text) from mart.note limit 1",
                [f"elak{number}", text],
            )
        con.execute("update mart.activity set name = ?, learned = ?", HOSTILE[:2])
        con.execute("update mart.obstacle set text = ?, support = ?", ["x" * 40_000, HOSTILE[2]])
    with Publication(folder / "mart.duckdb") as opened:
        (path,) = write_appendix(Mart(opened), plan, folder)
    return path


def test_what_people_wrote_never_becomes_a_formula_or_a_link(hostile: Path) -> None:
    found: dict[str, set[bool]] = {}
    for sheet in openpyxl.load_workbook(hostile).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate}: {cell.value}"
                if sheet.title != "Läs mig":
                    assert cell.hyperlink is None
                if cell.value in HOSTILE:
                    assert cell.data_type == "s"
                    found.setdefault(cell.value, set()).add(bool(cell.quotePrefix))
    assert set(found) == set(HOSTILE)
    assert all(found[text] == {True} for text in HOSTILE if text[0] in "=+-@")
    with zipfile.ZipFile(hostile) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "/worksheets/" in name]
        assert not any(b"<f>" in part or b"<f " in part for part in sheets)
        assert not [
            name for name in parts.namelist() if "vba" in name or "external" in name.lower()
        ]


def test_a_text_too_long_for_a_cell_says_that_it_is_cut(hostile: Path) -> None:
    told = rows(openpyxl.load_workbook(hostile)["Hinder och stöd"])[0]["Hinder"]
    assert told.startswith("xxx")
    assert told.endswith("(texten är avkortad här; hela finns i rapporten)")


def test_the_only_date_in_the_file_is_as_of(site: Path, mart: Mart) -> None:
    with zipfile.ZipFile(site / NAME) as parts:
        core = parts.read("docProps/core.xml").decode("utf-8")
        stamps = {info.date_time[:3] for info in parts.infolist()}
    as_of = mart.edition["as_of"]
    assert isinstance(as_of, date)
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {f"{as_of.isoformat()}T00:00:00Z"}
    assert stamps == {(1980, 1, 1)}


def test_dates_and_years_are_numbers_that_can_be_sorted(book: openpyxl.Workbook) -> None:
    handed = [r["Mottagen"] for r in rows(book["Vilka har lämnat"]) if r["Mottagen"] is not None]
    assert handed
    assert all(isinstance(day, datetime) for day in handed)
    assert all(isinstance(row["Dataår"], int) for row in rows(book["Värden"]))


@pytest.mark.parametrize(
    ("decimals", "signed", "code"),
    [
        (0, False, '[>=10000]#,##0;[<0]"\u2212"0;0'),
        (1, False, '[>=10000]#,##0.0;[<0]"\u2212"0.0;0.0'),
        (2, True, '+0.00;"\u2212"0.00;0.00'),
    ],
)
def test_numbers_look_as_in_the_reports(decimals: int, signed: bool, code: str) -> None:
    assert number_format(decimals, with_sign=signed) == code


def test_decimals_follow_the_indicator(book: openpyxl.Workbook, mart: Mart) -> None:
    sheet = book["Värden"]
    titles = [cell.value for cell in sheet[TITLES]]
    value, key = titles.index("Värde"), titles.index("Indikator-id")
    seen = set()
    for row in sheet.iter_rows(min_row=TITLES + 1):
        if row[value].value is not None:
            decimals = int(mart.indicators[row[key].value]["decimals"])
            assert row[value].number_format == number_format(decimals)
            seen.add(decimals)
    assert seen


def test_sheet_names_are_such_that_excel_opens_the_file() -> None:
    names = sheet_names(["Värden", "VÄRDEN", "a/b:c?[d]*\\e", "'citat'", "x" * 40, "x" * 41])
    assert names == ("Värden", "VÄRDEN 2", "a b c d e", "citat", "x" * 31, f"{'x' * 29} 2")


def test_every_column_of_the_sheets_has_words_and_exists() -> None:
    docs = {doc.name: doc for doc in read_table_docs() if doc.schema == "mart"}
    for spec in (*tidy.JUDGED, *tidy.REPORTED, *tidy.DEFINED):
        for name in spec.columns.split():
            if name.startswith("@"):
                assert name in LOOKED_UP
            else:
                assert name in docs[spec.table].columns, f"{spec.table}.{name}"
                assert has_words(spec.table, name), f"{spec.table}.{name}"


@pytest.mark.full
def test_libreoffice_opens_it(site: Path, tmp_path: Path, libreoffice: Convert) -> None:
    (made,) = libreoffice(site / NAME, to="pdf", out=tmp_path)
    assert made.stat().st_size > 10_000
