"""The ledger: JSON lines that are only ever added to, safe against crashes and two writers at once.

Belongs here: reading and appending lines, and keeping an original beside them under its hash. Does not
belong here: what a line means (``kolada``, ``intake.ledger``).

A line is complete when it ends with a line feed, or when it parses: an object cut off anywhere lacks
its last brace and never parses. What is left of a line after a crash is passed over when reading and
moved aside to ``ledger.torn`` before the next line is written, so nothing is thrown away.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from gnv_pipeline.sources.errors import StoreError

STOCKHOLM = ZoneInfo("Europe/Stockholm")
LEDGER = "ledger.jsonl"
_LOCK = "ledger.lock"
_TORN = "ledger.torn"
_WAIT_SECONDS = 120.0  # reading one workbook takes well under a second; sixteen in a queue some ten

Entry = Mapping[str, Any]


def local_time(moment: datetime) -> str:
    """An aware moment as ISO 8601 in Swedish time with offset, in seconds.

    Raises ``ValueError`` for a naive moment: nobody can say when that was.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone can't be kept")
    return moment.astimezone(STOCKHOLM).isoformat(timespec="seconds")


def sha256_of(data: bytes) -> str:
    """The hash that originals are known by, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Ledger:
    """The ledger of one folder. Entries are plain JSON objects; their order is that of arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / LEDGER

    def entries(self) -> tuple[Entry, ...]:
        """Every complete entry in order of arrival; none where there is no ledger.

        Raises :class:`StoreError` when a line that was complete can't be read any more.
        """
        if not self.path.exists():
            return ()
        return tuple(self._complete(self.path.read_bytes()))

    @contextmanager
    def writing(self) -> Iterator[LedgerWriter]:
        """Hold the ledger for writing; others wait. Entries are read after the lock was taken."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / _LOCK, timeout=_WAIT_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreError(
                "store-busy",
                "Någon annan skriver i samma mapp just nu.",
                "Vänta en minut och försök igen. Inget har sparats.",
                self.path.name,
            ) from error
        try:
            self._mend()
            yield LedgerWriter(self, list(self.entries()))
        finally:
            lock.release()

    def _complete(self, data: bytes) -> Iterator[Entry]:
        for number, line in enumerate(data.splitlines(keepends=True), start=1):
            if not line.strip():
                continue
            entry = _parsed(line)
            if entry is not None:
                yield entry
            elif line.endswith(b"\n"):
                raise StoreError(
                    "ledger-damaged",
                    f"Rad {number} i {self.path.name} går inte att läsa. "
                    "Filen är ändrad eller skadad efter att den skrevs.",
                    "Hämta filen ur säkerhetskopian. Ändra aldrig i den för hand.",
                    self.path.name,
                    number,
                )

    def _mend(self) -> None:
        """Move what a crash left of the last line aside, or give a whole last line its line feed."""
        data = self.path.read_bytes() if self.path.exists() else b""
        if not data or data.endswith(b"\n"):
            return
        last = data[data.rfind(b"\n") + 1 :]
        if _parsed(last) is not None:
            _append(self.path, b"\n")
            return
        _append(self.folder / _TORN, last + b"\n")
        with self.path.open("r+b") as file:
            file.truncate(len(data) - len(last))
            file.flush()
            os.fsync(file.fileno())


class LedgerWriter:
    """What may be done while the ledger is held: look at the entries and add one."""

    def __init__(self, ledger: Ledger, entries: list[Entry]) -> None:
        self._ledger = ledger
        self.entries = entries

    def append(self, entry: Entry) -> None:
        """Add one entry; when this returns it is on the disk."""
        line = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        _append(self._ledger.path, line.encode("utf-8") + b"\n")
        self.entries.append(entry)


def keep_original(folder: Path, name: str, data: bytes) -> Path:
    """Keep ``data`` under ``folder/name`` for ever: written aside, moved into place, never overwritten.

    A file of that name that holds the same bytes is left as it is. Raises :class:`StoreError` when it
    holds other bytes.
    """
    target = folder / name
    if target.exists():
        verified(target, sha256_of(data))
        return target
    folder.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".inkommer-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    target.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)
    _sync_folder(folder)
    return target


def verified(path: Path, sha256: str) -> bytes:
    """The bytes of an original, which must still be those that were received.

    Raises :class:`StoreError` naming the file when it is gone or has other bytes.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreError(
            "original-missing",
            f"Originalet {path.name} saknas i mappen {path.parent.name}.",
            "Lägg tillbaka filen ur säkerhetskopian. Original får aldrig tas bort för hand.",
            path.name,
        ) from error
    if sha256_of(data) != sha256:
        raise StoreError(
            "original-changed",
            f"Originalet {path.name} i mappen {path.parent.name} har ändrats sedan det togs emot.",
            "Lägg tillbaka filen ur säkerhetskopian. Original får aldrig ändras; "
            "en rättad fil lämnas in som en ny.",
            path.name,
        )
    return data


def _parsed(line: bytes) -> Entry | None:
    """The entry of a line; None where the line is no whole JSON object."""
    try:
        entry = json.loads(line)
    except ValueError:  # also bytes that are not UTF-8
        return None
    return entry if isinstance(entry, dict) else None


def _append(path: Path, data: bytes) -> None:
    """Add bytes in one write and see them onto the disk."""
    new = not path.exists()
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """See a new name in a folder onto the disk; Windows does that itself and can't open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
