"""What the kinds of damage share: a good workbook, a damaged one, and the list of kinds.

Every kind is a function of (good workbook, random numbers) that gives a damaged one and, where a single
cell was damaged, what may be expected of it. The same seed gives the same damage.
"""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random
from typing import Literal

from tests.workbooks.conftest import with_parts

# What is expected of damage to one cell: a finding that names it, the same content as before, or either
# a finding there or content that differs in that row only.
Expect = Literal["named", "same", "either"]


@dataclasses.dataclass(frozen=True, slots=True)
class Good:
    """A sound workbook, and its open cells by kind of question: (sheet, address)."""

    data: bytes
    counts: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    """Text of every open column's header by ``sheet!address``."""


@dataclasses.dataclass(frozen=True, slots=True)
class Damaged:
    """What came of it."""

    data: bytes
    place: tuple[str, str] | None = None
    expect: Expect | None = None


Kind = Callable[[Good, Random], Damaged]
KINDS: dict[str, Kind] = {}


def kind(function: Kind) -> Kind:
    KINDS[function.__name__] = function
    return function


def xml_of(data: bytes, part: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(part).decode("utf-8")


def names_of(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.namelist()


def a_sheet(good: Good, random: Random) -> str:
    return random.choice(sorted({sheet for sheet, _ in good.counts + good.codes + good.texts}))


def with_xml(good: Good, part: str, change: Callable[[str], str]) -> Damaged:
    return Damaged(with_parts(good.data, {part: change(xml_of(good.data, part)).encode("utf-8")}))
