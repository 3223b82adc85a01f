"""From a report of the model to the data that the Typst templates read.

Belongs here: turning parts into dictionaries, charts into pictures, and knowing which places can be linked
to. Does not belong here: looks. All texts travel as data, so that none of them can become markup.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures.notes import axis_note
from gnv_pipeline.reports.figures.style import Style, readable
from gnv_pipeline.reports.figures.tones import tone
from gnv_pipeline.reports.model.parts import (
    Block,
    Box,
    Cell,
    Figure,
    FrontPage,
    HumanText,
    Link,
    Multiples,
    Panel,
    Report,
    Section,
    Signal,
    Standings,
    Table,
)
from gnv_pipeline.reports.render import walk
from gnv_pipeline.reports.render.pdf.glyphs import cleared
from gnv_pipeline.reports.render.pdf.written import tree
from gnv_pipeline.reports.render.svg import draw

FONT = "Liberation Sans"
SIGNS = "DejaVu Sans"
_LONGEST = 40  # letters of a cell that still widen its column; longer texts wrap
_SHORT = 16  # letters of a cell that never wraps
_WORD = 13  # letters of a heading's word that is not divided
_WHOLE = 50  # lines of a table that stays on one page, which has room for 60
_ROOM = 72  # letters for such columns of about 118 in a line of a table

Data = dict[str, Any]


class Payload:
    """Makes the data of reports in the look of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._look = plan.header.look
        self._style = Style(self._look.model_copy(update={"fonts": (FONT, SIGNS)}))
        self._tones = {one.id: readable(one.colour, least=3.0) for one in plan.delmal}

    def of(self, report: Report) -> Data:
        """Everything the templates need of one report; nothing that JSON lacks."""
        places: set[str] = set()
        sections = [self._section(one, places) for one in report.sections]
        appendix = [self._section(one, places) for one in report.appendix]
        values = [self._table(one, places) for one in walk.figure_tables(report)]
        edition = dataclasses.asdict(report.edition)
        del edition["dated"]
        dated = report.edition.dated
        told: Data = {
            "title": report.title,
            "subject": report.subject,
            "focus": report.focus,
            "kind": report.kind,
            "edition": edition,
            "date": [dated.year, dated.month, dated.day],
            "banners": list(report.banners),
            "front": None if report.front is None else _front(report.front),
            "cover": [dataclasses.asdict(one) for one in report.cover.facts],
            "sections": sections,
            "appendix": appendix,
            "values": values,
            "contact": report.contact,
            "look": self._colours(),
        }
        return {key: _linked(value, places) for key, value in told.items()}

    def _colours(self) -> Data:
        return {
            "dark": self._style.dark,
            "text": self._style.text,
            "muted": self._style.muted,
            "line": self._style.line,
            "surface": self._style.surface,
            "accent": self._look.accent,
            "warning": self._look.warning,
            "watermark": self._style.watermark,
        }

    def _section(self, section: Section, places: set[str]) -> Data:
        return {
            "key": _place(section.key, places),
            "title": section.title,
            "subtitle": section.subtitle,
            "badges": [dataclasses.asdict(one) for one in section.badges],
            "colour": self._tones.get(section.tone, self._style.dark) if section.tone else None,
            "page": section.page,
            "grid": section.grid,
            "blocks": [self._block(one, places) for one in section.blocks],
            "sections": [self._section(one, places) for one in section.sections],
        }

    def _block(self, block: Block, places: set[str]) -> Data:
        if isinstance(block, Table):
            return {"is": "table", **self._table(block, places)}
        if isinstance(block, Figure):
            return self._figure(block, places)
        if isinstance(block, Panel):
            return self._panel(block, places)
        if isinstance(block, Multiples):
            figures = [self._figure(one, places, small=True) for one in block.figures]
            return {
                "is": "multiples",
                "key": _place(block.key, places),
                "caption": block.caption,
                "columns": block.columns,
                "figures": figures,
                "shared": _shared(block.figures),
            }
        if isinstance(block, Standings):
            return _standings(block, places)
        if isinstance(block, HumanText):
            return {"is": "human", **_human(block)}
        return {"is": type(block).__name__.lower(), **dataclasses.asdict(block)}

    def _panel(self, panel: Panel, places: set[str]) -> Data:
        return {
            "is": "panel",
            "key": _place(panel.key, places),
            "title": panel.title,
            "subtitle": panel.subtitle,
            "badges": [dataclasses.asdict(one) for one in panel.badges],
            "target": panel.target,
            "target_example": panel.target_example,
            "signals": [_signal(one) for one in panel.signals],
            "statements": [dataclasses.asdict(one) for one in panel.statements],
            "figures": [self._figure(one, places, small=True) for one in panel.figures],
            "shared": _shared(panel.figures),
            "more": _link(panel.more),
        }

    def _figure(self, figure: Figure, places: set[str], *, small: bool = False) -> Data:
        picture = draw(figure.chart, self._style, wide=figure.wide, small=small)
        return {
            "is": "figure",
            "key": _place(figure.key, places),
            "title": figure.title,
            "alt": figure.alt,
            "svg": picture,
            "unit": figure.unit[:1].upper() + figure.unit[1:],
            "data_year": figure.data_year,
            "axis": axis_note(figure),
            "base": figure.base,
            "source": figure.source,
            "wide": figure.wide,
            "tall": figure.tall,
            "values": figure.tables[0].key if figure.tables else None,
            "origin": _link(figure.origin),
        }

    def _table(self, table: Table, places: set[str]) -> Data:
        return {
            "key": _place(table.key, places),
            "caption": table.caption,
            "columns": [dataclasses.asdict(one) for one in table.columns],
            "widths": _widths(table),
            "whole": _lines(table) <= _WHOLE,
            "rows": [
                {"key": _place(row.key, places), "cells": [_cell(one) for one in row.cells]}
                for row in table.rows
            ],
        }


def _cell(cell: Cell) -> Data:
    return dataclasses.asdict(cell)


def _widths(table: Table) -> list[Data]:
    """How wide each column is: ``fixed`` letters where its words are short, else a ``share`` of the rest."""
    widths: list[Data] = []
    for index, column in enumerate(table.columns):
        word = min(max((len(one) for one in column.label.split()), default=0), _WORD)
        cells = max((_length(row.cells[index]) for row in table.rows), default=0)
        wide = max(word, cells, 4) + 1
        widths.append({"share": min(wide, _LONGEST)} if cells > _SHORT else {"fixed": wide})
    fixed = sum(one.get("fixed", 0) for one in widths)
    if fixed > _ROOM or all("fixed" in one for one in widths):
        return [{"share": one.get("fixed") or one["share"]} for one in widths]
    return widths


def _lines(table: Table) -> int:
    """About how many lines the table takes, rather too many than too few."""
    room = 100 // max(1, len(table.columns))
    return 3 + sum(max(1 + _length(cell) // room for cell in row.cells) for row in table.rows)


def _length(cell: Cell) -> int:
    return len(cell.text) + (2 if cell.symbol else 0) + (9 if cell.example else 0)


def _standings(part: Standings, places: set[str]) -> Data:
    return {
        "is": "standings",
        "key": _place(part.key, places),
        "caption": part.caption,
        "value_label": part.value_label,
        "words_label": part.words_label,
        "rows": [
            {**dataclasses.asdict(row), "signals": [_signal(one) for one in row.signals]}
            for row in part.rows
        ],
    }


def _signal(signal: Signal) -> Data:
    return {**dataclasses.asdict(signal), "tone": tone(signal.code)}


def _link(link: Link | None) -> Data | None:
    return None if link is None else dataclasses.asdict(link)


def _shared(parts: tuple[Figure, ...]) -> bool:
    """Whether all figures say the same of base, source and origin, so that it is said once."""
    return len({(one.base, one.source, one.origin, len(one.tables)) for one in parts}) == 1


def _human(part: HumanText) -> Data:
    written = None if part.markdown is None else tree(part.markdown)
    return {"title": part.title, "nodes": written, "signed": part.signed, "words": part.words}


def _box(box: Box) -> Data:
    return {
        "key": box.key,
        "title": box.title,
        "statements": [dataclasses.asdict(one) for one in box.statements],
        "human": None if box.human is None else _human(box.human),
    }


def _front(front: FrontPage) -> Data:
    return {
        "focus": front.focus,
        "lead": _box(front.lead),
        "right": _box(front.right),
        "wrong": _box(front.wrong),
        "boxes": [_box(one) for one in front.boxes],
        "reading": _box(front.reading),
    }


def _place(key: str | None, places: set[str]) -> str | None:
    """``key`` the first time it is used: a place in a PDF has one name."""
    if key is None or key in places:
        return None
    places.add(key)
    return key


def _linked(data: Any, places: set[str]) -> Any:
    """Links only to places of this document, and no character that the fonts lack."""
    if isinstance(data, str):
        return cleared(data)
    if isinstance(data, dict):
        return {
            key: _inside(value, places) if key == "href" else _linked(value, places)
            for key, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [_linked(one, places) for one in data]
    return data


def _inside(href: str | None, places: set[str]) -> str | None:
    key = (href or "").removeprefix("#")
    return key if href and href.startswith("#") and key in places else None
