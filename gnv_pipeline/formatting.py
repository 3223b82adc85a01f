"""The one place where a number or a date becomes Swedish text.

Rounding happens here and nowhere else: half away from zero on the shortest decimal form, as people
round by hand (2.675 becomes 2,68; Python's own ``round`` gives 2.67). Does not belong here: sentences
(publishing), units' names (plan) or reading numbers people wrote (excel).
"""

from __future__ import annotations

import math
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
MISSING = EN_DASH

_EVERY_FLOAT = Context(prec=340)  # the usual 28 digits are too few from 1e28
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SMALL = (
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)


def round_half_up(value: float, decimals: int = 0) -> Decimal:
    """``value`` rounded half away from zero to ``decimals`` decimals (0 or more)."""
    return Decimal(repr(float(value))).quantize(
        Decimal(1).scaleb(-decimals), ROUND_HALF_UP, context=_EVERY_FLOAT
    )


def number(value: float | None, decimals: int = 0) -> str:
    """``12345.678`` as ``12 345,7``; missing as an en dash. Thousands by non-breaking space from 10 000.

    Four digits stand together (``5714``), as Swedish writing rules recommend for figures in text.
    """
    if value is None or math.isnan(value):
        return MISSING
    rounded = round_half_up(value, decimals)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", NBSP)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{whole},{fraction}" if fraction else f"{sign}{whole}"


def signed(value: float | None, decimals: int = 0) -> str:
    """Like :func:`number` with a plus sign before positive values: ``+3``, ``−1,5``, ``0``."""
    if value is None or math.isnan(value):
        return MISSING
    text = number(value, decimals)
    return f"+{text}" if round_half_up(value, decimals) > 0 else text


def percent(value: float | None, decimals: int = 0) -> str:
    """``73.6`` (percent, 0–100) as ``74 %`` with a non-breaking space."""
    return MISSING if value is None or math.isnan(value) else f"{number(value, decimals)}{NBSP}%"


def interval(lower: float | None, upper: float | None, decimals: int = 0) -> str:
    """``(67, 80)`` as ``67–80``; empty text where either limit is missing."""
    if lower is None or upper is None or math.isnan(lower) or math.isnan(upper):
        return ""
    return f"{number(lower, decimals)}{EN_DASH}{number(upper, decimals)}"


def day(value: date) -> str:
    """``19 mars 2027``."""
    return f"{value.day}{NBSP}{_MONTHS[value.month - 1]} {value.year}"


def weekday_and_day(value: date) -> str:
    """``fredag 19 mars 2027``."""
    return f"{_WEEKDAYS[value.weekday()]} {day(value)}"


def month(number_of_month: int) -> str:
    """``10`` as ``oktober``."""
    return _MONTHS[number_of_month - 1]


def count_word(count: int, *, neuter: bool = False) -> str:
    """Counts to twelve in words (``tre``), others in figures; one is ``en``, neuter ``ett``."""
    if count == 1 and neuter:
        return "ett"
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def enumeration(items: list[str], conjunction: str = "och") -> str:
    """``A, B och C``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


_ORDER = {letter: index for index, letter in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}


def swedish_order(text: str) -> tuple[tuple[int, int], ...]:
    """Sort key for Swedish name order, where å, ä and ö come last and é sorts with e."""
    folded = text.casefold().replace("é", "e").replace("ü", "y")
    return tuple((1, _ORDER[c]) if c in _ORDER else (0, ord(c)) for c in folded)
