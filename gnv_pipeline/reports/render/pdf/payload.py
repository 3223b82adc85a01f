"""From a report of the model to the data that the Typst templates read.

Belongs here: turning parts into dictionaries, charts into pictures, and knowing which places can be linked
to. Does not belong here: looks. All texts travel as data, so that none of them can become markup.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports.figures.notes import axis_note
from gnv_pipeline.reports.figures.style import Style, readable
from gnv_pipeline.reports.figures.tones import tone
from gnv_pipeline.reports.model.charts import DotChart, MapChart
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
from gnv_pipeline.reports.render.pdf.columns import stays_whole, widths
from gnv_pipeline.reports.render.pdf.glyphs import cleared
from gnv_pipeline.reports.render.pdf.written import tree
from gnv_pipeline.reports.render.svg import HALF, draw
from gnv_pipeline.reports.render.svg.keys import key
from gnv_pipeline.reports.render.svg.map import draw_names

FONT = "Liberation Sans"
SIGNS = "DejaVu Sans"

_COLOURS = (
    "dark", "text", "muted", "line", "surface", "watermark", "edge", "notice", "notice_edge", "notice_text",
)  # fmt: skip

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
        own = {name: getattr(self._style, name) for name in _COLOURS}
        return {**own, "accent": self._look.accent, "warning": self._look.warning}

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
            return self._multiples(block, places)
        if isinstance(block, Standings):
            return _standings(block, places)
        if isinstance(block, HumanText):
            return {"is": "human", **_human(block)}
        return {"is": type(block).__name__.lower(), **dataclasses.asdict(block)}

    def _multiples(self, part: Multiples, places: set[str]) -> Data:
        """Small maps have signs without names: one larger map beside the key holds the names of all."""
        first = part.figures[0].chart
        return {
            "is": "multiples",
            "key": _place(part.key, places),
            "caption": part.caption,
            "columns": part.columns,
            "figures": [self._figure(one, places, small=True) for one in part.figures],
            "guide": draw_names(first, self._style, HALF) if isinstance(first, MapChart) else None,
            "steps": [
                {"svg": picture, "label": one.label, "symbol": one.symbol}
                for (picture, _), one in zip(key(first, self._style), first.steps, strict=True)
            ]
            if isinstance(first, MapChart)
            else [],
            **self._told_once(part.figures),
        }

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
            **self._told_once(panel.figures),
            "more": _link(panel.more),
        }

    def _figure(self, figure: Figure, places: set[str], *, small: bool = False) -> Data:
        picture = draw(figure.chart, self._style, wide=figure.wide, small=small, keyed=not small)
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
            "origins": [] if figure.origin is None else [_link(figure.origin)],
        }

    def _told_once(self, parts: tuple[Figure, ...]) -> Data:
        """Keys, bases, sources and origins of figures in a row, each said once."""
        dotted = [one.chart for one in parts if isinstance(one.chart, DotChart)]
        marks = dict.fromkeys(mark for chart in dotted for mark in key(chart, self._style))
        origins = dict.fromkeys(one.origin for one in parts if one.origin is not None)
        return {
            "marks": [{"svg": picture, "label": words} for picture, words in marks],
            "base": "; ".join(_whole(one.base for one in parts)),
            "source": " ".join(_whole(one.source for one in parts)),
            "origins": [_link(one) for one in origins],
        }

    def _table(self, table: Table, places: set[str]) -> Data:
        return {
            "key": _place(table.key, places),
            "caption": table.caption,
            "columns": [dataclasses.asdict(one) for one in table.columns],
            "widths": widths(table),
            "whole": stays_whole(table),
            "rows": [
                {"key": _place(row.key, places), "cells": [_cell(one) for one in row.cells]}
                for row in table.rows
            ],
        }


def _cell(cell: Cell) -> Data:
    return dataclasses.asdict(cell)


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


def _whole(texts: Iterable[str]) -> list[str]:
    """Each text once; one that stands within another is left out."""
    once = list(dict.fromkeys(text for text in texts if text))
    return [one for one in once if not any(one != other and one in other for other in once)]


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
