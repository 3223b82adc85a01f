"""The blocks that stand in a report's sections: texts, tables, figures, signals, panels.

Every text is finished Swedish: numbers are already written with decimal comma, missing values with their
words. ``example`` marks what the region has not decided; whoever shows the part says "exempel".
"""

from __future__ import annotations

from dataclasses import dataclass
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
class Link:
    """Words that lead somewhere; ``href`` is ``#key`` of a part of the same report."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that can stand alone: title, words for those who do not see it, its numbers, its origin.

    The first table holds the numbers drawn; further ones what belongs to them. ``tall`` figures have a
    row per area and stand beside two lower ones. ``origin`` leads to the files that the numbers came in.
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
    origin: Link | None = None


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


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small figures of one kind side by side, ``columns`` to a row, so that they are read against each other.

    Each figure is whole in itself (unit, year, base, source); renderers draw it small. A source or unit that
    all of them share may be written once, under the caption.
    """

    key: str
    caption: str
    figures: tuple[Figure, ...]
    columns: int = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """A main indicator on half a page: what is said of it, its signals and its figures in one row.

    ``key`` is the indicator's deep link, ``target`` its goal in words (empty without one), ``more`` leads to
    all its values. ``figures`` are in reading order: development, kommuner, women and men; any may be absent.
    """

    key: str
    title: str
    subtitle: str
    badges: tuple[Badge, ...]
    target: str
    target_example: bool
    signals: tuple[Signal, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, each finished words."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions with answers, in the order they are to be read."""

    key: str
    rows: tuple[Question, ...]


Block = (
    Statement
    | Quote
    | HumanText
    | Table
    | Figure
    | Multiples
    | Panel
    | Questions
    | Standings
    | Signs
    | Facts
    | Bullets
)
