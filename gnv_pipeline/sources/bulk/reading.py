"""A whole file as values: every table of every sheet, and what each sheet was seen to be.

Belongs here: putting the steps together. Does not belong here: any step, or what the plan follows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from gnv_pipeline.excel.grid import Sheet
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.bulk.areas import Place, Places
from gnv_pipeline.sources.bulk.catalogue import Catalogue, Match
from gnv_pipeline.sources.bulk.columns import Columns, read_columns
from gnv_pipeline.sources.bulk.extracting import Context, Found, Title, read_context, read_rows
from gnv_pipeline.sources.bulk.files import Book
from gnv_pipeline.sources.bulk.headers import Block, find_blocks
from gnv_pipeline.sources.bulk.words import text_of

Layout = Literal[
    "kolada", "hypergene", "eos", "long", "years", "areas_across", "measures", "no_table", "hidden"
]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet and the values read from it.

    ``layout``: ``kolada``, ``hypergene``, ``eos`` are exports of Kolada's by their marks; ``long`` has a
    row per area and year, ``years`` and ``areas_across`` have those as headings, ``measures`` a column
    per measure; ``no_table`` has no values under a header; ``hidden`` is not read.
    """

    sheet: Sheet
    layout: Layout
    found: tuple[Found, ...]
    plain_letters: bool = False


def read_sheets(book: Book, file_name: str, plan: Plan) -> tuple[SheetRead, ...]:
    """Every sheet that holds anything, in the order of the file."""
    places, catalogue = Places(plan), Catalogue(plan)
    read = [
        _read_sheet(sheet, file_name, places, catalogue) for sheet in book.sheets if sheet.cells
    ]
    return _with_answer_of_file_name(
        tuple(read), catalogue.find(file_name, file_name=True), file_name
    )


def _read_sheet(sheet: Sheet, file_name: str, places: Places, catalogue: Catalogue) -> SheetRead:
    if sheet.state != "visible":
        return SheetRead(sheet, "hidden", ())
    found: list[Found] = []
    seen: list[tuple[Block, Columns]] = []
    context: Context | None = None
    for block in find_blocks(sheet, places):
        columns = read_columns(block, places, catalogue)
        if not columns.values:
            continue
        seen.append((block, columns))
        context = read_context(block, file_name, places, catalogue, context)
        found += read_rows(block, columns, context, places, catalogue)
    if not seen or not found:
        return SheetRead(sheet, "no_table", ())
    return SheetRead(sheet, _layout(sheet, seen[0][1]), _without_real_names(tuple(found)))


def _layout(sheet: Sheet, columns: Columns) -> Layout:
    corner = text_of(sheet.get(1, 1)).casefold()
    if "kolada" in sheet.title.casefold() or corner.startswith("kolada"):
        return "kolada"
    if "hypergene" in sheet.title.casefold():
        return "hypergene"
    if sheet.title.casefold() == "eos export":
        return "eos"
    texts = " ".join(columns.headings.values()).casefold()
    if "kommun/landsting" in texts and "visat värde" in texts:
        return "hypergene"
    if any(value.place is not None for value in columns.values):
        return "areas_across"
    if any(value.year is not None for value in columns.values):
        return "years"
    if columns.titles or len(columns.values) == 1:
        return "long"
    return "measures"


def _without_real_names(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """A name like one of the plan's is no misspelling where the right one stands in the table too."""
    there = {f.place.area.id for f in found if f.place.outcome == "plan" and f.place.area}
    return tuple(
        replace(f, place=Place("other", None, f.place.text))
        if f.place.outcome == "alike" and f.place.area and f.place.area.id in there
        else f
        for f in found
    )


def _with_answer_of_file_name(
    read: tuple[SheetRead, ...], named: Match, file_name: str
) -> tuple[SheetRead, ...]:
    """A Kolada id in the file name says what the only title of a file means, known or not.

    That is how a question about a title is answered. An id that contradicts the title is no answer:
    then both are candidates.
    """
    titles = {f.title.text: f.title for sheet in read for f in sheet.found}
    if named.kolada_id is None or len(titles) != 1:
        return read
    title = next(iter(titles.values()))
    meant = title.match.indicator
    if meant is None:
        match = named
    elif named.indicator is not None and named.indicator.id == meant.id:
        return read
    else:
        both = tuple(i for i in (meant, named.indicator) if i is not None)
        match = Match(None, both, named.kolada_id)
    answered = Title(title.text or file_name, title.cell, match)
    return tuple(
        replace(sheet, found=tuple(replace(f, title=answered) for f in sheet.found))
        for sheet in read
    )
