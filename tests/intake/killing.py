"""Killing a process at a chosen instant, and what must then be true of the store.

Belongs here: children that die by SIGKILL, by the count of what they do to the disk or of the lines they run.
Does not belong here: which commands are killed (``test_killed``).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.ledger import Told, read_ledger
from gnv_pipeline.sources.ledger import sha256_of

Work = Callable[[], object]
_ROOMS = (str(Path("gnv_pipeline") / "intake"), str(Path("sources") / "ledger.py"))


class Bomb:
    """Counts instants and kills the process at the ``at``-th; 0 never kills."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.count = 0

    def tick(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class Torn:
    """A file whose writing may stop before, in the middle of and after every write."""

    def __init__(self, file: BinaryIO, bomb: Bomb) -> None:
        self._file, self._bomb = file, bomb

    def write(self, data: bytes) -> int:
        self._bomb.tick()
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        self._bomb.tick()
        self._file.write(data[half:])
        self._file.flush()
        self._bomb.tick()
        return len(data)

    def __enter__(self) -> Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _on_the_disk(bomb: Bomb) -> None:
    """Tick at everything that this process does to the disk. Only ever called in a child."""

    def before(function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **more: Any) -> Any:
            bomb.tick()
            result = function(*given, **more)
            bomb.tick()
            return result

        return wrapped

    for name in ("fsync", "replace", "rename", "mkdir", "chmod", "unlink", "open"):
        setattr(os, name, before(getattr(os, name)))
    opened, handed = Path.open, os.fdopen

    def path_open(self: Path, mode: str = "r", *given: Any, **more: Any) -> Any:
        file: Any = opened(self, mode, *given, **more)
        return Torn(file, bomb) if "b" in mode and mode != "rb" else file

    def fdopen(handle: int, mode: str = "r", *given: Any, **more: Any) -> Any:
        file: Any = handed(handle, mode, *given, **more)
        return Torn(file, bomb) if "b" in mode else file

    Path.open = path_open  # type: ignore[method-assign, assignment]
    os.fdopen = fdopen


def _by_line(bomb: Bomb) -> None:
    """Tick at every line of intake and of the ledger. Only ever called in a child."""

    def local(_: FrameType, event: str, __: object) -> Any:
        if event == "line":
            bomb.tick()
        return local

    def trace(frame: FrameType, _: str, __: object) -> Any:
        name = frame.f_code.co_filename
        return local if any(room in name for room in _ROOMS) else None

    sys.settrace(trace)


def _child(work: Work, at: int, by_line: bool, told: Any) -> None:
    bomb = Bomb(at)
    (_by_line if by_line else _on_the_disk)(bomb)
    try:
        work()
    finally:
        sys.settrace(None)
    told.put(bomb.count)


def run_until(work: Work, at: int, *, by_line: bool = False) -> int | None:
    """Run ``work`` in a child that dies at the ``at``-th instant.

    Returns:
        ``None`` where it died, else how many instants there were in all.
    """
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()
    child = context.Process(target=_child, args=(work, at, by_line, told))
    child.start()
    child.join(60)
    if child.exitcode == -signal.SIGKILL:
        return None
    assert child.exitcode == 0, f"the child ended with {child.exitcode}"
    count: int = told.get()
    return count


def spread(count: int, among: int) -> list[int]:
    """``count`` instants from 1 to ``among``, evenly spread, the first and the last among them."""
    return [1 + round(number * (among - 1) / (count - 1)) for number in range(count)]


def assert_whole(home: DataHome) -> Told:
    """Nothing in the store is half there: the ledger reads, every original is what its name says."""
    told = read_ledger(home)
    for folder in ("originals", "attempts"):
        for path in (home.submissions / folder).glob("*"):
            if not path.name.startswith(".inkommer-"):
                assert path.stem == sha256_of(path.read_bytes()), path
    for one in told.submissions:
        path = home.submissions / one.stored
        assert path.exists() or told.purged(one.sha256), (
            "a line names an original that is not there"
        )
    return told
