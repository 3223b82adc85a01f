"""Days when nobody should be asked to meet or hand in.

Belongs here: weekends, Swedish public holidays and the eves that are days off in practice, and the
holiday weeks. Does not belong here: the plan's own dates (``calendar.yaml``, ``rounds.yaml``).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

FIRST_HOLIDAY_WEEK, LAST_HOLIDAY_WEEK = 26, 33
"""ISO weeks when most people in municipal and regional services are on holiday."""


@cache
def _days_off(year: int) -> dict[date, str]:
    days = dict(holidays.country_holidays("SE", years=year, language="sv", include_sundays=False))
    # Eves: not public holidays by law, but nobody is at work.
    days[date(year, 12, 24)] = "julafton"
    days[date(year, 12, 31)] = "nyårsafton"
    june_19 = date(year, 6, 19)
    days[june_19 + timedelta(days=(4 - june_19.weekday()) % 7)] = "midsommarafton"
    return {day: name.lower() for day, name in days.items()}


def bad_day(day: date) -> str | None:
    """Why a day is a bad one, in Swedish words that follow "är", or None."""
    if (name := _days_off(day.year).get(day)) is not None:
        return name
    if day.weekday() >= 5:
        return "inte en arbetsdag"
    week = day.isocalendar().week
    if FIRST_HOLIDAY_WEEK <= week <= LAST_HOLIDAY_WEEK:
        return f"i semestertid (vecka {week})"
    return None
