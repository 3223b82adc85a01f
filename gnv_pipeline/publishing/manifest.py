"""The manifest of an edition: from what it was made, frozen, and the identity that follows from it.

Belongs here: hashing the inputs, the code and the plan; reading and writing manifests. Does not belong here:
building tables (``candidate``) or moving pointers (``publication``).

The identity is the first ten hexadecimal digits of a hash over everything that decides the outcome, so the
same inputs give the same folder and a change anywhere gives a new one. No clock and no random id takes part.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from gnv_pipeline.home import DataHome
from gnv_pipeline.publishing.small_numbers import Key

EDITIONS = ("preliminary", "final", "autumn_update")
"""Editions of a report year, in the order they come."""
FILE_NAME = "manifest.json"
_NAME = re.compile(r"(\d{4})-([a-z_]+)-([0-9a-f]{10})")


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """One file that an edition was made from, or one decision beside the files."""

    kind: Literal[
        "workbook", "kolada", "bulk", "text", "plan", "correction", "waiver", "fact_check"
    ]
    name: str
    sha256: str
    received_at: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What decides an edition's identity."""

    report_year: int
    edition: str
    as_of: date
    plan_revision: int
    plan_sha256: str
    code_version: str
    submissions_sha256: str
    """Of the statuses: a refused file or an extension changes the report without any file in it."""
    inputs: tuple[InputFile, ...]

    @property
    def digest(self) -> str:
        """Ten hexadecimal digits."""
        return hashlib.sha256(_json(self._plain()).encode("utf-8")).hexdigest()[:10]

    @property
    def name(self) -> str:
        """Name of the folder: ``2026-final-0123456789``."""
        return f"{self.report_year}-{self.edition}-{self.digest}"

    def _plain(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "as_of": self.as_of.isoformat(),
            "inputs": [asdict(one) for one in sorted(self.inputs)],
        }


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it is kept in ``data/raw/editions`` and beside the publication."""

    name: str
    number: int
    """Order of publication in this data home, from 1."""
    follows: tuple[str, ...]
    """Names of the editions that were published before it; their masks hold in it."""
    identity: dict[str, Any]
    mask: tuple[Key, ...]
    tables: dict[str, str]
    """Hash of each table as ordered CSV."""

    @property
    def report_year(self) -> int:
        """Uppföljningsår."""
        return int(self.identity["report_year"])

    @property
    def edition(self) -> str:
        """Which edition of the year."""
        return str(self.identity["edition"])

    def text(self) -> str:
        """The manifest as JSON with sorted keys."""
        return (
            json.dumps(
                {
                    "name": self.name,
                    "number": self.number,
                    "follows": list(self.follows),
                    "identity": self.identity,
                    "mask": [list(key) for key in self.mask],
                    "tables": self.tables,
                },
                ensure_ascii=False,
                indent=1,
                sort_keys=True,
            )
            + "\n"
        )


def manifest_of(
    identity: Identity,
    earlier: Iterable[Manifest],
    mask: Iterable[Key],
    tables: dict[str, str],
) -> Manifest:
    """The manifest of an edition that follows ``earlier`` ones."""
    before = tuple(earlier)
    return Manifest(
        name=identity.name,
        number=1 + max((one.number for one in before), default=0),
        follows=tuple(sorted(one.name for one in before)),
        identity=identity._plain(),
        mask=tuple(sorted(mask)),
        tables=dict(sorted(tables.items())),
    )


def read_manifest(path: Path) -> Manifest:
    """A manifest from its file.

    Raises:
        ValueError: The file is no manifest; the message names it.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(
            name=str(data["name"]),
            number=int(data["number"]),
            follows=tuple(data["follows"]),
            identity=dict(data["identity"]),
            mask=tuple((str(a), str(b), int(c), str(d)) for a, b, c, d in data["mask"]),
            tables=dict(data["tables"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is not the manifest of an edition: {error}") from error


def published_manifests(home: DataHome) -> tuple[Manifest, ...]:
    """The manifests of all published editions, in the order they were published."""
    found = [read_manifest(path) for path in sorted(home.editions.glob("*.json"))]
    return tuple(sorted(found, key=lambda one: (one.number, one.name)))


def earlier_than(home: DataHome, name: str) -> tuple[Manifest, ...]:
    """The editions that an edition follows: those it followed when first published, else all there are."""
    published = published_manifests(home)
    own = next((one for one in published if one.name == name), None)
    if own is None:
        return published
    return tuple(one for one in published if one.name in own.follows)


def parts_of(name: str) -> tuple[int, str, str]:
    """Year, edition and identity of a publication's folder name.

    Raises:
        ValueError: It is not the name of a publication.
    """
    match = _NAME.fullmatch(name)
    if match is None or match[2] not in EDITIONS:
        raise ValueError(f"{name!r} is not the name of a publication")
    return int(match[1]), match[2], match[3]


# --- hashes ------------------------------------------------------------------------------------


def folder_sha256(folder: Path) -> str:
    """Hash of the files of a folder: their names and bytes, in order; line ends count as line feeds."""
    digest = hashlib.sha256()
    for path in folder_files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(_same_on_all_systems(path.read_bytes())).digest())
    return digest.hexdigest()


def folder_files(folder: Path) -> list[Path]:
    """The files of a folder in a fixed order; hidden ones and left-overs of editors are no part of it."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "~"))
    )


@cache
def code_version() -> str:
    """Ten hexadecimal digits over every file of the package: what made the numbers and the words."""
    digest = hashlib.sha256()
    for name, content in sorted(_package_files(files("gnv_pipeline"), "")):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(_same_on_all_systems(content)).digest())
    return digest.hexdigest()[:10]


def _package_files(folder: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _package_files(entry, f"{name}/")
        elif not entry.name.endswith((".pyc", ".pyo")) and not entry.name.startswith("."):
            yield name, entry.read_bytes()


def _same_on_all_systems(content: bytes) -> bytes:
    """Text that was checked out with Windows line ends is the same text."""
    return content.replace(b"\r\n", b"\n")


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)
