"""Which characters the bundled fonts can write.

Belongs here: reading the character map of a TrueType file, and clearing texts of what no font has: PDF/UA
refuses a page with a missing glyph, and one odd character in a kommun's workbook must not stop an edition.
Does not belong here: anything else about fonts.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
_TEXT = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf")
_FALLBACK = "DejaVuSans.ttf"  # stands in wherever a text font lacks a character
UNKNOWN = "\ufffd"


def characters(font: Path) -> frozenset[int]:
    """Code points with a glyph, from ``cmap`` formats 4 and 12 (OpenType 1.9, chapter cmap).

    Raises:
        ValueError: The file has no table ``cmap``.
    """
    data = font.read_bytes()
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if tag == b"cmap":
            break
    else:
        raise ValueError(f"no cmap in {font.name}")
    found: set[int] = set()
    for index in range(struct.unpack_from(">H", data, offset + 2)[0]):
        platform, _, place = struct.unpack_from(">HHI", data, offset + 4 + 8 * index)
        if platform in (0, 3):
            found |= _subtable(data, offset + place)
    return frozenset(found)


def _subtable(data: bytes, at: int) -> set[int]:
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 4:
        return _segments(data, at)
    if kind == 12:
        count = struct.unpack_from(">I", data, at + 12)[0]
        groups = (struct.unpack_from(">III", data, at + 16 + 12 * i) for i in range(count))
        return {code for first, last, _ in groups for code in range(first, last + 1)}
    return set()


def _segments(data: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    shape = f">{count}H"
    ends = struct.unpack_from(shape, data, at + 14)
    starts = struct.unpack_from(shape, data, at + 16 + 2 * count)
    deltas = struct.unpack_from(shape, data, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    ranges = struct.unpack_from(shape, data, ranges_at)
    found: set[int] = set()
    for i, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if jump:
                glyph = struct.unpack_from(
                    ">H", data, ranges_at + 2 * i + jump + 2 * (code - first)
                )[0]
            if (jump and glyph) or (not jump and (glyph + delta) & 0xFFFF):
                found.add(code)
    return found


@cache
def writable() -> frozenset[int]:
    """Code points that every face of the text font or else the fallback font has."""
    faces = [characters(FOLDER / name) for name in _TEXT]
    return frozenset.intersection(*faces) | characters(FOLDER / _FALLBACK)


def cleared(text: str) -> str:
    """``text`` with every character that cannot be written as U+FFFD; marks without width are left out."""
    allowed = writable()
    text = unicodedata.normalize("NFC", text)
    if min(text, default=" ") >= " " and allowed.issuperset(map(ord, text)):
        return text
    out: list[str] = []
    for character in text:
        if character in "\n\r\t":
            out.append("\n" if character == "\n" else " ")
        elif unicodedata.category(character) in {"Cc", "Cf"} or 0xFE00 <= ord(character) <= 0xFE0F:
            out.append("\u00ad" if character == "\u00ad" else "")
        else:
            out.append(character if ord(character) in allowed else UNKNOWN)
    return "".join(out)
