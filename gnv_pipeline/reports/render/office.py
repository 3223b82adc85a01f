"""Office files with the same bytes every time, in Swedish.

Belongs here: writing them under their names, and what the libraries write by the clock or in another language. Both Word and PowerPoint files
go through it. Does not belong here: contents.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol, TypeVar

from gnv_pipeline.reports.model.parts import Edition
from gnv_pipeline.reports.render.names import file_names

LANGUAGE = "sv-SE"
_LONGEST_PROPERTY = 255
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_OTHER_LANGUAGES = tuple(
    f'{mark}="{language}"'.encode()
    for mark in ("lang", "w:val", "w:eastAsia")
    for language in ("en-US", "en-GB")
)
_SWEDISH = {one: one.split(b"=")[0] + f'="{LANGUAGE}"'.encode() for one in _OTHER_LANGUAGES}


class Named(Protocol):
    """A document to be written: its key, who it is for, and its edition."""

    @property
    def key(self) -> str:
        """Tells it from the others."""
        ...

    @property
    def name(self) -> str:
        """Who it is for, in words."""
        ...

    @property
    def edition(self) -> Edition:
        """Whose year and label stand in the file's name."""
        ...


_Document = TypeVar("_Document", bound=Named)


def write_all(
    documents: Iterable[_Document], folder: Path, ending: str, bytes_of: Callable[[_Document], bytes]
) -> tuple[Path, ...]:
    """Write every document into a folder, named as the PDFs are; returns the files."""
    documents = tuple(documents)
    pairs = ((one.key, one.name) for one in documents)
    names = file_names(pairs, documents[0].edition) if documents else {}
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for one in documents:
        path = folder / f"{names[one.key]}.{ending}"
        path.write_bytes(bytes_of(one))
        written.append(path)
    return tuple(written)


class Properties(Protocol):
    """The core properties of a file, of either library."""

    author: str
    category: str
    comments: str
    created: datetime
    keywords: str
    language: str
    last_modified_by: str
    modified: datetime
    revision: int
    subject: str
    title: str


def describe(
    properties: Properties, *, title: str, subject: str, author: str, dated: date, remark: str
) -> None:
    """Fill in who, what and when; the edition's date is the only one."""
    at = datetime.combine(dated, time())
    properties.title, properties.subject, properties.author = title, subject, author
    properties.comments, properties.category, properties.keywords = _short(remark), "", ""
    properties.language, properties.last_modified_by, properties.revision = LANGUAGE, author, 1
    properties.created, properties.modified = at, at


def _short(text: str) -> str:
    """Whole sentences, as many as a property holds."""
    while len(text) > _LONGEST_PROPERTY:
        text = text.rpartition(". ")[0]
        text = f"{text}." if text else ""
    return text


def fixed(written: bytes) -> bytes:
    """The same package with fixed time stamps, ordered as written, all texts marked as Swedish."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith(".xml"):
                for other, swedish in _SWEDISH.items():
                    data = data.replace(other, swedish)
            info = zipfile.ZipInfo(entry.filename, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, data)
    return out.getvalue()
