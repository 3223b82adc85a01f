"""A copy of the real plan that a test may spoil, and words to look at what the check says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
REAL = PROJECT / "data" / "raw" / "plan" / "2026"
FJALLMARK = PROJECT / "tests" / "fixtures" / "fjallmark"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real plan's folder, copied."""
    copy = tmp_path / "2026"
    shutil.copytree(REAL, copy)
    return copy


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace the first occurrence of a text in a file of the copy; the text must be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    return replace


def line_of(path: Path, text: str) -> int:
    """Line (1-based) of the first line that has ``text``."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text in line:
            return number
    raise AssertionError(f"{text!r} is not in {path.name}")
