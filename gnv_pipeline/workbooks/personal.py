"""Data about single persons in what people write: identity numbers, e-mail and telephone.

Belongs here: finding and covering them. Swedish personnummer and samordningsnummer are known by a valid
date and check digit (Luhn over the ten figures, Skatteverket's rule; a samordningsnummer has 60 added to
its day). A number in that form whose check digit is wrong may be a slip of the finger: it is asked about.
Does not belong here: what is done about them (``cells``, ``notes``).

Ten figures in a row that begin as a mobile number may also be a valid personnummer; they are then taken
for one, since a wrong stop costs a correction and a missed number a disclosure.
"""

from __future__ import annotations

import re

_DASH = r"\s?[-+\u2010-\u2015\u2212]?\s?"
_NUMBER = re.compile(rf"(?<!\d)(?:18|19|20)?(\d{{2}})(\d{{2}})(\d{{2}}){_DASH}(\d{{4}})(?!\d)")
# With the date written as a date: 1912-12-12-1212.
_DATED = re.compile(
    r"(?<!\d)(?:18|19|20)?(\d{2})[-./](\d{2})[-./](\d{2})\s?[-+\u2010-\u2015\u2212]\s?(\d{4})(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Swedish numbers begin with 0 or +46 and have eight to eleven figures, in groups or not.
_PHONE = re.compile(
    r"(?<![\w,.+-])(?:(?:\+|00)46[\s-]?(?:\(0\)[\s-]?)?|0)[1-9]\d{0,2}(?:[\s-]?\d){5,8}(?![\d,])"
)
# The same in the one form that hardly anything else has, for numbers whose check digit is wrong: a date
# followed by a time or a year (20260319 1430, 2026-03-19 – 2027) is none.
_SLIPPED = re.compile(r"(?<![\d-])(?:18|19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})(?![\d-])")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
COVERED = "[visas inte]"


def has_personal_number(text: str) -> bool:
    """Whether the text holds a number that can be somebody's identity number."""
    return any(
        _plausible(*match.groups()) for known in (_NUMBER, _DATED) for match in known.finditer(text)
    )


def has_doubtful_number(text: str) -> bool:
    """Whether the text holds a number in the form of an identity number that has another check digit.

    Telephone numbers are told apart: ten figures without a dash that begin as one are no doubt.
    """
    return any(
        _dated(*match.groups()) and not (match[0].isdecimal() and _PHONE.fullmatch(match[0]))
        for match in _SLIPPED.finditer(text)
    )


def has_contact(text: str) -> bool:
    """Whether the text holds an e-mail address or a telephone number."""
    return bool(_MAIL.search(text) or _PHONE.search(text))


def covered(text: str) -> str:
    """The text with addresses, telephone and identity numbers covered, for showing in a finding."""
    for known in (_NUMBER, _DATED):
        text = known.sub(lambda m: COVERED if _plausible(*m.groups()) else m[0], text)
    text = _SLIPPED.sub(lambda m: COVERED if _dated(*m.groups()) else m[0], text)
    return _PHONE.sub(COVERED, _MAIL.sub(COVERED, text))


def _plausible(year: str, month: str, day: str, rest: str) -> bool:
    return _dated(year, month, day, rest) and _luhn(year + month + day + rest)


def _dated(year: str, month: str, day: str, _: str) -> bool:
    """Whether the first six figures are a day of birth, or one with 60 added to the day."""
    day_number = int(day) - 60 if int(day) > 60 else int(day)
    if not 1 <= int(month) <= 12 or not 1 <= day_number <= _DAYS[int(month) - 1]:
        return False
    return not (int(month) == 2 and day_number == 29 and int(year) % 4)


def _luhn(figures: str) -> bool:
    total = 0
    for index, figure in enumerate(figures):
        value = int(figure) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
