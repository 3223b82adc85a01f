"""Excel's number formats: which number stands behind an id, and when a number is a date.

Belongs here: ids, codes and the serial numbers of dates. Does not belong here: percent and what a
number means (``values``).

Sources: ECMA-376 part 1, 18.8.30 (ids) and 18.17.4 (serial numbers). Excel believes that 1900 was a
leap year, so serial numbers below 60 lie one day off.
"""

from __future__ import annotations

import datetime as dt
import re

# The ids that Excel does not write down in the file. 5–8 and 41–44 are money in the reader's language.
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0",
    7: "#,##0.00", 8: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0",
    49: "@",
}  # fmt: skip
_NOT_A_SIGN = re.compile(r'"[^"]*"|\[(?!(?:hh?|mm?|ss?)\])[^\]]*\]|[\\_].', re.IGNORECASE)
_DATE = re.compile(r"[dmhys]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
EPOCH_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 cells have no time zone
EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
LONGEST_CODE = 255  # characters that Excel lets into a format
_DAY_MILLISECONDS = 86_400_000


def format_code(number: int, declared: dict[int, str]) -> str:
    """The code of a format id, the file's own declarations first; ``General`` where it has none."""
    return declared.get(number, "")[:LONGEST_CODE] or _BUILT_IN.get(number, "General")


def is_date(code: str) -> bool:
    """Whether a number with this format is shown as a date or a time (by its first section)."""
    return _DATE.search(_NOT_A_SIGN.sub("", code.partition(";")[0])) is not None


def is_elapsed(code: str) -> bool:
    """Whether the format counts hours beyond a day, as ``[h]:mm``."""
    return _ELAPSED.search(code.partition(";")[0]) is not None


def as_date(
    serial: float, epoch: dt.datetime, *, elapsed: bool = False
) -> dt.datetime | dt.time | dt.timedelta:
    """A serial number as date and time, to the millisecond; below 1 a time of day.

    Args:
        serial: Days since the epoch.
        epoch: :data:`EPOCH_1900` or :data:`EPOCH_1904`.
        elapsed: Give a duration instead.

    Raises:
        OverflowError, ValueError: There is no such day.
    """
    if elapsed:
        return dt.timedelta(milliseconds=round(serial * _DAY_MILLISECONDS))
    day, fraction = divmod(serial, 1)
    inside = dt.timedelta(milliseconds=round(fraction * _DAY_MILLISECONDS))
    if 0 <= serial < 1 and inside < dt.timedelta(days=1):
        return (EPOCH_1904 + inside).time()
    if 0 < serial < 60 and epoch == EPOCH_1900:
        day += 1
    return epoch + dt.timedelta(days=day) + inside
