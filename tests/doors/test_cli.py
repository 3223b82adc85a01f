"""`gnv` itself: words, exit codes, wrong use."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.doors.conftest import Gnv

ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Error|Show this message|Missing|Invalid|No such|Try|default|required)\b"
)
COMMANDS = (
    (),
    ("plan",),
    ("plan", "check"),
    ("templates",),
    ("check",),
    ("submit",),
    ("kolada",),
    ("kolada", "import"),
    ("kolada", "fetch"),
    ("bulk",),
    ("bulk", "import"),
    ("run",),
    ("status",),
    ("trace",),
    ("dagster",),
    ("demo",),
    ("init",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_swedish(gnv: Gnv, tmp_path: Path, command: tuple[str, ...]) -> None:
    said = gnv(tmp_path, *command, "--help").out
    assert "Användning:" in said
    assert not ENGLISH.search(said), said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("finns_inte",), "finns inte"),
        (("run",), "--year"),
        (("run", "--year", "i år"), "i år"),
        (("run", "--year", "2026", "--edition", "slutlig"), "preliminary"),
        (("trace", "nm1"), "OMRÅDE"),
        (("templates", "--year", "2026", "--organisation", "Atlantis"), "Atlantis"),
        (("templates", "--year", "1999"), "1999"),
        (("run", "--year", "1890"), "1890"),
        (("run", "--year", "2026", "--as-of", "12/5"), "till exempel 2027-05-12"),
        (("run", "--year", "2031"), "rounds.yaml"),
        (("check", "finns inte.xlsx"), "finns inte.xlsx"),
        (("submit", "finns inte.xlsx"), "finns inte"),
        (("bulk", "import", "finns inte.xlsx"), "finns inte"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_in_swedish(
    gnv: Gnv, empty_home: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = gnv(empty_home, *arguments, check=2)
    assert words in ran.err
    assert not ENGLISH.search(ran.err), ran.err
    assert "Traceback" not in ran.err


def test_a_home_without_a_plan_is_told_so(gnv: Gnv, tmp_path: Path) -> None:
    ran = gnv(tmp_path, "run", "--year", "2026", check=1)
    assert "plan" in ran.out + ran.err
    assert "gnv init" in ran.out + ran.err
    assert "Traceback" not in ran.err


def test_importing_the_command_does_not_import_dagster() -> None:
    code = "import gnv_pipeline.cli, sys; sys.exit('dagster' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_init_makes_a_home_that_passes_its_plan_check(gnv: Gnv, tmp_path: Path) -> None:
    said = gnv(tmp_path, "init", tmp_path / "ny mapp").out
    assert "Nästa steg" in said
    checked = gnv(tmp_path / "ny mapp", "plan", "check").out
    assert "kan användas" in checked
    again = gnv(tmp_path, "init", tmp_path / "ny mapp", check=1)
    assert "redan en datamapp" in again.err
