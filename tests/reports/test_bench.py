"""All reports in all formats from a ready publication: time, memory, and the same files twice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.reports import COUNTRY, told, twice

MEMORY = 2_000  # MB: fits beside Excel on an ordinary office computer


@pytest.mark.bench
@pytest.mark.parametrize("organisations", [None, COUNTRY])
def test_all_reports_in_all_formats(
    organisations: int | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = twice(organisations, tmp_path)
    with capsys.disabled():
        sys.stdout.write(f"\n{told(first, second)}\n")
    assert first.content == second.content
    assert first.files == second.files > 3 * first.organisations
    if organisations is None:
        assert max(first.megabytes, second.megabytes) < MEMORY
