"""The pointers: small files that say which publication readers are to open.

Belongs here: reading and moving ``published/CURRENT`` and ``published/<year>-<edition>.CURRENT``. Does not
belong here: what is published. A pointer is replaced in one step, so a reader finds the old publication or
the new one and never half of it.
"""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.publishing.manifest import EDITIONS, parts_of, write_whole

CURRENT = "CURRENT"
DATABASE = "mart.duckdb"


def current(home: DataHome) -> Path | None:
    """``mart.duckdb`` of the newest report year; None when nothing is published."""
    return _read(home, home.published / CURRENT)


def current_edition(home: DataHome, year: int, edition: str) -> Path | None:
    """``mart.duckdb`` of an edition of a year; None when there is none."""
    return _read(home, home.published / f"{year}-{edition}.{CURRENT}")


def current_folders(home: DataHome) -> frozenset[Path]:
    """The folders that any pointer names."""
    pointers = [home.published / CURRENT, *sorted(home.published.glob(f"*.{CURRENT}"))]
    return frozenset(found.parent for pointer in pointers if (found := _read(home, pointer)))


def move(home: DataHome, folder: Path) -> None:
    """Point at a publication: its edition's pointer first, then, unless a newer one is there, CURRENT."""
    year, edition, _ = parts_of(folder.name)
    target = f"{folder.name}/{DATABASE}\n"
    write_whole(home.published / f"{year}-{edition}.{CURRENT}", target)
    shown = current(home)
    if shown is None or _rank(shown.parent) <= _rank(folder):
        write_whole(home.published / CURRENT, target)


def _rank(folder: Path) -> tuple[int, int]:
    year, edition, _ = parts_of(folder.name)
    return year, EDITIONS.index(edition)


def _read(home: DataHome, pointer: Path) -> Path | None:
    """What a pointer names, None when it is missing or names a publication that is gone."""
    if not pointer.is_file():
        return None
    database = home.published / pointer.read_text(encoding="utf-8").strip()
    return database if database.is_file() else None
