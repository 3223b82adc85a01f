"""What a finished Swedish sentence never holds, and what a well written one avoids.

Belongs here: faults that can be seen in the text alone. ``faults_of`` is a gate before publishing: a
sentence with one is unfinished. ``language_faults_of`` and ``repeated`` are kept by the tests: no
publication stops for them. What stands between Swedish quotation marks is people's own words or names, and
is left as it is. Does not belong here: whether a sentence is true.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_QUOTED = re.compile(r"”[^”]*”")

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

_ONE = r"(?<![\d,–])\b(?:1|en|ett)[ \u00a0]"
_MANY = r"\b(?:[02-9]|\d{2,}|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)[ \u00a0]"
_PLURAL = (
    "kommuner|organisationer|aktiviteter|personer|påståenden|mätningar|omgångar|rader|målvärden|dagar|"
    "procentenheter|vårdtillfällen"
)
_SINGULAR = (
    "kommun|organisation|aktivitet|person|påstående|mätning|omgång|rad|målvärde|dag|"
    "procentenhet|vårdtillfälle"
)
_ENGLISH = (
    "the|and|of|not|value|missing|better|worse|similar|higher|lower|unknown|true|false|percent|county|"
    "region's|goal|with|error|null|reached|behind|unit"
)
_LANGUAGE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("flertal efter ett", re.compile(rf"{_ONE}(?:{_PLURAL})\b", re.IGNORECASE)),
    ("ental efter flera", re.compile(rf"(?<![\d,–]){_MANY}(?:{_SINGULAR})\b", re.IGNORECASE)),
    ("ett engelskt ord", re.compile(rf"\b(?:{_ENGLISH})\b", re.IGNORECASE)),
    ("en kod", re.compile(r"\b[a-zåäö]+_[a-zåäö_]+\b")),
    ("bindestreck för minus eller intervall", re.compile(r"(?<![\w-])-\d|\(\d[\d,]*-\d")),
    ("ordet osäkert", re.compile(r"\bosäker(?:t|a)?\b", re.IGNORECASE)),
    (
        "ett ord som rangordnar",
        re.compile(r"\b(?:bäst|sämst|värst|toppar|släpar)\w*", re.IGNORECASE),
    ),
    ("samma ord två gånger", re.compile(r"\b([a-zåäö]+)[ \u00a0]\1\b", re.IGNORECASE)),
    ("liten bokstav efter punkt", re.compile(r"[a-zåäö%)”]\. [a-zåäö]")),
)


def faults_of(text: str) -> Iterator[str]:
    """What is unfinished in a sentence, in words; nothing for a finished one."""
    own = _QUOTED.sub("”ord”", text)
    for name, pattern in _FAULTS:
        if pattern.search(own):
            yield name
    if text != text.strip():
        yield "blanksteg i början eller slutet"
    if not text.endswith((".", "!", "?")):
        yield "inget skiljetecken på slutet"
    if text[:1].islower():
        yield "liten begynnelsebokstav"


def language_faults_of(text: str) -> Iterator[str]:
    """What is clumsy or wrong in a finished sentence, in words; nothing for a good one."""
    own = _QUOTED.sub("”ord”", text)
    for name, pattern in _LANGUAGE:
        if pattern.search(own):
            yield name
    said = Counter(re.split(r"(?<=[.!?]) ", text))
    if any(count > 1 for count in said.values()):
        yield "samma mening två gånger"


def repeated(sentences: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """Sentences that a report would show more than once in one place.

    Args:
        sentences: Place, organisation, what it is about (goal and indicator) and text of each sentence.

    Returns:
        Place, organisation and text of what is repeated: on the first page whatever it is about,
        elsewhere within what it is about.
    """
    told = Counter(
        (place, organisation, "" if place.startswith("front.") else about, text)
        for place, organisation, about, text in sentences
    )
    return [f"{key[0]} {key[1]}: {key[3]}" for key, count in sorted(told.items()) if count > 1]
