"""A workbook whose table of contents is damaged and whose parts are all there.

Belongs here: making the zip's directory anew from what stands before each part, and proving that nothing
is missing. Does not belong here: anything that was lost; a file with a part missing or damaged is refused.

A zip ends with its directory, so a file that was cut or damaged in its last bytes can't be opened though
every part is whole. It is read only where that is proved: the parts follow each other from the first
byte, each has the size and checksum that stand before it, and every part that another one names is there.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from io import BytesIO

from gnv_pipeline.excel.package import ZIP_ERRORS, Package, plain_name
from gnv_pipeline.excel.xml_parts import Attributes, Damaged, Forbidden, parse

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED_OR_LATER = 0x1 | 0x8  # a part that is locked, or whose size stands after it
_ZIP64 = 0xFFFFFFFF
_MOST = 65_535
_TYPES = "[content_types].xml"


def mended(data: bytes) -> bytes | None:
    """The file with a new directory, or ``None`` where it needs none or can't be given one.

    Nothing is unpacked here; whether the parts are whole is for :func:`is_whole`.
    """
    if not data.startswith(_LOCAL) or _opens(data):
        return None
    entries: list[bytes] = []
    position = 0
    while data[position : position + 4] == _LOCAL and len(entries) < _MOST:
        if (found := _entry(data, position)) is None:
            break
        entry, position = found
        entries.append(entry)
    if not entries:
        return None
    directory = b"".join(entries)
    count = len(entries)
    end = struct.pack("<4s4H2IH", _END, 0, 0, count, count, len(directory), position, 0)
    return data[:position] + directory + end


def _opens(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)):
            return True
    except ZIP_ERRORS:
        return False


def _entry(data: bytes, position: int) -> tuple[bytes, int] | None:
    """A part's line in the directory and where the next part begins; ``None`` where it isn't whole."""
    raw = data[position : position + _HEADER.size]
    if len(raw) < _HEADER.size:
        return None
    _, version, flags, method, time, day, crc, packed, size, name_size, extra_size = _HEADER.unpack(
        raw
    )
    begins = position + _HEADER.size + name_size + extra_size
    ends = begins + packed
    if flags & _ENCRYPTED_OR_LATER or _ZIP64 in {packed, size} or ends > len(data):
        return None
    name = data[position + _HEADER.size :][:name_size]
    line = struct.pack(
        "<4s6H3I5H2I", _CENTRAL, version, version, flags, method, time, day, crc, packed, size,
        name_size, 0, 0, 0, 0, 0, position,
    )  # fmt: skip
    return line + name, ends


def is_whole(package: Package) -> bool:
    """Whether every part has its checksum, and every part that is named anywhere is there once.

    Unpacks all of it, so the package must have passed the limits.
    """
    if len(set(package.names)) < len(package.names) or _TYPES not in package:
        return False
    try:
        for entry in package.entries:
            for _ in package.chunks(entry):
                pass  # the checksum is compared at the end of each part
        named = _Named()
        parse(package.chunks(_TYPES), named)
        for name in ("", *package.names):
            if not name.endswith(".rels"):
                named.parts |= {r.target for r in package.relations(name).values() if not r.outside}
    except (Damaged, Forbidden):
        return False
    return all(plain_name(part) in package for part in named.parts)


class _Named:
    """The parts that the list of content types names."""

    def __init__(self) -> None:
        self.parts: set[str] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Override":
            self.parts.add(posixpath.normpath(attributes.get("PartName", "")).lstrip("/"))

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass
