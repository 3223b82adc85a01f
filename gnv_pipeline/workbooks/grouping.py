"""Findings in the order people meet them, and like ones together.

Belongs here: order and grouping for receipts, answers and terminals. Does not belong here: the findings'
words, or how they look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gnv_pipeline.excel.grid import split_address
from gnv_pipeline.findings import Finding, Severity

SHOWN = 10
"""Warnings shown one by one; more of the same are counted."""
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}

Key = tuple[int, int, int, int, str]


def reading_order(titles: Sequence[str]) -> Callable[[Finding], Key]:
    """Sort key: errors first, then as one reads the workbook: sheet, row, column.

    Args:
        titles: The workbook's sheets in order.
    """
    place = {title: number for number, title in enumerate(titles, start=1)}

    def key(finding: Finding) -> Key:
        sheet = place.get(finding.sheet or "", len(place) + 1) if finding.sheet else 0
        row, column = 0, 0
        if finding.cell:
            try:
                row, column = split_address(finding.cell)
            except ValueError:
                row, column = 0, 0
        return (_ORDER[finding.severity], sheet, row, column, finding.code)

    return key


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of the same rule and severity on the same sheet: those shown and how many there are."""

    shown: tuple[Finding, ...]
    findings: tuple[Finding, ...]

    @property
    def more(self) -> str:
        """What is said of those not shown; empty where all are."""
        rest = self.findings[len(self.shown) :]
        if not rest:
            return ""
        cells = [finding.cell for finding in rest if finding.cell]
        where = f": {', '.join(cells[:SHOWN])}{' …' if len(cells) > SHOWN else ''}" if cells else ""
        return f"… och {len(rest)} till av samma slag på bladet {rest[0].sheet}{where}."


def grouped(findings: Iterable[Finding], shown: int | None = SHOWN) -> tuple[Group, ...]:
    """Like findings together, in the order of the first of each.

    Args:
        findings: In the order of reading.
        shown: How many are shown altogether, at least one of each group; ``None`` for all.
    """
    members: dict[tuple[str, Severity, str | None], list[Finding]] = {}
    for finding in findings:
        members.setdefault((finding.code, finding.severity, finding.sheet), []).append(finding)
    room = None if shown is None else max(shown - len(members), 0)
    groups = []
    for found in members.values():
        extra = len(found) - 1 if room is None else min(len(found) - 1, room)
        room = None if room is None else room - extra
        groups.append(Group(tuple(found[: 1 + extra]), tuple(found)))
    return tuple(groups)
