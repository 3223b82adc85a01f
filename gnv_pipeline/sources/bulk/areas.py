"""Which area a row is about, from a code, a name, or both in one cell.

Belongs here: the spellings of codes and names in tables. Does not belong here: the names themselves
(they stand in the plan) or where in a sheet they stand.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from gnv_pipeline.excel.grid import Value
from gnv_pipeline.plan.models import Area, AreaKind, Plan
from gnv_pipeline.plan.names import find_area, name_key, spellings
from gnv_pipeline.sources.bulk.words import text_of_value

Outcome = Literal["plan", "other", "contradiction", "ambiguous", "alike", "nothing"]

_CODE = re.compile(r"[A-Za-z]{0,3}\d{1,5}")
_CODE_FIRST = re.compile(r"([A-Za-z]{0,3}\d{1,5})[\s:;,.–—-]+(\D.*)")
_CODE_LAST = re.compile(r"(\D.*?)[\s,:–—-]*\(?\b([A-Za-z]{0,3}\d{1,5})\)?")
_WHOLE_FLOAT = re.compile(
    r"(\d{1,4})[.,]0+"
)  # a code that a program wrote as a number with decimals
_NOTE_MARKS = re.compile(r"(?:\s*(?:\*+|[¹²³⁴⁵]+|(?<=\S)\s\d\)))+$")
_TELLS_GROUP = re.compile(r"\(ovägt medel\)|\(ov\.? ?medel\)", re.IGNORECASE)
# One letter wrong or two that changed places in a name of seven letters reach this. Of the 290 kommuner's
# 41 905 pairs of names three are as like; whether the true name stands in the table too decides.
_ALIKE = 0.85
_SMALL_WORDS = frozenset(["kommun", "kommunen", "kommuns", "kn", "k", "stad"])
_PLAIN_NAMES = 10
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Place:
    """What a row says of its area.

    Attributes:
        outcome: ``plan``: an area of the plan. ``other``: some area or total outside it.
            ``contradiction``: code and name are two areas. ``ambiguous``: a code that means two.
            ``alike``: no area of the plan, but written almost like one. ``nothing``: no area is said.
        area: The area, for ``plan``; the one it is like or contradicts, where that is known.
        text: What was read.
        lost_zero: Whether leading zeros of the code were put back.
    """

    outcome: Outcome
    area: Area | None
    text: str
    lost_zero: bool = False


class Places:
    """The plan's areas, looked up by what tables write."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._seen: dict[tuple[str, str, bool], Place] = {}

    def find(self, code: Value, name: Value, *, plain_letters: bool = False) -> Place:
        """The area that a code cell and a name cell say together; either may be empty.

        ``plain_letters``: the table writes all names without å, ä and ö, so ``a`` may be å or ä.
        """
        key = text_of_value(code), text_of_value(name), plain_letters
        if key not in self._seen:
            self._seen[key] = self._find(*key)
        return self._seen[key]

    def names(self, value: Value) -> bool:
        """Whether a cell holds an area of the plan and nothing else; cheap enough for every cell."""
        text = text_of_value(value)
        if name_key(text) in self._spellings:
            return True
        code, name = _taken_apart(text)
        return bool(code and name) and self.find(None, text).outcome == "plan"

    def in_text(self, text: str) -> Area | None:
        """The area that a title row names anywhere in it, when it names exactly one."""
        padded = f" {_words(text)} "
        found: list[tuple[str, Area]] = []
        for area in self.plan.areas:
            for spelling in spellings(area)[1:]:
                if f" {_words(spelling)} " in padded:
                    found.append((_words(spelling), area))
        longest = [
            area
            for words, area in found
            if not any(words != other and words in other for other, _ in found)
        ]
        ids = {area.id for area in longest}
        return longest[0] if len(ids) == 1 else None

    @cached_property
    def _spellings(self) -> frozenset[str]:
        return frozenset(name_key(s) for area in self.plan.areas for s in spellings(area))

    @cached_property
    def _plain(self) -> dict[str, set[str]]:
        plain: dict[str, set[str]] = {}
        for area in self.plan.areas:
            for spelling in spellings(area):
                plain.setdefault(without_marks(name_key(spelling)), set()).add(area.id)
        return plain

    def _find(self, code: str, name: str, plain_letters: bool) -> Place:
        name = _NOTE_MARKS.sub("", name)
        if not code and name:
            code, name = _taken_apart(name)
        if match := _WHOLE_FLOAT.fullmatch(code):
            code = match[1]
        text = " ".join(part for part in (code, name) if part)
        if not text:
            return Place("nothing", None, "")
        by_name = self._by_name(name, plain_letters) if name else None
        if not code:
            return self._named(by_name, name, text)
        by_code, lost_zero = self._by_code(code)
        if len(re.sub(r"\D", "", code)) <= 2 and code != "0000":
            return self._short_code(code, by_name, name, text)
        if by_code and by_name and by_code.id != by_name.id:
            return Place("contradiction", by_name, text)
        if by_code and name and by_name is None:
            # A name that no area of the plan has, beside a code that one has.
            return Place("contradiction", by_code, text)
        if by_code:
            return Place("plan", by_code, text, lost_zero)
        if by_name and by_name.kind is AreaKind.KOMMUN and _CODE.fullmatch(code):
            return Place("contradiction", by_name, text)
        return self._named(by_name, name, text)

    def _named(self, by_name: Area | None, name: str, text: str) -> Place:
        if by_name is not None:
            return Place("plan", by_name, text)
        alike = self._alike(name) if name else None
        return Place("alike" if alike else "other", alike, text)

    def _by_code(self, code: str) -> tuple[Area | None, bool]:
        exact = self.plan.area_by_id.get(code) or self.plan.area_by_id.get(code.upper())
        if exact is not None or not code.isdigit() or len(code) > 3:
            return exact, False
        return self.plan.area_by_id.get(code.zfill(4)), True

    def _short_code(self, code: str, by_name: Area | None, name: str, text: str) -> Place:
        """One or two digits: a county's number, or a region's id that lost its zeros.

        The name decides. Without one only 0 and 00 are clear: they are the nation either way.
        """
        if name:
            return self._named(by_name, name, text)
        if code.isdigit() and int(code) == 0 and self.plan.nation is not None:
            return Place("plan", self.plan.nation, text, lost_zero=True)
        padded = self.plan.area_by_id.get(code.zfill(4))
        return Place("ambiguous" if padded else "other", padded, text)

    def _by_name(self, name: str, plain_letters: bool) -> Area | None:
        found = find_area(self.plan, name) if name_key(name) in self._spellings else None
        if found is None and plain_letters:
            ids = self._plain.get(without_marks(name_key(name)), set())
            if len(ids) == 1:
                found = self.plan.area_by_id[next(iter(ids))]
        return found

    def _alike(self, name: str) -> Area | None:
        if _TELLS_GROUP.search(name):
            return None  # "Hallands läns kommuner (ovägt medel)" is like every other group
        wanted = name_key(name)
        if not 3 <= len(wanted) <= _LONGEST_NAME or not any(letter.isalpha() for letter in wanted):
            return None
        if within := self._within(name):
            return within
        best: tuple[float, Area] | None = None
        for area in self.plan.areas:
            if area.kind is not AreaKind.KOMMUN:
                continue
            for spelling in (area.name, area.full_name):
                likeness = difflib.SequenceMatcher(None, wanted, name_key(spelling)).ratio()
                if likeness >= _ALIKE and (best is None or likeness > best[0]):
                    best = likeness, area
        return best[1] if best else None

    def _within(self, name: str) -> Area | None:
        """The kommun whose name is all that is said but for small words: ``Leksands kn``."""
        bare = re.sub(r"\(.*?\)|\[.*?\]", " ", name)
        said = " ".join(word for word in _words(bare).split() if word not in _SMALL_WORDS)
        found = [
            area
            for area in self.plan.kommuner
            if any(said in {_words(n), f"{_words(n)}s"} for n in (area.name, *area.variants))
        ]
        return found[0] if len(found) == 1 else None


def without_marks(text: str) -> str:
    """``Åsele`` as ``Asele``."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def only_plain_letters(texts: Iterable[str]) -> bool:
    """Whether names are written without å, ä and ö throughout, in a table long enough to tell.

    42 per cent of the 290 kommuner have one of these letters: ten names without any come by chance in
    less than one table of two hundred, and a name read so must still fit one area of the plan alone.
    """
    names = {text for text in texts if any(letter.isalpha() for letter in text)}
    return len(names) >= _PLAIN_NAMES and all(name.isascii() for name in names)


def _taken_apart(text: str) -> tuple[str, str]:
    """``1234 Namn``, ``Namn (1234)`` or ``1234`` as code and name; a name alone has no code."""
    text = _NOTE_MARKS.sub("", text)
    if _CODE.fullmatch(text) or _WHOLE_FLOAT.fullmatch(text):
        return text, ""
    if match := _CODE_FIRST.fullmatch(text):
        return match[1], match[2].strip(" ()")
    if (match := _CODE_LAST.fullmatch(text)) and any(digit.isdigit() for digit in match[2]):
        return match[2], match[1].strip(" (,-–")
    return "", text


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w-]+", " ", text.replace("_", " ")).split()).casefold()
