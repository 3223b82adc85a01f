"""The ledger: whole lines survive anything, torn ones are set aside, nothing is overwritten."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv_pipeline.sources.errors import StoreError
from gnv_pipeline.sources.ledger import LEDGER, Ledger, keep_original, sha256_of, verified


def add(folder: Path, **entry: object) -> None:
    with Ledger(folder).writing() as ledger:
        ledger.append(entry)


def add_many(folder: str, name: str, count: int) -> None:
    for number in range(count):
        add(Path(folder), name=name, number=number)


def test_entries_come_back_in_order(tmp_path: Path) -> None:
    for number in range(3):
        add(tmp_path, number=number, text="å\nä\u2028ö")
    entries = Ledger(tmp_path).entries()
    assert [entry["number"] for entry in entries] == [0, 1, 2]
    assert entries[0]["text"] == "å\nä\u2028ö"


def test_a_ledger_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Ledger(tmp_path / "ingen").entries() == ()
    assert not (tmp_path / "ingen").exists()


@pytest.mark.parametrize("cut", [1, 5, 20])
def test_a_torn_last_line_is_passed_over_and_set_aside(tmp_path: Path, cut: int) -> None:
    add(tmp_path, number=1)
    whole = (tmp_path / LEDGER).read_bytes()
    torn = json.dumps({"number": 2, "text": "ö" * 10}).encode()[:-cut]
    (tmp_path / LEDGER).write_bytes(whole + torn)
    assert [entry["number"] for entry in Ledger(tmp_path).entries()] == [1]
    add(tmp_path, number=3)
    assert [entry["number"] for entry in Ledger(tmp_path).entries()] == [1, 3]
    assert (tmp_path / "ledger.torn").read_bytes() == torn + b"\n"


def test_a_whole_last_line_without_line_feed_counts(tmp_path: Path) -> None:
    add(tmp_path, number=1)
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    add(tmp_path, number=2)
    assert [entry["number"] for entry in Ledger(tmp_path).entries()] == [1, 2]
    assert not (tmp_path / "ledger.torn").exists()


@pytest.mark.parametrize("damage", [b"inte json\n", b'{"half": \n', b"[1]\n", b"\xff\xfe\n"])
def test_a_damaged_line_inside_is_told_with_its_number(tmp_path: Path, damage: bytes) -> None:
    add(tmp_path, number=1)
    path = tmp_path / LEDGER
    path.write_bytes(path.read_bytes() + damage)
    with pytest.raises(StoreError) as raised:
        Ledger(tmp_path).entries()
    assert raised.value.findings[0].line == 2
    with pytest.raises(StoreError):
        add(tmp_path, number=2)
    assert path.read_bytes().endswith(damage)


@given(st.data())
def test_cut_anywhere_every_line_before_the_cut_is_there(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("liggare")
    for number in range(4):
        add(folder, number=number, text="räksmörgås")
    whole = (folder / LEDGER).read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    (folder / LEDGER).write_bytes(whole[:cut])
    # A line that lacks nothing but its line feed is whole.
    expected = (whole[:cut] + b"\n" if whole[cut : cut + 1] == b"\n" else whole[:cut]).count(b"\n")
    assert [entry["number"] for entry in Ledger(folder).entries()] == list(range(expected))
    add(folder, number=99)
    numbers = [entry["number"] for entry in Ledger(folder).entries()]
    assert numbers == [*range(expected), 99]


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "fork")
    processes = [context.Process(target=add_many, args=(str(tmp_path), name, 15)) for name in "abc"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    found = [(entry["name"], entry["number"]) for entry in Ledger(tmp_path).entries()]
    assert sorted(found) == [(name, number) for name in "abc" for number in range(15)]


def test_an_original_is_kept_once_and_never_overwritten(tmp_path: Path) -> None:
    kept = keep_original(tmp_path, "a.bin", b"one")
    assert keep_original(tmp_path, "a.bin", b"one") == kept
    with pytest.raises(StoreError):
        keep_original(tmp_path, "a.bin", b"two")
    assert verified(kept, sha256_of(b"one")) == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]
    assert not kept.stat().st_mode & 0o222


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        keep_original(tmp_path, "a.bin", b"one")
    assert list(tmp_path.iterdir()) == []
