"""Last year's activities and obstacles that come along into the new workbook.

Belongs here: which earlier rows are shown again, under which id, and where numbering of new ids goes
on. Does not belong here: where the rows stand (``layout``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gnv_pipeline.workbooks.rows import History, ObstacleRow
from gnv_pipeline.workbooks.shapes import Choice

# A finished activity has been reported once; brought along it would be handed in again every year.
_FINISHED = frozenset({"in_daily_use", "ended_not_introduced"})
_PROGRESS_FIELD = "outcome"  # of an obstacle: asked anew each year


@dataclass(frozen=True, slots=True)
class Carried:
    """Earlier rows as (id, shown text by field), and the first number free for new ids."""

    rows: tuple[tuple[str, Mapping[str, str]], ...]
    next_number: int


def carried_activities(
    history: History | None,
    prefix: str,
    lists: Mapping[str, tuple[Choice, ...]],
    list_of: Mapping[str, str | None],
) -> Carried:
    """Earlier activities that are not finished.

    Args:
        history: What is known from before.
        prefix: What this year's new ids begin with.
        lists: The code lists, to show labels.
        list_of: Fields in order, each with its code list or ``None``.
    """
    known = history.activities if history else ()
    rows = tuple(
        (row.activity_id, _shown(row.values, lists, list_of))
        for row in known
        if row.values.get("status") not in _FINISHED
    )
    return Carried(rows, _next_number(prefix, (row.activity_id for row in known)))


def carried_obstacles(
    history: History | None,
    prefix: str,
    lists: Mapping[str, tuple[Choice, ...]],
    list_of: Mapping[str, str | None],
) -> Carried:
    """Earlier obstacles; what happened to them is left open to be told."""
    known: tuple[ObstacleRow, ...] = history.obstacles if history else ()
    asked = {name: choices for name, choices in list_of.items() if name != _PROGRESS_FIELD}
    rows = tuple((row.obstacle_id, _shown(row.values, lists, asked)) for row in known)
    return Carried(rows, _next_number(prefix, (row.obstacle_id for row in known)))


def _shown(
    values: Mapping[str, str | None],
    lists: Mapping[str, tuple[Choice, ...]],
    list_of: Mapping[str, str | None],
) -> dict[str, str]:
    shown = {}
    for name, list_id in list_of.items():
        value = values.get(name)
        if value and list_id:
            # A code that the plan no longer has is left out, so that somebody chooses anew.
            value = next((c.label for c in lists[list_id] if c.code == value), None)
        if value:
            shown[name] = value
    return shown


def _next_number(prefix: str, ids: Iterable[str]) -> int:
    numbers = [
        int(rest)
        for known in ids
        if known.startswith(prefix) and (rest := known.removeprefix(prefix)).isdecimal()
    ]
    return max(numbers, default=0) + 1
