"""Functions that tests call in a child process; each ends in a way of its own."""

from __future__ import annotations

import ctypes
import os
import sys
import time


def echo(data: bytes) -> bytes:
    return data[::-1]


def sleep(data: bytes) -> bytes:
    time.sleep(60)
    return data


def abort(data: bytes) -> bytes:
    os.abort()


def crash(data: bytes) -> bytes:
    ctypes.string_at(0)
    return data


def grow(data: bytes) -> bytes:
    held = []
    while True:
        held.append(bytes(10_000_000))


def fail(data: bytes) -> bytes:
    raise LookupError("nothing there")


def leave(data: bytes) -> bytes:
    sys.exit(7)


def write(data: bytes) -> bytes:
    with open(data.decode("utf-8"), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("x" * 10)
    return b"written"
