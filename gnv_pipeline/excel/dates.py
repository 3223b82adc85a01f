"""What people write in cells as dates.

Belongs here: the day one cell holds, and the day somebody most likely means. Does not belong here:
numbers and texts (``values``), or what a finding says (``workbooks``).

A date that can be read in two ways is not read: 4/3 2027 is 4 March to a Swede and 3 April to a program
set to English. 19/3 2027 has one reading only.
"""

from __future__ import annotations

import datetime as dt
import re

from gnv_pipeline.excel.model import Cell
from gnv_pipeline.excel.values import Problem, ProblemCode, as_read, fold, trouble_in

_MONTHS = {
    month: index
    for index, names in enumerate(
        (
            "januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun",
            "juli jul", "augusti aug", "september sep sept", "oktober okt", "november nov",
            "december dec",
        ),
        start=1,
    )
    for month in names.split()
}  # fmt: skip
_ISO_DAY = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
_ISO_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_COMPACT_DAY = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?,? (?:den )?)?"
_WORD_DAY = re.compile(_WEEKDAY + r"(?:den )?(?:(\d{1,2})[:.]?(?:a|e)? )?([a-zåäö]+)\.?,? (\d{4})")
_FIGURES = re.compile(_WEEKDAY + r"(\d{1,2}) ?[-./ ] ?(\d{1,2})(?: ?[-./ ] ?| -)(\d{4}|\d{2})")
_WORD_SHORT_YEAR = re.compile(
    _WEEKDAY + r"(?:den )?(?:(\d{1,2}):?e? )?([a-zåäö]+)\.? ?[-'’]?(\d{2})"
)
_CENTURY = 2000


def parse_date(cell: Cell | None) -> dt.date | Problem | None:
    """A date: a date cell, ``2026-03-19``, ``19 mars 2027``, ``19/3 2027``; a month means its first day.

    What can be read in two ways, or is no date, becomes a :class:`Problem`.
    """
    if cell is None or cell.blank:
        return None
    if trouble := trouble_in(cell):
        return trouble
    value = cell.value
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    shown = as_read(value)
    if isinstance(value, bool) or (found := _date_in(fold(shown))) is None:
        return Problem(ProblemCode.NOT_A_DATE, shown)
    return found


def likely_date(text: str) -> dt.date | None:
    """The day a Swede most likely means by a text that can be read otherwise too, for asking about it.

    ``4/3 2027`` and ``4 mars -27`` give 4 March 2027; two figures are a year of this century.
    """
    plain = fold(text)
    if match := _FIGURES.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
        if month > 12:
            day, month = month, day
    elif (match := _WORD_SHORT_YEAR.fullmatch(plain)) and match[2] in _MONTHS:
        day, month, year = int(match[1] or 1), _MONTHS[match[2]], int(match[3])
    else:
        return None
    return _day(year if year > 99 else year + _CENTURY, month, day)


def _date_in(text: str) -> dt.date | None:
    if match := _ISO_DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    if match := _ISO_MONTH.fullmatch(text):
        return _day(int(match[1]), int(match[2]), 1)
    if (match := _WORD_DAY.fullmatch(text)) and match[2] in _MONTHS:
        return _day(int(match[3]), _MONTHS[match[2]], int(match[1] or 1))
    if match := _FIGURES.fullmatch(text):
        return _only_reading(*(int(part) for part in match.groups()))
    return None


def _only_reading(first: int, second: int, year: int) -> dt.date | None:
    """Day and month in either order, where only one order is a date, or both are the same."""
    if year < 100:
        return None
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
