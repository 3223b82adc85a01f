"""What a finished Swedish sentence never holds; used as a gate before publishing and in the tests.

Belongs here: faults that can be seen in the text alone. Does not belong here: whether it is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FAULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("en platshållare", re.compile(r"\{\{|\}\}|\{\w*\}")),
    ("en tom siffra", re.compile(r"\b(?:None|nan|NaN|NaT|null|inf)\b|<NA>")),
    ("dubbla blanksteg", re.compile(r"  |[\u00a0 ][\u00a0 ]")),
    ("decimalpunkt", re.compile(r"\d\.\d")),
    ("blanksteg före skiljetecken", re.compile(r"[ \u00a0][.,;:!?](?:\s|$)")),
    ("dubbla skiljetecken", re.compile(r"(?<!\.)\.\.(?!\.)|[,;:][.,;:]")),
    ("vanligt blanksteg före procenttecken", re.compile(r"[\d ] ?(?<!\u00a0)%")),
    ("tomma parenteser", re.compile(r"\(\s*\)")),
    ("ordet oförändrat", re.compile(r"\boförändra", re.IGNORECASE)),
)


def faults_of(text: str) -> Iterator[str]:
    """What is unfinished in a sentence, in words; nothing for a finished one."""
    for name, pattern in _FAULTS:
        if pattern.search(text):
            yield name
    if text != text.strip():
        yield "blanksteg i början eller slutet"
    if not text.endswith((".", "!", "?")):
        yield "inget skiljetecken på slutet"
    if text[:1].islower():
        yield "liten begynnelsebokstav"
