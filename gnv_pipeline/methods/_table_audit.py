"""What a reader can work out of a system of published sums: ranges of hidden counts, by linear programming.

Belongs here: tables of counts joined by sums, and the check that hidden counts stay unknown enough.
Does not belong here: choosing which cells to hide (``table_suppression``).

A cell has one or two independent counts ("layers"): those with the property and those without, or a
count and its base. Every sum holds in each layer, so each layer is a system of its own; the denominator
with + without follows from the two and is protected when they are.

With d = possible value - true value the published sums say A d = 0, and d = 0 always fits. Each layer of
kommun × gender × total is a network matrix (every hidden count is in at most two sums), whose linear
programs have whole-number solutions: there the ranges are those of an attacker who also uses that
persons are whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from gnv_pipeline.methods._validation import BoolArray, FloatArray

_EPS = 1e-6  # HiGHS keeps rows to 1e-7
_FAR = 1e6  # farther than any count moves; keeps the programs bounded
_SHARED_ROUNDS = 3

IntArray = NDArray[np.intp]


class Relation(NamedTuple):
    """A published sum: cell ``total`` is the sum of cells ``parts`` (positions in the arrays).

    ``bases`` says whether it holds for denominators as it does for numerators.
    """

    total: int
    parts: tuple[int, ...]
    bases: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Counts and sums as an attacker meets them. Arrays are layers × cells.

    Attributes:
        values: the true counts; NaN where a cell has no such count.
        floors: the smallest value an attacker reckons with; he knows zeros that are no secret.
        small: counts that must keep the stronger protection.
        known: cells that were shown before: hiding them now changes nothing (cells).
        relations: the sums.
        k: smallest count that may be shown.
        matrix: relations × cells, +1 for parts and -1 for the total.
        holds: the sums that hold in a layer, as all their cells have that count (layers × relations).
        secret: counts that are unknown when their cell is hidden.
    """

    values: FloatArray
    floors: FloatArray
    small: BoolArray
    known: BoolArray
    relations: tuple[Relation, ...]
    k: int
    matrix: csr_array
    holds: BoolArray
    secret: BoolArray
    _by_cell: csr_array

    @classmethod
    def of(
        cls,
        *,
        values: FloatArray,
        floors: FloatArray,
        small: BoolArray,
        known: BoolArray,
        relations: tuple[Relation, ...],
        k: int,
    ) -> Table:
        """The table with what follows from its parts."""
        matrix = _matrix_of(relations, values.shape[1])
        absent = np.isnan(values)
        holds = np.stack([abs(matrix) @ row.astype(float) == 0 for row in absent])
        holds[1:] &= np.array([one.bases for one in relations], dtype=bool)
        secret = ~absent & ((values > 0) | small) & ~known
        by_cell = csr_array(matrix.T)
        return cls(values, floors, small, known, relations, k, matrix, holds, secret, by_cell)

    def unknown(self, hidden: BoolArray, layer: int | slice = slice(None)) -> BoolArray:
        """The counts that an attacker does not know outright, layers × cells or cells of one layer."""
        return np.asarray(self.secret[layer] & hidden)

    def rows_of(self, cell: int) -> list[int]:
        """The sums that a cell takes part in, in order."""
        start, end = self._by_cell.indptr[cell : cell + 2]
        return sorted(int(row) for row in self._by_cell.indices[start:end])


@dataclass(slots=True)
class Seen:
    """How far each count moves in the tables found so far that fit all that is published."""

    low: FloatArray
    high: FloatArray

    @classmethod
    def nothing(cls, table: Table) -> Seen:
        """No table but the true one."""
        return cls(np.zeros_like(table.values), np.zeros_like(table.values))


def _matrix_of(relations: tuple[Relation, ...], cells: int) -> csr_array:
    """The sums as rows: +1 for each part, -1 for the total."""
    rows = [row for row, one in enumerate(relations) for _ in range(len(one.parts) + 1)]
    columns = [cell for one in relations for cell in (*one.parts, one.total)]
    signs = [sign for one in relations for sign in [1.0] * len(one.parts) + [-1.0]]
    return csr_array((signs, (rows, columns)), shape=(len(relations), cells))


def groups(table: Table, hidden: BoolArray) -> IntArray:
    """Number of the connected group that each cell is in, through sums over unknown counts."""
    unknown = table.unknown(hidden).any(axis=0)
    links = abs(table.matrix) @ _diagonal(unknown.astype(float))
    return np.asarray(connected_components(links.T @ links, directed=False)[1], dtype=np.intp)


def _diagonal(values: FloatArray) -> csr_array:
    place = np.arange(values.size)
    return csr_array((values, (place, place)), shape=(values.size, values.size))


def weak(
    table: Table, hidden: BoolArray, among: BoolArray | None = None, seen: Seen | None = None
) -> BoolArray:
    """Which unknown counts an attacker narrows down too far, layers × cells.

    A small count needs an upper bound of k or more and a range of k - 1 or more; any other hidden count
    a range of at least 1. Bounds come from tables that fit everything published; every such table that is
    found speaks for all counts in it, so that most need no program of their own.

    Args:
        table: counts and sums.
        hidden: hidden cells.
        among: cells to look at, whole groups of them; default all.
        seen: what was found with fewer cells hidden, which still holds; brought up to date.
    """
    free = table.unknown(hidden)
    if among is not None:
        free &= among
    result = np.zeros_like(free)
    if not free.any():
        return result
    program = _Program.of(table, free)
    if seen is not None:
        program.low, program.high = seen.low[free], seen.high[free]
    program.search()
    if seen is not None:
        seen.low[free], seen.high[free] = program.low, program.high
    result[free] = ~program.certain()
    return result


def ranges(table: Table, hidden: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Smallest and largest possible value of every count, layers × cells; inf where nothing binds it.

    Two linear programs for each unknown count: for reports and tests, not for the search.
    """
    free = table.unknown(hidden)
    low, high = table.values.copy(), table.values.copy()
    if free.any():
        program = _Program.of(table, free)
        for sign, bound in ((1.0, high), (-1.0, low)):
            bound[free] += program.extremes(sign)
    return low, high


@dataclass(slots=True)
class _Program:
    """The unknown counts in one line, what moves they have been seen to make, and the linear program."""

    matrix: csr_array
    room: FloatArray
    """How far down each count can go: true value - floor."""
    value: FloatArray
    small: BoolArray
    group: IntArray
    k: int
    low: FloatArray
    high: FloatArray

    @classmethod
    def of(cls, table: Table, free: BoolArray) -> _Program:
        blocks = [
            table.matrix[table.holds[layer]][:, np.flatnonzero(columns)]
            for layer, columns in enumerate(free)
        ]
        rows = sum(block.shape[0] for block in blocks)
        matrix = csr_array(_stairs(blocks)) if rows else csr_array((0, int(free.sum())))
        matrix = matrix[np.diff(matrix.indptr) > 0]
        count = matrix.shape[1]
        links = abs(matrix)
        group = connected_components(links.T @ links, directed=False)[1]
        return cls(
            matrix=matrix,
            room=(table.values - table.floors)[free],
            value=table.values[free],
            small=table.small[free],
            group=np.asarray(group, dtype=np.intp),
            k=table.k,
            low=np.zeros(count),
            high=np.zeros(count),
        )

    def certain(self) -> BoolArray:
        """Counts whose protection the tables found so far show."""
        width = self.high - self.low
        enough = (width >= self.k - 1 - _EPS) & (self.value + self.high >= self.k - _EPS)
        return np.where(self.small, enough, width >= 1 - _EPS)

    def search(self) -> None:
        """Look for tables that fit until each count is shown to be protected or can't be."""
        bound = np.diff(self.matrix.tocsc().indptr) > 0
        self.high[~bound] = _FAR  # in no sum at all
        turns = np.arange(self.value.size)
        for turn in range(_SHARED_ROUNDS):
            targets = np.flatnonzero(~self.certain())
            if targets.size == 0:
                return
            up = np.ones(turns.size) if turn == 0 else np.where((turns + turn) % 2 == 0, 1.0, -1.0)
            self._take(self._solve(targets, up[targets]))
        for sign in (1.0, -1.0):
            tried = np.zeros(self.value.size, dtype=bool)
            while (left := np.flatnonzero(~self.certain() & ~tried)).size:
                # one count of each group at a time: groups do not disturb each other
                _, first = np.unique(self.group[left], return_index=True)
                targets = left[first]
                tried[targets] = True
                self._take(self._solve(targets, np.full(targets.size, sign)))

    def extremes(self, sign: float) -> FloatArray:
        """How far each count can move in one direction."""
        found = np.zeros(self.value.size)
        left = np.arange(self.value.size)
        while left.size:
            _, first = np.unique(self.group[left], return_index=True)
            targets = left[first]
            moves = self._solve(targets, np.full(targets.size, sign), reach=_FAR)
            found[targets] = moves[targets]
            left = np.setdiff1d(left, targets)
        found = np.round(found, 6)
        found[np.abs(found) >= _FAR - 1] = np.inf
        return found

    def _take(self, moves: FloatArray) -> None:
        self.low = np.minimum(self.low, moves)
        self.high = np.maximum(self.high, moves)

    def _solve(
        self, targets: IntArray, signs: FloatArray, reach: float | None = None
    ) -> FloatArray:
        """Moves of all counts that take the targets as far as is needed, all at once.

        Maximise the sum of u, where u <= sign * d and u <= what protection needs; so no target is driven
        farther at the expense of another. Groups without a target stay where they are.
        """
        inside = np.flatnonzero(np.isin(self.group, self.group[targets]))
        matrix = self.matrix[:, inside]
        matrix = matrix[np.diff(matrix.indptr) > 0]
        rows, count, extra = matrix.shape[0], inside.size, targets.size
        need = np.where(
            self.small[targets], np.maximum(self.k - 1, self.k - self.value[targets]), 1.0
        )
        if reach is not None:
            need = np.full(extra, reach)
        place = np.arange(extra)
        columns = np.concatenate([np.searchsorted(inside, targets), count + place])
        entries = (np.concatenate([signs, -np.ones(extra)]), (np.tile(place, 2), columns))
        taken = csr_array(entries, shape=(extra, count + extra))
        wide = csr_array((matrix.data, matrix.indices, matrix.indptr), shape=(rows, count + extra))
        found = milp(  # no variable is declared whole: a linear program
            np.concatenate([np.zeros(count), -np.ones(extra)]),
            constraints=LinearConstraint(
                csr_array(vstack([wide, taken])),
                np.zeros(rows + extra),
                np.concatenate([np.zeros(rows), np.full(extra, np.inf)]),
            ),
            bounds=Bounds(
                np.concatenate([-self.room[inside], np.full(extra, -_FAR)]),
                np.concatenate([np.full(count, _FAR), need]),
            ),
        )
        if found.x is None:  # the true table always fits, so this is never the data's fault
            raise ArithmeticError(f"no solution was found: {found.message}")
        moves = np.zeros(self.value.size)
        moves[inside] = found.x[:count]
        return moves


def _stairs(blocks: list[csr_array]) -> csr_array:
    """Blocks along the diagonal, empty ones with their columns kept."""
    width = sum(block.shape[1] for block in blocks)
    rows, left = [], 0
    for block in blocks:
        before = csr_array((block.shape[0], left))
        after = csr_array((block.shape[0], width - left - block.shape[1]))
        rows.append(hstack([before, block, after]))
        left += block.shape[1]
    return csr_array(vstack(rows))
