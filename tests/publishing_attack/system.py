"""Unknown counts and what is known of them; the best bounds by linear programming.

Knows nothing of publications (``attacker``) and shares no code with the mask.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

Terms = Mapping[Hashable, float]
Range = tuple[float, float]


class Contradiction(Exception):
    """What is published does not fit together; the attacker has misread something."""


@dataclass
class System:
    """Unknowns with their ranges, and what binds them together."""

    ranges: dict[Hashable, Range] = field(default_factory=dict)
    rows: list[tuple[dict[Hashable, float], float, float]] = field(default_factory=list)

    def unknown(self, name: Hashable, lower: float = 0.0, upper: float = math.inf) -> None:
        """Add an unknown, or narrow down one that is there."""
        low, high = self.ranges.get(name, (-math.inf, math.inf))
        self.ranges[name] = max(low, lower), min(high, upper)

    def bind(self, terms: Terms, lower: float, upper: float) -> None:
        """Lower <= sum of factor × unknown <= upper."""
        self.rows.append((dict(terms), lower, upper))

    def equal(self, terms: Terms, value: float = 0.0) -> None:
        """Sum of factor × unknown = value."""
        self.bind(terms, value, value)

    def bounds(self, names: Iterable[Hashable]) -> dict[Hashable, Range]:
        """Smallest and largest value of each unknown that fits everything known.

        Raises:
            Contradiction: nothing fits.
        """
        parts = _Parts.of(self)
        return {name: parts.bounds(name) for name in names}


@dataclass
class _Parts:
    """The system cut into parts that share no unknown; fixed unknowns are put in as numbers."""

    system: System
    part_of: dict[Hashable, int]
    unknowns: dict[int, list[Hashable]]
    rows: dict[int, list[tuple[dict[Hashable, float], float, float]]]

    @classmethod
    def of(cls, system: System) -> _Parts:
        fixed = {name: low for name, (low, high) in system.ranges.items() if low == high}
        head = {name: name for name in system.ranges if name not in fixed}

        def find(name: Hashable) -> Hashable:
            while head[name] != name:
                head[name] = head[head[name]]
                name = head[name]
            return name

        reduced = []
        for terms, lower, upper in system.rows:
            known = sum(factor * fixed[name] for name, factor in terms.items() if name in fixed)
            left = {name: factor for name, factor in terms.items() if name not in fixed}
            if not left:
                slack = 1e-6 * (1 + sum(abs(f * fixed[name]) for name, f in terms.items()))
                if not lower - slack <= known <= upper + slack:
                    raise Contradiction(f"{terms}: {known} is not in {lower}-{upper}")
                continue
            reduced.append((left, lower - known, upper - known))
            first, *others = left
            for other in others:
                head[find(other)] = find(first)
        unknowns: dict[int, list[Hashable]] = defaultdict(list)
        rows: dict[int, list[tuple[dict[Hashable, float], float, float]]] = defaultdict(list)
        numbers: dict[Hashable, int] = {}
        part_of = {}
        for name in head:
            part_of[name] = numbers.setdefault(find(name), len(numbers))
            unknowns[part_of[name]].append(name)
        for row in reduced:
            rows[part_of[next(iter(row[0]))]].append(row)
        return cls(system, part_of, unknowns, rows)

    def bounds(self, name: Hashable) -> Range:
        if name not in self.part_of:
            return self.system.ranges[name]
        part = self.part_of[name]
        return self._end(part, name, 1.0), self._end(part, name, -1.0)

    def _end(self, part: int, name: Hashable, sign: float) -> float:
        unknowns = self.unknowns[part]
        place = {one: index for index, one in enumerate(unknowns)}
        goal = np.zeros(len(unknowns))
        goal[place[name]] = sign
        equal = [row for row in self.rows[part] if row[1] == row[2]]
        between = [row for row in self.rows[part] if row[1] != row[2]]
        above = [(t, high) for t, _, high in between if math.isfinite(high)]
        below = [
            ({n: -f for n, f in t.items()}, -low) for t, low, _ in between if math.isfinite(low)
        ]
        found = linprog(
            goal,
            A_ub=_matrix([t for t, _ in above + below], place),
            b_ub=[limit for _, limit in above + below] or None,
            A_eq=_matrix([t for t, _, _ in equal], place),
            b_eq=[value for _, value, _ in equal] or None,
            bounds=[self.system.ranges[one] for one in unknowns],
            method="highs",
        )
        if found.status == 3:
            return -sign * math.inf
        if found.status != 0:
            raise Contradiction(f"{name}: {found.message}")
        return float(sign * found.fun)


def _matrix(rows: list[dict[Hashable, float]], place: dict[Hashable, int]) -> csr_array | None:
    if not rows:
        return None
    entries = [
        (factor, row, place[name])
        for row, terms in enumerate(rows)
        for name, factor in terms.items()
    ]
    factors, down, across = zip(*entries, strict=True)
    return csr_array((factors, (down, across)), shape=(len(rows), len(place)))
