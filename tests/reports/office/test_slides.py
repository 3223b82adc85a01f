"""Meeting material as those who speak, those who listen and those who cannot see meet it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from tests.conftest import Convert
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.model import slides_kommun, slides_meetings, slides_texts
from gnv_pipeline.reports.model.mart import Mart
from gnv_pipeline.reports.render.pptx import look as at
from gnv_pipeline.reports.render.pptx import write_decks
from gnv_pipeline.warehouse.reader import Publication
from tests.reports.made_mart import make_mart

MEETINGS = ["beslut", "kort", "dialog"]
DECKS = [*MEETINGS, "KOMMUN"]
MISSING = " (saknas)"


def file(site: Path, plan: Plan, name: str) -> Path:
    """Where a deck lies: it is called by who meets, or else by what it is for, year and edition."""
    kinds = {key: kind for kind, key in slides_texts.DECK_KEYS.items()}
    named = {one.kind: one.audience for one in plan.header.meeting_decks}
    if name == "KOMMUN":
        words = plan.kommuner[0].full_name
    else:
        words = named.get(kinds[name]) or slides_texts.DECK_NAMES[kinds[name]].capitalize()
    year = 2027 if plan.revision == 2027 else plan.rounds[0].year
    return site / "motesmaterial" / f"{words.replace(' ', '-')}-{year}-preliminär.pptx"


def deck(site: Path, plan: Plan, name: str) -> Any:
    """A deck by name, KOMMUN being the plan's first kommun."""
    return Presentation(str(file(site, plan, name)))


def charts(presentation: Any) -> Iterator[tuple[Any, Any]]:
    """Every native chart with its slide."""
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield slide, shape


def words(slide: Any) -> str:
    """All text of a slide, tables included."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def workbook(shape: Any) -> Any:
    """The sheet that PowerPoint opens on "Redigera data"."""
    blob = shape.chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob)).active


def test_there_is_a_deck_for_each_meeting_and_two_slides_for_each_kommun(
    site: Path, plan: Plan
) -> None:
    folder = site / "motesmaterial"
    own = {a.id: f"{a.full_name.replace(' ', '-')}-2027-preliminär.pptx" for a in plan.kommuner}
    meetings = {file(site, plan, name).name for name in MEETINGS}
    assert {path.name for path in folder.iterdir()} == {*meetings, *own.values()}
    for area in plan.kommuner:
        slides = list(Presentation(str(folder / own[area.id])).slides)
        assert len(slides) == 2
        assert all(area.full_name in slide.shapes.title.text for slide in slides)


def test_meetings_are_named_by_the_plan(real_site: Path, real_plan: Plan) -> None:
    keys = slides_texts.DECK_KEYS
    for one in real_plan.header.meeting_decks:
        first = deck(real_site, real_plan, keys[one.kind]).slides[0]
        assert one.audience in words(first)


def test_the_short_deck_is_short(site: Path, plan: Plan, real_site: Path, real_plan: Plan) -> None:
    assert 6 <= len(deck(site, plan, "kort").slides) <= 8
    assert 6 <= len(deck(real_site, real_plan, "kort").slides) <= 8


@pytest.mark.parametrize("name", DECKS)
def test_every_slide_has_its_own_title_notes_and_marks(site: Path, plan: Plan, name: str) -> None:
    presentation = deck(site, plan, name)
    assert Emu(presentation.slide_width).inches == pytest.approx(at.WIDTH)
    assert presentation.slide_width * 9 == pytest.approx(presentation.slide_height * 16, rel=1e-3)
    titles = [slide.shapes.title.text for slide in presentation.slides]
    assert all(titles)
    assert len(titles) == len(set(titles))
    for slide in presentation.slides:
        assert slide.shapes[0] == slide.shapes.title  # read first
        assert "Exempeldata" in words(slide)
        assert "Preliminär" in words(slide)
        assert f"{plan.header.sender}" in words(slide)
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(slides_texts.NOTES_TOLD)
        assert slides_texts.NOTES_EDITION in notes
        assert "Exempeldata" in notes


@pytest.mark.parametrize("name", DECKS)
def test_charts_and_tables_can_be_heard(site: Path, plan: Plan, name: str) -> None:
    shapes = [shape for slide in deck(site, plan, name).slides for shape in slide.shapes]
    shown = [shape for shape in shapes if shape.has_chart or shape.has_table]
    assert shown
    for shape in shown:
        marks = shape._element.find(f".//{qn('p:cNvPr')}")
        assert len(marks.get("descr")) > 40
        assert marks.get("name")
    for table in (shape.table for shape in shapes if shape.has_table):
        assert table.first_row
        assert all(cell.text for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("name", DECKS)
def test_every_chart_says_unit_year_and_source(site: Path, plan: Plan, name: str) -> None:
    found = list(charts(deck(site, plan, name)))
    assert found
    for slide, _ in found:
        foot = next(shape.text_frame.text for shape in slide.shapes if shape.name == "Källa")
        assert "Avser" in foot or "Dataår" in foot
        assert "Källa" in foot or "Egen bearbetning" in foot


@pytest.mark.parametrize("name", DECKS)
def test_all_is_marked_as_swedish(site: Path, plan: Plan, name: str) -> None:
    with zipfile.ZipFile(file(site, plan, name)) as package:
        for entry in package.namelist():
            if entry.endswith(".xml"):
                assert b'lang="en' not in package.read(entry), entry
        slides = [n for n in package.namelist() if n.startswith("ppt/slides/slide")]
        for entry in slides:
            text = package.read(entry)
            assert text.count(b"<a:r>") == text.count(b"<a:r><a:rPr") > 0
            assert text.count(b'lang="sv-SE"') >= text.count(b"<a:r>")


@pytest.mark.parametrize("name", DECKS)
def test_no_text_is_larger_than_its_place(real_site: Path, real_plan: Plan, name: str) -> None:
    for slide in deck(real_site, real_plan, name).slides:
        for shape in slide.shapes:
            right = Emu(shape.left + shape.width).inches
            bottom = Emu(shape.top + shape.height).inches
            assert right <= at.WIDTH + 0.01
            assert bottom <= at.HEIGHT + 0.01
            if shape.has_text_frame and shape.text_frame.text and shape.name != "Bildnummer":
                assert text_height(shape) <= Emu(shape.height).inches + 0.06, shape.text_frame.text
            if shape.has_table:
                assert bottom <= at.FOOT_TOP + 0.01


def text_height(shape: Any) -> float:
    """How high the text of a box is by the renderer's own measure."""
    frame = shape.text_frame
    width = Emu(shape.width - (frame.margin_left or 0) - (frame.margin_right or 0)).inches
    total = 0.0
    for paragraph in frame.paragraphs:
        size = next((r.font.size.pt for r in paragraph.runs if r.font.size), at.TITLE_SIZE)
        lines = at.lines_of("".join(r.text for r in paragraph.runs), size, width)
        total += lines * size * 1.2 / 72
    return total


# --- numbers -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mart(publication: Path) -> Iterator[Mart]:
    with Publication(publication) as opened:
        yield Mart(opened)


def test_kommuner_stand_in_name_order_with_the_publications_values(
    site: Path, plan: Plan, mart: Mart
) -> None:
    names = [area.name for area in plan.kommuner]
    ids = {row["name"]: key for key, row in mart.organisations.items()}
    shorts = {row["short_name"]: row for row in mart.indicators.values()}
    seen = 0
    for _, shape in charts(deck(site, plan, "beslut")):
        kind, _, short = shape.name.partition(": ")
        if kind != "Kommunerna":
            continue
        indicator = shorts[short]
        categories = [str(one).removesuffix(MISSING) for one in shape.chart.plots[0].categories]
        assert categories[: len(names)] == names
        drawn: dict[str, float] = {}
        for series in shape.chart.plots[0].series:
            if series.name.startswith("Länets mål"):
                continue
            for name, value in zip(categories, series.values, strict=True):
                if value is not None:
                    assert name not in drawn
                    drawn[name] = value
        for name in categories:
            row = mart.value(indicator["indicator_id"], ids[name], indicator["judged_year"])
            expected = None if row is None else row["value"]
            assert drawn.get(name) == expected, name
            seen += expected is not None
    assert seen >= 10


def test_a_masked_value_has_no_mark_and_says_why(site: Path, plan: Plan, mart: Mart) -> None:
    masked = plan.kommuner[0]
    values = {r["value"] for r in mart.rows("indicator_value") if r["masked"]}
    assert values == {None}
    slide = next(
        slide
        for slide, shape in charts(deck(site, plan, "beslut"))
        if shape.name == "Kommunerna: Samtal inom två dagar"
    )
    told = words(slide)
    assert f"{masked.name} (visas inte: bygger på få personer)" in told
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    place = list(chart.plots[0].categories).index(f"{masked.name}{MISSING}")
    marks = [s.values[place] for s in chart.plots[0].series if not s.name.startswith("Länets")]
    assert set(marks) == {None}


def test_years_without_a_value_are_gaps_and_never_zero(real_site: Path, real_plan: Plan) -> None:
    gaps = 0
    for _, shape in charts(deck(real_site, real_plan, "beslut")):
        element = shape.chart._chartSpace
        assert element.find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"
        if not shape.name.startswith("Utveckling"):
            continue
        years = [int(str(one)) for one in shape.chart.plots[0].categories]
        assert years == list(range(years[0], years[-1] + 1))
        for series in shape.chart.plots[0].series:
            assert 0 not in series.values
            gaps += sum(value is None for value in series.values)
    assert gaps > 0


@pytest.mark.parametrize("name", DECKS)
def test_the_workbook_of_a_chart_holds_what_is_drawn(site: Path, plan: Plan, name: str) -> None:
    for _, shape in charts(deck(site, plan, name)):
        sheet = workbook(shape)
        plot = shape.chart.plots[0]
        for n, series in enumerate(plot.series, 2):
            assert sheet.cell(1, n).value == series.name
            column = [sheet.cell(r, n).value for r in range(2, len(series.values) + 2)]
            for cell, value in zip(column, series.values, strict=True):
                # Excel keeps 16 digits; an empty cell is empty and never 0.
                assert (cell is None) is (value is None)
                assert cell is None or cell == pytest.approx(value, rel=1e-12)


def test_intervals_are_error_bars_between_the_publications_limits(
    site: Path, plan: Plan, mart: Mart
) -> None:
    name = "Kommunerna: Nöjd med hjälpen"
    shape = next(s for _, s in charts(deck(site, plan, "beslut")) if s.name == name)
    sheet = workbook(shape)
    series = shape.chart.plots[0].series[0]
    bars = series._element.find(qn("c:errBars"))
    lengths = {}
    for side in ("plus", "minus"):
        reference = bars.find(qn(f"c:{side}")).find(qn("c:numRef"))
        first, _, last = reference.find(qn("c:f")).text.partition("!")[2].partition(":")
        cells = [
            cell for row in sheet[first.replace("$", "") : last.replace("$", "")] for cell in row
        ]
        assert all(str(cell.value).startswith("=") for cell in cells if cell.value is not None)
        lengths[side] = {
            int(point.get("idx")): float(point.find(qn("c:v")).text)
            for point in reference.iter(qn("c:pt"))
        }
    checked = 0
    for n, area in enumerate(plan.kommuner):
        row = mart.value("a1", area.id, 2027)
        if row is not None and row["lower95"] is not None and series.values[n] is not None:
            assert series.values[n] + lengths["plus"][n] == pytest.approx(row["upper95"])
            assert series.values[n] - lengths["minus"][n] == pytest.approx(row["lower95"])
            checked += 1
    assert checked > 0


# --- words -----------------------------------------------------------------------------------------


def test_only_people_propose_anything(site: Path, plan: Plan) -> None:
    for name in ("beslut", "kort"):
        slide = next(
            one
            for one in deck(site, plan, name).slides
            if one.shapes.title.text == slides_texts.DECIDE_TITLE
        )
        assert "Inga förslag är beredda." in words(slide)


def test_what_people_wrote_is_plain_text(site: Path, plan: Plan) -> None:
    text = words(deck(site, plan, "kort").slides[1])
    assert "men skillnaderna är stora" in text
    assert "**" not in text
    assert "Text: Utvecklingsledare" in text


def test_a_publication_without_anything_still_has_its_decks(plan: Plan, tmp_path: Path) -> None:
    made = make_mart(
        tmp_path / "mart.duckdb", plan, 2026, edition="final", example=False, bare=True
    )
    with Publication(made) as opened:
        bare = Mart(opened)
        decks = [
            *slides_meetings.decks(bare, plan),
            slides_kommun.deck(bare, plan, plan.kommuner[0].id),
        ]
    written = write_decks(decks, plan, tmp_path / "ut")
    assert len(written) == 4
    told = "\n".join(words(slide) for path in written for slide in Presentation(str(path)).slides)
    assert slides_texts.NO_SELF_ASSESSMENT in told
    assert slides_texts.NO_OBSTACLES in told
    assert "Texten är inte skriven." in told
    assert "Exempeldata" not in told
    assert "Preliminär" not in told


@pytest.mark.full
@pytest.mark.parametrize("name", DECKS)
def test_libreoffice_opens_every_slide(
    real_site: Path, real_plan: Plan, name: str, tmp_path: Path, libreoffice: Convert
) -> None:
    source = file(real_site, real_plan, name)
    (made,) = libreoffice(source, to="pdf", out=tmp_path)
    with pikepdf.open(made) as pdf:
        assert len(pdf.pages) == len(deck(real_site, real_plan, name).slides)
