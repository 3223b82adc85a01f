"""Reading XML from inside a workbook as a stream, with nothing that XML can do to a reader.

Belongs here: the one parser all parts are read with. Does not belong here: what the elements mean.

Expat is used directly, since a workbook is read several times faster without building a tree. A
document type is refused as soon as it begins, so no entity is ever declared, expanded or fetched;
ECMA-376 allows none. Depth is limited, since every open element costs memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

Attributes = dict[str, str]
_DEEPEST = 200  # a sheet has 5 levels, a drawing some 15
_OUT_OF_MEMORY = 1


class Damaged(Exception):
    """The part is not the XML it should be; the text says why, for developers."""


class Forbidden(Exception):
    """The part holds a document type declaration."""


class Handler(Protocol):
    """What is told of a part. Names come without prefix, attributes as they are written."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text inside the innermost element; it may come in several pieces."""


def parse(chunks: Iterable[bytes], handler: Handler) -> None:
    """Read one part.

    Raises:
        Damaged: It is no well-formed XML, or too deep.
        Forbidden: It holds a document type declaration.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0
    start, end = handler.start, handler.end

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Damaged("too deep")
        start(name.rpartition(":")[2], attributes)

    def finish(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    def refuse(*_: object) -> None:
        raise Forbidden

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = handler.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == _OUT_OF_MEMORY:
            raise MemoryError from error
        raise Damaged(str(error)) from error
    except (ValueError, LookupError) as error:  # an encoding that no one knows
        raise Damaged(str(error)) from error
