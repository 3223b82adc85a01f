"""What people write in cells, as Swedish numbers, missing-value signs and texts.

Belongs here: the meaning of one cell without knowing the question. Does not belong here: dates
(``dates``), rules about several cells, code lists or what a finding says (``workbooks``).

Nothing is guessed: what can be read in two ways becomes a :class:`Problem` with a code.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gnv_pipeline.excel.grid import Cell, Value


class ProblemCode(StrEnum):
    """Why a cell could not be read; the value is part of the finding's code."""

    APPROXIMATE = "approximate"
    BELOW_OR_ABOVE = "below-or-above"
    RANGE = "range"
    DATE = "date"
    BOOLEAN = "boolean"
    EXCEL_ERROR = "excel-error"
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    AMBIGUOUS = "ambiguous-number"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DATE = "not-a-date"


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number. ``value`` is in the unit the writer saw: a cell showing 25,6 % gives 25.6.

    Attributes:
        value: Finite.
        text: What was read.
        percent: Whether it was written or shown with a percent sign.
    """

    value: float
    text: str
    percent: bool = False


@dataclass(frozen=True, slots=True)
class MissingSign:
    """No number, and the meaning of that; ``reason`` is a code of rule 3 of the house."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read."""

    code: ProblemCode
    text: str


EMPTY = MissingSign("not_reported", "")

# Signs of Swedish official statistics and words people write. Compared folded, without a final dot
# except where the dot is the sign itself. 0 is never among them: it is a value.
_SIGNS = {
    "..": "secrecy",
    "x": "secrecy",
    "xx": "secrecy",
    ".": "not_applicable",
    "ej aktuellt": "not_applicable",
    "inte aktuellt": "not_applicable",
    "ej tillämpligt": "not_applicable",
    "ej relevant": "not_applicable",
    "-": "dropout",
    "--": "dropout",
    "---": "dropout",
    "uppgift saknas": "dropout",
    "uppg. saknas": "dropout",
    "uppg saknas": "dropout",
    "uppgifter saknas": "dropout",
    "saknas": "dropout",
    "ej mätt": "dropout",
    "inte mätt": "dropout",
    "bortfall": "dropout",
    "n/a": "dropout",
    "na": "dropout",
    "null": "dropout",
    "för få personer": "secrecy",
    "för få": "secrecy",
    "sekretess": "secrecy",
    "vet ej": "unknown",
    "vet inte": "unknown",
    "?": "unknown",
    "okänt": "unknown",
}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u200a\u202f\u205f\u3000]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_GROUPED = re.compile(r"-?\d{1,3}( \d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d+(,\d+)?|-?,\d+")
_POINT = re.compile(r"-?\d+\.\d+")
_POINT_MAY_GROUP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_CONTINENTAL = re.compile(r"-?\d{1,3}(\.\d{3})+,\d+|-?\d{1,3}(\.\d{3}){2,}")
_ENGLISH = re.compile(r"-?\d{1,3}(,\d{3})+\.\d+|-?\d{1,3}(,\d{3}){2,}")
_ABOUT = re.compile(
    r"(ca|cirka|c:a|circa|ungefär|omkring|runt|drygt|knappt|uppskattat|~|≈|±)\.?:? ?-?\d.*"
)
_BELOW = re.compile(
    r"([<>≤≥]=?|färre än|mindre än|fler än|mer än|över|under|högst|minst|max|min)\.? ?-?\d.*"
)
_ANY_FIGURE = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_WITH_WORDS = re.compile(r"(\d{1,3}(?: \d{3})+|\d+(?:,\d+)?) ?[a-zåäö][a-zåäö. ]{0,30}")
_RANGE = re.compile(r"\d[\d ]*([.,]\d+)? ?%? ?(-|till|eller) ?\d[\d ]*([.,]\d+)? ?%?")


def clean_text(value: str) -> str:
    """Text without invisible characters and stray spaces; line breaks inside are kept.

    Odd spaces become ordinary ones, several become one, blank lines at the ends are removed.
    """
    text = unicodedata.normalize("NFC", value.translate(_INVISIBLE))
    lines = re.split(r"\r\n|\r|\n|_x000D_\n?", text)
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def fold(value: str) -> str:
    """Text for comparison: one line, lower case, ordinary spaces and hyphens."""
    return _SPACES.sub(" ", clean_text(value)).translate(_DASHES).casefold()


def as_read(value: Value) -> str:
    """What a cell holds as text for a finding: ``45``, ``3,5``, ``2026-05-03``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return clean_text(str(value))


def trouble_in(cell: Cell) -> Problem | None:
    """What makes a cell unreadable whatever is asked: an Excel error, a formula without its value."""
    if cell.is_error:
        return Problem(ProblemCode.EXCEL_ERROR, as_read(cell.value))
    if cell.is_formula and cell.value is None:
        return Problem(ProblemCode.FORMULA_WITHOUT_VALUE, "")
    return None


def parse_number(cell: Cell | None) -> ParsedNumber | MissingSign | Problem:
    """The number a cell holds, in the unit its writer saw.

    A formula counts by the value stored with it. ``None`` and blank cells give :data:`EMPTY`.
    """
    if cell is None or cell.blank:
        return EMPTY
    if trouble := trouble_in(cell):
        return trouble
    value = cell.value
    if isinstance(value, bool):
        return Problem(ProblemCode.BOOLEAN, as_read(value))
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Problem(ProblemCode.DATE, as_read(value))
    if isinstance(value, int | float):
        try:
            figure = float(value)
        except OverflowError:  # a whole number of more than 308 digits
            return Problem(ProblemCode.NOT_A_NUMBER, as_read(value))
        return _from_number(figure, cell.number_format, as_read(value))
    return parse_number_text(str(value))


def _from_number(value: float, number_format: str, text: str) -> ParsedNumber | Problem:
    if not math.isfinite(value):
        return Problem(ProblemCode.NOT_A_NUMBER, text)
    if _shows_percent(number_format):
        # Decimal, since 0.07 * 100 is 7.000000000000001
        return ParsedNumber(float(Decimal(repr(value)) * 100), text, percent=True)
    return ParsedNumber(value, text)


def _shows_percent(number_format: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", number_format)  # quoted signs only look so
    return "%" in bare


def parse_number_text(text: str) -> ParsedNumber | MissingSign | Problem:
    """A number as a Swede writes it: ``1 234,5``, ``−3``, ``25,6 %``; or a sign for missing.

    A single point is read as a decimal point (``4.3``) unless it may as well group thousands
    (``1.234``), which is ambiguous.
    """
    shown = clean_text(text)
    plain = fold(text)
    if not plain:
        return EMPTY
    if reason := _SIGNS.get(plain) or _SIGNS.get(plain.rstrip(".! ")):
        return MissingSign(reason, shown)
    body = plain.removesuffix("%").removesuffix("procent").rstrip()
    percent = body != plain
    body = re.sub(r"^([-+]) ", r"\1", body).removeprefix("+")
    if (value := _figure(body)) is not None:
        return (
            Problem(ProblemCode.AMBIGUOUS, shown)
            if math.isnan(value)
            else ParsedNumber(value, shown, percent)
        )
    for code, pattern in (
        (ProblemCode.APPROXIMATE, _ABOUT),
        (ProblemCode.BELOW_OR_ABOVE, _BELOW),
        (ProblemCode.RANGE, _RANGE),
    ):
        if pattern.fullmatch(plain):
            return Problem(code, shown)
    return Problem(ProblemCode.NOT_A_NUMBER, shown)


def _figure(body: str) -> float | None:
    """The number, NaN where it can be read in two ways, ``None`` where it is no number."""
    if not body.isascii():
        return None
    if _PLAIN.fullmatch(body) or _GROUPED.fullmatch(body):
        value = float(body.replace(" ", "").replace(",", "."))
    elif _POINT_MAY_GROUP.fullmatch(body):
        return math.nan
    elif _POINT.fullmatch(body):
        value = float(body)
    elif _CONTINENTAL.fullmatch(body):
        value = float(body.replace(".", "").replace(",", "."))
    elif _ENGLISH.fullmatch(body):
        value = float(body.replace(",", ""))
    else:
        return None
    return value if math.isfinite(value) else None


def first_figure(text: str) -> str | None:
    """The first number in a text as one may write it: ``1 040 st`` gives ``1040``, ``ca 4,5`` ``4,5``."""
    found = _ANY_FIGURE.search(fold(text))
    return found[0].replace(" ", "").removesuffix(",0") if found else None


def figure_with_words(text: str) -> str | None:
    """The number of a text that is a number with a word behind it, as ``4 st``; else ``None``."""
    found = _WITH_WORDS.fullmatch(fold(text))
    return found[1].replace(" ", "") if found else None


def parse_text(cell: Cell | None) -> str | Problem | None:
    """The text of a cell, cleaned; ``None`` where nothing is written. Numbers and dates as text."""
    if cell is None or cell.blank:
        return None
    if trouble := trouble_in(cell):
        return trouble
    return as_read(cell.value) or None
