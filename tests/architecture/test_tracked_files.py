"""Nothing unfinished and nothing of one machine gets into the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SELF = Path(__file__).resolve()
LARGEST = 5_000_000

MACHINE_PATH = re.compile(
    r"(?<![\w.~$}/-])/(?:work|root|tmp|home/\w+|Users/\w+|opt/\w+)/", re.ASCII
)
"""An absolute folder of somebody's machine; a path that begins with a variable is fine."""
DOWNLOAD_ADDRESS = re.compile(
    r"pythonhosted|pypi\.org|npmjs\.(?:org|com)|deb\.debian\.org|--(?:extra-)?index-url|--find-links"
)
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplemented")
CODE = {".py", ".sql", ".html", ".j2", ".css", ".js", ".toml", ".yaml", ".yml", ".md", ".sh", ""}


def tracked() -> list[Path]:
    """Every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:  # an unpacked archive without history
        names = [p.as_posix() for top in ("gnv_pipeline", "tests") for p in (ROOT / top).rglob("*")]
    else:
        names = listed.stdout.decode("utf-8").split("\0")
    files = [ROOT / name for name in names if name]
    return sorted(file for file in files if file.is_file() and file.resolve() != SELF)


def text_of(file: Path) -> str:
    """The file as text; every text file of the project is UTF-8."""
    return file.read_text(encoding="utf-8")


def hits(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """File, line and text of every match."""
    return [
        f"{file.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if pattern.search(line)
    ]


def text_files() -> list[Path]:
    """Tracked files that people read: those without a NUL byte."""
    return [file for file in tracked() if b"\0" not in file.read_bytes()[:8_000]]


def test_files_are_found() -> None:
    assert ROOT / "pyproject.toml" in text_files()


def test_no_path_of_a_machine() -> None:
    assert hits(MACHINE_PATH, text_files()) == []


def test_no_download_address() -> None:
    allowed = {ROOT / "Makefile"}  # says --no-emit-index-url
    assert hits(DOWNLOAD_ADDRESS, [file for file in text_files() if file not in allowed]) == []


def test_nothing_is_left_unfinished() -> None:
    assert hits(UNFINISHED, [file for file in text_files() if file.suffix in CODE]) == []


def test_no_file_is_huge() -> None:
    assert [file.name for file in tracked() if file.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("word", ["\r\n", "\ufeff"])
def test_line_ends_and_marks(word: str) -> None:
    keeps_its_own = {".bat", ".cmd", ".csv", ".txt"}
    files = [file for file in text_files() if file.suffix not in keeps_its_own]
    assert [file.name for file in files if word.encode() in file.read_bytes()] == []
