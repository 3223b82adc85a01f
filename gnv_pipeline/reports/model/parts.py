"""The parts of a report. Renderers walk through them and add only looks.

Every text is finished Swedish: numbers are already written with decimal comma, missing values with their
words. ``example`` marks what the region has not decided; whoever shows the part says "exempel".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gnv_pipeline.reports.model.charts import Chart

Align = Literal["text", "number"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more sentences. ``lead`` stands out; ``missing`` says that something is not there."""

    text: str
    kind: Literal["plain", "lead", "missing", "note"] = "plain"
    example: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the strategy, with their source."""

    text: str
    description: str
    source: str


@dataclass(frozen=True, slots=True)
class HumanText:
    """What people have written (Markdown), or ``markdown`` None and then ``words`` say that it is missing."""

    title: str
    markdown: str | None
    signed: str
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. ``symbol`` stands before the text and never carries meaning alone."""

    text: str
    symbol: str = ""
    missing: bool = False
    example: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    label: str
    align: Align = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell is the row's heading. ``key`` becomes a deep link."""

    cells: tuple[Cell, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings and no merged cells."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that can stand alone: title, words for those who do not see it, its numbers, its origin.

    The first table holds the numbers drawn; further ones what belongs to them. ``tall`` figures have a
    row per area and stand beside two lower ones.
    """

    key: str
    title: str
    alt: str
    chart: Chart
    tables: tuple[Table, ...]
    unit: str
    data_year: str
    base: str
    source: str
    wide: bool = False
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Signal:
    """One of the three signals: ``name`` (nivå, takt, jämförelse), its code, symbol and words, and why."""

    name: str
    code: str
    symbol: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator against its goal, for one area: what goals at a glance and local reports show."""

    indicator_id: str
    name: str
    note: str
    value: str
    interval: str
    data_year: str
    target: str
    target_example: bool
    signals: tuple[Signal, ...]
    words: tuple[str, ...] = ()
    href: str | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Standings:
    """Several indicators, each with its three signals."""

    key: str
    caption: str
    value_label: str
    words_label: str
    rows: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what is said of them, such as an indicator's definition."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """What the signs of each signal mean: (name of the signal, ((sign, words), ...))."""

    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Several short texts of equal weight."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word beside a heading."""

    text: str
    kind: Literal["plain", "example", "main"] = "plain"


Block = Statement | Quote | HumanText | Table | Figure | Standings | Signs | Facts | Bullets


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
class Report:
    """A whole report. ``key`` is the name of its folder."""

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
