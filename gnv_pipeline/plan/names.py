"""Finding an area by what people write: name, full name, variant or id.

Belongs here: when two spellings are the same name. Does not belong here: the names themselves (they
stand in the plan folder).
"""

from __future__ import annotations

import re

from gnv_pipeline.plan.models import Area, Plan

_BETWEEN = re.compile(r"[\s_\-‐‑–]+")


def name_key(text: str) -> str:
    """What two spellings of the same name have in common: case, blanks, hyphens and _ don't count."""
    return _BETWEEN.sub(" ", text.replace("\u00a0", " ")).strip().casefold()


def spellings(area: Area) -> tuple[str, ...]:
    """Everything an area may be called, its id first."""
    return (area.id, area.name, area.full_name, *area.variants)


def find_area(plan: Plan, text: str) -> Area | None:
    """The area that ``text`` names, or None; an id counts before any name."""
    wanted = name_key(text)
    for area in plan.areas:
        if name_key(area.id) == wanted:
            return area
    for area in plan.areas:
        if any(name_key(spelling) == wanted for spelling in spellings(area)):
            return area
    return None
