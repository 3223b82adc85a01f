"""Colours and hatchings of a stack chart's steps, the same in every drawing.

Belongs here: what each step looks like. Does not belong here: drawing.
"""

from __future__ import annotations

from gnv_pipeline.reports.figures.maps import Hatch
from gnv_pipeline.reports.figures.style import Style
from gnv_pipeline.reports.model.charts import StackChart

_OUTSIDE: tuple[Hatch, ...] = ("", "rising", "falling", "both")


def colours(chart: StackChart, style: Style) -> tuple[str, ...]:
    """One colour per step: a ramp for the scale, white and greys for what lies outside it."""
    ramp = iter(style.ramp(sum(not step.plain for step in chart.steps)))
    found, outside = [], 0
    for step in chart.steps:
        if step.plain:
            found.append(style.plain(outside))
            outside += 1
        else:
            found.append(next(ramp))
    return tuple(found)


def hatches(chart: StackChart) -> tuple[Hatch, ...]:
    """Hatching per step: none on the scale, whose shades differ; one each on the greys outside it."""
    found: list[Hatch] = []
    outside = 0
    for step in chart.steps:
        found.append(_OUTSIDE[min(outside, len(_OUTSIDE) - 1)] if step.plain else "")
        outside += step.plain
    return tuple(found)


def longest(chart: StackChart) -> int:
    """The largest number of parts in a bar, at least 1."""
    return max((sum(part.count for part in row.parts) for row in chart.rows), default=0) or 1
