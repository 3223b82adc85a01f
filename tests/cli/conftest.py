"""`gnv` in this very process, on a home with the made-up county.

Belongs here: running a command and hearing what it says. Does not belong here: the whole command as a child
process (``tests/doors``).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gnv_pipeline.cli import app
from gnv_pipeline.home import DataHome
from tests.intake.conftest import fill, home, plan

__all__ = ["Ran", "Run", "fill", "gnv", "home", "plan"]


@dataclass(frozen=True)
class Ran:
    """What a command said, on one line, and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def gnv(home: DataHome, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `gnv` on the home."""

    def run(*arguments: object, check: int = 0) -> Ran:
        monkeypatch.setattr(sys, "argv", ["gnv", "--home", str(home.root), *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capsys.readouterr()
        code = int(ended.value.code or 0)
        assert code == check, f"{arguments}\n{said.out}\n{said.err}"
        return Ran(code, *(re.sub(r"\s+", " ", text) for text in (said.out, said.err)))

    return run
