"""The zip package a workbook is: parts by name, and how parts refer to each other.

Belongs here: names, sizes, chunks and relationships. Does not belong here: what a part says
(``workbook_parts``, ``worksheet``) or what is refused (``preflight``).

Nothing is ever written to disk, so a part named ``../../x`` is a part like any other that nobody asks
for. Names are compared as Excel does, without case, and with either slash, since some programs write
``xl\\worksheets\\sheet1.xml``.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from gnv_pipeline.excel.xml_parts import Attributes, Damaged, parse

CHUNK = 1 << 20
# What zipfile raises on damaged files; RuntimeError: a part is encrypted. ValueError: names, places.
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # ECMA-376 part 2 allows no others


@dataclass(frozen=True, slots=True)
class Relation:
    """One part refers to another.

    Attributes:
        kind: Last step of the type's address: ``worksheet``, ``styles``, ``externalLink`` …
        target: Full name of the part; for an outside target, what is written.
        outside: Whether it leads out of the file.
    """

    kind: str
    target: str
    outside: bool


def plain_name(name: str) -> str:
    """A part's name for comparison: lower case, forward slashes, no leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


class Package:
    """A zip file in memory. Raises :class:`Damaged` for what cannot be opened or unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self.entries = self._archive.infolist()
        except ZIP_ERRORS as error:
            raise Damaged(str(error)) from error
        self._parts = {plain_name(entry.filename): entry for entry in self.entries}

    def __contains__(self, name: str) -> bool:
        return plain_name(name) in self._parts

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names, plain, in the order of the file."""
        return tuple(plain_name(entry.filename) for entry in self.entries)

    @property
    def unzipped_bytes(self) -> int:
        """What all parts say that they will be when unpacked; more is never unpacked."""
        return sum(entry.file_size for entry in self.entries)

    def chunks(self, part: str | zipfile.ZipInfo, size: int = CHUNK) -> Iterator[bytes]:
        """The bytes of a part, piece by piece; raises ``KeyError`` for an unknown name."""
        entry = self._parts[plain_name(part)] if isinstance(part, str) else part
        if entry.compress_type not in _PACKINGS:
            raise Damaged(f"packed in way {entry.compress_type}")
        try:
            with self._archive.open(entry) as opened:
                while chunk := opened.read(size):
                    yield chunk
        except ZIP_ERRORS as error:
            raise Damaged(f"{entry.filename}: {error}") from error

    def relations(self, part: str = "") -> dict[str, Relation]:
        """The relationships of a part (of the package itself for no name), by their id."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self:
            return {}
        reader = _Relations(folder)
        parse(self.chunks(listed), reader)
        return reader.found

    def main_part(self) -> str:
        """Name of the part that describes the workbook."""
        for relation in self.relations().values():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        return "xl/workbook.xml"


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        outside = attributes.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = Relation(kind, target, outside)

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass
