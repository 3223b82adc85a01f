"""Which cells must not be shown so that nobody can be recognised: primary and secondary suppression.

Belongs here: own counts of one or several indicators as cells, the sums that readers can work out, and
what earlier editions have told. Does not belong here: tables (``mask``), files (``told``), or the search
itself (``suppress_tables``).

A count that has not changed since the edition before is the same unknown. Shown then, it is known, and
hiding it now protects nothing; hidden then, it stays hidden. A count that has changed is another unknown,
bound by the sums of its own edition; so the difference between two editions gives nothing away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from gnv_pipeline import methods

SMALLEST_SHOWN = 5

Key = tuple[str, str, int, str]
"""(indicator_id, organisation_id, data_year, gender)."""
State = tuple[Key, int]
"""A key and how many times its counts have changed: one unknown."""


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
class Told:
    """An own count as an earlier edition had it."""

    count: Count
    shown: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A published total and the parts it is the sum of."""

    total: Key
    parts: tuple[Key, ...]
    bases: bool = True
    """Whether it holds for denominators too."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The keys to mask, and those of them that earlier editions have already given away."""

    keys: frozenset[Key]
    exposed: frozenset[Key]


def hidden(
    counts: Iterable[Count],
    earlier: Collection[Key] = (),
    k: int = SMALLEST_SHOWN,
    editions: Sequence[Sequence[Told]] = (),
) -> frozenset[Key]:
    """The keys to mask: small ones, then what would give them away, until nothing more follows.

    Args:
        counts: Own values with any count known; all areas, genders and years of the indicators concerned.
        earlier: Keys that an earlier edition masked; they stay masked.
        k: Smallest count that may be shown.
        editions: Own counts as earlier editions had them, shown or not.
    """
    return search(counts, earlier, k, editions).keys


def search(
    counts: Iterable[Count],
    earlier: Collection[Key] = (),
    k: int = SMALLEST_SHOWN,
    editions: Sequence[Sequence[Told]] = (),
) -> Hidden:
    """As :func:`hidden`, with what can no longer be protected.

    Exposed keys are small counts that an earlier edition has shown, alone or by its sums.
    """
    ordered = sorted(counts, key=_order)
    touched = {_block(key) for key in earlier}
    touched |= {_block(one.key) for one in ordered if is_small(one, k)}
    touched |= {_block(one.count.key) for told in editions for one in told if not one.shown}
    now = [one for one in ordered if _block(one.key) in touched]
    past = [[one for one in told if _block(one.count.key) in touched] for told in editions]
    system = _System.of(now, past)
    kept = set(earlier)
    result = methods.suppress_tables(
        [one.numerator for one in system.cells.values()],
        system.relations(),
        [one.denominator for one in system.cells.values()],
        k,
        share=[one.bounded for one in system.cells.values()],
        sensitive=[one.sensitive for one in system.cells.values()],
        known=[state in system.shown for state in system.cells],
        kept=[
            state in system.unseen or (one.key in kept and state in system.today)
            for state, one in system.cells.items()
        ],
    )
    states = list(system.cells)
    found = {one.key for one in now if one.key in kept or is_small(one, k)}
    found |= {states[i][0] for i in np.flatnonzero(result.hidden) if states[i] in system.today}
    exposed = {states[i][0] for i in np.flatnonzero(result.exposed) if states[i] in system.today}
    nobody = {one.key for one in now if one.denominator == 0}
    return Hidden(frozenset(found - nobody), frozenset(exposed - nobody))


@dataclass(slots=True)
class _System:
    """The counts of all editions as unknowns: today's first, each in the order of their codes."""

    cells: dict[State, Count]
    today: set[State]
    shown: set[State]
    unseen: set[State]
    """Hidden in every edition that had them."""
    editions: list[dict[Key, State]]

    @classmethod
    def of(cls, now: Sequence[Count], past: Sequence[Sequence[Told]]) -> _System:
        latest: dict[Key, tuple[State, Count]] = {}
        seen: dict[State, Count] = {}
        shown: set[State] = set()
        told: set[State] = set()
        editions: list[dict[Key, State]] = []
        for edition in past:
            states = {one.count.key: _state(one.count, latest) for one in edition}
            seen |= {states[one.count.key]: one.count for one in edition}
            shown |= {states[one.count.key] for one in edition if one.shown}
            told |= set(states.values())
            editions.append(states)
        states = {one.key: _state(one, latest) for one in now}
        editions.append(states)
        everything = {states[one.key]: one for one in now} | {
            state: seen[state] for state in sorted(seen) if state not in set(states.values())
        }
        cells = {state: one for state, one in everything.items() if one.numerator is not None}
        return cls(cells, set(states.values()), shown, told - shown, editions)

    def relations(self) -> list[methods.Relation]:
        """The sums of every edition over the cells; each once."""
        place = {state: index for index, state in enumerate(self.cells)}
        found: dict[methods.Relation, None] = {}
        for states in self.editions:
            counts = [self.cells[state] for state in states.values() if state in place]
            counts.sort(key=_order)
            for _, group in groupby(counts, key=lambda one: _block(one.key)):
                for one in sums(tuple(group)):
                    parts = tuple(place[states[part]] for part in one.parts)
                    found[methods.Relation(place[states[one.total]], parts, one.bases)] = None
        return list(found)


def _state(one: Count, latest: dict[Key, tuple[State, Count]]) -> State:
    """The unknown that a count is: the one of the edition before unless its numbers have changed."""
    state, before = latest.get(one.key, ((one.key, 0), one))
    if (one.numerator, one.denominator) != (before.numerator, before.denominator):
        state = (one.key, state[1] + 1)
    latest[one.key] = (state, one)
    return state


def is_small(cell: Count, k: int = SMALLEST_SHOWN) -> bool:
    """Whether a cell must be hidden for its own sake (the primary rule of ``methods``)."""
    x, n = cell.numerator, cell.denominator
    if n == 0:  # nobody: there is no value, and it tells nothing of anyone
        return False
    if cell.bounded:
        return bool(methods.suppress_proportion(x, n, k, sensitive=cell.sensitive) == "suppress")
    few = methods.suppress_proportion(None, n, k) == "suppress"
    return bool(few or methods.suppress_proportion(x, None, k) == "suppress")


def sums(cells: Iterable[Count]) -> Iterator[Sum]:
    """The sums that readers can work out: all = women + men, and county or region = kommuner.

    The kommuner of a county's sum are those that have counts for that gender.
    """
    known = {cell.key: cell for cell in cells if cell.numerator is not None}
    for indicator, area, year, gender in known:
        whole = (indicator, area, year, gender)
        parts = tuple((indicator, area, year, one) for one in ("K", "M"))
        if gender == "T" and all(part in known for part in parts):
            yield from _sum(known, whole, parts)
    by_gender: dict[str, list[Key]] = {}
    for key, cell in known.items():
        if cell.kind == "kommun":
            by_gender.setdefault(key[3], []).append(key)
    for key, cell in known.items():
        if cell.kind in ("county", "region"):
            yield from _sum(known, key, tuple(by_gender.get(key[3], ())))


def _sum(known: dict[Key, Count], total: Key, parts: tuple[Key, ...]) -> Iterator[Sum]:
    """The sum, if the numerators are one."""
    whole = known[total]
    if not parts or sum(known[part].numerator or 0 for part in parts) != whole.numerator:
        return
    sizes = [known[part].denominator for part in parts]
    bases = None not in sizes and sum(size or 0 for size in sizes) == whole.denominator
    yield Sum(total, parts, bases)


def _order(one: Count) -> tuple[str, int, str, str]:
    return one.key[0], one.key[2], one.key[1], one.key[3]


def _block(key: Key) -> tuple[str, int]:
    """What sums stay within: indicator and data year."""
    return key[0], key[2]
