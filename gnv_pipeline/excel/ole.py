"""The directory of an OLE compound file: the form of old Office files, encrypted ones and Outlook mail.

Belongs here: names of the streams and folders at the top of such a file. Does not belong here: what they
mean (``kinds``) or what is in them.

Source: [MS-CFB], sections 2.2 (header), 2.3 (sector chains) and 2.6 (directory).
"""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA  # numbers above are marks: end of chain, free, table
_NOTHING = 0xFFFFFFFF
_MOST_SECTORS = 4_096  # of the directory; a workbook has one to five
_IN_HEADER = 109  # places of the allocation table that the header itself lists


def top_names(data: bytes) -> frozenset[str]:
    """Names at the top of the directory, without the control characters some begin with.

    An embedded Word document lies in a folder of its own and is not at the top. Empty where the
    directory cannot be read.
    """
    try:
        entries = _entries(data)
    except (struct.error, IndexError):
        return frozenset()
    if not entries:
        return frozenset()
    found = set()
    seen: set[int] = set()
    waiting = [entries[0][3]]  # the tree of children of the root
    while waiting:
        index = waiting.pop()
        if index in seen or not 0 < index < len(entries):
            continue
        seen.add(index)
        name, left, right, _ = entries[index]
        found.add(name.lstrip("\x01\x02\x03\x04\x05\x06\x09"))
        waiting += [left, right]
    return frozenset(found)


def all_names(data: bytes) -> frozenset[str]:
    """Names in the whole directory, as :func:`top_names`."""
    try:
        entries = _entries(data)
    except (struct.error, IndexError):
        return frozenset()
    return frozenset(name.lstrip("\x01\x02\x03\x04\x05\x06\x09") for name, *_ in entries[1:])


def _entries(data: bytes) -> list[tuple[str, int, int, int]]:
    """Name, left and right neighbour and first child of every entry; the root is the first."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in {9, 12}:  # sectors of 512 or 4096 bytes
        return []
    size = 1 << shift
    (sector,) = struct.unpack_from("<I", data, 48)
    tables = struct.unpack_from(f"<{_IN_HEADER}I", data, 76)
    found = []
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        start = _HEADER + sector * size if shift == 9 else (sector + 1) * size
        for place in range(start, min(start + size, len(data)) - _ENTRY + 1, _ENTRY):
            found.append(_entry(data, place))
        sector = _next(data, tables, sector, size)
    return found


def _entry(data: bytes, place: int) -> tuple[str, int, int, int]:
    (length,) = struct.unpack_from("<H", data, place + 64)
    raw = data[place : place + max(0, min(length, 64) - 2)]
    left, right, child = struct.unpack_from("<III", data, place + 68)
    return raw.decode("utf-16-le", errors="replace"), left, right, child


def _next(data: bytes, tables: tuple[int, ...], sector: int, size: int) -> int:
    """The sector that follows, by the allocation table."""
    which, inside = divmod(sector, size // 4)
    if which >= len(tables) or tables[which] >= _LAST_SECTOR:
        return _NOTHING
    start = _HEADER + tables[which] * size if size == _HEADER else (tables[which] + 1) * size
    (follows,) = struct.unpack_from("<I", data, start + inside * 4)
    return int(follows)
