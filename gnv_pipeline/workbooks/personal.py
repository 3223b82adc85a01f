"""Personal identity numbers in free text.

Belongs here: finding Swedish personnummer and samordningsnummer with a valid date and check digit
(Luhn over the ten figures, Skatteverket's rule; a samordningsnummer has 60 added to its day). Does not
belong here: what is done about them (``cells``).
"""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?<!\d)(?:18|19|20)?(\d{2})(\d{2})(\d{2})\s?[-+\u2010-\u2015\u2212]?\s?(\d{4})(?!\d)"
)


def has_personal_number(text: str) -> bool:
    """Whether the text holds a number that can be somebody's identity number."""
    return any(_plausible(*match.groups()) for match in _NUMBER.finditer(text))


def _plausible(year: str, month: str, day: str, rest: str) -> bool:
    day_number = int(day) - 60 if int(day) > 60 else int(day)
    if not (1 <= int(month) <= 12 and 1 <= day_number <= 31):
        return False
    return _luhn(year + month + day + rest)


def _luhn(figures: str) -> bool:
    total = 0
    for index, figure in enumerate(figures):
        value = int(figure) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
