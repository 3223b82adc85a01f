"""Differences between editions, with the reason that the manifests allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gnv_pipeline.publishing import changes
from gnv_pipeline.publishing.facts import Facts
from gnv_pipeline.publishing.manifest import manifest_of
from tests.publishing.conftest import with_rows
from tests.publishing.test_goal_sentences import SHARE
from tests.publishing.test_manifest import IDENTITY
from tests.publishing.test_measure_sentences import VALUE

PLACE: changes.Place = ("indicator_value", "a1", "9901", 2026, "T")
LEVEL: changes.Place = ("goal_status", "a1", "LAN99", 2026, "T")


def test_what_an_edition_says_is_kept_and_read_back(facts: Facts, tmp_path: Path) -> None:
    hidden = replace(VALUE, indicator_id="d1", value=None, masked=True, missing_reason="suppressed")
    found = with_rows(facts, values=(VALUE, hidden), statuses=(replace(SHARE, level_signal="met"),))
    told = changes.said(found)
    assert told == {
        PLACE: "84\u00a0%",
        ("indicator_value", "d1", "9901", 2026, "T"): "visas inte",
        LEVEL: "Målet nått",
    }
    path = tmp_path / "said.csv"
    path.write_text(changes.to_text(told), encoding="utf-8", newline="\n")
    assert changes.from_file(path) == told
    assert changes.from_file(tmp_path / "none.csv") == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({PLACE: "84 %"}, {PLACE: "84 %"}, []),
        ({PLACE: "84 %"}, {PLACE: "81 %"}, [("84 %", "81 %", "Skäl")]),
        ({}, {PLACE: "81 %"}, [("inget värde", "81 %", "Nytt värde har kommit in")]),
        ({PLACE: "84 %"}, {}, [("84 %", "inget värde", "Värdet finns inte längre i underlaget")]),
        ({PLACE: "84 %"}, {PLACE: "visas inte"}, [("84 %", "visas inte", "Små tal visas inte")]),
        (
            {LEVEL: "Målet nått"},
            {LEVEL: "Målet inte nått"},
            [("Målet nått", "Målet inte nått", "Skäl")],
        ),
    ],
)
def test_differences(
    old: dict[changes.Place, str],
    new: dict[changes.Place, str],
    expected: list[tuple[str, str, str]],
) -> None:
    found = list(changes.differences(old, new, "preliminary", "Skäl"))
    assert [(one.old, one.new, one.reason) for one in found] == expected
    assert [one.change_no for one in found] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"code_version": "other"}, "Beräkningen är ändrad"),
        ({"plan_sha256": "z" * 64}, "Handlingsplanen är ändrad"),
        ({"inputs": ()}, "Nya eller rättade uppgifter"),
        ({"as_of": date(2028, 9, 1), "code_version": "other"}, "Nya eller rättade uppgifter"),
    ],
)
def test_the_cause_is_what_the_manifests_tell(change: dict[str, object], cause: str) -> None:
    before = manifest_of(IDENTITY, (), (), {})
    after = manifest_of(replace(IDENTITY, **change), (before,), (), {})  # type: ignore[arg-type]
    assert changes.cause(before, after.identity) == cause
