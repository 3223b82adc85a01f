"""Calling a function in a child process with limits of time and memory.

Belongs here: starting the child, and what its end means. Does not belong here: what runs in it
(``child_process``) or what is done with the answer (``sandbox``; other readers may use it as well).

Every call starts a fresh interpreter that loads nothing but what the function needs: 45 ms on Linux,
with the same code on every system. It was measured against ``multiprocessing`` (24 ms with a fork
server, 145 ms with spawn), which runs the caller's main script anew in the server or the child (a script
without an ``if __name__`` line then fails), shares its server with Dagster's, and passes pickles.

On Windows there is no limit of memory, only of time; what is read is limited beforehand (``preflight``).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import gnv_pipeline
from gnv_pipeline.excel.child_process import MARK, OUT_OF_MEMORY

_BOOT = (
    "import sys; sys.path += sys.argv[5:]; "
    "from gnv_pipeline.excel.child_process import serve; serve(*sys.argv[1:5])"
)
_KILLED, _TIME_USED = -9, -24  # SIGKILL, SIGXCPU
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no black window from the portal
_MEMORY_SIGNS = (b"MemoryError", b"memory allocation of", b"std::bad_alloc", b"out of memory")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use.

    Attributes:
        memory_bytes: Address space. A filled template needs 16 MB, 600 000 cells 320 MB.
        seconds: From start to answer. A filled template takes 0.1 s, 600 000 cells 10 s.
        file_bytes: Largest file it may write, for writers that need temporary ones; 0 for none.
    """

    memory_bytes: int = 1_000_000_000
    seconds: float = 60.0
    file_bytes: int = 0


class How(StrEnum):
    """How a child ended without an answer."""

    TIME = "time"
    MEMORY = "memory"
    STOPPED = "stopped"
    NOT_STARTED = "not-started"


class ChildEnded(Exception):
    """The child gave no answer.

    Attributes:
        how: Why.
        said: Exit code and last lines of its error output, for developers.
    """

    def __init__(self, how: How, said: str = "") -> None:
        self.how = how
        self.said = said
        super().__init__(f"{how.value}: {said}")


def call(
    target: str, data: bytes, bounds: Bounds | None = None, packages: Sequence[str] = ()
) -> bytes:
    """Call ``target(data)`` in a child process and return the bytes that it returns.

    Args:
        target: ``module:function`` of this package; it takes and returns bytes.
        data: What it is called with.
        bounds: Limits of time and memory.
        packages: Folders in which the child finds installed packages, usually ``sys.path``; without
            them it has Python's standard library and this package.

    Raises:
        ChildEnded: It ended otherwise. It is gone then, and its memory with it.
    """
    bounds = bounds or Bounds()
    own = str(Path(gnv_pipeline.__file__).resolve().parents[1])
    command = [sys.executable, "-I", "-S", "-c", _BOOT, target]
    command += [str(bounds.memory_bytes), str(bounds.seconds), str(bounds.file_bytes)]
    command += [own, *packages]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=bounds.seconds,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise ChildEnded(How.TIME, f"{bounds.seconds} s") from error
    except (OSError, ValueError) as error:  # no interpreter, or no room for another process
        raise ChildEnded(How.NOT_STARTED, str(error)) from error
    if done.returncode == 0 and done.stdout.startswith(MARK):
        return done.stdout[len(MARK) :]
    raise _ended(done)


def _ended(done: subprocess.CompletedProcess[bytes]) -> ChildEnded:
    said = f"{done.returncode} {done.stderr[-2_000:].decode('utf-8', errors='replace')}".strip()
    if not done.stdout.startswith(MARK):
        return ChildEnded(How.NOT_STARTED, said)
    if done.returncode == _TIME_USED:
        return ChildEnded(How.TIME, said)
    # SIGKILL from outside is how Linux ends what uses up the machine's memory.
    if done.returncode in {OUT_OF_MEMORY, _KILLED} or any(s in done.stderr for s in _MEMORY_SIGNS):
        return ChildEnded(How.MEMORY, said)
    return ChildEnded(How.STOPPED, said)
