"""Several who hand in and decide at the same moment: nothing is lost."""

from __future__ import annotations

import multiprocessing
import os
import threading
from datetime import date
from pathlib import Path

from gnv_pipeline.home import DataHome
from gnv_pipeline.intake.decisions import grant_extension
from gnv_pipeline.intake.ledger import read_ledger
from gnv_pipeline.intake.store import Store, SubmitResult
from gnv_pipeline.plan.loading import load_plan
from gnv_pipeline.plan.models import Plan
from tests.intake.conftest import KOMMUN, OPEN, OTHER, YEAR, Fill, days

ALL = {"h_1": "alltid", "s_1": "ibland", "i_1": "aldrig", "f_1": "vet_ej"}


def hand_in(root: str, plan_folder: str, files: list[str]) -> None:
    """What a second process does."""
    store = Store(DataHome(Path(root)))
    plan = load_plan(Path(plan_folder))
    for file in files:
        store.submit(Path(file), plan, "samtidigt", OPEN)


def test_processes_that_hand_in_at_once_lose_nothing(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    heaps = [
        [
            str(fill(organisation, answers={"h_1": answer}))
            for answer in ("aldrig", "ibland", "alltid")
        ]
        for organisation in (KOMMUN, OTHER)
    ]
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "fork")
    processes = [
        context.Process(target=hand_in, args=(str(home.root), str(home.plans / "2027"), heap))
        for heap in heaps
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    ids = sorted(one.submission_id for one in read_ledger(home).submissions)
    assert ids == [f"2028-1-{area}-{n}" for area in (KOMMUN, OTHER) for n in (1, 2, 3)]
    assert len(Store(home).accepted(plan, YEAR, 1)) == 6


def decide(root: str, plan_folder: str, organisation: str) -> None:
    """What a third process does meanwhile."""
    plan = load_plan(Path(plan_folder))
    for number in range(1, 6):
        grant_extension(
            DataHome(Path(root)), plan, YEAR, 1, organisation, until=date(2029, 4, number),
            reason="Samtidigt", function="Samordnare", now=days(number),
        )  # fmt: skip


def test_decisions_and_hand_ins_at_once_lose_nothing(
    home: DataHome, plan: Plan, fill: Fill
) -> None:
    files = [str(fill(answers={"h_1": answer})) for answer in ("aldrig", "ibland")]
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "fork")
    where = (str(home.root), str(home.plans / "2027"))
    processes = [
        context.Process(target=decide, args=(*where, KOMMUN)),
        context.Process(target=decide, args=(*where, OTHER)),
        context.Process(target=hand_in, args=(*where, files)),
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    told = read_ledger(home)
    assert sorted(one.decision_id for one in told.decisions) == sorted(
        f"A{number}" for number in range(1, 11)
    )
    assert len(told.submissions) == 2


def test_threads_with_the_same_file_store_it_once(home: DataHome, plan: Plan, fill: Fill) -> None:
    path = fill(answers=ALL)
    results: list[SubmitResult] = []

    def run() -> None:
        results.append(Store(home).submit(path, plan, "två klick", OPEN))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(result.status == "duplicate" for result in results) == [False, True, True, True]
    assert len(read_ledger(home).submissions) == 1
