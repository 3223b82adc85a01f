"""Reading in a child process: the same result, and whatever kills the child costs one finding."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gnv_pipeline.excel import child, sandbox
from gnv_pipeline.excel.child import Bounds, ChildEnded, How, call
from gnv_pipeline.excel.grid import read_grid
from gnv_pipeline.excel.preflight import Limits
from gnv_pipeline.excel.refusals import Reason, WorkbookRefused
from gnv_pipeline.excel.sandbox import read_guarded
from tests.excel.build import filled, mail, one_row, parts, zipped

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of memory")
GOOD = filled({"A1": "Kommun å", "B2": 0.5, "C3": "=B2", "D4": True})
SMALL = Bounds(memory_bytes=300_000_000, seconds=20)


@pytest.fixture(autouse=True)
def _no_zombie() -> Iterator[None]:
    yield
    if not hasattr(os, "WNOHANG"):
        return
    try:
        pid, _ = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return  # no child at all
    assert pid == 0, "a child that had ended was left behind"


def run(function: str, data: bytes = b"", bounds: Bounds = SMALL) -> bytes:
    root = str(Path(__file__).resolve().parents[2])
    return call(f"tests.excel.children:{function}", data, bounds, packages=[root])


def test_a_child_answers_with_bytes() -> None:
    assert run("echo", b"abc" * 1_000_000) == b"cba" * 1_000_000


@pytest.mark.parametrize(
    ("function", "bounds", "how"),
    [
        ("sleep", Bounds(seconds=1), How.TIME),
        ("abort", SMALL, How.STOPPED),
        ("crash", SMALL, How.STOPPED),
        ("fail", SMALL, How.STOPPED),
        ("leave", SMALL, How.STOPPED),
        pytest.param("grow", SMALL, How.MEMORY, marks=POSIX),
        ("no_such_function", SMALL, How.NOT_STARTED),
    ],
)
def test_what_ends_a_child_is_told(function: str, bounds: Bounds, how: How) -> None:
    with pytest.raises(ChildEnded) as ended:
        run(function, b"x" * 200_000, bounds)
    assert ended.value.how is how


def test_a_failure_in_the_child_is_told_to_developers() -> None:
    with pytest.raises(ChildEnded, match="LookupError: nothing there"):
        run("fail")


@POSIX
def test_a_child_cannot_write_files(tmp_path: Path) -> None:
    path = tmp_path / "läckt.txt"
    with pytest.raises(ChildEnded):
        run("write", str(path).encode("utf-8"))
    assert not path.exists() or path.read_bytes() == b""
    assert run("write", str(path).encode("utf-8"), Bounds(file_bytes=1_000)) == b"written"


def test_an_interpreter_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(GOOD)
    assert refused.value.reason is Reason.READER_NOT_STARTED
    assert "inte i filen" in refused.value.message


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (How.TIME, Reason.TOO_SLOW),
        (How.MEMORY, Reason.TOO_HEAVY),
        (How.STOPPED, Reason.READER_STOPPED),
        (How.NOT_STARTED, Reason.READER_NOT_STARTED),
    ],
)
def test_a_child_that_ended_is_one_refusal(
    how: How, reason: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> bytes:
        raise ChildEnded(how)

    monkeypatch.setattr(sandbox, "call", ended)
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(GOOD, "mall.xlsx")
    assert refused.value.reason is reason
    assert refused.value.finding("mall.xlsx").remedy


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b'{"sheets": [[1]]}', b"\xff"])
def test_an_answer_that_is_none_is_a_refusal(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "call", lambda *_: answer)
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(GOOD)
    assert refused.value.reason is Reason.READER_STOPPED


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        mail(("Orsa å.xlsx", GOOD)),
        zipped(
            parts(
                one_row(
                    '<c r="A1" s="1"><v>46145.5</v></c>',
                    '<c r="B1" s="2"><v>1.25</v></c>',
                    '<c r="C1" s="1"><v>0.25</v></c>',
                    '<c r="D1" t="d"><v>2026-05-03</v></c>',
                    '<c r="E1" t="e"><f>[1]Blad!A1</f><v>#REF!</v></c>',
                    '<c r="F1"><v>1e999</v></c>',
                    '<c r="G1"><v>123456789012345678901234567890</v></c>',
                    '<c r="H1" t="inlineStr"><is><t>rad 1\nrad 2 \U0001f600</t></is></c>',
                ),
                formats=["yyyy-mm-dd hh:mm", "[h]:mm"],
            )
        ),
    ],
)
def test_guarded_reading_gives_the_same_grid(data: bytes) -> None:
    assert read_guarded(data, "mall.xlsx") == read_grid(data, "mall.xlsx")


def test_guarded_reading_refuses_as_plain_reading_does(tmp_path: Path) -> None:
    for data, reason in ((b"%PDF-1.7", Reason.PDF), (GOOD[:900], Reason.DAMAGED)):
        path = tmp_path / "Svar från Älvdalen.xlsx"
        path.write_bytes(data)
        with pytest.raises(WorkbookRefused) as refused:
            read_guarded(path)
        assert refused.value.reason is reason
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(GOOD, limits=Limits(cells=2))
    assert "2 ifyllda celler" in refused.value.message


@pytest.mark.parametrize("name", ["finns inte.xlsx", ".", "a\x00b.xlsx"])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(tmp_path / name)
    assert refused.value.reason is Reason.UNREADABLE


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.xlsx"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)  # takes no room on the disk
    with pytest.raises(WorkbookRefused) as refused:
        read_guarded(path)
    assert refused.value.reason is Reason.TOO_LARGE


def test_several_threads_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        grids = list(pool.map(read_guarded, [GOOD] * 8))
    assert grids == [read_grid(GOOD)] * 8


def test_a_script_without_a_main_guard_works(tmp_path: Path) -> None:
    (tmp_path / "mall.xlsx").write_bytes(GOOD)
    script = tmp_path / "analys.py"
    script.write_text(
        "from pathlib import Path\n"
        "from gnv_pipeline.excel.sandbox import read_guarded\n"
        "print(len(read_guarded(Path('mall.xlsx')).sheets[0].cells))\n",
        encoding="utf-8",
    )
    root = Path(child.__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("4", "")


def test_the_child_loads_little() -> None:
    """Every file pays for what the child imports, so nothing large may slip in."""
    code = (
        "import sys; sys.path.append(sys.argv[1]); import gnv_pipeline.excel.sandbox_child; "
        "print([n for n in ('openpyxl', 'numpy', 'pydantic', 'email', 'asyncio') if n in sys.modules])"
    )
    root = str(Path(child.__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, root], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
