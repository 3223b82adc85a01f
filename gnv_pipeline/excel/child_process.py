"""What runs in a child process started by ``child``: limits first, then one call.

Belongs here: only what every child needs; it is loaded for every file. Does not belong here: the
functions that are called.

Exit codes: 0 with :data:`MARK` and the answer on standard output; :data:`OUT_OF_MEMORY`; anything else is
a fault, told on standard error.
"""

from __future__ import annotations

import gc
import importlib
import math
import os
import sys

MARK = b"gnv:"  # written when the child stands; without it the interpreter is not ours
OUT_OF_MEMORY = 3
_GRACE_SECONDS = 5  # the parent ends the child; this is for a parent that is gone


def serve(target: str, memory_bytes: str, seconds: str, file_bytes: str) -> None:
    """Call ``module:function`` with all of standard input and write what it returns."""
    module, _, function = target.partition(":")
    called = getattr(importlib.import_module(module), function)
    out = sys.stdout.buffer
    out.write(MARK)
    out.flush()
    limit(int(memory_bytes), float(seconds), int(file_bytes))
    gc.disable()  # a short life; looking for circles among many cells takes a third of the time
    try:
        out.write(called(sys.stdin.buffer.read()))
        out.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # at once: an orderly end would need memory


def limit(memory_bytes: int, seconds: float, file_bytes: int) -> None:
    """Limit this process, as far as the system can.

    Memory counts as address space; no file larger than ``file_bytes`` can be written and no core
    dumped. Windows has none of these; macOS refuses the one for memory.
    """
    longest = math.ceil(seconds) + _GRACE_SECONDS
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CPU, longest),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_AS, memory_bytes),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # not on this system, or already lower
            continue
