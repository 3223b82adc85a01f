"""Whose a refused file is, where the file itself can't say.

Belongs here: what the door expected, else what the file's name tells. Does not belong here: the identity
of a workbook that can be read (``workbooks``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.plan.names import name_key
from gnv_pipeline.workbooks.reading import Expected

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose file it seems to be and for which round; ``None`` where nobody can tell."""

    organisation_id: str | None
    year: int | None
    round: int | None


def attribute(file_name: str, plan: Plan, expected: Expected | None, day: date) -> Attribution:
    """Whose a file is, by what the door expected, else by its name and the day it came.

    A name such as ``Kommunens_namn_2026 (1).xlsx`` holds an area's name and a year with a round. Ids are
    not looked for: a kommun's id may be a year. Without a year it is the newest round that was open.
    """
    told = expected or Expected()
    year, number = _round(file_name, plan, day)
    return Attribution(
        told.organisation_id or _organisation(file_name, plan),
        told.year or year,
        told.round or (number if told.year in {None, year} else 1),
    )


def _organisation(file_name: str, plan: Plan) -> str | None:
    stem = f" {_words(PurePath(file_name).stem)} "
    found = {
        name: area.id
        for area in plan.reporters
        for spelling in (area.name, area.full_name, *area.variants)
        if (name := _words(spelling)) and not name.isdecimal() and f" {name} " in stem
    }
    # A name inside a longer one that stands there too is no name of its own.
    areas = {
        area_id
        for name, area_id in found.items()
        if not any(name != other and f" {name} " in f" {other} " for other in found)
    }
    return areas.pop() if len(areas) == 1 else None


def _round(file_name: str, plan: Plan, day: date) -> tuple[int | None, int | None]:
    named = {int(year) for year in _YEAR.findall(file_name)}
    rounds = [one for one in plan.rounds if one.year in named]
    if not rounds:
        rounds = [one for one in plan.rounds if one.opens <= day]
    newest = max(rounds, key=lambda one: (one.opens, one.round), default=None)
    return (newest.year, newest.round) if newest else (None, None)


def _words(text: str) -> str:
    return name_key(_NO_WORD.sub(" ", text.replace("_", " ")))
