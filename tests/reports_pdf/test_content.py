"""A PDF holds what the model holds, no more: the same numbers, and hidden values only as their words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from gnv_pipeline.reports.model.parts import (
    Cell,
    Figure,
    HumanText,
    Report,
    Section,
    Statement,
    Table,
)
from gnv_pipeline.reports.render.pdf import pdf_bytes
from gnv_pipeline.reports.render.pdf.attached import numbers
from gnv_pipeline.reports.render.pdf.glyphs import UNKNOWN, cleared
from tests.reports_pdf import reading
from tests.reports_pdf.conftest import Made

HOSTILE = (
    "#panic()", "#read(\"/etc/passwd\")", "*fet* _kursiv_ `kod`", "$x^2$", "@ref", "<etikett>",
    "]]#let x = 1", "\\u{41}", "= Rubrik", "// borta", "/* borta */", "\"citat\"", "{{ }}", "#",
)  # fmt: skip


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _tables(report: Report) -> Iterator[Table]:
    for section in _sections(report.sections):
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Figure):
                yield from block.tables


def _words(cell: Cell) -> str:
    return cell.symbol + cell.text + ("exempel" if cell.example else "")


@pytest.mark.parametrize("name", ["made", "real"])
def test_every_row_of_the_tables_stands_in_the_pdf(
    name: str, request: pytest.FixtureRequest
) -> None:
    set_of: Made = request.getfixturevalue(name)
    for report, path in list(zip(set_of.reports, set_of.files, strict=True))[:4]:
        shown = reading.text(path)
        for table in _tables(report):
            for row in table.rows:
                assert reading.squeezed("".join(map(_words, row.cells))) in shown, table.caption


@pytest.mark.parametrize("name", ["made", "real"])
def test_the_attached_numbers_are_the_cells_of_the_model(
    name: str, request: pytest.FixtureRequest
) -> None:
    set_of: Made = request.getfixturevalue(name)
    for report, path in zip(set_of.reports, set_of.files, strict=True):
        lines = reading.attached(path)
        captions = {table.caption for table in _tables(report)}
        shown = [line["visas"] for line in lines if line["tabell"] in captions]
        expected = [c.text for t in _tables(report) for row in t.rows for c in row.cells[1:]]
        assert [s.removeprefix("'") for s in shown] == [" ".join(t.splitlines()) for t in expected]
        missing = [line["saknas"] == "ja" for line in lines if line["tabell"] in captions]
        assert missing == [c.missing for t in _tables(report) for r in t.rows for c in r.cells[1:]]


def test_a_missing_cell_never_carries_a_number(made: Made) -> None:
    for path in made.files:
        hidden = [line for line in reading.attached(path) if line["saknas"] == "ja"]
        assert hidden
        assert not [line["visas"] for line in hidden if line["visas"][:1].isdigit()]


def test_page_one_stands_alone(made: Made, real: Made) -> None:
    for set_of in (made, real):
        front = set_of.reports[0].front
        assert front is not None
        done = reading.run("pdftotext", "-f", "2", "-l", "2", str(set_of.files[0]), "-")
        page = reading.squeezed(done.stdout)
        boxes = (front.lead, front.right, front.wrong, *front.boxes, front.reading)
        for box in boxes:
            for words in (box.title, *(one.text for one in box.statements)):
                assert reading.squeezed(words) in page
        assert "Innehåll" not in page


def _with(report: Report, texts: tuple[str, ...]) -> Report:
    table = next(t for t in _tables(report) if len(t.columns) > 1)
    template = table.rows[0]
    rows = tuple(
        dataclasses.replace(
            template,
            key=None,
            cells=(Cell(text), *(Cell(text, href=f"#{text}") for _ in template.cells[1:])),
        )
        for text in texts
    )
    blocks = (
        *(Statement(text) for text in texts),
        HumanText(texts[0], "\n\n".join(texts), texts[-1], ""),
        dataclasses.replace(table, key="elakt", rows=rows),
    )
    section = Section("elakt-avsnitt", texts[0], blocks)
    return dataclasses.replace(report, title=texts[0], sections=(section,))


def test_texts_never_become_markup(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "elakt.pdf"
    path.write_bytes(pdf_bytes(_with(made.reports[1], HOSTILE), made.plan))
    shown = reading.text(path)
    for text in HOSTILE:
        assert reading.squeezed(text) in shown


def test_characters_that_no_font_has_do_not_stop_an_edition(made: Made) -> None:
    odd = (
        "bra jobbat \U0001f600 \U0001f9ff",
        "漢字",
        "a\x07b\x00c",
        "e\u0301 \ufe0f\u200d",
        "rad 1\nrad 2\ttab",
    )
    assert pdf_bytes(_with(made.reports[1], odd), made.plan).startswith(b"%PDF-1.7")
    assert cleared("å ● ↗ ◐ ✓ 12\u00a0345,6 – −") == "å ● ↗ ◐ ✓ 12\u00a0345,6 – −"
    assert cleared("x\U0001f9ff") == f"x{UNKNOWN}"
    assert cleared("a\x07b") == "ab"
    assert cleared("e\u0301") == "é"


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1"])
def test_no_text_is_a_formula_in_a_spreadsheet(made: Made, text: str) -> None:
    written = numbers(_with(made.reports[1], (text,)))
    assert f";{text}" not in written
    assert f"'{text}" in written
