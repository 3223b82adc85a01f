"""A place in a plan file, in words: ``indikatorn nm1, basis``.

Belongs here: names of the things that stand in lists of the plan files. Does not belong here: lines
(``positions``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gnv_pipeline.plan.positions import Path

_THINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "areas": ("området", ("id",)),
    "delmal": ("delmålet", ("id",)),
    "goals": ("målet", ("id",)),
    "indicators": ("indikatorn", ("id", "indicator")),
    "statements": ("påståendet", ("id",)),
    "scale": ("svaret", ("code",)),
    "rounds": ("omgången", ("year",)),
    "milestones": ("steget", ("step", "year")),
    "meetings": ("mötet", ("body", "on")),
    "definitions": ("definitionen", ("version",)),
    "sources": ("källan", ("level", "kind")),
    "missing_reasons": ("skälet", ("code",)),
    "hand_in": ("fältet", ("id",)),
    "activities": ("fältet", ("id",)),
    "local_plan": ("fältet", ("id",)),
    "obstacles": ("fältet", ("id",)),
}


def place_words(data: Any, path: Path) -> str:
    """The way to a value in words; keys that are not things keep their own names."""
    words: list[str] = []
    value = data
    for number, step in enumerate(path):
        before = path[number - 1] if number else None
        value = _inside(value, step)
        if isinstance(step, int):
            words[-1:] = [_thing(before, value, step, path[:number])]
        else:
            words.append(step)
    return ", ".join(words)


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _thing(name: str | int | None, value: Any, number: int, before: Path) -> str:
    if "code_lists" in before:
        code = value.get("code") if isinstance(value, Mapping) else None
        return f"{name}, koden {code}" if code is not None else f"{name}, nummer {number + 1}"
    word, keys = _THINGS.get(str(name), (str(name), ()))
    if isinstance(value, Mapping):
        known = [str(value[key]) for key in keys if value.get(key) is not None]
        if known:
            return f"{word} {' '.join(known)}"
    return f"{word} nummer {number + 1}"
