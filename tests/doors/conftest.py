"""What the tests of the doors share: running `gnv` as people do, and finished example years.

Belongs here: the command as a child process, and homes that several tests read. Does not belong here:
anything a single room can show.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from gnv_pipeline.publishing.export import export_tables

PROJECT = Path(__file__).resolve().parents[2]
PLANS = PROJECT / "data" / "raw" / "plan"


@dataclass(frozen=True)
class Ran:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Gnv = Callable[..., Ran]


def run_gnv(home: Path, *arguments: object, check: int | None = 0) -> Ran:
    """Run `gnv` on a home in a process of its own; fails the test on another exit code than ``check``."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"GNV_HOME", "DAGSTER_HOME", "GNV_DAGSTER_STATE"}
    }
    environment |= {"PYTHONUTF8": "1", "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "gnv_pipeline.cli", "--home", str(home), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=home,
        env=environment,
        timeout=500,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout, done.stderr)
    if check is not None:
        assert ran.code == check, f"{arguments}\n{ran.out}\n{ran.err}"
    return ran


def published(home: Path, year: int) -> Path:
    """``mart.duckdb`` that the year's preliminary edition points at."""
    folder = home / "data" / "warehouse" / "published"
    return folder / (folder / f"{year}-preliminary.CURRENT").read_text(encoding="utf-8").strip()


def same_again(home: Path, year: int, scratch: Path, *ways: str) -> None:
    """The same run once more ("again") or after all that can be rebuilt is gone ("cold") gives the bytes that
    ``home`` holds; ``home`` is only read.
    """
    for way in ways:
        one = Path(shutil.copytree(home, scratch / way))
        for folder in ("data/warehouse", "data/dagster", "reports") if way == "cold" else ():
            shutil.rmtree(one / folder)
        run_gnv(one, "run", "--year", year)
        assert published(one, year).relative_to(one) == published(home, year).relative_to(home)
        same_folder(home / "reports" / str(year), one / "reports" / str(year))
        export_tables(published(one, year), one / "tables")
        export_tables(published(home, year), one / "expected")
        same_folder(one / "tables", one / "expected")


def same_folder(left: Path, right: Path) -> None:
    """Two folders hold the same files with the same bytes, and at least one."""
    names = {path.relative_to(left) for path in left.rglob("*") if path.is_file()}
    assert names
    assert names == {path.relative_to(right) for path in right.rglob("*") if path.is_file()}
    found = filecmp.cmpfiles(left, right, [str(name) for name in names], shallow=False)
    assert found[1:] == ([], [])


@pytest.fixture(scope="session")
def gnv() -> Gnv:
    """The command."""
    return run_gnv


@pytest.fixture
def empty_home(tmp_path: Path) -> Path:
    """A home with the real plan and nothing else; its name has a blank and an å, as names have."""
    home = tmp_path / "Årets uppföljning"
    shutil.copytree(PLANS, home / "data" / "raw" / "plan")
    return home


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished example years of the real plan. Tests only read from it."""
    home = tmp_path_factory.mktemp("demo") / "exempel"
    home.mkdir()
    run_gnv(home, "demo")
    return home
