"""The inbox: a workbook laid in the folder is handed in by Dagster and answered."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from gnv_pipeline import examples
from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.inbox import take_in, waiting_files
from gnv_pipeline.orchestration.automation import hand_in, inbox
from gnv_pipeline.orchestration.resources import Home
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.sources.ledger import STOCKHOLM
from gnv_pipeline.workbooks.filling import fill_workbook
from gnv_pipeline.workbooks.rows import History
from gnv_pipeline.workbooks.template import write_template

PROJECT = Path(__file__).resolve().parents[2]
NOW = datetime(2027, 3, 10, 12, tzinfo=STOCKHOLM)


@pytest.fixture
def home(tmp_path: Path) -> DataHome:
    shutil.copytree(PROJECT / "data" / "raw" / "plan", tmp_path / "data" / "raw" / "plan")
    home = DataHome(tmp_path)
    home.inbox.mkdir(parents=True)
    return home


def lay(home: DataHome, name: str = "Falun 2026.xlsx") -> Path:
    """A filled workbook in the inbox, there for a minute."""
    plan = load_plan(home.plans / "2026")
    area = next(area for area in plan.reporters if area.name == "Falun")
    collection = plan.round(2026)
    template = home.root / "mall.xlsx"
    write_template(
        template, plan, 2026, 1, area.id, History(), as_of=collection.opens, example=False
    )
    path = home.inbox / name
    fill_workbook(template, path, examples.example_content(plan, collection, area))
    age(path)
    return path


def age(path: Path, seconds: int = 60) -> None:
    moment = (NOW - timedelta(seconds=seconds)).timestamp()
    os.utime(path, (moment, moment))


def test_a_file_on_its_way_in_and_excels_lock_file_wait(home: DataHome) -> None:
    whole = home.inbox / "a.xlsx"
    whole.write_bytes(b"x")
    age(whole)
    fresh = home.inbox / "b.xlsx"
    fresh.write_bytes(b"x")
    age(fresh, seconds=1)
    lock = home.inbox / "~$a.xlsx"
    lock.write_bytes(b"x")
    age(lock)
    assert waiting_files(home, NOW) == (whole,)


def test_a_good_workbook_is_taken_in_and_answered(home: DataHome) -> None:
    path = lay(home)
    answer = take_in(home, path.name, NOW)
    assert "mottagen" in answer.read_text(encoding="utf-8")
    assert not path.exists()
    assert len(list((home.submissions / "originals").iterdir())) == 1


def test_a_refused_file_is_answered_with_what_it_is(home: DataHome) -> None:
    path = home.inbox / "rapport.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")
    age(path)
    text = take_in(home, path.name, NOW).read_text(encoding="utf-8")
    assert "kunde inte tas emot" in text
    assert "PDF" in text
    assert len(text.splitlines()) <= 15


def test_the_sensor_asks_once_per_file_and_the_job_answers(home: DataHome) -> None:
    path = lay(home)
    os.utime(path, (0, 0))  # long there, whatever the clock says
    resources = {"home": Home(root=str(home.root))}
    requests = list(inbox(**resources))
    assert [type(request) for request in requests] == [dg.RunRequest]
    again = list(inbox(**resources))
    assert requests[0].run_key == again[0].run_key
    result = hand_in.execute_in_process(run_config=requests[0].run_config, resources=resources)
    assert result.success
    assert not path.exists()
    assert len(list(home.answers.glob("*.txt"))) == 1
    assert isinstance(
        next(iter(inbox(dg.build_sensor_context(resources=resources)))), dg.SkipReason
    )
