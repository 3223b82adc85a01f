"""What becomes of the values of a file: those taken, and those left with the reason.

Belongs here: the types. Does not belong here: deciding (``choosing``, ``settling``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from gnv_pipeline.sources.bulk.extracting import Found

EMPTY_AT_SOURCE = "empty_at_source"

Key = tuple[str, str, int, str]
"""Indicator, area, year, gender."""


@dataclass(frozen=True, slots=True)
class BulkValue:
    """One value of the plan's, with where it stands.

    ``gender_said`` is False where nothing in the file says whom it counts; it is then read as all (T).
    """

    indicator_id: str
    kolada_id: str | None
    organisation_id: str
    data_year: int
    gender: str
    value: float | None
    numerator: float | None
    denominator: float | None
    missing_reason: str | None
    sheet: str
    cell: str
    row: int
    title: str
    gender_said: bool

    @property
    def key(self) -> Key:
        """What the value is of."""
        return self.indicator_id, self.organisation_id, self.data_year, self.gender


@dataclass
class Left:
    """What was left, counted by reason; ``cells`` are those a person has to look at, by reason."""

    counts: Counter[str] = field(default_factory=Counter)
    titles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    cells: dict[str, list[tuple[str, Found]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, reason: str, sheet: str, found: Found) -> None:
        """Count one value."""
        self.counts[reason] += 1
        self.titles[reason][found.title.text] += 1
        self.cells[reason].append((sheet, found))


@dataclass(frozen=True, slots=True)
class Choice:
    """What is taken, and what is left."""

    values: tuple[BulkValue, ...]
    left: Left
