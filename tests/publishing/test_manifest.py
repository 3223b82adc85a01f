"""Identity: the same inputs give the same name, a change anywhere gives another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gnv_pipeline.home import DataHome
from gnv_pipeline.publishing.manifest import (
    Identity,
    InputFile,
    code_version,
    earlier_than,
    folder_sha256,
    manifest_of,
    parts_of,
    published_manifests,
    read_manifest,
    write_whole,
)

ONE = InputFile("kolada", "a.csv", "a" * 64, "2028-02-20T00:00:00+01:00")
TWO = InputFile("workbook", "b.xlsx", "b" * 64, "2028-02-21T00:00:00+01:00")
IDENTITY = Identity(2027, "final", date(2028, 3, 20), 2027, "p" * 64, "c0de", "s" * 64, (ONE, TWO))


def test_the_name_tells_year_edition_and_identity() -> None:
    assert parts_of(IDENTITY.name) == (2027, "final", IDENTITY.digest)
    assert len(IDENTITY.digest) == 10


def test_the_order_of_inputs_does_not_matter() -> None:
    assert replace(IDENTITY, inputs=(TWO, ONE)).name == IDENTITY.name


@pytest.mark.parametrize(
    "change",
    [
        {"report_year": 2026},
        {"edition": "preliminary"},
        {"as_of": date(2028, 3, 21)},
        {"plan_sha256": "q" * 64},
        {"code_version": "c0df"},
        {"submissions_sha256": "t" * 64},
        {"inputs": (ONE,)},
        {"inputs": (ONE, replace(TWO, sha256="d" * 64))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_part_counts(change: dict[str, object]) -> None:
    assert replace(IDENTITY, **change).digest != IDENTITY.digest  # type: ignore[arg-type]


def test_a_manifest_reads_back_as_it_was(tmp_path: Path) -> None:
    keys = [("d1", "9902", 2027, "M"), ("d1", "9901", 2027, "K")]
    manifest = manifest_of(IDENTITY, (), keys, {"b": "2", "a": "1"})
    write_whole(tmp_path / "manifest.json", manifest.text())
    again = read_manifest(tmp_path / "manifest.json")
    assert again == manifest
    assert again.mask == tuple(sorted(keys))
    assert [one["name"] for one in again.identity["inputs"]] == ["a.csv", "b.xlsx"]
    assert (tmp_path / "manifest.json").read_bytes().count(b"\r") == 0


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"name": 1'])
def test_what_is_no_manifest_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.json"):
        read_manifest(path)


def test_editions_follow_each_other_and_a_re_issue_keeps_its_place(home: DataHome) -> None:
    assert published_manifests(home) == ()
    first = manifest_of(IDENTITY, earlier_than(home, IDENTITY.name), (), {})
    write_whole(home.editions / f"{first.name}.json", first.text())
    later = replace(IDENTITY, as_of=date(2028, 9, 1), edition="autumn_update")
    second = manifest_of(later, earlier_than(home, later.name), (), {})
    write_whole(home.editions / f"{second.name}.json", second.text())
    assert (first.number, second.number) == (1, 2)
    assert second.follows == (first.name,)
    assert earlier_than(home, first.name) == ()  # made again, it follows nothing, as before
    assert [one.name for one in earlier_than(home, second.name)] == [first.name]


def test_line_ends_of_another_system_are_no_change(tmp_path: Path) -> None:
    for name, end in (("unix", "\n"), ("windows", "\r\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.yaml").write_bytes(f"a: 1{end}b: 2{end}".encode())
    assert folder_sha256(tmp_path / "unix") == folder_sha256(tmp_path / "windows")
    (tmp_path / "unix" / "~$plan.yaml").write_bytes(b"open in an editor")
    assert folder_sha256(tmp_path / "unix") == folder_sha256(tmp_path / "windows")
    (tmp_path / "unix" / "new.yaml").write_bytes(b"c: 3\n")
    assert folder_sha256(tmp_path / "unix") != folder_sha256(tmp_path / "windows")


def test_the_codes_version_is_ten_digits_and_stays() -> None:
    assert len(code_version()) == 10
    assert code_version() == code_version()


@pytest.mark.parametrize("name", ["2027-final-123", "x", "2027-annual-0123456789", "CURRENT"])
def test_other_names_are_no_publications(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a publication"):
        parts_of(name)
