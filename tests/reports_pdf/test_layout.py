"""The pages of a PDF: cover, body within its budget, appendix, bookmarks, watermark, names of the files."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pikepdf
import pytest

from gnv_pipeline.reports.model.parts import Report
from gnv_pipeline.reports.render.names import file_name, report_names
from gnv_pipeline.reports.render.pdf import pdf_bytes
from tests.reports_pdf import reading
from tests.reports_pdf.conftest import Made

MOST = {"regional": 20, "local": 4}
COVER = {"regional": 1, "local": 0}


def bookmarks(path: Path) -> dict[str, int]:
    """Page (from 0) of every bookmark, by its title; the first of several."""
    found: dict[str, int] = {}

    def walk(items: list[pikepdf.OutlineItem], pages: list[tuple[int, int]]) -> None:
        for item in items:
            place = item.destination
            assert isinstance(place, pikepdf.Array)
            found.setdefault(item.title, pages.index(place[0].objgen))
            walk(item.children, pages)

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        walk(outline.root, [page.objgen for page in pdf.pages])
    return found


def page_text(path: Path, page: int) -> str:
    done = reading.run("pdftotext", "-f", str(page), "-l", str(page), str(path), "-")
    return reading.squeezed(done.stdout)


def test_the_body_keeps_to_its_pages_and_the_appendix_follows(real: Made) -> None:
    for report, path in zip(real.reports, real.files, strict=True):
        appendix = bookmarks(path)["Bilagor"]
        assert appendix - COVER[report.kind] <= MOST[report.kind], report.title


@pytest.mark.parametrize("name", ["made", "real"])
def test_every_section_has_a_bookmark(name: str, request: pytest.FixtureRequest) -> None:
    set_of: Made = request.getfixturevalue(name)
    for report, path in zip(set_of.reports[:2], set_of.files[:2], strict=True):
        assert {s.title for s in (*report.sections, *report.appendix)} <= set(bookmarks(path))


@pytest.mark.parametrize("name", ["made", "real"])
def test_the_cover_has_what_a_registrar_looks_for(
    name: str, request: pytest.FixtureRequest
) -> None:
    set_of: Made = request.getfixturevalue(name)
    for report, path in zip(set_of.reports[:2], set_of.files[:2], strict=True):
        first = page_text(path, 1)
        assert {"record", "sender", "receivers", "edition", "fact_check"} <= {
            fact.key for fact in report.cover.facts
        }
        for fact in report.cover.facts:
            assert reading.squeezed(fact.term) in first
            assert reading.squeezed(fact.words) in first
        for banner in report.banners:
            assert reading.squeezed(banner) in first


def watermarks(data: bytes) -> tuple[int, int]:
    """Artifacts of a page's background on the first and on all pages: (pages with one, pages)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marked = 0
        for page in pdf.pages:
            for one in pikepdf.parse_content_stream(page):
                operands = [str(part) for part in one.operands]
                if str(one.operator) == "BDC" and operands[0] == "/Artifact":
                    marked += "/Background" in operands[1]
        return marked, len(pdf.pages)


def _final(report: Report) -> Report:
    edition = dataclasses.replace(report.edition, preliminary=False)
    return dataclasses.replace(report, edition=edition)


def test_every_page_of_a_preliminary_edition_is_marked_for_the_eye_only(made: Made) -> None:
    """The watermark is an artifact of the page, which a screen reader passes over."""
    marked, pages = watermarks(made.files[1].read_bytes())
    assert marked == pages
    assert watermarks(pdf_bytes(_final(made.reports[1]), made.plan))[0] == 0


def test_files_are_called_by_name_year_and_edition(made: Made) -> None:
    regional, local = made.reports[0], made.reports[1]
    assert file_name(regional.title, regional.edition) == "Årsrapport-2027-preliminär"
    assert [path.stem for path in made.files] == [
        file_name(one.title, one.edition) for one in made.reports
    ]
    assert not [path for path in made.files if " " in path.name]
    odd = dataclasses.replace(local, title="A/B: C? 2027", key="x")
    assert file_name(odd.title, odd.edition) == "A-B-C-2027-preliminär"
    twice = report_names([local, dataclasses.replace(local, key="x")])
    assert len(set(twice.values())) == 2
