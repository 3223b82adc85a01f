"""Notes on cells: old notes, threads, and parts that are damaged or missing."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment

from gnv_pipeline.excel import wire
from gnv_pipeline.excel.cautions import cautions
from gnv_pipeline.excel.grid import Note, read_grid
from gnv_pipeline.excel.preflight import Limits
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.excel.sandbox import read_guarded
from tests.excel.build import DECLARATION, one_row, parts, relations, repacked, zipped

RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
THREADS = "http://schemas.microsoft.com/office/2017/10/relationships"


def with_notes() -> bytes:
    book = openpyxl.Workbook()
    book.active["B2"] = 45
    book.active["B2"].comment = Comment("Maria:\nråtta på fredag", "Maria")
    book.create_sheet("Andra")["C3"].comment = Comment("På en tom cell", "Per")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(xml: str, kind: str = "comments", base: str | None = None) -> bytes:
    """A workbook of one sheet with a part of notes."""
    links = [("rId1", kind, "../notes1.xml")]
    return zipped(
        {
            **parts(one_row('<c r="A1"><v>1</v></c>')),
            RELATIONS: relations(links, base) if base else relations(links),
            "xl/notes1.xml": DECLARATION + xml,
        }
    )


def test_notes_are_read_with_their_cells_also_by_the_child() -> None:
    data = with_notes()
    expected = (
        Note("Sheet", "B2", "Maria:\nråtta på fredag"),
        Note("Andra", "C3", "På en tom cell"),
    )
    grid = read_grid(data)
    assert grid.notes == expected
    assert wire.unpack(wire.pack(grid)) == grid
    assert read_guarded(data).notes == expected
    assert grid.sheets[1].cells == {}


def test_runs_are_joined() -> None:
    xml = (
        '<comments><commentList><comment ref="A1"><text><r><t>Se </t></r><r><t>_x000D_bilaga</t></r>'
        "</text></comment></commentList></comments>"
    )
    assert read_grid(with_part(xml)).notes == (Note("Blad1", "A1", "Se \rbilaga"),)


def test_threads_are_read_with_every_answer() -> None:
    xml = (
        '<ThreadedComments><threadedComment ref="A1" id="1"><text>Stämmer det?</text></threadedComment>'
        '<threadedComment ref="A1" id="2" parentId="1"><text>Ja</text></threadedComment></ThreadedComments>'
    )
    grid = read_grid(with_part(xml, "threadedComment", THREADS))
    assert [(note.cell, note.text) for note in grid.notes] == [("A1", "Stämmer det?"), ("A1", "Ja")]


def test_a_note_without_a_place_keeps_its_text() -> None:
    xml = (
        '<comments><comment ref="hej"><text><t>x</t></text></comment><comment ref="A1"/></comments>'
    )
    assert read_grid(with_part(xml)).notes == (Note("Blad1", "", "x"),)


@pytest.mark.parametrize("xml", ["<comments><comment", "", "\x00", "<a>" * 300])
def test_damaged_notes_cost_no_answer(xml: str) -> None:
    grid = read_grid(with_part(xml))
    assert grid.notes == ()
    assert grid.unread_notes == ("Blad1",)
    assert grid.sheets[0].at("A1") is not None
    (told,) = [finding for finding in cautions(grid) if finding.code == "file-notes-unreadable"]
    assert "Blad1" in told.message


def test_references_that_lead_nowhere_are_nothing() -> None:
    grid = read_grid(repacked(with_part("<comments/>"), {"xl/notes1.xml": None}))
    assert (grid.notes, grid.unread_notes) == ((), ())


def test_too_many_notes_are_too_much() -> None:
    notes = '<comment ref="A1"><text><t>x</t></text></comment>' * 11
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(with_part(f"<comments>{notes}</comments>"), limits=Limits(cells=10))
    assert refused.value.reason is Reason.TOO_LARGE


def test_a_document_type_in_notes_is_refused() -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_grid(with_part('<!DOCTYPE x [<!ENTITY a "b">]><comments/>'))
    assert refused.value.reason is Reason.UNSAFE
