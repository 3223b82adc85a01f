"""Which cells must not be shown so that nobody can be recognised: primary and secondary suppression.

Belongs here: the rule over own counts of one indicator and data year, area × gender × total. Does not
belong here: tables (``mask``), the primary rule of a single count (``methods``).

First version: sums over women and men and over kommuner are protected; linear combinations of more than
one sum, and numerators against denominators, are not searched for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from gnv_pipeline import methods

SMALLEST_SHOWN = 5

Key = tuple[str, str, int, str]
"""(indicator_id, organisation_id, data_year, gender)."""


@dataclass(frozen=True, slots=True)
class Count:
    """One own value with its counts; ``kind`` of area as in ``mart.organisation``."""

    key: Key
    kind: str
    numerator: float | None
    denominator: float | None
    bounded: bool = True
    """Whether the numerator is part of the denominator (a share)."""
    sensitive: bool = False
    """Whether 0 and 100 % are hidden too."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A published total and the parts it is the sum of."""

    total: Key
    parts: tuple[Key, ...]


def hidden(
    counts: Iterable[Count], earlier: Collection[Key] = (), k: int = SMALLEST_SHOWN
) -> frozenset[Key]:
    """The keys to mask: small ones, then what would give them away, until nothing more follows.

    Args:
        counts: Own values with any count known; all areas, genders and years of the indicators concerned.
        earlier: Keys that an earlier edition masked; they stay masked.
        k: Smallest count that may be shown.
    """
    ordered = sorted(counts, key=lambda one: (one.key[0], one.key[2], one.key[1], one.key[3]))
    kept = set(earlier)
    found: set[Key] = set()
    for _, group in groupby(ordered, key=lambda one: (one.key[0], one.key[2])):
        cells = tuple(group)
        masked = {cell.key for cell in cells if cell.key in kept or is_small(cell, k)}
        if masked:
            sizes = {cell.key: cell.numerator for cell in cells if cell.numerator is not None}
            found |= close(masked, tuple(sums(cells)), sizes, k)
    return frozenset(found)


def is_small(cell: Count, k: int = SMALLEST_SHOWN) -> bool:
    """Whether a cell must be hidden for its own sake (the primary rule of ``methods``)."""
    x, n = cell.numerator, cell.denominator
    if cell.bounded:
        return bool(methods.suppress_proportion(x, n, k, sensitive=cell.sensitive) == "suppress")
    few = methods.suppress_proportion(None, n, k) == "suppress"
    return bool(few or methods.suppress_proportion(x, None, k) == "suppress")


def sums(cells: Iterable[Count]) -> Iterator[Sum]:
    """The sums that readers can work out: all = women + men, and county or region = kommuner."""
    known = {cell.key: cell for cell in cells if cell.numerator is not None}
    for (indicator, area, year, gender), _ in known.items():
        parts = tuple((indicator, area, year, one) for one in ("K", "M"))
        if gender == "T" and all(part in known for part in parts):
            yield Sum((indicator, area, year, gender), parts)
    for key, whole in known.items():
        if whole.kind not in ("county", "region"):
            continue
        parts = tuple(
            other for other, cell in known.items() if cell.kind == "kommun" and other[3] == key[3]
        )
        if parts and sum(known[part].numerator or 0 for part in parts) == whole.numerator:
            yield Sum(key, parts)


def close(
    masked: Collection[Key], equations: Iterable[Sum], sizes: Mapping[Key, float], k: int
) -> set[Key]:
    """Mask on until no sum gives a masked cell away; the smallest count first, ties in key order."""
    result = set(masked)
    ordered = tuple(equations)
    changed = True
    while changed:
        changed = False
        for equation in ordered:
            if (extra := _next(equation, result, sizes, k)) is not None:
                result.add(extra)
                changed = True
    return result


def _next(equation: Sum, masked: set[Key], sizes: Mapping[Key, float], k: int) -> Key | None:
    """The cell that must be masked next for this sum, or None when the sum reveals nothing."""
    inside = [part for part in equation.parts if part in masked]
    total_masked = equation.total in masked
    if not inside and not total_masked:
        return None
    if total_masked and inside:
        return None
    if not total_masked:
        hidden_sum = sum(sizes[part] for part in inside)
        if len(inside) > 1 and hidden_sum >= k + len(inside) - 1:
            return None
    shown = [part for part in equation.parts if part not in masked]
    countable = [part for part in shown if sizes[part] >= 1]
    if countable:
        return min(countable, key=lambda part: (sizes[part], part))
    # Only zeros are left: the total goes, or, where it has gone, one of the zeros.
    return equation.total if not total_masked else min(shown)
