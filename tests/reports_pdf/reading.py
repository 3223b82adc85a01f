"""Reading a finished PDF back, as a reader's programme would."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A tool of this environment or of the machine; its absence is a failure with a remedy."""
    beside = Path(sys.executable).parent / tool
    found = str(beside) if beside.is_file() else shutil.which(tool)
    if found is None:
        pytest.fail(f"{tool} saknas: installera poppler-utils", pytrace=False)
    return subprocess.run(
        [found, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=300
    )


def text(path: Path) -> str:
    """The words of all pages in the order of the tags, squeezed."""
    done = run("pdftotext", "-raw", str(path), "-")
    assert done.returncode == 0, done.stderr
    return squeezed(done.stdout)


def squeezed(words: str) -> str:
    """Without blanks and hyphens: lines may break anywhere in a narrow column."""
    return "".join(c for c in words if not c.isspace() and c not in "-\u00ad\u2010")


def attached(path: Path) -> list[dict[str, str]]:
    """The lines of the attached CSV."""
    with pikepdf.open(path) as pdf:
        data = pdf.attachments["varden.csv"].get_file().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
