"""One column in words, and short ways to describe the usual kinds.

Belongs here: the form of a description. Does not belong here: any column's own words (``dictionary`` and the
modules it gathers).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "code", "value", "signed", "number", "whole", "year", "date", "flag"]
"""How a cell is written: ``value`` and ``signed`` with the decimals of the row's indicator."""

Origin = Literal["plan", "source", "own"]
"""Who a column comes from: the plan, the source named in the row, or calculations on it."""

INDICATOR_UNIT = "indikatorns enhet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column in words. ``codes`` names its list in ``mart.code_label``, ``decimals`` are a ``number``'s."""

    title: str
    text: str = ""
    kind: Kind = "text"
    origin: Origin = "plan"
    unit: str = ""
    codes: str | None = None
    decimals: int = 0


def code(title: str, codes: str, origin: Origin = "own", text: str = "") -> Column:
    """A code; its words stand in the list ``codes``."""
    return Column(title, text, "code", origin, codes=codes)


def value(title: str, text: str = "", origin: Origin = "own") -> Column:
    """A value in the indicator's unit."""
    return Column(title, text, "value", origin, INDICATOR_UNIT)


def change(title: str, text: str = "") -> Column:
    """A change or difference, written with its sign."""
    unit = f"{INDICATOR_UNIT}; procentenheter för andelar"
    return Column(title, text, "signed", "own", unit)


def whole(title: str, text: str = "", origin: Origin = "own", unit: str = "antal") -> Column:
    """A whole number."""
    return Column(title, text, "whole", origin, unit)


def year(title: str, text: str = "", origin: Origin = "own") -> Column:
    """A year."""
    return Column(title, text, "year", origin, "år")


def flag(title: str, text: str = "", origin: Origin = "plan") -> Column:
    """Yes or no; empty where it is not known."""
    return Column(title, text, "flag", origin)
