"""The same publication gives the same files, byte by byte."""

from __future__ import annotations

from pathlib import Path

from gnv_pipeline.plan.models import Plan
from gnv_pipeline.reports import build


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_second_run_gives_the_same_bytes(
    site: Path, plan: Plan, publication: Path, tmp_path: Path
) -> None:
    written = build(publication, plan, tmp_path / "igen")
    assert _bytes(tmp_path / "igen") == _bytes(site)
    assert {path.relative_to(tmp_path / "igen").as_posix() for path in written} == set(_bytes(site))


def test_no_path_stands_in_a_page(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert str(site.parent) not in text
        assert b"\r" not in path.read_bytes()
