"""The parts of a report. Renderers walk through them and add only looks.

Belongs here: what blocks stand in: sections, page 1, cover, the whole report. Everything that a renderer
needs of the model can be imported from here. Does not belong here: blocks (``blocks``) or builders.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gnv_pipeline.reports.model.blocks import (
    Align,
    Badge,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Figure,
    HumanText,
    Link,
    Multiples,
    Panel,
    Question,
    Questions,
    Quote,
    Row,
    Signal,
    Signs,
    Standing,
    Standings,
    Statement,
    Table,
)

__all__ = [
    "Align",
    "Badge",
    "Block",
    "Box",
    "Bullets",
    "Cell",
    "Column",
    "Cover",
    "CoverFact",
    "Edition",
    "Facts",
    "Figure",
    "FrontPage",
    "HumanText",
    "Link",
    "Multiples",
    "Panel",
    "Question",
    "Questions",
    "Quote",
    "Report",
    "ReportLink",
    "Row",
    "Section",
    "Signal",
    "Signs",
    "Standing",
    "Standings",
    "StartPage",
    "Statement",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its contents. ``tone`` is the delmål whose colour it carries; the inner sections of a
    ``grid`` stand side by side where there is room.
    """

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    badges: tuple[Badge, ...] = ()
    tone: str | None = None
    subtitle: str | None = None
    page: bool = False
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A titled part of page 1."""

    key: str
    title: str
    statements: tuple[Statement, ...]
    human: HumanText | None = None


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Page 1; it stands alone on one printed A4."""

    focus: str
    lead: Box
    right: Box
    wrong: Box
    boxes: tuple[Box, ...]
    reading: Box


@dataclass(frozen=True, slots=True)
class Edition:
    """What a reader must know of when and from what the report was made."""

    year: int
    label: str
    preliminary: bool
    as_of: str
    dated: date
    plan: str
    sender: str
    receivers: str
    code_version: str
    example: bool


@dataclass(frozen=True, slots=True)
class CoverFact:
    """One line of the cover: ``key`` for those who look it up, term and words; ``missing`` when not known."""

    key: Literal[
        "record",
        "sender",
        "receivers",
        "edition",
        "as_of",
        "plan",
        "data_years",
        "fact_check",
        "status",
    ]
    term: str
    words: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """What a registrar and a reader must find first: what it is, whose, to whom, from when."""

    title: str
    subject: str
    focus: str
    facts: tuple[CoverFact, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. ``key`` is the name of its folder.

    ``sections`` are the body, within its page budget; ``appendix`` is the rest: method, definitions, sources,
    tables and the figures of all supporting indicators.
    """

    key: str
    kind: Literal["regional", "local"]
    organisation_id: str
    title: str
    subject: str
    focus: str
    edition: Edition
    banners: tuple[str, ...]
    front: FrontPage | None
    sections: tuple[Section, ...]
    contact: str
    cover: Cover
    appendix: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportLink:
    """One line of the start page."""

    key: str
    name: str
    status: str
    status_symbol: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """The page that leads to all reports of the edition."""

    title: str
    edition: Edition
    focus: str
    banners: tuple[str, ...]
    regional: ReportLink
    local: tuple[ReportLink, ...]
    contact: str
