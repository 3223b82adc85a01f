"""What a chart shows, free of any drawing library: four kinds, each with its words beside its numbers.

Belongs here: points, lines, dots and parts with the Swedish text each one carries. Does not belong here:
colours, scales and pixels (``figures``, ``render``). ``role`` says what a series is, never how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "own",
    "county",
    "beside",
    "nation",
    "group",
    "goal",
    "women",
    "men",
    "kommun",
    "chance",
    "observed",
]


@dataclass(frozen=True, slots=True)
class Point:
    """One value in time; ``value`` is None where it is missing, and ``text`` then says why."""

    year: int
    value: float | None
    lower: float | None
    upper: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One series over years; ``label`` is written at its last point."""

    role: Role
    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Development over years. ``gaps`` are years without any measurement, with the word for why."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    gaps: tuple[tuple[int, str], ...]
    unit: str
    percent: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One value on a row, with its interval; ``certain`` fills the mark, otherwise it is hollow."""

    role: Role
    value: float
    lower: float | None
    upper: float | None
    text: str
    shown: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row of a dot chart. ``words`` stand in the row where a value is missing."""

    key: str
    label: str
    dots: tuple[Dot, ...]
    words: str | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A value that all rows are read against, such as the goal or the county."""

    role: Role
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What a kind of mark means."""

    role: Role
    certain: bool
    label: str


@dataclass(frozen=True, slots=True)
class DotChart:
    """Values with intervals, one row each, all rows shown. ``stems`` draws a line from zero."""

    rows: tuple[DotRow, ...]
    references: tuple[ReferenceLine, ...]
    key: tuple[KeyEntry, ...]
    unit: str
    percent: bool
    stems: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: how many, and the words shown when it is pointed at."""

    count: int
    text: str


@dataclass(frozen=True, slots=True)
class StackRow:
    """One bar; its parts stand in the order of the chart's steps."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale or one kind of thing counted; ``plain`` steps lie outside the scale."""

    label: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class StackChart:
    """How many fall on each step, one bar per row."""

    steps: tuple[Step, ...]
    rows: tuple[StackRow, ...]
    unit: str


Ring = tuple[tuple[float, float], ...]
"""A closed outline as (longitude, latitude) in degrees; the last point repeats the first."""


@dataclass(frozen=True, slots=True)
class MapStep:
    """One class of a map; ``symbol`` is drawn on its areas, so that colour never stands alone."""

    code: str
    label: str
    symbol: str


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area: its outlines, the place of its class in the chart's steps, and the words it carries."""

    key: str
    label: str
    rings: tuple[Ring, ...]
    step: int
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class MapChart:
    """Areas by class. Every area belongs to a step; those that cannot be said have a step of their own."""

    areas: tuple[MapArea, ...]
    steps: tuple[MapStep, ...]
    unit: str


Chart = LineChart | DotChart | StackChart | MapChart
