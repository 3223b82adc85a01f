"""An attacker who has read everything published and wants the counts that are masked.

What it uses, of every edition: values, counts and interval limits (which give the counts back), county
sums with the areas in them, women + men = all, values of the others together, gaps to goals and how many
persons they are, signals, lowest, highest and difference, changes with the value they start from, the
figures in sentences and notes (rounded), what differs from the edition before, missing reasons, and by
lineage which counts are the same in two editions. It may also be told where the zeros are.

Unknown are x (numerator) and n (denominator) of each masked row of an own indicator. Interval limits and
signals are only used in the directions that give linear bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from gnv_pipeline.warehouse.reader import Publication
from tests.publishing_attack import attacker_compared
from tests.publishing_attack.reader import EPS, Counts, Edition, Key, Tables
from tests.publishing_attack.system import Contradiction, System

K = 5
TABLES = (
    "indicator", "indicator_value", "organisation", "comparison", "goal_status", "trend", "inequality",
    "sentence", "note", "edition_change", "lineage",
    "edition", *attacker_compared.TABLES,
)  # fmt: skip


def read(path: Path) -> dict[str, pd.DataFrame]:
    """The tables of a published ``mart.duckdb``."""
    with Publication(path) as publication:
        return {name: publication.table(name) for name in TABLES}


@dataclass(frozen=True)
class Found:
    """What the attacker knows of one count of one masked row."""

    edition: int
    key: Key
    part: str
    """``x`` (numerator), ``c`` (denominator - numerator) or ``n``."""
    true: float
    lower: float
    upper: float
    sensitive: bool = False

    @property
    def small(self) -> bool:
        """Whether the count itself is too small to be shown."""
        secret_zero = self.sensitive and self.true == 0 and self.part != "n"
        return 1 <= self.true < K or secret_zero

    @property
    def width(self) -> float:
        return self.upper - self.lower

    @property
    def protected(self) -> bool:
        """Small: largest possible value >= k and range >= k - 1; else more than one value.

        A 0 that is no secret may be known: it would have been shown.
        """
        if self.small:
            return self.upper >= K - EPS and self.width >= K - 1 - EPS
        return self.true == 0 or self.width > EPS


def attack(
    editions: Sequence[Tables], truth: Sequence[Counts], *, zeros: bool = False
) -> tuple[Found, ...]:
    """Bounds of every count of every masked row.

    Args:
        editions: Tables of each edition, in the order they were published.
        truth: The counts behind each edition; used to tell what was found, and where the zeros are.
        zeros: Whether the attacker knows them (and that every other count is at least 1).

    Raises:
        Contradiction: What is published does not fit the truth or itself.
    """
    system = System()
    readers = [Edition(number, tables, system) for number, tables in enumerate(editions)]
    for reader in readers:
        reader.learn()
    for number, later in enumerate(readers):
        later.learn_differences(readers[:number])
        for earlier in readers[:number]:
            later.learn_unchanged(earlier)
    if zeros:
        for reader, counts in zip(readers, truth, strict=True):
            reader.learn_zeros(counts)
    names = [(r.number, key, part) for r in readers for key in r.masked for part in r.parts(key)]
    bounds = system.bounds(names)
    found = []
    for number, key, part in names:
        if key not in truth[number]:
            continue
        x, n = truth[number][key]
        true = {"x": x, "n": n, "c": n - x}[part]
        lower, upper = bounds[number, key, part]
        if not lower - 1e-3 <= true <= upper + 1e-3:
            raise Contradiction(f"{key} {part} is {true}, not in {lower}-{upper}")
        found.append(
            Found(number, key, part, true, lower, upper, readers[number].sensitive(key[0]))
        )
    return tuple(found)


def unprotected(found: Sequence[Found]) -> list[str]:
    """What the attacker got, in words."""
    return [
        f"edition {one.edition}: {'|'.join(map(str, one.key))} {one.part} = {one.true:g}, known to be "
        f"{one.lower:.6g}-{one.upper:.6g}"
        for one in found
        if not one.protected
    ]
