"""The Word page for the tjänsteskrivelse, and enhetschefens sida."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from docx.oxml.ns import qn

from tests.conftest import Convert
from gnv_pipeline.plan.models import Area, Plan
from gnv_pipeline.reports.model import unit_page
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.model.standing import local
from gnv_pipeline.warehouse.reader import Publication
from tests.reports.made_mart import make_mart
from tests.reports.page import read

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def file(site: Path, area: Area) -> Path:
    """Named as the PDF of the same report."""
    return next((site / "word").glob(f"{area.full_name.replace(' ', '-')}-*-preliminär.docx"))


def document(site: Path, area: Area) -> Any:
    return Document(str(file(site, area)))


def text_of(word: Any) -> str:
    """Paragraphs and cells."""
    told = [paragraph.text for paragraph in word.paragraphs]
    told += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(told)


# --- the Word page ---------------------------------------------------------------------------------


def test_every_kommun_has_a_word_page(site: Path, plan: Plan) -> None:
    assert {path.name for path in (site / "word").iterdir()} == {
        f"{area.full_name.replace(' ', '-')}-2027-preliminär.docx" for area in plan.kommuner
    }


def test_the_page_has_headings_marks_and_source(site: Path, plan: Plan) -> None:
    area = plan.kommuner[0]
    word = document(site, area)
    styles = [p.style.name for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert styles[0] == "Heading 1"
    assert set(styles[1:]) == {"Heading 2"}
    assert area.full_name in word.paragraphs[0].text
    told = text_of(word)
    assert "Exempeldata." in told
    assert "Preliminär utgåva." in told
    assert "Källa:" in told
    assert "Diarienummer:" in told
    assert "Exempeldata" in word.sections[0].footer.paragraphs[0].text
    assert word.core_properties.title.startswith(area.full_name)
    assert word.core_properties.language == "sv-SE"


def test_its_table_has_a_header_row_words_and_the_reports_values(site: Path, plan: Plan) -> None:
    area = plan.kommuner[1]
    table = document(site, area).tables[0]
    properties = table._tbl.tblPr
    assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
    assert "rubrikrad" in properties.find(qn("w:tblDescription")).get(qn("w:val"))
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert not table._tbl.findall(f".//{qn('w:gridSpan')}")
    assert not table._tbl.findall(f".//{qn('w:vMerge')}")
    page = read(site / area.id / "index.html")
    shown = next(node for node in page.all("table") if node.attrs.get("id") == "mal-oversikt")
    rows = shown.all("tbody")[0].all("tr")
    assert len(rows) == len(table.rows) - 1 > 2
    for row, line in zip(rows, table.rows[1:], strict=True):
        value = row.all("td")[0].all("span")[0].text
        assert line.cells[1].text.replace("\u00a0", " ").startswith(value.replace("\u00a0", " "))


def test_a_masked_value_is_told_in_words(site: Path, plan: Plan, publication: Path) -> None:
    masked = plan.kommuner[0]
    with Publication(publication) as opened:
        hidden = [row for row in local(Mart(opened), masked.id).rows if "få personer" in row.value]
    assert hidden
    cells = [row.cells[1].text for row in document(site, masked).tables[0].rows]
    assert sum("Visas inte: bygger på få personer" in text for text in cells) == len(hidden)


def test_all_of_it_is_marked_as_swedish(site: Path, plan: Plan) -> None:
    with zipfile.ZipFile(file(site, plan.kommuner[0])) as package:
        assert b'<w:lang w:val="sv-SE"' in package.read("word/styles.xml")
        for entry in package.namelist():
            if entry.endswith(".xml"):
                assert b'"en-US"' not in package.read(entry), entry


@pytest.mark.full
def test_the_page_is_one_sheet_in_libreoffice(
    real_site: Path, real_plan: Plan, tmp_path: Path, libreoffice: Convert
) -> None:
    files = [file(real_site, area) for area in real_plan.kommuner[:3]]
    for made in libreoffice(*files, to="pdf", out=tmp_path):
        with pikepdf.open(made) as pdf:
            assert len(pdf.pages) == 1


# --- enhetschefens sida ----------------------------------------------------------------------------


def test_the_sheet_speaks_plainly(site: Path, plan: Plan) -> None:
    for area in plan.kommuner:
        root = read(site / area.id / "enhetschef.html")
        assert root.all("html")[0].attrs["lang"] == "sv"
        main = root.all("main")[0].text
        assert area.full_name in root.all("h1")[0].text
        for jargon in ("intervall", "konfidens", "signifikan", "indikator", "▲", "▼", "≈", "±"):
            assert jargon not in main.lower()
        assert not re.search(r"\(\d+–\d+\)", main)
        measures = root.all("ul", class_="measures")
        assert 1 <= sum(len(one.all("li")) for one in measures) <= 5
        assert 2 <= len(root.all("section", class_="questions")[0].all("li")) <= 3
        assert "Exempeldata" in main
        assert not root.all("script")
        assert not [node for node in root.all() if "style" in node.attrs]


def test_certain_and_uncertain_are_kept_apart(real_plan: Plan, real_site: Path) -> None:
    certain = {"better", "worse", "met", "not_met"}
    with Publication(real_site.parent / "mart.duckdb") as opened:
        mart = Mart(opened)
        groups = set()
        for area in real_plan.kommuner:
            for group in unit_page.build(mart, real_plan, area.id).groups:
                for one in group.measures:
                    goals = [g for g in mart.goal_indicators if g["indicator_id"] == one.key]
                    rows = [
                        mart.comparison(one.key, area.id, "others"),
                        mart.trend(one.key, area.id),
                    ]
                    codes = {row["signal"] for row in rows if row is not None}
                    for goal in goals[:1]:
                        status = mart.status(goal["goal_id"], one.key, area.id, goal["gender"])
                        codes |= {status["level_signal"]} if status else set()
                    assert bool(codes & certain) is (group.key != "unsure")
                    groups.add(group.key)
    assert {"good", "unsure"} <= groups


def test_a_county_without_values_gets_a_sheet_that_says_so(plan: Plan, tmp_path: Path) -> None:
    made = make_mart(tmp_path / "mart.duckdb", plan, 2026, bare=True)
    with Publication(made) as opened:
        page = unit_page.build(Mart(opened), plan, plan.kommuner[0].id)
    by_key = {group.key: group for group in page.groups}
    assert by_key["good"].measures == ()
    assert "betyder inte att det är dåligt" in by_key["good"].none
    assert all(one.missing for one in by_key["unsure"].measures)


def test_the_sheet_links_to_what_is_there(site: Path, plan: Plan) -> None:
    path = site / plan.kommuner[0].id / "enhetschef.html"
    for node in read(path).all():
        for attribute in ("href", "src"):
            if attribute in node.attrs:
                assert (path.parent / node.attrs[attribute]).is_file(), node.attrs[attribute]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_sheet_is_accessible(
    chromium_page: Page, real_site: Path, real_plan: Plan, width: int
) -> None:
    chromium_page.set_viewport_size({"width": width, "height": 800})
    chromium_page.goto((real_site / real_plan.kommuner[0].id / "enhetschef.html").as_uri())
    found = Axe().run(chromium_page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert chromium_page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_sheet_prints_on_one_page(
    chromium_page: Page, real_site: Path, real_plan: Plan
) -> None:
    for area in real_plan.kommuner:
        chromium_page.goto((real_site / area.id / "enhetschef.html").as_uri())
        printed = chromium_page.pdf(prefer_css_page_size=True, print_background=True)
        with pikepdf.open(io.BytesIO(printed)) as pdf:
            assert len(pdf.pages) == 1, area.name
