"""A process that is killed while it hands in, corrects or removes loses nothing and leaves nothing half."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.noting import note
from gnv_pipeline.intake.purging import purge
from gnv_pipeline.intake.store import Store
from gnv_pipeline.plan.models import Plan
from gnv_pipeline.sources.ledger import sha256_of
from gnv_pipeline.workbooks.reading import read_workbook
from gnv_pipeline.workbooks.rows import ReadResult
from tests.intake.conftest import KOMMUN, YEAR, Fill, days
from tests.intake.killing import assert_whole, run_until, spread

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork are not found in Windows")
FIRST = {"h_1": "alltid", "s_1": "ibland"}
SECOND = {"h_1": "aldrig", "s_1": "ibland"}
KILLS, MANY = 20, 200
Again = Callable[[], DataHome]


class Remembering:
    """A reader that reads each workbook once; what is killed here is the keeping, not the reading."""

    def __init__(self) -> None:
        self.known: dict[str, ReadResult] = {}

    def __call__(self, source: Path | bytes, plan: Plan, *given: Any, **more: Any) -> ReadResult:
        data = source if isinstance(source, bytes) else source.read_bytes()
        key = f"{sha256_of(data)} {more.get('corrected')}"
        if key not in self.known:
            self.known[key] = read_workbook(data, plan, *given, **{**more, "guarded": False})
        return self.known[key]


@pytest.fixture(scope="module")
def reader() -> Remembering:
    return Remembering()


@pytest.fixture
def again(home: DataHome, plan: Plan, fill: Fill, reader: Remembering, tmp_path: Path) -> Again:
    """Fresh copies of a home where one workbook has come."""
    Store(home, reader).submit(fill(answers=FIRST), plan, "MAS", days(0))
    reader(fill(answers=SECOND), plan)
    count = iter(range(10_000))

    def copy() -> DataHome:
        made = DataHome(tmp_path / f"nr {next(count)}")
        shutil.copytree(home.root, made.root)
        return made

    return copy


def answer(home: DataHome, plan: Plan, reader: Remembering) -> tuple[str | None, int]:
    """What counts for one statement, and how many submissions there are."""
    (content,) = Store(home, reader).contents(plan, YEAR, 1)
    given = {row.statement_id: row.answer for row in content.content.answers}
    return given["h_1"], len(Store(home, reader).accepted(plan, YEAR, 1))


def kill_while_handing_in(
    again: Again, plan: Plan, fill: Fill, reader: Remembering, kills: int, *, by_line: bool
) -> None:
    path = fill(answers=SECOND)

    def hand_in(home: DataHome) -> Callable[[], object]:
        return lambda: Store(home, reader).submit(path, plan, "MAS", days(1))

    instants = run_until(hand_in(again()), 0, by_line=by_line)
    assert instants is not None
    assert instants >= KILLS
    seen = set()
    for at in spread(kills, instants):
        home = again()
        assert run_until(hand_in(home), at, by_line=by_line) is None, f"not killed at {at}"
        assert_whole(home)
        state = answer(home, plan, reader)
        assert state in {("alltid", 1), ("aldrig", 2)}, f"killed at {at}: {state}"
        seen.add(state)
        result = Store(home, reader).submit(path, plan, "MAS", days(2))
        assert result.status == ("duplicate" if state[1] == 2 else "accepted")
        told = assert_whole(home)
        assert answer(home, plan, reader) == ("aldrig", 2)
        assert [one.organisation_id for one in told.submissions] == [KOMMUN, KOMMUN]
        left = sorted(file.name for file in (home.submissions / "originals").iterdir())
        assert left == sorted(f"{one.sha256}.xlsx" for one in told.submissions)
        shutil.rmtree(home.root)
    assert seen == {("alltid", 1), ("aldrig", 2)}, "some kills come before the line, some after"


def test_killed_at_20_instants_of_handing_in(
    again: Again, plan: Plan, fill: Fill, reader: Remembering
) -> None:
    kill_while_handing_in(again, plan, fill, reader, KILLS, by_line=False)


@pytest.mark.fuzz
def test_killed_at_200_lines_of_handing_in(
    again: Again, plan: Plan, fill: Fill, reader: Remembering
) -> None:
    kill_while_handing_in(again, plan, fill, reader, MANY, by_line=True)


def test_killed_while_a_refused_file_is_kept(
    again: Again, plan: Plan, reader: Remembering, tmp_path: Path
) -> None:
    path = tmp_path / "Ödsele_2028.pdf"
    path.write_bytes(b"%PDF-1.7 inte alls en arbetsbok")

    def hand_in(home: DataHome) -> Callable[[], object]:
        return lambda: Store(home, reader).submit(path, plan, "", days(1))

    instants = run_until(hand_in(again()), 0)
    assert instants is not None
    for at in spread(5, instants):
        home = again()
        assert run_until(hand_in(home), at) is None
        assert_whole(home)
        assert answer(home, plan, reader) == ("alltid", 1)
        Store(home, reader).submit(path, plan, "", days(2))
        assert len(assert_whole(home).attempts) == 1
        assert not list((home.submissions / "attempts").glob(".inkommer-*"))


def test_killed_while_an_original_is_removed(
    again: Again, plan: Plan, fill: Fill, reader: Remembering
) -> None:
    sha256 = sha256_of(fill(answers=FIRST).read_bytes())

    def remove(home: DataHome, day: int) -> Callable[[], object]:
        return lambda: purge(home, sha256, reason="Prov", decision="RSS 1", now=days(day))

    instants = run_until(remove(again(), 1), 0)
    assert instants is not None
    for at in spread(8, instants):
        home = again()
        assert run_until(remove(home, 1), at) is None
        told = assert_whole(home)
        assert len(Store(home, reader).accepted(plan, YEAR, 1)) == (0 if told.purges else 1)
        remove(home, 2)()
        assert len(assert_whole(home).purges) == 1
        assert not list((home.submissions / "originals").iterdir())


def test_killed_while_a_decision_is_taken_down(again: Again) -> None:
    entry = {
        "kind": "abstention", "organisation_id": KOMMUN, "year": YEAR, "round": 1, "until": None,
        "reason": "Prov", "function": "Samordnare",
    }  # fmt: skip

    def decide(home: DataHome) -> Callable[[], object]:
        return lambda: note(home, entry, days(1), example=False)

    instants = run_until(decide(again()), 0)
    assert instants is not None
    for at in spread(instants, instants):
        home = again()
        assert run_until(decide(home), at) is None
        before = assert_whole(home).decisions
        assert len(before) in {0, 1}
        decide(home)()
        assert [one.decision_id for one in assert_whole(home).decisions] == [
            f"V{number + 1}" for number in range(len(before) + 1)
        ]
